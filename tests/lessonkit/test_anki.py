"""Anki's own library imports our decks as learners do, and newer decks leave their scheduling alone."""

import json
import shutil
import sqlite3
import time
import zipfile
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection, ImportAnkiPackageRequest
from anki.import_export_pb2 import ImportResponse
from anki.notes import Note

from lessonkit import anki
from lessonkit.anki import apkg
from lessonkit.gift import NAME
from lessonkit.quiz import TYPES, Quiz
from lessonkit.quiz_file import load_quiz
from tests.lessonkit.conftest import CODED, LINES, one_of_each, question, quiz
from tests.lessonkit.test_gift import HOSTILE, REAL, ROOT, dangers, full, with_texts

URL = "https://example.org/site/"
THEN = 1_700_000_000
"""The time of the first deck that a learner gets."""
GOOD = 3
"""The learner's rating of an answer."""


class Learner:
    """Somebody with a collection of cards."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.collection = Collection(str(folder / "collection.anki2"))

    def imports(self, deck: bytes) -> ImportResponse.Log:
        """Import a deck with the options as Anki offers them."""
        path = self.folder / "deck.apkg"
        path.write_bytes(deck)
        options = self.collection._backend.get_import_anki_package_presets()
        request = ImportAnkiPackageRequest(package_path=str(path), options=options)
        return self.collection.import_anki_package(request).log

    def notes(self) -> list[Note]:
        return [self.collection.get_note(note) for note in sorted(self.collection.find_notes(""))]

    def note(self) -> Note:
        (note,) = self.notes()
        return note

    def note_of(self, tag: str) -> Note:
        (found,) = self.collection.find_notes(f"tag:{tag}")
        return self.collection.get_note(found)

    def answers(self) -> None:
        """Answer a card of the only deck that has some."""
        self.collection.decks.select(self.note().cards()[0].did)
        card = self.collection.sched.getCard()
        assert card
        card.start_timer()
        self.collection.sched.answerCard(card, GOOD)

    def scheduling(self) -> list[tuple[Any, ...]]:
        """All that the learner's answers have made of the cards."""
        return self.collection.db.all("select id, did, type, queue, due, ivl, factor, reps, lapses, left from cards")

    def decks(self) -> set[str]:
        return {deck.name for deck in self.collection.decks.all_names_and_ids()} - {"Default"}


@pytest.fixture
def learner(tmp_path) -> Iterator[Learner]:
    folder = tmp_path / "learner"
    folder.mkdir()
    learner = Learner(folder)
    yield learner
    learner.collection.close()


@pytest.fixture
def snippets(tmp_path) -> Path:
    """A folder of snippets with one program."""
    folder = tmp_path / "snippets"
    (folder / "coins").mkdir(parents=True)
    (folder / "coins/toss.py").write_text("print(heads)\n")
    return folder


def quiz_of(*questions: dict[str, Any], **changes: Any) -> Quiz:
    return Quiz.model_validate(quiz(*questions) | changes)


def deck(snippets: Path, *questions: dict[str, Any], at: int = THEN, **changes: Any) -> bytes:
    """A deck of one quiz, last changed at a time."""
    return apkg([(quiz_of(*questions, **changes), at)], snippets, URL)


# ---------------------------------------------------------------- What a learner gets


def test_each_type_of_question_becomes_one_note_with_one_card(learner, snippets):
    learner.imports(deck(snippets, *one_of_each(snippets)))
    assert [len(note.cards()) for note in learner.notes()] == [1] * len(TYPES)


def test_notes_come_in_the_order_of_the_questions(learner, snippets):
    learner.imports(deck(snippets, *one_of_each(snippets)))
    due = {note.cards()[0].due: set(note.tags) & set(TYPES) for note in learner.notes()}
    assert [due[place] for place in sorted(due)] == [{type} for type in TYPES]


def test_a_note_is_found_by_lesson_type_and_tags(learner, snippets):
    learner.imports(deck(snippets, question("numeric", tags=["generative", "coins"])))
    assert sorted(learner.note().tags) == ["coins", "generative", "numeric"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Coins", "Coins"),
        ("A::b", "A: b"),
    ],
)
def test_a_deck_is_named_for_what_its_quiz_is_about(learner, snippets, title, name):
    learner.imports(deck(snippets, question(), title=title))
    assert learner.decks() == {NAME, f"{NAME}::{name}"}


HEADS = "<p>Heads → <strong>A</strong></p>"


@pytest.mark.parametrize(
    ("type", "asked", "answer"),
    [
        ("single", '<ol type="A"><li>Heads</li><li>Tails</li></ol>', HEADS),
        (
            "multi",
            '<p class="note">Choose all that apply.</p><ol type="A"><li>Heads</li><li>Tails</li><li>Edge</li></ol>',
            "<p>Heads → <strong>A</strong>, <strong>B</strong></p>",
        ),
        (
            "predict-output",
            '<ol type="A"><li><code>heads</code> Heads</li><li><code>tails</code> Tails</li></ol>',
            HEADS,
        ),
        ("fix-bug", "<li>Quote <del><code>heads</code></del> <ins><code>&#x27;heads&#x27;</code></ins></li>", HEADS),
        (
            "numeric",
            "Answer with the number alone; it is in %. One that is at most 0.01 off is right.</p>",
            "<p>Heads → 0.5 %</p>",
        ),
        ("short", "Answer with a word or two, without a full stop.", "<p>Heads → <q>Heads</q> or <q>A face</q></p>"),
        (
            "order",
            'Give each a place. 1 comes first.</p><ol type="A"><li>Fall</li><li>Toss</li><li>Look</li></ol>',
            "<p>Heads → <strong>B</strong>, <strong>A</strong>, <strong>C</strong></p>",
        ),
        (
            "classify",
            "Give each a group: <strong>A face</strong>, <strong>A number</strong>.</p>"
            '<ol type="A"><li>Heads</li><li>Tails</li></ol>',
            "<p>Heads</p><ul><li>A face: <strong>A</strong></li><li>A number: <strong>B</strong></li></ul>",
        ),
    ],
)
def test_a_card_asks_and_answers_as_its_type_needs(learner, snippets, type, asked, answer):
    learner.imports(deck(snippets, question(type)))
    note = learner.note()
    assert asked in note["Question"]
    assert note["Answer"] == answer


@pytest.mark.parametrize(
    ("type", "said"),
    [
        ("single", "<p>Option by option:</p><ul><li><strong>A</strong> So much for heads.</li>"),
        ("order", "<li><strong>A</strong> → 2. So much for fall.</li>"),
        ("classify", "<li><strong>B</strong> → A number. So much for tails.</li>"),
        ("numeric", "<p>If you answered:</p><ul><li><q>2</q> You slipped.</li></ul>"),
        ("short", "<p>If you answered:</p><ul><li><q>Tails</q> You slipped.</li></ul>"),
    ],
)
def test_the_solution_speaks_of_each_option_or_slip(learner, snippets, type, said):
    learner.imports(deck(snippets, question(type)))
    assert said in learner.note()["Solution"]


@pytest.mark.parametrize(
    ("type", "named", "shown"), [("single", "tails", "<strong>B</strong>"), ("short", "slip", "<q>Tails</q>")]
)
def test_a_mistake_names_the_options_that_show_it(learner, snippets, type, named, shown):
    learner.imports(deck(snippets, question(type, mistakes=[{"text": "Not to look.", "options": [named]}])))
    assert f"<p>Common mistakes:</p><ul><li>Not to look. ({shown})</li></ul>" in learner.note()["Solution"]


def test_the_solution_has_the_steps_and_the_quick_check(learner, snippets):
    learner.imports(deck(snippets, question()))
    solution = learner.note()["Solution"]
    assert solution.startswith("<ol><li><strong>Look.</strong> At the program.</li>")
    assert "<p><strong>Quick check:</strong> Run it.</p>" in solution


def test_the_back_of_a_card_links_to_the_section_on_the_published_site(learner, snippets):
    learner.imports(deck(snippets, question()))
    assert f'<a href="{URL}lessons/coins/#the-code">' in learner.note().cards()[0].answer()


def test_without_a_published_site_the_back_of_a_card_has_no_link(learner, snippets):
    learner.imports(apkg([(quiz_of(question()), THEN)], snippets))
    assert "<a" not in learner.note().cards()[0].answer()


@pytest.mark.parametrize(("shown", "field"), [("question", "Question"), ("solution", "Solution")])
def test_a_program_is_shown_where_the_question_says(learner, snippets, shown, field):
    learner.imports(deck(snippets, question("single", run={"snippet": "coins/toss.py", "shown": shown})))
    note = learner.note()
    assert [name for name in anki.FIELDS if 'class="program"' in note[name]] == [field]


def test_a_program_to_put_in_order_is_shown_in_the_solution_only(learner, snippets):
    (snippets / "coins/toss.py").write_text("".join(LINES))
    learner.imports(deck(snippets, question("order", **CODED)))
    note = learner.note()
    assert [name for name in anki.FIELDS if 'class="program"' in note[name]] == ["Solution"]


def test_all_quizzes_fit_into_one_file_each_a_deck_of_its_own(learner):
    quizzes = [found for path in REAL if (found := load_quiz(path, path)[0])]
    learner.imports(apkg([(one, THEN) for one in quizzes], ROOT / "snippets", URL))
    assert learner.collection.note_count() == sum(len(one.questions) for one in quizzes)
    assert len(learner.decks()) == len(quizzes) + 1


# ---------------------------------------------------------------- What a newer deck changes


@pytest.fixture
def studied(learner, snippets) -> Learner:
    """A learner who has a deck of one question, and has answered it."""
    learner.imports(deck(snippets, question()))
    learner.answers()
    (card,) = learner.collection.find_cards("")
    assert learner.collection.get_card(card).reps == 1
    return learner


NEWER = {
    "a text": question(prompt="What comes?"),
    "the revision": question(prompt="What comes?", rev=2),
    "the type": question("single", prompt="What comes?"),
    "the tags": question(prompt="What comes?", tags=["generative"]),
}


@pytest.mark.parametrize("change", NEWER)
def test_a_newer_deck_changes_a_note_in_place(studied, snippets, change):
    before = studied.note()
    log = studied.imports(deck(snippets, NEWER[change], at=THEN + 1))
    assert (len(log.updated), len(log.new)) == (1, 0)
    assert studied.note().id == before.id
    assert "What comes?" in studied.note()["Question"]


@pytest.mark.parametrize("change", NEWER)
def test_a_newer_deck_leaves_the_scheduling_alone(studied, snippets, change):
    before = studied.scheduling()
    studied.imports(deck(snippets, NEWER[change], at=THEN + 1))
    assert studied.scheduling() == before


def test_a_card_stays_where_it_is_though_its_quiz_gets_another_title(studied, snippets):
    before = studied.scheduling()
    studied.imports(deck(snippets, question(), at=THEN + 1, title="Money"))
    assert studied.scheduling() == before


@pytest.mark.parametrize("later", [0, -1])
def test_anki_takes_no_text_that_is_not_newer(studied, snippets, later):
    studied.imports(deck(snippets, question(prompt="What comes?"), at=THEN + later))
    assert "What does it print?" in studied.note()["Question"]


def test_a_new_question_comes_as_a_new_note(studied, snippets):
    log = studied.imports(deck(snippets, question(), question(id="other"), at=THEN + 1))
    assert (len(log.updated), len(log.new)) == (1, 1)


def test_what_a_learner_wrote_stays_until_the_quiz_changes(studied, snippets):
    note = studied.note()
    note["Answer"] = "My own words"
    studied.collection.update_note(note)
    other = quiz_of(question(), lesson="dice", title="Dice")
    studied.imports(apkg([(quiz_of(question()), THEN), (other, studied.note().mod + 9)], snippets))
    assert "My own words" in [note["Answer"] for note in studied.notes()]


def test_the_style_of_cards_becomes_the_newest_one(studied, snippets, monkeypatch):
    monkeypatch.setattr(anki, "_STYLE", ".card { color: red }")
    newer = quiz_of(question(), lesson="ants", title="Newer")
    older = quiz_of(question(), lesson="zebras", title="Older")
    studied.imports(apkg([(newer, THEN + 1), (older, THEN)], snippets))
    assert "<style>.card { color: red }</style>" in studied.note_of("zebras").cards()[0].question()


def test_the_deck_of_all_quizzes_knows_the_notes_of_single_ones(studied, snippets):
    other = quiz_of(question(), lesson="dice", title="Dice")
    log = studied.imports(apkg([(quiz_of(question()), THEN), (other, THEN)], snippets, URL))
    assert (len(log.duplicate), len(log.new)) == (1, 1)


def test_decks_of_the_same_second_do_not_get_into_each_others_way(learner, snippets):
    for lesson in ("coins", "dice"):
        learner.imports(deck(snippets, question(), question(id="other"), lesson=lesson, title=lesson))
    assert learner.collection.note_count() == learner.collection.card_count() == 4


def test_ids_never_change(learner, snippets):
    """Or all learners get everything a second time, without what they have learned."""
    learner.imports(deck(snippets, question()))
    assert (learner.note().guid, learner.note().mid) == ("JP(]G|N[gA", 1607041984)


def test_each_deck_in_a_file_has_an_id_of_its_own_that_stays(snippets):
    pairs = [(quiz_of(question(), lesson=name, title=name), THEN) for name in ("coins", "dice")]
    assert sorted(decks_in(apkg(pairs, snippets))) == ["1", "1569504662", "1833050235"]


def test_names_in_the_kind_of_note_never_change(learner, snippets):
    """Or Anki refuses to change the notes that learners have."""
    learner.imports(deck(snippets, question()))
    kind = learner.note().note_type()
    assert kind
    assert [field["name"] for field in kind["flds"]] == ["Question", "Answer", "Solution", "Link"]
    assert [template["name"] for template in kind["tmpls"]] == ["Card"]


# ---------------------------------------------------------------- Bytes


def test_two_makings_are_the_same_byte_for_byte(snippets, tmp_path, monkeypatch):
    questions = one_of_each(snippets)
    first = deck(snippets, *questions)
    elsewhere = shutil.copytree(snippets, tmp_path / "elsewhere" / "snippets")
    monkeypatch.setattr(time, "time", lambda: THEN + 1e6)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(THEN + 1e6))
    monkeypatch.chdir(elsewhere)
    assert deck(elsewhere, *questions) == first


def test_the_order_in_which_quizzes_are_given_does_not_matter(snippets):
    pairs = [(quiz_of(question(), lesson=name, title=name), THEN) for name in ("a", "b")]
    assert apkg(pairs, snippets) == apkg(pairs[::-1], snippets)


def test_files_in_a_deck_have_no_date_of_their_making(snippets):
    with zipfile.ZipFile(BytesIO(deck(snippets, question()))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# ---------------------------------------------------------------- Harm


def opened(made: bytes) -> sqlite3.Connection:
    """What is in a deck's file."""
    collection = sqlite3.connect(":memory:")
    with zipfile.ZipFile(BytesIO(made)) as archive:
        collection.deserialize(archive.read("collection.anki2"))
    return collection


def decks_in(made: bytes) -> dict[str, dict[str, Any]]:
    """The decks of a file, by their ids."""
    ((decks,),) = opened(made).execute("select decks from col")
    return json.loads(decks)


def fields_in(made: bytes) -> list[str]:
    """The fields of all notes, and the names and descriptions of all decks."""
    collection = opened(made)
    notes = [field for (fields,) in collection.execute("select flds from notes") for field in fields.split("\x1f")]
    return notes + [text for deck in decks_in(made).values() for text in (deck["name"], deck["desc"])]


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("type", TYPES)
def test_no_text_can_run_or_fetch_anything_on_a_card(snippets, type, hostile):
    made = deck(snippets, with_texts(full(type), hostile), title=hostile)
    assert [danger for field in fields_in(made) for danger in dangers(field)] == []


@pytest.mark.parametrize("text", ["[sound:a.mp3]", "[anki:tts lang=en]a[/anki:tts]", "`[sound:a.mp3]`"])
def test_no_text_plays_a_sound(learner, snippets, text):
    learner.imports(deck(snippets, question(prompt=text)))
    card = learner.note().cards()[0]
    assert card.question_av_tags() == []
    assert text.strip("`") in unescape(card.question())


@pytest.mark.parametrize("text", ["[[type:Answer]]", "[latex]x[/latex]", "[LaTeX]x[/LaTeX]", "[$]x[/$]", "[$$]x[/$$]"])
def test_no_text_becomes_a_box_or_a_picture_of_a_formula(learner, snippets, text):
    learner.imports(deck(snippets, question(prompt=text)))
    shown = learner.note().cards()[0].question()
    assert text not in shown
    assert text in unescape(shown.replace("<span></span>", ""))


def test_a_card_fetches_nothing_and_runs_nothing(learner, snippets):
    learner.imports(deck(snippets, question()))
    kind = learner.note().note_type()
    assert kind
    parts = kind["css"] + kind["tmpls"][0]["qfmt"] + kind["tmpls"][0]["afmt"]
    assert not [word for word in ("url(", "@import", "<script", "src=", "http") if word in parts]


def test_a_card_has_colours_for_the_night(learner, snippets):
    learner.imports(deck(snippets, question()))
    kind = learner.note().note_type()
    assert kind
    assert ".card.nightMode, .card.night_mode" in kind["css"]

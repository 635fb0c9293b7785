"""The page Review in each of its states: barriers, small screens, paper; and in trouble: networks, files, full storage.

The days, the questions and progress have `test_review.py`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.site.answering import (
    PRACTICE,
    QUESTIONS,
    REVIEW,
    Mouse,
    answer_all,
    answer_at_once,
    asked,
    of_type,
    read,
    status,
)
from tests.site.axe import violations
from tests.site.conftest import PATIENCE, Built
from tests.site.stored import keep, kept_keys, stored
from tests.site.test_pages import OVERFLOW, SCHEMES, wear

LESSON = "practice"
LONG_AGO, LONG_AFTER = 1, 9_999_999  # numbers of days
MARKUP = '<img src="x" onerror="window.harmed = true"><b>bold</b>'

Memory = dict[str, Any]
Reader = Callable[..., Page]


QUIZ = json.loads((Path(__file__).parents[2] / f"quiz_data/{LESSON}.json").read_text(encoding="utf-8"))
ASKED: dict[str, dict[str, Any]] = {question["type"]: question for question in QUIZ["questions"]}
SINGLE, SHORT = ASKED["single"], ASKED["short"]


def card(question: dict[str, Any], due: int | None = LONG_AGO, at: int = 1) -> dict[str, Any]:
    return {question["id"]: {"rev": question["rev"], "box": 0, "due": due, "at": at}}


def record(question: dict[str, Any], state: str = "correct", **more: Any) -> dict[str, Any]:
    """An answer, as the lesson's page keeps it."""
    plain = {"rev": question["rev"], "chosen": [], "tried": [], "misses": 0, "hints": 0, "late": False, "at": 5}
    return {question["id"]: {**plain, "state": state, **more}}


def memory(cards: dict[str, Any] | None = None, answers: dict[str, Any] | None = None) -> Memory:
    return {"v": 1, "q": answers or {}, "r": cards or {}}


@contextmanager
def on_review(browser: Browser, built: Built, kept: Memory | None = None) -> Iterator[Page]:
    """A reader on the page Review, whose browser keeps something of the lesson."""
    item = {"name": f"rc:{built.url.removeprefix(built.origin)}:quiz:1:{LESSON}", "value": json.dumps(kept)}
    state: Any = {"origins": [{"origin": built.origin, "localStorage": [item] if kept else []}]}
    with browser.new_context(base_url=built.url, reduced_motion="reduce", storage_state=state) as context:
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(REVIEW)
        expect(page.locator(".rc-review-keep")).to_be_visible()
        yield page


@pytest.fixture
def reader(browser: Browser, built: Built) -> Iterator[Reader]:
    with ExitStack() as stack:
        yield lambda kept=None: stack.enter_context(on_review(browser, built, kept))


def says(page: Page) -> Locator:
    """The line that says what is due."""
    return page.locator(".rc-review-due")


def files(page: Page) -> Locator:
    """What came of loading, in words."""
    return page.locator(".rc-review-keep").get_by_role("status")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def start(page: Page) -> Locator:
    page.locator(".rc-start").click()
    expect(page.locator(QUESTIONS).first).to_be_visible()
    return page.locator(QUESTIONS)


def load(page: Page, lessons: Any) -> None:
    """Load a file of progress."""
    text = lessons if isinstance(lessons, str) else json.dumps(lessons)
    whole = f'{{"form": "Recognize & Create: progress", "saved": "2026-05-04T12:00:00.000Z", "lessons": {text}}}'
    file = {"name": "progress.json", "mimeType": "application/json", "buffer": whole.encode()}
    page.locator("input[type=file]").set_input_files([file])
    expect(files(page)).to_contain_text(re.compile("loaded|Choose"))


# ---- In each of its states


@dataclass
class Look:
    """What was seen of one state."""

    violations: dict[str, list[str]] = field(default_factory=dict)
    overflow: int = 0
    printed: list[str] = field(default_factory=list)


CONTROLS = ".rc-review :is(button, input, select, summary, a[download]):visible"


def look(page: Page) -> Look:
    seen = Look()
    wear(page, "light")
    seen.violations["light"] = violations(page, ".rc-review")
    wear(page, "dark")
    seen.violations["dark"] = violations(page, ".rc-review", only_contrast=True)
    page.set_viewport_size({"width": 320, "height": 640})
    seen.overflow = page.evaluate(OVERFLOW)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(media="print")
    seen.printed = page.locator(CONTROLS).all_text_contents()
    page.emulate_media(media="screen")
    return seen


def nothing_due(page: Page) -> None:
    keep(page, LESSON, memory(card(SINGLE, due=LONG_AFTER)))
    page.reload()
    expect(says(page)).to_contain_text("Nothing to review today")


def asked_whether_to_start_over(page: Page) -> None:
    press(page, "Start over everywhere")
    expect(page.locator(".rc-confirm")).to_be_visible()


def some_due(page: Page) -> None:
    shown = [ASKED[name] for name in ("predict-output", "multi", "numeric")]
    keep(page, LESSON, memory({name: each for question in shown for name, each in card(question).items()}))
    page.reload()
    expect(says(page)).to_have_text("3 questions to review today.")


def unanswered(page: Page) -> None:
    expect(start(page)).to_have_count(3)


def wrong(page: Page) -> None:
    answer_all(page, "wrong")
    expect(page.locator(".rc-retry:visible")).to_have_count(3)


def one_finished(page: Page) -> None:
    answer_at_once(page, {each.anchor: each.right for each in read(page.locator(QUESTIONS))[:1]})
    expect(says(page)).to_have_text("1 of 3 answered.")


def all_done(page: Page) -> None:
    answer_at_once(page, {each.anchor: each.wrong[-1] for each in read(page.locator(QUESTIONS))[1:]})
    expect(says(page)).to_contain_text("Done: 0 of 3 right at once.")


STATES = (nothing_due, asked_whether_to_start_over, some_due, unanswered, wrong, one_finished, all_done)
each_state = pytest.mark.parametrize("state", [state.__name__ for state in STATES])


@pytest.fixture(scope="module")
def looks(browser: Browser, built: Built) -> dict[str, Look]:
    """One state after the other, each looked at."""
    found = {}
    with on_review(browser, built) as page:
        for state in STATES:
            state(page)
            found[state.__name__] = look(page)
    return found


@each_state
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_no_violation(scheme, state, looks):
    assert looks[state].violations[scheme] == []


@each_state
def test_nothing_scrolls_sideways_on_a_screen_of_320_pixels(state, looks):
    assert looks[state].overflow <= 0


@each_state
def test_paper_shows_no_control(state, looks):
    assert looks[state].printed == []


# ---- Coming, going, taking along


def test_a_question_missed_with_the_mouse_waits_for_tomorrow_where_the_lesson_says(page):
    page.goto(PRACTICE)
    question, mouse = of_type(page, "single"), Mouse(page)
    for given in asked(question).wrong:
        mouse.choose(question, given)
        mouse.press(question, "Check answer")
    page.locator(".rc-take").get_by_role("link", name="Review").click()
    expect(says(page)).to_have_text("Nothing to review today. The next comes back tomorrow.")


def test_the_page_works_after_going_away_and_back(reader):
    page = reader(memory(card(SINGLE)))
    page.locator(f'.rc-review-lessons [href$="/{PRACTICE}"]').click()
    expect(page.locator(f"{QUESTIONS}").first).to_be_visible()
    page.go_back()
    question = start(page)
    answer_all(page, "right")
    expect(status(question)).to_have_text("Right. It comes back in 3 days.")


def test_each_download_is_linked_and_served(page_without_scripts):
    page_without_scripts.goto(REVIEW)
    links = page_without_scripts.locator(".rc-review a[download]")
    answers = [
        page_without_scripts.request.get(link) for link in links.evaluate_all("all => all.map(({ href }) => href)")
    ]
    assert [(answer.status, len(answer.body()) > 1000) for answer in answers] == [(200, True)] * 2


def test_start_over_everywhere_keeps_everything_after_no(reader):
    kept = memory(card(SINGLE), record(SHORT))
    page = reader(kept)
    press(page, "Start over everywhere")
    press(page, "No, keep them")
    expect(page.locator(".rc-confirm")).to_be_hidden()
    assert stored(page, LESSON) == kept


# ---- The network


def test_what_a_network_shows_to_have_one_log_in_loses_no_card(reader):
    kept = memory(card(SINGLE))
    page = reader(kept)
    page.route(f"**/{PRACTICE}", lambda route: route.fulfill(body="<h1>Our hotel</h1>", content_type="text/html"))
    press(page, "Review it")
    expect(says(page)).to_contain_text("could not be fetched")
    assert stored(page, LESSON) == kept


def test_a_button_pressed_twice_asks_once(reader):
    """If the network is asked twice, its second answer comes when the question has been tried already."""
    page = reader(memory(card(SINGLE)))
    held: list[Route] = []
    page.route(f"**/{PRACTICE}", lambda route: held.append(route))
    page.locator(".rc-start").evaluate("(button) => { button.click(); button.click(); }")
    for _ in range(30):  # frames, in which the page asks
        page.evaluate("new Promise(requestAnimationFrame)")
    held[0].continue_()
    question = page.locator(QUESTIONS)
    expect(question).to_be_visible()
    answer_at_once(page, {asked(question).anchor: asked(question).wrong[0]})
    for late in held[1:]:
        with page.expect_event("requestfinished"):
            late.continue_()
    page.evaluate("fetch(location).then((answer) => answer.text())")  # and so has come before this
    expect(status(question)).to_have_text("Not right yet.")


# ---- Files


def test_what_a_loaded_file_makes_due_can_be_reviewed_after_all_was_done(reader):
    page = reader(memory(card(SINGLE)))
    start(page)
    answer_all(page, "right")
    load(page, {LESSON: memory(card(SHORT))})
    expect(start(page)).to_have_attribute("data-id", SHORT["id"])


def test_what_was_kept_before_answers_had_a_time_can_be_carried_along(reader):
    page = reader()
    (old,) = record(SHORT).values()
    del old["at"]
    load(page, {LESSON: {"v": 1, "q": {SHORT["id"]: old}}})
    expect(files(page)).to_contain_text("1 answer loaded.")
    assert stored(page, LESSON)["q"] == {SHORT["id"]: old}


SOUND_ANSWER = {"rev": 1, "state": "revealed", "chosen": [], "tried": [], "misses": 0, "hints": 0, "late": False}
SOUND_CARD = {"rev": 1, "box": 0, "due": 7}
LATER = {"at": 9_000_000_000_000}
NO_RECORDS = (None, True, 7, "text", [], {})
NO_TIMES = ("later", None, [], {}, True)
NO_TEXTS = (None, "text", {}, [1], [["a"]])
NO_NUMBERS = (MARKUP, "1", True, [], {}, 1.5)


def spoiled(sound: dict[str, Any], faults: dict[str, tuple]) -> list[Any]:
    """All that is no record, and records of which one part is wrong."""
    parts = [(name, fault) for name, of_it in faults.items() for fault in of_it]
    return [*NO_RECORDS, *({**sound, **LATER, name: fault} for name, fault in parts)]


UNSOUND = {
    "q": spoiled(
        SOUND_ANSWER,
        {"at": NO_TIMES, "state": (None, "known", MARKUP, {}, ["correct"]), "chosen": NO_TEXTS, "tried": NO_TEXTS},
    ),
    "r": spoiled(SOUND_CARD, {"at": NO_TIMES, "due": NO_NUMBERS, "box": (*NO_NUMBERS, None)}),
}


@pytest.mark.parametrize(("part", "sound"), [("q", SOUND_ANSWER), ("r", SOUND_CARD)])
def test_a_loaded_record_that_is_not_sound_pushes_nothing_out(part, sound, reader):
    kept = {f"x-{n}": sound | {"at": 1} for n in range(len(UNSOUND[part]))}
    page = reader(memory() | {part: kept})
    load(page, {LESSON: {"v": 1, part: dict(zip(kept, UNSOUND[part], strict=True))}})
    assert stored(page, LESSON)[part] == kept


@pytest.mark.parametrize("part", UNSOUND)
def test_a_loaded_record_that_is_not_sound_is_not_taken(part, reader):
    page = reader()
    load(page, {LESSON: {"v": 1, part: {f"x-{n}": each for n, each in enumerate(UNSOUND[part])}}})
    assert stored(page, LESSON) == memory()


@pytest.mark.parametrize(("part", "sound"), [("q", SOUND_ANSWER), ("r", SOUND_CARD)])
def test_a_loaded_record_that_is_sound_and_later_is_taken(part, sound, reader):
    page = reader(memory() | {part: {"x": sound | {"at": 1}}})
    load(page, {LESSON: {"v": 1, part: {"x": sound | LATER}}})
    assert stored(page, LESSON)[part] == {"x": sound | LATER}


HOSTILE = """{
  "__proto__": {"v": 1, "q": {"a": SOUND}, "r": {"a": CARD}},
  "constructor": {"v": 1, "q": {"__proto__": SOUND, "constructor": SOUND}, "r": {"__proto__": CARD}},
  "../x": {"v": 1, "q": {"a": SOUND}},
  "practice:x": {"v": 1, "q": {"a": SOUND}},
  "PRACTICE": {"v": 1, "q": {"a": SOUND}},
  "practice": {
    "v": 1,
    "__proto__": {"harmed": true},
    "q": {"__proto__": SOUND, "MARKUP": SOUND, "../x": SOUND, "SHORT": SOUND},
    "r": {"__proto__": CARD, "MARKUP": CARD, "SHORT": CARD}
  }
}"""


@dataclass
class Harm:
    """What came of loading a file in which every text is markup, and every name a trap."""

    lessons: list[str]
    kept: Memory
    objects: list[Any]
    typed: str = ""
    elements: int = 0
    run: list[Any] = field(default_factory=list)


def hostile_file() -> str:
    sound = SOUND_ANSWER | {"rev": SHORT["rev"], "state": "wrong", "chosen": [MARKUP], "tried": [MARKUP], "misses": 1}
    parts = {
        "SOUND": sound | LATER | {"hints": MARKUP, "harmed": True},
        "CARD": SOUND_CARD | LATER | {"rev": SHORT["rev"], "due": LONG_AGO, "why": MARKUP, "harmed": True},
    }
    text = HOSTILE.replace('"SHORT"', json.dumps(SHORT["id"])).replace('"MARKUP"', json.dumps(MARKUP))
    return re.sub("SOUND|CARD", lambda name: json.dumps(parts[name[0]]), text)


@pytest.fixture(scope="module")
def harm(browser: Browser, built: Built) -> Harm:
    """The file is loaded, what is due reviewed, and the lesson visited."""
    with on_review(browser, built, memory(card(SINGLE), record(SINGLE))) as page:
        load(page, hostile_file())
        objects = page.evaluate("[{}.harmed, [].harmed, {}.v, {}.q, (() => 0).harmed]")
        found = Harm([key.rsplit(":", 1)[1] for key in kept_keys(page)], stored(page, LESSON), objects)
        start(page)
        answer_all(page, "wrong twice")
        harmed(page, found)
        page.goto(PRACTICE)
        question = of_type(page, "short")
        found.typed = question.locator("input").input_value()
        answer_at_once(page, {asked(question).anchor: ["something else"]})
        harmed(page, found)
    return found


def harmed(page: Page, found: Harm) -> None:
    found.elements += page.locator('[src="x"], [onerror]').count()
    found.run.append(page.evaluate("window.harmed"))


def test_of_a_hostile_file_only_lessons_with_possible_names_are_taken(harm):
    assert sorted(harm.lessons) == ["constructor", LESSON]


@pytest.mark.parametrize("part", ["q", "r"])
def test_of_a_hostile_file_only_questions_with_possible_names_are_taken(part, harm):
    assert set(harm.kept[part]) == {SINGLE["id"], SHORT["id"]}


def test_a_hostile_file_loses_nothing(harm):
    assert harm.kept["q"][SINGLE["id"]] == record(SINGLE)[SINGLE["id"]]


def test_a_hostile_file_changes_no_object_but_the_memory(harm):
    assert harm.objects == [None] * 5


def test_markup_of_a_hostile_file_stays_text(harm):
    assert (harm.typed, harm.elements) == (MARKUP, 0)


def test_nothing_in_a_hostile_file_is_run(harm):
    assert harm.run == [None, None]


# ---- A storage that is full

FULL = """() => {
  Storage.prototype.setItem = () => { throw new DOMException("The storage is full.", "QuotaExceededError"); };
}"""


@dataclass
class Full:
    """What the page said and did when the browser could keep nothing more."""

    says: str
    progress: str
    saved: Memory
    left: list[str]


@pytest.fixture(scope="module")
def full(browser: Browser, built: Built) -> Full:
    kept = memory(card(SINGLE) | card(SHORT, due=LONG_AFTER), record(SINGLE))
    with on_review(browser, built, kept) as page:
        page.evaluate(FULL)
        start(page)
        answer_all(page, "right")
        progress = page.locator(f'[data-lesson="{LESSON}"] .rc-review-count').inner_text()
        with page.expect_download() as download:
            press(page, "Save progress to a file")
        saved = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
        words = says(page).inner_text()
        press(page, "Start over everywhere")
        press(page, "Yes, forget everything")
        expect(files(page)).to_have_text("Everything is forgotten.")
        return Full(words, progress, saved["lessons"][LESSON], kept_keys(page))


def test_a_storage_that_is_full_is_said_to_be_so(full):
    assert full.says.startswith("This browser does not let the site keep your answers")


def test_with_a_storage_that_is_full_what_it_holds_still_shows(full):
    assert full.progress.endswith("1 answered, 1 right · 2 to review, next in 3 days")


def test_with_a_storage_that_is_full_what_came_last_is_saved_to_a_file(full):
    assert (full.saved["r"][SINGLE["id"]]["box"], full.saved["q"]) == (1, record(SINGLE))


def test_a_storage_that_is_full_can_be_emptied(full):
    assert full.left == []

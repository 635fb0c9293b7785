"""Files for Anki and Moodle are part of the site, are made when something changes, and know when it changed."""

import json
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from lessonkit import anki
from lessonkit.downloads import downloads
from lessonkit.quiz import EXAMPLES
from lessonkit.site import Site
from tests.lessonkit.conftest import question, quiz
from tests.lessonkit.history import MONDAY, THURSDAY, TUESDAY, WEDNESDAY, commit, git
from tests.lessonkit.test_pages import CONFIG

NAMES = ["coins.apkg", "coins.gift.txt", "dice.apkg", "dice.gift.txt"]
TOGETHER = ["recognize-and-create.apkg", "recognize-and-create.gift.txt"]


@pytest.fixture(autouse=True)
def undecided(monkeypatch):
    """Nobody has decided what time it is."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture
def two(project: Path) -> Path:
    """The root of a project with two quizzes."""
    write_quiz(project, "dice")
    (project / "snippets/dice").mkdir()
    (project / "snippets/dice/roll.py").write_text("print('heads')\n")
    (project / "mkdocs.yml").write_text("site_url: https://example.org/\n")
    return project


def write_quiz(root: Path, name: str, prompt: str = "What comes?") -> None:
    asked = question(prompt=prompt, run={"snippet": f"{name}/{'toss' if name == 'coins' else 'roll'}.py"})
    (root / f"quiz_data/{name}.json").write_text(json.dumps(quiz(asked) | {"lesson": name, "title": name}))


def written(root: Path) -> dict[str, bytes]:
    return downloads(Site(root))


def times(root: Path, name: str = "coins") -> set[int]:
    """When the notes of a deck were last changed, if one believes the deck."""
    collection = sqlite3.connect(":memory:")
    with zipfile.ZipFile(BytesIO(written(root)[f"{name}.apkg"])) as archive:
        collection.deserialize(archive.read("collection.anki2"))
    return {time for (time,) in collection.execute("select mod from notes")}


def kept(root: Path) -> set[str]:
    return {path.name for path in (root / ".lessonkit/downloads").iterdir()}


# ---------------------------------------------------------------- What there is


def test_there_are_two_files_for_each_lesson_and_two_for_all(two):
    assert sorted(written(two)) == NAMES + TOGETHER


def test_the_files_of_all_lessons_hold_them_all(two):
    text = written(two)["recognize-and-create.gift.txt"].decode()
    assert "/Coins\n" in text
    assert "/dice\n" in text


def test_the_quiz_of_examples_is_left_out(two):
    shutil.copy(two / "quiz_data/dice.json", two / f"quiz_data/{EXAMPLES}.json")
    assert sorted(written(two)) == NAMES + TOGETHER


@pytest.mark.parametrize("text", ["{", "{}", "", "[]"])
def test_a_quiz_that_cannot_be_read_is_left_out(two, text):
    (two / "quiz_data/coins.json").write_text(text)
    assert sorted(written(two)) == NAMES[2:] + TOGETHER


def test_a_quiz_whose_program_is_missing_is_left_out(two):
    (two / "snippets/coins/toss.py").unlink()
    assert sorted(written(two)) == NAMES[2:] + TOGETHER


def test_a_quiz_that_is_left_out_is_in_no_file(two):
    (two / "quiz_data/coins.json").write_text("{")
    assert b"/Coins" not in written(two)["recognize-and-create.gift.txt"]


def test_without_quizzes_there_is_nothing(two):
    shutil.rmtree(two / "quiz_data")
    assert written(two) == {}


def test_without_settings_nothing_links_to_the_site(two):
    (two / "mkdocs.yml").unlink()
    assert b"href" not in written(two)["coins.gift.txt"]


@pytest.fixture
def book(two: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project ready to build, with a page that links to its files."""
    plugins = "plugins: [search, markdown-exec, lessonkit-downloads, lessonkit]"
    (two / "mkdocs.yml").write_text(CONFIG.replace("plugins: [markdown-exec]", plugins))
    (two / "docs/index.md").write_text(
        "# Home\n\n[Cards](downloads/coins.apkg), [all](downloads/recognize-and-create.gift.txt)\n"
    )
    (two / "docs/snippets").symlink_to("../snippets")
    (two / "docs/reference").mkdir()
    (two / "docs/reference/glossary.md").write_text("# Glossary\n")
    monkeypatch.chdir(two)
    return two


def test_the_site_has_the_files_and_pages_link_to_them(book):
    build(load_config("mkdocs.yml"))
    assert sorted(path.name for path in (book / "site/downloads").iterdir()) == NAMES + TOGETHER
    assert (book / "site/downloads/coins.apkg").read_bytes() == written(book)["coins.apkg"]
    assert '<a href="downloads/coins.apkg">' in (book / "site/index.html").read_text()


def test_cards_link_to_the_published_site_also_when_it_is_served_at_home(book):
    build(load_config("mkdocs.yml", site_url="http://127.0.0.1:8000/"))
    text = (book / "site/downloads/coins.gift.txt").read_text()
    assert r"https\://example.org/lessons/coins/" in text


# ---------------------------------------------------------------- What is made anew


@pytest.fixture
def making(monkeypatch) -> list[list[str]]:
    """The lessons of each deck made, one list a deck."""
    decks: list[list[str]] = []

    def noted(quizzes, snippets, url):
        decks.append(sorted(quiz.lesson for quiz, _ in quizzes))
        return apkg(quizzes, snippets, url)

    apkg = anki.apkg
    monkeypatch.setattr(anki, "apkg", noted)
    return decks


def aged(path: Path, time: int) -> None:
    os.utime(path, (time, time))


CHANGES: dict[str, tuple[Callable[[Path], object], list[list[str]]]] = {
    "nothing": (lambda root: None, []),
    "a quiz": (lambda root: write_quiz(root, "dice", "Which side?"), [["dice"], ["coins", "dice"]]),
    "a program": (
        lambda root: (root / "snippets/dice/roll.py").write_text("print('heads')  # always\n"),
        [["dice"], ["coins", "dice"]],
    ),
    "a time": (lambda root: aged(root / "snippets/dice/roll.py", 2_000_000_000), [["dice"], ["coins", "dice"]]),
    "another program": (lambda root: (root / "snippets/dice/other.py").write_text("print(1)\n"), []),
    "the address of the site": (
        lambda root: (root / "mkdocs.yml").write_text("site_url: https://example.com/\n"),
        [["coins"], ["dice"], ["coins", "dice"]],
    ),
    "another setting": (
        lambda root: (root / "mkdocs.yml").write_text("site_url: https://example.org/\nsite_name: Money\n"),
        [],
    ),
    "a quiz that goes": (lambda root: (root / "quiz_data/dice.json").unlink(), [["coins"]]),
    "damage to what is kept": (
        lambda root: [path.write_text("{}") for path in (root / ".lessonkit/downloads").iterdir()],
        [["coins"], ["dice"], ["coins", "dice"]],
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_only_what_a_change_touches_is_made_anew(two, making, change):
    make, expected = CHANGES[change]
    written(two)
    making.clear()
    make(two)
    written(two)
    assert making == expected


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_kept_and_what_is_made_anew_are_the_same(two, change):
    written(two)
    CHANGES[change][0](two)
    files = written(two)
    shutil.rmtree(two / ".lessonkit")
    assert written(two) == files


def test_what_is_not_used_any_more_is_dropped(two):
    written(two)
    before = kept(two)
    write_quiz(two, "dice", "Which side?")
    written(two)
    assert len(kept(two)) == len(before) == 3
    assert len(kept(two) & before) == 1


def test_files_are_there_though_nothing_can_be_kept(two):
    (two / ".lessonkit").write_text("in the way")
    assert sorted(written(two)) == NAMES + TOGETHER


# ---------------------------------------------------------------- When something changed


@pytest.fixture
def repository(two: Path) -> Path:
    """The project, all committed on Monday."""
    git(two, "init", "--initial-branch", "main")
    commit(two, MONDAY)
    return two


def test_the_time_of_notes_is_that_of_the_last_commit_to_their_quiz(repository):
    write_quiz(repository, "coins", "Which side?")
    commit(repository, TUESDAY)
    write_quiz(repository, "dice", "Which side?")
    commit(repository, WEDNESDAY)
    assert times(repository, "coins") == {TUESDAY}


def test_in_the_deck_of_all_lessons_each_keeps_its_own_time(repository):
    write_quiz(repository, "coins", "Which side?")
    commit(repository, TUESDAY)
    assert times(repository, "recognize-and-create") == {MONDAY, TUESDAY}


def test_a_commit_to_a_program_counts_too(repository):
    (repository / "snippets/coins/toss.py").write_text("print('heads')  # always\n")
    commit(repository, TUESDAY)
    assert times(repository, "coins") == {TUESDAY}


def test_a_merge_counts_when_it_is_merged(repository):
    git(repository, "checkout", "-b", "other")
    write_quiz(repository, "coins", "Which side?")
    commit(repository, TUESDAY)
    git(repository, "checkout", "main")
    write_quiz(repository, "dice", "Which side?")
    commit(repository, WEDNESDAY)
    git(repository, "merge", "--no-ff", "other", at=THURSDAY)
    assert times(repository, "coins") == {THURSDAY}


def test_a_clock_that_goes_wrong_takes_no_time_back(repository):
    write_quiz(repository, "coins", "Which side?")
    commit(repository, MONDAY - 9)
    assert times(repository, "coins") == {MONDAY}


def test_a_file_that_is_not_committed_has_the_time_at_which_it_was_written(repository):
    write_quiz(repository, "coins", "Which side?")
    aged(repository / "quiz_data/coins.json", THURSDAY)
    assert times(repository, "coins") == {THURSDAY}


def test_a_new_file_has_the_time_at_which_it_was_written(repository):
    shutil.copy(repository / "quiz_data/dice.json", repository / "quiz_data/new.json")
    aged(repository / "quiz_data/new.json", THURSDAY)
    assert times(repository, "new") == {THURSDAY}


def test_without_git_a_file_has_the_time_at_which_it_was_written(two):
    aged(two / "quiz_data/coins.json", TUESDAY)
    aged(two / "snippets/coins/toss.py", MONDAY)
    assert times(two, "coins") == {TUESDAY}


def test_before_the_first_commit_a_file_has_the_time_at_which_it_was_written(two):
    git(two, "init")
    aged(two / "quiz_data/coins.json", TUESDAY)
    aged(two / "snippets/coins/toss.py", MONDAY)
    assert times(two, "coins") == {TUESDAY}


def test_whoever_sets_the_time_decides(repository, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(THURSDAY))
    assert times(repository, "coins") == {THURSDAY}


def test_another_clone_makes_the_same_files_byte_for_byte(repository, tmp_path_factory):
    clone = tmp_path_factory.mktemp("elsewhere") / "clone"
    git(repository, "clone", ".", str(clone))
    assert written(clone) == written(repository)


def test_a_project_in_a_part_of_a_repository_finds_its_times(two, tmp_path_factory):
    outer = tmp_path_factory.mktemp("outer")
    inner = shutil.copytree(two, outer / "inner")
    git(outer, "init")
    commit(outer, TUESDAY)
    assert times(inner, "coins") == {TUESDAY}

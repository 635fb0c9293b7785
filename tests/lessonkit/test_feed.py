"""The feed holds lessons and labs, newest first, with the times that git knows."""

import shutil
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from lessonkit.changed import Span, committed, edited, is_whole
from lessonkit.publish.built_pages import Head, Page, Whole, address_of
from lessonkit.publish.feed import Entry, entries_of, feed_xml, unknown
from lessonkit.site import Site
from tests.lessonkit.history import MONDAY, THURSDAY, TUESDAY, WEDNESDAY, commit, git

WHOLE = Whole("Coins & Dice", "Toss them.", "https://example.org/", "https://github.com/someone/coins", "CC BY", ())
ATOM = "{http://www.w3.org/2005/Atom}"


def made_page(source: str) -> Page:
    address = address_of(source)
    return Page(source, address, "", source.title(), Head("", f"About <{source}>.", WHOLE.url + address, "en"))


PAGES = [made_page(name) for name in ("index.md", "lessons/coins.md", "lessons/dice.md", "labs/coins.py")]


def write(root: Path, name: str, text: str = "Something new.\n") -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    with (root / name).open("a") as file:
        file.write(text)


@pytest.fixture
def repository(project: Path) -> Path:
    """The small project, committed on Monday; a second lesson comes on Tuesday, a lab on Wednesday."""
    git(project, "init", "--initial-branch", "main")
    commit(project, MONDAY)
    write(project, "docs/lessons/dice.md")
    commit(project, TUESDAY)
    write(project, "docs/labs/coins.py")
    commit(project, WEDNESDAY)
    return project


def spans(root: Path) -> dict[str, Span]:
    return {entry.page.source: entry.span for entry in entries_of(Site(root), PAGES)}


def feed(*entries: Entry) -> Element:
    return fromstring(feed_xml(list(entries), WHOLE))


def texts(element: Element, *names: str) -> list[str | None]:
    return [element.findtext(f"{ATOM}{name}") for name in names]


# ---------------------------------------------------------------- When pages came and changed


def test_lessons_and_labs_come_newest_first_and_no_other_page(repository):
    found = entries_of(Site(repository), PAGES)
    assert [entry.page.source for entry in found] == ["labs/coins.py", "lessons/dice.md", "lessons/coins.md"]


def test_a_page_came_with_its_first_commit_and_changed_with_its_last(repository):
    write(repository, "docs/lessons/coins.md")
    commit(repository, THURSDAY)
    assert spans(repository)["lessons/coins.md"] == Span(MONDAY, THURSDAY)
    assert spans(repository)["lessons/dice.md"] == Span(TUESDAY, TUESDAY)


@pytest.mark.parametrize("name", ["snippets/coins/toss.py", "quiz_data/coins.json"])
def test_a_page_changes_with_its_programs_and_its_questions(repository, name):
    write(repository, name, "\n")
    commit(repository, THURSDAY)
    assert spans(repository)["lessons/coins.md"] == Span(MONDAY, THURSDAY)


def test_a_page_comes_to_the_branch_when_it_is_merged(repository):
    git(repository, "checkout", "-b", "other")
    write(repository, "docs/lessons/new.md")
    commit(repository, TUESDAY)
    git(repository, "checkout", "main")
    write(repository, "docs/lessons/coins.md")
    commit(repository, WEDNESDAY)
    git(repository, "merge", "--no-ff", "other", at=THURSDAY)
    assert committed(repository, "docs")[repository / "docs/lessons/new.md"] == Span(THURSDAY, THURSDAY)


def test_a_clock_that_goes_wrong_turns_no_span_around(repository):
    write(repository, "docs/lessons/coins.md")
    commit(repository, MONDAY - 9)
    assert spans(repository)["lessons/coins.md"] == Span(MONDAY - 9, MONDAY)


def test_a_page_that_is_not_committed_is_named_and_has_no_entry(repository):
    pages = [*PAGES, made_page("lessons/new.md")]
    write(repository, "docs/lessons/new.md")
    found = entries_of(Site(repository), pages)
    assert "lessons/new.md" not in {entry.page.source for entry in found}
    assert unknown(Site(repository), pages, found) == ["lessons/new.md"]


def test_a_name_in_other_letters_is_found(repository):
    write(repository, "docs/lessons/münze.md")
    commit(repository, THURSDAY)
    assert committed(repository, "docs")[repository / "docs/lessons/münze.md"] == Span(THURSDAY, THURSDAY)
    write(repository, "docs/lessons/münze.md")
    assert edited(repository, "docs") == [repository / "docs/lessons/münze.md"]


def test_without_git_nothing_is_known(project):
    assert (committed(project, "docs"), edited(project, "docs"), is_whole(project)) == ({}, [], False)


def test_a_shallow_clone_does_not_know_the_past(repository, tmp_path_factory):
    folder = tmp_path_factory.mktemp("clones")
    git(repository, "clone", "--depth", "1", f"file://{repository}", str(folder / "shallow"))
    git(repository, "clone", f"file://{repository}", str(folder / "full"))
    assert not is_whole(folder / "shallow")
    assert is_whole(folder / "full")


def test_another_clone_has_the_same_feed_byte_for_byte(repository, tmp_path_factory):
    clone = tmp_path_factory.mktemp("elsewhere") / "clone"
    git(repository, "clone", ".", str(clone))
    assert feed_xml(entries_of(Site(clone), PAGES), WHOLE) == feed_xml(entries_of(Site(repository), PAGES), WHOLE)


def test_a_project_in_a_part_of_a_repository_finds_its_times(project, tmp_path_factory):
    outer = tmp_path_factory.mktemp("outer")
    inner = Path(shutil.copytree(project, outer / "inner"))
    git(outer, "init")
    commit(outer, TUESDAY)
    assert spans(inner) == {"lessons/coins.md": Span(TUESDAY, TUESDAY)}


# ---------------------------------------------------------------- What the feed says

COINS = Entry(PAGES[1], Span(MONDAY, THURSDAY))
LAB = Entry(PAGES[3], Span(TUESDAY, WEDNESDAY))


def test_an_entry_has_all_that_a_reader_shows():
    entry = feed(COINS).find(f"{ATOM}entry")
    assert texts(entry, "title", "published", "updated", "summary") == [
        "Lessons/Coins.Md",
        "2023-11-14T22:13:20Z",
        "2023-11-17T22:13:20Z",
        "About <lessons/coins.md>.",
    ]
    assert entry.find(f"{ATOM}link").get("href") == "https://example.org/lessons/coins/"


def test_lessons_and_labs_are_told_apart():
    found = feed(COINS, LAB).findall(f"{ATOM}entry/{ATOM}category")
    assert [category.get("term") for category in found] == ["lesson", "lab"]


def test_the_feed_has_all_that_the_format_asks_for():
    root = feed(LAB, COINS)
    assert texts(root, "title", "subtitle", "updated", f"author/{ATOM}name", "rights") == [
        "Coins & Dice",
        "Toss them.",
        "2023-11-17T22:13:20Z",
        "Coins & Dice",
        "CC BY",
    ]
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {"self": "https://example.org/feed.xml", "alternate": "https://example.org/"}


def test_each_id_is_one_of_its_own():
    ids = [element.text for element in feed(LAB, COINS).iter(f"{ATOM}id")]
    assert len(set(ids)) == 3
    assert all(name.startswith("urn:uuid:") for name in ids)


def test_an_id_stays_when_text_time_and_place_of_publication_change():
    moved = Whole("Money", "", "https://example.com/", WHOLE.repo_url, "", ())
    page = Page(COINS.page.source, COINS.page.address, "", "Other", Head("", "Other.", "https://example.com/x/", "en"))
    there = fromstring(feed_xml([Entry(page, Span(TUESDAY, TUESDAY))], moved))
    assert [each.text for each in there.iter(f"{ATOM}id")] == [each.text for each in feed(COINS).iter(f"{ATOM}id")]

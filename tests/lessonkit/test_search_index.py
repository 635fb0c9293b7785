"""The search index holds what readers look for, and not what only gets in their way."""

import json
from typing import Any

import pytest

from lessonkit.publish.built_pages import Head, Page, address_of
from lessonkit.publish.search_index import INDEX, TERM_BOOST, readied, ready_index
from lessonkit.site import Site
from tests.lessonkit.conftest import PAGE, question, quiz

PROGRAM = (
    "<p>What falls?</p> <p>Output</p><pre><code>heads\n</code></pre><p>Download toss.py Open in Colab Run it here</p>"
    "The program, toss.py toss.py<pre><code>from os import (\n    path,\n    sep,\n)\nfrom re import sub\nprint(sub)\n"
    "</code></pre> <p>See <code>toss.py</code>.</p>"
)
QUESTION = (
    "<p>Now you.</p> Question 1 of 2 What does it print?A headsB tails<p></p><p>Check answer Try again Hint Show "
    "solution</p><ol><li>Look.</li></ol>Question 2 of 2 And now?A headsB tails<p></p><p>Check answer Try again Show "
    "solution</p><ol></ol>"
)


def made_page(source: str) -> Page:
    return Page(source, address_of(source), "", "Coins", Head("", f"About {source} & more.", "", "en"))


PAGES = [made_page(name) for name in ("lessons/coins.md", "labs/coins.py", "reference/glossary.md")]


@pytest.fixture
def asking(site: Site) -> Site:
    """The project, with two questions and a glossary."""
    asked = [question(id="one"), question(id="two", prompt="And *now*?")]
    (site.quizzes / "coins.json").write_text(json.dumps(quiz(*asked)))
    (site.docs / "reference").mkdir()
    (site.docs / "reference/glossary.md").write_text(
        '# Glossary\n\nCoin {#coin data-also="penny, cent"}\n:   A *round* piece.\n\nDie {#die}\n:   A cube, <1 inch.\n'
    )
    return site


def made(site: Site, location: str, text: str = "Text.") -> list[dict[str, Any]]:
    """What becomes of one entry."""
    return readied([{"location": location, "title": "Coins", "text": text}], site, PAGES)


def text_of(site: Site, location: str, text: str) -> str:
    (entry,) = made(site, location, text)
    return str(entry["text"])


def test_of_programs_and_outputs_only_what_they_use_is_left(asking):
    text = text_of(asking, "lessons/coins/#the-code", PROGRAM)
    assert text == "<p>What falls?</p> <p>Uses path, sep, sub.</p> <p>See <code>toss.py</code>.</p>"


def test_of_quizzes_only_the_questions_are_left(asking):
    text = text_of(asking, "lessons/coins/#practice", QUESTION)
    assert text == "<p>Now you.</p> <p>What does it print?</p><p>And <em>now</em>?</p>"


def test_examples_for_authors_are_left_out(asking):
    text = "<p>One.</p><p></p>Example Which?A oneB two This example as data<pre>{}</pre> <p>Its own fields:</p>"
    assert text_of(asking, "contribute/quiz/#single", text) == "<p>One.</p> <p>Its own fields:</p>"


def test_a_page_is_found_by_its_description(asking):
    assert text_of(asking, "lessons/coins/", "<p>Text.</p>") == "<p>About lessons/coins.md &amp; more.</p><p>Text.</p>"


def test_a_section_is_not_found_by_its_page_s_description(asking):
    assert text_of(asking, "lessons/coins/#the-code", "<p>Text.</p>") == "<p>Text.</p>"


def test_a_page_is_found_by_the_words_that_others_use(asking):
    page = PAGE.replace("title: Coins\n", "title: Coins\nsearch:\n  also: penny, cent\n")
    (asking.docs / "lessons/coins.md").write_text(page)
    assert "<p>In other words: penny, cent.</p>" in text_of(asking, "lessons/coins/", "<p>Text.</p>")


def test_a_lab_begins_with_its_description_and_not_with_all_of_its_programs(asking):
    assert text_of(asking, "labs/coins/", "Copied! import numpy") == "<p>About labs/coins.py &amp; more.</p>"


def test_each_word_of_the_glossary_is_a_result_of_its_own(asking):
    page, coin, die = made(asking, "reference/glossary/", "Coin A round piece. Die A cube.")
    assert page["text"] == "<p>About reference/glossary.md &amp; more.</p>"
    assert coin == {
        "location": "reference/glossary/#coin",
        "title": "Coin",
        "text": "A round piece. In other words: penny, cent.",
        "boost": TERM_BOOST,
    }
    assert (die["location"], die["text"]) == ("reference/glossary/#die", "A cube, &lt;1 inch.")


def test_done_twice_it_changes_nothing_more(asking):
    locations = ["lessons/coins/", "lessons/coins/#practice", "labs/coins/", "reference/glossary/"]
    entries = [{"location": location, "title": "Coins", "text": PROGRAM + QUESTION} for location in locations]
    once = readied(entries, asking, PAGES)
    assert readied(once, asking, PAGES) == once


def test_what_else_an_entry_says_stays(asking):
    entry = {"location": "map/", "title": "Map", "text": "Text.", "boost": 2, "tags": ["all"]}
    assert readied([entry], asking, PAGES) == [entry]


def test_the_built_index_is_written_anew_and_its_settings_stay(asking):
    path = asking.root / "site" / INDEX
    path.parent.mkdir(parents=True)
    entry = {"location": "lessons/coins/#the-code", "title": "Ä", "text": PROGRAM}
    path.write_text(json.dumps({"config": {"lang": ["en"]}, "docs": [entry]}))
    ready_index(asking, asking.root / "site", PAGES)
    index = json.loads(path.read_text())
    assert index["config"] == {"lang": ["en"]}
    assert [(each["title"], "print" in each["text"]) for each in index["docs"]] == [("Ä", False)]


def test_a_site_without_search_stays_without(asking):
    ready_index(asking, asking.root / "site", PAGES)
    assert not (asking.root / "site").exists()

"""The map of the lessons is drawn from what their pages say of themselves."""

import re
from dataclasses import replace

import pytest

from lessonkit.lessons import Card, cards_html, lesson_pages, map_html, path_html, read_card, steps

PAGE = """\
---
title: Coins & dice
---

# Coins & dice

<p class="rc-meta" markdown>9 minutes · <span class="rc-family rc-family--generative">generative</span> · builds on
[Luck](luck.md) and [Chance](chance.md) · its twin is [Cards](cards.md)</p>

!!! takeaway "In one sentence"
    Toss it,
    and see.
"""


def card(slug: str, *builds_on: str, takeaway: str = "So.", families: tuple[str, ...] = ()) -> Card:
    return Card(slug, slug.capitalize(), takeaway, 10, families, builds_on)


def test_a_card_is_read_off_a_page(tmp_path):
    (tmp_path / "coins.md").write_text(PAGE)
    found = read_card(tmp_path / "coins.md")
    assert found == Card("coins", "Coins & dice", "Toss it, and see.", 9, ("generative",), ("luck", "chance"))


@pytest.mark.parametrize(
    ("what", "written"),
    [
        ("title: Coins & dice", 'title: "Coins & dice"  # in quotes'),
        ("(luck.md)", "(luck.md#toss)"),
        ("(luck.md)", '(../lessons/luck.md "Luck")'),
        ("builds on\n", "Builds\non "),
        ("9 minutes", "9\nminutes"),
        ('<p class="rc-meta" markdown>', '<p markdown class="rc-meta wide">'),
    ],
)
def test_a_card_may_be_written_in_other_ways(tmp_path, what, written):
    assert what in PAGE
    (tmp_path / "coins.md").write_text(PAGE.replace(what, written))
    found = read_card(tmp_path / "coins.md")
    assert (found.title, found.minutes, found.builds_on) == ("Coins & dice", 9, ("luck", "chance"))


def test_only_a_takeaway_in_one_sentence_is_the_cards(tmp_path):
    (tmp_path / "coins.md").write_text(PAGE.replace("In one sentence", "How this works"))
    assert read_card(tmp_path / "coins.md").takeaway == ""


@pytest.mark.parametrize(
    ("lacking", "words"), [("title: Coins & dice", "no title"), ("9 minutes", "no line <p"), ("rc-meta", "no line <p")]
)
def test_a_page_without_its_first_lines_is_refused(tmp_path, lacking, words):
    (tmp_path / "coins.md").write_text(PAGE.replace(lacking, ""))
    with pytest.raises(ValueError, match=words):
        read_card(tmp_path / "coins.md")


def test_pages_come_in_the_order_of_the_navigation(tmp_path):
    text = "# lessons/old.md went\nnav:\n  - Lessons: [lessons/dice.md, {Coins: lessons/coins.md}, lessons/dice.md]\n"
    (tmp_path / "mkdocs.yml").write_text(text)
    assert [page.stem for page in lesson_pages(tmp_path)] == ["dice", "coins"]


def test_each_lesson_stands_one_step_above_the_highest_that_it_builds_on():
    cards = [card("a"), card("b", "a"), card("c", "a"), card("d", "a", "c"), card("e")]
    assert [[one.slug for one in step] for step in steps(cards)] == [["a", "e"], ["b", "c"], ["d"]]


@pytest.mark.parametrize("cards", [[card("a", "b"), card("b")], [card("a", "nowhere")], [card("a", "a")]])
def test_a_lesson_cannot_build_on_what_does_not_come_before_it(cards):
    with pytest.raises(ValueError, match="a builds on"):
        steps(cards)


def test_the_map_has_each_lesson_once_with_what_it_builds_on():
    html = map_html([card("a", families=("generative",)), card("b", "a", takeaway="<script>")])
    assert len(re.findall('class="rc-map-title"', html)) == 2
    assert "builds on <a" in html
    assert "rc-family--generative" in html
    assert "<script>" not in html


def test_a_card_says_what_a_lesson_is_about_in_plain_words_and_what_is_proven():
    about = replace(card("a", "b"), description="Of coins & <dice>.", claims=1, questions=7)
    html = cards_html([about])
    assert "Of coins &amp; &lt;dice&gt;." in html
    assert "1 claim tested · 7 questions" in html
    assert "builds on" not in html
    assert 'data-lesson="a" data-questions="7"' in html


def test_a_card_does_not_speak_of_what_is_not_there():
    assert "claim" not in cards_html([card("a")])


def test_a_path_says_how_long_it_takes():
    html = path_html([card("a"), card("b")])
    assert html.index("A</a>") < html.index("B</a>")
    assert "Together 20 minutes" in html

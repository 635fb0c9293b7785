"""The map of the lessons is drawn from what their pages say of themselves."""

import re

import pytest

from lessonkit.lessons import Card, map_html, path_html, read_card, read_cards, steps

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


@pytest.mark.parametrize("lacking", ["title: Coins", "9 minutes", "rc-meta"])
def test_a_page_without_its_line_is_refused(tmp_path, lacking):
    (tmp_path / "coins.md").write_text(PAGE.replace(lacking, ""))
    with pytest.raises(ValueError, match=r"coins\.md lacks its title"):
        read_card(tmp_path / "coins.md")


def test_cards_come_in_the_order_of_the_navigation(tmp_path):
    (tmp_path / "docs/lessons").mkdir(parents=True)
    for slug in ("coins", "dice"):
        (tmp_path / f"docs/lessons/{slug}.md").write_text(PAGE)
    (tmp_path / "mkdocs.yml").write_text("nav: [lessons/dice.md, lessons/coins.md, lessons/missing.md]\n")
    assert [found.slug for found in read_cards(tmp_path)] == ["dice", "coins"]


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


def test_a_path_says_how_long_it_takes():
    html = path_html([card("a"), card("b")])
    assert html.index("A</a>") < html.index("B</a>")
    assert "Together 20 minutes" in html

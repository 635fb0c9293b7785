"""What the lessons' pages say of themselves at their tops: from it the map of the lessons is drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from pathlib import Path

from lessonkit.links import docs_link
from lessonkit.safe_markdown import inline

FAMILIES = ("discriminative", "generative")

_TITLE = re.compile(r"^title: (.+)$", re.M)
_META = re.compile(r'<p class="rc-meta"[^>]*>(.+?)</p>', re.S)
_TAKEAWAY = re.compile(r'^!!! takeaway ".*"\n((?: {4}.+\n)+)', re.M)


@dataclass(frozen=True)
class Card:
    """A lesson in a nutshell.

    Attributes:
        slug: Its name in paths.
        title: Its title.
        takeaway: The one sentence to take away, as Markdown; empty on a page of questions alone.
        minutes: How long it takes to read.
        families: The families of models that it is about.
        builds_on: The slugs of the lessons that it builds on.
    """

    slug: str
    title: str
    takeaway: str
    minutes: int
    families: tuple[str, ...]
    builds_on: tuple[str, ...]


def read_card(page: Path) -> Card:
    """Read a lesson's card off its page.

    Raises:
        ValueError: The page lacks its title, or the line below it; the message says what was expected.
    """
    text = page.read_text(encoding="utf-8")
    title, meta, takeaway = _TITLE.search(text), _META.search(text), _TAKEAWAY.search(text)
    minutes = re.match(r"\s*(\d+) minutes", meta[1]) if meta else None
    if not (title and meta and minutes):
        raise ValueError(f'{page.name} lacks its title: …, or its line <p class="rc-meta" markdown>N minutes · …</p>')
    _, _, builds_on = meta[1].partition("builds on")
    return Card(
        page.stem,
        title[1],
        " ".join(takeaway[1].split()) if takeaway and "In one sentence" in takeaway[0] else "",
        int(minutes[1]),
        tuple(family for family in FAMILIES if f"rc-family--{family}" in meta[1]),
        tuple(re.findall(r"\]\(([\w-]+)\.md\)", builds_on.partition("·")[0])),
    )


def read_cards(root: Path) -> list[Card]:
    """All lessons' cards, in the order of the navigation.

    Raises:
        ValueError: As `read_card`.
    """
    navigation = (root / "mkdocs.yml").read_text(encoding="utf-8")
    pages = (root / "docs" / "lessons" / f"{slug}.md" for slug in re.findall(r"lessons/([\w-]+)\.md", navigation))
    return [read_card(page) for page in pages if page.is_file()]


def steps(cards: list[Card]) -> list[list[Card]]:
    """The lessons in steps: each builds on lessons of earlier steps only, and comes as early as that allows.

    Raises:
        ValueError: A lesson builds on one that comes later in the navigation, or is not there.
    """
    step: dict[str, int] = {}
    for card in cards:
        if later := [slug for slug in card.builds_on if slug not in step]:
            raise ValueError(f"{card.slug} builds on {', '.join(later)}, which the navigation does not have before it")
        step[card.slug] = 1 + max((step[slug] for slug in card.builds_on), default=-1)
    return [
        [card for card in cards if step[card.slug] == number] for number in range(max(step.values(), default=-1) + 1)
    ]


def map_html(cards: list[Card]) -> str:
    """All lessons, step by step, each with what it builds on.

    Raises:
        ValueError: As `steps`.
    """
    titles = {card.slug: card.title for card in cards}
    rows = (
        f'<li class="rc-map-step"><p class="rc-map-name">Step {number}</p>'
        f'<ul class="rc-map-cards">{"".join(_card(card, titles) for card in step)}</ul></li>'
        for number, step in enumerate(steps(cards), start=1)
    )
    return f'<ol class="rc-map">{"".join(rows)}</ol>'


def path_html(cards: list[Card]) -> str:
    """Some lessons in the order given, with the time that they take together."""
    rows = (f"<li>{_link(card.slug, card.title)}, {card.minutes} minutes</li>" for card in cards)
    return f'<ol class="rc-path">{"".join(rows)}</ol><p>Together {sum(card.minutes for card in cards)} minutes.</p>'


def _card(card: Card, titles: dict[str, str]) -> str:
    badges = " ".join(f'<span class="rc-family rc-family--{family}">{family}</span>' for family in card.families)
    after = ", ".join(_link(slug, titles[slug]) for slug in card.builds_on)
    return (
        f'<li class="rc-map-card"><p class="rc-map-title">{_link(card.slug, card.title)}</p>'
        f'<p class="rc-map-meta">{card.minutes} minutes {badges}</p>'
        + (f"<p>{inline(card.takeaway)}</p>" if card.takeaway else "")
        + (f'<p class="rc-map-meta">builds on {after}</p>' if after else "")
        + "</li>"
    )


def _link(slug: str, title: str) -> str:
    return f'<a href="{docs_link(f"lessons/{slug}.md")}">{escape(title)}</a>'

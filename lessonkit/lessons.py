"""What the lessons' pages say of themselves at their tops: from it the map of the lessons is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.utils import yaml_load

from lessonkit.links import docs_link
from lessonkit.page_source import META, MINUTES, front_matter
from lessonkit.safe_markdown import inline

FAMILIES = ("discriminative", "generative")

_TAKEAWAY = re.compile(r'^!!! takeaway "In one sentence"\n((?: {4}.+\n)+)', re.M)
_LINK = re.compile(r"\]\((?:\./|\.\./lessons/)?([\w-]+)\.md[^)]*\)")


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
        description: What it is about, in plain words; empty if the page does not say.
        claims: How many claims it makes, each with a test.
        questions: How many questions it asks.
    """

    slug: str
    title: str
    takeaway: str
    minutes: int
    families: tuple[str, ...]
    builds_on: tuple[str, ...]
    description: str = ""
    claims: int = 0
    questions: int = 0


def read_card(page: Path) -> Card:
    """Read a lesson's card off its page.

    Raises:
        ValueError: The page lacks its title, or the line below it; the message says which.
    """
    text = page.read_text(encoding="utf-8")
    title, takeaway = front_matter(text).get("title"), _TAKEAWAY.search(text)
    meta = " ".join(META.search(text)[1].split()) if META.search(text) else ""  # type: ignore[index]
    minutes = MINUTES.match(meta)
    lacking = [] if title else ["no title in its front matter"]
    lacking += [] if minutes else ['no line <p class="rc-meta" markdown>N minutes · …</p> below its title']
    if lacking or not minutes:
        raise ValueError(" and ".join(lacking))
    builds_on = re.split(r"\bbuilds on\b", meta, maxsplit=1, flags=re.I)[1:]
    return Card(
        page.stem,
        str(title),
        " ".join(takeaway[1].split()) if takeaway else "",
        int(minutes[1]),
        tuple(family for family in FAMILIES if f"rc-family--{family}" in meta),
        tuple(dict.fromkeys(_LINK.findall(builds_on[0].partition("·")[0]))) if builds_on else (),
        str(front_matter(text).get("description") or ""),
    )


def lesson_pages(root: Path) -> list[Path]:
    """The pages of the lessons that the navigation names, in its order."""
    with (root / "mkdocs.yml").open("rb") as file:
        slugs = dict.fromkeys(_lessons_in(yaml_load(file).get("nav")))
    return [root / "docs" / "lessons" / f"{slug}.md" for slug in slugs]


def _lessons_in(nav: Any) -> list[str]:
    """The slugs of the lessons that a part of a navigation names."""
    if isinstance(nav, str):
        return re.findall(r"^lessons/([\w-]+)\.md$", nav)
    parts = nav.values() if isinstance(nav, dict) else nav or []
    return [slug for part in parts for slug in _lessons_in(part)]


def too_early(cards: list[Card]) -> Iterator[tuple[Card, list[str]]]:
    """The lessons that build on what does not come before them, and on what."""
    before: set[str] = set()
    for card in cards:
        if later := [slug for slug in card.builds_on if slug not in before]:
            yield card, later
        before.add(card.slug)


def steps(cards: list[Card]) -> list[list[Card]]:
    """The lessons in steps: each builds on lessons of earlier steps only, and comes as early as that allows.

    Raises:
        ValueError: A lesson builds on one that does not come before it in the navigation.
    """
    for card, later in too_early(cards):
        raise ValueError(f"{card.slug} builds on {', '.join(later)}, which the navigation does not have before it")
    step: dict[str, int] = {}
    for card in cards:
        step[card.slug] = 1 + max((step[slug] for slug in card.builds_on), default=-1)
    return [[card for card in cards if step[card.slug] == number] for number in sorted(set(step.values()))]


def map_html(cards: list[Card]) -> str:
    """All lessons, step by step, each with what it builds on.

    Raises:
        ValueError: As `steps`.
    """
    titles = {card.slug: card.title for card in cards}
    rows = (
        f'<li class="rc-map-step"><p class="rc-map-name">Step {number}</p>'
        f'<ul class="rc-map-cards">{"".join(_card(card, card.takeaway, titles) for card in step)}</ul></li>'
        for number, step in enumerate(steps(cards), start=1)
    )
    return f'<ol class="rc-map">{"".join(rows)}</ol>'


def cards_html(cards: list[Card]) -> str:
    """Some lessons in the order given, each as a card."""
    return f'<ul class="rc-map-cards rc-lesson-cards">{"".join(_card(card, card.description) for card in cards)}</ul>'


def path_html(cards: list[Card]) -> str:
    """Some lessons in the order given, with the time that they take together."""
    rows = (f"<li>{_link(card.slug, card.title)}, {card.minutes} minutes</li>" for card in cards)
    together = f"<p>Together {sum(card.minutes for card in cards)} minutes.</p>" if len(cards) > 1 else ""
    return f'<ol class="rc-path">{"".join(rows)}</ol>{together}'


def _card(card: Card, says: str, titles: dict[str, str] | None = None) -> str:
    """A lesson as a card, with what it says of itself; with the titles of those it builds on, it names them."""
    badges = " ".join(f'<span class="rc-family rc-family--{family}">{family}</span>' for family in card.families)
    after = ", ".join(_link(slug, titles[slug]) for slug in card.builds_on) if titles else ""
    proof = [f"{_count(card.claims, 'claim')} tested"] if card.claims else []
    proof += [_count(card.questions, "question")] if card.questions else []
    return (
        f'<li class="rc-map-card" data-lesson="{card.slug}" data-questions="{card.questions}">'
        f'<p class="rc-map-title">{_link(card.slug, card.title)}</p>'
        f'<p class="rc-map-meta">{card.minutes} minutes {badges}</p>'
        + (f"<p>{inline(says)}</p>" if says else "")
        + (f'<p class="rc-map-meta">builds on {after}</p>' if after else "")
        + (f'<p class="rc-map-meta">{" · ".join(proof)}</p>' if proof else "")
        + "</li>"
    )


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"


def _link(slug: str, title: str) -> str:
    return f'<a href="{docs_link(f"lessons/{slug}.md")}">{escape(title)}</a>'

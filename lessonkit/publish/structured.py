"""What a page's head tells those who show links to it, and those who search: Open Graph, and JSON-LD of schema.org.

JSON-LD is a block of data: nothing runs it, so a Content-Security-Policy need not name it.
"""

from __future__ import annotations

import json
import re
from html import escape, unescape
from typing import Any

from lessonkit.lessons import Card
from lessonkit.page_source import META, MINUTES
from lessonkit.publish.built_pages import Page, Whole
from lessonkit.quiz import Quiz
from lessonkit.safe_markdown import inline

IMAGE = "assets/img/social.png"
"""The picture that stands beside a link to any page."""
IMAGE_SIZE = (1200, 630)
"""Its width and height, in pixels."""
IMAGE_ALT = (
    "One data set, two questions. Which is it? A dashed line between dots and triangles. "
    "What could it look like? Rings around the dots and the triangles, and new ones drawn."
)
"""What it shows, for those who cannot see it."""
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
"""The licence of all texts."""
OVERVIEW = "map.md"
"""The page from which one gets to each lesson."""
QUESTIONS = "practice"
"""The anchor of the heading above a lesson's questions."""

_KINDS = {
    "single": "Multiple choice",
    "multi": "Multiple choice, several right",
    "predict-output": "Multiple choice: what a program prints",
    "fix-bug": "Multiple choice: what mends a program",
    "numeric": "Number",
    "short": "Short answer",
    "order": "Ordering",
    "classify": "Sorting into groups",
}
"""What those who do not know our names call the types of question."""
_TAG = re.compile(r"<[^>]+>")


def head_of(page: Page, whole: Whole, pages: list[Page], card: Card | None = None, quiz: Quiz | None = None) -> str:
    """The lines to add to a page's head.

    Args:
        page: The page.
        whole: The site that it belongs to; it must be published somewhere.
        pages: All pages, for the way to this one.
        card: What the page says of itself, if it is a lesson or a lab.
        quiz: The questions on it, if it has any.
    """
    graph = [_website(page, whole)] if not page.address else []
    if card:
        graph.append(_learning(page, whole, card, quiz))
    if page.address:
        graph.append(_way_to(page, whole, pages))
    return _open_graph(page, whole) + _block({"@context": "https://schema.org", "@graph": graph})


def lab_card(page: Page, source: str) -> Card:
    """What a lab says of itself, as a lesson does. It builds on the lesson of its name; its one sentence describes it.

    Args:
        page: The lab's page.
        source: The notebook, as a program.

    Raises:
        ValueError: It does not say how long it takes.
    """
    text = re.sub(r"^# ?", "", source, flags=re.M)
    meta = META.search(text)
    minutes = MINUTES.search(meta[1]) if meta else None
    if not minutes:
        raise ValueError(f'docs/{page.source}:1: no line <p class="rc-meta">… N minutes …</p>; add it below the title')
    return Card(page.slug, page.title, page.head.description, int(minutes[1]), (), builds_on=(page.slug,))


def plain_text(markdown: str) -> str:
    """Markdown without its marks."""
    return " ".join(unescape(_TAG.sub("", inline(markdown))).split())


def _open_graph(page: Page, whole: Whole) -> str:
    width, height = IMAGE_SIZE
    properties = {
        "og:site_name": whole.name,
        "og:type": "article" if page.is_lesson or page.is_lab else "website",
        "og:title": page.title,
        "og:description": page.head.description,
        "og:url": page.head.canonical,
        "og:image": f"{whole.url}{IMAGE}",
        "og:image:width": str(width),
        "og:image:height": str(height),
        "og:image:alt": IMAGE_ALT,
    }
    lines = "".join(f'<meta property="{name}" content="{escape(value)}">' for name, value in properties.items())
    return f'{lines}<meta name="twitter:card" content="summary_large_image">'


def _block(data: dict[str, Any]) -> str:
    """A block of data. `<` is written so that no text in it can end it, nor begin a comment."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", r"\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def _website(page: Page, whole: Whole) -> dict[str, Any]:
    return {
        "@type": "WebSite",
        "name": whole.name,
        "description": page.head.description,
        "url": whole.url,
        "inLanguage": page.head.language,
        "isAccessibleForFree": True,
        "license": LICENSE,
    }


def _learning(page: Page, whole: Whole, card: Card, quiz: Quiz | None) -> dict[str, Any]:
    """A lesson, a lab, or, where nothing is taught, the questions themselves."""
    only_asks = bool(quiz and not card.takeaway)
    about: dict[str, Any] = {
        "@type": "Quiz" if only_asks else "LearningResource",
        "name": page.title,
        "description": page.head.description,
        "url": page.head.canonical,
        "learningResourceType": "lab" if page.is_lab else "quiz" if only_asks else "lesson",
        "educationalLevel": "intermediate" if card.builds_on else "beginner",
        "timeRequired": f"PT{card.minutes}M",
        "inLanguage": page.head.language,
        "isAccessibleForFree": True,
        "license": LICENSE,
        "isPartOf": {"@type": "WebSite", "name": whole.name, "url": whole.url},
    }
    if card.takeaway:
        about["teaches"] = plain_text(card.takeaway)
    if quiz and only_asks:
        about["hasPart"] = _questions(page, quiz)
    elif quiz:
        about["hasPart"] = {
            "@type": "Quiz",
            "name": f"{page.title}: questions",
            "url": f"{page.head.canonical}#{QUESTIONS}",
            "hasPart": _questions(page, quiz),
        }
    return about


def _questions(page: Page, quiz: Quiz) -> list[dict[str, str]]:
    """Each question by its kind and its place. schema.org has no word for their number, so all are here."""
    return [
        {"@type": "Question", "eduQuestionType": _KINDS[each.type], "url": f"{page.head.canonical}#q-{each.id}"}
        for each in quiz.questions
    ]


def _way_to(page: Page, whole: Whole, pages: list[Page]) -> dict[str, Any]:
    """From the home page to this one; to lessons by way of their map, which links to each of them."""
    overview = [each for each in pages if each.source == OVERVIEW and page.is_lesson]
    steps = [(whole.name, whole.url), *((each.title, each.head.canonical) for each in [*overview, page])]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": url}
            for place, (name, url) in enumerate(steps, start=1)
        ],
    }

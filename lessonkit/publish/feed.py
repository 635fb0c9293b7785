"""The feed of lessons and labs, `feed.xml`: Atom, as RFC 4287 has it. Its times are those that git knows."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from lessonkit.changed import Span, committed
from lessonkit.page_source import included_in
from lessonkit.publish.built_pages import Page, Whole
from lessonkit.site import Site

FEED = "feed.xml"
"""The feed's address below the site."""
_ROOMS = ("docs", "snippets", "quiz_data")
"""The folders of all that a reader of a page reads."""
_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Entry:
    """A page, and when it came and last changed."""

    page: Page
    span: Span


def entries_of(site: Site, pages: list[Page]) -> list[Entry]:
    """The lessons and labs whose times git knows, newest first.

    A page comes when its source comes. It changes with its source, with the programs that it shows, and with its
    questions. What is edited and not committed has no time yet: the last commit counts.

    Args:
        site: The project.
        pages: The site's pages; only lessons and labs among them are taken.
    """
    spans = committed(site.root, *_ROOMS)
    found = []
    for page in pages:
        source = site.docs / page.source
        if (page.is_lesson or page.is_lab) and source in spans:
            known = [spans[path] for path in (source, *_beside(site, source)) if path in spans]
            found.append(Entry(page, Span(spans[source].first, max(span.last for span in known))))
    return sorted(found, key=lambda entry: (-entry.span.first, -entry.span.last, entry.page.address))


def unknown(site: Site, pages: list[Page], entries: list[Entry]) -> list[str]:
    """The sources of lessons and labs that git does not know."""
    there = {entry.page.source for entry in entries}
    return [page.source for page in pages if (page.is_lesson or page.is_lab) and page.source not in there]


def feed_xml(entries: list[Entry], whole: Whole) -> str:
    """The feed.

    Args:
        entries: What it holds, in its order; at least one.
        whole: The site; it must be published somewhere.

    Returns:
        A document that depends on nothing else, so that the same site has the same feed.
    """
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": entries[0].page.head.language or "en"})
    updated = max(entry.span.last for entry in entries)
    _add(root, "id", _name(whole, ""))
    _add(root, "title", whole.name)
    _add(root, "subtitle", whole.description)
    _add(root, "updated", _written(updated))
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{whole.url}{FEED}"})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": whole.url})
    _add(SubElement(root, "author"), "name", whole.name)
    if whole.rights:
        _add(root, "rights", whole.rights)
    for entry in entries:
        _entry(root, entry, whole)
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _entry(root: Element, entry: Entry, whole: Whole) -> None:
    element, page = SubElement(root, "entry"), entry.page
    _add(element, "id", _name(whole, page.source))
    _add(element, "title", page.title)
    SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": page.head.canonical})
    _add(element, "published", _written(entry.span.first))
    _add(element, "updated", _written(entry.span.last))
    SubElement(element, "category", {"term": "lab" if page.is_lab else "lesson"})
    _add(element, "summary", page.head.description)


def _add(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = text


def _name(whole: Whole, source: str) -> str:
    """A name that stays when the site moves: it hangs on where its source is published."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{whole.repo_url or whole.url}/{source}").urn


def _written(seconds: int) -> str:
    """A time as RFC 3339 has it."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _beside(site: Site, source: Path) -> list[Path]:
    """What a page shows: its programs, and its questions."""
    programs = [site.snippets / name for name in included_in(source)]
    return [*programs, site.quizzes / f"{source.stem}.json"]

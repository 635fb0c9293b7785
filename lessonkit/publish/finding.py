"""Helps people and programs find the pages of a built site: what heads say, a feed, plain Markdown, the search index.

There is no `robots.txt`: only a server's root has one that counts, and the site may lie below it. What it would say,
that every page may be read, holds without it. `sitemap.xml` is made by MkDocs.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from lessonkit.changed import is_whole
from lessonkit.lessons import Card, read_card
from lessonkit.page_source import fences_in
from lessonkit.publish.built_pages import Page, Whole, read_pages, read_whole
from lessonkit.publish.feed import FEED, entries_of, feed_xml, unknown
from lessonkit.publish.plain_links import TWIN
from lessonkit.publish.plain_pages import INDEX, llms_txt, twin
from lessonkit.publish.search_index import ready_index
from lessonkit.publish.structured import head_of, lab_card
from lessonkit.quiz import Quiz
from lessonkit.quiz_file import load_quiz
from lessonkit.site import Site

_ALTERNATE = "alternate "
"""A link to the same in another form. The blank counts for nothing, since `rel` holds a list of words. Without it, the
theme takes the link for the site in another language, and asks for a sitemap beside it, which is not there."""


def help_finding(site: Site, built: Path) -> Callable[[Path, str], str]:
    """Write the feed, the pages as plain Markdown with their list, and the search index anew.

    Args:
        site: The project.
        built: The folder of the built site; its pages have not been finished yet.

    Returns:
        What to add at the end of a page's head, given its file and its HTML.

    Raises:
        OSError: A file cannot be read or written.
        ValueError: A page shows what is missing or wrong.
    """
    whole = read_whole(site.root)
    site.repo_url = site.repo_url or whole.repo_url
    pages = read_pages(site, built, whole)
    _write_twins(site, built, whole, pages)
    ready_index(site, built, pages)
    has_feed = bool(whole.url) and _write_feed(site, built, whole, pages)
    by_file = {built / page.address / "index.html": page for page in pages}

    def head(file: Path, html: str) -> str:
        page = by_file.get(file)
        return _alternates(page, whole, has_feed) + _structured(site, page, whole, pages) if page else ""

    return head


def _write_twins(site: Site, built: Path, whole: Whole, pages: list[Page]) -> None:
    sources = {page.source for page in pages}
    for page in pages:
        folder = built / page.address
        html = (folder / "index.html").read_text(encoding="utf-8")
        (folder / TWIN).write_text(twin(page, site, sources, html), encoding="utf-8")
    (built / INDEX).write_text(llms_txt(pages, whole), encoding="utf-8")


def _write_feed(site: Site, built: Path, whole: Whole, pages: list[Page]) -> bool:
    """Write the feed if git knows when its pages came; else say why there is none, rather than tell wrong times."""
    entries = entries_of(site, pages) if is_whole(site.root) else []
    if not entries:
        print(f"no {FEED}: git does not know when pages came; publish from a full clone", file=sys.stderr)
        return False
    for source in unknown(site, pages, entries):
        print(f"{FEED} lacks docs/{source}, which is in no commit of this branch; commit it first", file=sys.stderr)
    (built / FEED).write_text(feed_xml(entries, whole), encoding="utf-8")
    return True


def _alternates(page: Page, whole: Whole, has_feed: bool) -> str:
    """Links to the page's twin, and to the feed."""
    lines = [f'<link rel="{_ALTERNATE}" type="text/markdown" href="{TWIN}">']
    if has_feed:
        way = "../" * page.address.count("/")
        lines.append(f'<link rel="{_ALTERNATE}" type="application/atom+xml" title="New lessons" href="{way}{FEED}">')
    return "".join(lines)


def _structured(site: Site, page: Page, whole: Whole, pages: list[Page]) -> str:
    """What the page's head tells of it; nothing where the site is not published, for then no page has an address."""
    if not whole.url:
        return ""
    return head_of(page, whole, pages, _card(site, page), _quiz(site, page))


def _card(site: Site, page: Page) -> Card | None:
    source = site.docs / page.source
    if page.is_lab:
        return lab_card(page, source.read_text(encoding="utf-8"))
    return read_card(source) if page.is_lesson else None


def _quiz(site: Site, page: Page) -> Quiz | None:
    """The questions of a lesson, if its page shows them."""
    path = site.quizzes / f"{page.slug}.json"
    if not page.is_lesson or not path.is_file():
        return None
    shown = any(fence.language == "quiz" for fence in fences_in(site.docs / page.source))
    return load_quiz(path, path)[0] if shown else None

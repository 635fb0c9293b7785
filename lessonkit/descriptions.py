"""Checks what pages are called, and how they describe themselves: that is all that those see who search the web."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lessonkit.page_source import front_matter
from lessonkit.problems import Problem
from lessonkit.publish.built_pages import LAB, read_whole
from lessonkit.site import Site

LEAST, MOST = 50, 160
"""Characters in a description. Less says too little, and more is cut off where it is shown."""

_TITLE = re.compile(r"^#[ \t]+(.+?)(?:[ \t]+\{.*\})?[ \t]*$", re.M)
_DESCRIBED = re.compile(r"^description:", re.M)
_TAKEAWAY = re.compile(r'<div class="admonition takeaway">.*?</p>\s*<p>(.*?)</p>', re.S)


def description_problems(site: Site) -> Iterator[Problem]:
    """Find pages without a description, or with one that cannot be shown, and pages that are hard to tell apart.

    A project that is not published has no one who comes from elsewhere, so nothing is asked of it.
    """
    whole = read_whole(site.root)
    sources = dict.fromkeys(source for _, part in whole.parts for source in part) if whole.url else ()
    seen: dict[tuple[str, str], Path] = {}
    for path in filter(Path.is_file, map(site.docs.joinpath, sources)):
        name, (title, description, line) = site.relative(path), _said(path)
        yield from _faults(name, description, line)
        for what, said in (("title", title), ("description", description)):
            other = seen.setdefault((what, said), name)
            if said and other != name:
                mend = f"expected one of its own, to tell the two apart; {other.as_posix()} has the same"
                yield Problem(name, line, f"the {what} is {said!r}", mend)


def _faults(name: Path, description: str, line: int) -> Iterator[Problem]:
    place = "in the takeaway" if name.suffix == LAB else "in the front matter"
    length = len(description)
    if not description:
        yield Problem(name, line, "the page has no description", f"expected {LEAST} to {MOST} characters {place}")
    elif not LEAST <= length <= MOST:
        mend = f"expected {LEAST} to {MOST}; {'say more' if length < LEAST else 'say less'} {place}"
        yield Problem(name, line, f"the description has {length} characters", mend)
    if '"' in description:
        yield Problem(name, line, 'the description has a "', "expected “ and ”; the page's head would end it there")


def _said(path: Path) -> tuple[str, str, int]:
    """A page's title, its description, and the line of that. A lab is described by its one sentence."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == LAB:
        text = re.sub(r"^# ?", "", text, flags=re.M)
        found = _TAKEAWAY.search(text)
        description = re.sub(r"<[^>]+>", "", found[1]) if found else ""
        place = found.start(1) if found else 0
        meta = {}
    else:
        meta = front_matter(text)
        description = str(meta.get("description") or "")
        place = found.start() if (found := _DESCRIBED.search(text)) else 0
    heading = _TITLE.search(text)
    title = str(meta.get("title") or (heading[1] if heading else ""))
    return title, " ".join(description.split()), text.count("\n", 0, place) + 1

"""What a page's source holds: its front matter, the line below its title, fences, includes, headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown.extensions.toc import slugify
from mkdocs.utils.meta import get_data

META = re.compile(r'<p\b[^>]*\bclass="(?:[^"]* )?rc-meta(?: [^"]*)?"[^>]*>(.+?)</p>', re.S)
"""The line below a lesson's title: how long it takes, its families, what it builds on."""
MINUTES = re.compile(r"(\d+)\s+minutes?\b")

_FENCE = re.compile(
    r"^[ \t]*(?P<ticks>`{3,}|~{3,})[ \t]*(?P<head>[^\n]*)\n(?P<body>.*?)^[ \t]*(?P=ticks)[ \t]*$", re.M | re.S
)
_INCLUDE = re.compile(r'(?<!;)--8<--\s+"([^"]+)"')
_HEADING = re.compile(r"^#{1,6}\s+(.+?)(?:\s+\{.*?#(?P<id>[\w-]+).*?\})?\s*$", re.M)


@dataclass(frozen=True)
class Fence:
    """A fence in a page's source."""

    page: Path
    line: int
    head: str
    body: str

    @property
    def language(self) -> str:
        """Its first word, such as `python`, `quiz` or `claims`."""
        return re.match(r"\{?\s*\.?([\w-]*)", self.head)[1]  # type: ignore[index]

    @property
    def runs(self) -> bool:
        """Whether markdown-exec runs it."""
        return self.language == "python" and 'exec="on"' in self.head

    @property
    def hides(self) -> bool:
        """Whether it runs a program and shows only what came of it."""
        return self.runs and "source=" not in self.head

    @property
    def includes(self) -> list[str]:
        """The files it includes, as paths below `snippets/`."""
        return _INCLUDE.findall(self.body)


def fences_in(page: Path) -> list[Fence]:
    """The fences of a page's source."""
    text = page.read_text(encoding="utf-8")
    return [
        Fence(page, text.count("\n", 0, match.start()) + 1, match["head"].strip(), match["body"])
        for match in _FENCE.finditer(text)
    ]


def included_in(page: Path) -> list[str]:
    """The files that a page's source includes, anywhere, as paths below `snippets/`; sections of a file as the file."""
    return [name.partition(":")[0] for name in _INCLUDE.findall(page.read_text(encoding="utf-8"))]


def anchors_in(page: Path) -> set[str]:
    """The anchors of a page's headings, as Python-Markdown makes them."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    return {match["id"] or slugify(re.sub(r"[*`]", "", match[1]), "-") for match in _HEADING.finditer(text)}


def front_matter(text: str) -> dict[str, Any]:
    """What a page says of itself before its text; empty if it says nothing."""
    return get_data(text)[1]


def blanked(pattern: re.Pattern[str], text: str) -> str:
    """The text without what matches; the lines that remain keep their numbers."""
    return pattern.sub(lambda match: "\n" * match[0].count("\n") or " ", text)


def without_fences(text: str) -> str:
    """The text with blank lines in place of fences."""
    return blanked(_FENCE, text)

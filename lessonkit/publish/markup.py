"""Where the elements of a finished page stand, so that a few can be changed and all else stays byte for byte."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from itertools import accumulate

_VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
"""What has no end tag."""

Edit = tuple[int, int, str]
"""What stands from here to there becomes this. Places are counted in characters."""


@dataclass
class Element:
    """An element of a page.

    Attributes:
        tag: Its name, in small letters.
        attributes: Its attributes; those without a value have None.
        start: Where its start tag begins.
        inner: Where its start tag ends.
        bracket: What its start tag ends with, `>` or `/>`.
        outer: Where its end tag begins; the same as `inner` for one that holds nothing.
        end: Where its end tag ends.
    """

    tag: str
    attributes: dict[str, str | None]
    start: int
    inner: int
    bracket: str
    outer: int
    end: int

    def words(self, attribute: str) -> list[str]:
        """The words of an attribute, such as its classes."""
        return (self.attributes.get(attribute) or "").split()

    def with_attributes(self, attributes: dict[str, str | None]) -> Edit:
        """The edit that gives it these attributes, and no others."""
        written = "".join(_attribute(name, value) for name, value in attributes.items())
        return self.start, self.inner, f"<{self.tag}{written}{self.bracket}"


def _attribute(name: str, value: str | None) -> str:
    text = "" if value is None else escape(value, quote=False).replace('"', "&quot;")
    return f" {name}" if value is None else f' {name}="{text}"'


def elements_of(page: str) -> list[Element]:
    """Every element of a page, in the order of their start tags."""
    reader = _Reader(page)
    reader.feed(page)
    reader.close()
    reader.close_down_to(0, len(page), len(page))
    return reader.found


def edited(page: str, edits: Iterable[Edit]) -> str:
    """A page with some of it changed. Edits may not overlap; of two at one place, the first given comes first.

    Raises:
        ValueError: Two edits overlap.
    """
    parts, done = [], 0
    for start, end, text in sorted(edits, key=lambda edit: edit[:2]):
        if start < done:
            raise ValueError(f"two edits of one page overlap at character {start}: {page[start : start + 40]!r}")
        parts += [page[done:start], text]
        done = end
    return "".join([*parts, page[done:]])


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[Element] = []
        self._open: list[Element] = []
        self._lines = [0, *accumulate(len(line) + 1 for line in page.split("\n"))]
        self._page = page

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        if tag not in _VOID:
            self._open.append(self.found[-1])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = self._here()
        written = self.get_starttag_text() or ""
        inner = start + len(written)
        self.found.append(
            Element(tag, dict(attrs), start, inner, "/>" if written.endswith("/>") else ">", inner, inner)
        )

    def handle_endtag(self, tag: str) -> None:
        here = self._here()
        open_tags = [element.tag for element in self._open]
        if tag in open_tags:
            self.close_down_to(len(open_tags) - 1 - open_tags[::-1].index(tag), here, self._page.index(">", here) + 1)

    def close_down_to(self, depth: int, outer: int, end: int) -> None:
        """End the elements that are open from this depth on. Those within that name no end, end where it begins."""
        for element in self._open[depth:]:
            element.outer = element.end = outer
        if self._open[depth:]:
            self._open[depth].end = end
        del self._open[depth:]

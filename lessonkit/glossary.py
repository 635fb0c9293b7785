"""Links the first appearance of each glossary term on a page to its definition, which shows as a tooltip.

The glossary is a page of its own, a definition list whose terms have ids:

    Log loss {#log-loss data-also="logarithmic loss"}
    :   The price of a probability. …
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from lessonkit.site import Site

GLOSSARY = "reference/glossary.md"
_ENTRY = re.compile(
    r'^(?P<term>\S[^\n{]*?) \{#(?P<id>[\w-]+)(?: data-also="(?P<also>[^"]*)")?\}\n:\s+(?P<text>[^\n]+)', re.M
)
_PROSE = {"p", "li", "dd", "td"}
_NOT_INSIDE = {"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "abbr", "label", "button", "summary"}


@dataclass(frozen=True)
class Term:
    """An entry of the glossary: its id, its names, its definition as plain text, and its line."""

    id: str
    names: tuple[str, ...]
    text: str
    line: int


def read_glossary(path: Path) -> list[Term]:
    """The entries of a glossary page, in its order; none if there is no such page."""
    if not path.is_file():
        return []
    source = path.read_text(encoding="utf-8")
    return [
        Term(
            entry["id"],
            (entry["term"], *filter(None, (name.strip() for name in (entry["also"] or "").split(",")))),
            re.sub(r"[*`]|\[([^]]*)\]\([^)]*\)", r"\1", entry["text"]),
            source.count("\n", 0, entry.start()) + 1,
        )
        for entry in _ENTRY.finditer(source)
    ]


class LinkTerms(Treeprocessor):
    """Does the linking, once a page's text stands in its elements."""

    def __init__(self, md: object, site: Site) -> None:
        super().__init__(md)
        self.site = site

    def run(self, root: Element) -> None:
        here = {element.get("id") for element in root.iter("dt")}
        terms = {
            name.lower(): term
            for term in read_glossary(self.site.docs / GLOSSARY)
            if term.id not in here
            for name in term.names
        }
        if terms:
            longest_first = sorted(map(re.escape, terms), key=len, reverse=True)
            pattern = re.compile(rf"(?<![\w-])({'|'.join(longest_first)})(s?)(?![\w-])", re.IGNORECASE)
            _Linker(terms, pattern).visit(root, prose=False)


class _Linker:
    """Walks a page's elements in reading order; each term is linked once."""

    def __init__(self, terms: dict[str, Term], pattern: re.Pattern[str]) -> None:
        self.terms = terms
        self.pattern = pattern
        self.done: set[str] = set()

    def visit(self, element: Element, prose: bool) -> None:
        if element.tag in _NOT_INSIDE or "admonition-title" in element.get("class", "").split():
            return
        prose = prose or element.tag in _PROSE
        if prose:
            self._link(element, None)
        for child in list(element):
            self.visit(child, prose)
            if prose:
                self._link(element, child)

    def _link(self, parent: Element, after: Element | None) -> None:
        """Link the terms in the text that follows `after`, or in the parent's first text."""
        text = (parent.text if after is None else after.tail) or ""
        for match in self.pattern.finditer(text):
            term = self.terms[match[1].lower()]
            if term.id in self.done:
                continue
            self.done.add(term.id)
            link = Element("a", {"class": "rc-term", "href": f"/{GLOSSARY}#{term.id}", "title": term.text})
            link.text = match[0]
            if after is None:
                parent.text = text[: match.start()]
                parent.insert(0, link)
            else:
                after.tail = text[: match.start()]
                parent.insert(list(parent).index(after) + 1, link)
            link.tail = text[match.end() :]
            self._link(parent, link)
            return

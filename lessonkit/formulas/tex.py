"""TeX in pages: what counts as a formula, and where a converter has found one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from pymdownx.arithmatex import ArithmatexExtension

AFTER_INLINE = 15
"""A place among Python-Markdown's tree processors: after text has become elements (20), before terms are linked (3)."""


@dataclass(frozen=True, order=True)
class Formula:
    """A formula, as its author wrote it.

    Attributes:
        tex: Its TeX; blanks and line breaks count as one blank.
        display: Whether it stands on lines of its own, and so is set larger.
    """

    tex: str
    display: bool

    def __str__(self) -> str:
        return f"$${self.tex}$$" if self.display else f"${self.tex}$"


def find_formulas(md: Markdown) -> None:
    """Let a converter know formulas: `$…$` in a line, `$$…$$` on lines of its own; "$5" is none."""
    asked = {"generic": True, "inline_syntax": ["dollar"], "block_syntax": ["dollar"]}
    ArithmatexExtension(**asked).extendMarkdown(md)


def formulas_in(root: Element) -> Iterator[tuple[Element, Formula]]:
    """The formulas that a converter has found in a page, with the elements that hold them."""
    for element in root.iter():
        if element.get("class") == "arithmatex" and element.text:
            wrapped, display = element.text, element.tag == "div"
            # What is displayed comes escaped, what stands in a line does not.
            tex = unescape(wrapped[2:-2]) if display else wrapped[2:-2]
            yield element, Formula(" ".join(tex.split()), display)

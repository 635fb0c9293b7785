"""Where formulas stand: on which pages, and on which lines. Pages are read as a build reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from lessonkit.formulas.tex import AFTER_INLINE, Formula, find_formulas, formulas_in
from lessonkit.page_source import without_fences
from lessonkit.problems import Problem
from lessonkit.site import Site

_BLOCKS = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "pymdownx.tabbed",
)
"""What decides where text stands on our pages. Fences are taken out before."""
_COMMENT = re.compile(r"(?<!\\)%")


@dataclass(frozen=True, order=True)
class Use:
    """A formula on a page.

    Attributes:
        page: Path from the project's root.
        line: Where the formula begins; if it stands on the page more than once, where it does first.
        formula: The formula.
        spoilt: What is wrong with the way in which it is written; empty if nothing is.
    """

    page: Path
    line: int
    formula: Formula
    spoilt: str = ""


def all_uses(site: Site) -> list[Use]:
    """The formulas of all pages, in the order of pages, and on a page in the order in which they are written."""
    return [use for page in sorted(site.docs.rglob("*.md")) for use in uses_on(page, site.relative(page))]


def uses_on(page: Path, name: Path) -> list[Use]:
    """The formulas of a page, whose name is its path from the project's root."""
    text = without_fences(page.read_text(encoding="utf-8"))
    if "$" not in text:
        return []
    md = Markdown(extensions=list(_BLOCKS))
    find_formulas(md)
    collect = _Collect(md)
    md.treeprocessors.register(collect, "rc_collect_formulas", AFTER_INLINE)
    md.convert(text)
    return [Use(name, _line_of(formula, text), formula, spoilt) for formula, spoilt in collect.found]


def spoilt_uses(uses: list[Use]) -> Iterator[Problem]:
    """Those that are written in a way that would show something else than was meant."""
    mend = "expected $…$ within a line, or $$…$$ on lines of its own with a blank line above and below; mend it there"
    for use in uses:
        if use.spoilt:
            yield Problem(use.page, use.line, use.spoilt, mend)


class _Collect(Treeprocessor):
    """Notes the formulas of a page, each with what is wrong with the way in which it is written."""

    found: list[tuple[Formula, str]]

    def run(self, root: Element) -> None:
        dollars = _after_a_dollar(root)
        self.found = [(formula, _spoilt(formula, element in dollars)) for element, formula in formulas_in(root)]
        self.found += ((formula, f"no formula begins at {formula}") for formula in _strays(root))


def _spoilt(formula: Formula, after_a_dollar: bool) -> str:
    if after_a_dollar:
        return f"a dollar too many before the formula {formula}"
    if _COMMENT.search(formula.tex):
        return f"a comment in the formula {formula} (a sign is written \\%)"
    return ""


def _after_a_dollar(root: Element) -> set[Element]:
    """The elements that have a dollar right before them."""
    found = set()
    for parent in root.iter():
        before = parent.text
        for child in parent:
            if before and before.endswith("$"):
                found.add(child)
            before = child.tail
    return found


def _strays(root: Element) -> Iterator[Formula]:
    """What stands behind two dollars that have stayed in the text."""
    for element in root.iter():
        for text in (element.text if element.tag != "code" else "", element.tail):
            if text and "$$" in text:
                yield Formula(" ".join(text.split("$$")[1].split()), True)


def _line_of(formula: Formula, text: str) -> int:
    start = r"\$\$\s*" if formula.display else r"(?<!\\)\$"
    match = re.search(start + r"\s+".join(map(re.escape, formula.tex.split())), text)
    return text.count("\n", 0, match.start()) + 1 if match else 1

"""Formulas: TeX between dollars in a page becomes MathML, which browsers draw and screen readers read by themselves.

The MathML stands ready in `docs/formulas.json`, where `make formulas` has put it; so neither a build nor a reader needs
JavaScript for it.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from lessonkit.formulas import mathml
from lessonkit.formulas.cache import read_cache
from lessonkit.formulas.tex import AFTER_INLINE, Formula, find_formulas, formulas_in
from lessonkit.formulas.uses import all_uses
from lessonkit.site import Site, log


class ShowFormulas(Treeprocessor):
    """Puts MathML in the place of TeX."""

    def __init__(self, md: Markdown, site: Site) -> None:
        super().__init__(md)
        self.site = site

    def run(self, root: Element) -> None:
        """Called by Python-Markdown for each page."""
        found = list(formulas_in(root))
        rendered = read_cache(self.site).mathml if found else {}
        for element, formula in found:
            if formula in rendered:
                self._show(element, formula, mathml.for_page(rendered[formula]))
            else:
                self._refuse(element, formula)

    def _show(self, element: Element, formula: Formula, math: str) -> None:
        element.set("class", "rc-equation" if formula.display else "rc-formula")
        if formula.display:
            element.set("data-search-exclude", "")  # as plain text, a fraction is no fraction
        element.text = self.md.htmlStash.store(math)

    def _refuse(self, element: Element, formula: Formula) -> None:
        """Say in the log where a formula stands that nobody has rendered; show its TeX in the page."""
        places = [f"{use.page.as_posix()}:{use.line}" for use in all_uses(self.site) if use.formula == formula]
        log.error("%s: no MathML for the formula %s; run: make formulas", ", ".join(places) or "a page", formula)
        element.set("class", "rc-formula-missing")
        element.text = AtomicString(str(formula))


def register(md: Markdown, site: Site) -> None:
    """Add formulas to a converter."""
    find_formulas(md)
    md.treeprocessors.register(ShowFormulas(md, site), "rc_formulas", AFTER_INLINE)

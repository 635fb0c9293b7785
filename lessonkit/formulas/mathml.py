"""Makes the MathML that Temml writes fit our pages: classes in place of styles, and words to name it."""

from __future__ import annotations

import re
import unicodedata
from xml.etree.ElementTree import Element, ParseError, fromstring, tostring

from lessonkit.formulas.words import words

CLASSES = {
    "display:block math": "",  # math.css says this of every formula on lines of its own
    "math-depth:0": "rc-math-accent",
    "padding-left:0em": "",  # math.css says this of every cell
    "padding-right:0em": "",
    "padding-left:1em": "rc-math-apart",
}
"""What Temml says as style, and the class of `math.css` that says the same: our pages allow no inline style."""
KNOWN = {"tml-right", "tml-left", "tml-jot"}
KNOWN |= {name for size in ("sml", "med", "lrg") for name in (f"tml-{size}-pad", f"wbk-{size}-acc")}
"""The classes that Temml gives and `math.css` has rules for."""
_NEEDLESS = re.compile(r"tml-display|mathcal|(chr|wbk)-(sml|med|lrg)")
"""Those that need no rule; the last ones move an accent by less than a fifth of a letter."""

_ITALIC = {
    chr(int(unicodedata.decomposition(chr(code)).split()[1], 16)): chr(code)
    for code in (*range(0x1D434, 0x1D455), *range(0x1D456, 0x1D468), 0x210E, *range(0x1D6E2, 0x1D71C))
}
"""The slanted letter that browsers draw for a variable of one letter."""


class UnfitError(ValueError):
    """A formula that cannot be shown on our pages; the message says what it has that they do not allow."""


def for_page(rendered: str) -> str:
    """The MathML for a page.

    Args:
        rendered: What Temml wrote.

    Raises:
        UnfitError: It is not MathML, or uses a style for which there is no class, such as a colour.
    """
    math = _read(rendered)
    for element in math.iter():
        _restyle(element)
    math.set("alttext", words(math))
    return tostring(math, encoding="unicode", short_empty_elements=False)


def characters_of(rendered: str) -> set[str]:
    """The characters that a font needs to draw a formula; same arguments and errors as `for_page`."""
    found: set[str] = set()
    for element in _read(rendered).iter():
        text = (element.text or "").strip()
        slanted = element.tag == "mi" and element.get("mathvariant") != "normal"
        found.update(_ITALIC.get(text, text) if slanted else text)
        if element.tag in ("msqrt", "mroot"):
            found.add("√")
    return {character for character in found if character.isprintable() and not character.isspace()}


def _read(rendered: str) -> Element:
    try:
        math = fromstring(rendered)
    except ParseError as error:
        raise UnfitError(f"it is not well-formed: {error}") from error
    if math.tag != "math":
        raise UnfitError(f"it is <{math.tag}>, not <math>")
    return math


def _restyle(element: Element) -> None:
    classes = [name for name in element.attrib.pop("class", "").split() if not _NEEDLESS.fullmatch(name)]
    if unknown := set(classes) - KNOWN:
        raise UnfitError(f"it needs {', '.join(sorted(unknown))}, for which math.css has no rule")
    for declaration in filter(None, element.attrib.pop("style", "").split(";")):
        if declaration not in CLASSES:
            raise UnfitError(f"it needs the style {declaration!r}, for which math.css has no class")
        classes.append(CLASSES[declaration])
    if any(classes):
        element.set("class", " ".join(filter(None, classes)))

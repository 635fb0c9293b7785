"""Says a formula in words: the name of its `<math>`, for those whose browser or screen reader cannot read MathML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from xml.etree.ElementTree import Element

_SIGNS = {
    "=": "equals",
    "≈": "is about",
    "≤": "is at most",
    "≥": "is at least",
    "<": "is less than",
    ">": "is more than",
    "∝": "is proportional to",
    "∼": "is drawn from",
    "+": "plus",
    "−": "minus",
    "±": "plus or minus",
    "·": "times",
    "⋅": "times",
    "×": "times",
    "/": "over",
    "∑": "the sum",
    "∏": "the product",
    "∫": "the integral",
    "|": "given",
    "∣": "given",
    "‖": "norm bar",
    "∞": "infinity",
    "⊤": "transposed",
    "⁡": "",
    "⏟": "",
    "…": "and so on",
    "⋯": "and so on",
    "ˆ": "hat",
    "^": "hat",
    "‾": "bar",
    "¯": "bar",
    "˜": "tilde",
    "~": "tilde",
}
_POWERS = {"2": "squared", "3": "cubed", "⊤": "transposed", "′": "prime"}
_LARGE = {"∑", "∏", "∫"}


def words(math: Element) -> str:
    """A formula in words, such as "P (y given x) equals the fraction …"."""
    said = " ".join(_say(math).split())
    if said.count(_SIGNS["‖"]) == 1:
        said = said.replace(_SIGNS["‖"], "from")  # of a divergence: norms have two bars
    said = re.sub(r"(?<=[(\[{]) | (?=[)\]},;])", "", said)  # no blanks inside brackets, none before a comma
    return re.sub(r",(?=[,;)\]}])|,$", "", said)


def _say(element: Element) -> str:
    return _WAYS.get(element.tag, _row)(element)


def _row(element: Element) -> str:
    return " ".join(_say(child) for child in element)


def _token(element: Element) -> str:
    text = (element.text or "").strip()
    name = unicodedata.name(text, "") if len(text) == 1 else ""
    if name.startswith("GREEK "):
        return f"{'capital ' * ('CAPITAL' in name)}{name.split()[-1].lower()}"
    return _SIGNS.get(text, unicodedata.normalize("NFKC", text))


def _fraction(element: Element) -> str:
    above, below = element
    if all(len(list(part.iter())) == 1 for part in element):
        return f"{_say(above)} over {_say(below)}"
    return f"the fraction {_say(above)} over {_say(below)}, end of fraction,"


def _root(element: Element) -> str:
    return f"the square root of {_row(element)}, end of root,"


def _power(element: Element) -> str:
    base, power = element
    return f"{_say(base)} {_raised(power)}"


def _index(element: Element) -> str:
    base, below = element
    return f"{_say(base)} sub {_say(below)}"


def _index_and_power(element: Element) -> str:
    base, below, power = element
    return f"{_say(base)} sub {_say(below)} {_raised(power)}"


def _raised(power: Element) -> str:
    plain = "".join(power.itertext()).strip()
    return _POWERS.get(plain, f"to the power of {_say(power)}, end of power,")


def _under(element: Element) -> str:
    base, below = element
    if (below.text or "").strip() == "⏟":
        return _say(base)
    if base.tag == "munder":
        return f"{_say(base)}, marked {_say(below)},"
    return f"{_say(base)} over {_say(below)}{' of' * _is_large(base)}"


def _over(element: Element) -> str:
    base, above = element
    return f"{_say(base)} {_say(above)}"


def _under_and_over(element: Element) -> str:
    base, below, above = element
    return f"{_say(base)} from {_say(below)} to {_say(above)}{' of' * _is_large(base)}"


def _is_large(element: Element) -> bool:
    return "".join(element.itertext()).strip() in _LARGE


def _table(element: Element) -> str:
    return "; ".join(_row(row) for row in element)


_WAYS: dict[str, Callable[[Element], str]] = {
    "mi": _token,
    "mn": _token,
    "mo": _token,
    "mtext": _token,
    "mspace": lambda element: "",
    "mfrac": _fraction,
    "msqrt": _root,
    "msup": _power,
    "msub": _index,
    "msubsup": _index_and_power,
    "munder": _under,
    "mover": _over,
    "munderover": _under_and_over,
    "mtable": _table,
}

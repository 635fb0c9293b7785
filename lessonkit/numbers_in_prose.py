"""Numbers in prose, and whether something on the page stands behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

_WHOLE = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d[\d_]*)"
_NUMBER = re.compile(
    rf"""(?<![\w.])(?>
        {_WHOLE}?\.\d+(?:e[+-]?\d+)?        # 0.5, .5, 1.2e-05
      | {_WHOLE}(?:e[+-]?\d+)?(?!\w)        # 5, 10,000, 10_000, 1e-16
    )(?:\ ?%)?""",
    re.X,
)
_SOURCED = re.compile(r"\]\((https?:|#sources)|\[\^")
_TAG = r"</?[a-zA-Z][^<>]*>"
_NOT_SAID = re.compile(
    rf"`[^`]*`|\"[^\"]*\"|“[^”]*”|{_TAG}|\]\([^)]*\)|\{{:?\s*[#.][^{{}}\n]*\}}|&#?\w+;|\A\s*\d+\.\s", re.S
)
"""Code, what somebody says in quotes, mark-up, addresses, attributes, the number of a list item."""
_ITEM = re.compile(r"\s*([-*+]|\d+\.)\s")


def unbacked(prose: str, behind: str) -> Iterator[tuple[int, str]]:
    """Find numbers that nothing stands behind.

    Args:
        prose: Text of a page, without its code.
        behind: The code that the page shows, and what it printed.

    Yields:
        The line, from 1, and the number as it is written. A paragraph with a link to a source is left out.
    """
    values = {_value(number) for number in _NUMBER.findall(behind)}
    for line, block in _blocks(prose):
        if _SOURCED.search(block):
            continue
        said = _NOT_SAID.sub(lambda match: "\n" * match[0].count("\n") or " ", block)
        for number in _NUMBER.finditer(said):
            if not any(_rounds_to(value, number[0]) for value in values):
                yield line + said.count("\n", 0, number.start()), number[0]


def _blocks(prose: str) -> Iterator[tuple[int, str]]:
    """Paragraphs and list items, each with the line on which it begins. No list interrupts a paragraph."""
    block: list[str] = []
    for number, line in enumerate([*prose.splitlines(), ""], start=1):
        if block and (not line.strip() or (_ITEM.match(line) and _ITEM.match(block[0]))):
            yield number - len(block), "\n".join(block)
            block = []
        if line.strip():
            block.append(line)


def _value(number: str) -> Decimal:
    value = Decimal(number.rstrip("% ").replace(",", ""))
    return value / 100 if number.endswith("%") else value


def _rounds_to(value: Decimal, said: str) -> bool:
    """Whether a number is what was said of it: the same, or rounded; small whole numbers only the same."""
    number = Decimal(said.rstrip("% ").replace(",", ""))
    place = int(number.as_tuple().exponent)
    if said.endswith("%"):
        value *= 100
    elif place == 0 and value < 10:
        return value == number
    if place == 0:
        digits = str(number)
        place = max(0, min(len(digits) - len(digits.rstrip("0")), len(digits) - 2))
    return abs(value - number) <= Decimal(5).scaleb(place - 1)

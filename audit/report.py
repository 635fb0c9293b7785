"""What the figures must be, and the table of what they are."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from audit.lighthouse import CATEGORIES, Visit

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "speed.md"
BEGIN, END = "<!-- audit:begin -->", "<!-- audit:end -->"

PERFORMANCE = 95
"""Performance moves with the load of the machine; every other score must be 100."""
LCP, TBT, CLS = 1500, 200, 0.01
"""The most there may be, in milliseconds, milliseconds and shares of the screen. A desktop is held to the same.

The aim of the second is 100 ms. The longest lessons take more, and move with the machine's load by as much again.
"""
BYTES = 150_000
"""The most that may be transferred before the reader touches anything."""


def faults(page: str, device: str, visit: Visit) -> Iterator[str]:
    """What is not good enough on a page, one line each: what was found, what was expected, and where to look."""
    where = f"{page} ({device})"
    for category, name in CATEGORIES.items():
        least = PERFORMANCE if category == "performance" else 100
        if visit.scores[category] < least:
            why = "; ".join(visit.short[category]) or "Lighthouse does not say why"
            yield f"{where}: {name} {visit.scores[category]}, expected at least {least}: {why}"
    found = (
        ("largest contentful paint, ms", visit.lcp, LCP),
        ("total blocking time, ms", visit.tbt, TBT),
        ("layout shift", visit.cls, CLS),
        ("bytes", visit.bytes, BYTES),
    )
    for name, value, most in found:
        if value > most:
            yield f"{where}: {name}: {value:.4g}, expected at most {most}"
    if visit.foreign:
        yield f"{where}: asks others: {', '.join(visit.foreign)}; expected no request outside of the site"


def table(visits: dict[tuple[str, str], Visit]) -> str:
    """A Markdown table of what was found."""
    head = ["Page", "On a", *CATEGORIES.values(), "LCP, ms", "TBT, ms", "Shift", "KB", "Requests"]
    rows = [head, ["---", "---", *["---:"] * (len(head) - 2)]]
    for (page, device), one in visits.items():
        figures = [f"{one.lcp:.0f}", f"{one.tbt:.0f}", f"{one.cls:.3f}", f"{one.bytes / 1000:.0f}", str(one.requests)]
        rows.append([page, device, *map(str, one.scores.values()), *figures])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def write(text: str, rounds: int) -> None:
    """Put a table on the page Speed, in place of the last one.

    Raises:
        ValueError: The page has no place for it.
    """
    page = PAGE.read_text(encoding="utf-8")
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{PAGE} has no lines {BEGIN} and {END}; expected them around the table")
    said = f"Measured on {datetime.date.today()}, with {rounds} visits or three times as many."
    PAGE.write_text(f"{before}{BEGIN}\n\n{said}\n\n{text}\n\n{END}{after}", encoding="utf-8")

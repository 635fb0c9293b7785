"""Says where two runs of one program differ."""

from __future__ import annotations

from itertools import zip_longest

from lessonkit.jobs import Result


def difference(first: Result, second: Result) -> str:
    """The first thing in which two results differ, in words; empty if they are equal.

    How long they took, and what stands on standard error, do not count: no page shows them.
    """
    if first.status != second.status:
        return f"it ended with {first.status}, then with {second.status}: {first.error or second.error}"
    if found := _first_line(first.stdout, second.stdout):
        return f"its output differs: {found}"
    if len(first.figures) != len(second.figures):
        return f"it drew {len(first.figures)} figures, then {len(second.figures)}"
    for number, (one, other) in enumerate(zip(first.figures, second.figures, strict=True), 1):
        if found := _first_line(one, other):
            return f"its figure {number} differs: {found} of the SVG"
    for name in sorted(first.files.keys() | second.files.keys()):
        if first.files.get(name) != second.files.get(name):
            return f"the file {name} that it leaves differs"
    return ""


def _first_line(one: str, other: str) -> str:
    for number, (a, b) in enumerate(zip_longest(one.splitlines(), other.splitlines()), 1):
        if a != b:
            return f"{_shown(a)}, then {_shown(b)}, in line {number}"
    return ""


def _shown(line: str | None) -> str:
    return "nothing" if line is None else repr(line if len(line) <= 80 else f"{line[:79]}…")

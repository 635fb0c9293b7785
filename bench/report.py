"""Results as Markdown: tables of medians and ratios, with what they were measured on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from bench.machine import machine, versions
from bench.peers import PEERS
from bench.results import Results

BEGIN = "<!-- bench:begin -->"
END = "<!-- bench:end -->"
RUNNER = "runner"
"""The key of our runner by itself, which is no tool of its own."""

HEADINGS = {"cold": "Cold", "warm": "Warm", "edited": "One edited"}
MEBIBYTE = 1024**2


def report(results: Results, rounds: Mapping[int, int], states: Sequence[str], cores: int) -> str:
    """All tables, and a line on where they come from.

    Args:
        results: What was measured.
        rounds: How often, for each size.
        states: Which states.
        cores: How many cores everything could use.
    """
    parts = [_origin(cores)]
    for size, number in rounds.items():
        parts += [
            f"#### {size} snippets",
            f"{number} round{'s' * (number != 1)}.",
            _times(results, size, states),
            *_failures(results, size),
        ]
        if "cold" in states:
            parts += [f"What the cold builds of {size} snippets used:", _resources(results, size)]
    if any(results.bounds.values()):
        parts += ["#### The lower bound", _bounds(results, rounds)]
    return "\n\n".join(parts) + "\n"


def write(page: Path, text: str) -> None:
    """Put a report between the markers of a page, the spans below their medians."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"{page.name}: expected a line {BEGIN} and, after it, a line {END}")
    narrow = re.sub(r"([\d.]+) \(([\d.]+–[\d.]+)\)", r"\1<br><small>\2</small>", text)
    page.write_text(f"{before}{BEGIN}\n\n{narrow}\n{END}{after}", encoding="utf-8")


def _origin(cores: int) -> str:
    found = ", ".join(f"{name} {version}" for name, version in versions().items())
    return f"Measured on {datetime.now(UTC):%Y-%m-%d}, on: {machine(cores)}.\nVersions: {found}."


def _times(results: Results, size: int, states: Sequence[str]) -> str:
    """Wall times of each tool in each state, with their ratio to ours."""
    headings = ["Tool"]
    for state in states:
        headings += [f"{HEADINGS[state]}, s", "× ours"]
    rows = []
    for tool in _tools(results, size):
        row = [PEERS[tool].name]
        for state in states:
            failed = (size, tool, state) in results.failures
            row.append("failed" if failed else _span(results.seconds((size, tool, state))))
            row.append(_factor(results.ratio((size, tool, state), (size, "ours", state))))
        rows.append(row)
    return _table(headings, rows)


def _failures(results: Results, size: int) -> list[str]:
    lines = [
        f"- {PEERS[tool].name if tool in PEERS else 'the runner'}, {HEADINGS[state].lower()}, failed: `{reason}`"
        for (failed_size, tool, state), reason in results.failures.items()
        if failed_size == size
    ]
    return ["\n".join(lines)] if lines else []


def _resources(results: Results, size: int) -> str:
    """CPU time, and memory of the largest process, of cold builds."""
    rows = []
    for tool in _tools(results, size):
        timings = results.timings.get((size, tool, "cold"), {}).values()
        if timings and not results.failed(size, tool):
            cpu = median(timing.cpu_seconds for timing in timings)
            peak = median(timing.peak_bytes for timing in timings)
            rows.append([PEERS[tool].name, f"{cpu:.1f}", f"{peak / MEBIBYTE:.0f}"])
    return _table(["Tool", "CPU time, s", "Memory of the largest process, MiB"], rows)


def _bounds(results: Results, sizes: Iterable[int]) -> str:
    """The lower bound of each size, our runner by itself, and our whole build."""
    rows = []
    for size in sizes:
        bounds = list(results.bounds[size].values())
        if bounds:
            row = [str(size), _span([bound.compute for bound in bounds]), _span([bound.imports for bound in bounds])]
            row.append(_span([bound.seconds for bound in bounds]))
            for tool in (RUNNER, "ours"):
                key = (size, tool, "cold")
                failed = key in results.failures
                row.append("failed" if failed else _span(results.seconds(key)))
                row.append(_factor(None if failed else results.ratio_to_bound(key)))
            rows.append(row)
    columns = ["Snippets", "Compute on one core, s", "Imports, s", "Lower bound, s"]
    return _table([*columns, "Our runner, s", "× bound", "Our cold build, s", "× bound"], rows)


def _tools(results: Results, size: int) -> Iterator[str]:
    """The tools that were asked at a size, in the order of the tables."""
    keys = [*results.timings, *results.failures]
    return (tool for tool in PEERS if any(key[:2] == (size, tool) for key in keys))


def _span(seconds: Sequence[float]) -> str:
    if not seconds:
        return "–"
    middle = f"{median(seconds):.2f}"
    return middle if len(seconds) == 1 else f"{middle} ({min(seconds):.2f}–{max(seconds):.2f})"


def _factor(ratio: float | None) -> str:
    return "–" if ratio is None else f"{ratio:.2f}"


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    rules = ["---", *("---:" for _ in headings[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (headings, rules, *rows))

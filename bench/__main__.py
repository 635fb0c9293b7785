"""The command line of the benchmark: `make bench`, or `python -m bench` after it."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.copies import Snippet, snippets
from bench.measure import Timing, adopt_orphans, timed
from bench.peers import PEERS, ROOT
from bench.project import STATES, BrokenBuildError, Project, last_line
from bench.report import RUNNER, report, write
from bench.results import Bound, Results

PAGE = ROOT / "docs" / "reference" / "speed.md"
SMALLEST = 12
"""The least size: every snippet once."""

TIMEOUT = 3600.0
"""Seconds that all snippets together may take in the lower bound, or in our runner by itself."""


class Benchmark:
    """All tools at one size.

    Args:
        size: How many snippets.
        tools: Which tools, in the order of the first round.
        states: Which states, in the order of a round.
        folder: Where the projects are written.
        cores: How many cores everything may use.
        results: Where what is found is kept.
    """

    def __init__(
        self, size: int, tools: Sequence[str], states: Sequence[str], folder: Path, cores: int, results: Results
    ) -> None:
        self.size = size
        self.tools = tools
        self.states = states
        self.cores = cores
        self.results = results
        shown = snippets(size)
        self.projects = {tool: Project(PEERS[tool], folder / tool, shown, cores) for tool in tools}
        self.files = _write_files(folder / "files", shown)

    def round(self, number: int) -> None:
        """Each tool in each state once, in turn; another one begins each round."""
        if "cold" in self.states:
            self._lower_bound(number)
            self._runner_alone(number)
        first = number % len(self.tools)
        order = [*self.tools[first:], *self.tools[:first]]
        for state in self._states_of_round(number):
            for tool in order:
                if not self.results.failed(self.size, tool):
                    self._build(tool, state, number)

    def _states_of_round(self, number: int) -> list[str]:
        """The states asked for. The first round needs a cold build before the others, even if it is not to be shown."""
        return [state for state in STATES if state in self.states or (state == "cold" and number == 0)]

    def _build(self, tool: str, state: str, number: int) -> None:
        key = (self.size, tool, state)
        try:
            self.results.timings[key][number] = timing = self.projects[tool].build(state, seed=100_000 + number)
        except BrokenBuildError as error:
            self.results.failures[key] = str(error)
            self._say(number, f"{state}: {PEERS[tool].name}: failed: {error}")
        else:
            self._say(number, f"{state}: {PEERS[tool].name}: {timing.seconds:.2f} s")

    def _lower_bound(self, number: int) -> None:
        imports = json.loads(self._timed_by_itself([]).output.splitlines()[-1])
        compute = sum(json.loads(self._timed_by_itself(self.files).output.splitlines()[-1]).values())
        self.results.bounds[self.size][number] = bound = Bound(compute, imports, self.cores)
        self._say(number, f"lower bound: {bound.seconds:.2f} s")

    def _timed_by_itself(self, files: list[str]) -> Timing:
        environment = {**PEERS["ours"].environment(), "MPLBACKEND": "Agg", "PYTHONWARNINGS": "ignore"}
        timing = timed([sys.executable, "-m", "bench.bound", *files], ROOT, environment, TIMEOUT)
        if timing.status:
            raise SystemExit(f"the lower bound cannot be measured:\n{timing.output}")
        return timing

    def _runner_alone(self, number: int) -> None:
        """Our runner without any page: `lessonkit run`, with nothing kept."""
        if "ours" not in self.tools:
            return
        key = (self.size, RUNNER, "cold")
        command = [sys.executable, "-m", "lessonkit", "run", "--no-cache", "--json", "--jobs", str(self.cores)]
        timing = timed([*command, *self.files], ROOT, PEERS["ours"].environment(), TIMEOUT)
        ended_well = timing.output.count('"status": "ok"')
        if timing.status or ended_well != self.size:
            self.results.failures[key] = f"exit status {timing.status}: {last_line(timing.output)}"
        else:
            self.results.timings[key][number] = timing
        self._say(number, f"our runner: {self.results.failures.get(key) or f'{timing.seconds:.2f} s'}")

    def _say(self, number: int, what: str) -> None:
        print(f"{self.size} snippets, round {number + 1}, {what}", file=sys.stderr, flush=True)


def main() -> None:
    """Run what the command line asks for, print the tables, and write the page if asked."""
    options = _parser().parse_args()
    adopt_orphans()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: options.jobs])
    results = Results()
    rounds = dict(zip(options.sizes, [*options.rounds, *options.rounds[-1:] * len(options.sizes)], strict=False))
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        for size in options.sizes:
            folder = Path(name) / str(size)
            tools = [tool for tool in options.tools if size <= options.slow_up_to or not PEERS[tool].slow]
            benchmark = Benchmark(size, tools, options.states, folder, options.jobs, results)
            for number in range(rounds[size]):
                benchmark.round(number)
    text = report(results, rounds, options.states, options.jobs)
    print(text)
    if options.write:
        write(PAGE, text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Build the same snippets with several tools, in turn, and compare."
    )
    parser.add_argument("--sizes", type=_size, nargs="+", default=[12], metavar="N", help="how many snippets (12)")
    parser.add_argument(
        "--rounds", type=_count, nargs="+", default=[3], metavar="N", help="how often everything is done, by size (3)"
    )
    parser.add_argument(
        "--slow-up-to", type=_count, default=10**9, metavar="N", help="leave the slow tools out of larger sizes"
    )
    parser.add_argument("--tools", nargs="+", choices=PEERS, default=list(PEERS), metavar="TOOL", help=", ".join(PEERS))
    parser.add_argument(
        "--states", nargs="+", choices=STATES, default=list(STATES), metavar="STATE", help=", ".join(STATES)
    )
    parser.add_argument("--jobs", type=_count, default=_cores(), metavar="N", help="cores to use (all)")
    parser.add_argument("--write", action="store_true", help=f"write the tables to {PAGE.relative_to(ROOT)}")
    return parser


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _size(text: str) -> int:
    if (value := int(text)) < SMALLEST:
        raise argparse.ArgumentTypeError(f"{text} is less than {SMALLEST}, the number of different snippets")
    return value


def _count(text: str) -> int:
    if (value := int(text)) < 1:
        raise argparse.ArgumentTypeError(f"{text} is less than 1")
    return value


def _write_files(folder: Path, shown: list[Snippet]) -> list[str]:
    """Write the programs by themselves."""
    folder.mkdir(parents=True)
    for snippet in shown:
        (folder / f"{snippet.name}.py").write_text(snippet.code, encoding="utf-8")
    return [str(folder / f"{snippet.name}.py") for snippet in shown]


if __name__ == "__main__":
    main()

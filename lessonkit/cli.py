"""The command line: what people type, and what our make targets call."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from pathlib import Path

from lessonkit.check import check
from lessonkit.jobs import Job, Result, failure_report
from lessonkit.publish import publish
from lessonkit.quiz import json_schema
from lessonkit.runner import Limits, run
from lessonkit.site import Site
from lessonkit.store import Store


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says.

    Returns:
        The exit status: 0 all well, 1 something found or failed, 2 the command line cannot be understood.
    """
    logging.basicConfig(level=logging.CRITICAL)  # what fails is reported here, by each command
    options = _parser().parse_args(arguments)
    return options.command(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="lessonkit", description="Runs snippets, and checks lessons and quizzes.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    runs = commands.add_parser("run", help="run Python programs, each in a process of its own")
    runs.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a Python program")
    runs.add_argument("--json", action="store_true", help="print one JSON object a line instead of words")
    runs.add_argument("--no-cache", action="store_true", help="run everything, and keep nothing")
    runs.add_argument("--timeout", type=_positive, default=60.0, metavar="S", help="seconds a program may take (60)")
    runs.add_argument("--jobs", type=_count, default=os.cpu_count() or 1, metavar="N", help="how many at once (cores)")
    runs.add_argument("--network", action="store_true", help="let the programs reach the network")
    runs.set_defaults(command=_run)

    checks = commands.add_parser("check", help="validate lessons, snippets, quizzes and claims without building")
    checks.set_defaults(command=_check)

    publishes = commands.add_parser("publish", help="add notebooks for Colab to a built site")
    publishes.add_argument("site", type=Path, help="the folder of the built site")
    publishes.set_defaults(command=_publish)

    schema = commands.add_parser("schema", help="print the JSON Schema of a quiz file")
    schema.set_defaults(command=lambda options: print(json_schema(), end="") or 0)
    return parser


def _positive(text: str) -> float:
    if (value := float(text)) <= 0:
        raise argparse.ArgumentTypeError(f"{text} is not more than 0")
    return value


def _count(text: str) -> int:
    if (value := int(text)) < 1:
        raise argparse.ArgumentTypeError(f"{text} is less than 1")
    return value


def _run(options: argparse.Namespace) -> int:
    missing = [path for path in options.files if not path.is_file()]
    for path in missing:
        print(f"{path}: there is no such file; expected a Python program", file=sys.stderr)
    jobs = [
        Job(str(path), path.resolve(), path.read_text(encoding="utf-8")) for path in options.files if path.is_file()
    ]
    progress = _Progress(len(jobs), options.json)
    limits = Limits(seconds=options.timeout, workers=options.jobs, network=options.network)
    store = None if options.no_cache else Store(Path(os.environ.get("LESSONKIT_STORE", ".lessonkit")))
    results = run(jobs, store, limits, progress.show)
    progress.close()
    return int(bool(missing) or not all(result.ok for result in results.values()))


class _Progress:
    """Says what became of each program, and draws a bar while a person watches."""

    def __init__(self, total: int, as_json: bool) -> None:
        self.total = total
        self.done = 0
        self.failed = 0
        self.as_json = as_json
        self.watched = sys.stderr.isatty()
        self._draw()

    def show(self, job: Job, result: Result) -> None:
        self.done += 1
        self.failed += not result.ok
        self._erase()
        if self.as_json:
            print(json.dumps({"file": job.name, **result.to_dict()}), flush=True)
        elif result.ok:
            print(f"ok       {job.name}  {'kept' if result.cached else f'{result.seconds:.2f} s'}", flush=True)
        else:
            print(f"{result.status:8} {failure_report(job, result)}", flush=True)
        self._draw()

    def close(self) -> None:
        self._erase()
        if not self.as_json:
            print(f"{self.done - self.failed} ok, {self.failed} failed")

    def _draw(self) -> None:
        if self.watched and self.done < self.total:
            filled = 30 * self.done // self.total
            bar = "█" * filled + "░" * (30 - filled)
            print(f"{bar} {self.done}/{self.total}, {self.failed} failed", end="", file=sys.stderr, flush=True)

    def _erase(self) -> None:
        if self.watched:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _check(options: argparse.Namespace) -> int:
    problems = check(Site(Path.cwd()))
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problem{'s' * (len(problems) != 1)} found")
    return int(bool(problems))


def _publish(options: argparse.Namespace) -> int:
    try:
        written = publish(Site(Path.cwd()), options.site)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(written)} notebooks written to {options.site}/notebooks")
    return 0

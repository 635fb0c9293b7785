"""The command line: what people type, and what our make targets call."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from dataclasses import replace
from pathlib import Path

from lessonkit.check import check
from lessonkit.formulas.temml import NoToolsError
from lessonkit.formulas.update import changed_when_rendered_anew, update
from lessonkit.jobs import Job, Limits, Result, cores, failure_report
from lessonkit.progress import Bar, Words
from lessonkit.publish import publish
from lessonkit.quiz import EXAMPLES, json_schema
from lessonkit.repeat import difference
from lessonkit.runner import run
from lessonkit.site import Site
from lessonkit.store import Store


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says.

    Returns:
        The exit status: 0 all well, 1 something found or failed, 2 the command line cannot be understood, 130 stopped
        by Ctrl-C.
    """
    logging.basicConfig(level=logging.CRITICAL)  # what fails is reported here, by each command
    options = _parser().parse_args(arguments)
    try:
        return options.command(options)
    except KeyboardInterrupt:
        print("stopped; what had finished is kept")
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="lessonkit", description="Runs snippets, and checks lessons and quizzes.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    runs = commands.add_parser("run", help="run Python programs, each in a process of its own")
    runs.add_argument("files", nargs="*", type=Path, metavar="FILE", help="a program (all of this folder's project)")
    runs.add_argument("--json", action="store_true", help="print one JSON object a line instead of words")
    runs.add_argument("--no-cache", action="store_true", help="run everything, and keep nothing")
    runs.add_argument("--timeout", type=_positive, default=60.0, metavar="S", help="seconds a program may take (60)")
    runs.add_argument("--jobs", type=_count, default=cores(), metavar="N", help="how many at once (cores)")
    runs.add_argument("--network", action="store_true", help="let the programs reach the network")
    runs.add_argument("--durations", type=_count, default=0, metavar="N", help="name the N that took longest")
    runs.add_argument("--shard", type=_shard, default=(1, 1), metavar="I/N", help="run the I-th of N parts of the rest")
    runs.add_argument("--twice", action="store_true", help="run each twice, and name those whose results differ")
    runs.set_defaults(command=_run)

    tells = commands.add_parser("store", help="tell of the results that are kept")
    tells.add_argument("--prune", type=float, metavar="MIB", help="drop those not used for longest, down to this size")
    tells.set_defaults(command=_tell_of_store)

    checks = commands.add_parser("check", help="validate lessons, snippets, quizzes and claims without building")
    checks.set_defaults(command=_check)

    renders = commands.add_parser("formulas", help="render the formulas of all pages that are new, and their font")
    renders.add_argument("--compare", action="store_true", help="write nothing; compare with a fresh rendering")
    renders.set_defaults(command=_formulas)

    publishes = commands.add_parser("publish", help="add notebooks for Colab to a built site")
    publishes.add_argument("site", type=Path, help="the folder of the built site")
    publishes.set_defaults(command=_publish)

    exports = commands.add_parser("export", help="write the quizzes as files for Anki and for Moodle; proves no answer")
    exports.add_argument("folder", type=Path, metavar="FOLDER", help="where to write them; made if it is not there")
    exports.set_defaults(command=_export)

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


def _shard(text: str) -> tuple[int, int]:
    number, _, total = text.partition("/")
    if not (number.isdecimal() and total.isdecimal() and 1 <= int(number) <= int(total)):
        raise argparse.ArgumentTypeError(f"{text} is not like 2/4: the second of four parts")
    return int(number), int(total)


def _run(options: argparse.Namespace) -> int:
    if not options.files and not Path("snippets").is_dir():
        print("name some programs, or go to a project's folder: this one has no snippets/", file=sys.stderr)
        return 2
    missing = [path for path in options.files if not path.is_file()]
    for path in missing:
        print(f"{path}: there is no such file; expected a Python program", file=sys.stderr)
    jobs = _jobs(options.files)
    limits = Limits(seconds=options.timeout, workers=options.jobs, network=options.network)
    watcher = _Lines() if options.json else Words()
    if options.twice:
        return _run_twice(jobs, limits) | bool(missing)
    results = run(jobs, None if options.no_cache else _store(), limits, watcher, options.shard)
    watcher.erase()
    if not options.json:
        print(f"{watcher.done - watcher.failed} ok, {watcher.failed} failed")
        for job, result in sorted(results.items(), key=lambda item: -item[1].seconds)[: options.durations]:
            print(f"{result.seconds:7.2f} s  {job.name}")
    return int(bool(missing or watcher.failed))


def _jobs(files: list[Path]) -> list[Job]:
    """The programs in files; without files, all of the project in this folder. Its own are run as it runs them."""
    here = Path.cwd()
    asked = [
        Job(str(path), path.resolve(), path.read_text(encoding="utf-8"), root=here) for path in files if path.is_file()
    ]
    if files and not any(job.path.is_relative_to(here / "snippets") for job in asked):
        return asked
    ours = Site(here).jobs()
    known = {(job.path, job.source): job for job in ours}
    return [known.get((job.path, job.source), job) for job in asked] if files else ours


def _run_twice(jobs: list[Job], limits: Limits) -> int:
    """Run everything anew, and once more one after the other, in another process; say what differs."""
    first, second = (run(jobs, None, each) for each in (limits, replace(limits, workers=1)))
    differing = {job.name: found for job in jobs if (found := difference(first[job], second[job]))}
    failed = [job for job in jobs if not first[job].ok and not job.may_raise]
    for job in failed:
        print(failure_report(job, first[job]))
    for name, found in differing.items():
        print(f"{name}: {found}")
    print(f"{len(jobs)} programs ran twice, {len(differing)} differ, {len(failed)} failed")
    return int(bool(differing or failed))


class _Lines(Bar):
    """Prints each result as one line of JSON."""

    def shown(self, job: Job, result: Result) -> None:
        print(json.dumps({"file": job.name, **result.to_dict()}), flush=True)


def _store() -> Store:
    return Store(Path(os.environ.get("LESSONKIT_STORE", ".lessonkit")))


def _tell_of_store(options: argparse.Namespace) -> int:
    store = _store()
    if options.prune is not None:
        print(f"dropped {store.prune(round(options.prune * 2**20))} results")
    entries = store.entries().values()
    size = sum(stat.st_size for stat in entries)
    notes = store.notes()
    print(f"{store.folder}: {len(entries)} results, {size / 2**20:.1f} MiB of {store.limit_bytes / 2**20:g}")
    print(f"last build: {notes['hits']} results were kept from earlier, {notes['ran']} programs ran")
    return 0


def _check(options: argparse.Namespace) -> int:
    problems = check(Site(Path.cwd()))
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problem{'s' * (len(problems) != 1)} found")
    return int(bool(problems))


def _formulas(options: argparse.Namespace) -> int:
    site = Site(Path.cwd())
    try:
        return _compare_formulas(site) if options.compare else _render_formulas(site)
    except (NoToolsError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1


def _render_formulas(site: Site) -> int:
    done = update(site)
    for problem in done.problems:
        print(problem)
    if done.problems:
        print(f"{len(done.problems)} formulas cannot be rendered; nothing was written")
        return 1
    print(f"{done.rendered} formulas rendered, {done.dropped} dropped" + ", the font made anew" * done.font)
    return 0


def _compare_formulas(site: Site) -> int:
    """Without Node there is nothing to compare with: then it says so. That nothing is missing is checked elsewhere."""
    try:
        problems = changed_when_rendered_anew(site)
    except NoToolsError as error:
        print(f"formulas were not compared with a fresh rendering:\n{error}", file=sys.stderr)
        return 0
    for problem in problems:
        print(problem)
    print(f"{len(problems)} formulas differ from a fresh rendering")
    return int(bool(problems))


def _publish(options: argparse.Namespace) -> int:
    try:
        written = publish(Site(Path.cwd()), options.site)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(written)} notebooks written to {options.site}/notebooks")
    return 0


def _export(options: argparse.Namespace) -> int:
    from lessonkit.downloads import downloads  # here, because it brings all of MkDocs, which no other command needs

    site = Site(Path.cwd())
    if not site.quiz_paths():
        print("this folder has no quizzes; go to a project's folder, with a quiz_data/ in it", file=sys.stderr)
        return 2
    files = downloads(site)
    if options.folder.is_file():
        print(f"{options.folder} is a file; expected a folder, or a new name", file=sys.stderr)
        return 2
    options.folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (options.folder / name).write_bytes(content)
    print(f"{len(files)} files written to {options.folder}")
    left_out = [path for path in site.quiz_paths() if path.stem != EXAMPLES and f"{path.stem}.apkg" not in files]
    for path in left_out:
        print(f"{site.relative(path)}: left out; lessonkit check tells what is wrong with it", file=sys.stderr)
    return int(bool(left_out))

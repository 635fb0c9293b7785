"""The process that runs many programs: it imports what they need once, then forks a child for each.

Started by `runner.py` as `python -m lessonkit.batch`. The request is one JSON object on standard input; the answers are
JSON objects, one a line, on what was standard output when it started: nothing that a library prints gets among them.

A process of our own, rather than the `forkserver` of `multiprocessing`, because each batch preloads what *its*
programs need (a fork server keeps its first choice for ever), because thread counts and the hash seed must be set
before Python starts, and because fork-server children import the caller's main script again. The children are plain
`multiprocessing` processes all the same.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import multiprocessing
import os
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, TextIO

from lessonkit.jobs import Result
from lessonkit.sandbox import run_program

MAX_PRINTED_BYTES = 1024 * 1024
"""What is kept of a program's output."""
MAX_LEFT_BYTES = 8 * 1024 * 1024
"""How much a program may leave in its working folder."""


@dataclass
class Running:
    """A program that runs now."""

    job: dict[str, Any]
    process: BaseProcess
    folder: Path
    started: float


def main() -> None:
    """Read a request, run its programs side by side, answer for each as it ends."""
    request = json.load(sys.stdin)
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    _preload(request["preload"])
    # Forking keeps memory shared as long as nobody writes to it; the garbage collector would.
    gc.freeze()
    fork = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
    context = multiprocessing.get_context("fork" if fork else "spawn")
    waiting = request["jobs"][::-1]
    running: list[Running] = []
    try:
        while waiting or running:
            while waiting and len(running) < request["workers"]:
                running.append(_start(context, waiting.pop(), request))
            for run in _ended(running, request["timeout"]):
                running.remove(run)
                _answer(answers, run, request["timeout"])
    finally:
        for run in running:
            _kill(run.process)


def _preload(modules: list[str]) -> None:
    """Import modules before the first fork. One that fails is left to fail in its program, with a traceback there."""
    for name in modules:
        with contextlib.suppress(Exception):
            importlib.import_module(name)


def _start(context: Any, job: dict[str, Any], request: dict[str, Any]) -> Running:
    folder = Path(tempfile.mkdtemp(dir=request["scratch"]))
    arguments = (job["source"], job["path"], str(folder), request["memory_bytes"], request["network"])
    process = context.Process(target=run_program, args=arguments)
    process.start()
    return Running(job, process, folder, time.monotonic())


def _ended(running: list[Running], timeout: float) -> list[Running]:
    """Wait until a program ends or reaches its time limit."""
    deadline = min(run.started for run in running) + timeout
    wait([run.process.sentinel for run in running], max(0.0, deadline - time.monotonic()))
    now = time.monotonic()
    return [run for run in running if not run.process.is_alive() or now >= run.started + timeout]


def _kill(process: BaseProcess) -> None:
    """End a process and whatever it started that stayed in its session."""
    with contextlib.suppress(ProcessLookupError, PermissionError, AttributeError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.join()


def _answer(answers: TextIO, run: Running, timeout: float) -> None:
    seconds = time.monotonic() - run.started
    late = run.process.is_alive()
    exitcode = run.process.exitcode
    _kill(run.process)
    end = {"status": "timeout", "error": f"still running after {timeout:g} s"} if late else _end(run, exitcode)
    result = Result(
        seconds=round(seconds, 3),
        stdout=_printed(run.folder / "stdout"),
        stderr=_printed(run.folder / "stderr"),
        figures=tuple(path.read_text(encoding="utf-8") for path in sorted(run.folder.glob("figures/*.svg"))),
        files=_left(run.folder / "work"),
        **end,
    )
    if sum(len(data) for data in result.files.values()) > MAX_LEFT_BYTES:
        too_much = f"left more than {MAX_LEFT_BYTES // 2**20} MiB in its folder"
        result = Result("error", result.seconds, result.stdout, result.stderr, error=too_much)
    print(json.dumps({"index": run.job["index"], "result": result.to_dict()}), file=answers, flush=True)


def _end(run: Running, exitcode: int | None) -> dict[str, Any]:
    """How a program ended that was not stopped: what it wrote of that itself, else what its exit code says."""
    try:
        end = json.loads((run.folder / "end.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        if exitcode is not None and exitcode < 0:
            return {"status": "killed", "error": f"killed by {signal.Signals(-exitcode).name}"}
        return {"status": "exit", "error": f"left without an end, with exit code {exitcode}"}
    return {**end, "exception": tuple(end.get("exception", ()))}


def _printed(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_PRINTED_BYTES + 1)
    except OSError:
        return ""
    text = data[:MAX_PRINTED_BYTES].decode("utf-8", "replace").replace("\r\n", "\n")
    return text + "\n[the rest is not kept]\n" if len(data) > MAX_PRINTED_BYTES else text


def _left(folder: Path) -> dict[str, bytes]:
    """The files in a program's working folder; links are not followed."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and not path.is_symlink() and sum(map(len, found.values())) <= MAX_LEFT_BYTES:
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


if __name__ == "__main__":
    main()

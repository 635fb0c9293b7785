"""What came of a program: gathered from its folder, and from how its process ended."""

from __future__ import annotations

import contextlib
import json
import re
import signal
from pathlib import Path
from typing import Any

from lessonkit.fingerprint import data_files
from lessonkit.jobs import Result, Running, Status

MAX_PRINTED_BYTES = 2**20
"""What is kept of a program's output."""
MAX_LEFT_BYTES = 8 * 2**20
"""How much a program may leave in its working folder."""


def gather(run: Running, event: dict[str, Any]) -> Result:
    """Put together a result from what a program left in its folder, and how its process ended."""
    ending = _ending(run, event["ended"])
    files = _left(run, data_files(run.job))
    if run.changes:
        ending = {"status": "error", "error": f"changed while it ran: {', '.join(run.changes)}", "line": 0}
    elif ending["status"] == "ok" and event["left"]:
        what = ", ".join(event["left"])
        ending = {"status": "error", "error": f"left running: {what}", "line": ending["started"]}
    elif ending["status"] == "ok" and sum(map(len, files.values())) > MAX_LEFT_BYTES:
        ending |= {"status": "error", "error": f"left more than {MAX_LEFT_BYTES // 2**20} MiB in its folder"}
        files = {}
    return Result(
        status=ending["status"],
        seconds=event["seconds"],
        stdout=_printed(run.folder / "stdout"),
        stderr=_printed(run.folder / "stderr"),
        figures=tuple(path.read_text(encoding="utf-8") for path in sorted(run.folder.glob("figures/*.svg"))),
        files=files,
        error=ending["error"],
        exception=tuple(ending.get("exception", ())),
        line=ending["line"],
        reads=tuple(ending.get("reads", ())),
    )


def _ending(run: Running, code: int) -> dict[str, Any]:
    """How a program ended: by us, as it wrote itself, or as its exit code says."""
    line = _line_at_death(run)
    written: dict[str, Any] = {}
    with contextlib.suppress(OSError, ValueError):
        written = json.loads((run.folder / "end.json").read_text(encoding="utf-8"))
    if run.stopped and written.get("status", "ok") == "ok":
        late: Status = "timeout" if run.stopped.startswith("still running") else "killed"
        return {"status": late, "error": run.stopped, "line": line}
    if written:
        return written
    if code < 0:
        return {"status": "killed", "error": f"killed by {signal.Signals(-code).name}", "line": line}
    return {"status": "exit", "error": f"left without an end, with exit code {code}", "line": line}


def _line_at_death(run: Running) -> int:
    """The line of the program in the stack that was noted last; or where it started the threads it waited for."""
    with contextlib.suppress(OSError):
        trace = (run.folder / "trace").read_text(encoding="utf-8", errors="replace")
        last = trace.rpartition("most recent call first")[2]
        if found := re.search(rf'File "{re.escape(str(run.job.path))}", line (\d+)', last):
            return int(found[1])
    with contextlib.suppress(OSError, ValueError):
        return int((run.folder / "started").read_text(encoding="ascii"))
    return 0


def _printed(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_PRINTED_BYTES + 1)
    except OSError:
        return ""
    text = data[:MAX_PRINTED_BYTES].decode("utf-8", "replace").replace("\r\n", "\n")
    return text + "\n[the rest is not kept]\n" if len(data) > MAX_PRINTED_BYTES else text


def _left(run: Running, given: dict[str, Path]) -> dict[str, bytes]:
    """The files in a program's working folder, but for those it was given; links are not followed."""
    found: dict[str, bytes] = {}
    work = run.folder / "work"
    for path in sorted(work.rglob("*")):
        name = path.relative_to(work).as_posix()
        if path.is_file() and not path.is_symlink() and sum(map(len, found.values())) <= MAX_LEFT_BYTES:
            content = path.read_bytes()
            if name not in given or given[name].read_bytes() != content:
                found[name] = content
    return found

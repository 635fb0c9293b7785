"""What is to be run, and what came of it."""

from __future__ import annotations

import base64
import os
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from lessonkit.walls import WALLS

Status = Literal["ok", "error", "timeout", "killed", "exit"]
"""How a run ended: by itself; by an exception; by our time limit; by a signal; by leaving with an exit code."""


@dataclass(frozen=True)
class Job:
    """One program to run.

    Attributes:
        name: What people call it, such as `snippets/vae/compress.py`; stands in every message.
        path: The file it comes from; its folder is where local imports are found.
        source: The program. It may differ from the file's text (a quiz tries fixes of a broken program).
        may_raise: Whether an exception is a result worth keeping. Only programs of quizzes say so.
        root: The project it belongs to, which it may read; besides its own folder, and what Python needs.
    """

    name: str
    path: Path
    source: str
    may_raise: bool = False
    root: Path | None = None


@dataclass(frozen=True)
class Result:
    """What a run printed, drew and left behind.

    Attributes:
        status: How it ended.
        seconds: Time from its start to its end, imports that were already loaded not counted.
        stdout: Everything written to file descriptor 1, by Python or not.
        stderr: The same for file descriptor 2, with the traceback if there was one.
        figures: Each matplotlib figure as an SVG document, in the order shown.
        files: What it left in its working folder: name to content.
        error: One line that says what went wrong, such as `ValueError: no samples`; empty if nothing did.
        exception: The names of the exception's type and of its bases, if the program ended with one.
        line: The line of the program where it went wrong, or 0.
        cached: Whether it was read from the store.
        reads: The files it read that are not Python's, not the system's, and not its own.
    """

    status: Status
    seconds: float
    stdout: str = ""
    stderr: str = ""
    figures: tuple[str, ...] = ()
    files: dict[str, bytes] = field(default_factory=dict)
    error: str = ""
    exception: tuple[str, ...] = ()
    line: int = 0
    cached: bool = False
    reads: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the program ran to its end."""
        return self.status == "ok"

    def to_dict(self) -> dict[str, Any]:
        """The result as JSON can hold it; files in base64."""
        fields = asdict(self)
        fields["files"] = {name: base64.b64encode(data).decode() for name, data in self.files.items()}
        return fields

    @classmethod
    def from_dict(cls, fields: dict[str, Any]) -> Result:
        """The inverse of `to_dict`.

        Raises:
            KeyError, TypeError, ValueError: The fields are not those of a result.
        """
        files = {name: base64.b64decode(text) for name, text in fields["files"].items()}
        sequences = {name: tuple(fields[name]) for name in ("figures", "exception", "reads")}
        return cls(**{**fields, **sequences, "files": files})


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True)
class Limits:
    """What one program may take.

    Attributes:
        seconds: Wall time, from its start.
        memory_bytes: Memory it holds, with all processes it starts.
        network: Whether it may reach the network.
        workers: How many programs run at once.
        walls: What is built around it; see `walls.py`.
    """

    seconds: float = 60.0
    memory_bytes: int = 4 * 2**30
    network: bool = False
    workers: int = field(default_factory=cores)
    walls: tuple[str, ...] = WALLS


@dataclass
class Running:
    """A program that was started."""

    job: Job
    folder: Path
    begun: float = field(default_factory=time.monotonic)
    pid: int = 0
    lingers: bool = False
    """Whether it has ended, and only what it started is still there."""
    stopped: str = ""
    """Why it is being stopped, if it is."""
    kill_at: float = 0.0
    """When it must be gone, on the monotonic clock."""
    changes: list[str] = field(default_factory=list)
    """What was changed outside its folder while it ran; only looked for where the system cannot forbid it."""


class Watcher:
    """Is told what happens while programs run. This one does nothing; others show it."""

    def begins(self, known: int, stale: list[Job]) -> None:
        """Before the first: how many results were known, and what is to be run."""

    def started(self, job: Job) -> None:
        """A program starts."""

    def ended(self, job: Job, result: Result) -> None:
        """A result is known: just now, or from an earlier run."""

    def said(self, line: str) -> None:
        """Something worth a line, which is no failure."""


def first_line_of_failure(job: Job, result: Result) -> str:
    """Where and why a run failed: `file:line: what`."""
    return f"{job.name}:{result.line or 1}: {result.error}"


def failure_report(job: Job, result: Result) -> str:
    """Where and why a run failed, its traceback and what it had printed until then."""
    parts = [first_line_of_failure(job, result)]
    if result.stderr.strip():
        parts.append(result.stderr.strip())
    if result.stdout.strip():
        parts.append("It had printed:\n" + result.stdout.strip())
    return "\n\n".join(parts)

"""What is to be run, and what came of it."""

from __future__ import annotations

import base64
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

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
    """

    name: str
    path: Path
    source: str
    may_raise: bool = False


@dataclass(frozen=True)
class Result:
    """What a run printed, drew and left behind.

    Attributes:
        status: How it ended.
        seconds: Time from its start to its end, imports that were already loaded not counted.
        stdout: Everything written to file descriptor 1, by Python or not.
        stderr: The same for file descriptor 2, with the traceback if there was one.
        figures: Each matplotlib figure as SVG, in the order shown.
        files: What it left in its working folder: name to content.
        error: One line that says what went wrong, such as `ValueError: no samples`; empty if nothing did.
        exception: The names of the exception's type and of its bases, if the program ended with one.
        line: The line of the program where it went wrong, or 0.
        cached: Whether it was read from the store.
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
        exact = {"figures": tuple(fields["figures"]), "exception": tuple(fields["exception"]), "files": files}
        return cls(**{**fields, **exact})


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

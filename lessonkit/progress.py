"""Shows a person what is running and what remains; in a log, one plain line for each program."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable

from lessonkit.jobs import Job, Result, Watcher, failure_report

WIDTH = 24


class Bar(Watcher):
    """A bar at the bottom of a terminal; nothing where no person watches.

    Others say what is worth a line by overriding `shown`.
    """

    def __init__(self) -> None:
        self.watched = sys.stderr.isatty()
        self.total = 0
        self.done = 0
        self.failed = 0
        self.running: list[str] = []
        self.hidden = False

    def begins(self, known: int, stale: list[Job]) -> None:
        """Called by the runner."""
        self.total += known + len(stale)
        self._draw()

    def started(self, job: Job) -> None:
        """Called by the runner."""
        self.running.append(job.name)
        self._draw()

    def ended(self, job: Job, result: Result) -> None:
        """Called by the runner."""
        if job.name in self.running:
            self.running.remove(job.name)
        self.done += 1
        self.failed += not (result.ok or job.may_raise)
        self.erase()
        self.shown(job, result)
        self._draw()

    def said(self, line: str) -> None:
        """Called by the runner."""
        self.erase()
        print(line, file=sys.stderr, flush=True)
        self._draw()

    def shown(self, job: Job, result: Result) -> None:
        """What to print of a result."""

    def erase(self) -> None:
        """Take the bar away."""
        if self.watched:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def _draw(self) -> None:
        if not self.watched or self.hidden or self.done >= self.total:
            return
        filled = WIDTH * self.done // self.total
        line = f"{'█' * filled}{'░' * (WIDTH - filled)} {self.done}/{self.total}"
        line += f", {self.failed} failed" if self.failed else ""
        line += f"; running {', '.join(self.running)}" if self.running else ""
        print(f"\r\x1b[K{line[:118]}", end="", file=sys.stderr, flush=True)


class Words(Bar):
    """What `lessonkit run` prints: a line for each program, and all of a failure."""

    def shown(self, job: Job, result: Result) -> None:
        """A line, or a report."""
        if result.ok:
            print(f"ok       {job.name}  {'kept' if result.cached else f'{result.seconds:.2f} s'}", flush=True)
        elif job.may_raise and result.status == "error":
            print(f"raises   {job.name}  {result.error}, which a quiz asks for", flush=True)
        else:
            print(f"{result.status:8} {failure_report(job, result)}", flush=True)


class BuildLog(Bar):
    """What a build of the site logs: a line for each program that ran, and all of a failure as an error.

    Programs run while the build does other things, and writes of them. So the bar is there only while it waits.

    Args:
        log: Where to write.
        deliver: Is handed each result.
    """

    def __init__(self, log: logging.Logger, deliver: Callable[[Job, Result], None]) -> None:
        super().__init__()
        self.log = log
        self.deliver = deliver
        self.hidden = True

    def show(self) -> None:
        """The build waits for a program."""
        self.hidden = False
        self._draw()

    def hide(self) -> None:
        """It waits no more."""
        if not self.hidden:
            self.erase()
        self.hidden = True

    def shown(self, job: Job, result: Result) -> None:
        """A line, or a report; nothing for what was known and well."""
        if not result.ok and not job.may_raise:
            self.log.error("%s\n", failure_report(job, result))
        elif not result.cached:
            self.log.info("ran %s in %.1f s", job.name, result.seconds)
        self.deliver(job, result)

    def said(self, line: str) -> None:
        """Called by the runner."""
        self.erase()
        self.log.info("%s", line)

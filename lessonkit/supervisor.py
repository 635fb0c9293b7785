"""Runs programs side by side: starts each when there is room, and holds it to its limits.

A program passes through here from `runner.py`, which wants its result, to a process from `processes.py`; its limits are
those of `limits.py`, and `outcome.py` gathers what came of it.
"""

from __future__ import annotations

import contextlib
import os
import queue
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lessonkit.fingerprint import data_files
from lessonkit.guard import Guard
from lessonkit.jobs import Job, Limits, Result, Running, Watcher
from lessonkit.limits import exceeded
from lessonkit.outcome import gather
from lessonkit.processes import ForkServer, FreshProcesses, Stage, kill, stage_of, stages_for
from lessonkit.sandbox import Request

CHECK_SECONDS = 0.1
"""How often running programs are held against their limits."""
LAST_WORDS_SECONDS = 1.0
"""How long a program that is stopped has, at most, to say where it was."""


def execute(
    jobs: list[Job], limits: Limits, watcher: Watcher, store: Path | None = None
) -> Iterator[tuple[Job, Result]]:
    """Run jobs; those that come first start first.

    Args:
        jobs: What is to be run.
        limits: What each may take.
        watcher: Is told what happens.
        store: The folder that other builds may write results to meanwhile.

    Yields:
        Each job with its result, as it ends.
    """
    with tempfile.TemporaryDirectory(prefix="lessonkit-", ignore_cleanup_errors=True) as scratch:
        supervisor = _Supervisor(jobs, limits, watcher, Path(scratch), store)
        try:
            yield from supervisor.run()
        finally:
            supervisor.close()


class _Supervisor:
    """One run of `execute`."""

    def __init__(self, jobs: list[Job], limits: Limits, watcher: Watcher, scratch: Path, store: Path | None) -> None:
        self.limits = limits
        self.watcher = watcher
        self.scratch = scratch
        self.waiting = dict(enumerate(jobs))
        self.running: dict[int, Running] = {}
        self.store = store
        self.guard: Guard | None = None
        self.events: queue.Queue[dict[str, Any]] = queue.Queue()
        self.stages = [Stage(modules) for modules in stages_for(jobs)]
        starts = ForkServer if sys.platform == "linux" else FreshProcesses
        self.processes: ForkServer | FreshProcesses = starts(self.stages, self.events, scratch)

    def run(self) -> Iterator[tuple[Job, Result]]:
        """Start, watch and gather until nothing waits and nothing runs."""
        while self.waiting or self.running:
            self._start_what_can()
            with contextlib.suppress(queue.Empty):
                stopping = any(run.stopped for run in self.running.values())
                event = self.events.get(timeout=CHECK_SECONDS / 10 if stopping else CHECK_SECONDS)
                yield from self._ended(event)
            self._hold_to_limits()

    def close(self) -> None:
        """End whatever still runs."""
        self.processes.close()

    def _start_what_can(self) -> None:
        importing = sum(not stage.ready and not stage.gone for stage in self.stages)
        for index, job in list(self.waiting.items()):
            if len(self.running) + importing >= max(1, self.limits.workers):
                return
            stage = stage_of(job, self.stages)
            if self.stages[stage].ready:
                del self.waiting[index]
                self._start(index, job, stage)

    def _start(self, index: int, job: Job, stage: int) -> None:
        folder = Path(tempfile.mkdtemp(dir=self.scratch))
        request = Request(
            source=job.source,
            path=str(job.path),
            folder=str(folder),
            readable=[str(job.root)] if job.root else [],
            data={name: str(path) for name, path in data_files(job).items()},
            memory_bytes=self.limits.memory_bytes,
            seconds=self.limits.seconds,
            network=self.limits.network,
            walls=list(self.limits.walls),
        )
        self.running[index] = Running(job, folder)
        self.watcher.started(job)
        self.processes.start(index, stage, request)

    def _ended(self, event: dict[str, Any]) -> Iterator[tuple[Job, Result]]:
        if "started" in event:
            self.running[event["index"]].pid = event["started"]
        elif "lingers" in event:
            self.running[event["index"]].lingers = True
        elif "ready" in event:
            self.stages[event["stage"]].ready = True
            if event["stage"] == 0:
                self._see_walls(event["missing"])
        elif "gone" in event:
            yield from self._stage_gone(event["stage"])
        elif run := self.running.pop(event["index"], None):
            self._see_changes(run)
            yield run.job, gather(run, event)
            shutil.rmtree(run.folder, ignore_errors=True)

    def _see_walls(self, refused: list[str]) -> None:
        """Say which walls this system refuses. If none of the others keeps programs from writing, find what they do."""
        if refused:
            self.watcher.said(f"this system lacks some walls around programs: {', '.join(refused)}")
        if not {"namespace", "landlock"} & set(self.limits.walls) - set(refused):
            self.guard = Guard((job.root or job.path.parent for job in self.waiting.values()), but=self.store)

    def _see_changes(self, ended: Running) -> None:
        """Blame what was changed on all that ran then: one of them did it, and none can be trusted."""
        changes = self.guard.changes() if self.guard else []
        for run in (ended, *self.running.values()):
            run.changes += changes

    def _stage_gone(self, number: int) -> Iterator[tuple[Job, Result]]:
        """The process of a stage ended before its time: so do its programs."""
        self.stages[number].gone = True
        lost = Result("killed", 0.0, error="the process that starts programs was killed")
        for index, run in list(self.running.items()):
            if stage_of(run.job, self.stages) == number:
                kill(run.pid)
                del self.running[index]
                yield run.job, lost
        for index, job in list(self.waiting.items()):
            if stage_of(job, self.stages) == number:
                del self.waiting[index]
                yield job, lost

    def _hold_to_limits(self) -> None:
        now = time.monotonic()
        for run in self.running.values():
            if run.stopped:
                if now > run.kill_at or _has_said_where(run):
                    kill(run.pid)
            elif run.pid and not run.lingers and (reason := exceeded(run, self.limits, now)):
                run.stopped = reason
                run.kill_at = now + LAST_WORDS_SECONDS
                _ask_where(run)


def _has_said_where(run: Running) -> bool:
    try:
        return (run.folder / "trace").stat().st_size > 0
    except OSError:
        return True


def _ask_where(run: Running) -> None:
    """Have a program note where it is, before it is stopped."""
    with contextlib.suppress(OSError):
        os.truncate(run.folder / "trace", 0)
        os.killpg(run.pid, signal.SIGSTOP)  # so that what it started leaves it the time to answer
        os.kill(run.pid, signal.SIGUSR1)
        os.kill(run.pid, signal.SIGCONT)

"""Runs a command as a whole process, and measures it."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024
"""What the system counts a process's memory in, in bytes."""

LEFT_OVERS = 10.0
"""Seconds that we wait for processes which a command left behind, so that they do not disturb the next one."""

_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Timing:
    """What a command took.

    Attributes:
        seconds: Wall time, from its start until it ended.
        cpu_seconds: CPU time of it and of the processes it started.
        peak_bytes: The memory of the largest of these processes, at its peak.
        status: The exit status; negative if a signal ended it.
        output: All it wrote.
    """

    seconds: float
    cpu_seconds: float
    peak_bytes: int
    status: int
    output: str


def adopt_orphans() -> None:
    """Let processes whose parent has ended become ours, so that their use is counted (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def timed(command: Sequence[str], folder: Path, environment: Mapping[str, str], timeout: float) -> Timing:
    """Run a command to its end, or until its time is over; then it and its children are killed."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        alarm = threading.Timer(timeout, os.killpg, (process.pid, signal.SIGKILL))
        alarm.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        alarm.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)  # so that Popen does not wait for it again
        output.seek(0)
        return _timing(seconds, process.returncode, output.read(), [usage, *_left_overs()])


def _timing(seconds: float, status: int, output: str, usages: list[resource.struct_rusage]) -> Timing:
    cpu_seconds = sum(usage.ru_utime + usage.ru_stime for usage in usages)
    return Timing(seconds, cpu_seconds, max(usage.ru_maxrss for usage in usages) * MEMORY_UNIT, status, output)


def _left_overs() -> list[resource.struct_rusage]:
    """Wait for adopted processes; what they used."""
    usages = []
    deadline = time.monotonic() + LEFT_OVERS
    with contextlib.suppress(ChildProcessError):  # there are none left
        while time.monotonic() < deadline:
            pid, _, usage = os.wait4(-1, os.WNOHANG)
            if pid:
                usages.append(usage)
            else:
                time.sleep(0.02)
    return usages

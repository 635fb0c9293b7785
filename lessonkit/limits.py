"""What a running program takes, held against what it may."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from lessonkit.jobs import Limits, Running

MAX_FOLDER_BYTES = 512 * 2**20
"""How much a program may write while it runs."""
MAX_FILES = 10_000
MAX_PROCESSES = 64


def exceeded(run: Running, limits: Limits, now: float) -> str:
    """What a running program takes too much of, in words; empty if nothing."""
    if now > run.begun + limits.seconds:
        return f"still running after {limits.seconds:g} s"
    files, size = _used(run.folder)
    if size > MAX_FOLDER_BYTES:
        return f"wrote more than {MAX_FOLDER_BYTES // 2**20} MiB"
    if files > MAX_FILES:
        return f"wrote more than {MAX_FILES} files"
    processes, memory = _taken(run.pid)
    if processes > MAX_PROCESSES:
        return f"started more than {MAX_PROCESSES} processes"
    if memory > limits.memory_bytes:
        return f"held more than {limits.memory_bytes / 2**30:g} GiB of memory"
    return ""


def _used(folder: Path) -> tuple[int, int]:
    """How many files a folder holds, and their size in bytes on disk."""
    files = size = 0
    folders = [str(folder)]
    while folders and files <= MAX_FILES:
        with contextlib.suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                files += 1
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    with contextlib.suppress(OSError):
                        size += entry.stat(follow_symlinks=False).st_blocks * 512
    return files, size


def _taken(pid: int) -> tuple[int, int]:
    """How many processes a program has, and the bytes of memory that they hold; as far as the system tells."""
    processes = memory = 0
    waiting = [pid]
    while waiting and processes <= MAX_PROCESSES:
        process = Path("/proc", str(waiting.pop()))
        processes += 1
        with contextlib.suppress(OSError, ValueError):
            resident, shared = (process / "statm").read_text(encoding="ascii").split()[1:3]
            memory += (int(resident) - int(shared)) * os.sysconf("SC_PAGE_SIZE")
            for task in (process / "task").iterdir():
                waiting += map(int, (task / "children").read_text(encoding="ascii").split())
    return processes, memory

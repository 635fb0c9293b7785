"""A process that has imported what programs need, and makes a copy of itself for each of them.

Started by `supervisor.py` as `python -m lessonkit.forkserver`, with one JSON object as its argument. It can stand on
another's shoulders: it imports the modules of the first *stage* and copies itself; the copy goes on to import those of
the second, and so on. So light programs start while heavy libraries are still being imported, and what is imported is
held in memory once.

Each stage reads requests, one JSON object a line, from a pipe, and answers on another, out of reach of what libraries
print. It keeps to what must be done by the parent of a program: fork, wait, end what was left behind. When the pipe of
requests is closed, because the build has finished or was killed, it ends everything it started. While it imports it
does not read; so until it serves, the end of the build also reaches it as a signal, SIGTERM.

The standard library's fork server keeps one list of preloaded modules for the life of the caller, cannot stage them,
and programs that use `multiprocessing` would find themselves in one of its workers, not in a main process.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import select
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from lessonkit.sandbox import Request, run_program
from lessonkit.walls import WALLS, adopt_orphans, die_with_parent, raise_walls

GRACE_SECONDS = 1.0
"""How long what a program started may outlive it, before it counts as left behind."""


@dataclass
class Child:
    """A program that was started, and is not wholly gone.

    Attributes:
        index: Its number in the supervisor's list.
        started: When, on the monotonic clock.
        ended: The same for its end; 0 while it runs.
        status: How it ended, as `os.waitpid` gives it.
        left: The commands that it left running.
    """

    index: int
    started: float
    ended: float = 0.0
    status: int = 0
    left: list[str] = field(default_factory=list)


def main() -> Request | None:
    """Serve the stages that the command line gives, each in a process of its own.

    Returns:
        In a child, the program that it is to become. So it starts with next to nothing above it on the stack.
    """
    asked = json.loads(sys.argv[1])
    os.dup2(2, 1)  # what libraries print while they are imported is no answer
    server = os.getpid()

    def leave(number: int, frame: FrameType | None) -> None:
        """Nothing has been started yet. What is raised during an import, the library may catch."""
        if os.getpid() == server:
            shutil.rmtree(asked["scratch"], ignore_errors=True)
        os._exit(0)

    signal.signal(signal.SIGTERM, leave)
    try:
        _serve_stages(asked["stages"], asked["scratch"])
    except _Forked as child:
        return child.request
    if os.getpid() == server:
        shutil.rmtree(asked["scratch"], ignore_errors=True)
    return None


def _serve_stages(stages: list[dict[str, Any]], scratch: str) -> None:
    """Import what a stage needs, and serve it; a copy goes on with the next one."""
    for number, stage in enumerate(stages):
        die_with_parent(signal.SIGTERM)
        # The collector would find next to nothing among what is imported, and write to, and so copy, shared memory.
        gc.disable()
        _preload(stage["preload"])
        gc.freeze()
        if number + 1 < len(stages) and os.fork() == 0:
            os.close(stage["requests"])
            os.close(stage["answers"])
            continue
        for later in stages[number + 1 :]:
            os.close(later["requests"])
            os.close(later["answers"])
        _Server(stage["requests"], stage["answers"]).serve(missing=_missing_walls(scratch))
        return


def _preload(modules: list[str]) -> None:
    """Import modules before the first fork. One that fails is left to fail in its program, with a traceback there."""
    for name in modules:
        with contextlib.suppress(Exception):
            importlib.import_module(name)


def _missing_walls(scratch: str) -> list[str]:
    """Try the walls in a child that does nothing else; says which the system refuses."""
    try:
        folder = Path(tempfile.mkdtemp(dir=scratch))
    except FileNotFoundError:  # the build has ended: nobody reads what is missing
        return []
    pid = os.fork()
    if pid == 0:
        with contextlib.suppress(OSError):
            os.chdir(folder)
            missing = raise_walls(folder, [], 2**40, 60, network=False, wanted=list(WALLS))
            (folder / "missing.json").write_text(json.dumps(missing), encoding="utf-8")
        os._exit(0)
    os.waitpid(pid, 0)
    with contextlib.suppress(OSError, ValueError):
        return json.loads((folder / "missing.json").read_text(encoding="utf-8"))
    return list(WALLS)


class _Forked(BaseException):
    """Unwinds a child from the server it was copied from."""

    def __init__(self, request: Request) -> None:
        self.request = request


class _Server:
    """Forks a child for each request, and tells of each when it is wholly gone.

    Args:
        requests: File descriptor to read requests from.
        answers: File descriptor to write answers to.
    """

    def __init__(self, requests: int, answers: int) -> None:
        self.requests = requests
        self.answers = answers
        self.children: dict[int, Child] = {}
        self.unread = b""

    def serve(self, missing: list[str]) -> None:
        """Say which walls are missing; work until the pipe of requests is closed; then end all children."""
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # from here on the pipe tells of the end
        adopt_orphans()
        self.woken, self.wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.set_wakeup_fd(self.wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)
        self._answer(ready=True, missing=missing)
        try:
            while True:
                lingering = any(child.ended for child in self.children.values())
                ready, _, _ = select.select([self.requests, self.woken], [], [], 0.01 if lingering else None)
                if self.woken in ready:
                    os.read(self.woken, 4096)
                if self.requests in ready and not self._read():
                    return
                self._wait()
        finally:
            self._end_all()

    def _end_all(self) -> None:
        for pid, child in self.children.items():
            if not child.ended:
                os.kill(pid, signal.SIGKILL)  # it may not have made its own group yet
            _end_group(pid)

    def _read(self) -> bool:
        """Start the programs that are asked for; False at the end of requests."""
        data = os.read(self.requests, 1 << 20)
        *lines, self.unread = (self.unread + data).split(b"\n")
        for line in lines:
            self._start(json.loads(line))
        return bool(data)

    def _start(self, asked: dict[str, Any]) -> None:
        started = time.monotonic()
        pid = os.fork()
        if pid == 0:
            self._forget()
            raise _Forked(Request(**asked["request"]))
        self.children[pid] = Child(asked["index"], started)
        self._answer(index=asked["index"], started=pid)

    def _forget(self) -> None:
        """In a child: give up what the server holds."""
        self.children = {}
        gc.enable()
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGCHLD, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        for fd in (self.requests, self.answers, self.woken, self.wake):
            os.close(fd)

    def _wait(self) -> None:
        """Notice who ended, and whose whole group has."""
        for pid, child in list(self.children.items()):
            if not child.ended:
                ended, status = os.waitpid(pid, os.WNOHANG)
                if not ended:
                    continue
                child.ended, child.status = time.monotonic(), status
                self._answer(index=child.index, lingers=True)
            if not _group_exists(pid):
                self._gone(pid, child)
            elif os.waitstatus_to_exitcode(child.status) != 0 or time.monotonic() > child.ended + GRACE_SECONDS:
                child.left = _commands_of_group(pid)
                _end_group(pid)
                self._gone(pid, child)

    def _gone(self, pid: int, child: Child) -> None:
        del self.children[pid]
        seconds = round(child.ended - child.started, 3)
        code = os.waitstatus_to_exitcode(child.status)
        self._answer(index=child.index, ended=code, seconds=seconds, left=child.left)

    def _answer(self, **what: Any) -> None:
        # At the supervisor's own end nobody reads any more.
        with contextlib.suppress(BrokenPipeError):
            os.write(self.answers, json.dumps(what).encode() + b"\n")


def _group_exists(group: int) -> bool:
    """Whether a process group has a member that has not ended; those that have are forgotten by the system."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-group, os.WNOHANG)[0]:
            pass
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # macOS says so of a group of zombies
        return False
    return True


def _end_group(group: int) -> None:
    """Kill a process group, and wait until nothing of it is there. The signal reaches all members at once."""
    while _group_exists(group):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)
        time.sleep(0.001)


def _commands_of_group(group: int) -> list[str]:
    """The command lines of a group's members, as far as the system tells."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            state, _parent, member_of = (
                stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[:3]
            )
            if int(member_of) == group and state != "Z":
                command = stat.with_name("cmdline").read_bytes().replace(b"\0", b" ")
                found.append(command.decode("utf-8", "replace").strip())
    return sorted(found)


if __name__ == "__main__":
    if request := main():
        run_program(request)

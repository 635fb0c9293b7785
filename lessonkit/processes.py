"""Where the processes of programs come from: copies of prepared ones on Linux, fresh ones elsewhere.

Elsewhere a fork is not there, or not safe: https://docs.python.org/3/library/multiprocessing.html#contexts-and-start-methods
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lessonkit.fingerprint import imported_modules
from lessonkit.jobs import Job
from lessonkit.sandbox import Request
from lessonkit.walls import WALLS

PRELOADABLE = ("numpy", "scipy", "sklearn", "matplotlib")
"""Libraries worth importing once for all programs. What others do on import is their program's own affair."""
HEAVY = ("torch",)
"""Those that take long. Programs that do not need them start before they are there."""
LATE_IMPORTS = {
    "matplotlib": ("lessonkit.figures", "matplotlib.backends.backend_svg", "contourpy", "PIL.PngImagePlugin"),
    "torch": ("torch._dynamo",),
}
"""What these load only at their first use, which would be once in each program."""

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1")
"""One thread a program: results repeat, and programs side by side do not fight for the cores."""
HANDED_ON = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PYTHONPATH", "SYSTEMROOT")
"""What of the caller's environment a program sees: how to find programs and libraries, and nothing else."""


@dataclass
class Stage:
    """A prepared process, and what is ready in it.

    Attributes:
        preload: The modules it imports, besides those of the stages before.
        ready: Whether it has.
        gone: Whether it ended.
    """

    preload: list[str]
    ready: bool = False
    gone: bool = False


def stages_for(jobs: list[Job]) -> list[list[str]]:
    """The modules that are worth importing before the first of these jobs starts: light ones, then heavy ones."""
    imported = {name for job in jobs for name in imported_modules(job.source)}
    stages = []
    for roots in (PRELOADABLE, HEAVY):
        wanted = sorted(name for name in imported if name.partition(".")[0] in roots)
        late = [
            module
            for root in roots
            if any(_is_in(root, name) for name in wanted)
            for module in LATE_IMPORTS.get(root, ())
        ]
        stages.append(wanted + late)
    return stages if stages[1] else stages[:1]


def stage_of(job: Job, stages: list[Stage]) -> int:
    """The number of the stage that has what a job needs."""
    heavy = any(_is_in(root, name) for root in HEAVY for name in imported_modules(job.source))
    return min(int(heavy), len(stages) - 1)


def _is_in(package: str, module: str) -> bool:
    return module.partition(".")[0] == package


class ForkServer:
    """Starts programs as copies of processes that have imported what they need.

    Args:
        stages: What to import, stage by stage.
        events: Where to tell what happens.
        scratch: The folder of the run, removed by the server if the caller was killed.
    """

    def __init__(self, stages: list[Stage], events: queue.Queue[dict[str, Any]], scratch: Path) -> None:
        self.stages = stages
        self.events = events
        requests, answers = [os.pipe() for _ in stages], [os.pipe() for _ in stages]
        asked = {
            "scratch": str(scratch),
            "stages": [
                {"preload": stage.preload, "requests": request[0], "answers": answer[1]}
                for stage, request, answer in zip(stages, requests, answers, strict=True)
            ],
        }
        theirs = [fd for stage in asked["stages"] for fd in (stage["requests"], stage["answers"])]
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "lessonkit.forkserver", json.dumps(asked)],
            stdin=subprocess.DEVNULL,
            env=environment(),
            pass_fds=theirs,
            start_new_session=True,  # so that Ctrl-C reaches the build alone, which ends this in order
        )
        for fd in theirs:
            os.close(fd)
        self.requests = [request[1] for request in requests]
        self.readers = [
            threading.Thread(target=self._read, args=(number, answer[0]), daemon=True)
            for number, answer in enumerate(answers)
        ]
        for reader in self.readers:
            reader.start()

    def start(self, index: int, stage: int, request: Request) -> None:
        """Start a program; events will tell its process's number, and its end."""
        line = json.dumps({"index": index, "request": request.to_dict()}).encode() + b"\n"
        with contextlib.suppress(BrokenPipeError), open(self.requests[stage], "wb", closefd=False) as pipe:
            pipe.write(line)

    def close(self) -> None:
        """End the server, and with it all programs."""
        for fd in self.requests:
            os.close(fd)
        if not self.stages[0].ready:
            self.process.terminate()  # it imports, and does not see yet that nothing more is asked
        self.process.wait()
        for reader in self.readers:
            reader.join()

    def _read(self, stage: int, answers: int) -> None:
        with open(answers, encoding="utf-8") as lines:
            for line in lines:
                self.events.put({"stage": stage, **json.loads(line)})
        self.events.put({"stage": stage, "gone": True})


class FreshProcesses:
    """Starts each program in a new Python, where there is no safe fork. Arguments as for `ForkServer`."""

    def __init__(self, stages: list[Stage], events: queue.Queue[dict[str, Any]], scratch: Path) -> None:
        self.events = events
        self.processes: list[subprocess.Popen[str]] = []
        for number in range(len(stages)):
            events.put({"stage": number, "ready": True, "missing": [wall for wall in WALLS if wall != "limits"]})

    def start(self, index: int, stage: int, request: Request) -> None:
        """As `ForkServer.start`."""
        command = [sys.executable, "-P", "-m", "lessonkit.sandbox"]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, encoding="utf-8", env=environment())
        self.processes.append(process)
        self.events.put({"index": index, "started": process.pid})
        threading.Thread(target=self._wait, args=(index, process, json.dumps(request.to_dict())), daemon=True).start()

    def close(self) -> None:
        """As `ForkServer.close`."""
        for process in self.processes:
            if process.poll() is None:
                kill(process.pid)
                process.wait()

    def _wait(self, index: int, process: subprocess.Popen[str], request: str) -> None:
        begun = time.monotonic()
        process.communicate(request)
        seconds = round(time.monotonic() - begun, 3)
        kill_group(process.pid)
        self.events.put({"index": index, "ended": process.returncode, "seconds": seconds, "left": []})


def environment() -> dict[str, str]:
    """What programs see of the environment: the same on every machine, and no secrets."""
    return {name: os.environ[name] for name in HANDED_ON if name in os.environ} | {
        **ONE_THREAD,
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUNBUFFERED": "1",  # prints of several processes come in their order, as in a terminal
        "MATPLOTLIBRC": str(Path(__file__).parent / "matplotlibrc"),
    }


def kill(pid: int) -> None:
    """End a process and whatever it started."""
    kill_group(pid)
    if pid:
        with contextlib.suppress(OSError):
            os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))


def kill_group(pid: int) -> None:
    """End what a process started and left."""
    if pid and hasattr(os, "killpg"):
        with contextlib.suppress(OSError):
            os.killpg(pid, signal.SIGKILL)

"""Runs programs side by side, each in a process of its own, and only those whose result is not in the store."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lessonkit.fingerprint import fingerprint, imported_modules
from lessonkit.jobs import Job, Result
from lessonkit.store import Store

PRELOADABLE = ("numpy", "scipy", "sklearn", "matplotlib", "torch")
"""Libraries worth importing once for all programs. What others do on import is their program's own affair."""

LATE_IMPORTS = {
    "matplotlib": ("lessonkit.figures", "matplotlib.backends.backend_svg"),
    "torch": ("torch._dynamo",),
}
"""What these load only at their first use, which would be once in each child."""

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1")
"""One thread a program: results repeat, and programs side by side do not fight for the cores."""


@dataclass(frozen=True)
class Limits:
    """What one program may take.

    Attributes:
        seconds: Wall time, from its start.
        memory_bytes: Memory it holds.
        network: Whether it may reach the network.
        workers: How many programs run at once.
    """

    seconds: float = 60.0
    memory_bytes: int = 4 * 1024**3
    network: bool = False
    workers: int = os.cpu_count() or 1


Report = Callable[[Job, Result], None]


def run(
    jobs: Iterable[Job], store: Store | None, limits: Limits | None = None, report: Report | None = None
) -> dict[Job, Result]:
    """Bring results up to date.

    Args:
        jobs: What is wanted.
        store: Where results are kept between runs; None runs everything and keeps nothing.
        limits: What one program may take.
        report: Called with each job as its result is known.

    Returns:
        A result for each job, in their order. Failures are in it too, but never in the store.
    """
    report = report or (lambda job, result: None)
    keys = {job: fingerprint(job) for job in jobs}
    results: dict[Job, Result] = {}
    for job, key in keys.items():
        if store and (result := store.get(key)):
            results[job] = result
            report(job, result)
    stale = [job for job in keys if job not in results]
    if not stale:
        return results
    durations = Durations(store)
    for job, result in _run_batch(durations.longest_first(stale), limits or Limits()):
        results[job] = result
        durations.seen(job, result)
        if store and (result.ok or (job.may_raise and result.status == "error")):
            store.put(keys[job], result)
        report(job, result)
    if store:
        durations.save()
        store.prune()
    return {job: results[job] for job in keys}


class Durations:
    """How long each program took when it last ran, so that the longest can start first."""

    def __init__(self, store: Store | None) -> None:
        self._path = store.folder / "durations.json" if store else None
        self._seconds: dict[str, float] = {}
        if self._path:
            with contextlib.suppress(OSError, ValueError):
                self._seconds = json.loads(self._path.read_text(encoding="utf-8"))

    def longest_first(self, jobs: list[Job]) -> list[Job]:
        """Jobs in the order to start them; unknown ones come first, those that use torch before others."""

        def expected(job: Job) -> float:
            guess = 1e6 if any(name.startswith("torch") for name in imported_modules(job.source)) else 1e5
            return self._seconds.get(job.name, guess)

        return sorted(jobs, key=expected, reverse=True)

    def seen(self, job: Job, result: Result) -> None:
        """Note how long a job took."""
        self._seconds[job.name] = result.seconds

    def save(self) -> None:
        """Write what is known, all at once."""
        if self._path:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile("w", dir=self._path.parent, delete=False, encoding="utf-8") as file:
                json.dump(self._seconds, file)
            Path(file.name).replace(self._path)


def modules_to_preload(jobs: Iterable[Job]) -> list[str]:
    """The modules that are worth importing before the first of these jobs starts, in a fixed order."""
    wanted = {name for job in jobs for name in imported_modules(job.source) if name.split(".")[0] in PRELOADABLE}
    late = [
        name for root in LATE_IMPORTS if any(m.split(".")[0] == root for m in wanted) for name in LATE_IMPORTS[root]
    ]
    return sorted(wanted) + late


def _run_batch(jobs: list[Job], limits: Limits) -> Iterator[tuple[Job, Result]]:
    """Run jobs in one batch process; yields each as it ends."""
    with tempfile.TemporaryDirectory(prefix="lessonkit-", ignore_cleanup_errors=True) as scratch:
        request = {
            "scratch": scratch,
            "preload": modules_to_preload(jobs),
            "timeout": limits.seconds,
            "memory_bytes": limits.memory_bytes,
            "network": limits.network,
            "workers": max(1, limits.workers),
            "jobs": [{"index": i, "path": str(job.path), "source": job.source} for i, job in enumerate(jobs)],
        }
        answered = set()
        for index, result in _answers(request):
            answered.add(index)
            yield jobs[index], result
        for index, job in enumerate(jobs):
            if index not in answered:
                yield job, Result("killed", 0.0, error="the process that runs programs was killed")


def _answers(request: dict[str, Any]) -> Iterator[tuple[int, Result]]:
    environment = {
        **{name: value for name, value in os.environ.items() if name != "MPLBACKEND"},
        **ONE_THREAD,
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "MATPLOTLIBRC": str(Path(__file__).parent / "matplotlibrc"),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "lessonkit.batch"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env=environment,
    )
    assert process.stdin and process.stdout
    with process:
        with contextlib.suppress(BrokenPipeError), process.stdin:
            json.dump(request, process.stdin)
        for line in process.stdout:
            answer = json.loads(line)
            yield answer["index"], Result.from_dict(answer["result"])

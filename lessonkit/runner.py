"""Brings results up to date: runs what has no result in the store, longest first, and keeps what came of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lessonkit.fingerprint import fingerprint, imported_modules, unnamed_reads
from lessonkit.jobs import Job, Limits, Result, Watcher
from lessonkit.store import Store
from lessonkit.supervisor import execute

BUDGET_SECONDS = 5.0
"""How long a snippet may take before the build says that it is slow."""
SLOW_BUDGET_SECONDS = 15.0
"""The same for one that says why, in a line such as `# slow: trains two networks`."""
SLOW_MARK = re.compile(r"^# slow: \S", re.MULTILINE)


def run(
    jobs: Iterable[Job],
    store: Store | None,
    limits: Limits | None = None,
    watcher: Watcher | None = None,
    shard: tuple[int, int] = (1, 1),
) -> dict[Job, Result]:
    """Bring results up to date.

    Args:
        jobs: What is wanted.
        store: Where results are kept between runs; None runs everything and keeps nothing.
        limits: What one program may take.
        watcher: Is told what happens.
        shard: (i, n) runs only the i-th of n parts of what is stale, where machines share the work.

    Returns:
        A result for each job, in their order; of other shards' parts, none. Failures are in it too, but never in the
        store.
    """
    watcher = watcher or Watcher()
    limits = limits or Limits()
    keys = {job: fingerprint(job, limits.network) for job in jobs}
    results = {job: result for job, key in keys.items() if store and (result := store.get(key))}
    notes = store.notes() if store else {"seconds": {}}
    stale = longest_first(keys.keys() - results.keys(), notes["seconds"])[shard[0] - 1 :: shard[1]]
    watcher.begins(len(results), stale)
    for job, result in list(results.items()):
        watcher.ended(job, result)
    keeper = _Keeper(store, watcher)
    try:
        for job, result in execute(stale, limits, watcher, store and store.folder) if stale else ():
            results[job] = result
            notes["seconds"][job.name] = result.seconds
            if fingerprint(job, limits.network) == keys[job]:  # else a file was edited while it ran
                keeper.keep(job, keys[job], result)
            if slow := over_budget(job, result):
                watcher.said(slow)
            watcher.ended(job, result)
    finally:
        if store and keys:
            store.note(notes | {"hits": sum(result.cached for result in results.values()), "ran": len(stale)})
            if stale:
                store.prune()
    return {job: results[job] for job in keys if job in results}


def over_budget(job: Job, result: Result) -> str:
    """A line that says that a program took too long, and what to do; empty if it did not."""
    marked = bool(SLOW_MARK.search(job.source))
    budget = SLOW_BUDGET_SECONDS if marked else BUDGET_SECONDS
    if result.seconds <= budget:
        return ""
    mend = (
        "make it smaller"
        if marked
        else f"make it smaller, or say why in a line '# slow: …' ({SLOW_BUDGET_SECONDS:g} s)"
    )
    return f"{job.name} took {result.seconds:.1f} s, its budget is {budget:g} s; {mend}"


class _Keeper:
    """Puts into the store what deserves it, and says once what hinders it."""

    def __init__(self, store: Store | None, watcher: Watcher) -> None:
        self.store = store
        self.watcher = watcher
        self.told: set[str] = set()

    def keep(self, job: Job, key: str, result: Result) -> None:
        """Keep a result, if it is whole and its key holds all that it depends on."""
        if not self.store or not (result.ok or (job.may_raise and result.status == "error")):
            return
        if unnamed := unnamed_reads(job, result.reads):
            names = ", ".join(unnamed)
            self._tell(f"{job.name} is not kept: it read {names}; name each file, from its folder, in the program")
            return
        try:
            self.store.put(key, result)
        except OSError as error:
            self._tell(f"results cannot be kept in {self.store.folder}: {error.strerror}")

    def _tell(self, line: str) -> None:
        if line not in self.told:
            self.told.add(line)
            self.watcher.said(line)


def longest_first(jobs: Iterable[Job], seconds: dict[str, float]) -> list[Job]:
    """Jobs in the order to start them; unknown ones come first, those that use torch before others.

    Args:
        jobs: What is to be run.
        seconds: How long each took when it last ran, by name.
    """

    def expected(job: Job) -> tuple[float, str]:
        guess = 1e6 if any(name.startswith("torch") for name in imported_modules(job.source)) else 1e5
        return -seconds.get(job.name, guess), job.name

    return sorted(jobs, key=expected)

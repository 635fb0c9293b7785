"""The project's rooms, and the results of its programs: what fences and checks ask."""

from __future__ import annotations

import functools
import logging
import re
from pathlib import Path

from lessonkit import proof
from lessonkit.fingerprint import fingerprint
from lessonkit.jobs import Job, Limits, Result
from lessonkit.progress import BuildLog
from lessonkit.quiz import load_quiz
from lessonkit.runner import run
from lessonkit.store import Store

# Below MkDocs' own logger, so that `strict` counts what is wrong and fails the build.
log = logging.getLogger("mkdocs.plugins.lessonkit")


class Site:
    """One project: lessons, snippets, quizzes, claims, and what came of running them.

    Args:
        root: The folder that holds `docs/`, `snippets/`, `quiz_data/` and `tests/`.
        repo_url: Where the project's source is published, such as `https://github.com/owner/name`.
        limits: What one program may take.
    """

    def __init__(self, root: Path, repo_url: str = "", limits: Limits | None = None) -> None:
        self.root = root
        self.repo_url = repo_url.rstrip("/")
        self.limits = limits or Limits()
        self.docs = root / "docs"
        self.snippets = root / "snippets"
        self.quizzes = root / "quiz_data"
        self.claims = root / "tests" / "lessons"
        self.store = Store(root / ".lessonkit")
        self._results: dict[str, Result] = {}
        self._by_source: dict[str, Path] = {}

    def snippet_paths(self) -> list[Path]:
        """All snippets, in the order of their names."""
        return sorted(self.snippets.glob("*/*.py"))

    def quiz_paths(self) -> list[Path]:
        """All quiz files, in the order of their names; the schema is none."""
        return sorted(path for path in self.quizzes.glob("*.json") if not path.name.endswith(".schema.json"))

    def relative(self, path: Path) -> Path:
        """A path as messages give it."""
        return path.relative_to(self.root)

    def snippet(self, path: Path) -> Job:
        """The job of running a snippet as readers would."""
        return Job(self.relative(path).as_posix(), path, path.read_text(encoding="utf-8"), root=self.root)

    def snippet_with(self, source: str) -> Path | None:
        """The snippet that holds exactly this text, blank lines around it aside."""
        source = source.strip()
        if source not in self._by_source:
            self._by_source = {path.read_text(encoding="utf-8").strip(): path for path in self.snippet_paths()}
        return self._by_source.get(source)

    def jobs(self) -> list[Job]:
        """Everything that the site needs run: snippets, and the programs of quizzes."""
        asked = []
        set_aside = self.snippets_of_faulty_quizzes()
        for path in self.quiz_paths():
            quiz, _problems = load_quiz(path, path)
            asked += proof.jobs_of(quiz, self.snippets) if quiz else []
        set_aside |= {job.path for job in asked if job.may_raise}
        shown = [self.snippet(path) for path in self.snippet_paths() if path not in set_aside]
        return list(dict.fromkeys(shown + asked))

    def snippets_of_faulty_quizzes(self) -> set[Path]:
        """The snippets named in quizzes that cannot be read: until those are mended, who knows what they should do."""
        faulty = [path for path in self.quiz_paths() if not load_quiz(path, path)[0]]
        texts = "".join(path.read_text(encoding="utf-8", errors="replace") for path in faulty)
        return {self.snippets / name for name in re.findall(r'"snippet"\s*:\s*"([^"]+)"', texts)}

    def result(self, job: Job) -> Result:
        """What came of a program. The first question runs everything that is stale, at once."""
        key = fingerprint(job)
        if key not in self._results:
            self.bring_up_to_date([job])
        return self._results[key]

    def bring_up_to_date(self, more: list[Job] | None = None) -> dict[Job, Result]:
        """Run every program of the site whose result is not known; log each that fails.

        Args:
            more: Programs to run besides.

        Returns:
            The result of every program of the site.
        """
        keys = {job: fingerprint(job) for job in (*self.jobs(), *(more or []))}
        known = {job: self._results[key] for job, key in keys.items() if key in self._results}
        watcher = BuildLog(log)
        found = run([job for job in keys if job not in known], self.store, self.limits, watcher)
        watcher.erase()
        self._results |= {keys[job]: result for job, result in found.items()}
        ran = sum(not result.cached for result in found.values())
        if ran:
            log.info("ran %d of %d programs", ran, len(keys))
        return known | found


@functools.cache
def site_at(root: Path, repo_url: str) -> Site:
    """The one `Site` of a folder: results outlive the many converters that a build makes."""
    return Site(root, repo_url)

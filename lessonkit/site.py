"""The project's rooms, and the results of its programs: what fences and checks ask."""

from __future__ import annotations

import atexit
import functools
import logging
import re
import threading
from pathlib import Path

from lessonkit import proof
from lessonkit.fingerprint import fingerprint
from lessonkit.jobs import Job, Limits, Result
from lessonkit.progress import BuildLog
from lessonkit.quiz import EXAMPLES
from lessonkit.quiz_file import load_quiz
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
        self.downloads = False
        """Whether the site offers its questions as files; see `downloads.py`."""
        self.docs = root / "docs"
        self.snippets = root / "snippets"
        self.quizzes = root / "quiz_data"
        self.claims = root / "tests" / "lessons"
        self.store = Store(root / ".lessonkit")
        self._log = BuildLog(log, self._deliver)
        self._news = threading.Condition()
        self._runs: threading.Thread | None = None
        self._keys: dict[Job, str] = {}
        self._results: dict[str, Result] = {}
        self._owed: set[str] | None = None
        """The programs that no page asks for and whose results are not there; None until they are known."""
        self._crash: Exception | None = None
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

    def bring_up_to_date(self) -> dict[Job, Result]:
        """The result of every program of the site; those whose result is not known are run, each failure is logged."""
        return {job: self.result(job) for job in self.jobs()}

    def result(self, job: Job) -> Result:
        """What came of a program. If it is not known yet, everything that is stale runs, and this waits for its own.

        The first answer also waits for programs that no page will ask for, so that their failures are in the log
        before a build can end.
        """
        key = fingerprint(job)
        with self._news:
            while key not in self._results or self._owed is None or self._owed:
                if self._crash:
                    raise self._crash
                self.begin(job)
                self._log.show()
                self._news.wait()
            self._log.hide()
            return self._results[key]

    def begin(self, *more: Job) -> None:
        """Start to run what is stale, and perhaps more, while the caller does other things. Once at a time."""
        with self._news:
            if not (self._runs and self._runs.is_alive()):
                self._owed = None
                self._runs = threading.Thread(target=self._run, args=more, daemon=True, name="lessonkit")
                self._runs.start()

    def _run(self, *more: Job) -> None:
        try:
            jobs = list(dict.fromkeys((*self.jobs(), *more)))
            keys = {job: fingerprint(job) for job in jobs}
            stale = [job for job in jobs if keys[job] not in self._results]
            with self._news:
                self._keys |= keys
                self._owed = {keys[job] for job in self._shown_nowhere(stale)}
            found = run(stale, self.store, self.limits, self._log)
            if ran := sum(not result.cached for result in found.values()):
                log.info("ran %d of %d programs", ran, len(jobs))
        except Exception as error:
            self._crash = error
        finally:
            with self._news:
                self._runs = None
                self._news.notify_all()

    def _deliver(self, job: Job, result: Result) -> None:
        """Called by the runner, through the log, as each result is known."""
        with self._news:
            self._results[self._keys[job]] = result
            self._owed = (self._owed or set()) - {self._keys[job]}
            self._news.notify_all()

    def _shown_nowhere(self, jobs: list[Job]) -> list[Job]:
        """Programs that no page includes, neither by itself nor in a quiz."""
        pages = "".join(page.read_text(encoding="utf-8") for page in self.docs.rglob("*.md"))
        fences = {path: rf"```quiz\s+{re.escape(path.stem)}\s" for path in self.quiz_paths()}
        fences[self.quizzes / f"{EXAMPLES}.json"] = "```quiz-guide"
        quizzes = [path for path, fence in fences.items() if path.is_file() and re.search(fence, pages)]
        texts = pages + "".join(path.read_text(encoding="utf-8", errors="replace") for path in quizzes)
        return [job for job in jobs if f'"{job.path.relative_to(self.snippets).as_posix()}"' not in texts]

    def _settle(self) -> None:
        """At the end of a build: let a run that has delivered everything put its things in order."""
        runs = self._runs
        if runs and self._keys and all(key in self._results for key in self._keys.values()):
            runs.join(timeout=5)


@functools.cache
def site_at(root: Path, repo_url: str) -> Site:
    """The one `Site` of a folder: results outlive the many converters that a build makes.

    What is stale begins to run at once, beside the start of the build and the pages that need no program.
    """
    site = Site(root, repo_url)
    if site.snippets.is_dir():
        site.begin()
        atexit.register(site._settle)
    return site

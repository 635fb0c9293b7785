"""Scripts written as other galleries write them run here as under plain `python`, and print the same.

The scripts are in `foreign/`. Each runs twice in a copy of that folder: by `python SCRIPT` with the folder as the
current one, and by the runner. A script that draws says how often: `# figures: 2`.
"""

import os
import pickle
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from lessonkit.jobs import Job, Limits, Result, failure_report
from lessonkit.runner import run

FOREIGN = Path(__file__).parent / "foreign"
SCRIPTS = sorted(path.name for path in FOREIGN.glob("*.py"))

fcntl = pytest.importorskip("fcntl", reason="several of the scripts need a system that can fork")


@dataclass(frozen=True)
class Run:
    """What came of a script.

    Attributes:
        stdout: What it printed.
        stderr: What it wrote to standard error.
        files: The names of the files it left in its current folder.
    """

    stdout: str
    stderr: str
    files: list[str]


Runs = dict[str, tuple[Job, Result, Run]]
"""By the script's name: what was run, what came of it by the runner, and by plain Python."""


def job_of(script: str, folder: Path) -> Job:
    """A job for a script in a copy of the corpus that no other script shares."""
    copy = shutil.copytree(FOREIGN, folder / script.removesuffix(".py"), dirs_exist_ok=True)
    return Job(script, copy / script, (copy / script).read_text(encoding="utf-8"))


def run_plainly(job: Job) -> Run:
    """What comes of `python SCRIPT` in the script's folder.

    A terminal shows each line as it is printed, and the runner keeps that order; a pipe needs PYTHONUNBUFFERED for it.
    Without a window, matplotlib warns at each `plt.show()` that there is none.
    """
    environment = {
        **{name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "TMPDIR", "USER"}},
        "MPLBACKEND": "Agg",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
        "PYTHONWARNINGS": "ignore:FigureCanvasAgg",
    }
    folder = job.path.parent
    before = files_in(folder)
    command = [sys.executable, str(job.path)]
    done = subprocess.run(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return Run(as_text(done.stdout), as_text(done.stderr), sorted(files_in(folder) - before))


def files_in(folder: Path) -> set[str]:
    """The names of all files in a folder, relative to it."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def as_text(printed: bytes) -> str:
    """Read bytes as the runner does."""
    return printed.decode("utf-8", "replace").replace("\r\n", "\n")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder that all processes of one test session share."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "foreign"
    shared.mkdir(exist_ok=True)
    return shared


@pytest.fixture(scope="module")
def runs(folder: Path) -> Runs:
    """What came of all scripts, once for all tests and for all processes that tests run in."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = folder / "runs.pickle"
        if not kept.is_file():
            jobs = [job_of(script, folder) for script in SCRIPTS]
            results = run(jobs, None, Limits(workers=2))
            with ThreadPoolExecutor(2) as pool:
                plain = list(pool.map(run_plainly, jobs))
            runs = {job.name: (job, results[job], came) for job, came in zip(jobs, plain, strict=True)}
            kept.write_bytes(pickle.dumps(runs))
        return pickle.loads(kept.read_bytes())


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_foreign_script_prints_what_plain_python_prints(script, runs):
    job, result, plain = runs[script]
    assert result.ok, failure_report(job, result)
    assert result.stdout == plain.stdout
    assert result.stderr == plain.stderr
    assert sorted(result.files) == plain.files


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_foreign_script_shows_as_many_figures_as_it_says(script, runs):
    job, result, _ = runs[script]
    said = re.search(r"^# figures: (\d+)$", job.source, re.MULTILINE)
    assert len(result.figures) == (int(said[1]) if said else 0)


def test_foreign_scripts_come_to_the_same_elsewhere_and_one_at_a_time(runs, folder, tmp_path):
    jobs = [job_of(script, tmp_path) for script in SCRIPTS]
    elsewhere = run(jobs, None, Limits(workers=1))
    here = {script: what_came(result, folder) for script, (_, result, _) in runs.items()}
    assert [job.name for job in jobs if what_came(elsewhere[job], tmp_path) != here[job.name]] == []


def what_came(result: Result, place: Path) -> tuple[object, ...]:
    """All of a result but its time, the place its script lay in, and the times inside of archives it left."""
    stderr = result.stderr.replace(str(place), "PLACE")
    return result.status, result.error, result.stdout, stderr, result.figures, sorted(result.files)

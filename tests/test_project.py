"""What is true of every lesson."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lessonkit import limits, outcome
from lessonkit.check import check
from lessonkit.jobs import Job, Limits
from lessonkit.runner import BUDGET_SECONDS, SLOW_BUDGET_SECONDS
from lessonkit.site import Site
from lessonkit.store import LIMIT_BYTES
from lessonkit.walls import MAX_FILE_BYTES

ROOT = Path(__file__).parent.parent
SITE = Site(ROOT)
SNIPPETS = [path.relative_to(SITE.snippets).as_posix() for path in SITE.snippet_paths()]


def test_nothing_is_wrong_with_any_lesson():
    assert [str(problem) for problem in check(SITE)] == []


@pytest.fixture(scope="module")
def jobs() -> list[Job]:
    return SITE.jobs()


@pytest.mark.parametrize("name", SNIPPETS)
def test_plain_python_prints_what_the_page_shows(name, jobs, tmp_path):
    path = SITE.snippets / name
    (job,) = (job for job in jobs if job.path == path and job.source == path.read_text(encoding="utf-8"))
    shown = SITE.result(job)
    environment = {
        **os.environ,
        "MPLBACKEND": "Agg",
        "OMP_NUM_THREADS": "1",
        "PYTHONWARNINGS": "ignore:FigureCanvasAgg",
    }
    done = subprocess.run([sys.executable, path], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.stdout == shown.stdout
    assert (done.returncode == 0) == shown.ok
    assert done.stderr == "" or not shown.ok, "a snippet that warns is not fit to be copied"


def test_the_page_on_running_programs_gives_the_limits_that_hold():
    page = " ".join((ROOT / "docs/contribute/running.md").read_text(encoding="utf-8").split())
    for limit in (
        f"| time | {Limits().seconds:g} seconds; a build says so if it is more than {BUDGET_SECONDS:g}, "
        f"or more than {SLOW_BUDGET_SECONDS:g} with a line",
        f"| memory | {Limits().memory_bytes / 2**30:g} GiB, with all processes it starts |",
        f"| processes | {limits.MAX_PROCESSES} |",
        f"| files | {MAX_FILE_BYTES / 2**20:g} MiB each, {limits.MAX_FOLDER_BYTES / 2**20:g} MiB and "
        f"{limits.MAX_FILES:,} files while it runs, {outcome.MAX_LEFT_BYTES / 2**20:g} MiB left at its end |",
        f"| print | {outcome.MAX_PRINTED_BYTES / 2**20:g} MiB is kept |",
        f"Past {LIMIT_BYTES / 2**20:g} MiB",
    ):
        assert limit in page


@pytest.mark.parametrize("name", SNIPPETS)
def test_a_snippet_says_what_it_is_and_fits_a_page(name):
    text = (SITE.snippets / name).read_text(encoding="utf-8")
    assert text.startswith('"""')
    program = text.split('"""', 2)[2]
    assert len([line for line in program.splitlines() if line.strip()]) <= 60
    assert "lessonkit" not in text

"""What is true of every lesson."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lessonkit.check import check
from lessonkit.site import Site

ROOT = Path(__file__).parent.parent
SITE = Site(ROOT)
SNIPPETS = [path.relative_to(SITE.snippets).as_posix() for path in SITE.snippet_paths()]


def test_nothing_is_wrong_with_any_lesson():
    assert [str(problem) for problem in check(SITE)] == []


@pytest.mark.parametrize("name", SNIPPETS)
def test_plain_python_prints_what_the_page_shows(name, tmp_path):
    path = SITE.snippets / name
    (job,) = (job for job in SITE.jobs() if job.path == path and job.source == path.read_text(encoding="utf-8"))
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


@pytest.mark.parametrize("name", SNIPPETS)
def test_a_snippet_says_what_it_is_and_fits_a_page(name):
    text = (SITE.snippets / name).read_text(encoding="utf-8")
    assert text.startswith('"""')
    assert len(text.splitlines()) <= 70
    assert "lessonkit" not in text

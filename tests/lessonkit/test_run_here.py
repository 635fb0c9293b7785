"""Which programs get a button to run in the browser, and how a reader's program is run there.

`reader_program.py` needs no browser, so plain Python asks it here. What the page does is in tests/site/test_run.py.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lessonkit.run_here import button, runs_in_a_browser
from lessonkit.site import Site

ROOT = Path(__file__).parents[2]
RUN = ROOT / "docs" / "assets" / "js" / "run"

# ---- Which programs


@pytest.mark.parametrize(
    "source",
    [
        "print(1)",
        "import math\nfrom collections import Counter",
        "import numpy as np\nfrom scipy.stats import norm",
        "import matplotlib.pyplot as plt\nfrom sklearn.datasets import load_iris",
    ],
)
def test_a_browser_runs_what_needs_the_standard_library_and_the_scientific_ones(source, program):
    assert runs_in_a_browser(program(source))


@pytest.mark.parametrize(
    "source",
    [
        "import torch",
        "import numpy\nimport torch.nn as nn",
        "def later():\n    import pandas",
        "from sklearn.datasets import fetch_openml",
        "import multiprocessing",
        "from concurrent.futures import ThreadPoolExecutor",
        "from urllib.request import urlopen",
        "import no_such_module",
    ],
)
def test_a_browser_does_not_run_what_needs_other_libraries_processes_or_a_network(source, program):
    assert not runs_in_a_browser(program(source))


def test_a_browser_does_not_run_what_reads_a_file_beside_it(program, tmp_path):
    (tmp_path / "weights.json").write_text("[]")
    assert not runs_in_a_browser(program('print(open("weights.json").read())'))


def test_a_browser_does_not_run_what_imports_a_module_beside_it(program, tmp_path):
    (tmp_path / "beside.py").write_text("")
    assert not runs_in_a_browser(program("import beside"))


def test_the_button_is_hidden_until_a_script_can_keep_its_promise():
    assert re.fullmatch(r"<button [^>]*\bhidden>Run it here</button>", button("two_answers.py"))


def test_the_button_carries_the_name_of_the_program_whatever_is_in_it():
    assert 'data-program="&lt;&quot;&gt;.py"' in button('<">.py')


def test_the_pages_of_this_site_have_programs_that_a_browser_runs():
    site = Site(ROOT)
    assert sum(runs_in_a_browser(site.snippet(path)) for path in site.snippet_paths()) > 50


# ---- How a program is run


def run(source: str, folder: Path) -> tuple[dict[str, Any], str, str]:
    """Run a program as the browser does: how it ended, what it printed, and what went to stderr."""
    (folder / "source.txt").write_text(source, encoding="utf-8")
    call = "import pathlib, reader_program as r; end = r.run(pathlib.Path('source.txt').read_text(), 'mine.py')"
    call += "; pathlib.Path('end.json').write_text(end)"
    environment = os.environ | {"PYTHONPATH": str(RUN), "MPLBACKEND": "module://reader_figures"}
    done = subprocess.run(
        [sys.executable, "-B", "-c", call], cwd=folder, env=environment, capture_output=True, text=True, timeout=60
    )
    return json.loads((folder / "end.json").read_text()), done.stdout, done.stderr


def test_a_program_is_the_main_program(tmp_path):
    end, printed, errors = run("if __name__ == '__main__':\n    print('hello', __file__)", tmp_path)
    assert (end["ok"], printed, errors) == (True, "hello mine.py\n", "")


def test_annotations_mean_what_they_mean_in_a_plain_program(tmp_path):
    source = "def f(x: int): ...\nprint(f.__annotations__)"
    assert run(source, tmp_path)[1] == "{'x': <class 'int'>}\n"


def test_a_traceback_names_the_reader_s_lines_and_no_others(tmp_path):
    source = "import json\n\ndef read():\n    return json.loads('{')\n\nread()\n"
    end, _, errors = run(source, tmp_path)
    assert (end["ok"], end["line"]) == (False, 4)
    assert re.findall(r'File "(.+?)", line (\d+)', errors) == [("mine.py", "6"), ("mine.py", "4")]
    assert "return json.loads('{')" in errors
    assert errors.splitlines()[-1].startswith("json.decoder.JSONDecodeError: ")


def test_the_cause_of_an_error_is_told_by_the_reader_s_lines_alone_too(tmp_path):
    source = "import json\ntry:\n    json.loads('')\nexcept ValueError as error:\n    raise KeyError('x') from error\n"
    errors = run(source, tmp_path)[2]
    assert set(re.findall(r'File "(.+?)"', errors)) == {"mine.py"}
    assert "direct cause" in errors


def test_a_program_that_is_no_python_is_told_where(tmp_path):
    end, _, errors = run("x = 1\nprint(x\n", tmp_path)
    assert (end["ok"], end["line"]) == (False, 2)
    assert 'File "mine.py", line 2' in errors


def test_a_module_that_is_not_there_is_named(tmp_path):
    end = run("import no_such_module.inside", tmp_path)[0]
    assert (end["ok"], end["missing"], end["line"]) == (False, "no_such_module", 1)


@pytest.mark.parametrize(
    ("code", "ok", "said"), [("", True, ""), ("0", True, ""), ("2", False, ""), ("'no'", False, "no\n")]
)
def test_a_program_may_leave_early(code, ok, said, tmp_path):
    end, printed, errors = run(f"import sys\nprint('here')\nsys.exit({code})", tmp_path)
    assert (end["ok"], printed, errors) == (ok, "here\n", said)


DRAW = "import matplotlib.pyplot as plt\n"


def test_figures_come_as_svg_both_those_shown_and_those_left_open(tmp_path):
    end = run(DRAW + "plt.plot([1, 2])\nplt.show()\nplt.figure()\nprint(plt.get_fignums())", tmp_path)[0]
    assert [re.search(r"<svg\b", figure) is not None for figure in end["figures"]] == [True, True]
    assert set(end["versions"]) == {"numpy", "matplotlib"}


def test_figures_that_were_shown_before_an_error_are_kept(tmp_path):
    end = run(DRAW + "plt.plot([1, 2])\nplt.show()\nraise ValueError", tmp_path)[0]
    assert (end["ok"], len(end["figures"])) == (False, 1)


def test_a_figure_that_cannot_be_drawn_is_told_of(tmp_path):
    end, _, errors = run(DRAW + "plt.title(r'$\\no$')\nprint('done')", tmp_path)
    assert (end["ok"], end["figures"]) == (True, [])
    assert errors.startswith("A figure could not be drawn. ValueError")


def test_so_many_figures_are_kept_and_no_more(tmp_path):
    end = run(DRAW + "for _ in range(25):\n    plt.figure(figsize=(1, 1))\n    plt.show()", tmp_path)[0]
    assert len(end["figures"]) == 20


def test_a_lesson_s_program_prints_and_draws_as_in_the_build(tmp_path):
    site = Site(ROOT)
    job = site.snippet(site.snippets / "big-picture" / "two_answers.py")
    end, printed, _ = run(job.source, tmp_path)
    plain = subprocess.run(
        [sys.executable, job.path], cwd=tmp_path, env=os.environ | {"MPLBACKEND": "agg"}, capture_output=True, text=True
    )
    assert (end["ok"], printed, len(end["figures"])) == (True, plain.stdout, 1)

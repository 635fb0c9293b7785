"""Programs run apart from each other, and only when they must."""

import os
from pathlib import Path

import pytest

from lessonkit.runner import Limits, modules_to_preload, run
from lessonkit.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def run_one(job, store=None, **limits):
    return run([job], store, Limits(**limits))[job]


def test_prints_of_python_and_of_other_programs_are_kept_in_order(program):
    job = program('import os\nprint("one")\nos.system("echo two")\nprint("three")\n')
    assert run_one(job).stdout == "one\ntwo\nthree\n"


def test_a_program_runs_as_python_would_run_it(program):
    program("VALUE = 7\n", "neighbour.py")
    job = program(
        "import sys, neighbour\nx = 1\nprint(__name__, len(sys.argv), neighbour.VALUE, sys.modules[__name__].x)"
    )
    assert run_one(job).stdout == "__main__ 1 7 1\n"


def test_figures_shown_and_figures_left_open_are_kept(program):
    job = program("import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\nplt.plot([2, 1])\nplt.figure()\n")
    result = run_one(job)
    assert len(result.figures) == 3
    assert all("<svg" in figure for figure in result.figures)
    assert result.stderr == ""


def test_figures_are_the_same_in_every_run(program):
    job = program("import matplotlib.pyplot as plt\nplt.scatter([1, 2], [3, 4])\nplt.show()\n")
    assert run_one(job).figures == run_one(job).figures


def test_files_left_in_the_folder_are_kept_and_the_folder_is_not_ours(program, tmp_path):
    result = run_one(program("open('weights.bin', 'wb').write(bytes([1, 2]))\n"))
    assert result.files == {"weights.bin": b"\1\2"}
    assert not (tmp_path / "weights.bin").exists()


@pytest.mark.parametrize(
    ("source", "status", "error", "line"),
    [
        ("print('so far')\ndef f():\n    return 1 / 0\nf()\n", "error", "ZeroDivisionError: division by zero", 3),
        ("print('so far'\n", "error", "SyntaxError", 1),
        ("print('so far')\nimport sys\nsys.exit(3)\n", "exit", "sys.exit(3)", 3),
        ("print('so far')\nimport os\nos._exit(0)\n", "exit", "exit code 0", 0),
        ("print('so far')\nimport ctypes\nctypes.string_at(0)\n", "killed", "SIGSEGV", 0),
        ("print('so far')\nwhile True: pass\n", "timeout", "still running after 1 s", 0),
        ("print('so far')\nwhile True: print('x' * 10**6)\n", "error", "File too large", 2),
        ("print('so far')\nx = bytearray(30 * 2**30)\n", "error", "MemoryError", 2),
        ("print('so far')\nimport socket\nsocket.create_connection(('127.0.0.1', 9))\n", "error", "without one", 3),
    ],
)
def test_a_failure_is_named_with_its_line_and_ends_only_itself(program, store, source, status, error, line):
    bad, good = program(source, "bad.py"), program("print('well')\n", "good.py")
    results = run([bad, good], store, Limits(seconds=1, workers=2))
    assert results[good].stdout == "well\n"
    assert results[bad].status == status
    assert error in results[bad].error
    assert results[bad].line == line
    assert "SyntaxError" in error or results[bad].stdout.startswith("so far\n")


def test_failures_are_never_stored(program, store):
    job = program("raise ValueError\n")
    assert not run_one(job, store).cached
    assert not run_one(job, store).cached


def test_an_exception_that_a_quiz_asks_for_is_stored(program, store):
    job = program("raise KeyError('x')\n", may_raise=True)
    run_one(job, store)
    result = run_one(job, store)
    assert result.cached
    assert result.exception[:2] == ("KeyError", "LookupError")


def test_what_has_run_does_not_run_again(program, store):
    job = program("print('once')\n")
    assert [run_one(job, store).cached, run_one(job, store).cached] == [False, True]


def test_only_the_edited_program_runs(program, store):
    jobs = [program(f"print({number})\n", f"{number}.py") for number in range(4)]
    run(jobs, store)
    jobs[2] = program("print('edited')\n", "2.py")
    results = run(jobs, store)
    assert [result.cached for result in results.values()] == [True, True, False, True]
    assert results[jobs[2]].stdout == "edited\n"


def test_a_program_cannot_touch_another(program):
    first = program("import numpy\nnumpy.set_printoptions(precision=1)\nnumpy.leak = 1\n", "first.py")
    second = program("import numpy\nprint(hasattr(numpy, 'leak'), numpy.array([0.123]))\n", "second.py")
    assert run([first, second], None, Limits(workers=1))[second].stdout == "False [0.123]\n"


def test_processes_left_behind_are_ended(program):
    source = "import subprocess\nprint(subprocess.Popen(['sleep', '600']).pid)\n"
    left_behind = int(run_one(program(source)).stdout)
    with pytest.raises(ProcessLookupError):
        while not _is_zombie(left_behind):  # ended, and about to be forgotten by the system
            os.kill(left_behind, 0)
        raise ProcessLookupError


def _is_zombie(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return False


def test_programs_run_side_by_side(program):
    source = "import time\nstart = time.time()\ntime.sleep(1)\nprint(start, time.time())\n"
    jobs = [program(source, f"{number}.py") for number in range(2)]
    (start_a, end_a), (start_b, end_b) = (
        map(float, result.stdout.split()) for result in run(jobs, None, Limits(workers=2)).values()
    )
    assert start_a < end_b and start_b < end_a


def test_one_thread_and_a_fixed_hash_seed(program):
    source = "import os\nprint(os.environ['OMP_NUM_THREADS'], os.environ['PYTHONHASHSEED'])\n"
    assert run_one(program(source)).stdout == "1 0\n"


def test_only_what_is_needed_is_imported_beforehand(program):
    plain = program("import json, numpy.linalg\n", "plain.py")
    assert modules_to_preload([plain]) == ["numpy.linalg"]
    assert "torch" in modules_to_preload([plain, program("import torch\n", "deep.py")])


def test_nothing_is_left_in_the_folder_for_temporary_files(program, tmp_path, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr("tempfile.tempdir", None)
    run_one(program("open('x', 'w').write('x')\n"))
    assert list(scratch.iterdir()) == []


def test_the_caller_is_not_changed(program):
    folder = Path.cwd()
    run_one(program("import os\nos.chdir('/')\nos.environ['CHANGED'] = '1'\n"))
    assert Path.cwd() == folder
    assert "CHANGED" not in os.environ

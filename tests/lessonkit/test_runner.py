"""Programs run apart from each other, and only when they must."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from lessonkit.jobs import Limits, Result, Watcher
from lessonkit.processes import stages_for
from lessonkit.runner import over_budget, run
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
    deep = program("import torch\n", "deep.py")
    assert stages_for([plain]) == [["numpy.linalg"]]
    assert stages_for([plain, deep]) == [["numpy.linalg"], ["torch", "torch._dynamo"]]


def test_a_program_without_torch_does_not_wait_for_torch(program):
    deep = program("import torch\nprint(1)\n", "deep.py")
    plain = program("import sys\nprint('torch' in sys.modules)\n", "plain.py")
    watcher = Seen()
    results = run([deep, plain], None, Limits(workers=2), watcher)
    assert results[plain].stdout == "False\n"
    assert watcher.events == [("started", plain), ("ended", plain), ("started", deep), ("ended", deep)]


class Seen(Watcher):
    """Keeps what it was told."""

    def __init__(self):
        self.events = []
        self.lines = []

    def started(self, job):
        self.events.append(("started", job))

    def ended(self, job, result):
        self.events.append(("ended", job))

    def said(self, line):
        self.lines.append(line)


def test_the_longest_known_starts_first_and_unknown_ones_before(program, store):
    jobs = [program(f"import time\ntime.sleep({seconds})\n", f"{seconds}.py") for seconds in (0.1, 0.5, 0.3)]
    run(jobs, store, Limits(workers=2))
    changed = [replace(job, source=job.source + "#\n") for job in (*jobs, program("print(1)\n", "new.py"))]
    watcher = Seen()
    run(changed, store, Limits(workers=1), watcher)
    assert [job.name for what, job in watcher.events if what == "started"] == ["new.py", "0.5.py", "0.3.py", "0.1.py"]


def test_named_data_files_lie_in_the_working_folder(program, tmp_path, store):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.csv").write_text("1")
    job = program("print(open('data/a.csv').read())\nopen('data/a.csv', 'w').write('2')\n")
    result = run_one(job, store)
    assert (result.stdout, result.files) == ("1\n", {"data/a.csv": b"2"})
    assert (tmp_path / "data/a.csv").read_text() == "1"
    (tmp_path / "data/a.csv").write_text("3")
    assert run_one(job, store).stdout == "3\n"


def test_a_result_that_depends_on_a_file_the_key_lacks_is_not_kept(program, tmp_path, store):
    (tmp_path / "a1.csv").write_text("1")
    job = program("from pathlib import Path\nprint((Path(__file__).parent / f'a{1}.csv').read_text())\n")
    watcher = Seen()
    assert run([job], store, watcher=watcher)[job].stdout == "1\n"
    assert watcher.lines == [
        f"program.py is not kept: it read {tmp_path / 'a1.csv'}; name each file, from its folder, in the program"
    ]
    (tmp_path / "a1.csv").write_text("2")
    assert run_one(job, store).stdout == "2\n"


def test_a_result_is_not_kept_if_a_file_was_edited_meanwhile(program, tmp_path, store):
    (tmp_path / "near.py").write_text("X = 1\n")
    job = program("import near\nprint(near.X)\n")

    class Editor(Watcher):
        def started(self, job):
            (tmp_path / "near.py").write_text("X = 2\n")

    run([job], store, watcher=Editor())
    assert store.entries() == {}


def test_what_was_kept_with_the_network_is_not_found_without_it(program, store):
    job = program("print('once')\n")
    assert not run_one(job, store, network=True).cached
    assert not run_one(job, store).cached
    assert run_one(job, store, network=True).cached


def test_results_that_cannot_be_kept_are_still_results(program, tmp_path):
    (tmp_path / "store").write_text("a file where the folder should be")
    watcher = Seen()
    jobs = [program(f"print({number})\n", f"{number}.py") for number in range(2)]
    results = run(jobs, Store(tmp_path / "store"), watcher=watcher)
    assert [result.stdout for result in results.values()] == ["0\n", "1\n"]
    assert len(watcher.lines) == 1
    assert watcher.lines[0].startswith("results cannot be kept in ")


@pytest.mark.parametrize(
    ("source", "seconds", "warned"),
    [("", 4.9, False), ("", 5.1, True), ("# slow: trains two networks\n", 14.9, False), ("# slow: x\n", 15.1, True)],
)
def test_what_takes_longer_than_its_budget_is_named(program, source, seconds, warned):
    line = over_budget(program(source), Result("ok", seconds))
    assert bool(line) == warned
    assert not warned or "make it smaller" in line


def test_shards_together_run_everything_once(program, tmp_path, store):
    jobs = [program(f"print({number})\n", f"{number}.py") for number in range(10)]
    run(jobs[:2], store)
    parts = []
    for number in range(1, 5):
        shard = Store(tmp_path / f"shard{number}")
        shutil.copytree(store.folder, shard.folder)
        results = run(jobs, shard, shard=(number, 4))
        parts.append({job.name for job, result in results.items() if not result.cached})
    assert sorted(map(len, parts)) == [2, 2, 2, 2]
    for number in range(1, 5):
        shutil.copytree(tmp_path / f"shard{number}", store.folder, dirs_exist_ok=True)
    assert [result.cached for result in run(jobs, store).values()] == [True] * 10


def test_results_do_not_depend_on_folder_or_number_of_workers(program):
    source = """
import matplotlib.pyplot as plt, numpy as np
from sklearn.cluster import KMeans
X = np.random.default_rng({n}).normal(size=(200, 2))
print(KMeans(3, random_state=0, n_init=2).fit(X).inertia_)
plt.scatter(*X.T)
plt.show()
"""
    found = []
    for folder, workers in (("here", 1), ("there/below", 3)):
        jobs = [program(source.format(n=n), f"{folder}/{n}.py") for n in range(4)]
        results = run(jobs, None, Limits(workers=workers)).values()
        found.append([replace(result, seconds=0.0).to_dict() for result in results])
    assert found[0] == found[1]


def test_at_ctrl_c_all_processes_are_gone_and_finished_results_are_kept(program, tmp_path):
    jobs = [program("print('well')\n", "good.py"), program("import time\ntime.sleep(600.5)\n", "long.py")]
    process = begin(tmp_path, *(str(job.path) for job in jobs), "--jobs", "2")
    assert process.stdout.readline().startswith("ok ")
    process.send_signal(signal.SIGINT)
    printed, _ = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "stopped" in printed
    assert len(Store(tmp_path / ".lessonkit").entries()) == 1
    assert list((tmp_path / "scratch").iterdir()) == []
    assert not living("600.5")


def test_at_the_builds_own_sudden_end_all_processes_and_files_are_gone(program, tmp_path):
    job = program("import time\nprint('so far')\ntime.sleep(600.75)\n")
    process = begin(tmp_path, str(job.path))
    while not list(tmp_path.glob("scratch/lessonkit-*/*/work")):
        assert process.poll() is None
    process.kill()
    process.communicate()
    while list((tmp_path / "scratch").iterdir()) or living(str(tmp_path)):
        pass


SLOW_LIBRARY = """\
import os, pathlib, time
pathlib.Path(__file__).with_name("importer").write_text(str(os.getpid()))
try:
    time.sleep(600)
except BaseException:
    time.sleep(600)
"""


@pytest.mark.parametrize("library", ["numpy", "torch"])
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_the_builds_end_does_not_wait_for_what_is_being_imported(program, tmp_path, library, how):
    slow = tmp_path / "libraries" / library
    slow.mkdir(parents=True)
    (slow / "__init__.py").write_text(SLOW_LIBRARY)
    job = program(f"import {library}\n")
    process = begin(tmp_path, str(job.path), PYTHONPATH=f"{slow.parent}:{Path.cwd()}")
    while not (slow / "importer").exists():
        assert process.poll() is None
    process.send_signal(how)
    _, told = process.communicate(timeout=60)  # until nobody is left who could write
    assert "Traceback" not in told
    while list((tmp_path / "scratch").iterdir()):
        pass


def begin(tmp_path, *arguments, **environment):
    """Start `lessonkit run` as a terminal does: with a Ctrl-C that counts, even if this process ignores it."""
    return subprocess.Popen(
        [sys.executable, "-m", "lessonkit", "run", *arguments],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | scratch(tmp_path) | environment,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def scratch(tmp_path):
    (tmp_path / "scratch").mkdir()
    return {"TMPDIR": str(tmp_path / "scratch")}


def living(mark):
    """Whether a process of that folder, or with that text in its command, still lives."""
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if mark in (folder / "cmdline").read_text() or mark in str((folder / "cwd").readlink()):
                return True
    return False


def test_the_caller_is_not_changed(program):
    folder = Path.cwd()
    run_one(program("import os\nos.chdir('/')\nos.environ['CHANGED'] = '1'\n"))
    assert Path.cwd() == folder
    assert "CHANGED" not in os.environ

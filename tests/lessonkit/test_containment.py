"""Whatever a program does, it does to itself alone: it is named, with line and output, and nothing stays behind.

Each fault is a row of a table, and all run in one go, as in a build.
"""

import json
import os
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from lessonkit import forkserver, limits, outcome, supervisor, walls
from lessonkit.jobs import Job, Limits, Result, Watcher
from lessonkit.runner import run
from lessonkit.store import Store
from lessonkit.walls import WALLS

SECRET = "LESSONKIT_TEST_SECRET"
GOOD = "print('well')\n"


@dataclass(frozen=True)
class Fault:
    """A program that does wrong after it has printed `so far`, and what must be said of it.

    Attributes:
        source: The program after its first line.
        status: How it must be reported to have ended.
        error: What the report must contain.
        line: The line it must name; 0 for one that has no line, -1 for any (it may be stopped at any point).
        needs: The walls of which one must be there for this.
    """

    source: str
    status: str
    error: str
    line: int = 2
    needs: frozenset[str] = frozenset()


FILES = frozenset({"namespace", "landlock"})
NAMESPACE = frozenset({"namespace"})
LANDLOCK = frozenset({"landlock"})
SECCOMP = frozenset({"seccomp"})

FAULTS = {
    "exception": Fault("def f():\n    return 1 / 0\nf()", "error", "ZeroDivisionError: division by zero", 3),
    "exception in a group": Fault("raise ExceptionGroup('two', [ValueError(), KeyError()])", "error", "ExceptionGroup"),
    "syntax error": Fault("print('more'", "error", "SyntaxError"),
    "null byte": Fault("'\0'", "error", "null bytes", 0),
    "sys.exit": Fault("import sys; sys.exit(3)", "exit", "sys.exit(3)"),
    "sys.exit with words": Fault("import sys; sys.exit('no')", "exit", "sys.exit('no')"),
    "os._exit": Fault("import os\nos._exit(0)", "exit", "exit code 0", 3),
    "segmentation fault": Fault("import ctypes\nctypes.string_at(0)", "killed", "SIGSEGV", 3),
    "abort": Fault("import os\nos.abort()", "killed", "SIGABRT", 3),
    "kills itself": Fault("import os\nos.kill(os.getpid(), 9)", "killed", "SIGKILL", 3),
    "becomes another program": Fault("import os\nos.execvp('true', ['true'])", "exit", "exit code 0", 3),
    "endless loop": Fault("while True: pass", "timeout", "still running after 4 s"),
    "endless wait": Fault("import time\ntime.sleep(600)", "timeout", "still running", 3),
    "endless loop that hears no signal": Fault(
        "import signal\nfor n in (1, 2, 10, 12, 15): signal.signal(n, signal.SIG_IGN)\nwhile True: pass",
        "timeout",
        "still running",
        0,
    ),
    "endless print": Fault("while True: print('x' * 10**6)", "error", "File too large"),
    "endless print at once": Fault("while True: print('x' * 10**8)", "error", "File too large"),
    "too deep": Fault("def f(): f()\nf()", "error", "RecursionError"),
    "fork bomb": Fault("import os\nwhile True:\n    os.fork()", "killed", "started more than 64 processes", 4),
    "process left behind": Fault(
        "import subprocess\nsubprocess.Popen(['sleep', '600.125'])", "error", "left running: sleep 600.125", 3
    ),
    "fork left behind": Fault("import os, time\nif os.fork() == 0:\n    time.sleep(600)", "error", "left running: ", 3),
    "daemon left behind": Fault(
        "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n"
        "        time.sleep(600)\n    os._exit(0)",
        "error",
        "left running: ",
        3,
        SECCOMP,
    ),
    "new session left behind": Fault(
        "import subprocess\nsubprocess.Popen(['sleep', '600.25'], start_new_session=True)",
        "error",
        "left running: sleep 600.25",
        3,
        SECCOMP,
    ),
    "thread left behind": Fault(
        "import threading, time\ndef wait(): time.sleep(600)\nthreading.Thread(target=wait).start()",
        "timeout",
        "still running",
        -1,
    ),
    "30 GiB of memory": Fault("x = bytearray(30 * 2**30)", "error", "MemoryError"),
    "memory little by little": Fault("x = []\nwhile True:\n    x.append(bytes(2**26))", "error", "MemoryError", 4),
    "memory in many processes": Fault(
        "import os, time\nfor _ in range(12):\n    if os.fork() == 0:\n        x = b'x' * 2**26\n"
        "        time.sleep(600)\ntime.sleep(600)",
        "killed",
        "held more than 0.5 GiB of memory",
        -1,
    ),
    "lifts its limits": Fault(
        "import resource\nresource.setrlimit(resource.RLIMIT_DATA, (-1, -1))", "error", "Error", 3, LANDLOCK
    ),
    "one file without end": Fault(
        "f = open('x', 'wb')\nwhile True:\n    f.write(bytes(2**20))", "error", "File too large", 4
    ),
    "files without end": Fault(
        "import os\nn = 0\nwhile True:\n    n += 1\n    open(str(n), 'wb').write(bytes(2**22))",
        "killed",
        "wrote more than 100 MiB",
        -1,
    ),
    "countless files": Fault(
        "n = 0\nwhile True:\n    n += 1\n    open(str(n), 'w')", "killed", "wrote more than 500 files", -1
    ),
    "leaves too much": Fault("open('x', 'wb').write(bytes(9 * 2**20))", "error", "left more than 8 MiB", 0),
    "closes its output": Fault("import os\nos.close(1)\nos.close(2)\nprint('more')", "error", "Bad file descriptor", 5),
    "closes its output and is silent": Fault("import os\nos.close(1)\nos.close(2)", "error", "closed its standard", 0),
    "closes everything": Fault("import os\nos.closerange(0, 4096)", "error", "closed its standard", 0),
    "deletes its source": Fault("import os\nos.remove(__file__)", "error", "Error", 3, FILES),
    "changes its source": Fault("open(__file__, 'a')", "error", "Error", 2, FILES),
    "changes its source's rights": Fault("import os\nos.chmod(__file__, 0)", "error", "Read-only", 3, NAMESPACE),
    "writes beside its source": Fault(
        "import pathlib\npathlib.Path(__file__).with_name('new').write_text('')", "error", "Error", 3, FILES
    ),
    "writes into the store": Fault(
        "import pathlib\npathlib.Path(__file__).with_name('store').joinpath('x').write_text('')",
        "error",
        "Error",
        3,
        FILES,
    ),
    "writes into the common temporary folder": Fault("open('/tmp/lessonkit-test', 'w')", "error", "Error", 2, FILES),
    "makes a link to write through": Fault(
        "import os\nos.symlink(__file__, 'link')\nopen('link', 'a')", "error", "Error", 4, FILES
    ),
    "reads someone's home": Fault("import os\nos.listdir('/root')", "error", "PermissionError", 3, LANDLOCK),
    "looks into its parent": Fault(
        "import os\nopen(f'/proc/{os.getppid()}/environ').read()", "error", "PermissionError", 3, LANDLOCK
    ),
    "kills its parent": Fault("import os\nos.kill(os.getppid(), 9)", "error", "not permitted", 3, LANDLOCK),
    "connects": Fault("import socket\nsocket.create_connection(('127.0.0.1', 9))", "error", "without one", 3),
    "looks up a name": Fault("import socket\nsocket.getaddrinfo('localhost', 80)", "error", "without one", 3),
    "sends a datagram": Fault(
        "import socket\nsocket.socket(type=socket.SOCK_DGRAM).sendto(b'', ('127.0.0.1', 9))", "error", "Error", 3
    ),
    "opens a web page": Fault(
        "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:9')", "error", "without one", 3
    ),
    "makes a socket without Python": Fault(
        "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\nassert libc.socket(2, 1, 0) >= 0, ctypes.get_errno()",
        "error",
        "AssertionError: 13",
        4,
        SECCOMP,
    ),
    "reads a secret": Fault(f"import os\nos.environ['{SECRET}']", "error", "KeyError", 3),
    "asks a question": Fault("input()", "error", "EOFError"),
}


class Said(Watcher):
    """Keeps what was said."""

    def __init__(self):
        self.lines = []

    def said(self, line):
        self.lines.append(line)


@dataclass
class Run:
    """What came of all faults at once."""

    results: dict[str, Result]
    folder: Path
    scratch: Path


@pytest.fixture(
    scope="module",
    params=[WALLS, ("limits", "landlock", "seccomp"), ("limits",)],
    ids=["all walls", "without namespaces", "limits alone"],
)
def faults(request, tmp_path_factory):
    """All faults of the table that the walls are good for, and a good program before and after them."""
    folder = tmp_path_factory.mktemp("faults")
    scratch = tmp_path_factory.mktemp("scratch")
    patch = pytest.MonkeyPatch()
    patch.setenv(SECRET, "hush")
    patch.setenv("TMPDIR", str(scratch))
    patch.setattr("tempfile.tempdir", None)
    patch.setattr(limits, "MAX_FOLDER_BYTES", 100 * 2**20)
    patch.setattr(limits, "MAX_FILES", 500)
    jobs = {}
    there = walls_of_this_machine(folder) & set(request.param)
    for name, fault in FAULTS.items():
        if not fault.needs or fault.needs & there:
            jobs[name] = write(folder / f"{name}.py", f"print('so far')\n{fault.source}\n")
    for name in ("a good one", "z good one"):
        jobs[name] = write(folder / f"{name}.py", GOOD)
    bounds = Limits(seconds=4.0, memory_bytes=2**29, workers=2, walls=request.param)
    results = run(jobs.values(), Store(folder / "store"), bounds)
    patch.undo()
    named = {name: results[job] for name, job in jobs.items()}
    return Run(named, folder, scratch)


def walls_of_this_machine(folder: Path) -> set[str]:
    """What this system does not refuse, by its own word."""
    said = Said()
    run([Job("good.py", folder / "good.py", GOOD)], None, watcher=said)
    return {wall for wall in WALLS if not any(wall in line for line in said.lines)}


def write(path: Path, source: str) -> Job:
    path.write_text(source)
    return Job(path.name, path, source, root=path.parent)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_its_line_and_the_output_so_far(faults, name):
    if name not in faults.results:
        return  # it takes a wall that this machine, or this turn, does not have
    fault, result = FAULTS[name], faults.results[name]
    assert result.status == fault.status, result
    assert result.line == fault.line if fault.line >= 0 else result.line > 0, result
    assert fault.error in result.error
    never_ran = "SyntaxError" in result.error or name == "null byte"
    assert result.stdout.startswith("" if never_ran else "so far\n")


def test_good_programs_among_them_come_to_their_end(faults):
    assert [faults.results[name].stdout for name in ("a good one", "z good one")] == ["well\n", "well\n"]


def test_nothing_but_the_good_ones_is_kept(faults):
    assert len(Store(faults.folder / "store").entries()) == 1  # their texts, and so their keys, are equal


def test_shared_memory_that_a_program_leaves_goes_with_it(program, tmp_path):
    job = program("open('/dev/shm/lessonkit-test', 'w').write('x')\nprint('left')\n")
    assert run([job], None)[job].stdout == "left\n"
    left = Path("/dev/shm/lessonkit-test")
    assert left.exists() == ("namespace" not in walls_of_this_machine(tmp_path))
    left.unlink(missing_ok=True)


def test_no_file_stays_behind(faults):
    expected = {f"{name}.py" for name in faults.results} | {"store"}
    assert {path.name for path in faults.folder.iterdir()} == expected
    assert list(faults.scratch.iterdir()) == []
    assert not Path("/tmp/lessonkit-test").exists()


def test_no_process_stays_behind(faults):
    marks = (str(faults.folder).encode(), b"sleep\x00600.125", b"sleep\x00600.25", b"lessonkit.forkserver")
    assert [line for line in command_lines() if any(mark in line for mark in marks)] == []


def command_lines() -> list[bytes]:
    """The command lines of the processes that descend from this one."""
    found, waiting = [], [os.getpid()]
    while waiting:
        for task in Path(f"/proc/{waiting.pop()}/task").glob("*/children"):
            for pid in task.read_text().split():
                waiting.append(int(pid))
                found.append(Path(f"/proc/{pid}/cmdline").read_bytes())
    return found


def test_what_a_system_refuses_is_found_out_before_the_first_program(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError

    before = forkserver._missing_walls(str(tmp_path))
    monkeypatch.setattr(walls, "_enter_namespace", refuse)
    monkeypatch.setattr(walls, "_seccomp", refuse)
    assert set(forkserver._missing_walls(str(tmp_path))) == {*before, "namespace", "seccomp"}


CHANGES = {
    "deletes its source": "import os\nos.remove(__file__)",
    "changes its source": "open(__file__, 'a').write('#')",
    "changes its source's rights": "import os\nos.chmod(__file__, 0o600)",
    "writes beside its source": "open(__file__ + '.txt', 'w')",
}


@pytest.mark.parametrize("name", CHANGES)
def test_where_nothing_forbids_it_a_change_is_found_and_named(tmp_path, name):
    job = write(tmp_path / "bad.py", CHANGES[name])
    store = Store(tmp_path / ".store")
    result = run([job], store, Limits(walls=("limits",)))[job]
    assert result.status == "error"
    assert result.error.startswith(f"changed while it ran: {job.path}")
    assert store.entries() == {}


STATES = {
    "hash seed": (
        "import os\nos.environ['PYTHONHASHSEED'] = '5'",
        "import os\nprint(os.environ['PYTHONHASHSEED'])",
        "0",
    ),
    "threads": (
        "import os\nos.environ['OMP_NUM_THREADS'] = '8'\nimport torch\ntorch.set_num_threads(4)",
        "import os, torch\nprint(os.environ['OMP_NUM_THREADS'], torch.get_num_threads())",
        "1 1",
    ),
    "numpy": (
        "import numpy as np\nnp.set_printoptions(precision=1)\nnp.leak = 1\nnp.random.seed(0)",
        "import numpy as np\nprint(hasattr(np, 'leak'), np.array([0.123]))",
        "False [0.123]",
    ),
    "matplotlib": (
        "import matplotlib.pyplot as plt\nplt.rcParams['lines.linewidth'] = 9\nplt.plot([1])",
        "import matplotlib.pyplot as plt\nprint(plt.rcParams['lines.linewidth'], plt.get_fignums())",
        "1.5 []",
    ),
    "folder and path": (
        "import os, sys\nos.chdir('/')\nsys.path.clear()\nsys.modules['json'] = None",
        "import os, json\nprint(os.listdir())",
        "[]",
    ),
    "builtins": ("import builtins\nbuiltins.print = None", "print('still there')", "still there"),
}


@pytest.mark.parametrize("name", STATES)
def test_the_next_program_sees_nothing_of_what_one_changed(program, name):
    first, second, printed = STATES[name]
    jobs = program(first, "a.py"), program(second, "b.py")
    results = run(jobs, None, Limits(workers=1))
    assert [result.status for result in results.values()] == ["ok", "ok"]
    assert results[jobs[1]].stdout.strip() == printed


def test_unseeded_generators_differ_from_program_to_program(program):
    source = "import numpy as np, random\nprint(np.random.rand(), random.random())\n"
    jobs = [program(source, f"{number}.py") for number in range(2)]
    one, other = (result.stdout for result in run(jobs, None).values())
    assert one != other


def test_with_leave_a_program_may_reach_the_network(program):
    job = program("import socket\nsocket.create_connection(('127.0.0.1', 9))\n")
    assert run([job], None, Limits(network=True))[job].error.startswith("ConnectionRefusedError")


def test_on_systems_without_a_safe_fork_programs_run_in_fresh_processes(program, monkeypatch):
    monkeypatch.setattr(supervisor, "ForkServer", supervisor.FreshProcesses)
    good = program("import numpy\nopen('x', 'w').write('1')\nprint('well')\n", "good.py")
    bad = program("print('so far')\n1 / 0\n", "bad.py")
    late = program("print('so far')\nwhile True: pass\n", "late.py")
    said = Said()
    results = run([good, bad, late], None, Limits(seconds=3), said)
    assert said.lines == ["this system lacks some walls around programs: namespace, landlock, seccomp"]
    assert (results[good].status, results[good].stdout, results[good].files) == ("ok", "well\n", {"x": b"1"})
    assert (results[bad].status, results[bad].line, results[bad].stdout) == ("error", 2, "so far\n")
    assert (results[late].status, results[late].line) == ("timeout", 2)


def test_if_what_starts_programs_is_killed_its_programs_are_lost_and_named(program):
    source = (
        "import os, signal, time\nif os.getppid() > 1:\n    os.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(600)\n"
    )
    job, other = program(source, "bad.py"), program("import time\ntime.sleep(0.5)\nprint('well')", "other.py")
    started = time.monotonic()
    results = run([job, other], None, Limits(walls=("limits",), workers=1))
    assert results[job].error == "the process that starts programs was killed"
    assert time.monotonic() - started < 60


def test_what_is_printed_beyond_a_mebibyte_is_not_kept(program):
    job = program("print('x' * 2**21)\n")
    printed = run([job], None)[job].stdout
    assert printed.endswith("[the rest is not kept]\n")
    assert len(printed) < outcome.MAX_PRINTED_BYTES + 100


def test_results_can_be_written_as_json(program):
    result = run([job := program("open('x', 'wb').write(b'\\xff')\nprint('\\udcff')\n")], None)[job]
    assert Result.from_dict(json.loads(json.dumps(result.to_dict()))) == result

"""What happens inside the process of one program.

The process was forked from one that had imported what the programs need (`forkserver.py`), or started afresh where
there is no fork. It moves to a working folder and a session of its own, sends what it prints to files, lets the walls
be raised around it (`walls.py`), and runs the program as `python FILE` would. How the program ended is written last:
where that is missing, it did not get there.
"""

from __future__ import annotations

import atexit
import builtins
import contextlib
import faulthandler
import gc
import importlib.machinery
import json
import linecache
import os
import shutil
import signal
import sys
import sysconfig
import tempfile
import threading
import traceback
import types
import weakref
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, NoReturn

from lessonkit.walls import WALLS, die_with_parent, raise_walls

NEAR_END = {"os.exec", "os.kill", "signal.pthread_kill"}
"""Events after which a program may be gone without a word: its line is noted before."""
STARTS = {"os.fork", "os.forkpty", "os.posix_spawn", "os.system", "subprocess.Popen", "_thread.start_new_thread"}
"""Events that start what may be left running."""


@dataclass
class Request:
    """What one process is to run.

    Attributes:
        source: The program.
        path: Where it comes from: its `__file__`, and the folder its local imports are found in.
        folder: An existing, empty folder for everything that comes of it: `stdout`, `stderr`, `figures/`, `work/`,
            `trace` (where it was when it died), `started` (where, of threads it waits for at its end), and at last
            `end.json`.
        readable: What it may read besides the system's files and Python's.
        data: The files it names: name to content's path. They are laid into its working folder.
        memory_bytes: How much memory it may hold.
        seconds: How long it may run.
        network: Whether it may reach the network.
        walls: Which walls to raise.
    """

    source: str
    path: str
    folder: str
    readable: list[str] = field(default_factory=list)
    data: dict[str, str] = field(default_factory=dict)
    memory_bytes: int = 4 * 2**30
    seconds: float = 60.0
    network: bool = False
    walls: list[str] = field(default_factory=lambda: list(WALLS))

    def to_dict(self) -> dict[str, Any]:
        """The request as JSON can hold it."""
        return asdict(self)


@dataclass
class Watch:
    """What is seen of a program while it runs.

    Attributes:
        request: What it was asked to run.
        trace: Open file that takes the stack when the process is about to die.
        reads: Files it opened for reading that are neither Python's, nor the system's, nor in its folder.
        line: Where it last started a process or a thread.
    """

    request: Request
    trace: BinaryIO
    reads: set[str] = field(default_factory=set)
    line: int = 0


def run_program(request: Request) -> NoReturn:
    """Run a program in this process, which is ended. If it cannot even start, standard error says why."""
    try:
        _run(request)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(70)


def _run(request: Request) -> NoReturn:
    folder = Path(request.folder)
    watch = _enter(request, folder)
    roots = _readable(request)
    raise_walls(folder, roots, request.memory_bytes, request.seconds, request.network, request.walls)
    sys.addaudithook(_hook(watch, _System(roots, request)))
    _make_main(request)
    end = _execute(request)
    try:
        _keep_figures()
    except Exception as error:
        if end["status"] == "ok":
            end = _failure(error, error.__traceback__, request.path)
    _finish(watch)
    if end["status"] == "ok" and not all(map(_is_open, (1, 2))):
        end = {"status": "error", "error": "it closed its standard output or standard error", "line": 0}
    end |= {"reads": sorted(watch.reads), "started": watch.line}
    (folder / "end.json").write_text(json.dumps(end), encoding="utf-8")
    os._exit(0)


def _enter(request: Request, folder: Path) -> Watch:
    """Settle in: session, standard streams, folders, environment, and a note of where it is if it dies."""
    if hasattr(os, "setsid"):
        os.setsid()
        die_with_parent(signal.SIGKILL)
    _redirect(folder)
    for name in ("figures", "work", "home", "tmp"):
        (folder / name).mkdir()
    for name, source in request.data.items():
        (folder / "work" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, folder / "work" / name)
    os.chdir(folder / "work")
    os.environ |= {
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        "LESSONKIT_FIGURES": str(folder / "figures"),
    }
    tempfile.tempdir = None
    if "numpy.random" in sys.modules:  # else all forks would draw the same numbers from an unseeded generator
        sys.modules["numpy.random"].seed()
    trace = (folder / "trace").open("ab", buffering=0)
    faulthandler.enable(trace)
    if hasattr(signal, "SIGUSR1"):
        faulthandler.register(signal.SIGUSR1, trace, all_threads=False)
    return Watch(request, trace)


def _redirect(folder: Path) -> None:
    for name, stream in (("stdout", sys.stdout), ("stderr", sys.stderr)):
        stream.flush()
        file = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(file, stream.fileno())
        os.close(file)
        # Line by line, so that what was printed before a crash is not lost and keeps its place among C code's prints.
        stream.reconfigure(line_buffering=True)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115


def _readable(request: Request) -> list[Path]:
    """Python's own files, the folder of the program, and what the request adds."""
    own = [sys.prefix, sys.base_prefix, sys.exec_prefix, *sysconfig.get_paths().values(), *filter(None, sys.path)]
    own += [str(Path(__file__).parent), str(Path(request.path).parent), *request.readable]
    return list(dict.fromkeys(Path(name).resolve() for name in own))


class _System:
    """Knows which files a result does not depend on, or whose versions its key holds."""

    def __init__(self, roots: list[Path], request: Request) -> None:
        own = Path(request.path).parent.resolve()
        asked = {own, *(Path(name).resolve() for name in request.readable)}
        system = [*roots, Path(request.folder).resolve(), *map(Path, ("/dev", "/etc", "/lib", "/proc", "/sys", "/usr"))]
        # Some keep their projects below such a folder, as in `/usr/src`.
        system = [root for root in system if not any(folder.is_relative_to(root) for folder in asked)]
        self.prefixes = tuple(f"{root}{os.sep}" for root in system)

    def has(self, name: str) -> bool:
        return os.path.realpath(name).startswith(self.prefixes)


def _hook(watch: Watch, system: _System) -> Any:
    """An audit hook: it notes what the program reads and starts, and refuses the network with a clear word.

    The walls hold without it; it explains. https://docs.python.org/3/library/audit_events.html
    """
    owner = os.getpid()
    network = watch.request.network

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            _note_read(watch, system, *args)
        elif event == "socket.getaddrinfo" or (
            event in {"socket.connect", "socket.sendto"} and isinstance(args[1], tuple)
        ):
            if not network:
                raise PermissionError("this program tried to reach the network, and runs without one")
        elif event in STARTS and os.getpid() == owner:
            watch.line = _line_of(watch.request.path, sys._getframe()) or watch.line
        elif event in NEAR_END and os.getpid() == owner:
            _dump(watch)

    def leave(status: int) -> None:
        if os.getpid() == owner:
            _dump(watch)
        leave_now(status)

    leave_now = os._exit
    os._exit = leave  # type: ignore[assignment]
    return hook


def _note_read(watch: Watch, system: _System, name: Any, mode: Any, flags: int) -> None:
    if isinstance(name, int) or flags & (os.O_WRONLY | os.O_RDWR | getattr(os, "O_DIRECTORY", 0)):
        return
    with contextlib.suppress(TypeError, ValueError):  # such a name cannot be opened either
        name = os.fsdecode(name)
        if not system.has(name):
            watch.reads.add(os.path.realpath(name))


def _dump(watch: Watch) -> None:
    """Note where the program is; a later note replaces this one."""
    with contextlib.suppress(OSError, ValueError):
        watch.trace.truncate(0)
        faulthandler.dump_traceback(watch.trace, all_threads=False)


def _line_of(path: str, frame: types.FrameType | None) -> int:
    """The line of the program that a frame, or one of its callers, is in; or 0."""
    while frame and frame.f_code.co_filename != path:
        frame = frame.f_back
    return frame.f_lineno if frame else 0


def _make_main(request: Request) -> None:
    """Make the module `__main__`, as `python FILE` does."""
    path = request.path
    main = types.ModuleType("__main__")
    main.__dict__.update(
        __file__=path,
        __builtins__=builtins,
        __annotations__={},
        __cached__=None,
        __loader__=importlib.machinery.SourceFileLoader("__main__", path),
    )
    sys.modules["__main__"] = main
    sys.argv = [path]
    sys.orig_argv = [sys.executable, path]
    sys.path.insert(0, str(Path(path).parent))
    linecache.cache[path] = (len(request.source), None, request.source.splitlines(keepends=True), path)


def _execute(request: Request) -> dict[str, Any]:
    """Run the source as the main module, and say how it ended."""
    path = request.path
    try:
        exec(compile(request.source, path, "exec", dont_inherit=True), sys.modules["__main__"].__dict__)
        sys.stdout.flush()
    except SystemExit as stop:
        if stop.code in (None, 0):
            return {"status": "ok", "error": "", "line": 0}
        end = _failure(stop, stop.__traceback__, path)
        return {**end, "status": "exit", "error": f"left by sys.exit({stop.code!r})"}
    except BaseException as error:
        return _failure(error, error.__traceback__, path)
    return {"status": "ok", "error": "", "line": 0}


def _failure(error: BaseException, tb: TracebackType | None, path: str) -> dict[str, Any]:
    """Print the traceback of the program's own part; say what failed, and in which line of the program."""
    line = error.lineno or 0 if isinstance(error, SyntaxError) and error.filename == path else 0
    for frame, number in traceback.walk_tb(tb):
        if frame.f_code.co_filename == path:
            line = number
    shown = tb.tb_next if tb is not None else None  # without the frame of this module
    if not isinstance(error, SystemExit):
        with contextlib.suppress(OSError, ValueError):  # it may have closed its own stderr
            traceback.print_exception(type(error), error, shown)
    said = "".join(traceback.format_exception_only(error)).strip()
    # The line with the type: of a wrong syntax the last, after the place; else the first, and a message may have more.
    text = said.splitlines()[-1] if isinstance(error, SyntaxError) else " ".join(said.split())[:500]
    kinds = [kind.__name__ for kind in type(error).__mro__[:-1]]
    return {"status": "error", "error": text, "line": line, "exception": kinds}


def _keep_figures() -> None:
    if "matplotlib.pyplot" in sys.modules:
        from lessonkit.figures import save_open_figures

        save_open_figures()


def _finish(watch: Watch) -> None:
    """End as the interpreter does, without taking down every library that was imported, which would take long."""
    _note_threads(watch)
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    if threading.active_count() == 1:  # daemon threads would trip over what is missing
        _let_go_of_main()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()


def _note_threads(watch: Watch) -> None:
    """If threads must be waited for, note where they were started (Python tells from 3.12 on), or where one is."""
    others = [t for t in threading.enumerate() if t is not threading.main_thread() and not t.daemon]
    if others:
        path = watch.request.path
        lines = (_line_of(path, sys._current_frames().get(thread.ident or 0)) for thread in others)
        line = watch.line or next(filter(None, lines), 0)
        (Path(watch.request.folder) / "started").write_text(str(line), encoding="ascii")


def _let_go_of_main() -> None:
    """Finalize what the program still holds: first all that nobody else refers to, then name by name."""
    module = weakref.ref(sys.modules.pop("__main__"))
    gc.collect()
    if main := module():
        for name in sorted(main.__dict__, key=lambda name: not name.startswith("_")):
            if name != "__builtins__":
                main.__dict__[name] = None
        gc.collect()


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


if __name__ == "__main__":  # a process started afresh, where there is no fork
    run_program(Request(**json.load(sys.stdin)))

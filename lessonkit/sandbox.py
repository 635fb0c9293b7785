"""What happens inside the process of one program.

The process was forked from one that had imported what the programs need (see `batch.py`). It moves to a working folder
and a session of its own, sends file descriptors 1 and 2 to files, takes its limits, and runs the program as
`python FILE` would. How the program ended is written last: where that is missing, it did not get there.
"""

from __future__ import annotations

import json
import linecache
import os
import sys
import threading
import traceback
import types
from pathlib import Path
from types import TracebackType
from typing import Any

try:
    import resource
except ImportError:  # Windows has no limits of this kind
    resource = None  # type: ignore[assignment]

MAX_FILE_BYTES = 64 * 1024 * 1024
"""No file, and so no printed output either, grows beyond this."""


def run_program(source: str, path: str, folder: str, memory_bytes: int, network: bool) -> None:
    """Run a program; leave `stdout`, `stderr`, `figures/`, `work/` and at last `end.json` in a folder.

    Args:
        source: The program.
        path: Where it comes from: its `__file__`, and the folder its local imports are found in.
        folder: An existing, empty folder for everything that comes of it.
        memory_bytes: How much memory it may hold.
        network: Whether it may reach the network.
    """
    _enter(Path(folder), memory_bytes)
    if not network:
        sys.addaudithook(_refuse_network)
    end = _execute(source, path)
    try:
        _keep_figures()
    except Exception as error:
        if end["status"] == "ok":
            end = _failure(error, error.__traceback__, path)
    # As at the end of `python FILE`: the interpreter waits for threads that are not daemons.
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join()
    sys.stdout.flush()
    sys.stderr.flush()
    Path(folder, "end.json").write_text(json.dumps(end), encoding="utf-8")


def _enter(folder: Path, memory_bytes: int) -> None:
    if hasattr(os, "setsid"):
        os.setsid()
    for name, stream in (("stdout", sys.stdout), ("stderr", sys.stderr)):
        stream.flush()
        file = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(file, stream.fileno())
        os.close(file)
        # Line by line, so that what was printed before a crash is not lost and keeps its place among C code's prints.
        stream.reconfigure(line_buffering=True, encoding="utf-8", errors="backslashreplace")
    if resource is not None:
        for limit, value in (
            (resource.RLIMIT_DATA, memory_bytes),
            (resource.RLIMIT_FSIZE, MAX_FILE_BYTES),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.setrlimit(limit, (value, value))
    (folder / "figures").mkdir()
    (folder / "work").mkdir()
    os.chdir(folder / "work")
    os.environ["LESSONKIT_FIGURES"] = str(folder / "figures")


def _execute(source: str, path: str) -> dict[str, Any]:
    """Run the source as the main module, and say how it ended."""
    main = types.ModuleType("__main__")
    main.__file__ = path
    sys.modules["__main__"] = main
    sys.argv = [path]
    sys.path.insert(0, str(Path(path).parent))
    linecache.cache[path] = (len(source), None, source.splitlines(keepends=True), path)
    try:
        exec(compile(source, path, "exec", dont_inherit=True), main.__dict__)
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
        traceback.print_exception(type(error), error, shown)
    text = "".join(traceback.format_exception_only(error)).strip().splitlines()[-1]
    kinds = [kind.__name__ for kind in type(error).__mro__[:-1]]
    return {"status": "error", "error": text, "line": line, "exception": kinds}


def _keep_figures() -> None:
    if "matplotlib.pyplot" in sys.modules:
        from lessonkit.figures import save_open_figures

        save_open_figures()


def _refuse_network(event: str, args: tuple[Any, ...]) -> None:
    """An audit hook: addresses that are tuples are those of the internet family; others stay on this machine."""
    if event == "socket.getaddrinfo" or (event in {"socket.connect", "socket.sendto"} and isinstance(args[1], tuple)):
        raise PermissionError("this program tried to reach the network, and runs without one")

"""Runs a reader's program as `__main__`, and tells how it ended.

Loaded by `worker.js` into Python for the browser. Nothing here needs a browser, so it is tested without one.
"""

from __future__ import annotations

import importlib.metadata
import json
import linecache
import sys
import traceback
import types

LIBRARIES = {"numpy": "numpy", "scipy": "scipy", "sklearn": "scikit-learn", "matplotlib": "matplotlib"}
"""Modules whose versions results depend on, and what their distributions are called."""


def run(source: str, name: str) -> str:
    """Run a program. What it prints goes where prints go; a traceback, of its own lines only, goes to stderr.

    Args:
        source: The program.
        name: Its file's name, for tracebacks.

    Returns:
        JSON: whether it ended well (`ok`), else at which `line` (0 if unknown) and for want of which module
        (`missing`); its `figures` as SVG; and the `versions` of the libraries it used.
    """
    end = {"ok": True, "line": 0, "missing": "", "figures": []}
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    ours = sys.modules["__main__"]
    sys.modules["__main__"] = program = types.ModuleType("__main__")
    program.__file__ = name
    try:
        exec(compile(source, name, "exec", dont_inherit=True), program.__dict__)
    except SystemExit as error:
        end["ok"] = error.code in (None, 0)
        if isinstance(error.code, str):
            print(error.code, file=sys.stderr)
    except BaseException as error:
        end |= {"ok": False, "line": _line(error, name), "missing": _missing(error)}
        print(_report(error, name), end="", file=sys.stderr)
    finally:
        sys.modules["__main__"] = ours
    end |= {"figures": _figures(), "versions": _versions()}
    sys.stdout.flush()
    sys.stderr.flush()
    return json.dumps(end)


def _report(error: BaseException, name: str) -> str:
    """A traceback without the lines of libraries, and without ours."""
    told = traceback.TracebackException.from_exception(error)
    _keep_own(told, name)
    return "".join(told.format())


def _keep_own(told: traceback.TracebackException, name: str) -> None:
    told.stack = traceback.StackSummary.from_list([frame for frame in told.stack if frame.filename == name])
    for other in (told.__cause__, told.__context__, *(told.exceptions or ())):
        if other:
            _keep_own(other, name)


def _line(error: BaseException, name: str) -> int:
    """The line of the program where it went wrong."""
    if isinstance(error, SyntaxError) and error.filename == name:
        return error.lineno or 0
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == name]
    return own[-1].lineno or 0 if own else 0


def _missing(error: BaseException) -> str:
    return (error.name or "").partition(".")[0] if isinstance(error, ModuleNotFoundError) else ""


def _figures() -> list[str]:
    """The figures that were shown, and those left open, if the program drew any."""
    backend = sys.modules.get("reader_figures")
    return backend.take() if backend else []


def _versions() -> dict[str, str]:
    return {name: importlib.metadata.version(name) for module, name in LIBRARIES.items() if module in sys.modules}

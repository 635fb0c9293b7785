"""Which programs a reader's browser can run, and the button that offers it.

The browser's Python is Pyodide, with the standard library and what `LIBRARIES` names. `docs/assets/js/run/` loads it,
and only when a reader asks for it. What needs more runs in Colab, to which a link stands beside every program.
"""

from __future__ import annotations

import sys
from html import escape

from lessonkit.fingerprint import data_files, imported_modules
from lessonkit.jobs import Job

LIBRARIES = frozenset({"matplotlib", "numpy", "scipy", "sklearn"})
"""The modules that a program may import besides the standard library's."""

_NOT_IN_A_BROWSER = frozenset(
    {"concurrent", "curses", "http", "multiprocessing", "resource", "signal", "socket", "ssl", "subprocess"}
    | {"threading", "tkinter", "turtle", "urllib"}
)
"""Modules of the standard library that need processes, threads, sockets or windows."""


def runs_in_a_browser(job: Job) -> bool:
    """Whether a program needs nothing but what a browser has: no other libraries, no files beside it, no network."""
    modules = imported_modules(job.source)
    known = LIBRARIES | (sys.stdlib_module_names - _NOT_IN_A_BROWSER)
    downloads = any(name.startswith("sklearn.datasets.fetch_") for name in modules)
    return not downloads and not data_files(job) and {name.partition(".")[0] for name in modules} <= known


def button(name: str) -> str:
    """The button that offers to run a program. Hidden: only a script can keep its promise, and shows it.

    Args:
        name: The program's file name.
    """
    return (
        f'<button type="button" class="rc-run-here" data-program="{escape(name)}" '
        'aria-expanded="false" hidden>Run it here</button>'
    )

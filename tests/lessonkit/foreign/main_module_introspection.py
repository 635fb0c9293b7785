"""What a program finds out about itself."""

import gc
import inspect
import multiprocessing
import signal
import sys
import threading
from pathlib import Path

size: int = 3


def itself(number: int) -> int:
    """Doubles."""
    return 2 * number


print(__name__, Path(__file__).name, len(sys.argv), Path(sys.argv[0]).name, repr(__doc__))
print(__annotations__, type(__builtins__).__name__, __package__, __spec__, type(__loader__).__name__)
print(sys.modules["__main__"].__dict__ is globals(), sys.modules["__main__"].size)
print(sorted(name for name in globals() if name.startswith("__")))
print(multiprocessing.current_process().name, multiprocessing.parent_process(), multiprocessing.active_children())
print(threading.current_thread().name, threading.active_count(), threading.current_thread() is threading.main_thread())
print(inspect.getsource(itself), end="")
print(Path(inspect.getfile(itself)).name, inspect.getmodule(itself).__name__, inspect.getsourcelines(itself)[1])
print(inspect.getsource(sys.modules["__main__"]).splitlines()[0], Path(inspect.currentframe().f_code.co_filename).name)
print(gc.isenabled(), sys.getrecursionlimit(), sys.flags.optimize, __debug__, sys.gettrace(), hasattr(sys, "ps1"))
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler, signal.getsignal(signal.SIGTERM).name)
print(sys.stdin.isatty(), repr(sys.stdin.read()), sys.stdout is sys.__stdout__, sys.stdout.name, sys.stdout.fileno())
print(hash("the same in every run"), sys.excepthook is sys.__excepthook__, sys.path[0] == str(Path(__file__).parent))

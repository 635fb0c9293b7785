"""Generators in the middle of their work, context managers, and a recursion that is too deep."""

import contextlib
import functools
import sys


@functools.lru_cache(maxsize=None)  # noqa: UP033
def fibonacci(n: int) -> int:
    """The n-th of them, by the definition."""
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def countdown(start: int):
    """Counts down, and says when it is left."""
    try:
        yield from range(start, 0, -1)
    finally:
        print("left at the end of the program" if unfinished else "left early")


def bottomless(depth: int) -> int:
    """Never ends by itself."""
    return bottomless(depth + 1)


unfinished = False
print(fibonacci(60), fibonacci.cache_info())
for number in countdown(9):
    if number == 7:
        break
try:
    bottomless(0)
except RecursionError as error:
    print(str(error).split(" while")[0])
sys.setrecursionlimit(3000)
print(sum(1 for _ in iter(functools.partial(next, iter(range(5)), 5), 5)))
with contextlib.suppress(ZeroDivisionError), contextlib.redirect_stdout(sys.stderr):
    print("to the other stream")
    1 / 0
unfinished = True
waiting = countdown(3)
print(next(waiting), "and no further")

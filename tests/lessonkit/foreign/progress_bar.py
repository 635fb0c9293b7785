"""A bar on standard error that draws over itself, and results on standard output."""

import sys

steps = 4
for step in range(1, steps + 1):
    filled = "#" * step + "." * (steps - step)
    print(f"\r[{filled}] {step}/{steps}", end="", file=sys.stderr, flush=True)
    if step % 2 == 0:
        print(f"after {step}: loss {1 / step:.2f}")
print(file=sys.stderr)
print("done", end="")

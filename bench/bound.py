"""The least that any tool must do: compute what the snippets compute, and import each library once.

Run as a program, it measures one of the two in a process of its own, and prints the seconds as JSON.
"""

from __future__ import annotations

import importlib
import io
import json
import os
import runpy
import sys
import time
from collections.abc import Iterator
from pathlib import Path

LIBRARIES = (
    "numpy",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_svg",
    "contourpy",
    "sklearn.cluster",
    "sklearn.datasets",
    "sklearn.decomposition",
    "sklearn.ensemble",
    "sklearn.inspection",
    "sklearn.linear_model",
    "sklearn.metrics",
    "sklearn.mixture",
    "sklearn.model_selection",
    "sklearn.naive_bayes",
    "sklearn.pipeline",
    "sklearn.preprocessing",
    "sklearn.svm",
    "torch",
    "torch._dynamo",
)
"""Everything that the snippets import, and what their libraries import late, at first use."""


def import_seconds() -> float:
    """How long it takes to import every library once."""
    start = time.perf_counter()
    for name in LIBRARIES:
        importlib.import_module(name)
    return time.perf_counter() - start


def compute_seconds(paths: list[Path]) -> Iterator[float]:
    """How long each program takes by itself, its figure drawn, with every library already imported.

    Each runs in a fork of this process, one at a time.
    """
    import_seconds()
    for path in paths:
        reading, writing = os.pipe()
        if not (child := os.fork()):
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.write(writing, repr(_run(path)).encode())
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading) as answer:
            text = answer.read()
        os.waitpid(child, 0)
        if not text:
            raise RuntimeError(f"{path.name} does not run")
        yield float(text)


def _run(path: Path) -> float:
    import matplotlib.pyplot as plt

    start = time.perf_counter()
    runpy.run_path(str(path), run_name="__main__")
    for number in plt.get_fignums():
        plt.figure(number).savefig(io.BytesIO(), format="svg")
    return time.perf_counter() - start


if __name__ == "__main__":
    files = [Path(name) for name in sys.argv[1:]]
    print(json.dumps(dict(zip(sys.argv[1:], compute_seconds(files), strict=True)) if files else import_seconds()))

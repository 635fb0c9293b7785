"""What tests of lessons share."""

import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib
import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def snippet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Any]]:
    """Runs a snippet, named by its path below `snippets/`, as its readers do; gives its variables.

    Pairs of texts after the name are changes that a reader might make, as in "try this": what stands in the snippet,
    and what to write instead.
    """
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(plt, "show", lambda: plt.close("all"))

    def run(name: str, *changes: tuple[str, str]) -> dict[str, Any]:
        path = ROOT / "snippets" / name
        if changes:
            path = _changed(path, changes, tmp_path)
        monkeypatch.setattr(sys, "argv", [str(path)])
        return runpy.run_path(str(path), run_name="__main__")

    return run


def _changed(path: Path, changes: tuple[tuple[str, str], ...], folder: Path) -> Path:
    """A copy of a snippet, with something else written in some places."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, f"{path.name} does not hold {old!r}, which the page asks to change"
        text = text.replace(old, new)
    copy = folder / path.name
    copy.write_text(text, encoding="utf-8")
    return copy

"""A matplotlib backend that keeps each figure a program shows, as slim SVG (`svg.py`).

`plt.show()` writes the open figures and closes them, as a reader who closes each window would; figures still open at
the program's end are written too. Named in `matplotlibrc`, by matplotlib's own `module://` scheme.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import matplotlib as mpl
from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from lessonkit import svg

# Without these a figure differs from run to run: ids are salted with a random number, and the date is written.
REPEATABLE = {"svg.hashsalt": "lessonkit", "svg.fonttype": "none"}


class FigureManager(FigureManagerBase):
    """Makes `plt.show()` keep the figures instead of opening windows."""

    @classmethod
    def pyplot_show(cls, *, block: bool | None = None) -> None:
        """What `plt.show()` calls. Without blocking, as `plt.pause()` does it, the figures stay open for more."""
        if block is not False:
            save_open_figures()


class FigureCanvas(FigureCanvasAgg):
    """Draws as Agg does."""

    manager_class = FigureManager


def save_open_figures() -> None:
    """Write pyplot's open figures to the folder that the sandbox names, in the order they were made; close them."""
    pyplot = sys.modules["matplotlib.pyplot"]
    folder = Path(os.environ["LESSONKIT_FIGURES"])
    for number in pyplot.get_fignums():
        figure = pyplot.figure(number)
        _save(figure, folder / f"{len(list(folder.iterdir())):03}.svg")
        pyplot.close(figure)


def _save(figure: Figure, path: Path) -> None:
    drawn = io.StringIO()
    with mpl.rc_context(REPEATABLE):
        figure.savefig(drawn, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    path.write_text(svg.slim(drawn.getvalue()), encoding="utf-8")

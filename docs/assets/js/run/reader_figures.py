"""A matplotlib backend that keeps what `plt.show()` would open windows for. Named to matplotlib by `$MPLBACKEND`."""

from __future__ import annotations

import io
import sys

from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_agg import FigureCanvasAgg

MOST = 20
"""So many figures are kept of one program."""

_kept: list[str] = []


class FigureManager(FigureManagerBase):
    """Makes `plt.show()` keep the figures instead of opening windows."""

    @classmethod
    def pyplot_show(cls, *, block: bool | None = None) -> None:
        """What `plt.show()` calls. Without blocking, as `plt.pause()` does it, the figures stay open for more."""
        if block is not False:
            _keep()


class FigureCanvas(FigureCanvasAgg):
    """Draws as Agg does."""

    manager_class = FigureManager


def take() -> list[str]:
    """The figures kept since last asked, and those still open, as SVG; what the program set for all is set back."""
    pyplot = sys.modules["matplotlib.pyplot"]
    try:
        _keep()
    except Exception as error:  # such as a formula that matplotlib cannot read; until now nothing has drawn it
        print(f"A figure could not be drawn. {type(error).__name__}: {error}", file=sys.stderr)
    pyplot.close("all")
    pyplot.rcdefaults()
    taken = _kept.copy()
    _kept.clear()
    return taken


def _keep() -> None:
    pyplot = sys.modules["matplotlib.pyplot"]
    for number in pyplot.get_fignums():
        figure = pyplot.figure(number)
        if len(_kept) < MOST:
            drawn = io.StringIO()
            figure.savefig(drawn, format="svg")
            _kept.append(drawn.getvalue())
        pyplot.close(figure)

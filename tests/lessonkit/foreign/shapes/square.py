"""Things with four equal sides."""

from . import SIDES


def area(size: float) -> float:
    """The area of a square of this side."""
    return size**2


def sides() -> int:
    """How many sides it has."""
    return SIDES["square"]

"""Round things."""

from math import pi

from . import SIDES


def area(size: float) -> float:
    """The area of a circle of this radius."""
    return pi * size**2


def sides() -> int:
    """How many sides it has."""
    return SIDES["circle"]

"""Annotations that are text until somebody asks."""

from __future__ import annotations

import typing
from dataclasses import dataclass, fields


@dataclass
class Node:
    """A tree, named in its own fields."""

    value: int
    left: Node | None = None
    right: Node | None = None
    count: typing.ClassVar[int] = 0

    def total(self) -> int:
        """The sum of all values."""
        return self.value + sum(child.total() for child in (self.left, self.right) if child)


def grow(values: list[Later]) -> Node:
    """A name that is defined further down."""
    return Node(sum(values), Node(1))


Later = int
total: Undefined | None = None  # noqa: F821
print([(field.name, field.type) for field in fields(Node)])
print(typing.get_type_hints(Node)["left"] == (Node | None), typing.get_type_hints(grow))
print(grow([2, 3]).total(), grow.__annotations__, __annotations__)

"""A lesson's claims: the docstrings of the tests that assert them."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Claim:
    """One claim.

    Attributes:
        text: In plain words; empty if the test has no docstring.
        line: Where its test begins.
        test: The test's name.
    """

    text: str
    line: int
    test: str


def claims_in(path: Path) -> list[Claim]:
    """The claims of a test file, in its order.

    Tests named `test_breaking_…` are no claims: they show that a claim turns false when its model is broken. Nor are
    those named `test_trying_…`: they try what a lesson proposes to try, and would tell what comes of it.

    Raises:
        SyntaxError: The file is not Python.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        Claim(" ".join((ast.get_docstring(node) or "").split()), node.lineno, node.name)
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and not node.name.startswith(("test_breaking_", "test_trying_"))
    ]


def claims_path(folder: Path, slug: str) -> Path:
    """Where a lesson's claims are."""
    return folder / f"test_{slug.replace('-', '_')}.py"

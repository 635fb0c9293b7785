"""The snippets that are built: twelve small programs, and as many copies with another seed as a size asks for."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, replace
from itertools import count, islice
from pathlib import Path

ORIGINALS = Path(__file__).parent / "snippets"
EDITED = "digits_naive_bayes_000"
"""The snippet that an edit changes. It needs scikit-learn, and not torch."""


@dataclass(frozen=True)
class Snippet:
    """One program.

    Attributes:
        name: Its file's name, without the ending.
        seed: What it sets `SEED` to. It prints it, with a result that depends on it.
        original: Its source, as it is kept in `snippets/`.
    """

    name: str
    seed: int
    original: str

    @property
    def code(self) -> str:
        """The program, with its seed."""
        return self.original.replace("SEED = 0", f"SEED = {self.seed}")

    @property
    def program(self) -> str:
        """The program without its docstring."""
        first = ast.parse(self.code).body[0]
        return "\n".join(self.code.splitlines()[first.end_lineno :]).strip() + "\n"

    @property
    def title(self) -> str:
        """The first line of its docstring."""
        return self._docstring.splitlines()[0].rstrip(".")

    @property
    def notice(self) -> str:
        """The rest of its docstring."""
        return self._docstring.partition("\n")[2].strip()

    @property
    def _docstring(self) -> str:
        return ast.get_docstring(ast.parse(self.original)) or ""

    def is_shown_in(self, text: str) -> bool:
        """Whether a page's text holds what the program printed. Its code, which the page holds too, does not match."""
        return re.search(rf"seed {self.seed}: -?\d", text) is not None

    def with_seed(self, seed: int) -> Snippet:
        """The same program with another seed."""
        return replace(self, seed=seed)


def snippets(size: int) -> list[Snippet]:
    """As many snippets as asked for: the originals, then copies of them, seed by seed."""
    sources = {path.stem: path.read_text(encoding="utf-8") for path in sorted(ORIGINALS.glob("*.py"))}
    endless = (Snippet(f"{name}_{seed:03d}", seed, original) for seed in count() for name, original in sources.items())
    return list(islice(endless, size))

"""What is wrong, where, what was expected, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Problem:
    """One finding, located so that an editor can jump to it.

    Attributes:
        file: Path from the project's root.
        line: 1 for the first; 1 also where the whole file is meant.
        what: What was found.
        mend: What was expected, and how to get there.
    """

    file: Path
    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file.as_posix()}:{self.line}: {self.what}; {self.mend}"

"""Finds what programs changed outside their folders, on systems that cannot forbid it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

PASSED_OVER = {"__pycache__", "node_modules", "site"}
"""Folders of things that are made from others; those with a name that begins with a dot are passed over too."""


class Guard:
    """Remembers the files below some folders.

    Args:
        folders: With all they hold.
        but: A folder among them that others may change meanwhile.
    """

    def __init__(self, folders: Iterable[Path], but: Path | None) -> None:
        self.folders = sorted({folder.resolve() for folder in folders})
        self.but = str(but.resolve()) if but else ""
        self.known = self._look()

    def changes(self) -> list[str]:
        """The files that were made, changed or removed since the last look."""
        before, self.known = self.known, self._look()
        names = before.keys() | self.known.keys()
        return sorted(name for name in names if before.get(name) != self.known.get(name))

    def _look(self) -> dict[str, tuple[int, int, int]]:
        found = {}
        for folder in self.folders:
            for place, folders, files in os.walk(folder):
                folders[:] = [name for name in folders if not (name.startswith(".") or name in PASSED_OVER)]
                if place == self.but:
                    folders.clear()
                    continue
                for name in files:
                    path = os.path.join(place, name)  # noqa: PTH118 (twice as fast, over thousands of files)
                    with contextlib.suppress(OSError):
                        stat = os.lstat(path)
                        found[path] = (stat.st_mtime_ns, stat.st_size, stat.st_mode)
        return found

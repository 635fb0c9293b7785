"""When files came to the branch and when they last changed, as git tells it."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Span:
    """The life of a file on the branch, in seconds since 1970.

    Attributes:
        first: When a commit first brought it, under the name that it has now.
        last: When a commit last changed it.
    """

    first: int
    last: int


def committed(root: Path, *folders: str) -> dict[Path, Span]:
    """The life of each file that the branch has ever had in some folders, as the branch saw it.

    A merge counts when it was merged, since that is when the branch changed. The order of commits may not be that of
    clocks: the earliest and the latest time count.

    Args:
        root: The project's root.
        folders: Where to look, below it.

    Returns:
        Nothing where there is no git, no repository or no commit.
    """
    spans: dict[Path, Span] = {}
    time = 0
    command = ("log", "--first-parent", "-m", "--relative", "--format=%ct", "--name-only", "-z")
    # With -z no name is quoted; commits then stand between double zeros, and a time is followed by a line end.
    for line in filter(None, _git(root, *command, "--", *folders).replace("\n", "\0").split("\0")):
        if line.isdecimal():
            time = int(line)
        else:
            known = spans.get(root / line, Span(time, time))
            spans[root / line] = Span(min(time, known.first), max(time, known.last))
    return spans


def edited(root: Path, *folders: str) -> list[Path]:
    """The files in some folders that differ from what was last committed; nothing where there is no git."""
    names = _git(root, "diff", "--relative", "--name-only", "-z", "HEAD", "--", *folders)
    return [path for path in (root / name for name in names.split("\0") if name) if path.is_file()]


def is_whole(root: Path) -> bool:
    """Whether git knows the whole past of the project: not so without git, nor in a shallow clone."""
    return _git(root, "rev-parse", "--is-shallow-repository").strip() == "false"


def _git(root: Path, *command: str) -> str:
    """What a git command prints; nothing if there is no git, or if it fails."""
    call = ["git", "--no-optional-locks", *command]
    try:
        return subprocess.run(call, cwd=root, check=True, capture_output=True, text=True, errors="replace").stdout
    except (OSError, subprocess.CalledProcessError):
        return ""

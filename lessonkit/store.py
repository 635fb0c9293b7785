"""Keeps results by content: what has the same key need not run again.

One file a result, named for its key. It is written under a temporary name and renamed, so whoever reads sees all of it
or nothing, whenever a writer is killed and however many builds run at once. Its first line vouches for the key and the
rest: a file that was cut, emptied, altered, or copied to a wrong name is read as absent. Stores can be merged by
copying one over another.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import os
import tempfile
import time
from pathlib import Path
from typing import Any

from lessonkit.jobs import Result

LIMIT_BYTES = 500 * 2**20
NOTES = "notes.json"
"""The file of what is worth knowing, and no harm if lost: how long programs took, what the last build did."""
FORGOTTEN_SECONDS = 3600.0
"""After how long a temporary file belongs to a writer that was killed."""


class Store:
    """Results in a folder.

    Args:
        folder: Made when the first result is put.
        limit_bytes: When the whole outgrows this, the entries not used for longest go.
    """

    def __init__(self, folder: Path, limit_bytes: int = LIMIT_BYTES) -> None:
        self.folder = folder
        self.limit_bytes = limit_bytes

    def get(self, key: str) -> Result | None:
        """The result kept under a key; None if there is none, or if its file is damaged."""
        path = self._path(key)
        try:
            result = Result.from_dict(read_sealed(path, key))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        with contextlib.suppress(OSError):  # a store that one may only read
            os.utime(path)
        return dataclasses.replace(result, cached=True)

    def put(self, key: str, result: Result) -> None:
        """Keep a result; an entry of the same key is replaced.

        Raises:
            OSError: It could not be written whole. What was there before still is.
        """
        write_sealed(self._path(key), key, result.to_dict())

    def notes(self) -> dict[str, Any]:
        """What the last builds noted: `seconds` by program, and the `hits` and `ran` of the last one."""
        try:
            notes = json.loads((self.folder / NOTES).read_text(encoding="utf-8"))
            return {"seconds": {str(name): float(value) for name, value in notes["seconds"].items()}} | {
                name: int(notes[name]) for name in ("hits", "ran")
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {"seconds": {}, "hits": 0, "ran": 0}

    def note(self, notes: dict[str, Any]) -> None:
        """Replace the notes. Nothing depends on them, so nothing fails if they cannot be written."""
        with contextlib.suppress(OSError):
            _write(self.folder / NOTES, json.dumps(notes, sort_keys=True).encode())

    def entries(self) -> dict[Path, os.stat_result]:
        """The files of results, with their sizes and times of last use."""
        found = {}
        for path in self.folder.glob("??/[!.]*.json"):
            with contextlib.suppress(FileNotFoundError):  # another build pruned it
                found[path] = path.stat()
        return found

    def prune(self, limit_bytes: int | None = None) -> int:
        """Drop the entries not used for longest until the whole fits its limit, or another one.

        Returns:
            How many were dropped.
        """
        for path in (*self.folder.glob("??/.*"), *self.folder.glob(".*")):
            with contextlib.suppress(OSError):
                if path.stat().st_mtime < time.time() - FORGOTTEN_SECONDS:
                    path.unlink()
        entries = sorted(self.entries().items(), key=lambda entry: (entry[1].st_mtime, entry[0]))
        excess = sum(stat.st_size for _, stat in entries) - (self.limit_bytes if limit_bytes is None else limit_bytes)
        dropped = 0
        for path, stat in entries:
            if excess <= 0:
                break
            path.unlink(missing_ok=True)
            excess -= stat.st_size
            dropped += 1
        return dropped

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"


def read_sealed(path: Path, key: str) -> Any:
    """What was written to a file under a key.

    Raises:
        OSError: It cannot be read.
        ValueError: It is damaged, or was written under another key.
    """
    seal, _, payload = path.read_bytes().partition(b"\n")
    if seal != _seal(key, payload):
        raise ValueError(f"{path} is damaged")
    return json.loads(payload)


def write_sealed(path: Path, key: str, content: Any) -> None:
    """Write what JSON can hold, all at once, with a seal that vouches for the key and the content."""
    payload = json.dumps(content).encode()
    _write(path, _seal(key, payload) + b"\n" + payload)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        try:
            file.write(data)
            file.close()
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def _seal(key: str, payload: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\n" + payload).hexdigest().encode()

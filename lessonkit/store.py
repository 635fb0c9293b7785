"""Keeps results by content: what has the same key need not run again.

One file a result. It is written under a temporary name and renamed, so whoever reads sees all of it or nothing,
whenever a writer is killed and however many builds run at once. A file that was damaged since is read as absent.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import tempfile
from pathlib import Path

from lessonkit.jobs import Result

LIMIT_BYTES = 500 * 1024 * 1024


class Store:
    """Results in a folder, one file each, named for its key.

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
            digest, _, payload = path.read_bytes().partition(b"\n")
        except OSError:
            return None
        if digest.decode("ascii", "replace") != hashlib.sha256(payload).hexdigest():
            return None
        os.utime(path)
        return dataclasses.replace(Result.from_dict(json.loads(payload)), cached=True)

    def put(self, key: str, result: Result) -> None:
        """Keep a result; an entry of the same key is replaced."""
        payload = json.dumps(result.to_dict(), sort_keys=True).encode()
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
            file.write(hashlib.sha256(payload).hexdigest().encode() + b"\n" + payload)
        Path(file.name).replace(path)

    def prune(self) -> None:
        """Drop the entries not used for longest until the whole fits its limit."""
        entries = []
        for path in self.folder.glob("??/*"):
            try:
                stat = path.stat()
            except FileNotFoundError:  # another build pruned it
                continue
            entries.append((stat.st_mtime, stat.st_size, path))
        excess = sum(size for _, size, _ in entries) - self.limit_bytes
        for _, size, path in sorted(entries):
            if excess <= 0:
                return
            path.unlink(missing_ok=True)
            excess -= size

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"

"""Serves the built site as it is published: below its path, and made small on the way as hosts do."""

from __future__ import annotations

import gzip
import mimetypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

TEXT = (".html", ".css", ".js", ".json", ".svg", ".xml", ".md", ".txt", ".py", ".ipynb")
"""Files that hosts compress."""
NAMING_THE_ORIGIN = (".html", ".xml")
"""Files that name the address the site is published at, where they must name the one it is served at.

A canonical address must be a page's own, or Lighthouse and search engines take another page for it.
"""


def published_at(folder: Path) -> str:
    """The address a built site is published at, as its sitemap names it.

    Raises:
        ValueError: The sitemap names no page.
    """
    home = re.search(r"<loc>(.*?)</loc>", (folder / "sitemap.xml").read_text(encoding="utf-8"))
    if not home:
        raise ValueError(f"{folder / 'sitemap.xml'} names no page; expected the address of the home page first")
    return home[1]


@lru_cache(maxsize=512)
def _content(file: Path, changed: int) -> bytes:
    """What a file holds since it was last changed."""
    return file.read_bytes()


@lru_cache(maxsize=512)
def _compressed(body: bytes) -> bytes:
    """The same few pages are asked for thousands of times in a run of the tests."""
    return gzip.compress(body, 6, mtime=0)


class _Handler(BaseHTTPRequestHandler):
    """Answers from a folder. Addresses outside of the site's path are not found."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, folder: Path, published: str, **keywords: Any) -> None:
        self.folder, self.published = folder, urlsplit(published)
        super().__init__(*args, **keywords)

    def do_GET(self) -> None:
        file = self._file()
        status = 200 if file else 404
        file = file or self.folder / "404.html"
        body = _content(file, file.stat().st_mtime_ns) if file.is_file() else b"not found"
        if file.suffix in NAMING_THE_ORIGIN:
            origin = f"{self.published.scheme}://{self.published.netloc}"
            body = body.replace(origin.encode(), f"http://{self.headers['Host']}".encode())
        self.send_response(status)
        self.send_header("Content-Type", mimetypes.guess_type(file.name)[0] or "application/octet-stream")
        if file.suffix in TEXT and "gzip" in self.headers.get("Accept-Encoding", ""):
            self.send_header("Content-Encoding", "gzip")
            body = _compressed(body)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815 (the name is the standard library's)

    def _file(self) -> Path | None:
        """The file that the address asks for."""
        path = unquote(urlsplit(self.path).path)
        if not path.startswith(self.published.path):
            return None
        file = (self.folder / path.removeprefix(self.published.path)).resolve()
        file = file / "index.html" if path.endswith("/") else file
        return file if file.is_file() and file.is_relative_to(self.folder.resolve()) else None

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: whoever asks says what was wrong."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a built site; gives the address of its origin, without a slash at the end.

    Raises:
        OSError: There is no built site.
        ValueError: Its sitemap names no page.
    """
    handler = partial(_Handler, folder=folder, published=published_at(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()

"""The pages of a built site, as HTML."""

from __future__ import annotations

from pathlib import Path

Pages = dict[Path, str]


def read_pages(built: Path) -> Pages:
    """The HTML of every page that readers come to, by its file."""
    files = [path for path in sorted(built.rglob("*.html")) if path.relative_to(built).parts[0] != "assets"]
    return {path: path.read_text(encoding="utf-8") for path in files}

"""Readies a built site for its readers: a notebook of each snippet, for Colab; scripts and styles without comments."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import rcssmin
import rjsmin

from lessonkit.site import Site

_ASSETS = {"assets/js": ".js", "assets/css": ".css"}
"""Our own scripts and styles, below `docs/` as in the built site. The theme brings its own, made small already."""


def publish(site: Site, built: Path) -> list[Path]:
    """Write `notebooks/<slug>/<idea>.ipynb` for each snippet, and make our scripts and styles small.

    Args:
        site: The project.
        built: The folder of the built site.

    Returns:
        The notebooks written.

    Raises:
        FileNotFoundError: There is no built site there.
    """
    if not (built / "index.html").is_file():
        raise FileNotFoundError(f"{built} holds no built site (no index.html); build it first: make site")
    written = []
    for path in site.snippet_paths():
        target = built / "notebooks" / path.parent.name / f"{path.stem}.ipynb"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(notebook(path.read_text(encoding="utf-8"), path.stem), encoding="utf-8")
        written.append(target)
    for folder, suffix in _ASSETS.items():
        for source in (site.docs / folder).rglob(f"*{suffix}"):
            target = built / source.relative_to(site.docs)
            target.write_text(small(source.read_text(encoding="utf-8"), suffix), encoding="utf-8")
    return written


def small(source: str, suffix: str) -> str:
    """A script (`.js`) or a style sheet (`.css`) without comments and needless blanks; it does the same."""
    made = rjsmin.jsmin(source) if suffix == ".js" else rcssmin.cssmin(source)
    return f"{str(made).strip()}\n"


def notebook(source: str, name: str) -> str:
    """A notebook (format 4.5) with a snippet's docstring as text and its code as one cell."""
    tree = ast.parse(source)
    words = ast.get_docstring(tree) or name
    title, _, rest = words.partition("\n")
    code = "\n".join(source.splitlines()[tree.body[0].end_lineno if ast.get_docstring(tree) else 0 :]).strip()
    cells = [
        {"cell_type": "markdown", "id": "words", "metadata": {}, "source": f"# {title.rstrip('.')}\n{rest}".strip()},
        {"cell_type": "code", "id": "code", "metadata": {}, "source": code, "execution_count": None, "outputs": []},
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    book = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(book, indent=1, ensure_ascii=False) + "\n"

"""A notebook of each snippet, for Colab."""

from __future__ import annotations

import ast
import json
from pathlib import Path

from lessonkit.site import Site


def write_notebooks(site: Site, built: Path) -> list[Path]:
    """Write `notebooks/<slug>/<idea>.ipynb` for each snippet; gives their paths."""
    written = []
    for path in site.snippet_paths():
        target = built / "notebooks" / path.parent.name / f"{path.stem}.ipynb"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(notebook(path.read_text(encoding="utf-8"), path.stem), encoding="utf-8")
        written.append(target)
    return written


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

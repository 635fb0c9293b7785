"""Moves what playgrounds need out of their pages: it is fetched when a reader comes near, and by nobody else."""

from __future__ import annotations

import base64
import hashlib
import re
from html import unescape
from pathlib import Path

from lessonkit.publish.pages import read_pages

FOLDER = "assets/models"
WORTH_A_REQUEST = 2_000
"""Bytes. What is smaller stays in its page."""

_DATA = re.compile(r'(<script type="[^"]+" data-file="([^"]+)")( data-base64)?>(.*?)</script>', re.S)


def move_playground_data(built: Path) -> None:
    """Write the data of a built site's playgrounds to files of their own; with their content, their names change."""
    for path, page in read_pages(built).items():
        way = "../" * (len(path.relative_to(built).parts) - 1)

        def moved(data: re.Match[str], way: str = way) -> str:
            start, name, in_base64, text = data.groups()
            content = base64.b64decode(text) if in_base64 else text.encode()
            if len(content) <= WORTH_A_REQUEST:
                return data[0]
            stem, suffix = re.sub(r"[^\w-]", "", Path(unescape(name)).stem), ".bin" if in_base64 else ".json"
            file = f"{FOLDER}/{stem}.{hashlib.sha256(content).hexdigest()[:8]}{suffix}"
            (built / FOLDER).mkdir(parents=True, exist_ok=True)
            (built / file).write_bytes(content)
            return f'{start} data-at="{way}{file}"></script>'

        changed = _DATA.sub(moved, page)
        if changed != page:
            path.write_text(changed, encoding="utf-8")

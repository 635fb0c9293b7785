"""Scripts that come after the first picture of a page.

A browser runs deferred scripts as soon as the page has been read, and often before it has drawn anything. On a slow
phone that is half a second in which the reader looks at nothing. Pages can be read without scripts: these may wait.
"""

from __future__ import annotations

import re
from pathlib import Path

import rjsmin

from lessonkit.publish.pages import read_pages

LOADER = str(rjsmin.jsmin(Path(__file__).with_suffix(".js").read_text(encoding="utf-8"))).strip()
"""The inline script that gets them. It does nothing on pages whose scripts do not wait."""

_SCRIPT = re.compile(r'<script\b(?=[^>]*\bsrc="([^"]+)")([^>]*)></script>')


def delay_scripts(built: Path) -> None:
    """Have the scripts of a built site's finished pages wait; they keep their order."""
    for path, page in read_pages(built).items():
        path.write_text(_SCRIPT.sub(_late, page), encoding="utf-8")


def _late(script: re.Match[str]) -> str:
    kind = "module" if 'type="module"' in script[2] else ""
    return f'<script type="text/plain" data-type="{kind}" data-late="{script[1]}"></script>'

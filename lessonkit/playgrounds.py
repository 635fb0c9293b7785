"""Figures that a reader can play with: a still figure inside a custom element, with what its program left for it.

The element is a script of its own, `docs/assets/js/playgrounds/<name>.js`. Without it the figure stands as it is.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

MAX_BYTES = 100_000
"""What the files of one playground may weigh together: they travel to phones."""


class PlaygroundError(ValueError):
    """A playground cannot be shown; the words say why, and how to mend it."""


def names(docs: Path) -> list[str]:
    """The playgrounds that there are."""
    return sorted(path.stem for path in (docs / "assets" / "js" / "playgrounds").glob("*.js"))


def tags(docs: Path) -> list[str]:
    """The elements that there are for them."""
    return [f"rc-{name}" for name in names(docs)]


def playground(name: str, docs: Path, figures: str, files: Mapping[str, bytes]) -> str:
    """A playground as HTML.

    Args:
        name: Which one.
        docs: The folder that holds its script.
        figures: The still figure, as HTML; hidden once there is something to play with.
        files: What the program of the figure left in its working folder.

    Raises:
        PlaygroundError: There is none of this name, it has no still figure, or its files are too heavy.
    """
    if name not in (there := names(docs)):
        raise PlaygroundError(f"no playground is called {name!r}; there are: {', '.join(there) or 'none'}")
    if not figures:
        raise PlaygroundError(f"the playground {name} has no still figure; have its program draw one")
    if (weight := sum(map(len, files.values()))) > MAX_BYTES:
        raise PlaygroundError(
            f"the files of the playground {name} have {weight // 1000} kB, and at most {MAX_BYTES // 1000} kB are "
            "allowed; keep fewer numbers, or rounder ones"
        )
    return f'<rc-{name} class="rc-playground" id="{name}">{figures}{"".join(_data(files))}</rc-{name}>'


def _data(files: Mapping[str, bytes]) -> Iterator[str]:
    """Each file as an element that browsers show as nothing and run as nothing."""
    for name, content in sorted(files.items()):
        if name.endswith(".json"):
            # No end tag can stand in it. In JSON, `<` may be written like this wherever it may stand at all.
            text = content.decode().replace("<", "\\u003c")
            yield f'<script type="application/json" data-file="{escape(name)}">{text}</script>'
        else:
            text = base64.b64encode(content).decode()
            yield f'<script type="text/plain" data-file="{escape(name)}" data-base64>{text}</script>'

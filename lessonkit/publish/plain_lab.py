"""A lab as plain Markdown: its cells, with what each printed and drew when the site was built."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from lessonkit.publish.plain_quiz import fence

_MARKER = re.compile(r"^# %%(?P<kind> \[markdown\])?(?P<rest>.*)$", re.M)
_HIDDEN = re.compile(r'\btags=\[[^\]]*"setup"')
_CODE_CELL = re.compile(r'(?:<div class="jp-Cell jp-CodeCell[^>]*>\s*)+')
_OUTPUT = re.compile(
    r'<div class="rc-output"[^>]*><pre><samp>(?P<printed>.*?)</samp></pre>'
    r'|<figure class="rc-figure"[^>]*>\s*<svg\b[^>]*?aria-label="(?P<drawn>[^"]*)"',
    re.S,
)
_TAKEAWAY = re.compile(
    r'<div class="admonition takeaway">\s*<p class="admonition-title">(.*?)</p>\s*<p>(.*?)</p>\s*</div>', re.S
)


def lab_markdown(source: str, html: str) -> str:
    """The cells of a lab, one after the other. Those that only draw are left out, as on the page; what they drew stays.

    Args:
        source: The notebook, as a program with cells between lines `# %%`.
        html: The page as it was built.

    Returns:
        Markdown, in which links are still as the notebook has them.

    Raises:
        ValueError: The page has another number of cells than the notebook.
    """
    cells = list(_cells(source))
    outputs = _CODE_CELL.split(html)[1:]
    code = [text for is_code, _, text in cells if is_code]
    if len(outputs) != len(code):
        raise ValueError(f"the page has {len(outputs)} cells of code, its source {len(code)}; build the site anew")
    shown = iter(outputs)
    parts = []
    for is_code, hidden, text in cells:
        if not is_code:
            parts.append(_words(text))
        else:
            parts += [fence(text, "python")] * (not hidden and bool(text)) + list(_came_of(next(shown)))
    return "\n\n".join(parts)


def _cells(source: str) -> Iterator[tuple[bool, bool, str]]:
    """Each cell: whether it is code, whether its code is left out on the page, and its text."""
    marks = list(_MARKER.finditer(source))
    ends = [mark.start() for mark in marks[1:]] + [len(source)]
    for mark, end in zip(marks, ends, strict=True):
        yield not mark["kind"], bool(_HIDDEN.search(mark["rest"])), source[mark.end() : end].strip()


def _words(text: str) -> str:
    """A cell of text, with its box written as other pages write theirs."""
    text = re.sub(r"^# ?", "", text, flags=re.M)
    return _TAKEAWAY.sub(lambda box: f'!!! takeaway "{box[1]}"\n    {" ".join(box[2].split())}\n', text)


def _came_of(html: str) -> Iterator[str]:
    """What a cell printed and drew."""
    for output in _OUTPUT.finditer(html):
        if output["printed"] is not None:
            yield f"It printed:\n\n{fence(unescape(re.sub(r'<[^>]+>', '', output['printed'])), 'text')}"
        else:
            yield f"It drew a figure. {unescape(output['drawn'])}"

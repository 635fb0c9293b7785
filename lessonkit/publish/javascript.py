"""Tells the words and signs of a JavaScript source from its comments, texts, templates and regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    r"""(?P<blank>\s+|//[^\n]*|/\*.*?\*/)
      | (?P<text>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')
      | (?P<word>[\w$]+)
      | (?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
_REGEX = re.compile(r"(?P<regex>/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/\w*)")
_BEFORE_REGEX = re.compile(r"[^\w$)\]\"'`.]$|^(?:return|typeof|case|do|else|in|of|void|delete|throw|await|yield)?$")
"""What a slash comes after when it begins a regular expression. After anything else it divides.

One that follows the bracket of an `if` is taken for a division. If the expression holds a quotation mark, that is found
as a text without an end.
"""
_TEMPLATE = re.compile(r"(?:\\.|\$(?!\{)|[^`\\$])*(?P<sign>`|\$\{)", re.DOTALL)


class UnendedError(ValueError):
    """A text or template has no end; `at` is where it begins."""

    def __init__(self, what: str, at: int) -> None:
        super().__init__(what)
        self.at = at


def words(source: str) -> Iterator[tuple[int, str]]:
    """The words and signs of a source, each with its place.

    What is put into a template begins with the sign `${`, and ends with the sign `}`.

    Raises:
        UnendedError: A text or a template has no end.
    """
    at, before, braces = 0, "", []
    while at < len(source):
        match = _token(source, at, before)
        kind, token = match.lastgroup, match[0]
        if kind in ("word", "sign"):
            yield at, token
        at = match.end()
        if token == "{":
            braces.append(token)
        elif token == "`" or (token == "}" and braces and braces.pop() == "${"):
            # A template: from its beginning, or from the end of what was put in.
            match = _rest_of_template(source, at)
            at, token = match.end(), match["sign"]
            if token == "${":
                yield match.start("sign"), token
                braces.append(token)
        if kind != "blank":
            before = ")" if kind == "regex" else token


def _token(source: str, at: int, before: str) -> re.Match[str]:
    match = _TOKEN.match(source, at)
    assert match, "a sign is anything"
    if match.lastgroup == "sign" and match[0] == "/" and _BEFORE_REGEX.search(before):
        match = _REGEX.match(source, at) or match
    if match.lastgroup == "sign" and match[0] in "\"'":
        raise UnendedError("this text", at)
    return match


def _rest_of_template(source: str, at: int) -> re.Match[str]:
    match = _TEMPLATE.match(source, at)
    if not match:
        raise UnendedError("this template", at - 1)
    return match

"""Markdown from data files, in which HTML stays text and links lead only where links should."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.treeprocessors import Treeprocessor

_SAFE_LINK = re.compile(r"(https?://|mailto:|#|[\w./-]+(#[\w-]*)?$)", re.IGNORECASE)


class _OnlySafeLinks(Treeprocessor):
    """Drops addresses such as `javascript:`; the words stay. Pictures become their description."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if not _SAFE_LINK.match(element.get("href", "#")):
                del element.attrib["href"]
            if element.tag == "img":
                element.tag, element.text = "span", element.get("alt", "")
                element.attrib.clear()


class _PlainFences(FencedBlockPreprocessor):
    """Of what stands in braces behind a fence only the language counts: an id or a class might be one of ours."""

    def handle_attrs(self, attrs: Iterable[tuple[str, str | None]]) -> tuple[str, list[str], dict[str, Any]]:
        _id, classes, _configs = super().handle_attrs(attrs)
        return "", classes[:1], {}


@functools.cache
def _converter() -> Markdown:
    md = Markdown(extensions=["fenced_code"])
    md.preprocessors.deregister("html_block")
    md.inlinePatterns.deregister("html")
    md.preprocessors.register(_PlainFences(md, {"lang_prefix": "language-"}), "fenced_code_block", 25)
    md.treeprocessors.register(_OnlySafeLinks(md), "only_safe_links", 0)
    return md


def block(text: str) -> str:
    """Markdown as HTML blocks (`<p>…</p>` and so on)."""
    return _converter().reset().convert(text)


def inline(text: str) -> str:
    """Markdown as HTML that can stand within a line: a single paragraph loses its `<p>`."""
    html = block(text)
    one = re.fullmatch(r"<p>((?:(?!</?p>).)*)</p>", html, re.DOTALL)
    return one[1] if one else html

"""Style sheets without the rules for what no page has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import rcssmin
import tinycss2

_VALUES = re.compile(r'="([^"]*)"')
_WORD = re.compile(r"[\w-]+")
_NESTED = ("media", "supports", "layer", "container")
"""At-rules that hold rules."""


def words_in(pages: Iterable[str], scripts: Iterable[str]) -> set[str]:
    """Every word that a class, an id or a value in a selector could match, now or after a script has run.

    Args:
        pages: HTML. Only the values of its attributes count.
        scripts: JavaScript. Every word in it counts, since a class may be put together anywhere.
    """
    values = {value for page in pages for value in _VALUES.findall(page)}
    return {word for text in (*values, *scripts) for word in _WORD.findall(text)}


def without_needless(sheet: str, words: set[str]) -> str:
    """A style sheet made small, without the rules that can match nothing.

    Args:
        sheet: CSS.
        words: What selectors may match, as `words_in` finds it. A rule stays if any of its selectors can match: if all
            its classes, ids and values of attributes are among the words. What stands within `:not(…)`, `:is(…)` and
            the like is not looked at.

    Raises:
        ValueError: It is no CSS; the message holds line, column and what is wrong.
    """
    return str(rcssmin.cssmin("".join(_kept(_parsed(sheet), words))))


def _parsed(sheet: str) -> list[Any]:
    """The rules of a sheet; raises `ValueError` if it is no CSS."""
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    for rule in rules:
        if rule.type == "error":
            raise ValueError(f"line {rule.source_line}, column {rule.source_column}: {rule.message}")
    return rules


def _kept(rules: Iterable[Any], words: set[str]) -> Iterable[str]:
    """The rules that can match, as text."""
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [_text(part) for part in _split(rule.prelude) if _can_match(part, words)]
            if prelude := ",".join(selectors):
                yield f"{prelude}{{{tinycss2.serialize(rule.content)}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in _NESTED and rule.content is not None:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            if text := "".join(_kept(inner, words)):
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{text}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword != "charset":
            yield rule.serialize()


def _text(selector: list[Any]) -> str:
    return str(tinycss2.serialize(selector)).strip()


def _split(prelude: list[Any]) -> list[list[Any]]:
    """The selectors between a rule's commas."""
    parts: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _can_match(selector: list[Any], words: set[str]) -> bool:
    """Whether all that a selector names is there."""
    before = ""
    for token in selector:
        if token.type == "[] block":
            named = [part.value for part in token.content if part.type in ("ident", "string")][1:]
        elif token.type == "hash":
            named = [token.value]
        else:
            named = [token.value] if token.type == "ident" and before == "." else []
        if any(word not in words for value in named for word in _WORD.findall(value)):
            return False
        before = token.value if token.type == "literal" else ""
    return True

"""What authors read about the quiz's data, written from the models: each field, and for each type a live example."""

from __future__ import annotations

import inspect
import textwrap
from html import escape
from pathlib import Path
from typing import Any

import pygments
from pygments.formatters import HtmlFormatter
from pygments.lexers import JsonLexer

from lessonkit.quiz import TYPES, Mistake, Model, Question, Quiz, Raises, Run, Solution, Step
from lessonkit.quiz_file import locate
from lessonkit.quiz_html import quiz_html
from lessonkit.safe_markdown import inline
from lessonkit.site import Site

SHARED: dict[str, type[Model]] = {
    "quiz": Quiz,
    "question": Question,
    "solution": Solution,
    "step": Step,
    "mistake": Mistake,
    "run": Run,
    "raises": Raises,
}
"""The models that are not types of question, by the names under which a page can ask for them."""


def fields_html(name: str) -> str:
    """The fields of a model.

    Args:
        name: One of `SHARED`, or a type of question, of which only its own fields are told.

    Returns:
        A definition list.

    Raises:
        KeyError: There is no such model.
    """
    model = SHARED.get(name) or TYPES[name]
    schema = model.model_json_schema(by_alias=True)
    known = (
        {**Question.model_json_schema()["properties"], "type": schema["properties"].get("type")}
        if name in TYPES
        else {}
    )
    rows = [
        _row(field, facts, field in schema.get("required", ()), schema.get("$defs", {}))
        for field, facts in schema["properties"].items()
        if known.get(field) != facts
    ]
    return f'<dl class="rc-fields">{"".join(rows)}</dl>'


def type_html(name: str, quiz: Quiz, path: Path, site: Site) -> str:
    """A type of question: what it is, an example, live and as data, and its own fields.

    Args:
        name: The type.
        quiz: The examples, proven.
        path: Their file.
        site: Where their programs are.

    Returns:
        Blocks of HTML.

    Raises:
        KeyError: There is no such type, or no example of it.
    """
    examples = {question.type: (number, question) for number, question in reversed([*enumerate(quiz.questions)])}
    number, question = examples[name]
    source = pygments.highlight(
        source_of(path.read_text(encoding="utf-8"), number),
        JsonLexer(),
        HtmlFormatter(cssclass="language-json highlight", wrapcode=True),
    )
    return (
        f"<p>{inline(inspect.getdoc(TYPES[name]) or '')}</p>{quiz_html(quiz, site, [question.id])}"
        f'<details class="rc-source"><summary>This example as data</summary>{source}</details>'
        f"<p>Its own fields:</p>{fields_html(name)}"
    )


def source_of(text: str, number: int) -> str:
    """One question as it stands in a quiz file.

    Args:
        text: The file's text.
        number: Which question, counted from 0.
    """
    lines, _duplicates = locate(text)
    start = lines[f"/questions/{number}"] - 1
    after = lines.get(f"/questions/{number + 1}")
    rows = text.splitlines()
    end = after - 1 if after else max(i for i, row in enumerate(rows) if row.strip() == "]")
    return textwrap.dedent("\n".join(rows[start:end])).strip().removesuffix(",")


def _row(field: str, facts: dict[str, Any], needed: bool, models: dict[str, Any]) -> str:
    """One field, and below it the fields of the model that it holds, if that belongs to one type alone."""
    inner = _inner(facts)
    shared = {model.__name__ for model in SHARED.values()}
    parts = ""
    if inner and inner not in shared:
        model = models[inner]
        parts = "".join(
            _row(name, each, name in model.get("required", ()), models) for name, each in model["properties"].items()
        )
        parts = f'<dl class="rc-fields">{parts}</dl>'
    return (
        f"<dt><code>{escape(field)}</code> {_kind(facts)}{'' if needed else ', may be left out'}</dt>"
        f"<dd>{inline(facts.get('description', ''))}{parts}</dd>"
    )


def _inner(facts: dict[str, Any]) -> str:
    """The model that a field holds, or holds a list of; else nothing."""
    for each in (facts, facts.get("items", {}), *facts.get("anyOf", ()), *facts.get("allOf", ())):
        if "$ref" in each:
            return str(each["$ref"].rpartition("/")[2])
    return ""


def _kind(facts: dict[str, Any]) -> str:
    """What a field holds, in a word or two."""
    if "const" in facts:
        return f"<code>{escape(repr(facts['const']))}</code>"
    if "enum" in facts:
        return " or ".join(f"<code>{escape(value)}</code>" for value in facts["enum"])
    if "anyOf" in facts:
        return _kind(facts["anyOf"][0])
    if facts.get("type") == "array":
        least, most = facts.get("minItems", 0), facts.get("maxItems")
        return f"list of {f'{least} to {most}' if most else f'{least} or more'}"
    return {"string": "text", "integer": "whole number", "number": "number"}.get(facts.get("type", ""), "object")

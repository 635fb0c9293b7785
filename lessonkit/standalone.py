"""Pieces of a question as HTML that stands alone, in Anki and in Moodle, without the site's styles and scripts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from lessonkit.quiz import (
    AnyQuestion,
    Classify,
    Fix,
    Multi,
    Numeric,
    Option,
    Order,
    Output,
    Piece,
    Quiz,
    Short,
    key,
    written,
)
from lessonkit.safe_markdown import inline

NAME = "Recognize & Create"
"""What the folder of all quizzes is called, in Moodle and in Anki. Renamed, it would become a second one there."""

_FORMULA = re.compile(r"\\(?=[(\[])|\$(?=\$)")
"""Where MathJax, in Moodle and in Anki, would begin a formula. Our texts hold none, but programs may look like one."""
_FROM_HERE = re.compile(r'<a href="(?!https?://|mailto:)[^"]*"', re.IGNORECASE)


def short_title(quiz: Quiz) -> str:
    """What a quiz is called, without signs that no name of a category or deck can have."""
    return re.sub(r"[<>\\\s]+", " ", quiz.title).strip()


def section_url(ref: str, site_url: str) -> str:
    """The address of a section on the published site; empty if the site is not published."""
    page, sign, anchor = ref.partition("#")
    path = re.sub(r"(^|/)index$", r"\1", page.removesuffix(".md"))
    slash = "" if path.endswith("/") or not path else "/"
    return f"{site_url}{path}{slash}{sign}{anchor}" if site_url else ""


def alone(html: str) -> str:
    """HTML that can stand away from the site: without links that start from a page, and without seeming formulas."""
    return _FORMULA.sub(r"\g<0><span></span>", _FROM_HERE.sub("<a", html))


def note(question: AnyQuestion) -> str:
    """How to answer, as HTML; empty where it shows by itself."""
    if isinstance(question, Multi):
        return "Choose all that apply."
    if isinstance(question, Order):
        return "Give each a place. 1 comes first."
    if isinstance(question, Classify):
        groups = ", ".join(f"<strong>{escape(bucket.text)}</strong>" for bucket in question.buckets)
        return f"Give each a group: {groups}."
    if isinstance(question, Numeric):
        asked = (
            f"Answer with the number alone; it is in {escape(question.unit)}."
            if question.unit
            else "Answer with a number."
        )
        off = f" One that is at most {written(question.tolerance)} off is right." if question.tolerance else ""
        return asked + off
    return "Answer with a word or two, without a full stop." if isinstance(question, Short) else ""


def code(text: str) -> str:
    """A piece of program: within the line, unless its line ends and blanks matter."""
    return f"<pre>{escape(text)}</pre>" if "\n" in text or text != text.strip() else f"<code>{escape(text)}</code>"


def words(option: Option) -> str:
    """What an option says."""
    parts = [inline(option.text)] if option.text else []
    if isinstance(option, Output):
        parts.insert(0, code(option.value))
    if isinstance(option, Piece) and option.code:
        parts.insert(0, f"<pre>{escape(option.code.rstrip())}</pre>")
    if isinstance(option, Fix):
        parts += [f"<del>{code(option.replace)}</del>", f"<ins>{code(option.by)}</ins>"]
    return " ".join(parts)


def steps(question: AnyQuestion) -> str:
    """The worked solution, step by step."""
    rows = (f"<li><strong>{inline(step.title)}</strong> {inline(step.body)}</li>" for step in question.solution.steps)
    return f"<ol>{''.join(rows)}</ol>"


def one_by_one(question: AnyQuestion, names: Mapping[str, str]) -> str:
    """What is to be said of each option, or of each slip.

    Args:
        question: The question.
        names: HTML to call each option or slip by, by its id.

    Returns:
        A list under a title; empty if there is nothing to say.
    """
    typed = isinstance(question, Numeric | Short)
    places = dict(entry.split("=") for entry in key(question)) if isinstance(question, Order | Classify) else {}
    groups = {bucket.id: bucket.text for bucket in question.buckets} if isinstance(question, Classify) else {}
    rows = "".join(
        f"<li>{names[one.id]} "
        + (f"→ {escape(groups.get(places[one.id], places[one.id]))}. " if places else "")
        + f"{inline(one.feedback)}</li>"
        for one in (question.slips if typed else question.options)
    )
    return f"<p>{'If you answered' if typed else 'Option by option'}:</p><ul>{rows}</ul>" if rows else ""


def mistakes(question: AnyQuestion, names: Mapping[str, str]) -> str:
    """Wrong ways that many take, each with the options that show it; empty if there are none. See `one_by_one`."""
    rows = ""
    for mistake in question.mistakes:
        shown_by = ", ".join(names[name] for name in mistake.options if name in names)
        rows += f"<li>{inline(mistake.text)}{f' ({shown_by})' if shown_by else ''}</li>"
    return f"<p>Common mistakes:</p><ul>{rows}</ul>" if rows else ""

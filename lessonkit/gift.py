"""Quizzes as Moodle's GIFT, a text format that Moodle and other learning platforms import.

What Moodle does with a file was read in its importer (`question/format/gift/format.php`):

- It trims each line and ends a question at a blank one, so every text stands on one line, with `\\n` for line ends.
- A line that begins with `//` is a comment. Newer versions take `[id:…]` and `[tag:…]` from it, older ones nothing.
- `~` in the answers makes a question multiple choice; `=` and `->` together make it matching. All texts but those of
  typed answers are HTML, in which `->` is `-&gt;`, and their `=` and `~` are escaped. So neither can mislead it.
- It refuses weights that its editor does not offer. Shares of 100 among one to eight answers are offered.
- Matching takes no feedback for an item: that goes to the general feedback. Older versions want three answers or more.

Moodle shuffles options, so nothing is named by a letter here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from pathlib import Path

from lessonkit.proof import program_shown
from lessonkit.quiz import (
    AnyQuestion,
    Classify,
    Multi,
    Numeric,
    Order,
    Quiz,
    Short,
    key,
    written,
)
from lessonkit.safe_markdown import block, inline
from lessonkit.standalone import (
    NAME,
    alone,
    mistakes,
    note,
    one_by_one,
    section_url,
    short_title,
    steps,
    words,
)

MIN_MATCHES = 3
"""Answers to choose from, below which older versions of Moodle stop at a matching question."""

_RESERVED = str.maketrans({**{sign: f"\\{sign}" for sign in "\\~=#{}:"}, "\n": "\\n", "\r": ""})
_MISREAD = re.compile(r"-(?=>)|&(?=&0\d\d)")
"""Where a typed answer would be read as the arrow of a matching question, or as one of Moodle's own placeholders."""


def gift(quizzes: Iterable[Quiz], snippets: Path, site_url: str = "") -> str:
    """Quizzes as one GIFT file, each in a category of its own.

    Args:
        quizzes: What to write.
        snippets: The folder of all snippets.
        site_url: Where the site is published, with a slash at its end; without it nothing links there.

    Returns:
        The text of the file.
    """
    parts = [f"// {NAME}. To import it into Moodle: Question bank, Import, GIFT format."]
    for quiz in quizzes:
        parts.append(f"$CATEGORY: $course$/{NAME}/{short_title(quiz).replace('/', '//')}")
        parts += [_question(question, quiz, snippets, site_url) for question in quiz.questions]
    return "\n\n".join(parts) + "\n"


def _question(question: AnyQuestion, quiz: Quiz, snippets: Path, site_url: str) -> str:
    tags = "".join(f" [tag:{tag}]" for tag in dict.fromkeys([quiz.lesson, *question.tags]))
    shown = program_shown(question, snippets, "question")
    hint = note(question)
    asked = block(question.prompt) + (f"<pre>{escape(shown)}</pre>" if shown else "") + (f"<p>{hint}</p>" * bool(hint))
    lines = [
        f"// quiz_data/{quiz.lesson}.json, {question.type} [id:{question.id}]{tags}",
        f"::{question.id}::{_html(asked)}{{{'#' if isinstance(question, Numeric) else ''}",
        *_answers(question),
        f"####{_html(_worked(question, snippets, site_url))}",
        "}",
    ]
    return "\n".join(lines)


def _answers(question: AnyQuestion) -> list[str]:
    """The lines between the braces, but for the general feedback."""
    if isinstance(question, Numeric):
        values = [(question.answer, "100", ""), *((slip.value, "0", slip.feedback) for slip in question.slips)]
        off = written(question.tolerance)
        return [f"=%{weight}%{written(value)}:{off}{_feedback(said)}" for value, weight, said in values]
    if isinstance(question, Short):
        right = [f"=%100%{_typed(text)}" for text in question.accepted]
        return right + [
            f"=%0%{_typed(text)}{_feedback(slip.feedback)}" for slip in question.slips for text in slip.texts
        ]
    if isinstance(question, Order | Classify):
        return _matches(question)
    if isinstance(question, Multi):
        right = len(question.answer)
        wrong = len(question.options) - right
        marks = [
            _share(right, "") if option.id in question.answer else _share(wrong, "-") for option in question.options
        ]
    else:
        marks = ["=" if option.id == question.answer else "~" for option in question.options]
    return [
        f"{mark}{_html(words(option))}{_feedback(option.feedback)}"
        for mark, option in zip(marks, question.options, strict=True)
    ]


def _share(count: int, sign: str) -> str:
    """The weight of one of so many answers that together make 100, in the digits that Moodle knows it by."""
    return f"~%{sign}{100 / count:.7g}%"


def _matches(question: Order | Classify) -> list[str]:
    """Each item with its place or group, and answers that belong to none, where there would be too few."""
    places = dict(entry.split("=") for entry in key(question))
    groups = {bucket.id: bucket.text for bucket in question.buckets} if isinstance(question, Classify) else {}
    answers = {option.id: groups.get(places[option.id], places[option.id]) for option in question.options}
    spare = [text for text in groups.values() if text not in answers.values()]
    if len(answers) + len(spare) < MIN_MATCHES:
        spare.append("none of these" if groups else str(len(answers) + 1))
    pairs = [(_html(words(option)), answers[option.id]) for option in question.options] + [("", text) for text in spare]
    return [f"={item} -> {escaped(escape(answer))}" for item, answer in pairs]


def _worked(question: AnyQuestion, snippets: Path, site_url: str) -> str:
    """The general feedback: all that the page says once a question is answered, and no option's feedback says."""
    solution = question.solution
    shown = program_shown(question, snippets, "solution")
    matching = isinstance(question, Order | Classify)
    names = {option.id: words(option) for option in question.options} if matching else {}
    url = section_url(question.ref, site_url)
    return (
        steps(question)
        + f"<p><strong>Answer:</strong> {inline(solution.final)}</p>"
        + f"<p><strong>Quick check:</strong> {inline(solution.quick_check)}</p>"
        + (one_by_one(question, names) if matching else "")
        + mistakes(question, {})
        + (f"<pre>{escape(shown)}</pre>" if shown else "")
        + (f'<p><a href="{escape(url)}">Read the section that teaches this</a></p>' if url else "")
    )


def _feedback(text: str) -> str:
    return f"#{_html(inline(text))}" if text else ""


def _html(html: str) -> str:
    return f"[html]{escaped(alone(html))}"


def _typed(text: str) -> str:
    """A typed answer, which is plain text: Moodle takes `*` for any characters, `[…]` at its beginning for a format."""
    text = _MISREAD.sub(r"\g<0>*", " ".join(text.split()).replace("*", r"\*"))
    return ("[plain]" if text.startswith("[") else "") + escaped(text)


def escaped(text: str) -> str:
    """Text on one line, with a backslash before each sign that has a meaning in GIFT."""
    return text.translate(_RESERVED)

"""Quizzes as Moodle's GIFT, a text format that Moodle and other learning platforms import.

What Moodle does with a file was read in its importer (`question/format/gift/format.php`):

- It trims each line and ends a question at a blank one, so every text stands on one line, with `\\n` for line ends.
- A line that begins with `//` is a comment. Newer versions take `[id:…]` and `[tag:…]` from it, older ones nothing.
- `~` in the answers makes a question multiple choice; `=` and `->` together make it matching. All texts but those of
  typed answers are HTML, in which `->` is `-&gt;`, and their `=` and `~` are escaped. So neither can mislead it.
- It refuses weights that its editor does not offer. Shares of 100 among one to eight answers are offered.
- Matching takes no feedback for an item: that goes to the general feedback. Older versions want three answers or more.

Moodle shuffles options, so nothing is named by a letter here. The pieces of HTML serve `anki.py` too: they stand alone,
without the site's styles and scripts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

from lessonkit.proof import program_of
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
from lessonkit.safe_markdown import block, inline

NAME = "Recognize & Create"
"""What the folder of all quizzes is called, in Moodle and in Anki. Renamed, it would become a second one there."""
MIN_MATCHES = 3
"""Answers to choose from, below which older versions of Moodle stop at a matching question."""

_RESERVED = str.maketrans({**{sign: f"\\{sign}" for sign in "\\~=#{}:"}, "\n": "\\n", "\r": ""})
_FORMULA = re.compile(r"\\(?=[(\[])|\$(?=\$)")
"""Where MathJax, in Moodle and in Anki, would begin a formula. Our texts hold none, but programs may look like one."""
_FROM_HERE = re.compile(r'<a href="(?!https?://|mailto:)[^"]*"', re.IGNORECASE)
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


def program(question: AnyQuestion, snippets: Path, where: str) -> str:
    """The program that a question shows in its `question` or its `solution`; empty if it shows none there."""
    shown = question.run.shown if question.run else ""
    if isinstance(question, Order) and question.options[0].code:
        shown = "solution"  # to put it in order is the question
    return program_of(question.run, snippets).source.strip() if question.run and shown == where else ""


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


def _question(question: AnyQuestion, quiz: Quiz, snippets: Path, site_url: str) -> str:
    tags = "".join(f" [tag:{tag}]" for tag in dict.fromkeys([quiz.lesson, *question.tags]))
    shown = program(question, snippets, "question")
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
    shown = program(question, snippets, "solution")
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

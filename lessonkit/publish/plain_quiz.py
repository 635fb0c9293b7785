"""A quiz as plain Markdown: each question with its options, its hints, its proven answer, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lessonkit.proof import program_shown
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
    letters_of,
    written,
)


def fence(text: str, language: str) -> str:
    """A fence around a text that may hold fences itself."""
    ticks = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{ticks}{language}\n{text.strip(chr(10)).rstrip()}\n{ticks}"


def quiz_markdown(quiz: Quiz, snippets: Path, level: int) -> str:
    """All questions of a quiz.

    Args:
        quiz: What to write.
        snippets: The folder of all snippets.
        level: The level of the questions' headings.
    """
    total = len(quiz.questions)
    return "\n\n".join(
        f"{'#' * level} Question {number} of {total}\n\n{question_markdown(question, snippets)}"
        for number, question in enumerate(quiz.questions, start=1)
    )


def question_markdown(question: AnyQuestion, snippets: Path) -> str:
    """One question, without a heading."""
    parts = [question.prompt, _program(question, snippets, "question"), _note(question), _options(question)]
    parts += [_numbered("Hints", question.hints), _answer(question), _one_by_one(question)]
    steps = [f"{step.title} {step.body}" for step in question.solution.steps]
    parts += [_numbered("How to get there", steps), f"**Quick check:** {question.solution.quick_check}"]
    parts += [_listed("Common mistakes", (mistake.text for mistake in question.mistakes))]
    parts += [_program(question, snippets, "solution")]
    return "\n\n".join(part for part in parts if part)


def _program(question: AnyQuestion, snippets: Path, where: str) -> str:
    """The program that proves the answer, where the page shows it; empty elsewhere."""
    source = program_shown(question, snippets, where)
    if not source:
        return ""
    shown = fence(source, "python")
    return shown if where == "question" else f"**The program that proves it:**\n\n{shown}"


def _note(question: AnyQuestion) -> str:
    """How to answer; empty where it shows by itself."""
    if isinstance(question, Multi):
        return "Choose all that apply."
    if isinstance(question, Order):
        return "Put them in order."
    if isinstance(question, Classify):
        return f"Groups: {', '.join(bucket.text for bucket in question.buckets)}."
    if isinstance(question, Numeric):
        return f"Answer with a number{f' ({question.unit})' if question.unit else ''}."
    return "Answer with a word or two." if isinstance(question, Short) else ""


def _options(question: AnyQuestion) -> str:
    if isinstance(question, Numeric | Short):
        return ""
    letters = letters_of(question)
    return "\n".join(f"- {letters[option.id]}: {_words(option)}" for option in question.options)


def _words(option: Option) -> str:
    """What an option says, on one line."""
    parts = [" ".join(option.text.split())] if option.text else []
    if isinstance(option, Output):
        parts.insert(0, _code(option.value))
    if isinstance(option, Piece) and option.code:
        parts.insert(0, _code(option.code))
    if isinstance(option, Fix):
        parts.append(f"Replace {_code(option.replace)} by {_code(option.by)}.")
    return " ".join(parts)


def _code(text: str) -> str:
    """A piece of program within a line; its own lines stand beside each other, with strokes between."""
    lines = text.rstrip().splitlines() or [" "]
    return " / ".join(f"`` {line} ``" if "`" in line else f"`{line or ' '}`" for line in lines)


def _answer(question: AnyQuestion) -> str:
    """The answer: what was to be chosen, typed or sorted, and what the solution says of it."""
    return f"**Answer:** {', '.join(_right(question))}. {question.solution.final}"


def _right(question: AnyQuestion) -> Iterator[str]:
    letters = letters_of(question)
    if isinstance(question, Numeric):
        off = f" (give or take {written(question.tolerance)})" if question.tolerance else ""
        yield f"{written(question.answer)}{question.unit}{off}"
    elif isinstance(question, Short):
        yield " or ".join(question.accepted)
    elif isinstance(question, Classify):
        groups = {bucket.id: bucket.text for bucket in question.buckets}
        yield from (f"{letters[option.id]} is {groups[option.bucket]}" for option in question.options)
    else:
        yield from (letters[entry.partition("=")[0]] for entry in key(question))


def _one_by_one(question: AnyQuestion) -> str:
    """What is to be said of each option, or of each wrong answer that many type."""
    if isinstance(question, Numeric | Short):
        return _listed("If you answered", (f"{' or '.join(slip.texts)}: {slip.feedback}" for slip in question.slips))
    letters = letters_of(question)
    return _listed("Why", (f"{letters[option.id]}: {option.feedback}" for option in question.options))


def _listed(title: str, rows: Iterator[str]) -> str:
    shown = "\n".join(f"- {row}" for row in rows)
    return f"**{title}:**\n\n{shown}" if shown else ""


def _numbered(title: str, rows: list[str]) -> str:
    shown = "\n".join(f"{number}. {_below(row)}" for number, row in enumerate(rows, start=1))
    return f"**{title}:**\n\n{shown}" if shown else ""


def _below(text: str) -> str:
    """A text of several paragraphs, as one list item has it."""
    return "\n   ".join(text.splitlines())

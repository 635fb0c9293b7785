"""What makes a set of quizzes a good one, beyond each answer being right: nothing about the form gives a key away."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lessonkit.problems import Problem
from lessonkit.quiz import AnyQuestion, FixBug, PredictOutput, Quiz, Single
from lessonkit.quiz_file import locate

MIN_QUESTIONS, MAX_QUESTIONS = 4, 8
MIN_TYPES = 3
MIN_PROVEN = 2
MAX_SHARE = 0.4
"""The largest share of keys that one place among the options may hold, and of keys that are the longest option."""
ENOUGH = 10
"""Questions with one right answer, over all quizzes, before shares mean anything."""

OneOf = Single | PredictOutput | FixBug
"""The questions of which one option is right."""

_POINTS_AT_PLACE = re.compile(r"\b[Oo]ptions? [A-H]\b|\b(?i:the|as|see|shown|said) above\b")


def quiz_problems(name: Path, path: Path, quiz: Quiz) -> Iterator[Problem]:
    """Find where one lesson's quiz is too little, or of one kind only.

    Args:
        name: The file's path from the project's root.
        path: The file.
        quiz: What it holds.
    """
    questions = quiz.questions
    types = {question.type for question in questions}
    proven = sum(question.run is not None for question in questions)
    if not MIN_QUESTIONS <= len(questions) <= MAX_QUESTIONS:
        yield Problem(name, 1, f"{len(questions)} questions", f"expected {MIN_QUESTIONS} to {MAX_QUESTIONS}")
    if len(types) < MIN_TYPES:
        mend = f"expected at least {MIN_TYPES}; ask something in another way"
        yield Problem(name, 1, f"{len(types)} types of question: {', '.join(sorted(types))}", mend)
    if proven < MIN_PROVEN:
        mend = f"expected at least {MIN_PROVEN} with a program behind them; add `run` to some"
        yield Problem(name, 1, f"{proven} questions are proven by running them", mend)
    if not any(re.search(r"\bwhy\b", question.prompt, re.I) for question in questions):
        yield Problem(name, 1, "no question asks why", "expected one; ask for a reason, with the word why")
    lines, _duplicates = locate(path.read_text(encoding="utf-8"))
    for number, question in enumerate(questions):
        for text in _texts(question):
            if found := _POINTS_AT_PLACE.search(text):
                mend = "expected words that hold in any order: options are shuffled, and letters belong to the page"
                yield Problem(name, lines[f"/questions/{number}"], f"{question.id} says {found[0]!r}", mend)


def key_problems(folder: Path, quizzes: list[Quiz]) -> Iterator[Problem]:
    """Find whether somebody could guess well over all quizzes without reading."""
    asked = [question for quiz in quizzes for question in quiz.questions if isinstance(question, OneOf)]
    if len(asked) < ENOUGH:
        return
    places = Counter([option.id for option in question.options].index(question.answer) for question in asked)
    place, count = places.most_common(1)[0]
    if count > MAX_SHARE * len(asked):
        what = f"the right option stands at place {place + 1} in {count} of {len(asked)} questions"
        yield Problem(folder, 1, what, f"expected at most {MAX_SHARE:.0%}; change the order of options in some")
    longest = sum(_right_is_longest(question) for question in asked)
    if longest > MAX_SHARE * len(asked):
        what = f"the right option is the longest in {longest} of {len(asked)} questions"
        yield Problem(folder, 1, what, f"expected at most {MAX_SHARE:.0%}; shorten it, or say more in the others")


def _right_is_longest(question: OneOf) -> bool:
    lengths = {option.id: len(option.text or getattr(option, "value", "")) for option in question.options}
    right = lengths.pop(question.answer)
    return right > max(lengths.values())


def _texts(question: AnyQuestion) -> Iterator[str]:
    """All that a learner reads of a question."""
    yield question.prompt
    yield from question.hints
    for option in getattr(question, "options", ()):
        yield from (option.text, option.feedback)
    for bucket in getattr(question, "buckets", ()):
        yield bucket.text
    for slip in getattr(question, "slips", ()):
        yield slip.feedback
    for step in question.solution.steps:
        yield from (step.title, step.body)
    yield from (question.solution.final, question.solution.quick_check)
    yield from (mistake.text for mistake in question.mistakes)

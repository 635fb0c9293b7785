"""Proves a quiz's answers by running its programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lessonkit.jobs import Job, Result, first_line_of_failure
from lessonkit.problems import Problem
from lessonkit.quiz import AnyQuestion, Fix, FixBug, PredictOutput, Quiz, Run

Results = dict[Job, Result]


def program_of(run: Run, snippets: Path) -> Job:
    """The program that a question shows. Where an exception is the point, it is a result to keep."""
    path = snippets / run.snippet
    source, may_raise = path.read_text(encoding="utf-8"), run.raises is not None
    return Job(f"snippets/{run.snippet}", path, source, may_raise, root=snippets.parent)


def with_fix(run: Run, fix: Fix, snippets: Path) -> Job:
    """The program with one option's change made."""
    program = program_of(run, snippets)
    source = program.source.replace(fix.replace, fix.by)
    return replace(program, name=f"{program.name} with {fix.id}", source=source, may_raise=True)


def jobs_of(quiz: Quiz, snippets: Path) -> list[Job]:
    """All programs that must be run to prove a quiz; those whose file is missing are left out."""
    jobs = []
    for question in quiz.questions:
        if question.run and (snippets / question.run.snippet).is_file():
            jobs.append(program_of(question.run, snippets))
            if isinstance(question, FixBug):
                jobs += [with_fix(question.run, fix, snippets) for fix in question.options]
    return jobs


def prove(quiz: Quiz, name: Path, lines: dict[str, int], snippets: Path, results: Results) -> list[Problem]:
    """Hold a quiz's answers against what its programs did.

    Args:
        quiz: The quiz.
        name: Its file, as messages should give it.
        lines: JSON pointer to line of that file.
        snippets: The folder of all snippets.
        results: A result for each of `jobs_of(quiz, snippets)`.

    Returns:
        A problem for each answer that the programs do not bear out.
    """
    problems = []
    for number, question in enumerate(quiz.questions):
        for place, what, mend in _disproofs(question, snippets, results):
            pointer = f"/questions/{number}{place}"
            problems.append(Problem(name, lines.get(pointer, 1), f"{pointer} {what}", mend))
    return problems


Finding = tuple[str, str, str]
"""Pointer below the question; what is wrong; what was expected and how to mend it."""


def _disproofs(question: AnyQuestion, snippets: Path, results: Results) -> Iterator[Finding]:
    run = question.run
    if run is None:
        return
    if not (snippets / run.snippet).is_file():
        yield (
            "/run/snippet",
            f"names snippets/{run.snippet}, which there is not",
            "expected a file; make it or mend the name",
        )
        return
    program = program_of(run, snippets)
    result = results[program]
    if isinstance(question, PredictOutput):
        yield from _wrong_outputs(question, program, result)
        return
    if (run.prints is None) == (run.raises is None):
        yield "/run", "says neither or both of prints and raises", 'expected one; add "prints" or "raises"'
    if run.raises is not None:
        yield from _wrong_exception(run, program, result)
    elif not result.ok:
        yield (
            "/run",
            f"ended with {result.error}",
            f"expected it to print; see {first_line_of_failure(program, result)}",
        )
    elif run.prints is not None and _trim(run.prints) != _trim(result.stdout):
        yield (
            "/run/prints",
            f"is not what {program.name} printed",
            f"expected what it really printed: {result.stdout!r}",
        )
    if isinstance(question, FixBug):
        yield from _wrong_fixes(question, program, snippets, results)


def _wrong_outputs(question: PredictOutput, program: Job, result: Result) -> Iterator[Finding]:
    if question.run.prints is not None or question.run.raises is not None:
        yield (
            "/run",
            "has prints or raises",
            "expected only a snippet: the options say what it might print; drop the rest",
        )
    if not result.ok:
        yield (
            "/run",
            f"ended with {result.error}",
            f"expected it to print; see {first_line_of_failure(program, result)}",
        )
        return
    for number, option in enumerate(question.options):
        equal = _trim(option.value) == _trim(result.stdout)
        if option.id == question.answer and not equal:
            what = f"says that the option {option.id!r} is right, which is {option.value!r}"
            yield "/answer", what, f"expected what {program.name} really printed: {_trim(result.stdout)!r}"
        if option.id != question.answer and equal:
            what = f"of the option {option.id!r} is what {program.name} really printed: {_trim(result.stdout)!r}"
            yield f"/options/{number}/value", what, f"expected that only of the right option, {question.answer!r}"


def _wrong_exception(run: Run, program: Job, result: Result) -> Iterator[Finding]:
    assert run.raises is not None
    if run.raises.type not in result.exception:
        ended = result.error or "no exception"
        yield "/run/raises/type", f"is {run.raises.type}", f"expected what {program.name} really ended with: {ended}"
    elif not re.search(run.raises.match, result.error):
        yield "/run/raises/match", f"is {run.raises.match!r}", f"expected a pattern found in: {result.error}"


def _wrong_fixes(question: FixBug, program: Job, snippets: Path, results: Results) -> Iterator[Finding]:
    if question.run.raises is None:
        yield "/run", "does not say what the broken program raises", 'expected "raises"; add it'
    for number, fix in enumerate(question.options):
        place = f"/options/{number}"
        found = program.source.count(fix.replace)
        if found != 1:
            yield f"{place}/replace", f"stands {found} times in {program.name}", "expected it there exactly once"
            continue
        result = results[with_fix(question.run, fix, snippets)]
        if fix.id == question.answer and not result.ok:
            yield "/answer", f"says that {fix.id!r} mends it", f"expected it to run; it ended with {result.error}"
        if fix.id != question.answer and result.ok:
            yield (
                place,
                f"{fix.id!r} mends it too",
                f"expected only {question.answer!r} to; it printed {result.stdout!r}",
            )


def _trim(text: str) -> str:
    """Without blanks at the end of each line and of the whole."""
    return "\n".join(line.rstrip() for line in text.rstrip().splitlines())

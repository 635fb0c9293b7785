"""Proves a quiz's answers by running its programs.

How a program proves an answer depends on the type of question:

- `predict-output`: what it prints is the right option's value, and no other's.
- `fix-bug`: each change is tried; only the right one lets it run to its end.
- `numeric`: it prints one number, within the tolerance of the answer.
- `short`: it prints every accepted answer, one a line.
- `single`, `multi`: the lines that begin with an option's id name the right options, and no other.
- `order`: such lines name the options in the right order. Options that hold `code` are lines of the program itself:
  exchange any two neighbours, and it must fail or print something else.
- `classify`: such lines go on with the id of the group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from lessonkit.jobs import Job, Result, first_line_of_failure
from lessonkit.problems import Problem
from lessonkit.quiz import (
    AnyQuestion,
    Classify,
    Fix,
    FixBug,
    Multi,
    Numeric,
    Order,
    PredictOutput,
    Quiz,
    Run,
    Short,
    near,
    plain,
    program_stands_in,
    written,
)
from lessonkit.quiz_file import sayable

Results = dict[Job, Result]


def program_of(run: Run, snippets: Path) -> Job:
    """The program that a question shows. Where an exception is the point, it is a result to keep."""
    path = snippets / run.snippet
    source, may_raise = path.read_text(encoding="utf-8"), run.raises is not None
    return Job(f"snippets/{run.snippet}", path, source, may_raise, root=snippets.parent)


def program_shown(question: AnyQuestion, snippets: Path, where: str) -> str:
    """The text of the program that stands in a part of a question; empty if none stands there.

    Args:
        question: The question.
        snippets: The folder of all snippets.
        where: `question` or `solution`.
    """
    if not question.run or program_stands_in(question) != where:
        return ""
    return program_of(question.run, snippets).source.strip()


def with_fix(run: Run, fix: Fix, snippets: Path) -> Job:
    """The program with one option's change made."""
    program = program_of(run, snippets)
    source = program.source.replace(fix.replace, fix.by)
    return replace(program, name=f"{program.name} with {fix.id}", source=source, may_raise=True)


def in_order(question: Order) -> str:
    """The part of a program that an `order` question takes apart, put together rightly."""
    codes = {option.id: option.code for option in question.options}
    return "\n".join(codes[name].rstrip() for name in question.answer)


def places_in(question: Order, source: str) -> list[int]:
    """Where that part stands in a program: the index of its first line, for each time it does."""
    part, lines = in_order(question).splitlines(), source.splitlines()
    return [place for place in range(len(lines)) if lines[place : place + len(part)] == part]


def exchanged(question: Order, snippets: Path) -> dict[tuple[str, str], Job]:
    """For each two neighbours in the right order, the program with the two exchanged; none if they are not in it."""
    assert question.run
    program = program_of(question.run, snippets)
    jobs: dict[tuple[str, str], Job] = {}
    places = places_in(question, program.source)
    if len(places) != 1:
        return jobs
    lines = program.source.splitlines()
    end = places[0] + len(in_order(question).splitlines())
    for place, (one, other) in enumerate(pairwise(question.answer)):
        answer = [*question.answer]
        answer[place : place + 2] = [other, one]
        changed = in_order(question.model_copy(update={"answer": answer}))
        source = "\n".join([*lines[: places[0]], changed, *lines[end:], ""])
        name = f"{program.name} with {other} before {one}"
        jobs[one, other] = replace(program, name=name, source=source, may_raise=True)
    return jobs


def jobs_of(quiz: Quiz, snippets: Path) -> list[Job]:
    """All programs that must be run to prove a quiz; those whose file is missing are left out."""
    jobs = []
    for question in quiz.questions:
        if question.run and (snippets / question.run.snippet).is_file():
            jobs.append(program_of(question.run, snippets))
            if isinstance(question, FixBug):
                jobs += [with_fix(question.run, fix, snippets) for fix in question.options]
            if isinstance(question, Order) and question.coded:
                jobs += exchanged(question, snippets).values()
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
        place = f"/questions/{number}"
        for pointer, what, mend in _disproofs(question, snippets, results):
            line = lines.get(place + pointer, lines.get(place, 1))
            what, mend = sayable(f"{place}{pointer} {what}"), f"{sayable(mend)} (question {question.id!r})"
            problems.append(Problem(name, line, what, mend))
    return problems


_STOPPED = ("timeout", "killed")
"""How a program ends that proves nothing: with more time, or more memory, it might end well."""

Finding = tuple[str, str, str]
"""Pointer below the question; what is wrong; what was expected and how to mend it."""


def _disproofs(question: AnyQuestion, snippets: Path, results: Results) -> Iterator[Finding]:
    run = question.run
    if run is None:
        return
    if not (snippets / run.snippet).is_file():
        mend = "expected a file; make it or mend the name"
        yield "/run/snippet", f"names snippets/{run.snippet}, which there is not", mend
        return
    program = program_of(run, snippets)
    result = results[program]
    if run.raises is not None:
        yield from _wrong_exception(run, program, result)
    elif not result.ok:
        mend = f"expected it to print; see {first_line_of_failure(program, result)}"
        yield "/run", f"ended with {result.error}", mend
        return
    if run.prints is not None and _trim(run.prints) != _trim(result.stdout):
        mend = f"expected what it really printed: {result.stdout!r}"
        yield "/run/prints", f"is not what {program.name} printed", mend
    yield from _wrong_answers(question, program, snippets, results)


def _wrong_answers(question: AnyQuestion, program: Job, snippets: Path, results: Results) -> Iterator[Finding]:
    """What the answer says and the program does not, each type in its own way."""
    result = results[program]
    if isinstance(question, PredictOutput):
        yield from _wrong_outputs(question, program, result)
    elif isinstance(question, FixBug):
        yield from _wrong_fixes(question, program, snippets, results)
    elif isinstance(question, Numeric):
        yield from _wrong_number(question, program, result)
    elif isinstance(question, Short):
        yield from _wrong_texts(question, program, result)
    elif isinstance(question, Order) and question.coded:
        yield from _wrong_pieces(question, program, snippets, results)
    else:
        yield from _wrong_names(question, program, result)


def _wrong_exception(run: Run, program: Job, result: Result) -> Iterator[Finding]:
    assert run.raises is not None
    if run.raises.type not in result.exception:
        ended = result.error or "no exception"
        yield "/run/raises/type", f"is {run.raises.type}", f"expected what {program.name} really ended with: {ended}"
    elif run.raises.match.lower() not in result.error.lower():
        yield "/run/raises/match", f"is {run.raises.match!r}", f"expected words found in: {result.error}"


def _wrong_outputs(question: PredictOutput, program: Job, result: Result) -> Iterator[Finding]:
    if question.run.prints is not None or question.run.raises is not None:
        mend = "expected only a snippet: the options say what it might print; drop the rest"
        yield "/run", "has prints or raises", mend
    for number, option in enumerate(question.options):
        equal = _trim(option.value) == _trim(result.stdout)
        if option.id == question.answer and not equal:
            what = f"says that the option {option.id!r} is right, which is {option.value!r}"
            yield "/answer", what, f"expected what {program.name} really printed: {_trim(result.stdout)!r}"
        if option.id != question.answer and equal:
            what = f"of the option {option.id!r} is what {program.name} really printed: {_trim(result.stdout)!r}"
            yield f"/options/{number}/value", what, f"expected that only of the right option, {question.answer!r}"


def _wrong_fixes(question: FixBug, program: Job, snippets: Path, results: Results) -> Iterator[Finding]:
    if question.run.raises is None:
        yield "/run", "does not say what the broken program raises", 'expected "raises"; add it'
    for number, fix in enumerate(question.options):
        place = f"/options/{number}"
        found = program.source.count(fix.replace)
        if found != 1:
            yield f"{place}/replace", f"stands {found} times in {program.name}", "expected it there exactly once"
            continue
        job = with_fix(question.run, fix, snippets)
        result = results[job]
        if result.status in _STOPPED:
            yield place, *_unproven(job, result)
        elif fix.id == question.answer and not result.ok:
            yield "/answer", f"says that {fix.id!r} mends it", f"expected it to run; it ended with {result.error}"
        elif fix.id != question.answer and result.ok:
            mend = f"expected only {question.answer!r} to; it printed {result.stdout!r}"
            yield place, f"{fix.id!r} mends it too", mend


def _unproven(job: Job, result: Result) -> tuple[str, str]:
    what = f"cannot be proven: {job.name} was stopped: {result.error}"
    return what, "expected it to end by itself, well or not; make the program smaller"


def _wrong_number(question: Numeric, program: Job, result: Result) -> Iterator[Finding]:
    try:
        printed = float(result.stdout.strip().removesuffix(question.unit))
    except ValueError:
        yield (
            "/run",
            f"prints {_trim(result.stdout)!r}",
            f"expected {program.name} to print one number and nothing else",
        )
        return
    if not near(printed, question.answer, question.tolerance):
        far = f"at most {written(question.tolerance)} from it"
        mend = f"expected {written(printed)}, which {program.name} really printed, or {far}"
        yield "/answer", f"is {written(question.answer)}", mend


def _wrong_texts(question: Short, program: Job, result: Result) -> Iterator[Finding]:
    printed = {plain(line) for line in result.stdout.splitlines() if line.strip()}
    for number, text in enumerate(question.accepted):
        if plain(text) not in printed:
            mend = f"expected only what {program.name} prints, one accepted answer a line: {sorted(printed)}"
            yield f"/accepted/{number}", f"is {text!r}", mend
    if missing := printed - set(map(plain, question.accepted)):
        yield "/accepted", f"lacks {sorted(missing)}", f"expected everything that {program.name} prints"


def _wrong_pieces(question: Order, program: Job, snippets: Path, results: Results) -> Iterator[Finding]:
    found = len(places_in(question, program.source))
    if found != 1:
        what = f"puts together lines that stand {found} times in {program.name}"
        yield "/answer", what, "expected them there once, one right after the other, as whole lines"
        return
    right = results[program]
    for (one, other), job in exchanged(question, snippets).items():
        if results[job].status in _STOPPED:
            yield "/answer", *_unproven(job, results[job])
        elif (results[job].stdout, results[job].error) == (right.stdout, right.error):
            mend = f"expected one right order; with {other!r} before {one!r} the program prints the same: join the two"
            yield "/answer", f"has {one!r} before {other!r}, which does not matter", mend


def _wrong_names(question: AnyQuestion, program: Job, result: Result) -> Iterator[Finding]:
    """For questions whose program names options, each at the beginning of a line."""
    ids = [option.id for option in question.options]
    lines = [re.split(r"[\s:]+", f"{line.strip()} ") for line in result.stdout.splitlines()]
    lines = [words for words in lines if words[0] in ids]
    named = [words[0] for words in lines]
    if isinstance(question, Classify):
        yield from _wrong_buckets(question, program, [(words[0], words[1]) for words in lines])
        return
    answer = question.answer if isinstance(question, Order | Multi) else [question.answer]
    right = named == answer if isinstance(question, Order) else sorted(set(named)) == sorted(answer)
    if not right:
        mend = f"expected what the lines of {program.name} that begin with an option's id name: {named or 'none does'}"
        yield "/answer", f"is {', '.join(answer)}", mend


def _wrong_buckets(question: Classify, program: Job, named: list[tuple[str, str]]) -> Iterator[Finding]:
    for number, option in enumerate(question.options):
        buckets = {bucket for name, bucket in named if name == option.id}
        if buckets != {option.bucket}:
            line = f"{option.id}: {', '.join(sorted(buckets))}" if buckets else f"no line that begins with {option.id}"
            what = f"says that {option.id!r} belongs into {option.bucket!r}"
            yield f"/options/{number}/bucket", what, f"expected what {program.name} really printed: {line}"


def _trim(text: str) -> str:
    """Without blanks at the end of each line and of the whole."""
    return "\n".join(line.rstrip() for line in text.rstrip().splitlines())

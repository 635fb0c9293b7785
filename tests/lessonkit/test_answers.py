"""Change any one right answer that a program stands behind: it is found, and named. In the real quizzes, too."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lessonkit.proof import Results, jobs_of, prove
from lessonkit.quiz import AnyQuestion, Classify, Multi, Numeric, Order, PredictOutput, Quiz, Short, plain
from lessonkit.quiz_file import load_quiz, locate
from lessonkit.site import Site
from tests.lessonkit import test_pages
from tests.lessonkit.conftest import CODED, LINES, one_of_each, put, question, quiz

ROOT = Path(__file__).parent.parent.parent
SITE = Site(ROOT)
book = test_pages.book

Wrong = tuple[str, dict[str, Any]]
"""What is wrong, in words; and the fields of the question that make it so."""


def wrong_answers(asked: AnyQuestion) -> Iterator[Wrong]:
    """Each way to change one answer of a question, with what stands behind it."""
    if isinstance(asked, Numeric):
        # What was printed may itself lie off by the tolerance.
        beyond = 2 * asked.tolerance + max(1.0, abs(asked.answer)) * 1e-6
        for answer in (asked.answer + beyond, asked.answer - beyond):
            yield f"answer {answer}", {"answer": answer}
    elif isinstance(asked, Short):
        yield from _wrong_texts(asked)
    elif isinstance(asked, Classify):
        yield from _wrong_groups(asked)
    elif isinstance(asked, Order):
        for place in range(len(asked.answer) - 1):
            one, other = asked.answer[place : place + 2]
            answer = [*asked.answer[:place], other, one, *asked.answer[place + 2 :]]
            yield f"{other} before {one}", {"answer": answer}
    elif isinstance(asked, Multi):
        for option in asked.options:
            dropped = [name for name in asked.answer if name != option.id]
            added = [*asked.answer, option.id]
            yield f"{option.id} changed", {"answer": dropped if option.id in asked.answer else added}
    else:
        for option in asked.options:
            if option.id != asked.answer:
                yield f"answer {option.id}", {"answer": option.id}
    if isinstance(asked, PredictOutput):
        yield from _wrong_values(asked)


def _wrong_texts(asked: Short) -> Iterator[Wrong]:
    for place, text in enumerate(asked.accepted):
        others = [*asked.accepted[:place], *asked.accepted[place + 1 :]]
        yield f"{text!r} changed", {"accepted": [*others, f"{text}x"]}
        if plain(text) not in map(plain, others):
            yield f"{text!r} dropped", {"accepted": others}
    yield "one added", {"accepted": [*asked.accepted, "something else"]}


def _wrong_groups(asked: Classify) -> Iterator[Wrong]:
    for place, option in enumerate(asked.options):
        for bucket in asked.buckets:
            if bucket.id != option.bucket:
                moved = option.model_copy(update={"bucket": bucket.id})
                yield f"{option.id} in {bucket.id}", {"options": _with(asked.options, place, moved)}


def _wrong_values(asked: PredictOutput) -> Iterator[Wrong]:
    (right,) = (option.value for option in asked.options if option.id == asked.answer)
    for place, option in enumerate(asked.options):
        value = f"{option.value}x" if option.id == asked.answer else right
        changed = option.model_copy(update={"value": value})
        yield f"{option.id} is {value!r}", {"options": _with(asked.options, place, changed)}


def _with(items: list[Any], place: int, item: Any) -> list[Any]:
    return [*items[:place], item, *items[place + 1 :]]


def unnoticed(asked: Quiz, path: Path, site: Site, results: Results) -> tuple[list[str], Counter[str]]:
    """The wrong answers that the proof does not find, or names wrongly; and how many of each question were tried."""
    lines, _duplicates = locate(path.read_text(encoding="utf-8"))
    missed: list[str] = []
    tried: Counter[str] = Counter()
    for number, one in enumerate(asked.questions):
        for what, changes in wrong_answers(one) if one.run else ():
            tried[one.id] += 1
            questions = _with(asked.questions, number, one.model_copy(update=changes))
            wrong = asked.model_copy(update={"questions": questions})
            problems = prove(wrong, site.relative(path), lines, site.snippets, results)
            place, begin, end = f"/questions/{number}/", lines[f"/questions/{number}"], f"(question {one.id!r})"
            named = [p for p in problems if p.what.startswith(place) and p.mend.endswith(end) and p.line >= begin]
            if not problems or named != problems:
                missed.append(f"{path.name}: {one.id}: {what}: {[str(problem) for problem in problems]}")
    return missed, tried


def loaded(path: Path) -> Quiz:
    found, problems = load_quiz(path, SITE.relative(path))
    assert found, problems
    return found


@pytest.mark.parametrize("path", SITE.quiz_paths(), ids=lambda path: path.stem)
def test_each_real_answer_is_borne_out_by_its_program(path):
    asked = loaded(path)
    results = {job: SITE.result(job) for job in jobs_of(asked, SITE.snippets)}
    lines, _duplicates = locate(path.read_text(encoding="utf-8"))
    assert [str(problem) for problem in prove(asked, path, lines, SITE.snippets, results)] == []


@pytest.mark.parametrize("path", SITE.quiz_paths(), ids=lambda path: path.stem)
def test_no_real_answer_can_be_changed_unnoticed(path):
    asked = loaded(path)
    results = {job: SITE.result(job) for job in jobs_of(asked, SITE.snippets)}
    missed, tried = unnoticed(asked, path, SITE, results)
    assert missed == []
    assert set(tried) == {one.id for one in asked.questions if one.run}


# The same for each type, whatever types the real quizzes use: in the small project, built as a whole.


def examples(site: Site) -> list[dict[str, Any]]:
    """A question of each type, with programs that prove them."""
    (site.snippets / "coins/three_lines.py").write_text('"""Toss a coin."""\n\n' + "".join(LINES))
    coded = question("order", **CODED, id="a-coded", run={"snippet": "coins/three_lines.py"})
    return [*one_of_each(site.snippets), coded]


def test_no_answer_of_any_type_can_be_changed_unnoticed(site):
    path = site.quizzes / "coins.json"
    path.write_text(json.dumps(quiz(*examples(site)), indent=2))
    asked, problems = load_quiz(path, site.relative(path))
    assert problems == []
    results = {job: site.result(job) for job in jobs_of(asked, site.snippets)}
    missed, tried = unnoticed(asked, path, site, results)
    assert missed == []
    assert set(tried) == {one.id for one in asked.questions}


SPOILED = {
    "a-single": ("/answer", "tails"),
    "a-multi": ("/answer", ["heads", "tails", "edge"]),
    "a-predict-output": ("/answer", "tails"),
    "a-fix-bug": ("/answer", "rename"),
    "a-numeric": ("/answer", 0.52),
    "a-short": ("/accepted/0", "Head"),
    "a-order": ("/answer", ["toss", "look", "fall"]),
    "a-classify": ("/options/0/bucket", "number"),
    "a-coded": ("/answer", ["line-1", "line-0", "line-2"]),
}
"""For each question, a place, and a wrong answer to put there."""


def test_right_answers_of_all_types_build(book):
    (book / "quiz_data/coins.json").write_text(json.dumps(quiz(*examples(Site(book))), indent=2))
    done = test_pages.build(book)
    assert done.returncode == 0, done.stderr


def test_a_wrong_answer_fails_the_build_and_is_named_with_file_line_and_question(book):
    wrong = [put(made, *SPOILED[made["id"]]) for made in examples(Site(book))]
    text = json.dumps(quiz(*wrong), indent=2)
    (book / "quiz_data/coins.json").write_text(text)
    done = test_pages.build(book)
    assert done.returncode != 0
    lines, _duplicates = locate(text)
    for number, (name, (pointer, _)) in enumerate(SPOILED.items()):
        place = f"/questions/{number}{pointer}"
        found = rf"quiz_data/coins\.json:{lines[place]}: {place} .*\(question '{name}'\)$"
        assert re.search(found, done.stderr, re.MULTILINE), f"{name}\n{done.stderr}"

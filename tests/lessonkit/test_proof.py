"""An answer that its program does not bear out is found."""

import json

import pytest

from lessonkit.proof import jobs_of, prove
from lessonkit.quiz import load_quiz, locate
from lessonkit.runner import run
from lessonkit.site import Site
from tests.lessonkit.conftest import question, quiz


def disproofs(site: Site, *questions) -> list[str]:
    path = site.quizzes / "coins.json"
    path.write_text(json.dumps(quiz(*questions), indent=2))
    loaded, problems = load_quiz(path, site.relative(path))
    assert problems == []
    results = run(jobs_of(loaded, site.snippets), None)
    lines, _duplicates = locate(path.read_text())
    return [str(problem) for problem in prove(loaded, site.relative(path), lines, site.snippets, results)]


def single(run, **changes):
    options = [{"id": name, "text": name, "feedback": "x"} for name in ("heads", "tails")]
    return question(type="single", options=options, run=run, **changes)


def test_the_right_answer_stands(site):
    assert disproofs(site, question()) == []


def test_a_wrong_key_is_named_with_what_was_really_printed(site):
    (problem_of_key, problem_of_value) = sorted(
        disproofs(site, question(answer="tails")), key=lambda line: "value" in line
    )
    assert "/questions/0/answer says that the option 'tails' is right, which is 'tails'" in problem_of_key
    assert "really printed: 'heads'" in problem_of_key
    assert (
        "/questions/0/options/0/value of the option 'heads' is what snippets/coins/toss.py really printed"
        in problem_of_value
    )
    assert problem_of_key.startswith("quiz_data/coins.json:")


def test_blanks_at_the_ends_do_not_count(site):
    (site.snippets / "coins/toss.py").write_text("print('heads  ')\nprint()\n")
    assert disproofs(site, question()) == []


def test_what_a_program_must_print_is_held_against_what_it_printed(site):
    assert disproofs(site, single({"snippet": "coins/toss.py", "prints": "heads"})) == []
    (problem,) = disproofs(site, single({"snippet": "coins/toss.py", "prints": "edge"}))
    assert "/questions/0/run/prints is not what snippets/coins/toss.py printed" in problem


@pytest.mark.parametrize(
    ("raises", "words"),
    [
        ({"type": "ZeroDivisionError", "match": "by zero"}, None),
        ({"type": "ArithmeticError"}, None),
        ({"type": "ValueError"}, "really ended with: ZeroDivisionError: division by zero"),
        ({"type": "ZeroDivisionError", "match": "by one"}, "found in: ZeroDivisionError: division by zero"),
    ],
)
def test_an_exception_is_held_against_the_one_raised(site, raises, words):
    (site.snippets / "coins/toss.py").write_text("1 / 0\n")
    problems = disproofs(site, single({"snippet": "coins/toss.py", "raises": raises}))
    assert len(problems) == (words is not None)
    assert words is None or words in problems[0]


@pytest.mark.parametrize("run", [{}, {"prints": "x", "raises": {"type": "ValueError"}}])
def test_a_run_says_either_what_is_printed_or_what_is_raised(site, run):
    assert any("neither or both" in line for line in disproofs(site, single({"snippet": "coins/toss.py", **run})))


def fix(*options, answer):
    named = [{"id": f"f{number}", "text": "x", "feedback": "x", **option} for number, option in enumerate(options)]
    run = {"snippet": "coins/toss.py", "raises": {"type": "NameError"}}
    return question(type="fix-bug", run=run, options=named, answer=answer)


GOOD = {"replace": "heads", "by": "'heads'"}
BAD = {"replace": "heads", "by": "tails"}


@pytest.fixture
def broken(site):
    (site.snippets / "coins/toss.py").write_text("print(heads)\n")
    return site


def test_only_the_right_fix_may_run(broken):
    assert disproofs(broken, fix(GOOD, BAD, answer="f0")) == []
    assert len(disproofs(broken, fix(GOOD, BAD, answer="f1"))) == 2
    (problem,) = disproofs(broken, fix(GOOD, {"replace": "(heads)", "by": "()"}, answer="f0"))
    assert "'f1' mends it too" in problem


def test_the_text_a_fix_replaces_must_stand_there_once(broken):
    (problem,) = disproofs(broken, fix(GOOD, {"replace": "edge", "by": "x"}, answer="f0"))
    assert "/questions/0/options/1/replace stands 0 times" in problem


def test_a_missing_program_is_named(site):
    (problem,) = disproofs(site, question(run={"snippet": "coins/flip.py"}))
    assert "names snippets/coins/flip.py, which there is not" in problem

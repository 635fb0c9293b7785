"""An answer that its program does not bear out is found, for each type of question, and named where it stands."""

import json
from typing import Any

import pytest

from lessonkit.jobs import Job, Result
from lessonkit.proof import jobs_of, prove
from lessonkit.quiz import Quiz
from lessonkit.quiz_file import load_quiz, locate
from lessonkit.runner import run
from lessonkit.site import Site
from tests.lessonkit.conftest import CODED, LINES, OWN, PROGRAMS, one_of_each, question, quiz

KINDS = list(OWN)
NAMING = ["single", "multi", "order", "classify"]
"""The types whose program names options."""
RAISED = {"snippet": "coins/toss.py", "raises": {"type": "ZeroDivisionError", "match": "by zero"}}
KNOWN: dict[str, Result] = {}
"""What came of each program in this module: many tests run the same ones."""


def loaded(site: Site, *questions: dict[str, Any]) -> tuple[Quiz, dict[str, int]]:
    path = site.quizzes / "coins.json"
    path.write_text(json.dumps(quiz(*questions), indent=2))
    found, problems = load_quiz(path, site.relative(path))
    assert found, problems
    return found, locate(path.read_text())[0]


def results_of(jobs: list[Job]) -> dict[Job, Result]:
    new = {job.source: job for job in jobs if job.source not in KNOWN}
    KNOWN.update((job.source, result) for job, result in run(new.values(), None).items())
    return {job: KNOWN[job.source] for job in jobs}


def disproofs(site: Site, made: dict[str, Any], program: str = "") -> list[str]:
    """What is wrong with a question, if `coins/toss.py` is this program, or one that would prove it unchanged."""
    (site.snippets / "coins/toss.py").write_text(program or PROGRAMS[made["type"]])
    asked, lines = loaded(site, made)
    results = results_of(jobs_of(asked, site.snippets))
    name = site.relative(site.quizzes / "coins.json")
    return [str(problem) for problem in prove(asked, name, lines, site.snippets, results)]


def coded(**changes: Any) -> dict[str, Any]:
    return question("order", **(CODED | changes))


# What all types share.


@pytest.mark.parametrize("kind", KINDS)
def test_the_right_answer_stands(site, kind):
    assert disproofs(site, question(kind)) == []


def test_one_quiz_may_hold_all_types(site):
    asked, lines = loaded(site, *one_of_each(site.snippets))
    results = results_of(jobs_of(asked, site.snippets))
    assert prove(asked, site.quizzes, lines, site.snippets, results) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_missing_program_is_named(site, kind):
    made = question(kind)
    made["run"]["snippet"] = "coins/flip.py"
    (problem,) = disproofs(site, made)
    assert "/questions/0/run/snippet names snippets/coins/flip.py, which there is not" in problem


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("predict-output", "fix-bug")])
def test_without_a_program_there_is_nothing_to_prove(site, kind):
    assert disproofs(site, question(kind, run=None), "1 / 0\n") == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_program_that_stops_proves_nothing_unless_it_should(site, kind):
    made = question(kind)
    made["run"].pop("raises", None)
    program = PROGRAMS[kind] + "1 / 0\n"
    (problem,) = disproofs(site, made, program)
    line = 1 if kind == "fix-bug" else program.count("\n")
    assert "/questions/0/run ended with " in problem
    assert f"expected it to print; see snippets/coins/toss.py:{line}: " in problem


def test_a_problem_says_its_line_and_question(site):
    (problem,) = disproofs(site, question("single", id="which-now", answer="tails"))
    text = (site.quizzes / "coins.json").read_text()
    number = text[: text.index('"answer": "tails"')].count("\n") + 1
    assert problem.startswith(f"quiz_data/coins.json:{number}: /questions/0/answer is tails; expected ")
    assert problem.endswith(" (question 'which-now')")


@pytest.mark.parametrize("kind", NAMING)
def test_what_a_program_must_print_is_held_against_what_it_printed(site, kind):
    program = PROGRAMS[kind]
    printed = program.replace("print('", "").replace("')", "")
    made = question(kind, run={"snippet": "coins/toss.py", "prints": printed})
    assert disproofs(site, made) == []
    made["run"]["prints"] = "edge"
    (problem,) = disproofs(site, made)
    assert "/questions/0/run/prints is not what snippets/coins/toss.py printed; expected what it really" in problem


@pytest.mark.parametrize("printed", ["heads", "heads\n", "heads  \n\n"])
def test_blanks_at_the_ends_of_what_is_printed_do_not_count(site, printed):
    made = question("single", run={"snippet": "coins/toss.py", "prints": printed})
    assert disproofs(site, made, "print('heads  ')\nprint()\n") == []


@pytest.mark.parametrize(
    ("raises", "pointer", "words"),
    [
        ({"type": "ZeroDivisionError", "match": "by zero"}, "", ""),
        ({"type": "ZeroDivisionError", "match": "DIVISION"}, "", ""),
        ({"type": "ArithmeticError"}, "", ""),
        ({"type": "ValueError"}, "/type", "ended with: ZeroDivisionError: division by zero"),
        ({"type": "Zero"}, "/type", "ended with: ZeroDivisionError: division by zero"),
        ({"type": "ZeroDivisionError", "match": "by one"}, "/match", "found in: ZeroDivisionError: division by zero"),
        ({"type": "ZeroDivisionError", "match": "by z.*"}, "/match", "is 'by z.*'; expected words found in"),
    ],
)
@pytest.mark.parametrize("kind", NAMING)
def test_an_exception_is_held_against_the_one_raised(site, kind, raises, pointer, words):
    made = question(kind, run={"snippet": "coins/toss.py", "raises": raises})
    problems = disproofs(site, made, PROGRAMS[kind] + "1 / 0\n")
    assert len(problems) == bool(pointer)
    assert all(f"/questions/0/run/raises{pointer} " in problem and words in problem for problem in problems)


def test_an_exception_that_does_not_come_is_missed(site):
    (problem,) = disproofs(site, question("single", run=RAISED))
    assert (
        "/run/raises/type is ZeroDivisionError; expected what snippets/coins/toss.py really ended with: no" in problem
    )


@pytest.mark.parametrize("message", ["a\\ud800b", "a\\u202eb", "a\\x1b[31mb"])
def test_what_a_program_says_can_be_repeated_whatever_it_is(site, message):
    (problem,) = disproofs(site, question("single", run=RAISED), f"print('heads')\nraise ValueError('{message}')\n")
    assert problem.encode()
    assert f"really ended with: ValueError: {message}" in problem


def test_of_much_that_is_printed_only_the_beginning_is_repeated(site):
    (problem,) = disproofs(site, question("numeric"), "print('heads ' * 10_000)\n")
    assert problem.endswith("(question 'which-side')")
    assert len(problem) < 3000


# single, multi: the lines that begin with an option's id.


@pytest.mark.parametrize(
    ("program", "named"),
    [
        ("print('heads: 12 of 20')\n", "['heads']"),
        ("print('  heads')\n", "['heads']"),
        ("print('heads\\t12')\nprint('heads again')\n", "['heads', 'heads']"),
        ("print('It is tails, mostly.')\nprint('heads')\n", "['heads']"),
        ("print('tails')\n", "['tails']"),
        ("print('tails')\nprint('heads')\n", "['tails', 'heads']"),
        ("print('headstrong')\nprint('Heads')\n", "none does"),
        ("print()\n", "none does"),
    ],
)
def test_the_right_option_is_the_one_that_lines_begin_with(site, program, named):
    problems = disproofs(site, question("single"), program)
    if set(named.strip("[]").split(", ")) == {"'heads'"}:
        assert problems == []
    else:
        (problem,) = problems
        assert "/questions/0/answer is heads; expected what the lines of snippets/coins/toss.py" in problem
        assert f"that begin with an option's id name: {named} (question" in problem


@pytest.mark.parametrize("answer", [["heads", "tails"], ["tails", "heads"]])
def test_several_right_options_may_come_in_any_order(site, answer):
    assert disproofs(site, question("multi", answer=answer)) == []


@pytest.mark.parametrize("answer", [["heads"], ["heads", "tails", "edge"], ["heads", "edge"], ["edge"]])
def test_one_right_option_too_few_or_too_many_is_found(site, answer):
    (problem,) = disproofs(site, question("multi", answer=answer))
    assert f"/questions/0/answer is {', '.join(answer)}; expected what the lines" in problem
    assert "name: ['tails', 'heads']" in problem


# predict-output: what is printed is the right option's value, and no other's.


def test_a_wrong_key_is_named_with_what_was_really_printed(site):
    of_value, of_key = sorted(disproofs(site, question(answer="tails")))
    assert "/questions/0/answer says that the option 'tails' is right, which is 'tails'" in of_key
    assert "really printed: 'heads'" in of_key
    assert "/questions/0/options/0/value of the option 'heads' is what snippets/coins/toss.py really pr" in of_value


def test_two_options_of_the_right_value_are_found(site):
    options = OWN["predict-output"]["options"]
    (problem,) = disproofs(site, question(options=[options[0], options[1] | {"value": "heads\n"}]))
    assert "/questions/0/options/1/value of the option 'tails' is what snippets/coins/toss.py really" in problem


def test_no_option_of_the_right_value_is_found(site):
    (problem,) = disproofs(site, question(), "print('edge')\n")
    assert "/questions/0/answer says that the option 'heads' is right, which is 'heads'" in problem


def test_blanks_at_the_ends_of_a_value_do_not_count(site):
    assert disproofs(site, question(), "print('heads  ')\nprint()\n") == []


@pytest.mark.parametrize("more", [{"prints": "heads"}, {"raises": RAISED["raises"]}])
def test_the_options_alone_say_what_a_program_might_print(site, more):
    problems = disproofs(site, question(run={"snippet": "coins/toss.py", **more}))
    assert any("/questions/0/run has prints or raises; expected only a snippet" in problem for problem in problems)


# fix-bug: each change is tried, and only the right one may run.


def fix(replace: str = "heads", by: str = "tails") -> dict[str, Any]:
    """A question whose second change is another one."""
    right, wrong = OWN["fix-bug"]["options"]
    return question("fix-bug", options=[right, wrong | {"replace": replace, "by": by}])


def test_only_the_change_that_mends_is_right(site):
    of_key, of_option = disproofs(site, fix() | {"answer": "rename"})
    assert "/questions/0/options/0 'quote' mends it too; expected only 'rename' to" in of_key + of_option
    assert (
        "/questions/0/answer says that 'rename' mends it; expected it to run; it ended with Name" in of_key + of_option
    )


def test_two_changes_that_mend_are_found(site):
    (problem,) = disproofs(site, fix("(heads)", "()"))
    assert "/questions/0/options/1 'rename' mends it too; expected only 'quote' to; it printed '\\n'" in problem


@pytest.mark.parametrize(("replace", "times"), [("edge", 0), ("in", 2)])
def test_the_text_that_a_change_replaces_must_stand_there_once(site, replace, times):
    (problem,) = disproofs(site, fix(replace, "x"), "print(heads)  # in two\n")
    assert f"/questions/0/options/1/replace stands {times} times in snippets/coins/toss.py; expected it" in problem


def test_a_broken_program_must_say_how_it_breaks(site):
    made = question("fix-bug", run={"snippet": "coins/toss.py"})
    assert any("/questions/0/run does not say what" in problem for problem in disproofs(site, made, "heads = 1\n"))


# numeric: one number, within the tolerance.


@pytest.mark.parametrize("printed", ["0.5", "0.51", "0.49", " 0.50 ", "5e-1", "0.5%", "0.5 %"])
def test_a_number_within_the_tolerance_stands(site, printed):
    assert disproofs(site, question("numeric"), f"print({printed!r})\n") == []


@pytest.mark.parametrize(("printed", "said"), [("0.5101", "0.5101"), ("-0.5", "-0.5"), ("nan", "nan"), ("inf", "inf")])
def test_a_number_beyond_the_tolerance_is_found(site, printed, said):
    (problem,) = disproofs(site, question("numeric"), f"print({printed!r})\n")
    assert f"/questions/0/answer is 0.5; expected {said}, which snippets/coins/toss.py really printed, or" in problem


def test_numbers_that_differ_little_are_told_apart_in_words(site):
    (problem,) = disproofs(site, question("numeric", answer=0.33333333, tolerance=0), "print(0.33333334)\n")
    assert "/questions/0/answer is 0.33333333; expected 0.33333334, which" in problem


@pytest.mark.parametrize("printed", ["", "half", "0.5 0.5", "0.5\n0.5", "p = 0.5", "0.5 bits"])
def test_what_is_not_one_number_is_found(site, printed):
    (problem,) = disproofs(site, question("numeric"), f"print({printed!r})\n")
    assert f"/questions/0/run prints {printed!r}; expected snippets/coins/toss.py to print one number" in problem


# short: every accepted answer, one a line.


@pytest.mark.parametrize("program", ["print(' heads.')\nprint('A  FACE')\n\nprint()\n", "print('a face\\n“Heads”')\n"])
def test_what_does_not_count_in_an_answer_does_not_count_in_what_is_printed(site, program):
    assert disproofs(site, question("short"), program) == []


@pytest.mark.parametrize(
    ("accepted", "words"),
    [
        (["Heads"], "/accepted lacks ['a face']; expected everything that snippets/coins/toss.py prints"),
        (["Heads", "A face", "Edge"], "/accepted/2 is 'Edge'; expected only what snippets/coins/toss.py prints"),
    ],
)
def test_an_accepted_answer_too_few_or_too_many_is_found(site, accepted, words):
    (problem,) = disproofs(site, question("short", accepted=accepted))
    assert f"/questions/0{words}" in problem


# order: such lines in the right order; or the program's own lines.


@pytest.mark.parametrize(
    ("named", "answer"),
    [
        (["toss", "fall", "look"], ["fall", "look", "toss"]),
        (["toss", "fall", "look"], ["toss", "look", "fall"]),
        (["toss", "look"], ["toss", "fall", "look"]),
        (["toss", "fall", "fall", "look"], ["toss", "fall", "look"]),
    ],
)
def test_another_order_than_the_one_printed_is_found(site, named, answer):
    program = "".join(f"print('{name}: 1')\n" for name in named)
    options = [
        option for name in ("look", "fall", "toss") for option in OWN["order"]["options"] if option["id"] == name
    ]
    (problem,) = disproofs(site, question("order", options=options, answer=answer), program)
    assert f"/questions/0/answer is {', '.join(answer)}; expected what the lines" in problem
    assert f"name: {named} (" in problem


def test_the_lines_of_a_program_are_proven_by_running_it(site):
    assert disproofs(site, coded(), "".join(LINES)) == []


def test_the_lines_may_be_a_part_of_the_program(site):
    program = f"for _ in range(2):\n    pass\n{''.join(LINES)}print(side)\n"
    assert disproofs(site, coded(), program) == []


def test_lines_that_are_indented_are_taken_as_they_are(site):
    options = [
        {"id": name, "code": code, "feedback": "So."}
        for name, code in (("show", "    print(n)\n"), ("count", "for n in range(2):\n    n = n + 1\n"))
    ]
    made = coded(options=options, answer=["count", "show"])
    assert disproofs(site, made, "for n in range(2):\n    n = n + 1\n    print(n)\n") == []


@pytest.mark.parametrize(
    ("program", "times"),
    [
        ("pass\n", 0),
        ("side = 'heads'\npass\ncoin = side.upper()\nprint(coin)\n", 0),
        ("if True:\n" + "".join(f"    {line}" for line in LINES), 0),
        ("side = 'tails'\nout" + "".join(LINES), 0),
        ("".join(LINES) * 2, 2),
        ("".join(LINES) + "pass\n" + "".join(LINES), 2),
    ],
)
def test_lines_that_do_not_stand_once_in_their_program_are_found(site, program, times):
    (problem,) = disproofs(site, coded(), program)
    assert f"/questions/0/answer puts together lines that stand {times} times in snippets/coins/toss.py" in problem


def test_lines_that_end_other_lines_too_are_exchanged_only_where_they_stand_whole(site):
    program = "outside = 'tails'\n" + "".join(LINES)
    (site.snippets / "coins/toss.py").write_text(program)
    jobs = jobs_of(loaded(site, coded())[0], site.snippets)
    assert all(job.source.startswith("outside = 'tails'\n") for job in jobs)


def test_another_order_of_lines_than_the_program_has_is_found(site):
    (problem,) = disproofs(site, coded(answer=["line-0", "line-2", "line-1"]), "".join(LINES))
    assert "/questions/0/answer puts together lines that stand 0 times" in problem


def independent(*, raises: bool) -> tuple[dict[str, Any], str]:
    """Three lines of which the first two may come in either order, in a program that ends well or not."""
    lines = ["side = 'heads'\n", "coin = 1\n", "print(side, coin)\n"]
    codes = [{"id": f"line-{n}", "code": lines[n], "feedback": "So."} for n in (2, 0, 1)]
    run = {"snippet": "coins/toss.py"} | ({"raises": {"type": "ZeroDivisionError"}} if raises else {})
    return coded(options=codes, run=run), "".join(lines) + "1 / 0\n" * raises


@pytest.mark.parametrize("raises", [False, True])
def test_two_lines_whose_order_does_not_matter_are_found(site, raises):
    (problem,) = disproofs(site, *independent(raises=raises))
    assert (
        "/questions/0/answer has 'line-0' before 'line-1', which does not matter; expected one right order" in problem
    )


# classify: such lines go on with the group.


@pytest.mark.parametrize("program", ["print('tails number')\nprint('heads:face')\n", PROGRAMS["classify"] * 2])
def test_groups_are_what_lines_go_on_with(site, program):
    assert disproofs(site, question("classify"), program) == []


@pytest.mark.parametrize(
    ("program", "line"),
    [
        ("print('tails: number')\nprint('heads: number')\n", "heads: number"),
        ("print('tails: number')\nprint('heads')\n", "heads: "),
        ("print('tails: number')\nprint('heads: rim')\n", "heads: rim"),
        ("print('tails: number')\n", "no line that begins with heads"),
        ("print('tails: number')\nprint('heads: number')\nprint('heads: face')\n", "heads: face, number"),
    ],
)
def test_another_group_than_the_one_printed_is_found(site, program, line):
    (problem,) = disproofs(site, question("classify"), program)
    assert "/questions/0/options/0/bucket says that 'heads' belongs into 'face'; expected what" in problem
    assert f"really printed: {line} (question" in problem


# Which programs are run.


@pytest.mark.parametrize(
    ("made", "names"),
    [
        *[(question(kind), [""]) for kind in KINDS if kind != "fix-bug"],
        (question("fix-bug"), ["", " with quote", " with rename"]),
        (coded(), ["", " with line-1 before line-0", " with line-2 before line-1"]),
        (question("single", run=None), []),
        (question("single", run={"snippet": "coins/flip.py"}), []),
    ],
)
def test_a_question_asks_for_its_program_and_for_each_change_that_must_be_tried(site, made, names):
    (site.snippets / "coins/toss.py").write_text("".join(LINES))
    jobs = jobs_of(loaded(site, made)[0], site.snippets)
    assert [job.name for job in jobs] == [f"snippets/coins/toss.py{name}" for name in names]
    assert [job.may_raise for job in jobs] == [bool(name) or made["type"] == "fix-bug" for name in names]


def test_nothing_is_exchanged_in_a_program_that_holds_the_lines_twice(site):
    (site.snippets / "coins/toss.py").write_text("".join(LINES) * 2)
    (job,) = jobs_of(loaded(site, coded())[0], site.snippets)
    assert job.name == "snippets/coins/toss.py"

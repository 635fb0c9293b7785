"""Every mistake in the form of a quiz file is found, all at once, where it stands; a quiz without mistakes loads."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest

from lessonkit.quiz import MAX_TEXT, TYPES, Quiz, json_schema, key, near, plain, written
from lessonkit.quiz_file import load_quiz, locate
from lessonkit.site import Site
from tests.lessonkit.conftest import CODED, OWN, full, put, question, quiz

ROOT = Path(__file__).parent.parent.parent
SCHEMA = jsonschema.Draft202012Validator(json.loads((ROOT / "quiz_data/quiz.schema.json").read_text(encoding="utf-8")))
NAME = Path("quiz_data/coins.json")
KINDS = list(OWN)


def load(tmp_path: Path, data: Any) -> tuple[Quiz | None, list[str]]:
    """A quiz, given as its file's text or as what that holds, and what is wrong with it."""
    path = tmp_path / "coins.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data, indent=2), encoding="utf-8")
    loaded, problems = load_quiz(path, NAME)
    assert (loaded is None) == bool(problems)
    return loaded, [str(problem) for problem in problems]


def problems_of(tmp_path: Path, data: Any) -> list[str]:
    return load(tmp_path, data)[1]


def without(data: Any, pointer: str) -> Any:
    """A copy without the key at a place."""
    parent, _, last = pointer.rpartition("/")
    holder = dict(places(data))[parent] if parent else data
    left = {key: value for key, value in holder.items() if key != last}
    return put(data, parent, left) if parent else left


def places(value: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """Each place in a value, with what stands there."""
    keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for part in keys:
        yield f"{pointer}/{part}", value[part]
        yield from places(value[part], f"{pointer}/{part}")


def line_of(data: Any, words: str) -> int:
    """The one line, in a quiz's file, that holds some words."""
    (number,) = (n for n, line in enumerate(json.dumps(data, indent=2).splitlines(), 1) if words in line)
    return number


def found(problems: list[str], pointer: str, line: int | None = None) -> str:
    """The one problem at a place, after its `file:line: /pointer`."""
    start = f"{NAME.as_posix()}:{'' if line is None else f'{line}: {pointer} '}"
    (problem,) = (text for text in problems if f": {pointer} " in text)
    assert problem.startswith(start), problem
    return problem.partition(f": {pointer} ")[2]


# What is without fault.


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("make", [question, full])
def test_a_question_without_fault_loads(tmp_path, kind, make):
    loaded, problems = load(tmp_path, quiz(make(kind)))
    assert problems == []
    assert type(loaded.questions[0]) is TYPES[kind]


def test_the_builders_know_all_types():
    assert list(TYPES) == KINDS


# Keys: those that must be there, and those that must not.

OPTIONAL = {"run", "hints", "mistakes", "tags", "prints", "raises", "match", "shown", "unit", "slips", "code"}


def is_needed(kind: str, pointer: str) -> bool:
    *_, parent, last = pointer.split("/")
    if last == "run":
        return kind in ("predict-output", "fix-bug")
    if last == "text" and "/options/" in pointer:
        return kind not in ("predict-output", "order")
    return last not in OPTIONAL and not (last == "options" and parent.isdigit() and "/mistakes/" in pointer)


@pytest.mark.parametrize("kind", KINDS)
def test_each_key_that_is_needed_is_missed_on_the_line_of_what_lacks_it(tmp_path, kind):
    data = quiz(full(kind))
    lines, _duplicates = locate(json.dumps(data, indent=2))
    for pointer, _value in places(data):
        parent, _, last = pointer.rpartition("/")
        if last.isdigit():
            continue
        problems = [text for text in problems_of(tmp_path, without(data, pointer)) if " is missing; " in text]
        assert len(problems) == is_needed(kind, pointer), pointer
        if problems:
            assert found(problems, pointer, lines[parent]) == f'is missing; expected it; add "{last}" here'


@pytest.mark.parametrize("kind", KINDS)
def test_a_key_that_nobody_knows_is_found_wherever_it_stands(tmp_path, kind):
    data = quiz(full(kind))
    for pointer, value in [("", data), *places(data)]:
        if isinstance(value, dict):
            spoiled = put(data, f"{pointer}/colour", "red")
            words = found(problems_of(tmp_path, spoiled), f"{pointer}/colour", line_of(spoiled, "colour"))
            keys = words.removeprefix("is an unknown key; expected one of: ").split(", ")
            assert set(keys) >= value.keys(), pointer


@pytest.mark.parametrize("kind", KINDS)
def test_keys_are_known_by_one_name_only(tmp_path, kind):
    made = full(kind)
    made["solution"]["quick_check"] = made["solution"].pop("quickCheck")
    problems = problems_of(tmp_path, quiz(made))
    assert found(problems, "/questions/0/solution/quick_check").startswith("is an unknown key")
    assert found(problems, "/questions/0/solution/quickCheck").startswith("is missing")


def test_a_key_that_stands_twice_is_found(tmp_path):
    text = json.dumps(quiz(question()), indent=2).replace('"version": 1,', '"version": 1,\n  "version": 1,')
    assert problems_of(tmp_path, text) == [
        "quiz_data/coins.json:3: /version: this key stands here twice; expected each key once; remove one"
    ]


def test_of_what_stands_twice_only_the_key_itself_is_named(tmp_path):
    text = json.dumps(quiz(question()), indent=2)
    twice = text.replace('"run": {', '"run": {"snippet": "coins/flip.py"},\n"run": {')
    (problem,) = problems_of(tmp_path, twice)
    assert problem.startswith("quiz_data/coins.json:12: /questions/0/run: this key stands here twice")


def test_a_mistake_in_what_stands_twice_is_found_where_the_last_of_them_stands(tmp_path):
    text = json.dumps(quiz(question(hints=[1])), indent=2)
    twice = text.replace('"hints": [', '"hints": ["Think."],\n"hints": [')
    number = next(n for n, line in enumerate(twice.splitlines(), 1) if line.strip() == "1")
    assert found(problems_of(tmp_path, twice), "/questions/0/hints/0", number).startswith("is 1; expected")


# Values: their types.


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_of_the_wrong_type_is_found_on_its_line(tmp_path, kind):
    data = quiz(full(kind))
    for pointer, value in places(data):
        wrong = "987654" if isinstance(value, int | float) else 987654
        spoiled = put(data, pointer, wrong)
        words = found(
            [text for text in problems_of(tmp_path, spoiled) if " names the " not in text],
            pointer,
            line_of(spoiled, "987654"),
        )
        assert words.startswith(f"is {json.dumps(wrong)}; expected"), pointer


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_can_be_null_but_what_may_be_left_out(tmp_path, kind):
    data = quiz(full(kind))
    for pointer, _value in places(data):
        welcome = pointer.endswith(("/prints", "/raises")) or (
            pointer.endswith("/run") and not is_needed(kind, pointer)
        )
        problems = [text for text in problems_of(tmp_path, put(data, pointer, None)) if f": {pointer} is null" in text]
        assert len(problems) == (not welcome), pointer


NUMBERS = [
    ("numeric", "/version"),
    ("numeric", "/questions/0/rev"),
    ("numeric", "/questions/0/answer"),
    ("numeric", "/questions/0/tolerance"),
    ("numeric", "/questions/0/slips/0/value"),
]


@pytest.mark.parametrize(("kind", "pointer"), NUMBERS)
@pytest.mark.parametrize("number", ["true", "1e999", "-1e999", "NaN", "-Infinity", "1" * 5000, "-" + "9" * 5000])
def test_what_is_no_number_to_reckon_with_is_found_on_its_line(tmp_path, kind, pointer, number):
    data = put(quiz(full(kind)), pointer, 987654)
    text = json.dumps(data, indent=2).replace("987654", number)
    assert "expected: " in found(problems_of(tmp_path, text), pointer, line_of(data, "987654"))


@pytest.mark.parametrize("number", ["1.0", "1e0", "0.5"])
def test_a_whole_number_has_no_point(tmp_path, number):
    text = json.dumps(quiz(question(rev=987654)), indent=2).replace("987654", number)
    assert "valid integer" in found(problems_of(tmp_path, text), "/questions/0/rev")


@pytest.mark.parametrize("number", ["3", "3.5", "-3", "0", "1e3", "12345678901234567890"])
def test_an_answer_is_any_other_number(tmp_path, number):
    text = json.dumps(quiz(question("numeric", answer=987654)), indent=2).replace("987654", number)
    assert problems_of(tmp_path, text) == []


# Values: how long, how many, of what form. The schema says the same, for editors.


class Rule(NamedTuple):
    """A rule of form, at its edge: a quiz that just keeps it, and one that just does not."""

    kind: str
    good: dict[str, Any]
    bad: dict[str, Any]
    pointer: str
    words: str


def rule(kind: str, pointer: str, good: Any, bad: Any, words: str) -> Rule:
    """A rule of what stands at a place."""
    data = quiz(full(kind)) | {"$schema": "quiz.schema.json"}
    return Rule(kind, put(data, pointer, good), put(data, pointer, bad), pointer, words)


def grown(kind: str, name: str, count: int) -> dict[str, Any]:
    """A quiz with so many entries in one of its question's lists."""
    made = question(kind)
    made.setdefault(name, ["Think."])
    entries = made[name][:count]
    for number in range(len(entries), count):
        entry = made[name][0]
        own = {"id": f"more-{number}"} | ({"text": f"More {number}"} if "text" in entry else {})
        entries.append(entry | own if isinstance(entry, dict) else f"{entry} {number}")
    made[name] = entries
    if kind == "order" and name == "options":
        made["answer"] = [entry["id"] for entry in reversed(entries)]
    if kind == "classify" and name == "buckets":
        for option in made["options"]:
            option["bucket"] = entries[0]["id"] if entries else "none"
    return quiz(made)


SIZES = [
    *[(kind, "hints", 0, 3) for kind in KINDS],
    ("single", "options", 2, 6),
    ("multi", "options", 3, 8),
    ("predict-output", "options", 2, 6),
    ("fix-bug", "options", 2, 6),
    ("order", "options", 2, 8),
    ("classify", "options", 2, 8),
    ("classify", "buckets", 2, 5),
    ("numeric", "slips", 0, 8),
    ("short", "slips", 0, 8),
    ("short", "accepted", 1, 20),
]


def rules_of_size() -> Iterator[Rule]:
    for kind, name, least, most in SIZES:
        pointer = f"/questions/0/{name}"
        yield Rule(kind, grown(kind, name, most), grown(kind, name, most + 1), pointer, f"at most {most} items")
        if least:
            words = f"at least {least} item"
            yield Rule(kind, grown(kind, name, least), grown(kind, name, least - 1), pointer, words)
    steps = question()["solution"]["steps"]
    for kind in KINDS:
        yield rule(kind, "/questions/0/solution/steps", steps, steps[:1], "at least 2 items")
    yield rule("multi", "/questions/0/answer", ["heads"], [], "at least 1 item")
    yield rule("order", "/questions/0/answer", CODED["answer"], ["line-0"], "at least 2 items")
    yield rule("short", "/questions/0/slips/0/texts", ["Edge"], [], "at least 1 item")
    many = [question(id=f"q-{number}") for number in range(41)]
    yield rule("single", "/questions", many[:1], [], "at least 1 item")
    yield rule("single", "/questions", many[:40], many, "at most 40 items")


LONGEST = {"title": 200, "lesson": 60, "unit": 20, "snippet": 100, "ref": 200}
"""How many characters a text may have, by its key, where that is not `MAX_TEXT`."""


def fitting(key: str, length: int) -> str:
    """A text of a length, as some keys want it."""
    start, end = {"snippet": ("a/", ".py"), "ref": ("", ".md")}.get(key, ("", ""))
    return start + "a" * (length - len(start + end)) + end


def is_name(kind: str, pointer: str) -> bool:
    """Whether what stands there names something else in the file, or is one of few values."""
    parent, _, key = pointer.rpartition("/")
    named = parent.endswith(("/answer", "/mistakes/0/options")) or (key == "answer" and kind != "numeric")
    return named or key in ("$schema", "type", "shown", "bucket", "id")


def longest(pointer: str) -> int:
    """How many characters a text may have."""
    parent, _, key = pointer.rpartition("/")
    if parent.endswith(("/accepted", "/texts")) or "/buckets/" in parent:
        return 200
    if parent.endswith("/tags"):
        return 60
    return MAX_TEXT if "/steps/" in parent else LONGEST.get(key, MAX_TEXT)


def may_be_empty(kind: str, pointer: str) -> bool:
    """Whether a text may say nothing, or has a form that forbids it anyway."""
    parent, _, key = pointer.rpartition("/")
    beside = key == "text" and "/options/" in parent and kind in ("predict-output", "order")
    formed = key in ("id", "lesson", "snippet", "ref") or parent.endswith(("/tags", "/raises"))
    return beside or formed or key in ("prints", "code", "by", "value", "unit")


def rules_of_length() -> Iterator[Rule]:
    for kind in KINDS:
        for pointer, value in places(quiz(full(kind))):
            if isinstance(value, str) and not is_name(kind, pointer):
                key, most = pointer.rpartition("/")[2], longest(pointer)
                good, bad = fitting(key, most), fitting(key, most + 1)
                yield rule(kind, pointer, good, bad, f"at most {most} characters")
                if not may_be_empty(kind, pointer):
                    yield rule(kind, pointer, "a", "", "at least 1 character")
    yield rule("single", "/questions/0/id", "a" * 60, "a" * 61, "at most 60 characters")


FORMS = [
    ("numeric", "/questions/0/rev", [1, 10**9], [0, -1], "greater than or equal to 1"),
    ("numeric", "/questions/0/tolerance", [0, 0.5], [-0.001], "greater than or equal to 0"),
    ("numeric", "/questions/0/unit", ["", "%", "m/s", "€"], ["m s", "<b>", "a>b"], "match pattern"),
    ("single", "/questions/0/id", ["a", "a-1", "1"], ["A", "a--b", "-a", "a-", "a_b", "é", "a b", ""], "match pattern"),
    ("single", "/lesson", ["a", "a-1"], ["A", "../a", ""], "match pattern"),
    ("single", "/questions/0/tags/0", ["a-1"], ["A", ""], "match pattern"),
    ("single", "/questions/0/run/snippet", ["a-1/b_2.py"], ["a.py", "../a/b.py", "/a/b.py", "a/b"], "match pattern"),
    (
        "single",
        "/questions/0/ref",
        ["map.md", "lessons/a-b.md", "a/b.md#c_d-1"],
        ["", "a", "a.md#", "../a.md", "/a.md", "https://a.org/b.md", "javascript:b.md", 'a.md" b="c.md'],
        "match pattern",
    ),
    ("single", "/version", [1], [0, 2], "than or equal to 1"),
    ("single", "/questions/0/run/shown", ["question", "solution"], ["both", ""], "'question' or 'solution'"),
    ("single", "/$schema", ["quiz.schema.json"], ["other.json", ""], "'quiz.schema.json'"),
    ("single", "/questions/0/type", ["single"], ["guess", "Single", ""], "expected one of: single, multi, predict-out"),
]


def rules_of_form() -> Iterator[Rule]:
    for kind, pointer, good, bad, words in FORMS:
        yield from (rule(kind, pointer, good[0], value, words) for value in bad)
        yield from (rule(kind, pointer, value, bad[0], words) for value in good[1:])


RULES = [*rules_of_size(), *rules_of_length(), *rules_of_form()]


def rules_of(kind: str) -> Iterator[Rule]:
    return (rule for rule in RULES if rule.kind == kind)


@pytest.mark.parametrize("kind", KINDS)
def test_what_just_keeps_a_rule_loads(tmp_path, kind):
    for rule in rules_of(kind):
        assert problems_of(tmp_path, rule.good) == [], f"{rule.pointer} {rule.words}"


@pytest.mark.parametrize("kind", KINDS)
def test_what_just_breaks_a_rule_is_found_on_its_line(tmp_path, kind):
    for rule in rules_of(kind):
        lines, _duplicates = locate(json.dumps(rule.bad, indent=2))
        assert rule.words in found(problems_of(tmp_path, rule.bad), rule.pointer, lines[rule.pointer])


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_keeps_the_same_rules(kind):
    for rule in rules_of(kind):
        assert [error.message for error in SCHEMA.iter_errors(rule.good)] == [], f"{rule.pointer} {rule.words}"
        assert not SCHEMA.is_valid(rule.bad), f"{rule.pointer} {rule.words}"


@pytest.mark.parametrize("blank", [" ", "\n\t ", "\u00a0", "\u200d"], ids=ascii)
@pytest.mark.parametrize("kind", KINDS)
def test_a_text_that_shows_nothing_is_found_where_something_must_be_said(tmp_path, kind, blank):
    data = quiz(full(kind))
    for pointer, value in places(data):
        if isinstance(value, str) and not is_name(kind, pointer) and not may_be_empty(kind, pointer):
            if pointer.endswith("/replace"):  # blanks may be what a change replaces
                continue
            assert "something to read" in found(problems_of(tmp_path, put(data, pointer, blank)), pointer)


# What no field can tell alone.


def coded(**changes: Any) -> dict[str, Any]:
    return question("order", **(CODED | changes))


def mistaken(kind: str, name: str) -> dict[str, Any]:
    return question(kind, mistakes=[{"text": "Not looking.", "options": [name]}])


def twins(kind: str, name: str) -> dict[str, Any]:
    made = question(kind)
    return made | {name: [made[name][0], *made[name][:1], *made[name][1:]]}


def alike(kind: str, name: str) -> dict[str, Any]:
    made = question(kind)
    own = {key: made[name][1][key] for key in ("id", "feedback") if key in made[name][1]}
    return put(made, f"/{name}/1", made[name][0] | own)


SLIP = {"id": "slip", "feedback": "You slipped."}
BOTH_ENDS = {"snippet": "coins/toss.py", "prints": "x", "raises": {"type": "ValueError"}}
CROSS = [
    *[
        (
            question(kind, answer="edge"),
            "/answer",
            f"names the option 'edge', which there is not; expected one of: {ids}",
        )
        for kind, ids in (("single", "heads, tails"), ("predict-output", "heads, tails"), ("fix-bug", "quote, rename"))
    ],
    (question("multi", answer=["heads", "rim"]), "/answer/1", "names the option 'rim', which there is not"),
    (question("multi", answer=["heads", "heads"]), "/answer", "names an option twice; expected each right option once"),
    (question("order", answer=["toss", "fall", "rim"]), "/answer/2", "names the option 'rim', which there is not"),
    (question("order", answer=["toss", "fall"]), "/answer", "does not name each option once; expected all of these"),
    (question("order", answer=["toss", "fall", "fall"]), "/answer", "does not name each option once"),
    (question("order", answer=["fall", "toss", "look"]), "/options", "stand in the right order already"),
    (put(coded(), "/options/1/code", ""), "/options", "have code in part, or without a run"),
    (without(coded(), "/run"), "/options", "have code in part, or without a run"),
    (put(question("order"), "/options/1/text", ""), "/options/1/text", "says nothing"),
    (put(question("classify"), "/options/1/bucket", "rim"), "/options/1/bucket", "names the bucket 'rim', which there"),
    *[(mistaken(kind, "rim"), "/mistakes/0/options/0", "names the option 'rim', which there is not") for kind in KINDS],
    *[
        (twins(kind, "options"), "/options/1/id", "which another option has too; expected an id of its own")
        for kind in KINDS
        if "options" in OWN[kind]
    ],
    (twins("classify", "buckets"), "/buckets/1/id", "is 'face', which another bucket has too"),
    (twins("numeric", "slips"), "/slips/1/id", "is 'slip', which another slip has too"),
    (twins("short", "slips"), "/slips/1/id", "is 'slip', which another slip has too"),
    *[
        (put(question(kind), "/run/shown", "solution"), "/run/shown", "hides the program that is asked about")
        for kind in ("predict-output", "fix-bug")
    ],
    *[
        (alike(kind, name), f"/{name}/1", f"says the same as '{OWN[kind][name][0]['id']}'; expected something else")
        for kind in KINDS
        for name in ("options", "buckets")
        if name in OWN[kind]
    ],
    (question("numeric", slips=[SLIP | {"value": 0.51}]), "/slips/0/value", "is 0.51, which counts as right"),
    (question("short", slips=[SLIP | {"texts": ["x", " heads."]}]), "/slips/0/texts/1", "which counts as right"),
    (question("short", accepted=["Heads", " ."]), "/accepted/1", "is ' .', of which nothing counts"),
    *[
        (question(kind, run=BOTH_ENDS), "/run", "has both prints and raises; expected at most one")
        for kind in KINDS
        if kind != "fix-bug"
    ],
    (put(question("fix-bug"), "/run/prints", "x"), "/run", "has both prints and raises; expected at most one"),
]
FINE = [
    *[question(kind, answer=answer) for kind in ("single", "predict-output") for answer in ("heads", "tails")],
    *[question("fix-bug", answer=answer) for answer in ("quote", "rename")],
    question("multi", answer=["edge"]),
    question("order", answer=["look", "toss", "fall"]),
    coded(),
    put(coded(), "/options/1/text", "First."),
    put(question("classify"), "/options/1/bucket", "face"),
    *[mistaken(kind, (OWN[kind].get("options") or OWN[kind]["slips"])[0]["id"]) for kind in KINDS],
    *[put(question(kind), "/run/shown", "solution") for kind in KINDS if kind not in ("predict-output", "fix-bug")],
    *[put(question(kind), "/options/1/text", "Heads") for kind in ("predict-output", "fix-bug")],
    question("numeric", slips=[SLIP | {"value": 0.511}]),
    question("numeric", tolerance=0, slips=[SLIP | {"value": 0.5000001}]),
    question("short", slips=[SLIP | {"texts": ["heads and tails"]}]),
    *[question(kind, run=None) for kind in KINDS if kind not in ("predict-output", "fix-bug")],
]


@pytest.mark.parametrize(("made", "pointer", "words"), CROSS)
def test_what_does_not_fit_together_is_found_on_its_line(tmp_path, made, pointer, words):
    data = quiz(question(id="before"), made)
    pointer = f"/questions/1{pointer}"
    lines, _duplicates = locate(json.dumps(data, indent=2))
    problems = [text for text in problems_of(tmp_path, data) if words.partition("'")[0] in text]
    assert words in found(problems, pointer, lines[pointer])


@pytest.mark.parametrize("made", FINE)
def test_what_fits_together_loads(tmp_path, made):
    assert problems_of(tmp_path, quiz(question(id="before"), made)) == []


def test_two_questions_of_one_id_are_found(tmp_path):
    problems = problems_of(tmp_path, quiz(question("single"), question("order")))
    assert problems[0].startswith("quiz_data/coins.json:")
    assert found(problems, "/questions/1/id") == (
        "is 'which-side', which another question has too; expected an id of its own; rename the newer one"
    )


@pytest.mark.parametrize("answer", ["heads", ["heads"]])
def test_an_answer_that_should_be_a_number_is_not_taken_for_an_option(tmp_path, answer):
    (problem,) = problems_of(tmp_path, quiz(question("numeric", answer=answer)))
    assert f"/questions/0/answer is {json.dumps(answer)}; expected: Input should be a valid number" in problem


def test_four_mistakes_are_four_problems_at_their_lines(tmp_path):
    unknown_key = question(id="a", colour="red")
    missing_field = question(id="b")
    del missing_field["prompt"]
    no_such_option = question(id="a", answer="edge")
    data = quiz(unknown_key, missing_field, no_such_option)
    lines = json.dumps(data, indent=2).splitlines()
    problems = problems_of(tmp_path, data)
    assert len(problems) == 4
    for pointer, words, text in [
        ("/questions/0/colour", "unknown key; expected one of: id, rev, prompt", '"colour"'),
        ("/questions/1/prompt", "is missing", "{"),
        ("/questions/2/id", "is 'a', which another question has too", '"id": "a"'),
        ("/questions/2/answer", "names the option 'edge', which there is not; expected one of: heads, tails", '"edge"'),
    ]:
        assert words in found(problems, pointer)
        (number,) = (int(problem.split(":")[1]) for problem in problems if f" {pointer} " in problem)
        assert text in lines[number - 1]


def test_one_mistake_in_a_question_of_each_type_is_one_problem_each(tmp_path):
    data = quiz(*(question(kind, id=f"a-{kind}", colour="red") for kind in KINDS))
    problems = problems_of(tmp_path, data)
    assert len(problems) == len(KINDS)
    for number in range(len(KINDS)):
        assert found(problems, f"/questions/{number}/colour").startswith("is an unknown key")


def test_problems_come_in_the_order_of_their_lines(tmp_path):
    data = quiz(*(question(id=f"q-{number}", colour="red", answer="edge") for number in range(12)))
    numbers = [int(problem.split(":")[1]) for problem in problems_of(tmp_path, data)]
    assert len(numbers) == 24
    assert numbers == sorted(numbers)


# What somebody might put there to deceive, or by accident.

UNSEEN = ["\0", "\x1b[31m", "\x7f", "\u202e", "\u2066", "\u200b", "\u00ad", "\ufeff", "\ud800", "\udfff"]


@pytest.mark.parametrize("character", UNSEEN, ids=ascii)
@pytest.mark.parametrize("kind", KINDS)
def test_what_nobody_can_see_is_found_in_each_text_and_made_visible(tmp_path, kind, character):
    data = quiz(full(kind))
    for pointer, value in places(data):
        if isinstance(value, str):
            spoiled = put(data, pointer, f"{value}{character}")
            lines, _duplicates = locate(json.dumps(spoiled, indent=2))
            problems = [text for text in problems_of(tmp_path, spoiled) if " names the " not in text]
            assert "expected" in found(problems, pointer, lines[pointer])
            assert all(text.encode() and text.isprintable() for text in problems)


@pytest.mark.parametrize("character", [*UNSEEN, "\n"], ids=ascii)
def test_what_nobody_can_see_is_found_in_keys_and_made_visible(tmp_path, character):
    problems = problems_of(tmp_path, quiz(question(**{f"colour{character}": "red"})))
    assert len(problems) == 1
    assert problems[0].encode()
    assert problems[0].isprintable()
    assert "/questions/0" in problems[0]


@pytest.mark.parametrize("text", ["a\nb\tc", "👩‍🔬 ünï 中文 עברית", "–“”’…→é", "x² ≤ √2"])
def test_what_people_write_is_welcome(tmp_path, text):
    assert problems_of(tmp_path, quiz(question(prompt=text))) == []


@pytest.mark.parametrize("place", ["/title", "/questions/0/prompt", "/questions/0/id", "/questions/0/accepted/0"])
def test_a_text_of_a_megabyte_is_found_and_not_repeated(tmp_path, place):
    (problem,) = problems_of(tmp_path, put(quiz(question("short")), place, "a" * 10**6))
    assert "expected" in found([problem], place)
    assert len(problem) < 500


def test_a_name_of_a_megabyte_is_found_and_not_repeated(tmp_path):
    problems = problems_of(tmp_path, quiz(question("single", answer="a" * 10**6)))
    assert len(problems) == 2
    assert all("/questions/0/answer " in problem and len(problem) < 2000 for problem in problems)


@pytest.mark.parametrize("depth", [20, 900, 100_000])
def test_what_lies_too_deep_is_found(tmp_path, depth):
    text = json.dumps(quiz(question(prompt="deep")), indent=2).replace('"deep"', "[" * depth + "]" * depth)
    (problem,) = problems_of(tmp_path, text)
    assert "/questions/0/prompt/0" in problem or "cannot be read: maximum recursion depth" in problem


def test_a_key_with_the_signs_of_pointers_leads_to_its_line(tmp_path):
    data = quiz(question(**{"a/b~c": "red"}))
    assert found(problems_of(tmp_path, data), "/questions/0/a~1b~0c", line_of(data, "a/b~c"))


# What is no quiz at all.


@pytest.mark.parametrize(
    "text",
    ["", "{", '{"version": 1,}', "[1, 2", '"only words"', "null", "[]", "1e999", "[" * 5000, "1" * 5000, "\ufeff{}"],
)
def test_what_is_no_quiz_is_a_problem_and_never_a_traceback(tmp_path, text):
    problems = problems_of(tmp_path, text)
    assert all(problem.startswith("quiz_data/coins.json:1: ") and "; expected" in problem for problem in problems)


def test_broken_json_is_found_on_its_line(tmp_path):
    text = json.dumps(quiz(question()), indent=2).replace('"rev": 1,', '"rev": 1')
    (problem,) = problems_of(tmp_path, text)
    number = text.splitlines().index('      "rev": 1') + 2
    assert (
        problem
        == f"quiz_data/coins.json:{number}: not JSON: Expecting ',' delimiter; expected valid JSON; mend it there"
    )


def test_a_file_that_is_not_in_utf_8_is_a_problem(tmp_path):
    (tmp_path / "coins.json").write_bytes(b'{"title": "\xff"}')
    loaded, (problem,) = load_quiz(tmp_path / "coins.json", NAME)
    assert loaded is None
    assert str(problem).startswith("quiz_data/coins.json:1: cannot be read: 'utf-8' codec can't decode")


def test_a_file_that_is_not_there_is_a_problem(tmp_path):
    loaded, (problem,) = load_quiz(tmp_path / "dice.json", NAME)
    assert loaded is None
    assert "No such file" in problem.what


def test_pointers_lead_to_lines():
    text = '{\n "a": [\n  1,\n  {"b/c": "}{,"}\n ],\n "d~": {}\n}'
    lines, duplicates = locate(text)
    assert lines == {"": 1, "/a": 2, "/a/0": 3, "/a/1": 4, "/a/1/b~1c": 4, "/d~0": 6}
    assert duplicates == []


# What the page, and the proof, make of a quiz.


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("single", ["heads"]),
        ("multi", ["heads", "tails"]),
        ("predict-output", ["heads"]),
        ("fix-bug", ["quote"]),
        ("numeric", ["0.5"]),
        ("short", ["Heads", "A face"]),
        ("order", ["toss=1", "fall=2", "look=3"]),
        ("classify", ["heads=face", "tails=number"]),
    ],
)
def test_the_key_is_what_the_page_compares_with(tmp_path, kind, expected):
    loaded, _problems = load(tmp_path, quiz(question(kind)))
    assert key(loaded.questions[0]) == expected


@pytest.mark.parametrize(("value", "text"), [(3.0, "3"), (0.5, "0.5"), (-2.0, "-2"), (1e22, "1e+22"), (0.1, "0.1")])
def test_numbers_are_written_as_people_write_them(value, text):
    assert written(value) == text


@pytest.mark.parametrize(
    "text",
    [
        "naive bayes",
        "Naive Bayes",
        " naive\n bayes ",
        "naive bayes.",
        "“Naive Bayes”",
        "`naive bayes`",
        "ｎａｉｖｅ\u00a0bayes",
    ],
)
def test_capitals_blanks_quotes_and_a_full_stop_do_not_count(text):
    assert plain(text) == "naive bayes"


@pytest.mark.parametrize("text", ["naïve bayes", "naivebayes", "naive-bayes", "naive bayes!"])
def test_everything_else_in_an_answer_counts(text):
    assert plain(text) != "naive bayes"


@pytest.mark.parametrize(
    ("value", "other", "tolerance", "is_near"),
    [
        (0.5, 0.5, 0, True),
        (0.3, 0.1 + 0.2, 0, True),
        (0.51, 0.5, 0.01, True),
        (0.5101, 0.5, 0.01, False),
        (1, 2, 0.5, False),
        (1e308, -1e308, 1, False),
        (float("nan"), 0.5, 1, False),
        (float("inf"), 0.5, 1, False),
    ],
)
def test_the_edge_of_a_tolerance_belongs_to_it(value, other, tolerance, is_near):
    assert near(value, other, tolerance) == is_near


# The schema, which editors use.


def test_the_schema_beside_the_data_is_the_models_schema():
    assert (ROOT / "quiz_data/quiz.schema.json").read_text(encoding="utf-8") == json_schema(), "write it: make schema"


@pytest.mark.parametrize("path", Site(ROOT).quiz_paths(), ids=lambda path: path.stem)
def test_the_schema_takes_the_real_quizzes(path):
    data = json.loads(path.read_text(encoding="utf-8"))
    assert [f"{error.json_path}: {error.message}" for error in SCHEMA.iter_errors(data)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_misses_what_the_models_miss(kind):
    data = quiz(full(kind))
    for pointer, value in places(data):
        if not pointer.rpartition("/")[2].isdigit():
            assert SCHEMA.is_valid(without(data, pointer)) != is_needed(kind, pointer), pointer
        if isinstance(value, dict):
            assert not SCHEMA.is_valid(put(data, f"{pointer}/colour", "red")), pointer
        if not isinstance(value, bool):
            assert not SCHEMA.is_valid(put(data, pointer, True)), pointer


def test_each_key_is_explained_in_the_schema():
    schema = json.loads(json_schema())
    silent = [
        f"{name}.{key}"
        for name, model in {**schema["$defs"], "Quiz": schema}.items()
        for key, entry in model["properties"].items()
        if "description" not in entry and key != "type"
    ]
    assert silent == []

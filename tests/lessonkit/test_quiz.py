"""Every mistake in a quiz file is found, all at once, where it stands."""

import json
from pathlib import Path

import pytest

from lessonkit.quiz import Quiz, json_schema, load_quiz, locate
from tests.lessonkit.conftest import question, quiz

ROOT = Path(__file__).parent.parent.parent


def problems_of(tmp_path, data, indent=2):
    path = tmp_path / "coins.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data, indent=indent))
    loaded, problems = load_quiz(path, Path("quiz_data/coins.json"))
    assert (loaded is None) == bool(problems)
    return [str(problem) for problem in problems]


def test_a_quiz_without_fault_loads(tmp_path):
    assert problems_of(tmp_path, quiz(question())) == []


def test_four_mistakes_are_four_problems_at_their_lines(tmp_path):
    unknown_key = question(id="a", colour="red")
    missing_field = question(id="b")
    del missing_field["prompt"]
    no_such_option = question(id="a", answer="edge")
    data = quiz(unknown_key, missing_field, no_such_option)
    lines = json.dumps(data, indent=2).splitlines()
    found = problems_of(tmp_path, data)
    assert len(found) == 4
    for pointer, words, text in [
        ("/questions/0/colour", "unknown key; expected one of: id, rev, prompt", '"colour"'),
        ("/questions/1/prompt", "is missing", None),
        ("/questions/2/id", "is 'a', which another question has too", '"id": "a"'),
        ("/questions/2/answer", "names the option 'edge', which there is not; expected one of: heads, tails", '"edge"'),
    ]:
        (problem,) = (line for line in found if pointer in line)
        assert words in problem
        place, number = problem.split(":")[:2]
        assert place == "quiz_data/coins.json"
        assert text is None or text in lines[int(number) - 1]


@pytest.mark.parametrize(
    ("changes", "pointer", "words"),
    [
        ({"rev": "1"}, "/questions/0/rev", "valid integer"),
        ({"rev": 0}, "/questions/0/rev", "greater than or equal to 1"),
        ({"id": "Which Side"}, "/questions/0/id", "match pattern"),
        ({"type": "guess"}, "/questions/0", "does not match any of the expected tags"),
        ({"options": []}, "/questions/0/options", "at least 2 items"),
        ({"hints": ["a", "b", "c", "d"]}, "/questions/0/hints", "at most 3 items"),
        ({"solution": {"steps": [], "final": "x", "quickCheck": "x"}}, "/questions/0/solution/steps", "at least 2"),
        ({"mistakes": [{"text": "x", "options": ["edge"]}]}, "/questions/0/mistakes/0/options/0", "'edge'"),
        ({"run": {"snippet": "coins/toss.py", "shows": "x"}}, "/questions/0/run/shows", "snippet, prints, raises"),
        ({"options": [{"id": "heads", "value": "x"}] * 2}, "/questions/0/options/1/id", "another option has too"),
    ],
)
def test_each_rule_names_its_place(tmp_path, changes, pointer, words):
    assert any(f" {pointer} " in line and words in line for line in problems_of(tmp_path, quiz(question(**changes))))


def test_a_key_that_stands_twice_is_found(tmp_path):
    text = json.dumps(quiz(question()), indent=2).replace('"version": 1,', '"version": 1,\n  "version": 1,')
    assert problems_of(tmp_path, text) == [
        "quiz_data/coins.json:3: /version: this key stands here twice; expected each key once; remove one"
    ]


@pytest.mark.parametrize(
    "text", ["", "{", '{"version": 1,}', "[1, 2", '"only words"', "null", "[]", "1e999", "[" * 5000]
)
def test_what_is_no_quiz_is_a_problem_and_never_a_traceback(tmp_path, text):
    assert problems_of(tmp_path, text)


def test_pointers_lead_to_lines():
    text = '{\n "a": [\n  1,\n  {"b/c": "}{,"}\n ],\n "d~": {}\n}'
    lines, duplicates = locate(text)
    assert lines == {"": 1, "/a": 2, "/a/0": 3, "/a/1": 4, "/a/1/b~1c": 4, "/d~0": 6}
    assert duplicates == []


def test_the_schema_beside_the_data_is_the_models_schema():
    assert (ROOT / "quiz_data/quiz.schema.json").read_text() == json_schema(), "write it anew: make schema"


def test_every_field_that_needs_words_has_them_in_the_schema():
    assert '"description"' in json_schema()
    assert set(Quiz.model_fields) == {"schema_", "version", "lesson", "title", "questions"}

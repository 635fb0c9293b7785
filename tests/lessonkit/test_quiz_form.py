"""A set of quizzes gives no key away by its form, and asks in more ways than one."""

import json
from pathlib import Path

import pytest

from lessonkit.quiz import Quiz
from lessonkit.quiz_file import load_quiz
from lessonkit.quiz_form import ENOUGH, key_problems, quiz_problems
from tests.lessonkit.conftest import question, quiz

NAME = Path("quiz_data/coins.json")


def options(*texts: str) -> list[dict[str, str]]:
    return [{"id": f"o{number}", "text": text, "feedback": "So."} for number, text in enumerate(texts)]


def single(number: int = 0, **changes: object) -> dict[str, object]:
    fields = {
        "type": "single",
        "id": f"q{number}",
        "options": options("one", "two", "ten"),
        "answer": "o0",
        "run": None,
    }
    return question(**(fields | changes))


def good() -> list[dict[str, object]]:
    return [
        question(),
        question(id="again", prompt="**Why** does it print this?"),
        single(),
        single(1, type="multi", answer=["o0", "o1"]),
    ]


def loaded(tmp_path: Path, *questions: dict[str, object]) -> tuple[Path, Quiz]:
    path = tmp_path / "coins.json"
    path.write_text(json.dumps(quiz(*questions), indent=2))
    found, problems = load_quiz(path, NAME)
    assert found, problems
    return path, found


def problems(tmp_path: Path, *questions: dict[str, object]) -> list[str]:
    return [str(problem) for problem in quiz_problems(NAME, *loaded(tmp_path, *questions))]


def test_a_good_quiz_has_no_problems(tmp_path):
    assert problems(tmp_path, *good()) == []


def test_too_few_and_too_many_questions_are_found(tmp_path):
    assert any("3 questions; expected 4 to 8" in found for found in problems(tmp_path, *good()[:3]))
    many = [*good(), *(single(number) for number in range(2, 7))]
    assert any("9 questions; expected 4 to 8" in found for found in problems(tmp_path, *many))


def test_one_kind_of_question_is_too_few(tmp_path):
    (problem,) = problems(tmp_path, *good()[:3], single(1))
    assert "2 types of question: predict-output, single; expected at least 3" in problem


def test_two_questions_must_be_proven(tmp_path):
    asked = good()
    asked[1] = single(7, prompt="Why?")
    (problem,) = problems(tmp_path, *asked)
    assert "1 questions are proven by running them" in problem


def test_one_question_must_ask_why(tmp_path):
    asked = good()
    asked[1] = question(id="again")
    (problem,) = problems(tmp_path, *asked)
    assert "no question asks why" in problem


@pytest.mark.parametrize("words", ["As in option B.", "All of the above.", "See the above."])
def test_words_that_point_at_a_place_are_found_at_their_question(tmp_path, words):
    asked = good()
    asked[2] = single(hints=[words])
    (problem,) = problems(tmp_path, *asked)
    line = json.dumps(quiz(*asked), indent=2).splitlines().index('      "id": "q0",') + 1
    assert "q0 says" in problem
    assert abs(int(problem.split(":")[1]) - line) <= 2


def test_an_article_points_at_no_place(tmp_path):
    asked = good()
    asked[2] = single(hints=["It gives each option a score."])
    assert problems(tmp_path, *asked) == []


def keys(tmp_path: Path, *questions: dict[str, object]) -> list[str]:
    return [str(problem) for problem in key_problems(Path("quiz_data"), [loaded(tmp_path, *questions)[1]])]


def test_keys_that_stand_at_one_place_are_found(tmp_path):
    (problem,) = keys(tmp_path, *(single(number) for number in range(ENOUGH)))
    assert f"stands at place 1 in {ENOUGH} of {ENOUGH} questions" in problem


def test_keys_that_are_the_longest_option_are_found(tmp_path):
    asked = []
    for number in range(ENOUGH):
        texts = ["no", "so", "go"]
        texts[number % 3] = "a long one"
        asked.append(single(number, options=options(*texts), answer=f"o{number % 3}"))
    (problem,) = keys(tmp_path, *asked)
    assert f"is the longest in {ENOUGH} of {ENOUGH} questions" in problem


def test_keys_that_give_nothing_away_are_welcome(tmp_path):
    assert keys(tmp_path, *(single(number, answer=f"o{number % 3}") for number in range(ENOUGH))) == []


def test_few_questions_say_nothing_of_shares(tmp_path):
    assert keys(tmp_path, *(single(number) for number in range(ENOUGH - 1))) == []

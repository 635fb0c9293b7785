"""The page for authors says what the models say, and its examples are the data beside them."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from lessonkit.quiz import EXAMPLES, TYPES, Question
from lessonkit.quiz_file import load_quiz
from lessonkit.quiz_guide import SHARED, fields_html, source_of, type_html
from lessonkit.site import Site

ROOT = Path(__file__).parents[2]
PATH = ROOT / "quiz_data" / f"{EXAMPLES}.json"


class Terms(HTMLParser):
    """The names of the fields in definition lists, each with the depth of its list."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.depth, self.code, self.found = 0, False, []
        self.in_term = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.depth += tag == "dl"
        self.in_term = self.in_term or tag == "dt"
        self.code = tag == "code" and self.in_term

    def handle_data(self, data):
        if self.code:
            self.found.append((self.depth, data))
            self.code = self.in_term = False

    def handle_endtag(self, tag):
        self.depth -= tag == "dl"
        self.in_term = self.in_term and tag != "dt"


def aliases(model):
    return {info.alias or name for name, info in model.model_fields.items()}


@pytest.mark.parametrize("name", SHARED)
def test_each_field_of_a_shared_model_is_told(name):
    assert {field for depth, field in Terms(fields_html(name)).found if depth == 1} == aliases(SHARED[name])


@pytest.mark.parametrize("name", TYPES)
def test_each_field_of_its_own_is_told_of_a_type(name):
    told = {field for depth, field in Terms(fields_html(name)).found if depth == 1}
    assert told - {"run"} == aliases(TYPES[name]) - aliases(Question) - {"type"}


def test_a_field_that_holds_parts_tells_theirs():
    assert (2, "bucket") in Terms(fields_html("classify")).found


def test_what_may_be_left_out_is_told():
    assert "<code>tolerance</code> number</dt>" in fields_html("numeric")
    assert "<code>unit</code> text, may be left out</dt>" in fields_html("numeric")


def test_an_unknown_name_is_refused():
    with pytest.raises(KeyError):
        fields_html("essay")


def test_there_is_an_example_of_each_type():
    quiz, problems = load_quiz(PATH, PATH)
    assert problems == []
    assert {question.type for question in quiz.questions} == set(TYPES)


@pytest.mark.parametrize("number", range(len(TYPES)))
def test_an_example_is_shown_as_it_stands_in_its_file(number):
    text = PATH.read_text(encoding="utf-8")
    assert json.loads(source_of(text, number)) == json.loads(text)["questions"][number]


def test_a_type_shows_its_own_example_and_no_other():
    quiz, _problems = load_quiz(PATH, PATH)
    html = type_html("numeric", quiz, PATH, Site(ROOT))
    assert html.count("<form") == 1
    assert 'data-type="numeric"' in html
    assert "Example" in html


def test_the_page_shows_each_type_and_each_shared_model():
    page = (ROOT / "docs/contribute/quiz.md").read_text(encoding="utf-8")
    for name in {**SHARED, **TYPES}:
        assert f"```quiz-guide\n{name}\n```" in page

"""A lesson that leaves the form is told where, and what was expected."""

from pathlib import Path

import pytest

from lessonkit.form import MAX_MINUTES, SECTIONS, Lesson, form_problems

HEAD = '---\ntitle: Coins\n---\n\n# Coins\n\n<p class="rc-meta" markdown>1 minutes · builds on nothing</p>\n\n'
TESTS = """\
def test_heads():
    pass

def test_trying_one(snippet):
    pass

def test_trying_two(snippet):
    pass

def test_trying_three(snippet):
    pass

def test_breaking_the_coin():
    with pytest.raises(AssertionError):
        lands_on_heads(tails)
"""


def page(**sections: str) -> str:
    """A page in the form, with other text in some sections: their names in lower case, joined by underscores."""
    texts = {
        "for_you": '=== "Developer"\n\n    - Toss.\n\n=== "Domain expert"\n\n    - Ask.',
        "try_this": "1. Toss it.\n2. Turn it.\n3. Spend it.",
        **sections,
    }
    bodies = (f"## {name}\n\n{texts.get(name.lower().replace(' ', '_'), 'Words.')}\n\n" for name in SECTIONS)
    return HEAD + "".join(bodies)


def problems(text: str, code: str = "", printed: str = "", tests: str = TESTS) -> list[str]:
    lesson = Lesson(Path("docs/lessons/coins.md"), text, code, printed, tests, Path("tests/lessons/test_coins.py"))
    return [str(problem) for problem in form_problems(lesson)]


def test_a_lesson_in_the_form_has_no_problems():
    assert problems(page()) == []


def test_a_page_of_questions_has_a_form_of_its_own():
    assert (
        problems("---\ntitle: Practice\nkind: practice\n---\n\n# Practice\n\nThere are 77 of them.\n", tests="") == []
    )


def test_a_missing_section_is_named():
    (problem,) = problems(page().replace("## When it fails\n", ""))
    assert problem.startswith("docs/lessons/coins.md:1: no section 'When it fails'; expected")


def test_sections_out_of_order_are_named():
    swapped = page().replace("## Sources", "## X").replace("## The code", "## Sources").replace("## X", "## The code")
    assert any("the sections come as" in problem for problem in problems(swapped))


def test_a_missing_tab_is_named():
    assert any("no tab 'Domain expert'" in problem for problem in problems(page(for_you='=== "Developer"')))


def test_a_lesson_must_say_how_long_it_takes():
    (problem,) = problems(page().replace("1 minutes", "9 minutes"))
    assert problem.startswith("docs/lessons/coins.md:7: the page says it takes 9 minutes; expected 1 minutes")
    assert any("does not say how long" in problem for problem in problems(page().replace("1 minutes", "a while")))


def test_a_long_lesson_must_be_shortened():
    words = "word " * 200 * (MAX_MINUTES + 1)
    assert any("expected at most 12" in problem for problem in problems(page(the_problem=words)))
    code = "x = 1\n" * 30 * (MAX_MINUTES + 1)
    assert any("expected at most 12" in problem for problem in problems(page(), code=code))


@pytest.mark.parametrize(
    ("words", "behind"),
    [
        ("About 83 of 100.", "83 of 100"),
        ("A log loss of 0.3.", "0.31"),
        ("It is right 97% of the time.", "0.968"),
        ("It falls to about 37,000.", "-36913.2"),
        ("In code, `x = 77` is no number in prose.", ""),
        ('She says "I am 77%\nsure", and who knows?', ""),
        ("It was found in 1936 ([source](https://example.org)).", ""),
        ("It was found in 1936 (see the [sources](#sources)).", ""),
        ('<span style="width: 77px">A mark-up</span> of [a link](page-77.md).', ""),
        ("```text\n77\n```", ""),
    ],
)
def test_a_number_with_something_behind_it_is_welcome(words, behind):
    assert problems(page(the_picture=words), printed=behind) == []
    assert problems(page(the_picture=words), code=behind) == []


@pytest.mark.parametrize(
    ("words", "behind", "number"),
    [
        ("About 84 of 100.", "83 of 100", "84"),
        ("A log loss of 0.4.", "0.31", "0.4"),
        ("It is right 98% of the time.", "0.968", "98%"),
        ("It takes 3 tosses.", "3.2", "3"),
        ("It was found in 1936.\n\nSee the [sources](#sources).", "", "1936"),
        ("- A list, ([source](https://example.org))\n- of 77 things", "", "77"),
    ],
)
def test_a_number_out_of_nowhere_is_found(words, behind, number):
    (problem,) = problems(page(the_picture=words), printed=behind)
    assert f"nothing stands behind the number {number};" in problem


def test_a_number_out_of_nowhere_is_found_at_its_line():
    text = page(the_picture="One.\n\nTwo lines,\nand 77 in the second.")
    line = text.splitlines().index("and 77 in the second.") + 1
    assert problems(text)[0].startswith(f"docs/lessons/coins.md:{line}: ")


def test_each_experiment_must_be_tried():
    (problem,) = problems(page(), tests=TESTS.replace("test_trying_two", "test_two"))
    assert problem.startswith("tests/lessons/test_coins.py:1: 2 experiments are tried; expected one for each of the 3")
    assert any("2 experiments below Try this" in problem for problem in problems(page(try_this="1. One.\n2. Two.")))


def test_a_claim_must_be_seen_to_fail():
    (problem,) = problems(page(), tests=TESTS.replace("pytest.raises(AssertionError)", "nullcontext()"))
    assert "no claim is seen to fail when its model is broken" in problem
    assert problems(page(), tests=TESTS.replace("test_breaking", "test_making")) != []

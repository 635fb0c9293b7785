"""A lesson that leaves the form is told where, and what was expected."""

from pathlib import Path

import pytest

from lessonkit.form import MAX_MINUTES, SECTIONS, Lesson, form_problems

HEAD = """\
---
title: Coins
---

# Coins

<p class="rc-meta" markdown>1 minute · builds on nothing</p>

!!! takeaway "In one sentence"
    It falls on a side.

"""
TEXTS = {
    "For you": '=== "Developer"\n\n    - Toss.\n\n=== "Domain expert"\n\n    - Ask.',
    "Try this": "1. Toss it.\n2. Turn it.\n3. Spend it.",
    "What this page claims": "```claims\ncoins\n```",
    "Practice": "```quiz\ncoins\n```",
}
TESTS = '''\
def test_trying_to_toss(snippet):
    """Try this 1: it lands."""

def test_trying_to_turn(snippet):
    """Try this 2: it shows the other side."""

def test_trying_to_spend(
    snippet,
):
    """Try this 3: it is gone."""

# Broken on purpose:
def test_breaking_the_coin():
    with pytest.raises(AssertionError):
        lands_on_heads(tails)
'''


def page(**sections: str) -> str:
    """A page in the form, with other text in some sections: their names with underscores for blanks."""
    texts = TEXTS | {name.replace("_", " "): text for name, text in sections.items()}
    return HEAD + "".join(f"## {name}\n\n{texts.get(name, 'Words.')}\n\n" for name in SECTIONS)


@pytest.fixture
def problems(tmp_path):
    def found(text: str, code: str = "", printed: str = "", tests: str = TESTS) -> list[str]:
        path = tmp_path / "coins.md"
        path.write_text(text)
        lesson = Lesson(path, Path("docs/lessons/coins.md"), code, printed, tests, Path("tests/lessons/test_coins.py"))
        return [str(problem) for problem in form_problems(lesson)]

    return found


def test_a_lesson_in_the_form_has_no_problems(problems):
    assert problems(page()) == []


@pytest.mark.parametrize("kind", ["practice", '"practice"', "practice  # questions alone"])
def test_a_page_of_questions_has_a_form_of_its_own(problems, kind):
    assert problems(f"---\ntitle: P\nkind: {kind}\n---\n\n# Practice\n\nThere are 77 of them.\n", tests="") == []


def test_only_front_matter_makes_a_page_one_of_questions(problems):
    assert problems(page(The_problem="There are 77.\n\n```yaml\nkind: practice\n```\n\n---")) != []


def test_a_missing_section_is_named(problems):
    (problem,) = problems(page().replace("## When it fails\n", ""))
    assert problem.startswith("docs/lessons/coins.md:1: no section 'When it fails'; expected")


@pytest.mark.parametrize("heading", ["## The code ", "##  The code", "## The code ##", "## The code {#code}"])
def test_a_section_may_be_written_as_markdown_allows(problems, heading):
    assert problems(page().replace("## The code", heading)) == []


@pytest.mark.parametrize("around", [("<!--\n", "\n-->"), ("```\n", "\n```"), ("~~~\n", "\n~~~")])
def test_a_section_in_a_comment_or_a_fence_does_not_count(problems, around):
    hidden = page().replace("## The code\n\nWords.", f"{around[0]}## The code\n\nWords.{around[1]}")
    assert any("no section 'The code'" in problem for problem in problems(hidden))


def test_sections_out_of_order_are_named(problems):
    swapped = page().replace("## The picture", "## X").replace("## The code", "## The picture")
    assert any("the sections come as" in problem for problem in problems(swapped.replace("## X", "## The code")))


def test_an_empty_section_is_found_at_its_line(problems):
    text = page(When_it_fails="")
    line = text.splitlines().index("## When it fails") + 1
    assert problems(text) == [
        f"docs/lessons/coins.md:{line}: nothing stands below 'When it fails'; expected something to read"
    ]


def test_a_missing_takeaway_is_found(problems):
    assert any("no takeaway" in problem for problem in problems(page().replace("In one sentence", "Note")))


def test_a_missing_tab_is_found_where_it_should_stand(problems):
    elsewhere = page(For_you='=== "Developer"\n\n    - Toss.', The_code='=== "Domain expert"\n\n    - Ask.')
    line = elsewhere.splitlines().index("## For you") + 1
    (problem,) = problems(elsewhere)
    assert problem.startswith(f"docs/lessons/coins.md:{line}: no tab 'Domain expert'")


@pytest.mark.parametrize("language", ["claims", "quiz"])
def test_anothers_claims_or_quiz_are_found(problems, language):
    (problem,) = problems(page().replace(f"```{language}\ncoins", f"```{language}\ndice"))
    assert f"the page does not show its {language}" in problem


def test_a_lesson_must_say_how_long_it_takes(problems):
    (problem,) = problems(page().replace("1 minute", "9 minutes"))
    assert problem.startswith("docs/lessons/coins.md:7: the page says that it takes 9 minutes; expected 1,")


def test_a_long_lesson_must_be_shortened(problems):
    words = "word " * 200 * (MAX_MINUTES + 1)
    (problem,) = problems(page(The_problem=words))
    assert "expected at most 12; it is about 2" in problem
    code = "x = 1\n" * 30 * (MAX_MINUTES + 1)
    assert any("expected at most 12" in problem for problem in problems(page(), code=code))


def test_less_than_hides_no_words(problems):
    words = "If x < 3 then " + "word " * 200 * (MAX_MINUTES + 1) + "and y > 4."
    assert any("expected at most 12" in problem for problem in problems(page(The_problem=words), printed="3 4"))


def test_sources_are_not_counted_and_what_looks_like_them_is(problems):
    words = "word " * 200 * (MAX_MINUTES + 1)
    assert problems(page(Sources=words)) == []
    assert problems(page(The_code="Words.\n\n## Sources of error\n\n" + words)) != []
    assert problems(page() + "## Appendix\n\n" + words) != []


def test_a_number_out_of_nowhere_is_found_at_its_line(problems):
    text = page(The_picture="One.\n\nTwo lines,\nand 77 in the second.")
    line = text.splitlines().index("and 77 in the second.") + 1
    (problem,) = problems(text)
    assert problem.startswith(f"docs/lessons/coins.md:{line}: nothing stands behind the number 77; expected")
    assert problems(text, code="n = 77") == problems(text, printed="77 tosses") == []


def test_each_experiment_must_be_tried(problems):
    (problem,) = problems(page(), tests=TESTS.replace("Try this 2", "Try this 1"))
    assert problem.startswith("tests/lessons/test_coins.py:1: nobody has tried experiment 2; expected")
    assert any("2 experiments; expected 3" in problem for problem in problems(page(Try_this="1. One.\n2. Two.")))


def test_a_fence_among_the_experiments_holds_none(problems):
    fence = "1. Toss it.\n2. Turn it.\n\n```python\n## setup\n4. + 4\n```\n\n3. Spend it."
    assert problems(page(Try_this=fence)) == []


@pytest.mark.parametrize(
    "change",
    [
        ("pytest.raises(AssertionError)", "nullcontext()"),
        ("with pytest.raises(AssertionError)", "# pytest.raises(AssertionError)\n    with nullcontext()"),
        ("test_breaking", "test_making"),
        ("with", "with with"),
    ],
)
def test_a_claim_must_be_seen_to_fail(problems, change):
    found = problems(page(), tests=TESTS.replace(*change))
    assert any("no claim is seen to fail when its model is broken" in problem for problem in found)

"""`lessonkit check` finds everything at once, each with its place and its mend."""

import json

import pytest

from lessonkit.check import check
from lessonkit.site import Site
from tests.lessonkit.conftest import PAGE, question, quiz


def found(site: Site) -> list[str]:
    return [str(problem) for problem in check(site)]


def edit(site: Site, name: str, old: str, new: str) -> None:
    path = site.root / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_a_project_without_fault_has_no_problems(site):
    assert found(site) == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("docs/lessons/coins.md", "the page of the lesson 'coins' is missing"),
        ("quiz_data/coins.json", "the quiz of the lesson 'coins' is missing"),
        ("tests/lessons/test_coins.py", "the claims of the lesson 'coins' is missing"),
    ],
)
def test_a_missing_room_is_named(site, name, words):
    (site.root / name).unlink()
    assert any(line.startswith(f"{name}:1: {words}") for line in found(site))


def test_a_snippet_shown_nowhere_is_found(site):
    (site.snippets / "coins/spare.py").write_text("print(1)\n")
    (problem,) = found(site)
    assert problem.startswith("snippets/coins/spare.py:1: no page and no quiz shows this snippet")


def test_a_quiz_shown_nowhere_is_found(site):
    edit(site, "docs/lessons/coins.md", "```quiz\ncoins\n```", "")
    assert any("no page shows this quiz" in line for line in found(site))


def test_a_fence_with_a_missing_snippet_is_found_at_its_line(site):
    edit(site, "docs/lessons/coins.md", "coins/toss.py", "coins/flip.py")
    line = PAGE.splitlines().index('```python exec="on" source="above"') + 1
    assert f"docs/lessons/coins.md:{line}: snippets/coins/flip.py is missing" in "\n".join(found(site))


def test_a_failing_snippet_is_found_at_the_line_where_it_fails(site):
    (site.snippets / "coins/toss.py").write_text("\n\nprint(heads)\n")
    failure = "snippets/coins/toss.py:3: NameError: name 'heads' is not defined"
    assert any(line.startswith(failure) for line in found(site))


def test_a_figure_without_words_is_found(site):
    (site.snippets / "coins/draw.py").write_text("import matplotlib.pyplot as plt\nplt.plot([1])\nplt.show()\n")
    with (site.docs / "lessons/coins.md").open("a") as page:
        page.write('\n```python exec="on"\n--8<-- "coins/draw.py"\n```\n')
    (problem,) = found(site)
    assert "a figure without words" in problem


def test_a_claim_without_words_is_found(site):
    (site.claims / "test_coins.py").write_text("def test_heads():\n    pass\n")
    (problem,) = found(site)
    assert problem.startswith("tests/lessons/test_coins.py:1: test_heads claims nothing")


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        ("lessons/dice.md", "names no page"),
        ("lessons/coins.md#the-cod", "names no heading; expected one of: coins, the-code"),
    ],
)
def test_a_ref_that_leads_nowhere_is_found(site, ref, words):
    (site.quizzes / "coins.json").write_text(json.dumps(quiz(question(ref=ref)), indent=2))
    (problem,) = found(site)
    assert words in problem


def test_a_wrong_answer_is_found(site):
    (site.quizzes / "coins.json").write_text(json.dumps(quiz(question(answer="tails")), indent=2))
    assert any("really printed: 'heads'" in line for line in found(site))


def test_a_lesson_missing_from_the_navigation_is_found(site):
    edit(site, "mkdocs.yml", "coins", "dice")
    (problem,) = found(site)
    assert problem.startswith("mkdocs.yml:1: the navigation lacks lessons/coins.md")


def test_a_lesson_that_leaves_the_form_is_found(site):
    edit(site, "docs/lessons/coins.md", "kind: practice\n", "")
    assert any("docs/lessons/coins.md:1: no section 'The problem'" in line for line in found(site))
    assert any("quiz_data/coins.json:1: 1 questions; expected 4 to 8" in line for line in found(site))


def test_what_a_lessons_snippet_prints_stands_behind_its_numbers(site):
    edit(site, "docs/lessons/coins.md", "kind: practice\n", "")
    with (site.docs / "lessons/coins.md").open("a") as page:
        page.write("\nIt fell 77 times.\n")
    assert any("nothing stands behind the number 77" in line for line in found(site))
    (site.snippets / "coins/toss.py").write_text("print(7, 70 + 7)\n")
    assert not any("nothing stands behind the number 77" in line for line in found(site))


def test_every_lesson_without_its_first_lines_is_found(site):
    edit(site, "docs/lessons/coins.md", "1 minutes", "A while")
    (problem,) = found(site)
    assert problem.startswith('docs/lessons/coins.md:1: no line <p class="rc-meta"')


def test_a_lesson_that_builds_on_a_later_one_is_found(site):
    edit(site, "docs/lessons/coins.md", "1 minutes", "1 minutes · builds on [Dice](dice.md)")
    (problem,) = found(site)
    assert problem.startswith("docs/lessons/coins.md:1: it builds on dice; expected lessons that come before it")


def test_a_term_that_stands_in_the_glossary_twice_or_out_of_order_is_found(site):
    (site.docs / "reference").mkdir()
    entries = 'Coin {#coin}\n:   Metal.\n\nBet {#bet data-also="coin"}\n:   A risk.\n\nDie {#coin}\n:   A cube.\n'
    (site.docs / "reference/glossary.md").write_text(f"# Glossary\n\n{entries}")
    places = "docs/reference/glossary.md:6", "docs/reference/glossary.md:9"
    assert [line for line in found(site) if "glossary" in line] == [
        f"{places[0]}: 'Bet' is out of order; expected it before 'Coin'; move it there",
        f"{places[0]}: coin stands here again; expected each id and each name once; remove one of the two",
        f"{places[1]}: #coin stands here again; expected each id and each name once; remove one of the two",
    ]


def test_keys_at_one_place_are_found_over_all_quizzes(site):
    questions = [question(id=f"q{number}") for number in range(10)]
    (site.quizzes / "coins.json").write_text(json.dumps(quiz(*questions), indent=2))
    assert any("stands at place 1 in 10 of 10 questions" in line for line in found(site))


def test_a_faulty_quiz_does_not_put_its_snippets_into_doubt(site):
    (site.snippets / "coins/broken.py").write_text("1 / 0\n")
    raising = question(
        id="why", type="single", run={"snippet": "coins/broken.py", "raises": {"type": "Error"}}, colour=1
    )
    (site.quizzes / "coins.json").write_text(json.dumps(quiz(question(), raising), indent=2))
    assert {line.split(":")[0] for line in found(site)} == {"quiz_data/coins.json"}


def test_all_problems_are_found_at_once(site):
    (site.snippets / "coins/spare.py").write_text("print(1)\n")
    (site.claims / "test_coins.py").write_text("def test_heads():\n    pass\n")
    (site.quizzes / "coins.json").write_text(json.dumps(quiz(question(colour="red")), indent=2))
    assert {line.split(":")[0] for line in found(site)} == {
        "quiz_data/coins.json",
        "snippets/coins/spare.py",
        "tests/lessons/test_coins.py",
    }


def test_a_quiz_with_another_title_than_its_page_is_found(site):
    edit(site, "quiz_data/coins.json", '"title": "Coins"', '"title": "Dice"')
    (problem,) = found(site)
    assert "/title is 'Dice'; expected the page's title, 'Coins'" in problem


def test_examples_for_authors_are_no_lesson_but_must_be_shown(site):
    examples = quiz(question()) | {"lesson": "examples"}
    (site.quizzes / "examples.json").write_text(json.dumps(examples, indent=2))
    (problem,) = found(site)
    assert problem.startswith("quiz_data/examples.json:1: no page shows this quiz")
    (site.docs / "guide.md").write_text("# Guide\n\n```quiz-guide\nsingle\n```\n")
    assert found(site) == []

"""What the quiz remembers in the reader's browser: where, what it drops, what it keeps, and how it lives without."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.site.answering import GUIDE, PRACTICE, QUESTIONS, Asked, answer_all, answer_at_once, read
from tests.site.stored import at, keep, kept_keys, stored

BLOCKED = "This browser does not let the site keep your answers"
LOOK = """(forms) => forms.map((form) => [
  form.id,
  form.dataset.state,
  form.querySelector(".rc-status").textContent,
  [...form.querySelectorAll(".rc-option :is(input, select)")].map((control) => `${control.checked} ${control.value}`),
])"""


@pytest.fixture
def quiz(page) -> Page:
    page.goto(PRACTICE)
    return page


def look(page: Page) -> list[Any]:
    """What each question shows of its answer."""
    return page.locator(QUESTIONS).evaluate_all(LOOK)


def some_of_each(page: Page) -> list[Asked]:
    """Leave one question alone, choose in one, miss one once, miss one twice, and get the rest right."""
    every = read(page.locator(QUESTIONS))
    _alone, chosen, once, twice, *others = every
    page.locator(f"#{chosen.anchor} input").first.check()
    answer_at_once(page, {once.anchor: once.wrong[0], twice.anchor: twice.wrong[0]})
    answer_at_once(page, {twice.anchor: twice.wrong[1]} | {each.anchor: each.right for each in others})
    return every


# ---- What is kept


@pytest.mark.parametrize("address", [PRACTICE, GUIDE])
def test_everything_that_was_done_survives_a_reload(address, page):
    page.goto(address)
    some_of_each(page)
    before = look(page)
    assert {state for _id, state, _status, _values in before} == {"unanswered", "selected", "wrong", "correct"}
    page.reload()
    assert look(page) == before


def test_while_one_practises_what_was_answered_before_counts_until_it_is_answered_again(quiz):
    every = answer_all(quiz, "wrong twice")
    before = look(quiz)
    quiz.get_by_role("button", name="Practise the").click()
    answer_at_once(quiz, {every[0].anchor: every[0].right})
    quiz.reload()
    now = look(quiz)
    assert [one for one in now if one[0] != every[0].anchor] == [one for one in before if one[0] != every[0].anchor]
    assert now[0][1] == "correct"


def test_hints_that_were_shown_are_shown_after_a_reload(quiz):
    question = quiz.locator(f"{QUESTIONS}:has(.rc-hint)").first
    question.get_by_role("button", name="Hint").click()
    quiz.reload()
    expect(question.locator(".rc-hints > li").first).to_be_visible()


def test_what_was_restored_is_no_news_to_a_screen_reader_until_the_reader_comes(quiz):
    answer_all(quiz, "right")
    quiz.reload()
    live = quiz.locator(f"{QUESTIONS} .rc-status").first
    expect(live).to_have_attribute("aria-live", "off")
    quiz.locator(f"{QUESTIONS} summary").first.focus()
    expect(live).to_have_attribute("aria-live", "polite")


def test_the_key_begins_with_the_path_of_the_site_since_others_may_share_its_origin(quiz, built):
    answer_all(quiz, "right")
    assert kept_keys(quiz) == [f"rc:{urlsplit(built.published).path}:quiz:1:practice"]


def test_the_key_is_the_same_for_a_page_that_was_reached_without_a_load(page):
    page.goto(PRACTICE)
    answer_all(page, "right")
    expected = kept_keys(page)
    page.goto("map/")
    page.evaluate("localStorage.clear()")
    page.get_by_role("link", name="Practice", exact=True).first.click()
    expect(page.locator(QUESTIONS).first).to_be_visible()
    answer_all(page, "right")
    assert kept_keys(page) == expected


KNOWN = """(id) => new Promise((resolve) => {
  const known = () => Object.values({ ...localStorage }).some((text) => text.includes(`"${id}"`));
  const look = () => (known() ? resolve() : setTimeout(look, 5));
  look();
})"""


def test_two_tabs_do_not_overwrite_each_others_answers(quiz):
    other = quiz.context.new_page()
    other.goto(PRACTICE)
    one, two, three, *_ = read(quiz.locator(QUESTIONS))
    answer_at_once(quiz, {one.anchor: one.right})
    answer_at_once(other, {two.anchor: two.right})
    quiz.evaluate(KNOWN, two.anchor.removeprefix("q-"))  # tabs learn of each other's storage a moment later
    answer_at_once(quiz, {three.anchor: three.right})
    found = stored(quiz, "practice")["q"]
    assert {name for name, answer in found.items() if answer["state"] == "correct"} == {
        each.anchor.removeprefix("q-") for each in (one, two, three)
    }


def test_a_question_that_was_missed_gets_a_card_and_one_that_was_right_gets_none(quiz):
    every = some_of_each(quiz)
    assert list(stored(quiz, "practice")["r"]) == [every[3].anchor.removeprefix("q-")]


def test_an_opened_solution_counts_as_missed(quiz):
    quiz.locator(".rc-solution > summary").first.click()
    expect(quiz.locator(".rc-status").first).to_have_text("Solution shown.")
    assert len(stored(quiz, "practice")["r"]) == 1


# ---- What is dropped


def raise_rev(page: Page, file: Path, name: str) -> None:
    """From now on the page comes with a question that has become another one."""
    text = file.read_text(encoding="utf-8")
    found = re.search(rf'data-id="{name}" data-rev="(\d+)"', text)
    assert found
    changed = text.replace(found[0], f'data-id="{name}" data-rev="{int(found[1]) + 1}"')
    page.route("**/practice/", lambda route: route.fulfill(body=changed, content_type="text/html"))


def test_a_raised_rev_drops_that_question_and_no_other(quiz, built):
    every = some_of_each(quiz)
    before, dropped = look(quiz), every[4].anchor
    raise_rev(quiz, built.file(PRACTICE), dropped.removeprefix("q-"))
    quiz.reload()
    now = look(quiz)
    assert [one for one in now if one[0] != dropped] == [one for one in before if one[0] != dropped]
    assert next(one for one in now if one[0] == dropped)[1:3] == ["unanswered", ""]


def test_answers_to_questions_that_nobody_knows_are_kept(quiz):
    unknown = {"rev": 3, "state": "correct", "chosen": ["x"], "tried": ["x"], "misses": 0, "at": 5}
    keep(quiz, "practice", {"v": 1, "q": {"gone-for-now": unknown}, "r": {"gone-for-now": {"rev": 3, "due": 9}}})
    quiz.reload()
    answer_all(quiz, "right")
    found = stored(quiz, "practice")
    assert (found["q"]["gone-for-now"], found["r"]["gone-for-now"]) == (unknown, {"rev": 3, "due": 9})


UNREADABLE = ['{"v":1,"q":', "null", '"text"', "[]", '{"v":2,"q":{}}', '{"v":1,"q":[],"r":7}']


def test_what_cannot_be_read_is_forgotten_and_the_quiz_works(quiz):
    errors: list[str] = []
    quiz.on("pageerror", lambda error: errors.append(str(error)))
    for text in UNREADABLE:
        keep(quiz, "practice", text)
        quiz.reload()
        assert (text, {state for _id, state, *_ in look(quiz)}) == (text, {"unanswered"})
        answer_all(quiz, "right")
        assert (text, {state for _id, state, *_ in look(quiz)}) == (text, {"correct"})
    assert errors == []


def strange(asked: Asked, rev: int) -> list[Any]:
    """Answers that this question cannot have got."""
    fits = {"rev": rev, "state": "correct", "chosen": asked.right, "tried": asked.right, "misses": 0, "at": 1}
    changes: list[Any] = [
        {"state": "solved"},
        {"state": None},
        {"state": "__proto__"},
        {"chosen": "text"},
        {"chosen": None},
        {"chosen": [1]},
        {"chosen": [["deep"]]},
        {"tried": {}},
        {"rev": str(rev)},
    ]
    if asked.type not in ("numeric", "short"):
        changes += [{"chosen": ["no-such-option"]}, {"tried": ["no-such-option=1"]}, {"chosen": asked.right * 2}]
    return [fits | change for change in changes] + [None, 7, "text", [], {}]


def test_a_stored_answer_that_its_question_cannot_have_got_counts_for_nothing(quiz):
    errors: list[str] = []
    quiz.on("pageerror", lambda error: errors.append(str(error)))
    every = read(quiz.locator(QUESTIONS))
    revs = quiz.locator(QUESTIONS).evaluate_all("forms => forms.map((form) => Number(form.dataset.rev))")
    kinds = [strange(asked, rev) for asked, rev in zip(every, revs, strict=True)]
    for turn in range(0, max(map(len, kinds)), 2):  # each kind for every second question
        answers = {
            each.anchor.removeprefix("q-"): kind[(turn + place % 2) % len(kind)]
            for place, (each, kind) in enumerate(zip(every, kinds, strict=True))
        }
        keep(quiz, "practice", {"v": 1, "q": answers, "r": {}})
        quiz.reload()
        assert (turn, [one for one in look(quiz) if one[1:3] != ["unanswered", ""]]) == (turn, [])
    assert errors == []


# ---- Storage that is blocked, or full

REFUSING = 'throw new DOMException("refused", "SecurityError")'
BLOCKS = {
    "no storage at all": f'Object.defineProperty(window, "localStorage", {{ get() {{ {REFUSING} }} }});',
    "reading and writing": f"Storage.prototype.getItem = Storage.prototype.setItem = () => {{ {REFUSING} }};",
    "writing": f"Storage.prototype.setItem = () => {{ {REFUSING} }};",
}


@pytest.mark.parametrize("what", BLOCKS)
def test_the_quiz_works_when_storage_is_blocked_and_says_so_once(what, page):
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)) if "assets/js" in str(error.stack) else None)
    page.add_init_script(BLOCKS[what])
    page.goto(PRACTICE)
    answer_all(page, "wrong twice")
    page.get_by_role("button", name="Practise the").click()
    answer_all(page, "right")
    assert {state for _id, state, *_ in look(page)} == {"correct"}
    expect(page.get_by_text(BLOCKED)).to_have_count(1)
    assert errors == []


def test_that_storage_is_blocked_is_said_once_on_a_page_with_several_quizzes(page):
    page.add_init_script(BLOCKS["reading and writing"])
    page.goto(GUIDE)
    answer_all(page, "right")
    expect(page.get_by_text(BLOCKED)).to_have_count(1)


def test_with_storage_nothing_is_said_of_it(quiz):
    answer_all(quiz, "right")
    expect(quiz.get_by_text(BLOCKED)).to_have_count(0)


def test_what_is_kept_can_be_read_as_the_documents_say(quiz):
    every = read(quiz.locator(QUESTIONS))
    answer_at_once(quiz, {every[0].anchor: every[0].wrong[0]})
    answer = at(stored(quiz, "practice"), every[0])
    assert {name: type(value).__name__ for name, value in answer.items()} == {
        "rev": "int",
        "state": "str",
        "chosen": "list",
        "tried": "list",
        "misses": "int",
        "hints": "int",
        "late": "bool",
        "at": "int",
    }
    assert json.dumps(answer["chosen"]) == json.dumps(answer["tried"])

"""What a reader has answered is marked: on the cards of lessons, and in the navigation."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.site.answering import PRACTICE, QUESTIONS, answer_all, status
from tests.site.stored import keep, kept_keys

LESSON = PRACTICE.strip("/").rpartition("/")[2]
MAP = "map/"


def card(page: Page):
    return page.locator(f".rc-map-card[data-lesson={LESSON}]")


def mark(page: Page):
    return page.locator(f".md-nav--primary a[href$='{LESSON}/'] .rc-done")


@pytest.fixture
def lesson(page) -> Page:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(PRACTICE)
    return page


def test_to_one_who_has_answered_nothing_nothing_is_marked_and_nothing_kept(lesson):
    for address in (MAP, "", PRACTICE):
        lesson.goto(address, wait_until="networkidle")
        expect(lesson.locator(".rc-progress, .rc-done")).to_have_count(0)
    assert kept_keys(lesson) == []


def test_a_card_says_how_many_questions_are_answered(lesson):
    answer_one(lesson)
    count = lesson.locator(QUESTIONS).count()
    lesson.goto(MAP)
    expect(card(lesson).locator(".rc-progress")).to_have_text(f"1 of {count} answered")
    expect(mark(lesson)).to_have_count(0)


def answer_one(page: Page) -> None:
    question = page.locator(QUESTIONS).first
    question.locator(".rc-solution > summary").click()
    expect(status(question)).not_to_be_empty()


def test_a_lesson_whose_questions_are_all_answered_is_marked_wherever_it_is_named(lesson):
    answer_all(lesson, "right")
    lesson.goto(MAP)
    expect(card(lesson).locator(".rc-progress")).to_have_text("All questions answered")
    expect(mark(lesson)).to_be_visible()
    link = lesson.locator(f".md-nav--primary a[href$='{LESSON}/']")
    assert "all questions answered" in link.aria_snapshot()


def test_the_mark_goes_with_what_it_tells_of(lesson):
    answer_all(lesson, "right")
    lesson.goto(MAP)
    expect(mark(lesson)).to_be_visible()
    lesson.goto(PRACTICE)
    lesson.get_by_role("button", name="Start over").click()
    lesson.get_by_role("button", name="Yes, start over").click()
    lesson.goto(MAP)
    expect(lesson.locator(".rc-progress, .rc-done")).to_have_count(0)


@pytest.mark.parametrize("noted", ["null", "[]", "7", '"x"', "{", '{"practice": 7}', '{"practice": ["x"]}'])
def test_a_note_that_makes_no_sense_marks_nothing_and_breaks_nothing(lesson, noted):
    errors: list[str] = []
    lesson.on("pageerror", lambda error: errors.append(str(error)))
    answer_one(lesson)
    lesson.goto(MAP)
    (key,) = (key for key in kept_keys(lesson) if key.endswith(":questions"))
    lesson.evaluate("([key, value]) => localStorage.setItem(key, value)", [key, noted])
    lesson.reload(wait_until="networkidle")
    expect(mark(lesson)).to_have_count(0)
    assert errors == []


def test_what_is_noted_are_the_questions_of_lessons_in_which_something_was_answered(lesson):
    ids = [question.get_attribute("data-id") for question in lesson.locator(QUESTIONS).all()]
    answer_one(lesson)
    lesson.goto(MAP)
    (key,) = (key for key in kept_keys(lesson) if key.endswith(":questions"))
    assert json.loads(lesson.evaluate("(key) => localStorage.getItem(key)", key)) == {LESSON: ids}


@pytest.mark.parametrize("misses", [{"toString": "x"}, None, "2", [2]])
def test_an_answer_that_makes_no_sense_is_not_counted_and_breaks_nothing(lesson, misses):
    errors = []
    lesson.on("pageerror", lambda error: errors.append(str(error)))
    answer_one(lesson)
    ids = lesson.locator(QUESTIONS).evaluate_all("forms => forms.map((form) => form.dataset.id)")
    senseless = {"state": "wrong", "misses": misses}
    sound = {"state": "correct", "misses": 0}
    keep(lesson, LESSON, {"v": 1, "q": {ids[0]: senseless, ids[1]: sound}, "r": {}})
    lesson.goto(MAP)
    expect(card(lesson).locator(".rc-progress")).to_have_text(f"1 of {len(ids)} answered")
    assert errors == []

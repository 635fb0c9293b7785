"""The quiz by keyboard alone, and the theme's own keys: single letters, which must not fire while one answers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.site.answering import (
    GUIDE,
    PRACTICE,
    QUESTIONS,
    Asked,
    Keyboard,
    answer_at_once,
    asked,
    of_type,
    read,
    status,
)

SHORTCUTS = ["n", "p", "s", "f", ",", ".", "/"]


@pytest.fixture
def quiz(page) -> Page:
    page.goto(PRACTICE)
    return page


def begin(page: Page) -> Keyboard:
    """Past the menus, at the page's title; from here on nothing but keys."""
    page.locator("h1 > .headerlink").focus()
    return Keyboard(page)


def points_of(asked: Asked) -> float:
    """What the first wrong answer to a question is worth."""
    if asked.type in ("order", "classify"):
        return sum(item in asked.key for item in asked.wrong[0]) / len(asked.key)
    if asked.type == "multi":
        right = sum(item in asked.key for item in asked.wrong[0])
        return max(0.0, 2 * right - len(asked.wrong[0])) / len(asked.key)
    return 0.0


# ---- A whole page


def test_the_whole_page_can_be_done_by_keyboard_alone(quiz):
    keyboard = begin(quiz)
    every = read(quiz.locator(QUESTIONS))
    for each in every:
        question = quiz.locator(f"#{each.anchor}")
        keyboard.choose(question, each.right)
        keyboard.press(question, "Check answer")
    total = len(every)
    expect(quiz.locator(".rc-summary")).to_have_text(
        f"{total} of {total} right first time, {total} of {total} in the end."
    )
    assert len({each.type for each in every}) >= 7, "the page shows too few types"


def test_the_whole_page_can_be_missed_practised_and_begun_anew_by_keyboard_alone(quiz):
    keyboard = begin(quiz)
    every = read(quiz.locator(QUESTIONS))
    missed = {each.type: each for each in every if each.type in ("order", "classify", "numeric")}
    for each in every:
        question = quiz.locator(f"#{each.anchor}")
        keyboard.choose(question, (each.wrong[1] if each.type in missed else each.right))
        keyboard.press(question, "Check answer")
        if each.type in missed:
            keyboard.press(question, "Try again")
            keyboard.choose(question, each.wrong[0])
            keyboard.press(question, "Check answer")
    total, right = len(every), len(every) - len(missed)
    points = right + sum(points_of(each) for each in missed.values())
    expect(quiz.locator(".rc-summary")).to_have_text(
        f"{right} of {total} right first time, {right} of {total} in the end. "
        f"With what was right in part: {round(points, 1):g} of {total} points."
    )
    end = quiz.locator(".rc-quiz-end")
    keyboard.press(end, f"Practise the {len(missed)} you missed")
    for _ in missed:
        question = quiz.locator(f"{QUESTIONS}:visible:not([data-finished])").first
        keyboard.choose(question, asked(question).right)
        keyboard.press(question, "Check answer")
    expect(quiz.locator(".rc-quiz-score")).to_have_text("Practice: 3 of 3 answered, 3 right at once.")
    keyboard.press(end, "Show all questions")
    expect(quiz.locator(f"{QUESTIONS}:visible")).to_have_count(total)
    keyboard.press(end, "Start over")
    keyboard.press(end, "Yes, start over")
    expect(quiz.locator(f'{QUESTIONS}[data-state="unanswered"]')).to_have_count(total)


# ---- Keys that answer


def begin_at(page: Page, name: str) -> tuple[Locator, Keyboard]:
    """The example of a type; the focus is just before it."""
    page.goto(GUIDE)
    page.locator(f"#{name} > .headerlink").focus()
    return of_type(page, name), Keyboard(page)


@pytest.mark.parametrize("name", ["single", "multi", "numeric", "short"])
def test_enter_within_an_answer_checks_it(name, page):
    question, keyboard = begin_at(page, name)
    keyboard.choose(question, asked(question).right)
    page.keyboard.press("Enter")
    expect(status(question)).to_have_text("Right.")


def test_a_key_that_is_held_down_checks_once(page):
    question, keyboard = begin_at(page, "short")
    keyboard.choose(question, ["no such word"])
    for _ in range(3):  # a second press without a release is a repetition
        page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    expect(status(question)).to_have_text("Not right yet.")


@pytest.mark.parametrize("name", ["single", "order"])
def test_arrows_alone_grade_nothing(name, page):
    question, keyboard = begin_at(page, name)
    keyboard.reach(question.locator(".rc-option :is(input, select)").first)
    for _ in range(5):
        page.keyboard.press("ArrowDown")
    expect(status(question)).to_have_text("")
    expect(question.locator(".rc-feedback:visible")).to_have_count(0)


@pytest.mark.parametrize("name", ["single", "multi", "numeric", "order"])
def test_no_key_changes_a_finished_answer(name, page):
    question, keyboard = begin_at(page, name)
    answer_at_once(page, {asked(question).anchor: asked(question).right})
    chosen = (
        "form => [...form.querySelectorAll('.rc-option :is(input, select)')].map((one) => [one.checked, one.value])"
    )
    before = question.evaluate(chosen)
    for control in question.locator(".rc-option :is(input, select)").all():
        keyboard.reach(control)
        for key in ("Space", "ArrowDown", "Backspace", "7", "Enter"):
            page.keyboard.press(key)
    assert question.evaluate(chosen) == before
    expect(status(question)).to_have_text("Right.")


# ---- The theme's keys


def listen(page: Page) -> None:
    page.evaluate("addEventListener('keydown', ({ key }) => { window.heard = [...(window.heard ?? []), key]; })")


@pytest.mark.parametrize("name", ["short", "order"])
def test_the_themes_keys_do_nothing_while_one_answers(name, page):
    question, keyboard = begin_at(page, name)
    keyboard.reach(question.locator(".rc-option :is(input, select)").first)
    listen(page)
    for key in SHORTCUTS:
        page.keyboard.press(key)
    assert page.evaluate("window.heard") is None, "the theme hears of it"
    expect(page.locator("#__search")).not_to_be_checked()
    expect(page).to_have_url(re.compile(f"/{GUIDE}$"))


def test_what_is_typed_into_a_field_arrives_there(page):
    question, keyboard = begin_at(page, "short")
    keyboard.choose(question, ["n, p. s/f"])
    expect(question.get_by_role("textbox")).to_have_value("n, p. s/f")


def test_keys_with_control_still_reach_everyone(page):
    question, keyboard = begin_at(page, "short")
    keyboard.reach(question.get_by_role("textbox"))
    listen(page)
    page.keyboard.press("Control+k")
    assert page.evaluate("window.heard") == ["Control", "k"]


def test_a_key_of_the_theme_turns_the_page_outside_the_quiz(quiz):
    quiz.locator("#practice > .headerlink").focus()
    quiz.keyboard.press("p")
    expect(quiz).not_to_have_url(re.compile(f"/{PRACTICE}"))

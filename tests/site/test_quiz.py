"""The quiz of the built site: what checking an answer does, what is remembered, and how it is reached."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

PRACTICE = "lessons/practice/"
STAY = "window.stays = true"  # forgotten if the page is loaded anew
STAYED = "window.stays === true"


@pytest.fixture
def quiz(page) -> Page:
    page.goto(PRACTICE)
    return page


def questions(page: Page) -> list[Locator]:
    found = page.locator("form.rc-question").all()
    assert found, "there is no question"
    return found


def first(page: Page) -> Locator:
    """The first question with one right answer, several wrong ones, and a hint."""
    return page.locator('form.rc-question[data-type="single"]:has(.rc-hint)').first


def right(question: Locator) -> list[str]:
    return question.get_attribute("data-answer").split()


def wrong(question: Locator) -> list[str]:
    options = question.locator("input").evaluate_all("inputs => inputs.map((input) => input.value)")
    return [option for option in options if option not in right(question)]


def choose(question: Locator, *options: str) -> None:
    for option in options:
        question.locator(f'input[value="{option}"]').check()


def check(question: Locator) -> None:
    press(question, "Check answer")


def press(question: Locator, name: str) -> None:
    question.get_by_role("button", name=name).click()


def answer(question: Locator, *options: str) -> None:
    choose(question, *options)
    check(question)


def status(question: Locator) -> Locator:
    return question.get_by_role("status")


def solution(question: Locator) -> Locator:
    return question.locator(".rc-solution .rc-final")


def expect_everything_told(question: Locator) -> None:
    """The solution is open, and each option says what is to be said about it."""
    expect(solution(question)).to_be_visible()
    for option in question.locator(".rc-option").all():
        expect(option.locator(".rc-verdict")).to_have_text(re.compile("right", re.IGNORECASE))
        expect(option.locator(".rc-feedback-text")).to_be_visible()


# ---- Checking


def test_at_load_each_question_has_a_status_region_with_nothing_in_it(quiz):
    for question in questions(quiz):
        expect(status(question)).to_have_text("")


def test_nothing_is_graded_before_check_answer_is_pressed(quiz):
    question = first(quiz)
    choose(question, *wrong(question)[:1])
    choose(question, *right(question))
    expect(status(question)).to_have_text("")
    expect(question.locator(".rc-feedback:visible")).to_have_count(0)
    expect(solution(question)).to_be_hidden()


def test_checking_with_nothing_chosen_says_so_and_describes_the_question_by_it(quiz):
    question = first(quiz)
    check(question)
    expect(question.locator("fieldset")).to_have_accessible_description("Choose an answer first.")


def test_checking_with_nothing_chosen_leaves_the_focus_on_the_button(quiz):
    question = first(quiz)
    check(question)
    expect(question.get_by_role("button", name="Check answer")).to_be_focused()


def test_a_first_miss_is_told_in_words_at_the_question_and_at_the_option(quiz):
    question = first(quiz)
    missed = wrong(question)[0]
    answer(question, missed)
    expect(status(question)).to_have_text("Not right yet.")
    expect(question.locator(f'[data-option="{missed}"] .rc-verdict')).to_have_text("Your choice: not right")


def test_a_first_miss_offers_to_try_again_a_hint_and_the_solution(quiz):
    question = first(quiz)
    answer(question, wrong(question)[0])
    expect(question.get_by_role("button")).to_have_text(["Try again", "Hint", "Show solution"])


def test_a_first_miss_keeps_the_solution_and_the_other_options_to_itself(quiz):
    question = first(quiz)
    answer(question, wrong(question)[0])
    expect(solution(question)).to_be_hidden()
    expect(question.locator(".rc-feedback:visible")).to_have_count(1)


def test_a_hint_shows_when_asked_for(quiz):
    question = first(quiz)
    hint = question.locator(".rc-hints > li").first
    expect(hint).to_be_hidden()
    press(question, "Hint")
    expect(hint).to_be_visible()


def test_a_second_miss_tells_everything(quiz):
    question = first(quiz)
    answer(question, wrong(question)[0])
    press(question, "Try again")
    answer(question, wrong(question)[1])
    expect(status(question)).to_have_text("Not right. See the worked solution.")
    expect_everything_told(question)


def test_a_right_answer_tells_everything(quiz):
    question = first(quiz)
    answer(question, *right(question))
    expect(status(question)).to_have_text("Right.")
    expect_everything_told(question)


def test_opening_the_solution_early_marks_the_question_revealed(quiz):
    question = first(quiz)
    question.get_by_text("Show worked solution").click()
    expect(status(question)).to_have_text("Solution shown.")
    expect(question).to_have_attribute("data-state", "revealed")


def test_axe_finds_no_violation_in_answered_questions(quiz):
    answered, missed, empty = questions(quiz)[:3]
    answer(answered, *right(answered))
    answer(missed, wrong(missed)[0])
    check(empty)
    found = []
    for scheme, name in (("light", "default"), ("dark", "slate")):
        quiz.emulate_media(color_scheme=scheme)
        expect(quiz.locator("body")).to_have_attribute("data-md-color-scheme", name)
        violations = Axe().run(quiz, context=".rc-quiz").response["violations"]
        found += [f"{scheme}: {rule['id']}: {node['target']}" for rule in violations for node in rule["nodes"]]
    assert not found, "\n".join(found)


def test_the_answers_of_every_lesson_are_graded_right(page, built):
    # By the page's own clicks, all at once: seventy questions would take long by mouse.
    answer_all = """(forms) => forms.map((form) => {
      for (const id of form.dataset.answer.split(" ")) form.querySelector(`input[value="${id}"]`).click();
      form.querySelector(".rc-check").click();
      return [form.id, form.querySelector(".rc-status").textContent];
    })"""
    for lesson in built.lessons:
        page.goto(lesson)
        verdicts = page.locator("form.rc-question").evaluate_all(answer_all)
        assert verdicts, f"{lesson} asks nothing"
        assert [(lesson, *verdict) for verdict in verdicts if verdict[1] != "Right."] == []


# ---- The summary


def test_the_summary_counts_and_names_how_each_question_ended(quiz):
    late, shown, *others = questions(quiz)
    answer(late, wrong(late)[0])
    press(late, "Try again")
    answer(late, *right(late))
    shown.get_by_text("Show worked solution").click()
    for question in others:
        answer(question, *right(question))
    total = len(others) + 2
    expect(quiz.locator(".rc-summary")).to_have_text(
        f"{total - 2} of {total} right first time, {total - 1} of {total} in the end."
    )
    endings = ["right on the second try", "solution shown", *["right first time"] * len(others)]
    expect(quiz.locator(".rc-summary-list > li")).to_have_text([re.compile(rf" {ending}$") for ending in endings])


def test_the_summary_links_each_question(quiz):
    for question in questions(quiz):
        question.get_by_text("Show worked solution").click()
    links = quiz.locator(".rc-summary-list a")
    found = links.evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    assert found == [f"#{question.get_attribute('id')}" for question in questions(quiz)]


# ---- Memory


def test_an_answer_survives_a_reload(quiz):
    answer(first(quiz), *right(first(quiz)))
    quiz.reload()
    expect(status(first(quiz))).to_have_text("Right.")
    expect(first(quiz).locator("input:checked")).to_have_value(right(first(quiz))[0])


def test_start_over_keeps_the_answers_unless_confirmed(quiz):
    answer(first(quiz), *right(first(quiz)))
    press(quiz, "Start over")
    press(quiz, "No, keep them")
    expect(status(first(quiz))).to_have_text("Right.")


def test_start_over_forgets_the_answers_once_confirmed(quiz):
    answer(first(quiz), *right(first(quiz)))
    press(quiz, "Start over")
    press(quiz, "Yes, start over")
    expect(status(first(quiz))).to_have_text("")
    quiz.reload()
    expect(status(first(quiz))).to_have_text("")


def test_the_quiz_works_when_what_it_stored_cannot_be_read(quiz):
    errors: list[str] = []
    quiz.on("pageerror", lambda error: errors.append(str(error)))
    answer(first(quiz), *right(first(quiz)))
    spoiled = quiz.evaluate(
        """() => Object.keys(localStorage).filter((key) => key.startsWith("rc:"))
          .map((key) => localStorage.setItem(key, '{"v":1,"q":')).length"""
    )
    assert spoiled, "nothing was stored"
    quiz.reload()
    expect(status(first(quiz))).to_have_text("")
    answer(first(quiz), *right(first(quiz)))
    expect(status(first(quiz))).to_have_text("Right.")
    assert errors == []


def test_the_quiz_works_when_storage_is_blocked_and_says_so_once(page):
    page.add_init_script(
        """for (const name of ["getItem", "setItem"])
          Storage.prototype[name] = () => { throw new DOMException("blocked", "SecurityError"); };"""
    )
    page.goto(PRACTICE)
    for question in questions(page)[:2]:
        answer(question, *right(question))
        expect(status(question)).to_have_text("Right.")
    expect(page.get_by_text("This browser does not let the site keep your answers")).to_have_count(1)


# ---- Keys


def test_a_question_can_be_answered_by_keyboard_alone(quiz):
    question = first(quiz)
    place = question.locator("input").evaluate_all(
        "(inputs, right) => inputs.findIndex((input) => input.value === right)", right(question)[0]
    )
    quiz.locator("#practice > .headerlink").focus()
    for key in ["Tab", "Space", *["ArrowDown"] * place, "Tab", "Enter"]:
        quiz.keyboard.press(key)
    expect(status(question)).to_have_text("Right.")


@pytest.mark.parametrize("key", ["n", "p", "s", "f"])
def test_a_shortcut_of_the_theme_does_nothing_inside_the_quiz(key, quiz):
    quiz.evaluate(STAY)
    quiz.evaluate("addEventListener('keydown', (event) => { window.heard = event.key; })")
    for inside in (".rc-check", ".rc-solution summary"):
        first(quiz).locator(inside).focus()
        quiz.keyboard.press(key)
    assert quiz.evaluate("window.heard") is None, "the theme hears of it"
    expect(quiz.locator("#__search")).not_to_be_checked()
    expect(quiz).to_have_url(re.compile(f"/{PRACTICE}$"))


def test_a_shortcut_of_the_theme_works_outside_the_quiz(quiz):
    quiz.locator("#practice > .headerlink").focus()
    quiz.keyboard.press("s")
    expect(quiz.locator("#__search")).to_be_checked()


# ---- Instant navigation


def test_the_theme_shows_the_next_page_without_a_load(quiz):
    quiz.evaluate(STAY)
    leave(quiz)
    assert quiz.evaluate(STAYED)


def test_the_quiz_works_once_after_coming_to_it_without_a_load(quiz):
    quiz.evaluate(STAY)
    leave(quiz)
    quiz.go_back()
    expect(first(quiz)).to_be_visible()
    assert quiz.evaluate(STAYED)
    question = first(quiz)
    answer(question, wrong(question)[0])
    expect(status(question)).to_have_text("Not right yet.")  # a second listener would object to the same answer again
    expect(question.locator(".rc-feedback")).to_have_count(question.locator(".rc-option").count())


def test_an_answer_survives_going_away_and_coming_back_without_a_load(quiz):
    answer(first(quiz), *right(first(quiz)))
    quiz.evaluate(STAY)
    leave(quiz)
    quiz.go_back()
    expect(status(first(quiz))).to_have_text("Right.")
    assert quiz.evaluate(STAYED)


def leave(page: Page) -> None:
    page.get_by_role("link", name="Next:").click()
    expect(page.locator(".rc-quiz")).to_have_count(0)

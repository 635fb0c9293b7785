"""The quiz of the built site, whatever the types of its questions: checking, the summary, practising, starting over,
and how a question is reached."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.site.answering import (
    PRACTICE,
    QUESTIONS,
    Mouse,
    answer_all,
    answer_at_once,
    asked,
    of_type,
    read,
    status,
)
from tests.site.conftest import Built

BY_TURNS = "Math.random = () => 0"  # what is shuffled then moves up by one, and the first one goes last
MISSES = """(id) => Object.keys(localStorage).filter((key) => key.includes(":quiz:"))
  .map((key) => JSON.parse(localStorage[key]).q[id].misses)"""


@pytest.fixture
def quiz(page) -> Page:
    page.goto(PRACTICE)
    return page


def first(page: Page) -> Locator:
    return page.locator(QUESTIONS).first


def question_id(question: Locator) -> str:
    return question.get_attribute("data-id") or ""


def answer(question: Locator, answer: list[str]) -> None:
    mouse = Mouse(question.page)
    mouse.choose(question, answer)
    mouse.press(question, "Check answer")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def wrong_twice(page: Page, *anchors: str) -> None:
    """Answer some questions wrong until they are finished."""
    for each in read(page.locator(QUESTIONS)):
        if each.anchor in anchors:
            answer_at_once(page, {each.anchor: each.wrong[0]})
            answer_at_once(page, {each.anchor: each.wrong[-1]})


def finished(page: Page, missed: int = 3) -> list[str]:
    """Answer everything, the first few wrong; gives their anchors."""
    every = read(page.locator(QUESTIONS))
    anchors = [each.anchor for each in every[:missed]]
    wrong_twice(page, *anchors)
    answer_at_once(page, {each.anchor: each.right for each in every[missed:]})
    return anchors


# ---- Checking


def test_at_load_each_question_has_a_status_region_with_nothing_in_it(quiz):
    for question in quiz.locator(QUESTIONS).all():
        expect(question.get_by_role("status")).to_have_text("")


@pytest.fixture(scope="module")
def graded(browser: Browser, built: Built) -> dict[str, dict[str, list[str]]]:
    """What the questions of each lesson say when all were missed twice, and, begun anew, when all were right."""
    said: dict[str, dict[str, list[str]]] = {}
    with browser.new_context(base_url=built.url) as context:
        page = context.new_page()
        for lesson in built.lessons:
            page.goto(lesson)
            answer_all(page, "wrong twice")
            opened = page.locator(f"{QUESTIONS}:has(details[open]) .rc-status").all_text_contents()
            page.evaluate("['.rc-reset', '.rc-yes'].forEach((name) => document.querySelector(name).click())")
            answer_all(page, "right")
            right = page.locator(f"{QUESTIONS} .rc-status").all_text_contents()
            said[lesson] = {"wrong twice": opened, "right": right}
    return said


def test_the_answers_of_every_lesson_are_graded_right(graded, built):
    assert {lesson: set(said["right"]) for lesson, said in graded.items()} == {
        name: {"Right."} for name in built.lessons
    }


def test_every_question_of_every_lesson_can_be_missed_twice_and_tells_its_solution_then(graded):
    for lesson, said in graded.items():
        assert (lesson, len(said["wrong twice"])) == (lesson, len(said["right"]))
        others = [
            text for text in said["wrong twice"] if not re.fullmatch(r"Not right(: .*)?\. See the worked.*", text)
        ]
        assert (lesson, others) == (lesson, [])


def test_a_copy_button_within_a_question_checks_nothing(quiz):
    question = of_type(quiz, "predict-output")
    question.locator("fieldset").get_by_role("button", name="Copy").click()
    expect(status(question)).to_have_text("")


def test_a_finished_question_keeps_its_answer(quiz):
    question = of_type(quiz, "single")
    answer(question, asked(question).right)
    question.locator("input:not(:checked)").first.click(force=True)  # aria-disabled stops Playwright, not readers
    expect(question.locator("input:checked")).to_have_value(asked(question).right[0])
    expect(status(question)).to_have_text("Right.")


def test_the_score_counts_as_one_answers(quiz):
    every = read(quiz.locator(QUESTIONS))
    score = quiz.locator(".rc-quiz-score")
    expect(score).to_have_text("")
    answer_at_once(quiz, {every[0].anchor: every[0].right})
    expect(score).to_have_text(f"1 of {len(every)} answered, 1 right first time.")
    wrong_twice(quiz, every[1].anchor)
    expect(score).to_have_text(f"2 of {len(every)} answered, 1 right first time.")


# ---- The summary


def test_the_summary_counts_and_names_how_each_question_ended(quiz):
    every = read(quiz.locator(QUESTIONS))
    late, shown, wrong = (of_type(quiz, name) for name in ("fix-bug", "numeric", "single"))
    answer_at_once(quiz, {asked(late).anchor: asked(late).wrong[0]})
    Mouse(quiz).open(shown)
    expect(status(shown)).to_have_text("Solution shown.")
    wrong_twice(quiz, asked(wrong).anchor)
    endings = {asked(late).anchor: "right on the second try", asked(shown).anchor: "solution shown"}
    endings[asked(wrong).anchor] = "not right"
    answer_at_once(quiz, {each.anchor: each.right for each in every if endings.get(each.anchor, "right")[0] == "r"})
    expect(quiz.locator(".rc-summary")).to_have_text(
        f"{len(every) - 3} of {len(every)} right first time, {len(every) - 2} of {len(every)} in the end."
    )
    expected = [re.compile(rf" {endings.get(each.anchor, 'right first time')}$") for each in every]
    expect(quiz.locator(".rc-summary-list > li")).to_have_text(expected)


def test_the_summary_gives_points_for_what_was_right_in_part(quiz):
    every = {each.type: each for each in read(quiz.locator(QUESTIONS))}
    order, classify, multi = every["order"], every["classify"], every["multi"]
    first_two = {item.split("=")[0]: item.split("=")[1] for item in order.key}
    one, two = list(first_two)[:2]
    first_two[one], first_two[two] = first_two[two], first_two[one]
    swapped = [f"{name}={place}" for name, place in first_two.items()]
    all_of_them = list(multi.options)
    for answers in ([order.wrong[0], classify.wrong[0], all_of_them], [swapped, classify.wrong[1], multi.key[:1]]):
        answer_at_once(quiz, dict(zip([order.anchor, classify.anchor, multi.anchor], answers, strict=True)))
    right = [each for name, each in every.items() if name not in ("order", "classify", "multi")]
    answer_at_once(quiz, {each.anchor: each.right for each in right})
    places, groups, ticks = len(order.key), len(classify.key), len(multi.key)
    points = len(right) + (places - 2) / places + (groups - 1) / groups + 1 / ticks
    expect(quiz.locator(".rc-summary")).to_have_text(
        re.compile(rf"With what was right in part: {round(points, 1):g} of {len(every)} points\.$")
    )
    for anchor, words in (
        (order.anchor, f"{places - 2} of {places} in the right place"),
        (classify.anchor, f"{groups - 1} of {groups} in the right group"),
        (multi.anchor, f"1 of {ticks} right ones chosen"),
    ):
        item = quiz.locator(f'.rc-summary-list > li:has([href="#{anchor}"]) .rc-ending')
        expect(item).to_have_text(f"right in part: {words}")


def test_the_summary_links_each_question(quiz):
    answer_all(quiz, "right")
    links = quiz.locator(".rc-summary-list a")
    found = links.evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    assert found == [f"#{each.anchor}" for each in read(quiz.locator(QUESTIONS))]


def test_without_a_miss_there_is_nothing_to_practise(quiz):
    answer_all(quiz, "right")
    expect(quiz.locator(".rc-quiz-end").get_by_role("button")).to_have_text(["Start over"])


# ---- Practising


def shown(page: Page) -> list[str]:
    return page.locator(f"{QUESTIONS}:visible").evaluate_all("forms => forms.map((form) => form.id)")


def options_of(question: Locator) -> list[str]:
    return question.locator(".rc-option").evaluate_all("all => all.map((each) => each.dataset.option)")


def practising(page: Page, missed: int = 3) -> list[str]:
    anchors = finished(page, missed)
    page.evaluate(BY_TURNS)
    press(page, "Practise the")
    return anchors


def test_practising_asks_the_missed_questions_alone_in_another_order(quiz):
    one, two, three = practising(quiz)
    assert shown(quiz) == [two, three, one]
    expect(quiz.locator(f"{QUESTIONS}:visible .rc-number")).to_have_text([f"Question {n} of 3" for n in (1, 2, 3)])
    expect(quiz.locator(".rc-quiz-score")).to_have_text("Practice: 0 of 3 answered, 0 right at once.")


def test_practising_shuffles_the_options_and_gives_letters_anew_wherever_one_stands(quiz):
    every = len(read(quiz.locator(QUESTIONS)))
    orders = {question_id(each): options_of(each) for each in quiz.locator(QUESTIONS).all()}
    practising(quiz, every)
    for question in quiz.locator(QUESTIONS).all():
        before, now = orders[question_id(question)], options_of(question)
        assert now == before[1:] + before[:1]
        letters = dict(zip(now, "ABCDEFGH", strict=False))
        written = question.locator(".rc-letter[data-option]").evaluate_all(
            "all => all.map((letter) => [letter.dataset.option, letter.textContent])"
        )
        assert [(option, letter) for option, letter in written if letter != letters[option]] == []
        assert len(written) >= (len(now) if asked(question).type not in ("numeric", "short") else 0)


def test_practising_says_the_new_letter_in_the_name_of_each_option(quiz):
    practising(quiz, len(read(quiz.locator(QUESTIONS))))
    for question in quiz.locator(f'{QUESTIONS}:not([data-type="numeric"], [data-type="short"])').all():
        for letter, control in zip("ABCDEFGH", question.locator(".rc-option :is(input, select)").all(), strict=False):
            expect(control).to_have_accessible_name(re.compile(f"^{letter} "))


def test_practising_moves_the_focus_to_what_is_first_now(quiz):
    practising(quiz)
    place = "form => [...form.querySelectorAll('.rc-option :is(input, select)')].indexOf(document.activeElement)"
    assert quiz.locator(f"{QUESTIONS}:visible").first.evaluate(place) == 0


def test_what_is_right_when_practised_is_not_right_first_time(quiz):
    every = len(read(quiz.locator(QUESTIONS)))
    (missed,) = practising(quiz, 1)
    answer_at_once(quiz, {missed: asked(quiz.locator(f"#{missed}")).right})
    expect(quiz.locator(".rc-quiz-score")).to_have_text("Practice: 1 of 1 answered, 1 right at once.")
    expect(quiz.locator(".rc-summary")).to_have_text(
        f"{every - 1} of {every} right first time, {every} of {every} in the end."
    )
    expect(quiz.locator(f'.rc-summary-list > li:has([href="#{missed}"]) .rc-ending')).to_have_text(
        "right when practised"
    )


def test_what_is_missed_when_practised_can_be_practised_again(quiz):
    one, two = practising(quiz, 2)
    answer_at_once(quiz, {one: asked(quiz.locator(f"#{one}")).right})
    wrong_twice(quiz, two)
    press(quiz, "Practise the one you missed")
    assert shown(quiz) == [two]


def test_show_all_questions_puts_everything_back_as_it_was(quiz):
    before = [(each.anchor, list(each.options)) for each in read(quiz.locator(QUESTIONS))]
    texts = quiz.locator(f"{QUESTIONS} .rc-number, {QUESTIONS} .rc-letter").all_text_contents()
    practising(quiz)
    press(quiz, "Show all questions")
    assert [(each.anchor, list(each.options)) for each in read(quiz.locator(QUESTIONS))] == before
    assert shown(quiz) == [anchor for anchor, _options in before]
    assert quiz.locator(f"{QUESTIONS} .rc-number, {QUESTIONS} .rc-letter").all_text_contents() == texts


def test_a_link_of_the_summary_leads_to_a_question_that_practising_hides(quiz):
    every = [each.anchor for each in read(quiz.locator(QUESTIONS))]
    (missed,) = practising(quiz, 1)
    answer_at_once(quiz, {missed: asked(quiz.locator(f"#{missed}")).right})
    quiz.locator(f'.rc-summary-list [href="#{every[4]}"]').click()
    expect_reached(quiz, every[4])


# ---- Starting over


def test_start_over_keeps_the_answers_unless_confirmed(quiz):
    answer_all(quiz, "right")
    press(quiz, "Start over")
    press(quiz, "No, keep them")
    expect(status(first(quiz))).to_have_text("Right.")


@pytest.mark.parametrize("key", ["Escape", "Enter"])
def test_start_over_asks_with_the_focus_on_no_and_a_key_takes_it_back(key, quiz):
    answer_all(quiz, "right")
    press(quiz, "Start over")
    expect(quiz.get_by_role("group", name="Really start over?")).to_be_visible()
    expect(quiz.get_by_role("button", name="No, keep them")).to_be_focused()
    quiz.keyboard.press(key)
    expect(quiz.get_by_role("button", name="Start over")).to_be_focused()
    expect(quiz.locator(".rc-confirm")).to_be_hidden()
    expect(status(first(quiz))).to_have_text("Right.")


def test_start_over_forgets_the_answers_once_confirmed(quiz):
    answer_all(quiz, "wrong twice")
    press(quiz, "Start over")
    press(quiz, "Yes, start over")
    for reload in (False, True):
        if reload:
            quiz.reload()
        assert set(quiz.locator(f"{QUESTIONS} .rc-status").all_text_contents()) == {""}
        assert set(quiz.locator(QUESTIONS).evaluate_all("all => all.map((form) => form.dataset.state)")) == {
            "unanswered"
        }
        expect(quiz.locator(f"{QUESTIONS} :is(details[open], :checked:not(option))")).to_have_count(0)


def test_start_over_leads_to_the_first_question(quiz):
    answer_all(quiz, "right")
    press(quiz, "Start over")
    press(quiz, "Yes, start over")
    expect(first(quiz).locator(":focus")).to_have_count(1)


def test_start_over_ends_practising(quiz):
    every = [each.anchor for each in read(quiz.locator(QUESTIONS))]
    practising(quiz)
    press(quiz, "Start over")
    press(quiz, "Yes, start over")
    assert shown(quiz) == every


# ---- Links to a question


def expect_reached(page: Page, anchor: str) -> None:
    """The first lines of a question are on the screen, below the page's header."""
    page.evaluate(
        """(anchor) => new Promise((resolve) => {
          const look = () => {
            const { top, bottom } = document.querySelector(`#${anchor} legend`).getBoundingClientRect();
            const header = document.querySelector(".md-header").getBoundingClientRect().bottom;
            top >= header - 1 && bottom < innerHeight ? resolve() : requestAnimationFrame(look);
          };
          look();
        })""",
        anchor,
    )


def test_an_address_leads_to_its_question_though_answers_above_it_are_restored(page):
    page.goto(PRACTICE)
    answer_all(page, "wrong twice")  # opens every solution
    anchor = read(page.locator(QUESTIONS))[5].anchor
    page.goto("about/")
    page.goto(f"{PRACTICE}#{anchor}")
    expect_reached(page, anchor)


def test_an_address_that_changes_leads_to_a_question_that_practising_hides(quiz):
    every = [each.anchor for each in read(quiz.locator(QUESTIONS))]
    practising(quiz)
    quiz.evaluate("(hash) => { location.hash = hash; }", every[6])
    expect_reached(quiz, every[6])


def test_a_link_from_another_page_leads_to_its_question(page):
    page.goto(PRACTICE)
    anchor = read(page.locator(QUESTIONS))[5].anchor
    page.goto("about/")
    page.evaluate(
        """(target) => {
          const link = document.createElement("a");
          link.textContent = "That question";
          link.href = target;
          document.querySelector("article").prepend(link);
        }""",
        f"../{PRACTICE}#{anchor}",
    )
    page.get_by_role("link", name="That question").click()
    expect_reached(page, anchor)


def test_an_address_that_names_no_question_does_no_harm(page):
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    for hash in ("#q-gone", "#q-%E0%A4%A"):
        page.goto("about/")
        page.goto(f"{PRACTICE}{hash}")
        answer(first(page), asked(first(page)).right)
        expect(status(first(page))).to_have_text("Right.")
        Mouse(page).press(page.locator(".rc-quiz-end"), "Start over")
        Mouse(page).press(page.locator(".rc-quiz-end"), "Yes, start over")
    assert errors == []


# ---- Going away and coming back


def leave(page: Page) -> None:
    page.get_by_role("link", name="Next:").click()
    expect(page.locator(f"{QUESTIONS}")).to_have_count(0)


def go_and_come_back(page: Page) -> None:
    leave(page)
    page.go_back()
    expect(first(page)).to_be_visible()


def test_the_quiz_works_once_after_coming_back_to_it(quiz):
    go_and_come_back(quiz)
    question = of_type(quiz, "single")
    answer(question, asked(question).wrong[0])
    expect(status(question)).to_have_text("Not right yet.")
    expect(question.locator(".rc-feedback")).to_have_count(question.locator(".rc-option").count())


def test_an_answer_survives_going_away_and_coming_back(quiz):
    answer(first(quiz), asked(first(quiz)).right)
    go_and_come_back(quiz)
    expect(status(first(quiz))).to_have_text("Right.")


def test_one_press_of_check_counts_one_miss(quiz):
    question = of_type(quiz, "single")
    answer(question, asked(question).wrong[0])
    expect(status(question)).to_have_text("Not right yet.")
    assert quiz.evaluate(MISSES, question_id(question)) == [1]

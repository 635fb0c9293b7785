"""Each type of question in each of its states, as it is answered with the mouse and with the keyboard alone.

Every way through a question is walked once, on the page that shows one question of each type; what the page showed
after each step is then asserted.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lessonkit.quiz import TYPES, AnyQuestion, Classify, Order, Quiz
from lessonkit.quiz_file import load_quiz
from lessonkit.safe_markdown import inline
from tests.site.answering import GUIDE, HANDS, PRACTICE, Hand, Mouse, hand, of_type, status
from tests.site.conftest import PATIENCE, Built

EXAMPLES = Path(__file__).parents[2] / "quiz_data" / "examples.json"


@dataclass(frozen=True)
class Answers:
    """A right answer to a question, two wrong ones, and what the page says of what these got right."""

    right: list[str]
    wrong: list[str]
    again: list[str]
    part: str = ""
    part_again: str = ""


def _in_order(*names: str) -> list[str]:
    return [f"{name}={place}" for place, name in enumerate(names, 1)]


GENERATIVE, DISCRIMINATIVE = "generative", "discriminative"
ANSWERS = {
    "single": Answers(["kernel-density"], ["logistic-regression"], ["decision-tree"]),
    "multi": Answers(
        ["naive-bayes", "logistic-regression"],
        ["naive-bayes", "linear-svm", "ridge"],
        ["logistic-regression"],
        ": 1 of 2 right ones chosen, and 2 that are wrong",
        ": 1 of 2 right ones chosen",
    ),
    "predict-output": Answers(["place"], ["value"], ["from-one"]),
    "fix-bug": Answers(["list-of-one"], ["first-number"], ["column"]),
    "numeric": Answers(["0.0917"], ["0.9"], ["0.5"]),
    "short": Answers(["coef_"], ["weights"], ["slope"]),
    "order": Answers(
        _in_order("load", "split", "fit", "measure"),
        _in_order("load", "fit", "split", "measure"),
        _in_order("measure", "load", "fit", "split"),
        ": 2 of 4 in the right place",
        ": 1 of 4 in the right place",
    ),
    "classify": Answers(
        [
            f"svm={DISCRIMINATIVE}",
            f"mixture={GENERATIVE}",
            f"logistic-regression={DISCRIMINATIVE}",
            f"kernel-density={GENERATIVE}",
        ],
        [f"{name}={DISCRIMINATIVE}" for name in ("svm", "mixture", "logistic-regression")]
        + [f"kernel-density={GENERATIVE}"],
        [f"{name}={GENERATIVE}" for name in ("svm", "mixture", "logistic-regression", "kernel-density")],
        ": 3 of 4 in the right group",
        ": 2 of 4 in the right group",
    ),
}
TYPED, PLACED = ("numeric", "short"), ("order", "classify")
SLIPS = {"numeric": "That is how likely a positive test is", "short": "So it is called in other libraries."}

# Type, what is chosen, and why it cannot be checked.
INCOMPLETE = [
    *((name, [], "Type an answer first." if name in TYPED else "Choose an answer first.") for name in TYPES),
    ("numeric", ["a lot"], "This is no number. Type one such as 0.25, 1/4 or 25%."),
    ("order", ["load=1", "split=2"], "2 still to choose."),
    ("order", ["load=1", "split=1", "fit=3", "measure=4"], "Two have place 1. Give each place once."),
    ("classify", ["svm=generative", "mixture=generative", "kernel-density=generative"], "1 still to choose."),
]


# ---- Walking


@dataclass
class Step:
    """What one question showed after a step."""

    state: str
    status: str
    buttons: list[str]
    open: bool
    hints: int
    focus: str
    chosen: list[str]
    kinds: dict[str, str]
    verdicts: dict[str, str]
    feedback: dict[str, str]


LOOK = """(form) => {
  const words = (element) => element.textContent.replace(/\\s+/g, " ").trim();
  const seen = (element) => element?.checkVisibility() ? words(element) : "";
  const options = [...form.querySelectorAll(".rc-option")];
  const each = (look) => Object.fromEntries(options.map((option) => [option.dataset.option, look(option)]));
  const active = document.activeElement;
  const chosen = ({ dataset, children: [...parts] }) => {
    const control = parts.find((part) => part.matches("input, select"));
    const value = control.matches("[type=radio], [type=checkbox]") && !control.checked ? "" : control.value;
    return value && control.matches("select") ? `${dataset.option}=${value}` : value;
  };
  return {
    state: form.dataset.state,
    status: words(form.querySelector(".rc-status")),
    buttons: [...form.querySelectorAll(".rc-actions button")].map(seen).filter(Boolean),
    open: form.querySelector(".rc-final").checkVisibility({ contentVisibilityAuto: true }),
    hints: [...form.querySelectorAll(".rc-hints > li")].filter((hint) => hint.checkVisibility()).length,
    focus: !form.contains(active) ? "" : active.closest(".rc-option")?.dataset.option ?? words(active),
    chosen: options.map(chosen).filter(Boolean),
    kinds: each((option) => option.dataset.mark ?? ""),
    verdicts: each((option) => seen(option.querySelector(".rc-verdict"))),
    feedback: each((option) => seen(option.querySelector(".rc-feedback-text"))),
  };
}"""


@dataclass
class Walk:
    """All questions of the page, walked through by one hand."""

    page: Page
    hand: Hand
    steps: dict[tuple[str, str], Step] = field(default_factory=dict)

    def afresh(self) -> None:
        if self.steps:
            self.page.evaluate("localStorage.clear()")
        self.page.goto(GUIDE)
        self.page.locator("#types > .headerlink").focus()  # past the menus

    def note(self, name: str, step: str) -> None:
        form = self.page.query_selector(f'form[data-type="{name}"]')
        self.steps[name, step] = Step(**form.evaluate(LOOK))

    def press(self, name: str, button: str, step: str) -> None:
        self.hand.press(of_type(self.page, name), button)
        self.note(name, step)

    def choose(self, name: str, answer: list[str], step: str = "") -> None:
        self.hand.choose(of_type(self.page, name), answer)
        if step:
            self.note(name, step)

    def check(self, name: str, answer: list[str], step: str) -> None:
        self.choose(name, answer)
        self.press(name, "Check answer", step)

    def open(self, name: str, step: str) -> None:
        self.hand.open(of_type(self.page, name))
        expect(status(of_type(self.page, name))).not_to_have_text("")
        self.note(name, step)


def right_at_once(walk: Walk, name: str, answers: Answers) -> None:
    """Right at the first try, since what cannot be checked is no try."""
    walk.note(name, "unanswered")
    for kind, answer, words in INCOMPLETE:
        if kind == name:
            walk.check(name, answer, words)
    walk.choose(name, answers.wrong)
    walk.choose(name, answers.right, "selected")
    walk.press(name, "Check answer", "right")


def right_on_the_second_try(walk: Walk, name: str, answers: Answers) -> None:
    walk.check(name, answers.wrong, "wrong")
    walk.press(name, "Try again", "retry")
    walk.press(name, "Check answer", "the same again")
    walk.choose(name, answers.right, "chosen anew")
    walk.press(name, "Check answer", "right on the second try")


def wrong_twice(walk: Walk, name: str, answers: Answers) -> None:
    walk.check(name, answers.wrong, "wrong")
    # Without Try again: what is wrong can be changed at once.
    walk.check(name, answers.again, "wrong twice")


def solution_after_a_miss(walk: Walk, name: str, answers: Answers) -> None:
    walk.check(name, answers.wrong, "wrong")
    walk.press(name, "Show solution", "solution asked for")


def solution_opened(walk: Walk, name: str, answers: Answers) -> None:
    walk.open(name, "solution opened")


WAYS = (right_at_once, right_on_the_second_try, wrong_twice, solution_after_a_miss, solution_opened)


@pytest.fixture(scope="module", params=HANDS)
def steps(request, browser: Browser, built: Built) -> Iterator[dict[tuple[str, str], Step]]:
    with browser.new_context(base_url=built.url, reduced_motion="reduce") as context:
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        walk = Walk(page, hand(request.param, page))
        for way in WAYS:
            walk.afresh()
            for name, answers in ANSWERS.items():
                way(walk, name, answers)
        yield walk.steps


@pytest.fixture(scope="module")
def examples() -> dict[str, AnyQuestion]:
    quiz, problems = load_quiz(EXAMPLES, EXAMPLES)
    assert isinstance(quiz, Quiz), problems
    return {question.type: question for question in quiz.questions}


each_type = pytest.mark.parametrize("name", TYPES)
each_with_options = pytest.mark.parametrize("name", [name for name in TYPES if name not in TYPED])
each_typed = pytest.mark.parametrize("name", TYPED)


# ---- Words, buttons, states

STATUS = {
    "unanswered": "",
    "selected": "",
    "right": "Right.",
    "wrong": "Not right yet{part}.",
    "retry": "",
    "the same again": "You have just tried that. Choose another answer.",
    "chosen anew": "",
    "right on the second try": "Right, on the second try.",
    "wrong twice": "Not right{again}. See the worked solution.",
    "solution asked for": "Solution shown.",
    "solution opened": "Solution shown.",
}
STATES = {
    "unanswered": "unanswered",
    "selected": "selected",
    "right": "correct",
    "wrong": "wrong",
    "retry": "retry",
    "the same again": "retry",
    "chosen anew": "retry",
    "right on the second try": "correct",
    "wrong twice": "wrong",
    "solution asked for": "revealed",
    "solution opened": "revealed",
}
FINISHED = ("right", "right on the second try", "wrong twice", "solution asked for", "solution opened")
JUDGED = ("wrong", *FINISHED)


@each_type
def test_the_status_says_how_it_stands(name, steps):
    part, again = ANSWERS[name].part, ANSWERS[name].part_again
    expected = {step: words.format(part=part, again=again) for step, words in STATUS.items()}
    assert {step: steps[name, step].status for step in STATUS} == expected


@each_type
def test_a_question_is_in_one_of_six_states(name, steps):
    assert {step: steps[name, step].state for step in STATES} == STATES


@each_type
def test_only_what_can_be_done_now_has_a_button(name, steps, examples):
    hint = ["Hint"] if examples[name].hints else []
    expected = {step: ["Check answer", *hint, "Show solution"] for step in STATES}
    expected |= {step: ["Check answer", *hint] for step in ("unanswered", "selected")}
    expected |= {"wrong": ["Try again", *hint, "Show solution"]} | {step: [] for step in FINISHED}
    assert {step: steps[name, step].buttons for step in STATES} == expected


@each_type
def test_the_worked_solution_opens_only_when_the_question_is_finished(name, steps):
    assert {step for step in STATES if steps[name, step].open} == set(FINISHED)


@each_type
def test_an_answer_that_cannot_be_checked_is_objected_to(name, steps):
    expected = [words for kind, _answer, words in INCOMPLETE if kind == name]
    assert [steps[name, words].status for words in expected] == expected


@each_type
def test_nothing_is_marked_while_one_chooses(name, steps):
    objections = [words for kind, _answer, words in INCOMPLETE if kind == name]
    choosing = [step for step in (*STATES, *objections) if step not in JUDGED]
    assert {step for step in choosing if set(steps[name, step].kinds.values()) != {""}} == set()


@each_type
def test_what_was_chosen_stays(name, steps):
    right, wrong, again = (sorted(getattr(ANSWERS[name], which)) for which in ("right", "wrong", "again"))
    expected = {"selected": right, "right": right, "wrong": wrong, "retry": wrong, "wrong twice": again}
    assert {step: sorted(steps[name, step].chosen) for step in expected} == expected


# ---- Marks and feedback


def chosen_at(step: str, name: str) -> list[str]:
    answers = ANSWERS[name]
    missed = {"wrong": answers.wrong, "solution asked for": answers.wrong, "wrong twice": answers.again}
    return missed.get(step, [] if step == "solution opened" else answers.right)


def marks(step: str, name: str, options: list[str]) -> dict[str, tuple[str, str]]:
    """How each option must be marked: its words, and the style of its border and icon."""
    chosen, right = chosen_at(step, name), ANSWERS[name].right
    if name in TYPED:
        shown = "solution" not in step
        return {"typed": (("Right", "right") if chosen == right else ("Not right", "wrong")) if shown else ("", "")}
    if name in PLACED and not chosen:
        return dict.fromkeys(options, ("Right answer", "right"))
    if name in PLACED:
        return {item.split("=")[0]: ("Right", "right") if item in right else ("Not right", "wrong") for item in chosen}
    return {option: _mark(option in chosen, option in right, step == "wrong") for option in options}


def _mark(chosen: bool, right: bool, first: bool) -> tuple[str, str]:
    if chosen:
        return ("Your choice: right", "right") if right else ("Your choice: not right", "wrong")
    if first:
        return ("", "")  # it would tell too much
    return ("Right answer", "right") if right else ("Not right", "other")


@each_type
@pytest.mark.parametrize("step", JUDGED)
def test_each_option_is_marked_in_words_and_in_style(step, name, steps, examples):
    options = [option.id for option in getattr(examples[name], "options", [])]
    seen = steps[name, step]
    assert {option: (seen.verdicts[option], seen.kinds[option]) for option in seen.kinds} == marks(step, name, options)


def words_of(markdown: str) -> str:
    """Text as a reader sees it."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", inline(markdown))).split())


def places_of(question: AnyQuestion) -> dict[str, str]:
    """The words before an option's feedback that say where it belongs."""
    if isinstance(question, Order):
        return {option: f"Place {place}. " for place, option in enumerate(question.answer, 1)}
    if isinstance(question, Classify):
        texts = {bucket.id: bucket.text for bucket in question.buckets}
        return {option.id: f"{texts[option.bucket]}. " for option in question.options}
    return {}


@each_with_options
def test_once_finished_each_option_says_why(name, steps, examples):
    question, where = examples[name], places_of(examples[name])
    expected = {option.id: where.get(option.id, "") + words_of(option.feedback) for option in question.options}
    assert {step: steps[name, step].feedback for step in FINISHED} == dict.fromkeys(FINISHED, expected)


@each_with_options
def test_a_first_miss_says_why_of_what_was_chosen_and_of_nothing_else(name, steps, examples):
    chosen = [] if name in PLACED else ANSWERS[name].wrong  # where each belongs would be the answer
    expected = {option.id: words_of(option.feedback) * (option.id in chosen) for option in examples[name].options}
    assert steps[name, "wrong"].feedback == expected


@each_typed
def test_a_slip_that_many_make_gets_its_own_feedback(name, steps):
    assert steps[name, "wrong"].feedback["typed"].startswith(SLIPS[name])


@each_typed
def test_a_miss_that_is_no_known_slip_gets_no_feedback(name, steps):
    assert steps[name, "wrong twice"].feedback["typed"] == ""


# ---- Focus


@each_type
def test_after_a_miss_the_focus_is_on_try_again(name, steps):
    assert steps[name, "wrong"].focus == "Try again"


@each_type
def test_once_finished_the_focus_is_on_the_worked_solution(name, steps):
    assert {step: steps[name, step].focus for step in FINISHED} == dict.fromkeys(FINISHED, "Show worked solution")


@each_type
def test_after_an_objection_the_focus_is_still_on_the_button(name, steps):
    words = [words for kind, _answer, words in INCOMPLETE if kind == name]
    assert {steps[name, step].focus for step in [*words, "the same again"]} == {"Check answer"}


@each_type
def test_trying_again_leads_to_what_was_wrong(name, steps, examples):
    wrong = [item.split("=")[0] for item in ANSWERS[name].wrong if item not in ANSWERS[name].right]
    names = [option.id for option in getattr(examples[name], "options", [])]
    assert steps[name, "retry"].focus == (min(wrong, key=names.index) if names else "typed")


# ---- Hints


@pytest.mark.parametrize("how", HANDS)
def test_hints_come_one_by_one_each_announced_and_then_the_button_goes(how, page):
    page.goto(PRACTICE)
    question = page.locator("form.rc-question:has(.rc-hints > li + li):not(:has(.rc-hints > li + li + li))").first
    shown = question.locator(".rc-hints > li:visible")
    expect(shown).to_have_count(0)
    for count, button in ((1, "Hint"), (2, "Another hint")):
        hand(how, page).press(question, button)
        expect(status(question)).to_have_text(f"Hint {count} of 2 is shown.")
        expect(shown).to_have_count(count)
    expect(question.locator(".rc-hint")).to_be_hidden()
    expect(question.get_by_role("button", name="Check answer")).to_be_focused()


def test_a_hint_after_a_miss_leaves_the_verdict_standing(page):
    page.goto(GUIDE)
    question = of_type(page, "single")
    Mouse(page).choose(question, ANSWERS["single"].wrong)
    Mouse(page).press(question, "Check answer")
    Mouse(page).press(question, "Hint")
    expect(status(question)).to_have_text("Not right yet. Hint 1 of 1 is shown.")
    expect(question.locator('[data-option="logistic-regression"] .rc-verdict')).to_have_text("Your choice: not right")

"""The quiz for everybody: those who listen to it, who print it, who enlarge it, who use no script or no mouse, and who
choose their own colours.

A page is led through its states by its own buttons, all questions at once; what axe, a screen reader or the eye would
find there is then asserted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from lessonkit.quiz import TYPES, AnyQuestion, Classify, Fix, Numeric, Order, Output, Piece, Quiz, Short, key
from lessonkit.quiz_file import load_quiz
from lessonkit.safe_markdown import block, inline
from tests.site.answering import GUIDE, PRACTICE, QUESTIONS, answer_all
from tests.site.axe import violations
from tests.site.test_pages import OVERFLOW, SCHEMES, wear

QUIZZES = {GUIDE: "examples", PRACTICE: "practice"}
TYPED, PLACED = ("numeric", "short"), ("order", "classify")
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
SMALL = {"width": 320, "height": 640}
ENLARGED = {"width": 320, "height": 256}  # a window of 1280 by 1024 pixels, enlarged to 400%

each_page = pytest.mark.parametrize("address", QUIZZES)


# ---- Leading a page through its states

PRESS = """(selector) => document.querySelectorAll(`.rc-quiz ${selector}`).forEach((button) => {
  if (button.checkVisibility()) button.click();
})"""
CHOOSE = """() => document.querySelectorAll(".rc-question .rc-option :is(input, select)").forEach((control) => {
  if (control.matches("[type=radio], [type=checkbox]")) return control.click();
  control.value = control.localName === "select" ? control.options[1].value : "1";
  control.dispatchEvent(new Event("input", { bubbles: true }));
})"""
BY_TURNS = "Math.random = () => 0"  # what is shuffled then moves up by one, and the first one goes last


def press(page: Page, *selectors: str) -> None:
    """Press every such button of the page that can be seen."""
    for selector in selectors:
        page.evaluate(PRESS, selector)


def start_over(page: Page) -> None:
    press(page, ".rc-reset", ".rc-yes")


def practise(page: Page) -> None:
    """Practise all questions, of which each must have been missed."""
    page.evaluate(BY_TURNS)
    press(page, ".rc-missed")


def open_solutions(page: Page) -> None:
    press(page, ".rc-solution > summary")
    expect(page.locator(f'{QUESTIONS}:not([data-state="revealed"])')).to_have_count(0)


# In this order each state can follow from the one before.
STATES: dict[str, Callable[[Page], None]] = {
    "unanswered": lambda page: None,
    "objected to": lambda page: press(page, ".rc-check"),
    "selected, with hints": lambda page: (page.evaluate(CHOOSE), press(page, *[".rc-hint"] * 3))[0],
    "wrong once": lambda page: _answer(page, "wrong"),
    "trying again": lambda page: press(page, ".rc-retry"),
    "wrong twice": lambda page: _answer(page, "wrong twice"),
    "asked whether to start over": lambda page: press(page, ".rc-reset"),
    "practising": lambda page: (press(page, ".rc-no"), practise(page))[0],
    "right on the second try": lambda page: (_answer(page, "wrong"), _answer(page, "right"))[0],
    "right at once": lambda page: (start_over(page), _answer(page, "right"))[0],
    "solution opened": lambda page: (start_over(page), open_solutions(page))[0],
}


def _answer(page: Page, how: str) -> None:
    answer_all(page, how)


# ---- Axe

# The tones of code are looked at on every page, in `test_pages.py`; here they would take half of the time.
IN_ONE_TONE = """() => document.querySelectorAll(".rc-quiz pre code").forEach((code) => {
  code.textContent = code.textContent;
})"""

# What floats above the page goes away when one scrolls. Axe would find what lies below it too small to be pressed.
# (As a sheet made by a script: a style in the page is what the page's policy forbids.)
NOTHING_FLOATS = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(".md-header { position: static !important } .md-top { display: none !important }");
  document.adoptedStyleSheets = [sheet];
}"""


def visit(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate(NOTHING_FLOATS)
    page.evaluate(IN_ONE_TONE)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@each_page
def test_axe_finds_no_violation_in_any_state(address, size, page):
    page.set_viewport_size(size)
    visit(page, address)
    found = {}
    for state, reach in STATES.items():
        reach(page)
        for scheme in SCHEMES:
            wear(page, scheme)
            found[state, scheme] = violations(page, ".rc-quiz", only_contrast=scheme == "dark")
    assert {state: what for state, what in found.items() if what} == {}


def test_axe_finds_no_violation_in_the_quiz_of_any_lesson(page, built):
    looks = {"unanswered": ("light", NARROW), "wrong once": ("light", WIDE), "wrong twice": ("dark", NARROW)}
    found = {}
    for lesson in built.lessons:
        visit(page, lesson)
        for state, (scheme, size) in looks.items():
            STATES[state](page)
            page.set_viewport_size(size)
            wear(page, scheme)
            found[lesson, state] = violations(page, ".rc-quiz")
    assert {where: what for where, what in found.items() if what} == {}
    assert len(found) >= 30, "too few lessons were looked at"


# ---- Targets

# An option is its control and its label: a press anywhere within 24 pixels of the control's middle must reach one.
TOO_SMALL = """() => [...document.querySelectorAll(".rc-quiz :is(button, select, input, summary, a[download])")]
  .filter((target) => target.checkVisibility()).flatMap((target) => {
    target.scrollIntoView({ block: "center" });
    const { left, top, width, height } = target.getBoundingClientRect();
    const hit = (x, y) => {
      const found = document.elementFromPoint(left + width / 2 + x, top + height / 2 + y);
      return target.contains(found) || [...target.labels ?? []].some((label) => label.contains(found));
    };
    const corners = [[-12, -12], [12, -12], [-12, 12], [12, 12]].map(([x, y]) => [x * 0.98, y * 0.98]);
    const toggle = target.matches("[type=radio], [type=checkbox]");
    const large = toggle ? corners.every(([x, y]) => hit(x, y)) : Math.min(width, height) >= 24;
    return large ? [] : [`${width} x ${height}: ${target.outerHTML.slice(0, 100)}`];
  })"""


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@each_page
def test_every_target_has_at_least_24_pixels_either_way(address, size, page):
    page.set_viewport_size(size)
    page.goto(address)
    found = {}
    for state, reach in STATES.items():
        reach(page)
        found[state] = page.evaluate(TOO_SMALL)
    assert {state: what for state, what in found.items() if what} == {}


# ---- What a screen reader hears


@dataclass
class Heard:
    """An element as a screen reader is told of it."""

    element: str
    attributes: dict[str, str]
    role: str
    name: str
    description: str
    value: str
    states: dict[str, Any]
    parts: list[Heard]

    def every(self, *roles: str) -> Iterator[Heard]:
        """All that is within it and has one of these roles, in order."""
        for part in self.parts:
            if part.role in roles:
                yield part
            yield from part.every(*roles)

    @property
    def words(self) -> str:
        return flat("".join(part.name for part in self.every("StaticText")))

    @property
    def controls(self) -> list[Heard]:
        return list(self.every("radio", "checkbox", "combobox", "textbox"))

    @property
    def answer(self) -> str:
        """What the worked solution says is right, as the page's controls show it."""
        (final,) = [part.words for part in self.every("paragraph") if part.attributes.get("class") == "rc-final"]
        return final.rpartition("→ ")[2]


def flat(text: str) -> str:
    return " ".join(text.split())


def _elements(node: dict[str, Any]) -> Iterator[tuple[int, tuple[str, dict[str, str]]]]:
    """All elements of a document: the number by which the accessibility tree knows each, its name, its attributes."""
    attributes = node.get("attributes", [])
    yield node["backendNodeId"], (node["nodeName"], dict(zip(attributes[::2], attributes[1::2], strict=True)))
    for child in node.get("children", []):
        yield from _elements(child)


def listen(page: Page) -> dict[str, Heard]:
    """Each question of the page, by its anchor, as Chromium tells screen readers of it."""
    session = page.context.new_cdp_session(page)
    elements = dict(_elements(session.send("DOM.getDocument", {"depth": -1})["root"]))
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    known: dict[str, Heard] = {}
    for node in nodes:
        element = elements.get(node.get("backendDOMNodeId"), ("", {}))
        texts = [str(node.get(field, {}).get("value", "")) for field in ("role", "name", "description", "value")]
        states = {each["name"]: each["value"].get("value") for each in node.get("properties", [])}
        known[node["nodeId"]] = Heard(*element, *texts, states, [])
    for node in nodes:
        known[node["nodeId"]].parts = [known[child] for child in node.get("childIds", []) if child in known]
    return {
        each.attributes["id"]: each for each in known.values() if each.element == "FORM" and "id" in each.attributes
    }


@pytest.fixture(scope="module")
def data() -> dict[str, dict[str, AnyQuestion]]:
    """The questions of both pages, by their anchors, as the quiz files have them."""
    found = {}
    for address, name in QUIZZES.items():
        path = Path(__file__).parents[2] / "quiz_data" / f"{name}.json"
        quiz, problems = load_quiz(path, path)
        assert isinstance(quiz, Quiz), problems
        found[address] = {f"q-{question.id}": question for question in quiz.questions}
    return found


def words_of(html: str) -> str:
    """HTML as it is read out."""
    text = re.sub(r"<[^>]+>", "", html)
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(entity, sign)
    return flat(text)


def spoken(option: Any) -> str:
    """What an option says, without its letter."""
    words = words_of(inline(option.text)) if option.text else ""
    if isinstance(option, Output):
        return flat(f"{option.value} {words}")
    if isinstance(option, Piece) and option.code:
        return flat(f"{option.code} {words}")
    return flat(f"{words} instead of {option.replace} write {option.by}") if isinstance(option, Fix) else words


def names_of(question: AnyQuestion) -> list[str]:
    """The name of each control, when the options stand as in the data."""
    if isinstance(question, Numeric | Short):
        unit = question.unit if isinstance(question, Numeric) else ""
        return [f"Your answer in {unit}" if unit else "Your answer"]
    return [f"{letter} {spoken(option)}" for letter, option in zip("ABCDEFGH", question.options, strict=False)]


def role_of(question: AnyQuestion) -> str:
    special = {"multi": "checkbox"} | dict.fromkeys(TYPED, "textbox") | dict.fromkeys(PLACED, "combobox")
    return special.get(question.type, "radio")


def heard_as(form: Heard, question: AnyQuestion) -> dict[str, Heard]:
    """The controls of a question by the ids of their options, told apart by the words that are heard."""
    options = {spoken(option): option.id for option in getattr(question, "options", [])}
    return {options[control.name.partition(" ")[2]] if options else "typed": control for control in form.controls}


@each_page
def test_each_control_is_heard_with_its_letter_and_its_words(address, page, data):
    page.goto(address)
    heard = {anchor: [(each.role, each.name) for each in form.controls] for anchor, form in listen(page).items()}
    expected = {anchor: [(role_of(it), name) for name in names_of(it)] for anchor, it in data[address].items()}
    assert heard == expected


@each_page
def test_when_practising_the_letters_are_heard_in_the_order_that_is_shown(address, page, data):
    page.goto(address)
    answer_all(page, "wrong twice")
    practise(page)
    for anchor, form in listen(page).items():
        question = data[address][anchor]
        names = [each.name for each in form.controls]
        if question.type not in TYPED:
            turned = question.options[1:] + question.options[:1]
            expected = [f"{letter} {spoken(option)}" for letter, option in zip("ABCDEFGH", turned, strict=False)]
            assert names == expected


@each_page
def test_each_group_is_named_by_its_prompt(address, page, data):
    page.goto(address)
    for anchor, form in listen(page).items():
        prompt = block(data[address][anchor].prompt).partition("</p>")[0]
        name = next(form.every("group")).name
        assert re.fullmatch(rf"(Example|Question \d+ of \d+) {re.escape(words_of(prompt))}", name)


def is_chosen(control: Heard, option: str, question: AnyQuestion, answer: list[str]) -> bool:
    """Whether a control is heard to hold its part of an answer."""
    if control.role in ("radio", "checkbox"):
        return (control.states["checked"] == "true") == (option in answer)
    if control.role == "textbox":
        return control.value == answer[0]
    texts = {bucket.id: bucket.text for bucket in question.buckets} if isinstance(question, Classify) else {}
    place = next(item for item in answer if item.startswith(f"{option}=")).partition("=")[2]
    return control.value == texts.get(place, place)


@each_page
def test_each_control_is_heard_with_what_was_chosen(address, page, data):
    page.goto(address)
    answers = {each.anchor: each.right for each in answer_all(page, "right")}
    for anchor, form in listen(page).items():
        question = data[address][anchor]
        for option, control in heard_as(form, question).items():
            assert is_chosen(control, option, question, answers[anchor]), f"{anchor} {option}"


@pytest.mark.parametrize(("how", "disabled"), [("", False), ("wrong", False), ("right", True), ("wrong twice", True)])
def test_controls_are_heard_as_disabled_when_their_question_is_finished_and_not_before(how, disabled, page):
    page.goto(GUIDE)
    if how:
        answer_all(page, how)
    for anchor, form in listen(page).items():
        states = [each.states.get("disabled", False) for each in form.controls]
        assert (anchor, states) == (anchor, [disabled] * len(states))


VERDICTS = {
    "Your choice: not right": False,
    "Your choice: right": True,
    "Not right": False,
    "Right answer": True,
    "Right": True,
}


def verdict(control: Heard) -> bool | None:
    """Whether a control is heard to be right; None if nothing is said of it."""
    said = [right for words, right in VERDICTS.items() if control.description.startswith(words)]
    assert bool(said) == bool(control.description), f"no verdict: {control.description}"
    return said[0] if said else None


@pytest.mark.parametrize("how", ["wrong", "right", "wrong twice"])
@each_page
def test_what_is_heard_of_what_was_chosen_is_true(address, how, page, data):
    page.goto(address)
    asked_all = answer_all(page, how)
    forms = listen(page)
    for asked in asked_all:
        chosen = {"right": asked.right, "wrong": asked.wrong[0], "wrong twice": asked.wrong[-1]}[how]
        question = data[address][asked.anchor]
        heard = {option: verdict(each) for option, each in heard_as(forms[asked.anchor], question).items()}
        if question.type in TYPED:
            expected: dict[str, bool | None] = {"typed": how == "right"}
        elif question.type in PLACED:
            expected = {item.partition("=")[0]: item in key(question) for item in chosen}
        else:
            silent = how == "wrong"  # of what was not chosen nothing is said yet
            expected = {
                option.id: None if silent and option.id not in chosen else option.id in key(question)
                for option in question.options
            }
        assert (asked.anchor, heard) == (asked.anchor, expected)


def test_before_there_is_a_verdict_no_control_is_described(page):
    page.goto(GUIDE)
    page.evaluate(CHOOSE)
    described = [each.description for form in listen(page).values() for each in form.controls]
    assert set(described) == {""}


def heard_key(form: Heard, question: AnyQuestion) -> list[str]:
    """The key of a finished question, as somebody learns it who only listens to its controls."""
    controls = heard_as(form, question)
    if question.type not in PLACED:
        return sorted(option for option, control in controls.items() if verdict(control))
    texts = {bucket.text: bucket.id for bucket in question.buckets} if isinstance(question, Classify) else {}
    found = []
    for option, control in controls.items():
        where = re.sub("^(Right answer|Right|Not right) ", "", control.description).partition(".")[0]
        found.append(f"{option}={texts[where] if texts else where.removeprefix('Place ')}")
    return sorted(found)


def told_key(form: Heard, question: AnyQuestion) -> list[str]:
    """The key of a question, as the worked solution tells it: by letters, or as what to type."""
    if isinstance(question, Numeric):
        return [form.answer.removesuffix(question.unit).strip()]
    if isinstance(question, Short):
        return [re.sub("^“|”$", "", text) for text in form.answer.split(" or ")]
    letters = {control.name[0]: option for option, control in heard_as(form, question).items()}
    named = [letters[letter] for letter in re.findall(r"\b[A-H]\b", form.answer)]
    if isinstance(question, Order):
        return sorted(f"{name}={place}" for place, name in enumerate(named, 1))
    return sorted(named)


@pytest.mark.parametrize("when", ["wrong twice", "wrong twice when practising"])
@each_page
def test_the_key_that_is_heard_is_the_key_of_the_data(address, when, page, data):
    page.goto(address)
    answer_all(page, "wrong twice")
    if "practising" in when:
        practise(page)
        answer_all(page, "wrong twice")
    forms = listen(page)
    assert list(forms) and set(forms) == set(data[address])
    for anchor, form in forms.items():
        question = data[address][anchor]
        expected = (anchor, sorted(key(question)))
        if question.type not in TYPED:  # what is typed has no other option that could be heard
            assert (anchor, heard_key(form, question)) == expected
        if question.type != "classify":  # its groups are told in words, with each option
            assert (anchor, sorted(told_key(form, question))) == expected


@each_page
def test_the_status_is_a_polite_live_region_with_nothing_in_it_at_load(address, page):
    page.goto(address)
    page.locator(f"{QUESTIONS} :is(input, select)").first.focus()
    page.evaluate("document.querySelectorAll('.rc-quiz').forEach((quiz) => quiz.dispatchEvent(new Event('focusin')))")
    for form in listen(page).values():
        (status,) = form.every("status")
        assert (status.words, status.states.get("live")) == ("", "polite")


@each_page
def test_the_group_of_a_finished_question_is_heard_with_its_verdict(address, page):
    page.goto(address)
    answer_all(page, "right")
    assert {next(form.every("group")).description for form in listen(page).values()} == {"Right."}


# ---- The theme's keys

# Each key at each place that can take the focus, and what the theme, which listens at the window, hears of it.
TYPE_EVERYWHERE = """([places, keys]) => {
  const heard = [];
  const note = ({ key, target }) => heard.push(`${key} in ${target.outerHTML.slice(0, 60)}`);
  addEventListener("keydown", note);
  const found = [...document.querySelectorAll(places)].filter((place) => place.checkVisibility());
  for (const place of found) {
    for (const key of keys) {
      place.focus({ preventScroll: true });
      place.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    }
  }
  removeEventListener("keydown", note);
  return [found.length, heard];
}"""
SHORTCUTS = ["n", "p", "s", "f", ",", ".", "/"]
FOCUSABLE = ":is(a[href], button, input, select, summary, code[tabindex])"


@pytest.mark.parametrize("state", ["unanswered", "wrong once", "wrong twice", "asked whether to start over"])
def test_the_themes_keys_do_nothing_wherever_in_the_quiz_the_focus_is(state, page):
    page.goto(GUIDE)
    for name, reach in STATES.items():
        reach(page)
        if name == state:
            break
    places, heard = page.evaluate(TYPE_EVERYWHERE, [f".rc-quiz {FOCUSABLE}", SHORTCUTS])
    assert places > 40
    assert heard == []
    expect(page.locator("#__search")).not_to_be_checked()
    expect(page).to_have_url(re.compile(f"/{GUIDE}$"))


def test_the_themes_keys_still_work_outside_the_quiz(page):
    page.goto(GUIDE)
    _places, heard = page.evaluate(TYPE_EVERYWHERE, ["#single > .headerlink", ["s", "/", "f"]])
    assert len(heard) == 3
    expect(page.locator("#__search")).to_be_checked()


# ---- Print

ON_PAPER = """(forms) => forms.map((form) => {
  const seen = (selector) => [...form.querySelectorAll(selector)].filter((part) =>
    part.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && part.getBoundingClientRect().height);
  const within = (letter) => {
    const [inner, outer] = [letter, letter.closest(".rc-option")].map((part) => part.getBoundingClientRect());
    return inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top - 1
      && inner.bottom <= outer.bottom + 1 && inner.width > 0;
  };
  return {
    solution: seen(".rc-final").length + seen(".rc-quick").length,
    steps: seen(".rc-steps > li").length,
    controls: seen("button:not(.md-code__button), input, select, summary").length,
    letters: [...form.querySelectorAll(".rc-option .rc-letter")].filter((letter) => !within(letter)).length,
  };
})"""


@pytest.mark.parametrize("state", ["unanswered", "wrong once", "wrong twice", "right at once"])
@each_page
def test_on_paper_every_solution_is_there_and_no_control_and_no_letter_is_cut_off(address, state, page, data):
    page.goto(address)
    if state != "unanswered":
        STATES[state](page)
    page.emulate_media(media="print")
    found = page.locator(QUESTIONS).evaluate_all(ON_PAPER)
    assert found == [
        {"solution": 2, "steps": len(question.solution.steps), "controls": 0, "letters": 0}
        for question in data[address].values()
    ]


# The theme opens all that is folded before it prints, and folds it again afterwards.
PRINT = """async () => {
  const solution = document.querySelector(".rc-solution");
  const opened = new Promise((done) => solution.addEventListener("toggle", done, { once: true }));
  dispatchEvent(new Event("beforeprint"));
  await opened;
  const { open } = solution;
  dispatchEvent(new Event("afterprint"));
  await new Promise((done) => setTimeout(done));
  return open;
}"""


def test_printing_takes_no_solution_for_one_that_was_opened(page):
    page.goto(GUIDE)
    page.evaluate(CHOOSE)
    page.pdf()
    assert page.evaluate(PRINT), "the theme opens nothing any more: this test tests nothing"
    states = page.locator(QUESTIONS).evaluate_all("forms => forms.map((form) => form.dataset.state)")
    assert set(states) == {"selected"}


# ---- Without JavaScript


@each_page
def test_without_scripts_every_question_can_be_read_and_every_solution_opened(address, page_without_scripts, data):
    page = page_without_scripts
    page.goto(address)
    for anchor, question in data[address].items():
        form = page.locator(f"#{anchor}")
        expect(form.locator("legend")).to_be_visible()
        for control in form.locator(".rc-option :is(input, select)").all():
            expect(control).to_be_visible()
        expect(form.locator(".rc-final")).to_be_hidden()
        form.locator(".rc-solution > summary").click()
        expect(form.locator(".rc-final")).to_contain_text(words_of(inline(question.solution.final)))
        expect(form.locator(".rc-final")).to_be_visible()
    assert {question.type for question in data[GUIDE].values()} == set(TYPES)


@each_page
def test_without_scripts_no_button_is_shown_that_would_do_nothing(address, page_without_scripts):
    page_without_scripts.goto(address)
    expect(page_without_scripts.locator(QUESTIONS).first).to_be_visible()
    expect(page_without_scripts.locator(".rc-quiz button:visible")).to_have_count(0)


# ---- Small and enlarged


@each_page
def test_no_state_scrolls_sideways_on_a_screen_of_320_pixels(address, page):
    page.set_viewport_size(SMALL)
    page.goto(address)
    found = {}
    for state, reach in STATES.items():
        reach(page)
        found[state] = page.evaluate(OVERFLOW)
    assert found == dict.fromkeys(STATES, 0)


# What has the focus after each press of a key: whether it can be seen, below the header. A long program need not be
# seen whole.
WATCH = """(end) => {
  window.seen = [];
  addEventListener("keyup", () => {
    const active = document.activeElement;
    const header = document.querySelector(".md-header").getBoundingClientRect().bottom;
    const { top, bottom } = active.getBoundingClientRect();
    const whole = top >= header - 1 && bottom <= innerHeight + 1;
    const part = bottom > header + 24 && top < innerHeight - 24;
    const { type } = active.closest("form.rc-question")?.dataset ?? {};
    const fits = bottom - top < (innerHeight - header) / 2;
    const [line] = active.getClientRects();
    const hit = document.elementFromPoint((line.left + line.right) / 2, (line.top + line.bottom) / 2);
    const covered = fits && !active.contains(hit) && ![...active.labels ?? []].some((label) => label.contains(hit));
    const place = `${active.outerHTML.slice(0, 80)} from ${Math.round(top)} to ${Math.round(bottom)}`;
    if (type) window.seen.push({ type, place, good: fits ? whole && !covered : part });
    window.arrived ||= active.matches(end);
  });
}"""


@pytest.mark.parametrize("state", ["unanswered", "wrong once", "wrong twice"])
@pytest.mark.parametrize(
    ("step", "start", "end"), [("Tab", "#types", "#shared"), ("Shift+Tab", "#shared", "#types")], ids=["on", "back"]
)
def test_what_has_the_focus_is_seen_at_400_percent_and_not_covered_by_the_header(step, start, end, state, page):
    page.set_viewport_size(ENLARGED)
    page.goto(GUIDE)
    STATES[state](page)
    page.evaluate(WATCH, f"{end} > .headerlink")
    page.locator(f"{start} > .headerlink").focus()
    for _ in range(40):
        for _ in range(10):
            page.keyboard.press(step)
        if page.evaluate("window.arrived"):
            break
    seen = page.evaluate("window.seen")
    assert {each["type"] for each in seen} == set(TYPES)
    assert [each["place"] for each in seen if not each["good"]] == []


# ---- Motion

SPY = """() => {
  window.scrolls = [];
  const scroll = Element.prototype.scrollIntoView;
  Element.prototype.scrollIntoView = function (options) {
    window.scrolls.push(options?.behavior ?? "auto");
    scroll.call(this, options);
  };
}"""


@pytest.mark.parametrize(("wish", "expected"), [("reduce", {"auto"}), ("no-preference", {"smooth"})])
def test_scrolling_is_smooth_for_those_alone_who_have_not_asked_for_less_motion(wish, expected, page):
    page.emulate_media(reduced_motion=wish)
    page.goto(PRACTICE)
    page.evaluate(SPY)
    answer_all(page, "wrong twice")
    practise(page)
    start_over(page)
    assert set(page.evaluate("window.scrolls")) == expected
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior === 'smooth'") <= (wish != "reduce")


# ---- Without colours

LOOK = """(verdicts) => verdicts.filter((verdict) => verdict.checkVisibility()).map((verdict) => {
  const [icon, box] = [getComputedStyle(verdict, "::before"), getComputedStyle(verdict.closest(".rc-option"))];
  return {
    right: verdict.closest(".rc-option").dataset.mark === "right",
    words: verdict.textContent,
    icon: icon.maskImage,
    size: Math.min(parseFloat(icon.width), parseFloat(icon.height)),
    ink: icon.backgroundColor,
    border: box.borderTopStyle,
    width: parseFloat(box.borderTopWidth),
    line: box.borderTopColor,
    ground: box.backgroundColor,
  };
})"""


def verdicts(page: Page) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """How the verdicts of all options look: of those that are right, and of those that were chosen and are not."""
    page.goto(GUIDE)
    answer_all(page, "wrong twice")
    every = page.locator(f"{QUESTIONS} .rc-option:not([data-mark=other]) .rc-verdict").evaluate_all(LOOK)
    return [each for each in every if each["right"]], [each for each in every if not each["right"]]


@pytest.mark.parametrize("colours", ["none", "active"], ids=["own colours", "forced colours"])
@pytest.mark.parametrize("what", ["words", "icon", "border"])
def test_right_and_wrong_differ_in_more_than_colour(what, colours, page):
    page.emulate_media(forced_colors=colours)
    right, wrong = verdicts(page)
    assert not {each[what] for each in right} & {each[what] for each in wrong}


@pytest.mark.parametrize("colours", ["none", "active"], ids=["own colours", "forced colours"])
@pytest.mark.parametrize(("what", "size", "colour"), [("icon", "size", "ink"), ("border", "width", "line")])
def test_the_icon_and_the_border_of_a_verdict_can_be_seen(what, size, colour, colours, page):
    page.emulate_media(forced_colors=colours)
    right, wrong = verdicts(page)
    for each in (*right, *wrong):
        assert each[what] != "none" and each[size] >= (9 if what == "icon" else 1), each
        assert each[colour] not in (each["ground"], "rgba(0, 0, 0, 0)"), each

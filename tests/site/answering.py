"""Answering the quiz as its readers do: with the mouse, with the keyboard alone, or, where it only has to be, at once.

An answer is a list of texts, as `key` in `lessonkit/quiz.py` describes it: ids of options, `id=place` or `id=group`, or
the text typed.
"""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

GUIDE = "contribute/quiz/"
PRACTICE = "lessons/practice/"
REVIEW = "review/"
QUESTIONS = "form.rc-question"
HANDS = ("mouse", "keyboard")

_READ = """(forms) => forms.map((form) => ({
  anchor: form.id,
  type: form.dataset.type,
  key: JSON.parse(form.dataset.answer),
  options: Object.fromEntries([...form.querySelectorAll(".rc-option")].map((option) => [
    option.dataset.option,
    [...option.querySelectorAll("select > option")].map(({ value }) => value).filter(Boolean),
  ])),
}))"""

_ANSWER = """(answers) => Object.entries(answers).map(([id, chosen]) => {
  const form = document.getElementById(id);
  for (const option of form.querySelectorAll(".rc-option")) {
    const control = option.querySelector("input, select");
    const place = `${option.dataset.option}=`;
    if (control.type === "radio" || control.type === "checkbox") {
      if (control.checked !== chosen.includes(control.value)) control.click();
      continue;
    }
    control.value = control.localName === "select"
      ? chosen.find((item) => item.startsWith(place))?.slice(place.length) ?? ""
      : chosen[0] ?? "";
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
  form.querySelector(".rc-check").click();
})"""

# Each control that must change: its place among them, how it changes, and to what.
_TO_CHANGE = """(form, answer) => [...form.querySelectorAll(".rc-option")].flatMap(({ dataset, children }, place) => {
  const control = [...children].find((part) => part.matches("input, select"));
  const given = answer.find((item) => item.startsWith(`${dataset.option}=`))?.split("=")[1] ?? "";
  if (control.type === "text") return [[place, ["type", answer[0] ?? ""]]];
  if (control.localName === "select") return control.value === given ? [] : [[place, ["select", given]]];
  const wanted = answer.includes(control.value);
  const fits = wanted === control.checked || (control.type === "radio" && !wanted);
  return fits ? [] : [[place, ["toggle", control.value]]];
})"""

# 0: it has the focus. 1: it comes later than what has it, -1: earlier. One button of a group stands for all.
_WHICH_WAY = """(target) => {
  const active = document.activeElement;
  if (active === target || (active.type === "radio" && active.name === target.name)) return 0;
  return active.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING ? -1 : 1;
}"""


@dataclass(frozen=True)
class Asked:
    """A question as it stands on the page: its anchor, its type, its key, and what each option can be given."""

    anchor: str
    type: str
    key: list[str]
    options: dict[str, list[str]]

    @property
    def right(self) -> list[str]:
        return self.key[:1] if self.type in ("numeric", "short") else self.key

    @property
    def wrong(self) -> list[list[str]]:
        """Wrong answers that can be checked: two, or one if there are no more."""
        names = list(self.options)
        if self.type == "numeric":
            return [["-4321"], ["-1234"]]
        if self.type == "short":
            return [["no such word"], ["nor this one"]]
        if self.type == "order":
            order = [item.split("=")[0] for item in self.key]
            tried = [_in_places(order[::-1]), _in_places(order[1:] + order[:1])]
        elif self.type == "classify":
            tried = [self._moved(name) for name in names]
        else:
            tried = [[name] for name in names]
        return [answer for answer in tried if sorted(answer) != sorted(self.key)][:2]

    def _moved(self, name: str) -> list[str]:
        """The right answer, but one option lies in another group."""
        right = dict(item.split("=") for item in self.key)
        right[name] = next(group for group in self.options[name] if group != right[name])
        return [f"{option}={group}" for option, group in right.items()]


def _in_places(order: list[str]) -> list[str]:
    return [f"{name}={place}" for place, name in enumerate(order, 1)]


def read(questions: Locator) -> list[Asked]:
    """What is asked, in the order of the page."""
    found = [Asked(**each) for each in questions.evaluate_all(_READ)]
    assert found, f"there is no {questions}"
    return found


def asked(question: Locator) -> Asked:
    return read(question)[0]


def of_type(page: Page, name: str) -> Locator:
    """The first question of a type."""
    return page.locator(f'{QUESTIONS}[data-type="{name}"]').first


def status(question: Locator) -> Locator:
    return question.locator(".rc-status")


def answer_at_once(page: Page, answers: dict[str, list[str]]) -> None:
    """Give and check an answer to each question, named by its anchor, by the page's own events."""
    page.evaluate(_ANSWER, answers)


def answer_all(page: Page, how: str) -> list[Asked]:
    """Answer every question of the page: "right", "wrong" or "wrong twice"."""
    found = read(page.locator(QUESTIONS))
    for attempt in {"right": [0], "wrong": [0], "wrong twice": [0, -1]}[how]:
        answers = {each.anchor: each.right if how == "right" else each.wrong[attempt] for each in found}
        answer_at_once(page, answers)
    return found


class Hand:
    """Answers on a page, in one of the two ways there are."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def choose(self, question: Locator, answer: list[str]) -> None:
        """Give this answer, whatever is chosen now."""
        controls = question.locator(".rc-option :is(input, select)")
        for place, (kind, value) in question.evaluate(_TO_CHANGE, answer):
            change = {"type": self.type_in, "select": self.select, "toggle": self.toggle}[kind]
            change(controls.nth(place), value)

    def type_in(self, field: Locator, text: str) -> None:
        raise NotImplementedError

    def select(self, field: Locator, value: str) -> None:
        raise NotImplementedError

    def toggle(self, control: Locator, value: str) -> None:
        raise NotImplementedError

    def press(self, question: Locator, name: str) -> None:
        raise NotImplementedError

    def open(self, question: Locator) -> None:
        """Open the worked solution."""
        raise NotImplementedError


class Mouse(Hand):
    """Points and clicks."""

    def type_in(self, field: Locator, text: str) -> None:
        field.fill(text)

    def select(self, field: Locator, value: str) -> None:
        field.select_option(value)

    def toggle(self, control: Locator, value: str) -> None:
        control.click()

    def press(self, question: Locator, name: str) -> None:
        question.get_by_role("button", name=name).click()

    def open(self, question: Locator) -> None:
        question.locator(".rc-solution > summary").click()


class Keyboard(Hand):
    """Presses keys, and nothing else; where the focus is, the page is asked."""

    def reach(self, target: Locator) -> None:
        """Go to a control with Tab or Shift+Tab."""
        handle = target.element_handle()
        for _ in range(300):
            way = handle.evaluate(_WHICH_WAY)
            if not way:
                return
            self.page.keyboard.press("Tab" if way > 0 else "Shift+Tab")
        raise AssertionError(f"the Tab key does not lead to {target}")

    def type_in(self, field: Locator, text: str) -> None:
        self.reach(field)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.type(text)

    def select(self, field: Locator, value: str) -> None:
        steps = field.evaluate(
            "(list, value) => [...list.options].findIndex((each) => each.value === value) - list.selectedIndex", value
        )
        self.reach(field)
        self._arrow(steps)

    def toggle(self, control: Locator, value: str) -> None:
        """Press Space on it; but a radio button that is not the one reached, by the arrows, which choose it."""
        self.reach(control)
        steps = control.evaluate(
            """(control) => {
              const group = [...control.form.querySelectorAll("[type=radio]")];
              return group.indexOf(control) - group.indexOf(document.activeElement);
            }"""
        )
        self._arrow(steps)
        if not steps:
            self.page.keyboard.press("Space")

    def _arrow(self, steps: int) -> None:
        for _ in range(abs(steps)):
            self.page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")

    def press(self, question: Locator, name: str) -> None:
        self.reach(question.get_by_role("button", name=name))
        self.page.keyboard.press("Enter")

    def open(self, question: Locator) -> None:
        self.reach(question.locator(".rc-solution > summary"))
        self.page.keyboard.press("Enter")


def hand(name: str, page: Page) -> Hand:
    return {"mouse": Mouse, "keyboard": Keyboard}[name](page)

"""Hostile text, in the fields of a quiz and in what the browser has stored: nothing of it runs, and the quiz works.

The quiz is rendered from data as every other quiz is, stands on a page of the built site, and is served by its real
scripts and styles.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from lessonkit.jobs import Job, Result
from lessonkit.quiz import TYPES, Quiz
from lessonkit.quiz_html import quiz_html
from lessonkit.site import Site
from tests.lessonkit.conftest import full
from tests.lessonkit.conftest import quiz as quiz_of
from tests.site.answering import PRACTICE, QUESTIONS, REVIEW, Asked, answer_all, answer_at_once, read
from tests.site.conftest import PATIENCE, Built
from tests.site.stored import keep
from tests.site.test_pages import foreign

HOSTILE = (
    "<script>window.pwned=1</script> <img src=x onerror=window.pwned=1> [x](javascript:window.pwned=1) "
    '"><svg onload=window.pwned=1> </details></form>'
)
TEXTS = {"prompt", "title", "body", "final", "quickCheck", "text", "feedback", "code", "replace", "by", "value"}
LISTS = {"hints", "accepted", "texts"}
AS_WRITTEN = {"code", "replace", "by", "value", "accepted", "texts"}
"""Texts that are not Markdown, in which a link is no link either."""
HOSTILE_PAGE = "lessons/hostile/"


# ---- A page with hostile questions


class Ran(Site):
    """A site whose programs have all printed something hostile, and failed with it."""

    def result(self, job: Job) -> Result:
        return Result("error", 0, stdout=f"{HOSTILE} printed\n", error=f"NameError: {HOSTILE} raised")


@dataclass
class Poisoned:
    """Questions that hold hostile texts; and each text as a reader should see it."""

    html: str
    shown: list[str] = field(default_factory=list)


def poison(data: Any, shown: list[str], bucket: bool = False) -> Any:
    """A copy of a part of a question in which every text is hostile, with a number by which to tell them apart."""
    if isinstance(data, list):
        return [poison(item, shown, bucket) for item in data]
    if not isinstance(data, dict):
        return data
    made = {}
    for name, value in data.items():
        as_written = name in AS_WRITTEN or bucket
        if name in TEXTS and isinstance(value, str):
            made[name] = hostile(shown, as_written)
        elif name in LISTS and all(isinstance(item, str) for item in value):
            made[name] = [hostile(shown, as_written) for _ in value[:1]]
        else:
            made[name] = poison(value, shown, name == "buckets")
    return made


def hostile(shown: list[str], as_written: bool) -> str:
    text = f"{HOSTILE} {len(shown)}."
    shown.append(text if as_written else text.replace("[x](javascript:window.pwned=1)", "x"))
    return text


def questions_in(shown: list[str]) -> Iterator[dict[str, Any]]:
    for name in TYPES:
        made = poison(full(name), shown) | {"id": f"a-{name}"}
        if len(made.get("options", ())) == 2 and name != "classify":  # one more, so that it can be missed twice
            made["options"].append(poison(made["options"][1], shown) | {"id": "third"})
        if name == "numeric":
            made["unit"] = '"onfocus="pwned=1"'
        yield made


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory, built: Built) -> Poisoned:
    """A page of the site with all its own content replaced by hostile questions of all types."""
    root = tmp_path_factory.mktemp("project")
    (root / "snippets/coins").mkdir(parents=True)
    (root / "snippets/coins/toss.py").write_text(f"# {HOSTILE} written\n")
    shown = [f"# {HOSTILE} written", f"{HOSTILE} printed", f"NameError: {HOSTILE} raised"]
    quiz = Quiz.model_validate(quiz_of(*questions_in(shown)))
    content = quiz_html(quiz, Ran(root)).replace('"docs:/', '"../../')
    page = built.file(PRACTICE).read_text(encoding="utf-8")
    before, after = re.split(r"(?s)(?<=<article).*(?=</article>)", page)
    return Poisoned(f'{before} class="md-content__inner md-typeset">{content}{after}', shown)


@dataclass
class Attack:
    """What happened while hostile questions were answered."""

    pwned: bool = False
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    states: set[str] = field(default_factory=set)
    text: str = ""

    def watch(self, page: Page) -> None:
        page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))

    def look(self, page: Page) -> None:
        """Note what there is now, once everything has had its turn that waited for one."""
        page.evaluate("new Promise((done) => setTimeout(done))")
        self.pwned |= page.evaluate("window.pwned !== undefined")
        self.made += page.evaluate(MADE)
        self.states |= set(page.locator(QUESTIONS).evaluate_all("forms => forms.map((form) => form.dataset.state)"))
        self.text += page.locator("article").inner_text()


# Elements that no question makes, attributes that would run, and addresses that would.
MADE = """() => [...document.querySelectorAll(".rc-quiz *")].filter((element) =>
  element.matches("script, img, svg, iframe, object, embed, base, style, form form")
  || [...element.attributes].some(({ name, value }) => /^on/.test(name) || /^\\s*javascript:/i.test(value))
).map((element) => element.outerHTML.slice(0, 200))"""
PRESS = """(selector) => document.querySelectorAll(`.rc-quiz ${selector}`).forEach((button) => {
  if (button.checkVisibility()) button.click();
})"""


def press(page: Page, *selectors: str) -> None:
    for selector in selectors:
        page.evaluate(PRESS, selector)


def miss(page: Page, slips: bool = False) -> None:
    """Give every question a wrong answer: if so wished, the typed ones one of which the quiz knows the reason."""
    answers = {}
    for asked in read(page.locator(QUESTIONS)):
        known = page.locator(f"#{asked.anchor} .rc-why > li[data-match]")
        answers[asked.anchor] = asked.wrong[0 if slips else -1]
        if slips and known.count():
            answers[asked.anchor] = json.loads(known.get_attribute("data-match") or "")[:1]
    answer_at_once(page, answers)


def walk(page: Page, attack: Attack) -> None:
    """Do all that can be done with the questions of a page."""
    press(page, ".rc-check", ".rc-hint")
    miss(page)
    press(page, ".rc-retry")
    attack.look(page)
    miss(page, slips=True)
    attack.look(page)


@pytest.fixture(scope="module")
def attack(browser: Browser, built: Built, poisoned: Poisoned) -> Iterator[Attack]:
    found = Attack()
    with browser.new_context(base_url=built.url, reduced_motion="reduce") as context:
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        found.watch(page)
        page.route(f"**/{HOSTILE_PAGE}", lambda route: route.fulfill(body=poisoned.html, content_type="text/html"))
        page.goto(HOSTILE_PAGE)
        walk(page, found)
        press(page, ".rc-missed")
        walk(page, found)
        page.reload()
        press(page, ".rc-reset", ".rc-yes", ".rc-solution > summary")
        expect(page.locator(f'{QUESTIONS}[data-state="revealed"]')).to_have_count(len(TYPES))
        found.look(page)
        page.emulate_media(media="print")
        found.look(page)
        yield found


def test_no_hostile_text_runs(attack):
    assert (attack.pwned, attack.dialogs) == (False, [])


def test_hostile_texts_make_no_element_no_handler_and_no_address(attack):
    assert attack.made == []


def test_hostile_texts_cause_no_error(attack):
    assert attack.errors == []


def test_hostile_texts_ask_for_nothing(attack, built):
    asked = [url for url in attack.requests if url.endswith("/x") or "javascript:" in url]
    assert foreign(attack.requests, built) + asked == []


def test_questions_with_hostile_texts_are_graded_as_others_are(attack):
    assert attack.states == {"wrong", "retry", "revealed"}


def test_hostile_texts_are_shown_as_text(attack, poisoned):
    text = " ".join(attack.text.split())
    assert [shown for shown in poisoned.shown if shown not in text] == []
    assert len(poisoned.shown) > 100, "too few texts are hostile"


def test_hostile_questions_that_come_back_on_the_page_review_do_nothing_but_ask(page, poisoned):
    attack = Attack()
    page.goto(REVIEW)
    ids = re.findall(r'data-id="([^"]+)"', poisoned.html)
    keep(page, "practice", {"v": 1, "q": {}, "r": {name: {"rev": 1, "box": 0, "due": 1, "at": 1} for name in ids}})
    page.route(f"**/{PRACTICE}", lambda route: route.fulfill(body=poisoned.html, content_type="text/html"))
    page.reload()
    attack.watch(page)
    page.get_by_role("button", name="Review the").click()
    expect(page.locator(QUESTIONS)).to_have_count(len(TYPES))
    walk(page, attack)
    assert (attack.pwned, attack.dialogs, attack.errors, attack.made) == (False, [], [], [])
    assert attack.states == {"retry", "wrong"}


# ---- What the browser has stored

MARKUP = "<img src=x onerror=window.pwned=1>"
VALUES: dict[str, Any] = {
    "markup": MARKUP,
    "a text": "7",
    "a large number": 1e308,
    "a negative number": -5,
    "half a number": 0.5,
    "true": True,
    "null": None,
    "markup in a list": [MARKUP],
    "thousands of entries": [MARKUP] * 5000,
    "lists in lists": json.loads("[" * 900 + "]" * 900),
    "an object": {"toString": MARKUP, "__proto__": {"state": "correct"}, "constructor": 1, "length": 2},
}
ANSWERS = ("chosen", "tried")  # what these hold has another form for each type of question
FIELDS = ("rev", "state", "misses", "hints", "late", "at")

LOOK = """(forms) => forms.map((form) => ({
  id: form.id,
  state: form.dataset.state,
  finished: form.hasAttribute("data-finished"),
  status: form.querySelector(".rc-status").textContent,
  marks: [...form.querySelectorAll(".rc-option")].map(({ dataset }) => dataset.mark).filter(Boolean),
  hints: [...form.querySelectorAll(".rc-hints > li")].filter((hint) => hint.checkVisibility()).length,
}))"""
MISSED = re.compile(r"Not right( yet)?(: [^<>]+)?\.( See the worked solution\.)?")


def look(page: Page) -> list[dict[str, Any]]:
    return page.locator(QUESTIONS).evaluate_all(LOOK)


def is_sound(shown: dict[str, Any]) -> bool:
    """Whether what a question shows can be true of it: blank, or missed as it was stored."""
    if shown["state"] == "wrong":
        return bool(shown["marks"] and MISSED.fullmatch(shown["status"]))
    return (shown["state"], shown["status"], shown["marks"], shown["hints"]) == ("unanswered", "", [], 0)


def missed_once(asked: Asked, rev: int) -> dict[str, Any]:
    wrong = asked.wrong[0]
    return {"rev": rev, "state": "wrong", "chosen": wrong, "tried": wrong, "misses": 1, "hints": 0, "at": 1}


@pytest.fixture
def stage(page: Page, built: Built) -> Iterator[Page]:
    """The page of one question of each type; at its end nothing may have run and nothing may have failed."""
    attack = Attack()
    attack.watch(page)
    page.goto(PRACTICE)
    yield page
    attack.look(page)
    assert (attack.pwned, attack.dialogs, attack.errors) == (False, [], [])
    assert [url for url in attack.requests if url.endswith("/x")] + foreign(attack.requests, built) == []


def store(page: Page, answers: dict[str, Any]) -> None:
    """Have the page begin with these answers in the browser's storage."""
    keep(page, "practice", {"v": 1, "q": answers, "r": {}})
    page.reload()


def revs(page: Page) -> list[int]:
    return page.locator(QUESTIONS).evaluate_all("forms => forms.map((form) => Number(form.dataset.rev))")


def every_question_is_sound_and_answerable(stage: Page, what: str, fields: list[str]) -> None:
    """Even if a value of this kind is stored in one field of each question."""
    every = zip(read(stage.locator(QUESTIONS)), revs(stage), fields, strict=True)
    store(stage, {asked.anchor[2:]: missed_once(asked, rev) | {name: VALUES[what]} for asked, rev, name in every})
    assert (what, [each for each in look(stage) if not is_sound(each)]) == (what, [])
    answer_all(stage, "wrong twice")
    assert (what, {(each["state"], each["finished"]) for each in look(stage)}) == (what, {("wrong", True)})


@pytest.mark.parametrize("name", ANSWERS)
def test_a_hostile_answer_leaves_each_question_blank_or_sound_and_answerable(name, stage):
    for what in VALUES:
        every_question_is_sound_and_answerable(stage, what, [name] * len(TYPES))


def test_a_hostile_value_beside_an_answer_leaves_each_question_blank_or_sound_and_answerable(stage):
    """Each value in each of the fields, and in one of each question."""
    for turn, what in enumerate(VALUES):
        fields = [FIELDS[(turn + at) % len(FIELDS)] for at in range(len(TYPES))]
        assert set(fields) == set(FIELDS)
        every_question_is_sound_and_answerable(stage, what, fields)


def memories(page: Page) -> dict[str, Any]:
    """Everything that is stored of a lesson, hostile as a whole."""
    unknown = {f"{MARKUP}-{number}": {"state": MARKUP, "at": number} for number in range(5000)}
    ours = {asked.anchor[2:]: VALUES["an object"] for asked in read(page.locator(QUESTIONS))}
    return {
        "markup": MARKUP,
        "thousands of questions that nobody knows": {"v": 1, "q": unknown, "r": unknown},
        "objects with names that objects have": {"v": 1, "q": VALUES["an object"], "r": VALUES["an object"]},
        "objects for answers": {"v": 1, "q": ours, "r": ours},
        "deep nesting": f'{{"v": 1, "q": {{"deep": {"[" * 3000}{"]" * 3000}}}, "r": {{}}}}',
        "no end": '{"v": 1, "q": {"deep": ' + "[" * 3000,
    }


def test_a_hostile_memory_leaves_every_question_blank_and_the_quiz_working(stage):
    for what, memory in memories(stage).items():
        keep(stage, "practice", memory)
        stage.reload()
        assert (what, {each["state"] for each in look(stage)}) == (what, {"unanswered"})
        answer_all(stage, "right")
        stage.reload()
        assert (what, {each["state"] for each in look(stage)}) == (what, {"correct"})


CARD = {"rev": 1, "box": 0, "due": 1, "at": 1}
COUNT = re.compile(r"\d+ questions?( · \d+ answered, \d+ right)?( · \d+ to review, next (today|tomorrow|in \d+ days))?")

DUE = re.compile(r"\d+ of \d+ answered\.|\d+ questions? to review today\.|Nothing to review (today|yet)\..*")


@pytest.mark.parametrize("name", CARD)
def test_a_hostile_value_in_a_card_leaves_the_page_review_working(name, page, built):
    attack = Attack()
    attack.watch(page)
    page.goto(PRACTICE)
    ids = [asked.anchor[2:] for asked in read(page.locator(QUESTIONS))]
    for some in (list(VALUES.values())[: len(ids)], list(VALUES.values())[len(ids) :]):
        cards = {each: CARD | {name: value} for each, value in zip(ids, some, strict=False)}
        keep(page, "practice", {"v": 1, "q": cards, "r": cards | {MARKUP: CARD, "gone": some}})
        page.goto(REVIEW)
        expect(page.locator(".rc-review-due")).to_have_text(DUE)
        counts = page.locator(".rc-review-count").all_text_contents()
        assert [count for count in counts if not COUNT.fullmatch(count)] == []
        page.locator(".rc-start").click()
        expect(page.locator(".rc-start")).to_be_hidden()
        expect(page.locator(".rc-review-due")).to_have_text(DUE)
    attack.look(page)
    assert (attack.pwned, attack.dialogs, attack.errors) == (False, [], [])

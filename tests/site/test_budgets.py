"""What the quiz costs a reader: bytes loaded, and requests made."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.site.answering import PRACTICE, QUESTIONS, REVIEW, Mouse, answer_all, of_type
from tests.site.conftest import PATIENCE, Built
from tests.site.test_pages import foreign

QUIZ, REVIEWING, STYLE = "assets/js/quiz.js", "assets/js/quiz/review.js", "assets/css/quiz.css"
KB = 1024
# `import {…} from "…"` and the like. What stands in brackets, `import("…")`, is loaded only if it comes to that.
IMPORTED = re.compile(r"""\b(?:import|export)\b[^"'();=]*["']([^"']+)["']""")


def weight(built: Built, file: str) -> int:
    """In bytes, as it travels."""
    return len(gzip.compress((built.folder / file).read_bytes(), 9))


def loaded(built: Built, script: str) -> set[str]:
    """A script, and all that it imports before it runs."""
    found: set[str] = set()
    to_follow = [script]
    while to_follow:
        file = to_follow.pop()
        if file not in found:
            found.add(file)
            imported = IMPORTED.findall((built.folder / file).read_text(encoding="utf-8"))
            to_follow += [normpath(join(dirname(file), other)) for other in imported]
    return found


@dataclass
class Visit:
    """What was asked for while a page was loaded, and then while its questions were answered."""

    loading: list[str] = field(default_factory=list)
    answering: list[str] = field(default_factory=list)

    def scripts(self, built: Built) -> set[str]:
        """The scripts of the quiz among it."""
        every = self.loading + self.answering
        return {url.removeprefix(built.url) for url in every if url.startswith(f"{built.url}assets/js/quiz")}


@contextmanager
def watched(page: Page, requests: list[str]) -> Iterator[None]:
    """Notes what is asked for, but not the site's icon, which a browser gets when it likes."""

    def note(request: Request) -> None:
        if not request.url.startswith("data:") and not request.url.endswith("/favicon.svg"):
            requests.append(request.url)

    page.on("request", note)
    yield
    page.remove_listener("request", note)


def everything_a_quiz_offers(page: Page) -> None:
    Mouse(page).press(page.locator(f"{QUESTIONS}:has(.rc-hint)").last, "Hint")
    Mouse(page).open(of_type(page, "fix-bug"))
    answer_all(page, "wrong twice")
    page.get_by_role("button", name="Practise the").click()
    answer_all(page, "right")
    page.get_by_role("button", name="Start over").click()
    page.get_by_role("button", name="Yes, start over").click()
    answer_all(page, "wrong twice")
    expect(page.locator(".rc-summary")).to_be_visible()


def everything_review_offers(page: Page) -> None:
    page.get_by_role("button", name="Review the").click()
    expect(page.locator(QUESTIONS).first).to_be_visible()
    answer_all(page, "wrong twice")
    expect(page.locator(".rc-review-due")).to_contain_text("Done")
    page.get_by_role("button", name="Start over everywhere").click()
    page.get_by_role("button", name="Yes, forget everything").click()


@pytest.fixture(scope="module")
def visits(browser: Browser, built: Built) -> dict[str, Visit]:
    """A lesson, and long after, when all that was missed is due, the page Review."""
    visits = {PRACTICE: Visit(), REVIEW: Visit()}
    with browser.new_context(base_url=built.url, reduced_motion="reduce") as context:
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        for address, answer in ((PRACTICE, everything_a_quiz_offers), (REVIEW, everything_review_offers)):
            with watched(page, visits[address].loading):
                page.goto(address, wait_until="networkidle")
            with watched(page, visits[address].answering):
                answer(page)
            page.clock.set_fixed_time("2100-01-01T12:00:00Z")
    return visits


# ---- Bytes


def test_the_scripts_of_a_lesson_s_quiz_weigh_at_most_8_kb(built):
    weights = {file: weight(built, file) for file in loaded(built, QUIZ)}
    assert sum(weights.values()) <= 8 * KB, weights


def test_what_the_page_review_loads_besides_weighs_at_most_3_kb(built):
    weights = {file: weight(built, file) for file in loaded(built, REVIEWING) - loaded(built, QUIZ)}
    assert sum(weights.values()) <= 3 * KB, weights


def test_the_style_of_the_quiz_weighs_at_most_3_kb(built):
    assert weight(built, STYLE) <= 3 * KB


def test_a_lesson_loads_the_scripts_weighed_for_it_and_no_other(visits, built):
    assert visits[PRACTICE].scripts(built) == loaded(built, QUIZ)


def test_the_page_review_loads_the_scripts_weighed_for_it_and_no_other(visits, built):
    assert visits[REVIEW].scripts(built) == loaded(built, QUIZ) | loaded(built, REVIEWING)


# ---- Requests


def test_answering_asks_the_network_for_nothing(visits):
    assert visits[PRACTICE].answering == []


def test_reviewing_asks_for_the_pages_of_the_lessons_that_are_due_and_for_nothing_else(visits, built):
    assert visits[REVIEW].answering == [built.url + PRACTICE]


@pytest.mark.parametrize("address", [PRACTICE, REVIEW])
def test_a_page_with_questions_asks_no_other_origin_for_anything(address, visits, built):
    assert visits[address].loading
    assert foreign(visits[address].loading, built) == []

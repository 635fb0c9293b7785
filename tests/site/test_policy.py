"""What a page may run and load: its Content-Security-Policy, and whether a browser keeps to it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.site.answering import PRACTICE, answer_all

WATCH = """
  window.refused = [];
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    refused.push(`${violatedDirective} ${blockedURI}`));
"""


@pytest.fixture
def watched(page) -> Page:
    page.add_init_script(WATCH)
    return page


def refused(page: Page) -> list[str]:
    return page.evaluate("refused")


def test_every_page_has_one_policy_before_anything_that_it_is_about(built):
    for page in built.pages:
        html = built.file(page).read_text(encoding="utf-8")
        policies = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', html)
        assert len(policies) == 1, page
        assert "unsafe" not in policies[0] and "*" not in policies[0] and "http:" not in policies[0], page
        assert html.index("Content-Security-Policy") < min(map(html.index, ("<script", "<link"))), page


def test_using_a_page_breaks_no_policy(watched):
    watched.goto(PRACTICE)
    answer_all(watched, "wrong twice")
    watched.locator(".rc-palette label:visible").click()
    watched.get_by_role("textbox", name="Search").click()
    watched.keyboard.type("naive bayes")
    expect(watched.locator(".md-search-result__item").first).to_be_visible()
    assert refused(watched) == []


def test_playing_with_the_drawings_breaks_no_policy(watched):
    watched.goto("")
    watched.get_by_role("button", name="Make new animals with the rings").click()
    watched.get_by_role("application", name="The new animal").press("ArrowUp")
    expect(watched.get_by_role("status").filter(has_text="The line says")).to_be_visible()
    assert refused(watched) == []


def test_playing_with_figures_breaks_no_policy(watched, built):
    lessons = [page for page in built.lessons if "rc-playground" in built.file(page).read_text(encoding="utf-8")]
    assert lessons
    for page in lessons:
        watched.goto(page)
        watched.locator(".rc-playground").scroll_into_view_if_needed()
        controls = watched.locator(".rc-playground[data-live] :is(input, select, button)")
        controls.first.wait_for()
        for i in range(controls.count()):
            controls.nth(i).press("ArrowRight")
        watched.get_by_role("button", name="Reset").click()
    assert refused(watched) == []


@pytest.mark.parametrize(
    ("evil", "directive"),
    [
        (
            "const s = document.createElement('script'); s.textContent = 'window.evil = 1'; document.head.append(s)",
            "script",
        ),
        ("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.evil = 1\">')", "script"),
        ("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">')", "style"),
        ("document.body.insertAdjacentHTML('beforeend', '<iframe src=\"/\">')", "frame"),
        ("document.body.append(Object.assign(new Image(), { src: 'https://example.org/x.png' }))", "img"),
        ("fetch('https://example.org/').catch(() => 0)", "connect"),
    ],
)
def test_what_comes_from_elsewhere_is_refused(watched, evil, directive):
    watched.goto("")
    seen = "new Promise((resolve) => document.addEventListener('securitypolicyviolation', resolve, { once: true }))"
    watched.evaluate(f"async () => {{ const seen = {seen}; {evil}; await seen; }}")
    assert refused(watched)[0].startswith(directive)
    assert watched.evaluate("window.evil") is None

"""What a page asks of the network, and when."""

import pytest
from playwright.sync_api import Page, expect

from tests.site.test_budgets import watched


@pytest.fixture
def asked(page) -> list[str]:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    return requests


def index_of(requests: list[str]) -> list[str]:
    return [url for url in requests if url.endswith("search_index.json")]


def test_the_search_index_is_not_fetched_before_it_is_needed(page, asked):
    page.goto("", wait_until="networkidle")
    assert asked and not index_of(asked)


@pytest.mark.parametrize(
    "reach",
    [
        lambda page: page.get_by_role("textbox", name="Search").hover(),
        lambda page: page.get_by_role("textbox", name="Search").focus(),
        lambda page: page.keyboard.press("s"),
    ],
    ids=["pointer", "keyboard", "shortcut"],
)
def test_the_search_index_is_fetched_once_someone_reaches_for_the_search(page, reach):
    page.goto("", wait_until="networkidle")
    with page.expect_request("**/search_index.json"):
        reach(page)


def test_on_a_phone_the_search_opens_and_finds(page):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("", wait_until="networkidle")
    page.locator("label[for=__search].md-header__button").click()
    page.keyboard.type("boundary")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def test_a_page_names_one_sheet_and_no_script_it_has_no_need_of(page):
    page.goto("map/", wait_until="networkidle")
    assert page.locator("link[rel=stylesheet]").count() == 1
    scripts = page.locator("script[src]").evaluate_all("all => all.map((one) => one.src)")
    assert not [url for url in scripts if url.endswith(("quiz.js", "run.js"))]
    assert scripts == page.locator("head script[src]").evaluate_all("all => all.map((one) => one.src)")


def test_a_page_is_fetched_ahead_when_someone_points_at_a_link_to_it(page: Page):
    page.goto("map/", wait_until="networkidle")
    link = page.get_by_role("article").get_by_role("link", name="The big picture").first
    requests: list[str] = []
    with watched(page, requests), page.expect_request("**/lessons/big-picture/"):
        link.hover()
    page.mouse.move(0, 0)
    link.hover()
    assert len([url for url in requests if url.endswith("/lessons/big-picture/")]) == 1

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
    assert scripts and not [url for url in scripts if url.endswith(("quiz.js", "run.js"))]


def test_scripts_come_when_the_page_has_been_read_in_their_order(page):
    page.goto("lessons/big-picture/", wait_until="networkidle")
    whole = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    entries = "performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js'))"
    begun = page.evaluate(f"Object.fromEntries({entries}.map(({{ name, startTime }}) => [name, startTime]))")
    late = page.locator("script[data-late]").evaluate_all("all => all.map(({ dataset }) => dataset.late)")
    run = page.locator("script[data-late] ~ script[src]").evaluate_all(
        "all => all.map((one) => one.getAttribute('src'))"
    )
    assert len(late) >= 4 and [src for src in run if src in late] == late
    for name in late:
        (when,) = [when for url, when in begun.items() if url.endswith(name.removeprefix("../../"))]
        assert when >= whole, name


def test_scripts_come_though_nobody_sees_the_window(page):
    page.add_init_script("Object.defineProperty(document, 'hidden', { value: true })")
    page.add_init_script("window.requestAnimationFrame = () => 0")
    page.goto("map/", wait_until="domcontentloaded")
    expect(page.locator("html")).to_have_attribute("data-ready", "")


def test_a_script_that_is_missing_holds_up_no_other(page):
    page.route("**/assets/js/site.js", lambda route: route.abort())
    page.goto("lessons/practice/")
    expect(page.get_by_role("button", name="Check answer").first).to_be_visible()


def test_a_page_is_fetched_ahead_when_someone_points_at_a_link_to_it(page: Page):
    page.goto("map/", wait_until="networkidle")
    link = page.get_by_role("article").get_by_role("link", name="The big picture").first
    requests: list[str] = []
    with watched(page, requests), page.expect_request("**/lessons/big-picture/"):
        link.hover()
    page.mouse.move(0, 0)
    link.hover()
    assert len([url for url in requests if url.endswith("/lessons/big-picture/")]) == 1


def test_a_file_to_take_away_is_not_fetched_ahead(page: Page):
    page.goto("lessons/big-picture/", wait_until="networkidle")
    requests: list[str] = []
    with watched(page, requests):
        page.locator(".rc-run-links a[download]").first.hover()
        page.locator(".rc-take a[download]").first.hover()
        page.get_by_role("link", name="Next:").hover()  # a page is, and so it is known that there was time
    assert not [url for url in requests if url.endswith((".py", ".apkg", ".txt"))]

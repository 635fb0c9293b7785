"""What is true of every page of the built site: each is visited once, and what was seen is then asserted."""

from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.axe import violations
from tests.site.conftest import PATIENCE, Built

SCHEMES = {"light": "default", "dark": "slate"}
WIDTHS = (1440, 390)
SHOW_ALL = """() => {
  // The quiz takes an opened solution as an answer, and hides its buttons: it is not told, so that all is seen at once.
  addEventListener("toggle", (event) => event.stopImmediatePropagation(), { capture: true });
  for (const details of document.querySelectorAll("details")) details.open = true;
  // A long program has thousands of words in the same few tones: axe need not measure a tone more than once.
  const words = [...document.querySelectorAll("pre code span")];
  const tones = words.map((word) => `${word.className} on ${getComputedStyle(word.closest("code")).backgroundColor}`);
  words.forEach((word, at) => tones.indexOf(tones[at]) < at && word.replaceWith(...word.childNodes));
}"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass
class Visit:
    """What was seen on one page."""

    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    violations: dict[str, list[str]] = field(default_factory=dict)
    overflow: int = 0
    headings: list[int] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)


def visit(page: Page, address: str) -> Visit:
    seen = Visit()
    listeners = {
        "console": lambda message: seen.errors.append(message.text) if message.type == "error" else None,
        "pageerror": lambda error: seen.errors.append(str(error)),
        "request": lambda request: seen.requests.append(request.url),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    page.set_viewport_size({"width": WIDTHS[0], "height": 800})
    page.goto(address)
    seen.headings = page.locator("h1, h2, h3, h4, h5, h6").evaluate_all("all => all.map(({ tagName }) => +tagName[1])")
    seen.titles = page.locator("head > title").all_text_contents()
    seen.descriptions = page.locator("meta[name=description]").evaluate_all("all => all.map((one) => one.content)")
    for playground in page.locator(".rc-playground").all():
        playground.scroll_into_view_if_needed()
        expect(playground).to_have_attribute("data-live", "")
    page.evaluate("scrollTo(0, 0)")
    page.evaluate(SHOW_ALL)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        wear(page, "light")
        seen.violations[f"light, {width}"] = violations(page)
        wear(page, "dark")
        seen.violations[f"dark, {width}"] = violations(page, only_contrast=True)
    page.set_viewport_size({"width": 320, "height": 640})
    seen.overflow = page.evaluate(OVERFLOW)
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    return seen


def wear(page: Page, name: str) -> None:
    page.emulate_media(color_scheme=name)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", SCHEMES[name])


@pytest.fixture(scope="module")
def visits(browser: Browser, built: Built) -> dict[str, Visit]:
    with browser.new_context(base_url=built.url, reduced_motion="reduce") as context:
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        return {address: visit(page, address) for address in built.pages}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_no_violation(visits, scheme, width):
    found = [f"{page}: {what}" for page, seen in visits.items() for what in seen.violations[f"{scheme}, {width}"]]
    assert not found, "\n".join(found)


def test_axe_finds_one_text_that_is_too_pale_among_many_that_are_not(page):
    page.goto("map/")
    assert violations(page, "article") == []
    pale = "const sheet = new CSSStyleSheet(); sheet.replaceSync('.pale { color: #999 }'); "
    page.evaluate(f"() => {{ {pale} document.adoptedStyleSheets = [sheet]; }}")
    page.locator("article p").nth(3).evaluate("(text) => text.classList.add('pale')")
    assert [what.partition(":")[0] for what in violations(page, "article")] == ["color-contrast"]


def test_no_page_writes_an_error_to_the_console(visits):
    assert [(page, error) for page, seen in visits.items() for error in seen.errors] == []


def test_no_page_asks_another_origin_for_anything(visits, built):
    assert [(page, url) for page, seen in visits.items() for url in foreign(seen.requests, built)] == []


def test_searching_finds_pages_and_asks_no_other_origin_for_anything(page, built):
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto("")
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("naive bayes")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert foreign(requests, built) == []


def foreign(requests: list[str], built: Built) -> list[str]:
    return [url for url in requests if not url.startswith((f"{built.origin}/", "data:", f"blob:{built.origin}/"))]


def test_no_page_scrolls_sideways_on_a_screen_of_320_pixels(visits):
    assert {page: seen.overflow for page, seen in visits.items() if seen.overflow > 0} == {}


def test_each_page_has_one_main_heading(visits):
    assert {page: seen.headings for page, seen in visits.items() if seen.headings.count(1) != 1} == {}


def test_no_level_of_headings_is_left_out(visits):
    for page, seen in visits.items():
        assert seen.headings[0] == 1, page
        steps = [after - before for before, after in pairwise(seen.headings)]
        assert max(steps, default=0) <= 1, page


def test_each_page_has_one_title(visits):
    assert {page: seen.titles for page, seen in visits.items() if len(seen.titles) != 1} == {}


def test_each_page_has_a_title_of_its_own(visits):
    pages: dict[str, list[str]] = {}
    for page, seen in visits.items():
        pages.setdefault(" and ".join(seen.titles), []).append(page)
    assert {title: shared for title, shared in pages.items() if len(shared) > 1 or not title.strip()} == {}


def test_each_page_has_one_description(visits):
    descriptions = {page: seen.descriptions for page, seen in visits.items()}
    assert {page: found for page, found in descriptions.items() if len(found) != 1 or not found[0].strip()} == {}

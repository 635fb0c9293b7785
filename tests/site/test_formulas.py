"""Formulas of the built site: laid out by the browser, readable by screen readers, and on small screens too."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.site.conftest import Built
from tests.site.test_pages import OVERFLOW

LESSON = "lessons/logistic-regression/"
"""It has formulas on lines of their own, and within lines."""
FONT = "assets/fonts/stix-two-math.woff2"


@pytest.fixture
def formula(page: Page) -> Locator:
    """The first formula on lines of its own; it holds a fraction."""
    page.goto(LESSON)
    return page.locator(".rc-equation math").first


def height(part: Locator) -> float:
    box = part.bounding_box()
    assert box
    return box["height"]


def test_the_browser_lays_a_formula_out_as_mathematics_on_a_line_of_its_own(formula):
    expect(formula).to_be_visible()
    expect(formula).to_have_css("display", "block math")


def test_a_fraction_is_taller_than_a_line(formula):
    line = height(formula.locator("mi").first)
    assert height(formula.locator("mfrac")) > 1.6 * line


def test_a_bracket_grows_with_what_it_holds(page):
    page.goto("lessons/gaussian-nb/")
    page.locator("label", has_text="Developer").click()
    formula = page.locator(".rc-equation:has(msqrt) math")
    page.evaluate("document.fonts.ready")
    grown = formula.locator('mo[stretchy="true"]').first
    upright = formula.locator('mo[stretchy="false"]').first
    assert height(grown) > 1.5 * height(upright)


def test_a_formula_within_a_line_leaves_the_line_as_tall_as_others(page):
    page.goto(LESSON)
    spread = page.locator("p:has(.rc-formula)").first.evaluate(
        """(paragraph) => {
          const line = parseFloat(getComputedStyle(paragraph).lineHeight);
          return paragraph.clientHeight - Math.round(paragraph.clientHeight / line) * line;
        }"""
    )
    assert abs(spread) < 4


def test_no_formula_of_the_site_has_a_style_or_was_left_as_tex(built):
    seen = 0
    for page in built.pages:
        html = built.file(page).read_text(encoding="utf-8")
        assert "rc-formula-missing" not in html, page
        for formula in re.findall(r"<math\b.*?</math>", html, re.S):
            assert " style=" not in formula, page
            seen += 1
    assert seen


def test_a_screen_reader_finds_the_structure_of_a_formula(formula, page):
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = {node["nodeId"]: node["role"]["value"] for node in nodes if not node.get("ignored")}
    within = [set(below(node, nodes, roles)) for node in nodes if roles.get(node["nodeId"]) == "MathMLMath"]
    assert len(within) == page.locator("math:visible").count()
    assert any({"MathMLFraction", "MathMLSup", "MathMLIdentifier", "MathMLNumber"} <= parts for parts in within)


def below(node: dict[str, Any], nodes: list[dict[str, Any]], roles: dict[str, str]) -> list[str]:
    """The roles of all that a node of the accessibility tree holds."""
    children = [other for other in nodes if other["nodeId"] in node.get("childIds", [])]
    return [roles.get(child["nodeId"], "") for child in children] + [
        role for child in children for role in below(child, nodes, roles)
    ]


def test_a_formula_has_its_words_for_those_whose_reader_does_not_know_mathematics(formula):
    words = (
        "z equals w sub 1 x sub 1 plus w sub 2 x sub 2 plus and so on plus b; "
        "P (y equals 1 given x) equals the fraction 1 over 1 plus e to the power of minus z, end of power, "
        "end of fraction"
    )
    expect(formula).to_have_attribute("alttext", words)


def test_pages_with_formulas_write_no_error_to_the_console_and_load_the_font_once(page, built):
    errors: list[str] = []
    fonts: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: fonts.append(request.url) if request.resource_type == "font" else None)
    page.goto(LESSON, wait_until="networkidle")
    assert errors == []
    assert fonts == [built.url + FONT]


def test_a_page_without_formulas_loads_no_font(page):
    fonts: list[str] = []
    page.on("request", lambda request: fonts.append(request.url) if request.resource_type == "font" else None)
    page.goto("lessons/big-picture/", wait_until="networkidle")
    assert fonts == []


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_with_formulas_overflows(width, page, built):
    page.set_viewport_size({"width": width, "height": 640})
    for address in with_formulas(built):
        page.goto(address)
        assert page.evaluate(OVERFLOW) <= 0, address


def with_formulas(built: Built) -> list[str]:
    found = [page for page in built.lessons if "<math" in built.file(page).read_text(encoding="utf-8")]
    assert found
    return found


def test_a_formula_that_is_too_wide_can_be_reached_with_the_keyboard_and_has_a_name_while_it_is(page):
    page.set_viewport_size({"width": 200, "height": 640})
    page.goto(LESSON)
    wide = page.locator(".rc-equation").first
    expect(wide).to_have_attribute("tabindex", "0")
    expect(wide).to_have_attribute("role", "region")
    expect(wide).to_have_attribute("aria-label", re.compile(r"^Formula \d+, scrolls sideways$"))
    wide.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    wide.evaluate(until("element.scrollLeft > 0"))
    page.set_viewport_size({"width": 1280, "height": 640})
    expect(wide).not_to_have_attribute("role", "region")


def until(condition: str) -> str:
    """A script that waits, without asking the page to evaluate text, which its policy forbids."""
    look = f"const look = () => {condition} ? resolve() : requestAnimationFrame(look);"
    return f"(element) => new Promise((resolve) => {{ {look} look(); }})"


def test_a_font_that_comes_late_moves_nothing_that_a_reader_sees_who_begins_at_the_top(page):
    held: list[Route] = []
    page.route(f"**/{FONT}", lambda route: held.append(route))
    page.add_init_script(
        """window.shifts = [];
        new PerformanceObserver((list) => shifts.push(...list.getEntries().map((one) => one.value)))
          .observe({ type: "layout-shift", buffered: true });"""
    )
    with page.expect_request(f"**/{FONT}"):
        page.goto(LESSON, wait_until="domcontentloaded")
    page.locator("body").evaluate(until("document.fonts.status === 'loading'"))
    held[0].continue_()
    page.evaluate("document.fonts.ready")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert sum(page.evaluate("shifts")) < 0.01

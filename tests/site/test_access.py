"""What a reader needs who uses the keyboard, a large letter, forced colours, or paper."""

import pytest
from playwright.sync_api import Page, expect

from tests.site.playing import live

LESSON = "lessons/gaussian-nb/"
ENLARGED = {"width": 320, "height": 256}  # a window of 1280 by 1024 pixels, enlarged to 400%
STOPS = 60
INK = """() => {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.color = "CanvasText";
  return getComputedStyle(probe).color;
}"""
# What stands at the middle of the element that has the focus: itself, what is in it, or what it is in.
COVERED = """() => {
  const { activeElement } = document;
  // A link may begin at the end of one line and go on in the next: its first part counts.
  const { top, bottom, left, right } = activeElement.getClientRects()[0] ?? activeElement.getBoundingClientRect();
  if (activeElement === document.body || right - left < 2 || bottom - top < 2) return "";
  const [x, y] = [(left + right) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2];
  const there = document.elementFromPoint(x, y);
  const own = [activeElement, ...(activeElement.labels ?? [])];
  const seen = own.some((one) => one.contains(there));
  return seen ? "" : `${activeElement.outerHTML.slice(0, 80)} under ${there?.outerHTML.slice(0, 80)}`;
}"""


def test_the_first_stop_leads_past_the_navigation(page):
    page.goto(LESSON)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('article').contains(document.activeElement)")


@pytest.mark.parametrize("size", [{"width": 1440, "height": 900}, ENLARGED], ids=["desktop", "400%"])
def test_whatever_has_the_focus_is_seen(page, size):
    page.set_viewport_size(size)
    page.goto(LESSON)
    page.locator("article a").first.focus()
    stops = set()
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        assert page.evaluate(COVERED) == ""
        stops.add(page.evaluate("document.activeElement.outerHTML"))
    assert len(stops) > STOPS / 2


def test_with_forced_colours_the_figure_keeps_its_lines(page):
    page.emulate_media(forced_colors="active")
    page.goto("")
    line = live(page, "two-models").locator(".rc-d-boundary")
    expect(line).to_be_visible()
    ink = "(line) => getComputedStyle(line).stroke"
    assert line.evaluate(ink) == page.evaluate(INK)


# ---- On paper


@pytest.fixture
def paper(page: Page) -> Page:
    """A lesson as it is printed by a reader who reads white on black."""
    page.emulate_media(color_scheme="dark")
    page.goto(LESSON)
    page.emulate_media(color_scheme="dark", media="print")
    return page


def test_on_paper_there_is_no_control(paper):
    expect(paper.locator("article button:visible, .rc-quiz input:visible, .md-header:visible")).to_have_count(0)


@pytest.mark.parametrize("part", ["article p", ".rc-figure text", "article pre code"])
def test_on_paper_all_is_dark_on_white(paper, part):
    ink = paper.locator(part).first.evaluate(
        "(one) => getComputedStyle(one)[one.namespaceURI.endsWith('svg') ? 'fill' : 'color'].match(/\\d+/g).map(Number)"
    )
    assert sum(ink[:3]) < 300

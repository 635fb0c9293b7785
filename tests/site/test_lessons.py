"""How a lesson of the built site reads: without scripts, on paper, in both palettes, and from one page to the next."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.site.conftest import Built

LESSON = "lessons/big-picture/"
PROGRAM = "snippets/big-picture/two_answers.py"
GLOSSARY = "reference/glossary/"


def each(locator: Locator) -> list[Locator]:
    found = locator.all()
    assert found, f"there is no {locator}"
    return found


# ---- Without JavaScript


@pytest.mark.parametrize("part", ["article > p", ".rc-figure svg", ".rc-output", ".rc-question legend", ".rc-option"])
def test_without_scripts_a_lesson_shows_all_of_its(part, page_without_scripts):
    page_without_scripts.goto(LESSON)
    for element in each(page_without_scripts.locator(part)):
        expect(element).to_be_visible()


def test_without_scripts_each_tab_shows_its_text(page_without_scripts):
    page_without_scripts.goto(LESSON)
    texts = page_without_scripts.locator(".tabbed-block")
    for place, label in enumerate(each(page_without_scripts.locator(".tabbed-labels > label"))):
        label.click()
        expect(texts.nth(place)).to_be_visible()


def test_without_scripts_each_worked_solution_opens(page_without_scripts):
    page_without_scripts.goto(LESSON)
    for solution in each(page_without_scripts.locator(".rc-solution")):
        solution.locator("summary").click()
        expect(solution.locator(".rc-final")).to_be_visible()


def test_without_scripts_no_button_of_the_quiz_is_shown(page_without_scripts):
    page_without_scripts.goto(LESSON)
    for button in each(page_without_scripts.locator(".rc-quiz button")):
        expect(button).to_be_hidden()


# ---- The folded program


def test_a_click_on_its_line_unfolds_the_program(page):
    page.goto(LESSON)
    page.locator(".rc-source > summary").first.click()
    expect(page.locator(".rc-source code").first).to_be_visible()


def test_the_keyboard_unfolds_the_program(page):
    page.goto(LESSON)
    page.locator(".rc-source > summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".rc-source code").first).to_be_visible()


def test_the_folded_program_is_the_one_that_can_be_downloaded(page, built):
    page.goto(LESSON)
    shown = page.locator(".rc-source code").first.text_content()
    assert shown.strip() == (built.folder / PROGRAM).read_text(encoding="utf-8").strip()


def test_the_button_beside_a_program_s_name_copies_the_program(page, built):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(LESSON)
    page.locator(".rc-source > summary").first.click()
    button = page.locator(".rc-source").first.get_by_role("button", name="Copy this code")
    button.click()
    expect(page.locator(".md-dialog")).to_have_text("Copied to clipboard")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == (built.folder / PROGRAM).read_text(encoding="utf-8").strip()
    expect(button).to_be_focused()


@pytest.mark.parametrize("folded", [".rc-source code", ".rc-solution .rc-final", ".rc-solution .rc-steps > li"])
def test_printing_unfolds(folded, page):
    page.goto(LESSON)
    page.emulate_media(media="print")
    for element in each(page.locator(folded)):
        expect(element).to_be_visible()


# ---- Palettes


@pytest.mark.parametrize(
    ("drawn", "token"),
    [('[stroke="#ff7f0e"]', "--rc-generative"), ('[stroke="#1f77b4"]', "--rc-discriminative")],
    ids=["orange", "blue"],
)
def test_a_figure_wears_the_colours_of_each_palette(drawn, token, page):
    page.goto(LESSON)
    line = page.locator(f".rc-figure {drawn}").first
    worn = set()
    for scheme, name in (("light", "default"), ("dark", "slate")):
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)
        colour = colour_of(token, page)
        expect(line).to_have_css("stroke", colour)
        worn.add(colour)
    assert len(worn) == 2


def colour_of(token: str, page: Page) -> str:
    return page.evaluate(
        """(token) => {
          const probe = document.body.appendChild(document.createElement("i"));
          probe.style.color = `var(${token})`;
          const { color } = getComputedStyle(probe);
          probe.remove();
          return color;
        }""",
        token,
    )


# ---- From page to page


def test_the_choice_of_a_tab_is_kept_on_the_next_lesson(page):
    page.goto(LESSON)
    page.locator(".tabbed-labels").get_by_text("Domain expert").click()
    page.get_by_role("link", name="Next:").click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("The big picture")
    expect(page.get_by_role("radio", name="Domain expert")).to_be_checked()


@dataclass
class Links(HTMLParser):
    """A page's anchors, and where it leads."""

    address: str
    anchors: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)
    terms: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = {name: value or "" for name, value in attrs}
        self.anchors |= {of[name] for name in ("id", "name") if name in of}
        self.targets |= {urljoin(self.address, of[name]) for name in ("href", "src") if name in of}
        if of.get("class") == "rc-term":
            self.terms.append((urljoin(self.address, of["href"]), of.get("title", "")))


@pytest.fixture(scope="module")
def links(built) -> dict[str, Links]:
    """The links of each page, by its published address."""
    found = {}
    for page in built.pages:
        found[built.published + page] = read = Links(built.published + page)
        read.feed(built.file(page).read_text(encoding="utf-8"))
    return found


def test_every_internal_link_leads_somewhere(links, built):
    broken = [
        f"{address}: {target}"
        for address, page in links.items()
        for target in sorted(page.targets)
        if target.startswith(built.published) and not leads_somewhere(target, links, built)
    ]
    assert not broken, "\n".join(broken)


def leads_somewhere(target: str, links: dict[str, Links], built: Built) -> bool:
    address, anchor = urldefrag(target)
    if address in links:
        return not anchor or unquote(anchor) in links[address].anchors
    return file_at(address, built).is_file()


def file_at(address: str, built: Built) -> Path:
    return built.folder / unquote(urlsplit(address).path).removeprefix(urlsplit(built.published).path)


def test_each_lesson_explains_its_terms_by_links_with_the_definition(links, built):
    glossary = links[built.published + GLOSSARY]
    for lesson in built.lessons:
        terms = links[built.published + lesson].terms
        assert terms, f"{lesson} links no term"
        for target, definition in terms:
            address, anchor = urldefrag(target)
            assert address == glossary.address and anchor in glossary.anchors, f"{lesson}: {target}"
            assert definition, f"{lesson}: {target} has no definition"


def test_each_lesson_links_a_term_once(links, built):
    for lesson in built.lessons:
        targets = [target for target, _ in links[built.published + lesson].terms]
        assert sorted(targets) == sorted(set(targets)), lesson


def test_no_term_appears_in_the_text_before_its_link(page):
    page.goto(LESSON)
    late = page.locator("article").evaluate(
        """(article) => [...article.querySelectorAll("a.rc-term")].filter((link) => {
          const before = document.createRange();
          before.setStart(article, 0);
          before.setEndBefore(link);
          const text = before.cloneContents();
          for (const other of text.querySelectorAll("a, code, pre, h1, h2, h3, label, summary, svg, .admonition-title"))
            other.remove();
          return new RegExp(`(?<![\\\\w-])${link.textContent}(?![\\\\w-])`, "i").test(text.textContent);
        }).map((link) => link.textContent)"""
    )
    assert late == []

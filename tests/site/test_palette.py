"""The colours: as the system says, unless a reader chooses; set before anything is drawn, and remembered."""

import pytest
from playwright.sync_api import Page, expect

SCHEME = "data-md-color-scheme"
CHOICES = ("As the system", "Light", "Dark")


def press(page: Page) -> None:
    """The button in the header: it shows what is chosen, and leads on to the next."""
    page.locator(".rc-palette label:visible").click()


def worn(page: Page) -> str | None:
    return page.locator("body").get_attribute(SCHEME)


@pytest.mark.parametrize(("system", "expected"), [("light", "default"), ("dark", "slate")])
def test_the_colours_of_the_system_are_there_before_the_page_is_drawn(page, system, expected):
    page.emulate_media(color_scheme=system)
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => { window.early = document.body.dataset.mdColorScheme })"
    )
    page.goto("")
    assert page.evaluate("early") == expected


def test_colours_change_when_those_of_the_system_do(page):
    page.emulate_media(color_scheme="light")
    page.goto("")
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute(SCHEME, "slate")


def test_one_press_after_the_other_leads_round_and_what_is_chosen_is_told(page):
    page.emulate_media(color_scheme="dark")
    page.goto("")
    for name, scheme in zip((*CHOICES, CHOICES[0]), ("slate", "default", "slate", "slate"), strict=True):
        expect(page.get_by_role("radio", name=name)).to_be_checked()
        assert worn(page) == scheme
        assert page.locator(".rc-palette label:visible").count() == 1
        press(page)


def test_what_is_chosen_holds_on_the_next_page_and_against_the_system(page):
    page.emulate_media(color_scheme="light")
    page.goto("")
    press(page)
    press(page)
    page.goto("map/")
    assert worn(page) == "slate"
    page.emulate_media(color_scheme="dark")
    page.emulate_media(color_scheme="light")
    assert worn(page) == "slate"
    expect(page.get_by_role("radio", name="Dark")).to_be_checked()


def test_colours_are_chosen_with_the_keyboard(page):
    page.emulate_media(color_scheme="light")
    page.goto("")
    page.get_by_role("radio", name="As the system").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert worn(page) == "slate"
    expect(page.get_by_role("radio", name="Dark")).to_be_focused()


@pytest.mark.parametrize("kept", ["null", "{", '{"index": 7}', '{"index": "2"}', "[]"])
def test_a_memory_that_makes_no_sense_counts_as_none(page, kept):
    page.goto("")
    press(page)
    (key,) = page.evaluate("Object.keys(localStorage).filter((key) => key.endsWith('.__palette'))")
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [key, kept])
    page.reload()
    expect(page.get_by_role("radio", name="As the system")).to_be_checked()


def test_with_storage_blocked_colours_can_still_be_chosen(page):
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    page.emulate_media(color_scheme="light")
    page.goto("")
    press(page)
    press(page)
    assert worn(page) == "slate"

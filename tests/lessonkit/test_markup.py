"""Where the elements of a page stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonkit.publish.markup import Element, edited, elements_of

PAGE = """<!doctype html>
<html><body>
<p class="a b">One<br>two <a href="x?a=1&amp;b=2" download>three</a>
<ul><li>four<li>five</ul>
<script>if (a < b && "</p>") c</script>
<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>
</body></html>
"""
PIECES = st.sampled_from(
    ["<p>", "</p>", "<br>", "<a b='c'>", "</a>", "text", "\n", "&amp;", "<!-- <p> -->", "<i/>", "<"]
)


def first(tag: str, page: str = PAGE) -> Element:
    return next(element for element in elements_of(page) if element.tag == tag)


def held(element: Element, page: str = PAGE) -> str:
    return page[element.inner : element.outer]


def test_an_element_knows_what_it_holds():
    assert held(first("a")) == "three"
    assert held(first("script")) == 'if (a < b && "</p>") c'
    assert held(first("svg")) == '<path d="M0 0"/>'
    assert held(first("br")) == ""


def test_an_element_without_an_end_tag_ends_with_what_it_stands_in():
    assert held(first("li")) == "four<li>five"
    assert PAGE[first("ul").start : first("ul").end] == "<ul><li>four<li>five</ul>"


def test_attributes_are_read_as_browsers_do():
    assert first("a").attributes == {"href": "x?a=1&b=2", "download": None}
    assert first("p").words("class") == ["a", "b"]
    assert first("a").words("class") == []


def test_an_element_can_be_given_other_attributes():
    edit = first("a").with_attributes({"href": "y?a=1&b='2'", "title": 'say "hi"', "hidden": None})
    assert edited(PAGE, [edit]) == PAGE.replace(
        '<a href="x?a=1&amp;b=2" download>', """<a href="y?a=1&amp;b='2'" title="say &quot;hi&quot;" hidden>"""
    )


def test_an_element_that_ends_at_once_still_does():
    assert edited(PAGE, [first("path").with_attributes({"d": "M1 1"})]) == PAGE.replace("M0 0", "M1 1")


def test_edits_at_one_place_keep_their_order():
    assert edited("ab", [(1, 1, "x"), (1, 2, "y"), (0, 0, "z")]) == "zaxy"


def test_edits_may_not_overlap():
    with pytest.raises(ValueError, match="overlap at character 1"):
        edited("abc", [(0, 2, ""), (1, 3, "")])


@given(st.lists(PIECES).map("".join))
def test_elements_stand_where_they_say_in_any_page(page):
    for element in elements_of(page):
        assert page[element.start : element.inner].startswith(f"<{element.tag}")
        assert element.start < element.inner <= element.outer <= element.end <= len(page)

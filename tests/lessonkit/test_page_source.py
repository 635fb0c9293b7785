"""Fences are found however Markdown lets one write them."""

import pytest

from lessonkit.page_source import fences_in, without_fences


@pytest.mark.parametrize(
    "source",
    [
        "```lessons\na\n```",
        "~~~lessons\na\n~~~",
        "``` {.lessons}\na\n```",
        "```lessons {.wide}\na\n```",
        "    ````lessons\na\n    ````",
    ],
)
def test_a_fence_has_a_language_and_a_body(tmp_path, source):
    page = tmp_path / "page.md"
    page.write_text(f"# Page\n\n{source}\n")
    (fence,) = fences_in(page)
    assert (fence.line, fence.language, fence.body.strip()) == (3, "lessons", "a")
    assert without_fences(page.read_text()).split() == ["#", "Page"]


def test_a_fence_inside_a_longer_one_is_its_text(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("````md\n```quiz\ncoins\n```\n````\n")
    assert [fence.language for fence in fences_in(page)] == ["md"]

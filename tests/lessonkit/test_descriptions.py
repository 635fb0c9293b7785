"""Pages describe themselves so that they can be found, shown and told apart."""

import pytest

from lessonkit.check import check
from lessonkit.descriptions import LEAST, MOST, description_problems
from lessonkit.site import Site

GOOD = "What a coin does when it falls, and how often it does so."


@pytest.fixture
def published(site: Site) -> Site:
    """The small project, with an address, a second page and a lab."""
    nav = "nav: [lessons/coins.md, about.md, labs/coins.py]\n"
    (site.root / "mkdocs.yml").write_text(f"site_url: https://example.org/\n{nav}")
    describe(site, GOOD)
    (site.docs / "about.md").write_text(f"---\ndescription: {GOOD[:-1]} and why\n---\n\n# About {{ #about }}\n")
    (site.docs / "labs").mkdir()
    (site.docs / "labs/coins.py").write_text(
        '# %% [markdown]\n# # A lab\n#\n# <div class="admonition takeaway">\n# <p class="t">Short</p>\n'
        f"# <p>{GOOD[:20]}\n# {GOOD[20:]} In short.</p>\n# </div>\n"
    )
    return site


def describe(site: Site, text: str) -> None:
    page = site.docs / "lessons/coins.md"
    page.write_text(page.read_text().replace("title: Coins\n", f"title: Coins\ndescription: {text}\n"))


def found(site: Site) -> list[str]:
    return [str(problem) for problem in description_problems(site)]


def test_pages_that_describe_themselves_have_no_problems(published):
    assert found(published) == []


def test_the_check_of_a_project_includes_them(published):
    (published.docs / "about.md").write_text("# About\n")
    assert any("docs/about.md:1: the page has no description" in str(problem) for problem in check(published))


def test_a_project_that_is_not_published_need_not_describe_itself(site):
    assert found(site) == []


def test_a_page_without_a_description_is_found(published):
    (published.docs / "about.md").write_text("# About\n")
    assert found(published) == [
        "docs/about.md:1: the page has no description; expected 50 to 160 characters in the front matter"
    ]


@pytest.mark.parametrize(("length", "mend"), [(LEAST - 1, "say more"), (LEAST, ""), (MOST, ""), (MOST + 1, "say less")])
def test_a_description_that_is_too_short_or_too_long_is_found_at_its_line(published, length, mend):
    (published.docs / "about.md").write_text(f"---\ntitle: About\ndescription: {'x' * length}\n---\n")
    problem = (
        f"docs/about.md:3: the description has {length} characters; expected 50 to 160; {mend} in the front matter"
    )
    assert found(published) == ([problem] if mend else [])


def test_a_lab_is_described_by_its_sentence(published):
    path = published.docs / "labs/coins.py"
    path.write_text(path.read_text().replace(" In short.", " So it goes." * 20))
    (problem,) = found(published)
    assert problem.startswith(
        "docs/labs/coins.py:6: the description has 298 characters; expected 50 to 160; say less in"
    )


def test_a_quote_that_would_end_the_description_is_found(published):
    (published.docs / "about.md").write_text(f'---\ndescription: {GOOD} It says "heads" too.\n---\n\n# About\n')
    (problem,) = found(published)
    assert problem.startswith('docs/about.md:2: the description has a "; expected “ and ”')


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"---\ndescription: {GOOD} Indeed.\n---\n\n# Coins\n", "the title is 'Coins'"),
        (f"---\ndescription: {GOOD}\n---\n\n# About\n", f"the description is {GOOD!r}"),
    ],
)
def test_pages_that_cannot_be_told_apart_are_found(published, text, words):
    (published.docs / "about.md").write_text(text)
    (problem,) = found(published)
    assert problem.startswith(f"docs/about.md:2: {words}; expected one of its own")
    assert problem.endswith("docs/lessons/coins.md has the same")

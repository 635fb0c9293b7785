"""Pages as plain Markdown read well by themselves, and lead where they should."""

import json
from pathlib import Path

import pytest
from mkdocs.utils import yaml_load

from lessonkit.publish.built_pages import Head, Page, Whole, address_of, read_pages, read_whole
from lessonkit.publish.plain_fences import Fences, list_of_fields
from lessonkit.publish.plain_lab import lab_markdown
from lessonkit.publish.plain_links import Links
from lessonkit.publish.plain_pages import llms_txt, twin
from lessonkit.publish.plain_quiz import fence, quiz_markdown
from lessonkit.quiz import TYPES, Quiz
from lessonkit.site import Site
from tests.lessonkit.conftest import CODED, full, question, quiz

ROOT = Path(__file__).parents[2]
SOURCES = {"index.md", "map.md", "lessons/coins.md", "lessons/dice.md", "labs/coins.py", "reference/glossary.md"}


def made_page(source: str) -> Page:
    address = address_of(source)
    return Page(source, address, "Lessons", "Coins", Head("", "About.", f"https://example.org/{address}", "en"))


def plain(site: Site, text: str, source: str = "lessons/coins.md", html: str = "") -> str:
    """What a page's source becomes, without the line at the end."""
    (site.docs / source).parent.mkdir(parents=True, exist_ok=True)
    (site.docs / source).write_text(text)
    made, _, end = twin(made_page(source), site, SOURCES, html).rpartition("\n\n---\n\n")
    assert end == f"This is the page https://example.org/{address_of(source)} as plain Markdown.\n"
    return made


# ---------------------------------------------------------------- Words


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("---\ntitle: Coins\n---\n\n# Coins\n\nText.\n", "# Coins\n\nText."),
        ("One\n\n<!-- a\nnote -->\n\nTwo\n", "One\n\nTwo"),
        ('<div class="x" markdown>\n\nText\n\n</div>\n', "Text"),
        ('<p class="rc-meta" markdown>5 minutes · <span class="y">generative</span></p>\n', "5 minutes · generative"),
        ("| 0.4<br><small>0.3 to 0.5</small> |\n", "| 0.4, 0.3 to 0.5 |"),
        ("## Begin { #begin }\n\n### `a` {: .x #y }\n", "## Begin\n\n### `a`"),
        ("Text.\n\n*[LDA]: Linear discriminant analysis\n\nMore.\n", "Text.\n\nMore."),
        ("Keep `<slug>` and ``a `<b>` c`` here.\n", "Keep `<slug>` and ``a `<b>` c`` here."),
        ("For $a <b> c$ and $$\n[x](y.md) <i>\n$$\n", "For $a <b> c$ and $$\n[x](y.md) <i>\n$$"),
        ('<svg class="d" role="img" aria-label="A cat">\n  <path d="M1"/>\n</svg>\n', "Figure: A cat."),
        (
            'Log loss {#log-loss data-also="cross entropy"}\n:   The price.\n\nScore {#score}\n:   A number.\n',
            "- **Log loss** (also: cross entropy): The price.\n\n- **Score**: A number.",
        ),
    ],
)
def test_what_only_the_builder_understands_becomes_plain(site, source, expected):
    assert plain(site, source) == expected


def test_tabs_become_headings_below_the_one_above_them(site):
    text = '## For you\n\n=== "Developer"\n\n    - One\n\n        more\n\n=== "Expert"\n\n    Two\n\n## Next\n'
    expected = "## For you\n\n### Developer\n\n- One\n\n    more\n\n### Expert\n\nTwo\n\n## Next"
    assert plain(site, text) == expected


def test_boxes_become_quotes(site):
    text = '!!! takeaway "In one sentence"\n    One\n    two.\n\n    Three.\n\nText.\n'
    assert plain(site, text) == "> **In one sentence**\n>\n> One\n> two.\n>\n> Three.\n\nText."


def test_a_box_without_a_title_is_called_by_its_kind(site):
    assert plain(site, "??? note\n    Text.\n") == "> **Note**\n>\n> Text."


def test_a_fence_in_a_list_stays_in_it(site):
    text = "1. One:\n\n    ```console\n    $ ls <folder>\n    ```\n\n2. Two\n"
    assert plain(site, text) == text.strip()


# ---------------------------------------------------------------- Links


@pytest.mark.parametrize(
    ("source", "link", "expected"),
    [
        ("lessons/coins.md", "dice.md", "../dice/index.md"),
        ("lessons/coins.md", "dice.md#the-code", "../dice/index.html#the-code"),
        ("lessons/coins.md", "#sources", "index.html#sources"),
        ("lessons/coins.md", "../map.md", "../../map/index.md"),
        ("lessons/coins.md", "../index.md", "../../index.md"),
        ("lessons/coins.md", "/reference/glossary.md#coin", "../../reference/glossary/index.html#coin"),
        ("lessons/coins.md", "../labs/coins.py", "../../labs/coins/index.md"),
        ("lessons/coins.md", "../downloads/coins.apkg", "../../downloads/coins.apkg"),
        ("lessons/coins.md", "https://example.org/a.md#b", "https://example.org/a.md#b"),
        ("lessons/coins.md", "mailto:me@example.org", "mailto:me@example.org"),
        ("index.md", "lessons/coins.md", "lessons/coins/index.md"),
        ("index.md", "#top", "index.html#top"),
    ],
)
def test_links_lead_to_twins_and_to_places_within_pages(source, link, expected):
    assert Links(source, SOURCES).rewritten(f"See [it]({link}).") == f"See [it]({expected})."


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("../../lessons/dice/", "../../lessons/dice/index.md"),
        ("../../lessons/dice/#the-code", "../../lessons/dice/index.html#the-code"),
        ("../../", "../../index.md"),
        ("coins.py", "coins.py"),
        ("https://example.org/", "https://example.org/"),
    ],
)
def test_links_of_a_lab_start_from_the_built_page(link, expected):
    links = Links("labs/coins.py", SOURCES)
    assert links.rewritten(f'<a download href="{link}">it</a>') == f"[it]({expected})"
    assert links.rewritten(f"[it]({link})") == f"[it]({expected})"


def test_what_looks_like_a_link_in_code_stays(site):
    assert plain(site, "Write `[it](dice.md)`, see [it](dice.md).\n") == (
        "Write `[it](dice.md)`, see [it](../dice/index.md)."
    )


# ---------------------------------------------------------------- Fences


def test_a_program_stands_with_what_it_printed(site):
    text = '```python exec="on" source="above" result="text"\n--8<-- "coins/toss.py"\n```\n'
    assert plain(site, text) == (
        "The program [toss.py](../../snippets/coins/toss.py):\n\n"
        '```python\n"""Toss a coin."""\n\nprint("heads")\n```\n\n'
        "It printed:\n\n```text\nheads\n```"
    )


def test_a_figure_is_told_in_words(site):
    (site.snippets / "coins/toss.py").write_text("import matplotlib.pyplot as plt\nplt.plot([1])\nplt.show()\n")
    text = '```python exec="on" alt="A dot: one toss"\n--8<-- "coins/toss.py"\n```\n'
    assert plain(site, text).endswith("```\n\nIt drew a figure. A dot: one toss.")


def test_a_program_that_fails_is_named_with_its_page(site):
    (site.snippets / "coins/toss.py").write_text("1 / 0\n")
    with pytest.raises(ValueError, match=r"docs/lessons/coins\.md: snippets/coins/toss\.py: ZeroDivisionError"):
        plain(site, '```python exec="on"\n--8<-- "coins/toss.py"\n```\n')


def test_an_include_that_is_only_shown_stays(site):
    text = '````md\n```python exec="on"\n;--8<-- "coins/toss.py"\n```\n````\n'
    assert plain(site, text) == '````md\n```python exec="on"\n--8<-- "coins/toss.py"\n```\n````'


def test_claims_link_to_their_tests(site):
    address = "https://github.com/someone/something/blob/main/tests/lessons/test_coins.py#L1"
    assert plain(site, "```claims\ncoins\n```\n") == f"- It lands on heads. ([the test]({address}))"


def test_lessons_and_questions_are_listed_with_links(site):
    page = '---\ntitle: Coins\n---\n<p class="rc-meta" markdown>7 minutes</p>\n\n```quiz\ncoins\n```\n'
    (site.docs / "lessons/coins.md").write_text(page)
    listed = plain(site, "# Map\n\n```lessons\n```\n\n```review\n```\n", source="map.md")
    assert "1. [Coins](../lessons/coins/index.md), 7 minutes." in listed
    assert "- [Coins](../lessons/coins/index.md): 1 question\n" in listed
    assert "[for Anki](../downloads/recognize-and-create.apkg)" in listed


def test_lessons_as_cards_describe_themselves(site):
    page = '---\ntitle: Coins\ndescription: All about coins.\n---\n<p class="rc-meta" markdown>7 minutes</p>\n'
    (site.docs / "lessons/coins.md").write_text(page)
    listed = plain(site, "```lessons\ncards\ncoins\n```\n", source="map.md")
    assert listed == "1. [Coins](../lessons/coins/index.md), 7 minutes. All about coins."


def test_a_lesson_that_is_not_there_is_named(site):
    with pytest.raises(ValueError, match=r"docs/map\.md: no lesson has the slug dice; there are: coins"):
        plain(site, "```lessons\ndice\n```\n", source="map.md")


def test_each_fence_of_our_own_becomes_something():
    settings = yaml_load((ROOT / "mkdocs.yml").read_bytes())
    (fences,) = (each["pymdownx.superfences"] for each in settings["markdown_extensions"] if "superfences" in str(each))
    names = {fence["name"] for fence in fences["custom_fences"]}
    assert names == set(Fences(Site(ROOT), Links("index.md", SOURCES)).ways)


def test_a_guide_to_a_type_has_its_words_an_example_and_its_fields(site):
    data = quiz(question("numeric")) | {"lesson": "examples"}
    (site.quizzes / "examples.json").write_text(json.dumps(data, indent=2))
    guide = plain(site, "```quiz-guide\nnumeric\n```\n")
    assert guide.startswith("A number to work out and type in.")
    assert '```json\n{\n  "type": "numeric"' in guide
    assert "- `tolerance` number: How far from it" in guide


def test_fields_of_fields_stand_below_them():
    html = (
        "<dl><dt><code>a</code> text</dt><dd>One.<dl><dt><code>b</code> number</dt><dd>Two.</dd></dl></dd>"
        "<dt><code>c</code> text</dt><dd>Three.</dd></dl>"
    )
    assert list_of_fields(html) == "- `a` text: One.\n  - `b` number: Two.\n- `c` text: Three."


def test_a_fence_holds_fences():
    assert fence("```\na\n```\n", "md") == "````md\n```\na\n```\n````"


# ---------------------------------------------------------------- Questions


def shown(site: Site, *questions: dict) -> str:
    return quiz_markdown(Quiz.model_validate_json(json.dumps(quiz(*questions))), site.snippets, 3)


def test_a_question_has_options_hints_answer_and_why(site):
    text = shown(site, question("single", hints=["Look.", "Look again."], run=None))
    assert text == (
        "### Question 1 of 1\n\nWhat does it print?\n\n- A: Heads\n- B: Tails\n\n"
        "**Hints:**\n\n1. Look.\n2. Look again.\n\n**Answer:** A. Heads\n\n"
        "**Why:**\n\n- A: So much for heads.\n- B: So much for tails.\n\n"
        "**How to get there:**\n\n1. Look. At the program.\n2. Run. The program.\n\n**Quick check:** Run it."
    )


@pytest.mark.parametrize(
    ("type", "answer"),
    [
        ("single", "A"),
        ("multi", "A, B"),
        ("predict-output", "A"),
        ("fix-bug", "A"),
        ("numeric", "0.5% (give or take 0.01)"),
        ("short", "Heads or A face"),
        ("order", "B, A, C"),
        ("classify", "A is A face, B is A number"),
    ],
)
def test_each_type_of_question_has_its_answer(site, type, answer):
    assert f"**Answer:** {answer}. Heads\n" in shown(site, question(type))


def test_there_is_an_answer_of_each_type():
    cases = test_each_type_of_question_has_its_answer.pytestmark[0].args[1]
    assert [case[0] for case in cases] == list(TYPES)


@pytest.mark.parametrize("type", TYPES)
def test_all_that_a_question_says_is_there(site, type):
    made = full(type)
    text = shown(site, made)
    steps = [step[key] for step in made["solution"]["steps"] for key in ("title", "body")]
    said = [made["prompt"], *made["hints"], *steps, made["solution"]["quickCheck"], made["mistakes"][0]["text"]]
    assert [words for words in said if words not in text] == []


@pytest.mark.parametrize("type", [type for type in TYPES if type not in ("numeric", "short")])
def test_every_option_says_its_piece(site, type):
    made = full(type)
    text = shown(site, made)
    said = [option[key] for option in made["options"] for key in ("text", "feedback") if option.get(key)]
    assert [words for words in said if words not in text] == []


def test_slips_are_told_with_what_went_wrong(site):
    assert "**If you answered:**\n\n- Tails or A number: You slipped." in shown(site, question("short"))


def test_an_output_of_several_lines_stands_on_one(site):
    options = [{"id": name, "value": f"{name}\n  two", "feedback": "So."} for name in ("heads", "tails")]
    assert "- A: `heads` / `  two`\n- B:" in shown(site, question(options=options))


def test_a_fix_says_what_to_replace(site):
    assert "- A: Quote Replace `heads` by `'heads'`.\n" in shown(site, question("fix-bug"))


def test_a_program_to_put_in_order_comes_with_the_solution(site):
    (site.snippets / "coins/toss.py").write_text("side = 'heads'\ncoin = side.upper()\nprint(coin)\n")
    before, _, after = shown(site, question("order", **CODED)).partition("**Answer:**")
    assert "```python" not in before
    assert "```python\nside = 'heads'" in after


# ---------------------------------------------------------------- Labs

LAB = """\
# ---
# jupyter: {}
# ---

# %% [markdown]
# # Coins
#
# <div class="admonition takeaway">
# <p class="admonition-title">In one sentence</p>
# <p>Toss
# it.</p>
# </div>

# %%
print("<heads>")

# %% tags=["setup"]
draw()
"""
CELL = '<div class="jp-Cell jp-CodeCell jp-Notebook-cell">\n<div class="jp-Cell jp-CodeCell jp-Notebook-cell">'
BUILT = (
    f'<h1>Coins</h1>{CELL}<pre>print</pre><div class="rc-output" tabindex="0"><pre><samp>&lt;heads&gt;\n</samp></pre>'
    f'</div>{CELL}<figure class="rc-figure"><svg role="img" aria-label="A &quot;dot&quot;."></svg></figure>'
)


def test_a_lab_has_its_cells_with_what_came_of_them(site):
    assert plain(site, LAB, source="labs/coins.py", html=BUILT) == (
        '# Coins\n\n> **In one sentence**\n>\n> Toss it.\n\n```python\nprint("<heads>")\n```\n\n'
        'It printed:\n\n```text\n<heads>\n```\n\nIt drew a figure. A "dot".'
    )


def test_a_lab_that_was_built_from_another_source_is_refused(site):
    with pytest.raises(ValueError, match="the page has 1 cells of code, its source 2; build the site anew"):
        lab_markdown(LAB, CELL)


# ---------------------------------------------------------------- The list of all


def test_the_list_names_all_pages_by_the_parts_of_the_navigation(site):
    (site.root / "mkdocs.yml").write_text(
        "site_name: Coins\nsite_description: Toss them.\nsite_url: https://example.org\n"
        "nav:\n  - Home: index.md\n  - Lessons:\n      - lessons/dice.md\n      - lessons/coins.md\n"
    )
    for source in ("index.md", "lessons/dice.md", "lessons/coins.md", "hidden.md", "not-built.md"):
        (site.docs / source).write_text("# Title\n")
    for address, title in {"": "Coins", "lessons/dice/": "Dice - Coins", "lessons/coins/": "Tossing - Coins"}.items():
        file = site.root / "site" / address / "index.html"
        file.parent.mkdir(parents=True)
        file.write_text(f'<html><head><title>{title}</title><meta name="description" content="About {address}.">')
    whole = read_whole(site.root)
    assert llms_txt(read_pages(site, site.root / "site", whole), whole) == (
        "# Coins\n\n> Toss them.\n\n"
        "## Home\n\n- [Coins](https://example.org/index.md): About .\n\n"
        "## Lessons\n\n- [Dice](https://example.org/lessons/dice/index.md): About lessons/dice/.\n"
        "- [Tossing](https://example.org/lessons/coins/index.md): About lessons/coins/.\n"
    )


def test_pages_outside_of_the_navigation_are_optional():
    whole = Whole("Coins", "Toss them.", "https://example.org/", "", "", ())
    page = Page("more.md", "more/", "", "More", Head("", "About.", "", "en"))
    assert "\n## Optional\n\n- [More](https://example.org/more/index.md): About.\n" in llms_txt([page], whole)

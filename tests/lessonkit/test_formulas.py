"""Formulas: TeX in pages is found, rendered once, kept, shown as MathML, and said in words."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from fontTools.ttLib import TTFont
from markdown import Markdown

from lessonkit.cli import main
from lessonkit.extension import LessonkitExtension
from lessonkit.formulas import mathml, temml
from lessonkit.formulas.cache import FONT, FORMULAS, Cache, formula_problems, read_cache, sha256_of_font, write_cache
from lessonkit.formulas.tex import Formula
from lessonkit.formulas.update import changed_when_rendered_anew, update
from lessonkit.formulas.uses import all_uses
from lessonkit.site import Site
from tests.lessonkit.test_keep import book, built  # noqa: F401 (book is a fixture)

ROOT = Path(__file__).parents[2]
SQUARE = "<math><msup><mi>x</mi><mn>2</mn></msup></math>"
PLACES = {
    "a line": "So $x^2$ it is.",
    "a bracket": "So it is ($x^2$).",
    "a list": "- one\n- two: $x^2$",
    "a tab": '=== "One"\n\n    So $x^2$ it is.',
    "an admonition": "!!! note\n\n    So $x^2$ it is.",
    "a list in a tab": '=== "One"\n\n    - one\n    - two: $x^2$',
    "a table": "| a | b |\n| - | - |\n| $x^2$ | c |",
    "a footnote": "See below[^1].\n\n[^1]: So $x^2$ it is.",
    "details": "<details markdown><summary>More</summary>\n\nSo $x^2$ it is.\n\n</details>",
    "a definition": "Square\n:   So $x^2$ it is.",
    "a heading": "## The square $x^2$",
}
DISPLAYED = {
    "lines of its own": "So:\n\n$$\nx^2\n$$\n\nit is.",
    "one line": "So:\n\n$$x^2$$\n\nit is.",
    "a tab": '=== "One"\n\n    So:\n\n    $$\n    x^2\n    $$',
    "a list in a tab": '=== "One"\n\n    - So:\n\n        $$\n        x^2\n        $$\n\n    - And.',
    "an admonition": "!!! note\n\n    $$\n    x^2\n    $$",
    "details": "<details markdown><summary>More</summary>\n\n$$\nx^2\n$$\n\n</details>",
}
EXTENSIONS = ("admonition", "def_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.superfences")
TABS = {"pymdownx.tabbed": {"alternate_style": True}}


class Renderer:
    """Renders as Temml does, but only what it was told, and notes what it was asked."""

    def __init__(self, **known: str) -> None:
        self.known = {"x^2": SQUARE, "x^3": SQUARE.replace("2", "3")} | known
        self.asked: list[str] = []

    def __call__(self, root: Path, formulas: Sequence[Formula]) -> list[dict[str, str]]:
        self.asked += [formula.tex for formula in formulas]
        return [{"mathml": self.known[one.tex]} if one.tex in self.known else {"error": "What?"} for one in formulas]


def draw(root: Path, characters: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(characters)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    (tmp_path / "docs").mkdir()
    return Site(tmp_path)


def write(site: Site, text: str, name: str = "page.md") -> None:
    (site.docs / name).write_text(text, encoding="utf-8")


def shown(site: Site, text: str) -> str:
    md = Markdown(extensions=[*EXTENSIONS, *TABS, LessonkitExtension(root=str(site.root))], extension_configs=TABS)
    return md.convert(text)


def keep(site: Site, *formulas: Formula) -> None:
    write_cache(site, Cache(dict.fromkeys(formulas, SQUARE), temml.VERSION))


def found(site: Site) -> list[str]:
    return [str(problem) for problem in formula_problems(site)]


# ---- Pages


@pytest.mark.parametrize("place", PLACES)
def test_a_formula_in_a_line_becomes_mathml_in(place, site):
    keep(site, Formula("x^2", False))
    html = shown(site, PLACES[place])
    assert '<span class="rc-formula"><math alttext="x squared"><msup><mi>x</mi><mn>2</mn></msup></math></span>' in html
    assert "$" not in html


@pytest.mark.parametrize("place", DISPLAYED)
def test_a_formula_on_lines_of_its_own_becomes_mathml_in(place, site):
    keep(site, Formula("x^2", True))
    html = shown(site, DISPLAYED[place])
    assert '<div class="rc-equation" data-search-exclude=""><math alttext="x squared"><msup>' in html
    assert "$" not in html


@pytest.mark.parametrize("text", [*PLACES.values(), *DISPLAYED.values()])
def test_what_a_build_shows_is_what_is_looked_for_without_a_build(text, site):
    write(site, text)
    (use,) = all_uses(site)
    assert (use.page, use.formula.tex, use.spoilt) == (Path("docs/page.md"), "x^2", "")
    assert "$" in text.splitlines()[use.line - 1]


@pytest.mark.parametrize("text", ["It costs $5, or $6.", r"It costs \$x^2\$.", "Write `$x^2$`.", "```\n$x^2$\n```"])
def test_what_is_no_formula_stays_as_it_is(text, site):
    write(site, text)
    assert all_uses(site) == []
    assert "<math" not in shown(site, text)


def test_blanks_and_line_breaks_make_no_other_formula(site):
    keep(site, Formula(r"a < b \\ c & d", True))
    assert "<math" in shown(site, "$$\n  a < b \\\\\n  c  &  d\n$$")


def test_a_term_of_the_glossary_is_not_linked_within_a_formula(site):
    (site.docs / "reference").mkdir()
    write(site, "# Glossary\n\nCoin {#coin}\n:   Metal.\n", "reference/glossary.md")
    write_cache(site, Cache({Formula("c", False): "<math><mtext>coin</mtext></math>"}, temml.VERSION))
    html = shown(site, "$c$ and a coin")
    assert "<mtext>coin</mtext>" in html
    assert html.count('class="rc-term"') == 1


def test_a_formula_that_nobody_has_rendered_is_named_with_its_places_and_its_mend(site, caplog):
    write(site, "# One\n\nSo $x^2$ it is.\n")
    write(site, "# Two\n\n$$\nx^2\n$$\n\nAnd $x^2$.\n", "two.md")
    html = shown(site, "So $x^2$ it is.")
    assert caplog.messages == [
        "docs/page.md:3, docs/two.md:7: no MathML for the formula $x^2$; run: make formulas",
    ]
    assert '<span class="rc-formula-missing">$x^2$</span>' in html


def test_a_build_makes_pages_anew_when_a_formula_is_rendered_otherwise(book, monkeypatch):  # noqa: F811
    (book / "docs/notes.md").write_text("# Notes\n\nSo $x^2$ it is.\n")
    keep(Site(book), Formula("x^2", False))
    assert b"<mn>2</mn>" in built(book)["site/notes/index.html"]
    write_cache(Site(book), Cache({Formula("x^2", False): SQUARE.replace("2", "3")}, temml.VERSION))
    assert b"<mn>3</mn>" in built(book)["site/notes/index.html"]


# ---- Bringing up to date


def test_what_is_new_is_rendered_and_nothing_else(site):
    write(site, "$x^2$")
    render = Renderer()
    update(site, render, draw)
    write(site, "$x^2$ and $x^3$")
    done = update(site, render, draw)
    assert (done.problems, done.rendered, done.dropped) == ((), 1, 0)
    assert render.asked == ["x^2", "x^3"]
    assert found(site) == []


def test_what_no_page_has_any_more_leaves_and_needs_no_renderer(site):
    write(site, "$x^2$ and $x^3$")
    update(site, Renderer(), draw)
    write(site, "$x^3$")
    done = update(site, lambda root, formulas: pytest.fail("nothing is new"), draw)
    assert (done.rendered, done.dropped) == (0, 1)
    assert [formula.tex for formula in read_cache(site).mathml] == ["x^3"]


def test_the_file_is_the_same_whatever_was_rendered_first(site):
    texts = []
    for first in ("$x^2$", "$x^3$"):
        write(site, first)
        update(site, Renderer(), draw)
        write(site, "$x^3$\n\n$$\nx^2\n$$\n\n$x^2$")
        update(site, Renderer(), draw)
        texts.append((site.docs / FORMULAS).read_text(encoding="utf-8"))
        (site.docs / FORMULAS).unlink()
    assert texts[0] == texts[1]


def test_all_broken_formulas_are_named_at_once_and_nothing_is_written(site):
    write(site, "# One\n\n$x^2$ and $\\foo$\n\n$$\n\\bar{\n$$\n")
    write(site, "Again $\\foo$, and $\\red$ and 5 $$x^2$$.\n", "two.md")
    red = {r"\red": '<math><mi style="color:#ff0000">x</mi></math>'}
    done = update(site, Renderer(**red), lambda *_: pytest.fail("no font for broken formulas"))
    assert [str(problem).partition("; expected")[0] for problem in done.problems] == [
        "docs/page.md:3: the formula $\\foo$ is broken: What?",
        "docs/page.md:5: the formula $$\\bar{$$ is broken: What?",
        "docs/two.md:1: a dollar too many before the formula $x^2$",
        "docs/two.md:1: the formula $\\foo$ is broken: What?",
        "docs/two.md:1: the formula $\\red$ is broken: it needs the style 'color:#ff0000', "
        "for which math.css has no class",
    ]
    assert not (site.docs / FORMULAS).exists()


def test_another_version_of_temml_renders_all_anew(site):
    write(site, "$x^2$")
    write_cache(site, Cache({Formula("x^2", False): "<math></math>"}, "0.1.0"))
    assert any("formulas.json:1: Temml 0.1.0 wrote it" in line for line in found(site))
    update(site, Renderer(), draw)
    assert read_cache(site).mathml == {Formula("x^2", False): SQUARE}


def test_the_font_is_made_when_characters_change_and_when_it_is_not_the_one_that_was_made(site):
    write(site, "$x^2$")
    assert update(site, Renderer(), draw).font
    assert (site.docs / FONT).read_text() == "2𝑥"
    assert not update(site, Renderer(), draw).font
    (site.docs / FONT).write_text("another")
    assert update(site, Renderer(), draw).font
    write(site, "$x^2$ and $x^3$")
    assert update(site, Renderer(), draw).font
    assert (site.docs / FONT).read_text() == "23𝑥"


def test_a_fresh_rendering_that_differs_is_found(site):
    write(site, "$x^2$ and $x^3$")
    update(site, Renderer(), draw)
    assert changed_when_rendered_anew(site, Renderer()) == []
    (problem,) = changed_when_rendered_anew(site, Renderer(**{"x^3": "<math></math>"}))
    assert "the MathML of $x^3$ is not what a fresh rendering gives" in str(problem)


def test_without_node_one_reads_which_one_and_what_else_to_do(site, monkeypatch, capsys):
    monkeypatch.chdir(site.root)
    monkeypatch.setenv("PATH", "/nowhere")
    write(site, "$x^2$")
    assert main(["formulas"]) == 1
    said = capsys.readouterr().err
    assert "Node 18 or newer" in said
    assert "open the pull request as it is" in said


STUBS = {
    "npm": """\
echo "$@" >> "$3/asked"
cd "$3" && mkdir -p node_modules/temml node_modules/@fontsource/stix-two-math
echo '{"version": "0.13.5"}' > node_modules/temml/package.json
echo '{"version": "5.3.0"}' > node_modules/@fontsource/stix-two-math/package.json
""",
    "node": """cat > /dev/null; echo '[{"mathml": "<math></math>"}]'""",
}
"""Programs that stand in for Node's, so that nothing is fetched."""


@pytest.fixture
def stubs(tmp_path, monkeypatch):
    def make(**programs: str) -> None:
        folder = tmp_path / "stubs"
        folder.mkdir(exist_ok=True)
        for name, text in programs.items():
            (folder / name).write_text(f"#!/bin/sh\n{text}\n")
            (folder / name).chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")

    return make


def test_temml_and_the_font_are_installed_once_in_exactly_the_versions_named(site, stubs):
    stubs(**STUBS)
    for _ in range(2):
        assert temml.render(site.root, [Formula("x", False)]) == [{"mathml": "<math></math>"}]
    (asked,) = (site.root / temml.FOLDER / "asked").read_text().splitlines()
    assert asked.split()[-2:] == [f"temml@{temml.VERSION}", "@fontsource/stix-two-math@5.3.0"]
    assert "--no-package-lock" in asked


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ({"npm": "echo no network >&2; exit 1"}, "npm could not install temml@0.13.5 and .* no network"),
        ({"node": "echo too old >&2; exit 1"}, "Node could not run render.mjs.\ntoo old"),
    ],
)
def test_what_fails_is_said_with_what_to_do(broken, words, site, stubs):
    stubs(**STUBS | broken)
    with pytest.raises(temml.NoToolsError, match=words) as failure:
        temml.render(site.root, [Formula("x", False)])
    assert "Node 18 or newer" in str(failure.value)


def test_without_node_nothing_is_compared_and_that_is_said(site, monkeypatch, capsys):
    monkeypatch.chdir(site.root)
    monkeypatch.setenv("PATH", "/nowhere")
    keep(site, Formula("x^2", False))
    assert main(["formulas", "--compare"]) == 0
    assert "formulas were not compared with a fresh rendering" in capsys.readouterr().err


# ---- What is wrong


def test_nothing_is_wrong_where_there_are_no_formulas(site):
    write(site, "# One\n\nIt costs $5.\n")
    assert found(site) == []


def test_a_formula_that_is_missing_is_found_at_its_line(site):
    write(site, '# One\n\n=== "Tab"\n\n    So:\n\n    $$\n    x^2\n    $$\n')
    (problem,) = found(site)
    assert problem.startswith(
        "docs/page.md:7: no MathML for the formula $$x^2$$; expected it in docs/formulas.json; run:"
    )


def test_a_formula_that_no_page_has_is_found(site):
    write(site, "$x^2$")
    update(site, Renderer(), draw)
    write(site, "Nothing.")
    assert any("formulas.json:1: no page has the formula $x^2$" in line for line in found(site))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In a line $$x^2$$ of text.", "a dollar too many before the formula $x^2$"),
        ("- In a list\n\n  $$ x^2 $$", "no formula begins at $$x^2$$"),
        ("So $x % y$.", "a comment in the formula $x % y$"),
    ],
)
def test_dollars_that_would_show_something_else_are_found(text, words, site):
    write(site, f"# One\n\n{text}\n")
    (problem,) = found(site)
    assert words in problem
    assert "expected $…$ within a line, or $$…$$ on lines of its own" in problem


def test_another_font_than_was_made_and_one_that_lacks_characters_are_found(site):
    write(site, "$x^2$")
    update(site, Renderer(), draw)
    (site.docs / FONT).write_text("another")
    assert any(f"{FONT}:1: another font than was made" in line for line in found(site))
    cache = read_cache(site)
    cache.characters = "2"
    write_cache(site, cache)
    assert any("the font lacks characters, or has too many; expected 2𝑥" in line for line in found(site))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"display": {}, "inline": [], "temml": "", "font": {}}'])
def test_a_file_that_cannot_be_understood_is_a_problem(text, site):
    (site.docs / FORMULAS).write_text(text)
    (problem,) = found(site)
    assert "cannot be understood" in problem
    assert "run: make formulas" in problem


def test_kept_mathml_that_cannot_be_shown_is_found(site):
    write(site, "$x^2$")
    update(site, Renderer(), draw)
    path = site.docs / FORMULAS
    path.write_text(path.read_text(encoding="utf-8").replace("<mi>", "<mo>"), encoding="utf-8")
    assert any("the formula $x^2$ cannot be shown: it is not well-formed" in line for line in found(site))


# ---- MathML for a page, and its words


def test_styles_become_classes():
    page = mathml.for_page(
        '<math class="tml-display" style="display:block math;"><mtable class="tml-jot"><mtr>'
        '<mtd class="tml-left" style="padding-left:1em;padding-right:0em;"><mi>x</mi></mtd></mtr></mtable></math>'
    )
    assert page == (
        '<math alttext="x"><mtable class="tml-jot"><mtr>'
        '<mtd class="tml-left rc-math-apart"><mi>x</mi></mtd></mtr></mtable></math>'
    )


@pytest.mark.parametrize(
    ("rendered", "words"),
    [
        ('<math style="color:red"></math>', "the style 'color:red'"),
        ('<math><mi class="tml-cancel">x</mi></math>', "it needs tml-cancel"),
        ("<math><mi></math>", "not well-formed"),
        ("<script></script>", "it is <script>"),
    ],
)
def test_what_our_pages_do_not_allow_is_refused(rendered, words):
    with pytest.raises(mathml.UnfitError, match=re.escape(words)):
        mathml.for_page(rendered)


def _row(*parts: str) -> str:
    return f"<mrow>{''.join(parts)}</mrow>"


X, Y, TWO = "<mi>x</mi>", "<mi>y</mi>", "<mn>2</mn>"
GIVEN = _row("<mi>P</mi>", "<mo>(</mo>", Y, "<mo>|</mo>", X, "<mo>)</mo>")
SAID = {
    "<mi>q</mi><mo>‖</mo><mi>p</mi>": "q from p",
    "<mo>‖</mo><mi>x</mi><mo>‖</mo>": "norm bar x norm bar",
    GIVEN: "P (y given x)",
    f"<mfrac>{X}{TWO}</mfrac>": "x over 2",
    f"<mfrac>{GIVEN}{TWO}</mfrac>": "the fraction P (y given x) over 2, end of fraction",
    f"<mrow><mo>(</mo><mfrac>{GIVEN}{TWO}</mfrac><mo>)</mo></mrow>": (
        "(the fraction P (y given x) over 2, end of fraction)"
    ),
    f"<msqrt><mi>σ</mi>{X}</msqrt>": "the square root of sigma x, end of root",
    "<mi>Σ</mi>": "capital sigma",
    f"<msup>{X}{TWO}</msup>": "x squared",
    f"<msup>{X}<mrow><mo>−</mo>{Y}</mrow></msup>": "x to the power of minus y, end of power",
    f"<msub>{X}<mi>i</mi></msub>": "x sub i",
    f"<msubsup>{X}<mi>i</mi>{TWO}</msubsup>": "x sub i squared",
    f"<mrow><munder><mo>∑</mo><mi>k</mi></munder>{X}</mrow>": "the sum over k of x",
    f"<mrow><munderover><mo>∏</mo>{_row('<mi>i</mi>', '<mo>=</mo>', '<mn>1</mn>')}<mi>n</mi></munderover>{X}</mrow>": (
        "the product from i equals 1 to n of x"
    ),
    f"<munder><mi>arg max</mi>{Y}</munder>": "arg max over y",
    f"<munder><munder>{GIVEN}<mo>⏟</mo></munder><mtext>belief</mtext></munder>": "P (y given x), marked belief",
    f"<mover>{X}<mo>ˆ</mo></mover>": "x hat",
    f"<mtable><mtr><mtd>{X}</mtd><mtd>{Y}</mtd></mtr><mtr><mtd>{TWO}</mtd></mtr></mtable>": "x y; 2",
    f"<mrow><mi>log</mi><mo>⁡</mo><mspace></mspace>{X}</mrow>": "log x",
    "<mi>𝒩</mi>": "N",
}


@pytest.mark.parametrize("inner", SAID)
def test_a_formula_is_said_in_words(inner):
    assert fromstring(mathml.for_page(f"<math>{inner}</math>")).get("alttext") == SAID[inner]


def test_the_font_needs_slanted_letters_for_variables_upright_ones_for_names_and_the_root():
    inner = (
        "<mi>x</mi><mi>h</mi><mi>π</mi><mi>ϵ</mi><mi>log</mi><msqrt><mn>2</mn></msqrt><mi mathvariant='normal'>d</mi>"
    )
    assert mathml.characters_of(f"<math>{inner}</math>") == set("𝑥ℎ𝜋𝜖log√2d")


# ---- This project


def test_the_kept_formulas_are_those_of_the_pages_and_the_font_draws_them():
    site = Site(ROOT)
    assert found(site) == []
    assert read_cache(site).mathml, "the lessons have formulas"


def test_no_formula_has_a_style_and_each_class_has_a_rule():
    sheet = (ROOT / "docs/assets/css/math.css").read_text(encoding="utf-8")
    for formula, rendered in read_cache(Site(ROOT)).mathml.items():
        assert "style" not in {name for part in fromstring(mathml.for_page(rendered)).iter() for name in part.attrib}, (
            formula
        )
    for name in {*mathml.KNOWN, *filter(None, mathml.CLASSES.values())}:
        assert f".{name}" in sheet, name


def test_each_formula_says_whether_it_is_displayed_and_has_words_without_tex():
    for formula, rendered in read_cache(Site(ROOT)).mathml.items():
        math = fromstring(mathml.for_page(rendered))
        assert (math.get("display") == "block") == formula.display
        assert re.fullmatch(r"[\w ,;()\[\]+']+", math.get("alttext", "")), math.get("alttext")


def test_the_font_grows_brackets_has_its_licence_beside_it_and_is_small():
    path = ROOT / "docs" / FONT
    font = TTFont(path)
    letters = font.getBestCmap()
    assert set(read_cache(Site(ROOT)).characters) <= set(map(chr, letters))
    growing = font["MATH"].table.MathVariants.VertGlyphCoverage.glyphs
    assert {letters[ord("(")], letters[ord("√")]} <= set(growing)
    assert "SIL OPEN FONT LICENSE Version 1.1" in path.with_name("stix-two-math-LICENCE.txt").read_text(
        encoding="utf-8"
    )
    assert path.stat().st_size < 20 * 1024
    assert sha256_of_font(Site(ROOT)) == json.loads((ROOT / "docs" / FORMULAS).read_text("utf-8"))["font"]["sha256"]


def test_the_cache_is_not_published():
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert f"\n  {FORMULAS}\n" in config.partition("exclude_docs: |")[2]

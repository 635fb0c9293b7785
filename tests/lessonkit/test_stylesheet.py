"""Style sheets without the rules for what no page has."""

import pytest

from lessonkit.publish.stylesheet import without_needless, words_in

WORDS = words_in(['<p class="note wide" id="top" data-scheme="dark">'], ['element.classList.add("open")'])


@pytest.mark.parametrize(
    "rule",
    [
        ".note{color:red}",
        "p{color:red}",
        "#top .wide>p:hover::after{color:red}",
        ".open{color:red}",
        "[data-scheme=dark]{color:red}",
        '[data-scheme="dark"] .note{color:red}',
        "[hidden]{color:red}",
        ".note:not(.gone){color:red}",
        ":root{--size:1px}",
    ],
)
def test_a_rule_that_can_match_stays(rule):
    assert without_needless(rule, WORDS) == rule


@pytest.mark.parametrize(
    "rule",
    [".gone{color:red}", "#gone{color:red}", ".note.gone{color:red}", ".note .gone p{}", "[data-scheme=light]{top:0}"],
)
def test_a_rule_that_nothing_can_match_goes(rule):
    assert without_needless(rule, WORDS) == ""


def test_of_several_selectors_those_that_can_match_stay():
    assert without_needless(".gone, .note , #gone{color:red}", WORDS) == ".note{color:red}"


def test_a_comma_within_brackets_parts_nothing():
    assert without_needless(".note:is(.a,.b),.gone{top:0}", WORDS) == ".note:is(.a,.b){top:0}"


def test_rules_within_rules_are_looked_at_too():
    sheet = "@media print{.gone{top:0}.note{top:0}}@media screen{.gone{top:0}}@supports (top:0){.gone{top:0}}"
    assert without_needless(sheet, WORDS) == "@media print{.note{top:0}}"


def test_what_is_no_rule_with_selectors_stays():
    sheet = '@font-face{font-family:A;src:url("a.woff2")}@keyframes turn{from{top:0}to{top:1px}}'
    assert without_needless(f'@charset "UTF-8";{sheet}', WORDS) == sheet


def test_text_of_a_page_is_no_word_but_every_word_of_a_script_is():
    assert words_in(["<p>gone</p>"], ['"md-" + "nav__link"']) == {"md-", "nav__link"}


def test_what_is_no_css_is_refused_with_its_place():
    with pytest.raises(ValueError, match="line 2, column 2"):
        without_needless(".note{}\n.gone", WORDS)

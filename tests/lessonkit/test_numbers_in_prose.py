"""Numbers in prose need something behind them, however they are written."""

import pytest

from lessonkit.numbers_in_prose import unbacked


def found(prose: str, behind: str = "") -> list[str]:
    return [number for _line, number in unbacked(prose, behind)]


@pytest.mark.parametrize(
    ("prose", "behind"),
    [
        ("About 83 of 100.", "83 of 100"),
        ("A log loss of 0.3.", "0.31"),
        ("A log loss of .50.", "0.5"),
        ("It is right 97% of the time.", "0.968"),
        ("It is wrong 7% of the time.", "7%"),
        ("Only 3% are wrong.", "0.032"),
        ("It is right 95 % of the time.", "0.95"),
        ("It falls to about 37,000.", "-36913.2"),
        ("We draw 10,000 of them.", "n = 10_000"),
        ("A step of 0.001.", "step=1e-3"),
        ("Share 0.7.", "0.5,0.7"),
        ("It took 2.5x as long.", "2.5"),
        ("Sizes 8,16,32.", "8 16 32"),
        ("From 10–20 of them.", "10 20"),
        ("The 3rd of them, and 2-dimensional.", "2"),
    ],
)
def test_a_number_with_something_behind_it_is_welcome(prose, behind):
    assert found(prose, behind) == []


@pytest.mark.parametrize(
    "prose",
    [
        "In code, `x = 77` is no number in prose.",
        'She says "I am 77%\nsure", and who knows?',
        "They say “77%” and more.",
        "It was found in 1936 ([source](https://example.org)).",
        "It was found in 1936 (see the [sources](#sources)).",
        '<span style="width: 77px">A mark-up</span> of [a link](page-77.md).',
        "## A heading {#step-77}",
        "A dash &#8211; and on.",
        "77. A list item.",
    ],
)
def test_what_is_no_number_in_prose_needs_nothing(prose):
    assert found(prose) == []


@pytest.mark.parametrize(
    ("prose", "behind", "number"),
    [
        ("About 84 of 100.", "83 of 100", "84"),
        ("A log loss of 0.4.", "0.31", "0.4"),
        ("It is right 98% of the time.", "0.968", "98%"),
        ("It takes 3 tosses.", "3.2", "3"),
        ("About 100.", "140", "100"),
        ("In 77, we counted.", "", "77"),
        ("Lost 5 of them.", "1.2e-05", "5"),
        ("For 16 patients.", "tol=1e-16", "16"),
        ("It is 1e5 times worse.", "", "1e5"),
        ("A p of .50.", "", ".50"),
        ("It is 2.5x as fast.", "2 of 3", "2.5"),
        ("With p < 0.77 and q > 0.", "0", "0.77"),
        ("It was found in 1936.\n\nSee the [sources](#sources).", "", "1936"),
        ("- A list ([source](https://example.org))\n- of 77 things", "", "77"),
        ("The count went up to\n77. Then it fell.", "", "77"),
    ],
)
def test_a_number_out_of_nowhere_is_found(prose, behind, number):
    assert found(prose, behind) == [number]


def test_it_is_found_at_its_line():
    assert list(unbacked('One.\n\n- "A\n  long" one\n- and 77', "")) == [(5, "77")]

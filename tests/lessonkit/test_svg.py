"""Figures become small, named, and free of anything a strict page refuses."""

import re
import xml.etree.ElementTree as ET

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

from lessonkit import svg


def draw(tmp_path, marks=50):
    figure = Figure(figsize=(4, 3))
    axes = figure.subplots()
    axes.scatter(range(marks), range(marks), color="tab:orange", edgecolor="white", label="a < b")
    axes.plot([0, marks], [marks, 0], "--", color="tab:blue")
    axes.legend()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "x"}):
        figure.savefig(tmp_path / "figure.svg", transparent=True, metadata={"Date": None})
    return (tmp_path / "figure.svg").read_text()


def inlined(document, alt):
    return svg.inline(svg.slim(document), alt)


def test_it_is_named_for_those_who_cannot_see_it(tmp_path):
    root = ET.fromstring(inlined(draw(tmp_path), 'Dots & a "line"'))
    assert (root.get("role"), root.get("aria-label")) == ("img", 'Dots & a "line"')


def test_what_is_kept_is_a_whole_document(tmp_path):
    root = ET.fromstring(svg.slim(draw(tmp_path)))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert ET.fromstring(svg.slim(draw(tmp_path))).get("viewBox")


def test_nothing_is_styled_inline_and_nothing_is_referred_to(tmp_path):
    text = inlined(draw(tmp_path), "x")
    assert not re.search(r"<style|style=|<use|<metadata|xmlns", text)


def test_a_picture_in_a_figure_has_an_address_that_older_readers_of_svg_know(tmp_path):
    figure = Figure()
    figure.subplots().imshow([[0, 1]])
    figure.savefig(tmp_path / "figure.svg")
    text = inlined((tmp_path / "figure.svg").read_text(), "x")
    assert ' xlink:href="data:image/png' in text
    assert " href=" not in text


def test_family_colours_stay_for_the_style_sheet_to_map(tmp_path):
    text = inlined(draw(tmp_path), "x")
    assert 'fill="#ff7f0e"' in text
    assert 'stroke="#1f77b4"' in text


def test_every_mark_is_drawn_where_it_was(tmp_path):
    figure = draw(tmp_path, marks=7)
    places = re.findall(r'<use xlink:href="#\w+" x="([\d.]+)" y="([\d.]+)" style="fill: #ff7f0e', figure)
    assert len(places) == 8  # seven, and one in the legend
    paths = [e for e in ET.fromstring(inlined(figure, "x")).iter("path") if e.get("fill") == "#ff7f0e"]
    outlines = "".join(path.get("d", "") for path in paths)
    assert outlines.count("M") == 8
    starts = re.findall(r"M([\d.]+) ([\d.]+)a3 3 ", outlines)  # circles of radius 3, from their lowest point
    drawn = {(round(float(x), 1), round(float(y) - 3, 1)) for x, y in starts}
    assert drawn == {(round(float(x), 1), round(float(y), 1)) for x, y in places}


def test_two_figures_on_a_page_share_no_id(tmp_path):
    first, second = (set(re.findall(r' id="(.+?)"', inlined(draw(tmp_path, n), "x"))) for n in (5, 6))
    assert first
    assert not first & second


def test_it_gets_smaller(tmp_path):
    figure = draw(tmp_path)
    assert len(inlined(figure, "x")) < len(figure) / 2


def test_a_heavy_figure_is_refused_with_advice(tmp_path):
    with pytest.raises(svg.HeavyFigureError, match="rasterized"):
        inlined(draw(tmp_path, marks=9000), "x")

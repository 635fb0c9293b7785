"""Figures that can be played with, as HTML, and what becomes of their data when a site is published."""

import base64
import json
import re

import pytest

from lessonkit.playgrounds import MAX_BYTES, PlaygroundError, names, playground
from lessonkit.publish.playground_data import FOLDER, WORTH_A_REQUEST, move_playground_data

FIGURE = "<figure><svg></svg></figure>"


@pytest.fixture
def docs(tmp_path):
    folder = tmp_path / "docs" / "assets" / "js" / "playgrounds"
    (folder / "coin").mkdir(parents=True)
    for name in ("coin.js", "dice.js", "coin/side.js"):
        (folder / name).write_text("export {};")
    return tmp_path / "docs"


# ---- In a page


def test_its_still_figure_stands_within_it(docs):
    assert playground("coin", docs, FIGURE, {}) == (f'<rc-coin class="rc-playground" id="coin">{FIGURE}</rc-coin>')


def test_modules_in_a_folder_of_a_playground_are_no_playgrounds(docs):
    assert names(docs) == ["coin", "dice"]


def test_what_its_program_left_is_data_beside_the_figure(docs):
    html = playground("coin", docs, FIGURE, {"toss.json": b'{"heads": 3}', "model.safetensors": b"\0\xff"})
    assert '<script type="text/plain" data-file="model.safetensors" data-base64>AP8=</script>' in html
    assert '<script type="application/json" data-file="toss.json">{"heads": 3}</script>' in html


def test_no_data_ends_its_element_before_its_time(docs):
    evil = "</script><img src=x onerror=alert(1)><!--<script>"
    html = playground("coin", docs, FIGURE, {"toss.json": json.dumps([evil]).encode()})
    (text,) = re.findall(r"<script[^>]*>(.*?)</script>", html)
    assert "<" not in text
    assert json.loads(text) == [evil]


def test_a_name_that_nobody_knows_is_an_error_that_lists_those_there_are(docs):
    with pytest.raises(PlaygroundError, match="no playground is called 'card'; there are: coin, dice"):
        playground("card", docs, FIGURE, {})


def test_without_a_still_figure_it_is_an_error(docs):
    with pytest.raises(PlaygroundError, match="no still figure; have its program draw one"):
        playground("coin", docs, "", {})


def test_too_heavy_files_are_an_error(docs):
    assert playground("coin", docs, FIGURE, {"a.json": b" " * MAX_BYTES})
    with pytest.raises(PlaygroundError, match="have 100 kB, and at most 100 kB are allowed"):
        playground("coin", docs, FIGURE, {"a.json": b" " * MAX_BYTES, "b.json": b" "})


# ---- In a published site


def published(tmp_path, docs, files):
    """A site of one lesson that has been published, and the data elements of that lesson."""
    page = tmp_path / "site" / "lessons" / "toss" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(f"<p>before</p>{playground('coin', docs, FIGURE, files)}<p>after</p>")
    move_playground_data(tmp_path / "site")
    html = page.read_text()
    assert html.startswith("<p>before</p>") and html.endswith("<p>after</p>")
    return page.parent, re.findall(r"<script[^>]*>[^<]*</script>", html)


def test_small_data_stay_in_the_page(tmp_path, docs):
    _, (data,) = published(tmp_path, docs, {"toss.json": b"[" + b" " * (WORTH_A_REQUEST - 2) + b"]"})
    assert "data-at" not in data
    assert not (tmp_path / "site" / FOLDER).exists()


def test_large_data_are_files_that_the_page_names(tmp_path, docs):
    model, numbers = bytes(range(256)) * 40, json.dumps(list(range(3000))).encode()
    page, elements = published(tmp_path, docs, {"model.safetensors": model, "numbers.json": numbers})
    for element, content, suffix in zip(elements, (model, numbers), (".bin", ".json"), strict=True):
        address = re.search(r'data-at="([^"]+)"></script>', element)[1]
        assert address.endswith(suffix)
        assert (page / address).read_bytes() == content


def test_equal_data_of_two_pages_are_one_file(tmp_path, docs):
    html = playground("coin", docs, FIGURE, {"toss.json": b"[" + b"1," * WORTH_A_REQUEST + b"1]"})
    for name in ("a.html", "b/index.html"):
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(html)
    move_playground_data(tmp_path / "site")
    assert len(list((tmp_path / "site" / FOLDER).iterdir())) == 1


def test_what_is_no_data_of_a_playground_stays(tmp_path, docs):
    other = f'<script type="application/ld+json">{"[1]" * 1000}</script><script>{"x;" * 2000}</script>'
    (tmp_path / "index.html").write_text(other)
    move_playground_data(tmp_path)
    assert (tmp_path / "index.html").read_text() == other


def test_base64_is_what_browsers_decode(docs):
    content = bytes(range(256))
    (text,) = re.findall(r"data-base64>(.*?)</script>", playground("coin", docs, FIGURE, {"m.bin": content}))
    assert base64.b64decode(text, validate=True) == content

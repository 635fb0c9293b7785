"""What becomes of the pages of a built site before they are published."""

import base64
import hashlib
import re

import pytest

from lessonkit.publish.finish import finish
from lessonkit.publish.late import LOADER, delay_scripts

INLINE = "var palette=1"
HOME = """<!doctype html>
<html><head>
<meta charset="utf-8">
<link rel="canonical" href="https://example.org/site/">
<link rel="stylesheet" href="assets/stylesheets/main.css">
<link rel="stylesheet" href="assets/css/ours.css">
<script src="assets/js/search.js"></script>
<script>var palette=1</script>
</head><body class="kept">
<div class="rc-quiz" data-lesson="coins"></div>
<a href="https://example.org/other">out</a> <a rel="me" href="http://example.org/me">me</a> <a href="lesson/">in</a>
<script id="__config" type="application/json">{"base": "."}</script>
<script src="assets/bundle.js"></script>
<script src="assets/js/quiz.js" type="module"></script>
</body></html>
"""
LESSON = HOME.replace('="assets', '="../assets').replace(INLINE, "var other=2")
NOT_FOUND = HOME.replace('="assets', '="/site/assets')


@pytest.fixture
def built(tmp_path):
    for folder in ("assets/stylesheets", "assets/css", "assets/js", "lesson"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "assets/stylesheets/main.css").write_text('@charset "UTF-8";.kept{top:0}.gone{top:0}')
    (tmp_path / "assets/css/ours.css").write_text("/* Ours. */\n.kept {\n  top: 1px;\n}\n")
    (tmp_path / "index.html").write_text(HOME)
    (tmp_path / "lesson/index.html").write_text(LESSON)
    (tmp_path / "404.html").write_text(NOT_FOUND)
    return tmp_path


def sha(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def test_one_sheet_takes_the_place_of_several_with_what_pages_need_in_its_order(built):
    finish(built)
    (sheet,) = (built / "assets/css").glob("all.*.css")
    assert sheet.read_text() == '@charset "UTF-8";.kept{top:0}.kept{top:1px}\n'
    for file, way in (("index.html", ""), ("lesson/index.html", "../"), ("404.html", "/site/")):
        named = re.findall(r'<link rel="stylesheet" href="([^"]+)">', (built / file).read_text())
        assert named == [f"{way}assets/css/{sheet.name}"]


def test_the_font_of_formulas_is_asked_for_at_once_where_there_are_any(built):
    (built / "lesson/index.html").write_text(LESSON.replace("</body>", "<math></math></body>"))
    finish(built)
    assert "assets/fonts" not in (built / "index.html").read_text()
    head, _, _ = (built / "lesson/index.html").read_text().partition("</head>")
    assert (
        '<link rel="preload" as="font" type="font/woff2" href="../assets/fonts/stix-two-math.woff2" crossorigin>'
        in head
    )


def test_the_name_of_the_sheet_changes_with_its_content(built, tmp_path):
    finish(built)
    (before,) = (built / "assets/css").glob("all.*.css")
    (built / "assets/css/ours.css").write_text(".kept{top:2px}")
    for file, page in (("index.html", HOME), ("lesson/index.html", LESSON), ("404.html", NOT_FOUND)):
        (built / file).write_text(page)
    finish(built)
    assert len({before, *(built / "assets/css").glob("all.*.css")}) == 2


def test_scripts_are_named_in_the_head_and_run_after_the_page_in_their_order(built):
    finish(built)
    head, _, body = (built / "lesson/index.html").read_text().partition("</head>")
    assert re.findall(r"<script (src=.*?)>", head) == [
        'src="../assets/js/search.js" defer',
        'src="../assets/bundle.js" defer',
        'src="../assets/js/quiz.js" type="module"',
    ]
    assert "src=" not in body
    assert '<script id="__config" type="application/json">' in body


def test_scripts_that_wait_are_fetched_by_the_page_itself_in_their_order(built):
    finish(built)
    delay_scripts(built)
    page = (built / "lesson/index.html").read_text()
    assert re.findall(r"<script (.*?)></script>", page) == [
        'type="text/plain" data-type="" data-late="../assets/js/search.js"',
        'type="text/plain" data-type="" data-late="../assets/bundle.js"',
        'type="text/plain" data-type="module" data-late="../assets/js/quiz.js"',
    ]
    assert f"<script>{LOADER}</script>" in page
    assert '<script id="__config" type="application/json">' in page


def test_a_page_names_no_script_it_has_no_need_of(built):
    (built / "index.html").write_text(HOME.replace('class="rc-quiz"', 'class="rc-quiet"'))
    finish(built)
    assert "quiz.js" not in (built / "index.html").read_text()
    assert "quiz.js" in (built / "lesson/index.html").read_text()


def test_the_policy_names_the_inline_scripts_of_its_page_and_no_data(built):
    finish(built)
    for file, script in (("index.html", INLINE), ("lesson/index.html", "var other=2")):
        page = (built / file).read_text()
        (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', page)
        allowed = re.search(r"script-src ([^;]+);", policy)[1].split()
        assert allowed == ["'self'", *sorted([sha(script), sha(LOADER)])]
        assert "unsafe" not in policy
        assert page.index("http-equiv") < page.index("<script")


def test_links_out_do_not_hand_over_the_window_and_others_are_left_alone(built):
    finish(built)
    page = (built / "index.html").read_text()
    assert '<a rel="noopener" href="https://example.org/other">' in page
    assert '<a rel="me" href="http://example.org/me">' in page
    assert '<a href="lesson/">' in page


def test_what_else_belongs_into_a_head_is_put_there(built):
    finish(built, lambda path, page: f'<meta name="of" content="{path.relative_to(built).as_posix()}">')
    head, _, _ = (built / "lesson/index.html").read_text().partition("</head>")
    assert head.count('<meta name="of" content="lesson/index.html">') == 1


def test_a_page_that_names_other_sheets_is_refused(built):
    (built / "lesson/index.html").write_text(LESSON.replace("ours.css", "theirs.css"))
    with pytest.raises(
        ValueError, match=r"lesson/index.html names the style sheets .*theirs.css; expected those of the"
    ):
        finish(built)
    assert (built / "index.html").read_text() == HOME


def test_a_sheet_that_is_no_css_is_refused_with_its_place(built):
    (built / "assets/css/ours.css").write_text(".kept")
    with pytest.raises(ValueError, match=r"ours.css, line 1, column 2"):
        finish(built)


def test_finished_pages_are_not_finished_twice(built):
    finish(built)
    with pytest.raises(ValueError, match="make site"):
        finish(built)


def test_equal_sites_are_finished_equally(built):
    finish(built)
    once = {path: path.read_bytes() for path in built.rglob("*") if path.is_file()}
    for file, page in (("index.html", HOME), ("lesson/index.html", LESSON), ("404.html", NOT_FOUND)):
        (built / file).write_text(page)
    finish(built)
    assert {path: path.read_bytes() for path in built.rglob("*") if path.is_file()} == once


def test_words_in_code_that_have_no_colour_of_their_own_are_plain_text(built):
    code = (
        '<code><span class="k">if</span><span class="w"> </span><span class="n">x</span><span class="p">:</span></code>'
    )
    (built / "index.html").write_text(HOME.replace("</body>", f"{code}</body>"))
    finish(built)
    assert '<code><span class="k">if</span> x:</code>' in (built / "index.html").read_text()


def test_a_link_beside_a_heading_is_named_without_a_tooltip(built):
    link = '<a class="headerlink" href="#toss" title="Link to this section">¶</a>'
    (built / "index.html").write_text(HOME.replace("</body>", f"{link}</body>"))
    finish(built)
    assert (
        '<a class="headerlink" href="#toss" aria-label="Link to this section">¶</a>'
        in (built / "index.html").read_text()
    )

"""The copy of a site that is read from a folder."""

import base64
import json
import re
import zipfile

import pytest

from lessonkit.publish.classic import ClassicError
from lessonkit.publish.from_folder import write_zip

CONFIG = json.dumps({"base": "../..", "features": ["content.code.copy"]})
HEAD = """<!doctype html>
<html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self' 'sha256-abc='">
<link rel="canonical" href="https://example.org/coins/{address}">
<link rel="prev" href="{way}"><link rel="preload" href="{way}assets/a.css" as="style">
<link rel="stylesheet" href="{way}assets/a.css" crossorigin integrity="sha256-abc=">
<link rel="alternate" href="{way}feed.xml">
</head><body>
"""
LESSON = (
    HEAD.format(address="lessons/toss/", way="../../")
    + f"""<a id="links" href="#here">here</a>
<img src="../../assets/coin.png" alt=""><svg viewBox="0 0 1 1"><a xlink:href="../spin/"></a></svg>
<p class="note rc-online-only">Take it along</p>
<div class="rc-quiz" data-lesson="toss"><div>Which <a href="../spin/">side</a>?</div></div>
<script id="__config" type="application/json">{CONFIG}</script>
<script src="../../assets/bundle.js"></script>
<script src="../../assets/js/site.js" type="module"></script>
<script type="module" src="../../assets/js/quiz.js?v=1"></script>
<script type="module" src="../../assets/js/offline.js"></script>
</body></html>
"""
)
INDEX = {"config": {}, "docs": [{"location": at} for at in ("", "#a", "lessons/toss/", "lessons/toss/#b")]}
FILES = {
    "index.html": HEAD.format(address="", way="./") + '<a href="lessons/toss/">Toss</a>',
    "lessons/toss/index.html": LESSON,
    "lessons/spin/index.html": HEAD.format(address="lessons/spin/", way="../../"),
    "404.html": "nowhere",
    "offline.html": "stands in",
    "sw.js": "worker",
    "sitemap.xml": "dates",
    "feed.xml": "news",
    "assets/a.css": 'p{background:url("dot.svg")}@font-face{src:url("math.woff2") format("woff2")}',
    "assets/math.woff2": "letters",
    "assets/dot.svg": "<svg/>",
    "assets/coin.png": "picture",
    "assets/unseen.png": "picture",
    "assets/bundle.js": "theme;",
    "assets/bundle.js.map": "{}",
    "assets/js/site.js": "1;",
    "assets/js/quiz.js": 'import{a}from"./a.js";a;',
    "assets/js/a.js": "export const a=1;",
    "assets/js/offline.js": "1;",
    "assets/javascripts/workers/search.js": "addEventListener;",
    "lessons/spin/weights.bin": "\x01\x02",
    "search/search_index.json": json.dumps(INDEX),
    "downloads/toss.apkg": "cards",
}
COPIED = {
    "index.html",
    "lessons/toss/index.html",
    "lessons/toss/index.html.js",
    "lessons/spin/index.html",
    "lessons/spin/weights.bin.js",
    "assets/a.css",
    "assets/dot.svg",
    "assets/coin.png",
    "assets/bundle.js",
    "assets/from_folder.js",
    "assets/modules.js",
    "assets/javascripts/workers/search.js",
    "search/search_index.js",
}
LINKS = {
    "../spin/": "../spin/index.html",
    "../spin": "../spin/index.html",
    "../spin/?h=side#rim": "../spin/index.html?h=side#rim",
    "../..": "../../index.html",
    "../../": "../../index.html",
    ".": "index.html",
    "#here": "#here",
    "": "",
    "../spin/index.html#rim": "../spin/index.html#rim",
    "/coins/lessons/spin/": "../spin/index.html",
    "https://example.org/coins/lessons/spin/#rim": "../spin/index.html#rim",
    "https://example.org/other/": "https://example.org/other/",
    "mailto:us@example.org": "mailto:us@example.org",
    "../../downloads/recognize-and-create.zip": "https://example.org/coins/downloads/recognize-and-create.zip",
    "../../downloads/toss.apkg": "../../downloads/toss.apkg",
    "../gone/": "https://example.org/coins/lessons/gone/",
}


@pytest.fixture
def built(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def copied(built):
    """What is in the copy, by its path below the one folder that all lies in."""
    with zipfile.ZipFile(write_zip(built)) as archive:
        names = archive.namelist()
        assert all(name.startswith("recognize-and-create/") for name in names)
        return {name.partition("/")[2]: archive.read(name).decode() for name in names}


@pytest.fixture
def toss(built):
    return copied(built)["lessons/toss/index.html"]


def test_it_holds_what_pages_show_or_link_to_and_nothing_else(built):
    assert set(copied(built)) == COPIED


def test_equal_sites_make_equal_zips_whenever_they_were_built(built, tmp_path):
    first = write_zip(built).read_bytes()
    for name, text in reversed(FILES.items()):
        (tmp_path / name).write_text(text)
    assert write_zip(built).read_bytes() == first


def test_the_zip_does_not_hold_the_zip_before_it(built):
    before = write_zip(built).read_bytes()
    assert write_zip(built).read_bytes() == before


@pytest.mark.parametrize(("link", "expected"), LINKS.items())
def test_links_name_files_of_the_copy_or_else_the_published_site(built, link, expected):
    (built / "lessons/toss/index.html").write_text(LESSON.replace('href="#here"', f'href="{link}"'))
    assert f'<a id="links" href="{expected}">' in copied(built)["lessons/toss/index.html"]


def test_links_in_drawings_name_files_too(toss):
    assert '<a xlink:href="../spin/index.html">' in toss


def test_a_page_still_says_where_it_is_published(toss):
    assert '<link rel="canonical" href="https://example.org/coins/lessons/toss/">' in toss


def test_links_that_only_help_on_a_server_are_gone_and_those_left_ask_for_no_permission(toss):
    assert "preload" not in toss
    assert '<link rel="stylesheet" href="../../assets/a.css">' in toss
    assert '<link rel="alternate" href="https://example.org/coins/feed.xml">' in toss


def test_all_that_is_not_named_here_stays_as_it_is(toss):
    assert '<img src="../../assets/coin.png" alt=""><svg viewBox="0 0 1 1">' in toss
    assert f'<script id="__config" type="application/json">{CONFIG}</script>' in toss


def test_the_policy_allows_files_in_place_of_an_origin_and_fonts_in_style_sheets(toss):
    assert "content=\"default-src file:; script-src file: 'sha256-abc='; font-src data:\"" in toss


def test_a_policy_for_fonts_allows_those_in_style_sheets(built):
    page = FILES["index.html"].replace("default-src", "font-src 'self'; default-src")
    (built / "index.html").write_text(page)
    assert 'content="font-src data: file:; default-src file:;' in copied(built)["index.html"]


def test_fonts_lie_within_the_style_sheet(built):
    font = base64.b64encode(b"letters").decode()
    assert copied(built)["assets/a.css"] == (
        f'p{{background:url("dot.svg")}}@font-face{{src:url(data:font/woff2;base64,{font}) format("woff2")}}'
    )


def test_what_is_for_the_published_site_alone_is_hidden(toss):
    assert '<p class="note rc-online-only" hidden>' in toss


def test_one_classic_script_takes_the_place_of_modules_and_runs_those_of_the_page_in_their_order(built):
    files = copied(built)
    scripts = re.findall(r"<script.*?>", files["lessons/toss/index.html"])
    assert scripts == [
        '<script src="../../assets/from_folder.js">',
        '<script id="__config" type="application/json">',
        '<script src="../../assets/bundle.js">',
        '<script defer src="../../assets/modules.js" data-run="assets/js/site.js assets/js/quiz.js">',
    ]
    assert '"assets/js/a.js"($need' in files["assets/modules.js"]
    assert "offline.js" not in files["assets/modules.js"]


def test_the_search_leads_to_files(built):
    script = copied(built)["search/search_index.js"]
    index = json.loads(script.removeprefix("var __index=").removesuffix(";\n"))
    assert [entry["location"] for entry in index["docs"]] == [
        "index.html",
        "index.html#a",
        "lessons/toss/index.html",
        "lessons/toss/index.html#b",
    ]


def test_questions_and_data_and_workers_lie_there_as_scripts_and_the_pages_know_which(built):
    files = copied(built)
    held = json.loads(re.search(r"const HELD=(\[.*?\]);", files["assets/from_folder.js"])[1])
    assert held == ["assets/javascripts/workers/search.js", "lessons/spin/weights.bin", "lessons/toss/index.html"]
    questions = files["lessons/toss/index.html.js"].removeprefix('fromFolder.data["lessons/toss/index.html"]=')
    assert json.loads(questions.removesuffix(";\n")) == (
        '<!doctype html><div class="rc-quiz" data-lesson="toss">'
        '<div>Which <a href="../spin/index.html">side</a>?</div></div>'
    )
    assert 'atob("AQI=")' in files["lessons/spin/weights.bin.js"]


def test_a_module_within_a_page_is_an_error_with_page_and_line(built):
    (built / "index.html").write_text(FILES["index.html"] + '\n<script type="module">1</script>')
    with pytest.raises(
        ValueError, match=r"index\.html:10: found a module without a file of the site; expected its src"
    ):
        write_zip(built)


def test_a_module_that_is_not_understood_is_an_error_and_leaves_no_zip(built):
    (built / "assets/js/a.js").write_text("export default 1;")
    with pytest.raises(ClassicError, match=r"assets/js/a\.js:1: found `export default 1;`"):
        write_zip(built)
    assert not (built / "downloads/recognize-and-create.zip").exists()


def test_a_site_without_modules_search_and_questions_can_be_copied_too(tmp_path):
    (tmp_path / "index.html").write_text(FILES["index.html"])
    assert set(copied(tmp_path)) == {"index.html", "assets/from_folder.js"}

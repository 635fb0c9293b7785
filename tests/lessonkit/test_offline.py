"""What is added to a built site so that it can be read without a network."""

import json
import re

import pytest

from lessonkit.publish.late import delay_scripts
from lessonkit.publish.offline import version_of, write_service_worker

PAGE = """<!doctype html>
<html><head><meta charset="utf-8"><title>{title}</title>
<link rel="canonical" href="https://example.org/coins/{address}">
<link rel="icon" href="{way}assets/favicon.svg"><link rel="stylesheet" href="{way}assets/css/all.0123abcd.css">
<script defer src="{way}assets/bundle.js"></script><script src="{way}assets/js/quiz.js" type="module"></script>
</head><body><nav>menu</nav><article>words</article></body></html>
"""
FILES = {
    "index.html": PAGE.format(title="Coins", address="", way=""),
    "lessons/toss/index.html": PAGE.format(title="Toss - Coins", address="lessons/toss/", way="../../"),
    "404.html": re.sub(r".*canonical.*\n", "", PAGE).format(title="Page not found - Coins", address="", way="/coins/"),
    "assets/favicon.svg": "<svg/>",
    "assets/css/all.0123abcd.css": "p{top:0}",
    "assets/bundle.js": "1;",
    "assets/js/quiz.js": 'import{a}from"./quiz/a.js";import("./quiz/later.js");',
    "assets/js/quiz/a.js": "export const a=1;",
    "assets/js/quiz/later.js": "1;",
    "assets/js/offline.js": 'const PUBLISHED="";const SITE=1;',
    "downloads/coins.zip": "zip",
    "sitemap.xml": "<lastmod>2026-01-01</lastmod>",
}
TAG = '<script type="module" src="{}assets/js/offline.js"></script></head>'


@pytest.fixture
def built(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def constant(worker, name):
    return json.loads(re.search(rf"const {name}=(.*?);", worker.read_text())[1])


def contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_worker_stands_at_the_root_and_knows_its_version(built):
    worker = write_service_worker(built)
    assert worker == built / "sw.js"
    assert constant(worker, "VERSION") == version_of(built)


def test_equal_sites_have_equal_workers(built):
    first = write_service_worker(built).read_bytes()
    for name in FILES:
        (built / name).write_text(FILES[name])
    assert write_service_worker(built).read_bytes() == first


def test_writing_it_again_changes_nothing(built):
    write_service_worker(built)
    before = contents(built)
    write_service_worker(built)
    assert contents(built) == before


@pytest.mark.parametrize("name", ["lessons/toss/index.html", "assets/js/quiz/later.js", "assets/favicon.svg"])
def test_a_file_that_changes_makes_a_new_version(built, name):
    before = version_of(built)
    (built / name).write_text(f"{FILES[name]} ")
    assert version_of(built) != before


def test_a_file_under_another_name_makes_a_new_version(built):
    before = version_of(built)
    (built / "assets/bundle.js").rename(built / "assets/other.js")
    assert version_of(built) != before


@pytest.mark.parametrize("name", ["downloads/coins.zip", "sitemap.xml"])
def test_what_the_worker_never_keeps_makes_no_new_version(built, name):
    before = version_of(built)
    (built / name).write_text("other")
    assert version_of(built) == before


def test_what_every_page_needs_is_kept_from_the_first_visit_on_and_no_more(built):
    assert constant(write_service_worker(built), "SHELL") == [
        "./",
        "offline.html",
        "assets/bundle.js",
        "assets/css/all.0123abcd.css",
        "assets/favicon.svg",
        "assets/js/offline.js",
        "assets/js/quiz.js",
        "assets/js/quiz/a.js",
    ]


def test_where_scripts_wait_the_one_that_registers_the_worker_is_the_last_of_them(built):
    delay_scripts(built)
    write_service_worker(built)
    home = (built / "index.html").read_text()
    assert home.count("offline.js") == 1
    assert '<script type="text/plain" data-type="module" data-late="assets/js/offline.js"></script></head>' in home


def test_scripts_that_wait_for_the_page_are_kept_like_others(built):
    before = constant(write_service_worker(built), "SHELL")
    delay_scripts(built)
    home = (built / "index.html").read_text()
    assert 'data-type="module" data-late="assets/js/offline.js"' in home
    assert constant(write_service_worker(built), "SHELL") == before


@pytest.mark.parametrize(
    ("page", "way"),
    {"index.html": "", "lessons/toss/index.html": "../../", "404.html": "/coins/", "offline.html": "/coins/"}.items(),
)
def test_each_page_names_the_script_that_registers_the_worker_once(built, page, way):
    write_service_worker(built)
    text = (built / page).read_text()
    assert TAG.format(way) in text
    assert text.count("offline.js") == 1


def test_a_page_that_names_the_script_already_is_left_as_it_is(built):
    named = FILES["lessons/toss/index.html"].replace("</head>", TAG.format("../../"))
    (built / "lessons/toss/index.html").write_text(named)
    write_service_worker(built)
    assert (built / "lessons/toss/index.html").read_text() == named


def test_the_script_knows_the_origin_that_the_site_is_published_at(built):
    write_service_worker(built)
    assert (built / "assets/js/offline.js").read_text() == 'const PUBLISHED="https://example.org";const SITE=1;'


def test_the_page_that_stands_in_has_the_frame_of_the_site_and_words_of_its_own(built):
    write_service_worker(built)
    page = (built / "offline.html").read_text()
    assert "<title>Not kept on this device - Coins</title>" in page
    assert "<nav>menu</nav>" in page
    assert "<h1>This page is not kept on this device</h1>" in page
    assert "words" not in page


def test_a_site_without_the_script_gets_no_worker(built):
    (built / "assets/js/offline.js").unlink()
    before = contents(built)
    assert write_service_worker(built) is None
    assert contents(built) == before


def test_a_script_without_the_place_for_the_origin_is_an_error_that_names_it(built):
    (built / "assets/js/offline.js").write_text("const OTHER=1;")
    with pytest.raises(ValueError, match=r"offline\.js: found `const PUBLISHED = …;` 0 times; expected it once"):
        write_service_worker(built)


def test_a_home_page_without_an_address_is_an_error_that_says_what_to_do(built):
    (built / "index.html").write_text("<html><head></head></html>")
    with pytest.raises(ValueError, match=r"index\.html names no canonical address; .* set site_url in mkdocs\.yml"):
        write_service_worker(built)


def test_a_page_that_cannot_be_made_to_stand_in_is_an_error_that_names_it(built):
    (built / "404.html").write_text("<title>Nothing</title>")
    with pytest.raises(ValueError, match=r"404\.html has no <article>; expected the theme's page"):
        write_service_worker(built)

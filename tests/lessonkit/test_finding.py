"""What helps people find a built site's pages is written beside them, and named in their heads."""

import shutil
from pathlib import Path

import pytest

from lessonkit.publish.finding import help_finding
from lessonkit.site import Site
from tests.lessonkit.test_feed import MONDAY, commit, git

SETTINGS = """\
site_name: Coins
site_description: Toss them.
site_url: https://example.org/
repo_url: https://github.com/someone/coins
nav: [index.md, lessons/coins.md]
"""
FEED_LINK = '<link rel="alternate " type="application/atom+xml" title="New lessons" href="{}">'


@pytest.fixture
def built(project: Path) -> Path:
    """The folder of the small project's site, with two pages and the page for addresses that lead nowhere."""
    (project / "mkdocs.yml").write_text(SETTINGS)
    (project / "docs/index.md").write_text("# Coins\n")
    for name in ("index.html", "lessons/coins/index.html", "404.html"):
        file = project / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            f'<html lang="en"><head><title>Coins</title><link rel="canonical" href="/{name}"></head></html>'
        )
    return project / "site"


def heads(built: Path, repository: bool = True) -> dict[str, str]:
    """What each page's head gets."""
    if repository:
        git(built.parent, "init")
        commit(built.parent, MONDAY)
    head = help_finding(Site(built.parent), built)
    return {file.relative_to(built).as_posix(): head(file, file.read_text()) for file in built.rglob("*.html")}


def test_each_page_names_its_twin_and_the_feed(built):
    found = heads(built)
    twin = '<link rel="alternate " type="text/markdown" href="index.md">'
    assert found["index.html"].startswith(twin + FEED_LINK.format("feed.xml"))
    assert found["lessons/coins/index.html"].startswith(twin + FEED_LINK.format("../../feed.xml"))


def test_each_page_has_structured_data_of_its_kind(built):
    found = heads(built)
    assert '"@type":"WebSite"' in found["index.html"]
    # The small project's lesson teaches nothing: it only asks.
    assert '"@type":"Quiz"' in found["lessons/coins/index.html"]
    assert '"eduQuestionType":"Multiple choice: what a program prints"' in found["lessons/coins/index.html"]


def test_a_page_for_addresses_that_lead_nowhere_gets_nothing(built):
    assert heads(built)["404.html"] == ""


def test_the_files_are_there(built):
    heads(built)
    assert (built / "llms.txt").read_text().startswith("# Coins\n\n> Toss them.\n")
    assert (built / "lessons/coins/index.md").read_text().startswith("# Coins\n")
    assert "<title>Coins</title>" in (built / "feed.xml").read_text()


def test_links_to_the_source_lead_to_where_the_settings_say(built):
    heads(built)
    address = "https://github.com/someone/coins/blob/main/tests/lessons/test_coins.py#L1"
    assert address in (built / "lessons/coins/index.md").read_text()


def test_without_git_there_is_no_feed_and_it_is_said(built, capsys):
    found = heads(built, repository=False)
    assert not (built / "feed.xml").exists()
    assert "atom+xml" not in found["index.html"]
    assert capsys.readouterr().err == "no feed.xml: git does not know when pages came; publish from a full clone\n"


def test_in_a_shallow_clone_there_is_no_feed(built, tmp_path_factory):
    heads(built)
    git(built.parent, "commit", "--allow-empty", "--message", "Go on")
    clone = tmp_path_factory.mktemp("clones") / "shallow"
    git(built.parent, "clone", "--depth", "1", f"file://{built.parent}", str(clone))
    shutil.copytree(built, clone / "site", dirs_exist_ok=True)
    (clone / "site/feed.xml").unlink()
    assert "atom+xml" not in heads(clone / "site", repository=False)["index.html"]
    assert not (clone / "site/feed.xml").exists()


def test_a_page_in_no_commit_is_left_out_of_the_feed_and_named(built, capsys):
    heads(built)
    new = built.parent / "docs/lessons/new.md"
    new.write_text('---\ntitle: New\n---\n\n# New\n\n<p class="rc-meta" markdown>1 minutes</p>\n')
    shutil.copytree(built / "lessons/coins", built / "lessons/new")
    heads(built, repository=False)
    assert "lessons/new" not in (built / "feed.xml").read_text()
    words = "feed.xml lacks docs/lessons/new.md, which is in no commit of this branch; commit it first\n"
    assert capsys.readouterr().err == words


def test_a_site_that_is_published_nowhere_has_no_feed_and_no_addresses(built):
    (built.parent / "mkdocs.yml").write_text(SETTINGS.replace("site_url: https://example.org/\n", ""))
    assert heads(built)["index.html"] == '<link rel="alternate " type="text/markdown" href="index.md">'
    assert not (built / "feed.xml").exists()
    assert (built / "index.md").is_file()

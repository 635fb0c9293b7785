"""A build that keeps pages comes to the same site, byte for byte, as one that makes them all."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from lessonkit.keep import KeepPages
from tests.lessonkit.conftest import question, quiz
from tests.lessonkit.test_pages import CONFIG

LINKS = "# Links\n\nTo [the code](lessons/coins.md#the-code).\n"


@pytest.fixture
def book(project: Path) -> Path:
    """The small project with some pages more, once built."""
    config = CONFIG.replace("plugins: [markdown-exec]", "plugins: [search, markdown-exec, lessonkit]")
    config = config.replace("theme: {name: material, font: false}", "theme: {name: material, custom_dir: overrides}")
    files = {
        "mkdocs.yml": config,
        "overrides/main.html": '{% extends "base.html" %}',
        "docs/index.md": "# Home\n\nA coin has two sides.\n\n## Sides\n\nHeads and tails.\n",
        "docs/links.md": LINKS,
        "docs/review.md": "# Review\n\n```review\n```\n",
        "docs/notes.md": "---\nstatus: new\n---\n\n# Notes\n\nOf coins.\n\n```lessons\n```\n",
        "docs/reference/glossary.md": "# Glossary\n\nCoin {#coin}\n:   A round piece of metal.\n",
        "snippets/coins/toss.py": "import side\n\nprint(side.UP)\n",
        "snippets/coins/side.py": 'UP = "heads"\n',
    }
    for name, text in files.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text)
    (project / "docs/snippets").symlink_to("../snippets")
    built(project)
    return project


def built(folder: Path) -> dict[str, bytes]:
    """Build a project; gives its site."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        build(load_config(str(folder / "mkdocs.yml")))
    finally:
        os.chdir(before)
    paths = (path for path in (folder / "site").rglob("*") if path.is_file() and path.suffix != ".gz")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def write(name: str, text: str) -> Callable[[Path], object]:
    return lambda book: (book / name).write_text(text)


CHANGES = {
    "nothing": (
        lambda book: None,
        ["index.md", "lessons/coins.md", "links.md", "notes.md", "reference/glossary.md", "review.md"],
    ),
    "a page's text": (
        write("docs/index.md", "# Home\n\nAnother coin.\n"),
        ["lessons/coins.md", "links.md", "notes.md", "reference/glossary.md", "review.md"],
    ),
    "a local import of a snippet": (
        write("snippets/coins/side.py", 'UP = "heads" or "edge"\n'),
        ["index.md", "links.md", "notes.md", "reference/glossary.md", "review.md"],
    ),
    "a snippet": (
        write("snippets/coins/toss.py", "import side\n\nprint(side.UP)  # heads\n"),
        ["index.md", "links.md", "notes.md", "reference/glossary.md", "review.md"],
    ),
    "a quiz": (
        write("quiz_data/coins.json", json.dumps(quiz(question(prompt="What comes?")))),
        ["index.md", "links.md", "reference/glossary.md"],
    ),
    "a claim": (
        write("tests/lessons/test_coins.py", 'def test_heads():\n    """It falls on heads."""\n'),
        ["index.md", "links.md", "reference/glossary.md", "review.md"],
    ),
    "a title": (write("docs/index.md", "# Start\n\nA coin has two sides.\n"), []),
    "front matter that the navigation shows": (write("docs/notes.md", "---\nstatus: old\n---\n\n# Notes\n"), []),
    "the glossary": (
        write("docs/reference/glossary.md", "# Glossary\n\nCoin {#coin}\n:   A flat piece of metal.\n"),
        [],
    ),
    "a template": (write("overrides/main.html", '{% extends "base.html" %}{% block footer %}{% endblock %}'), []),
    "what a lesson says of itself": (
        lambda book: _replace(book / "docs/lessons/coins.md", "1 minutes", "2 minutes"),
        ["index.md", "links.md", "reference/glossary.md"],
    ),
    "a setting": (lambda book: _replace(book / "mkdocs.yml", "site_name: Coins", "site_name: Money"), []),
    "a new page": (write("docs/new.md", "# New\n"), []),
    "a page that goes": (lambda book: (book / "docs/notes.md").unlink(), []),
}


def _replace(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text().replace(old, new))


@pytest.fixture
def kept(monkeypatch) -> list[str]:
    """The pages that the last build kept."""
    names: list[str] = []
    finish = KeepPages.on_post_build

    def see(self, config):
        names[:] = sorted(name for name, one in self.pages.items() if one.kept)
        finish(self, config)

    monkeypatch.setattr(KeepPages, "on_post_build", see)
    return names


@pytest.mark.parametrize("change", CHANGES)
def test_only_what_a_change_touches_is_made_anew_and_the_site_is_the_same(book, tmp_path, kept, change):
    make, expected = CHANGES[change]
    make(book)
    site = built(book)
    assert kept == expected
    elsewhere = shutil.copytree(book, tmp_path / "elsewhere", symlinks=True)
    shutil.rmtree(elsewhere / ".lessonkit")
    anew = built(elsewhere)
    assert kept == []
    assert site.keys() == anew.keys()
    assert [name for name in site if site[name] != anew[name]] == []


def test_a_link_from_a_kept_page_to_a_heading_that_went_fails_the_build(book, caplog):
    _replace(book / "docs/lessons/coins.md", "## The code", "## Code")
    _replace(book / "quiz_data/coins.json", "#the-code", "#code")
    with pytest.raises(Abort):
        built(book)
    assert "does not contain an anchor '#the-code'" in caplog.text


def test_nothing_is_kept_of_a_build_that_failed(book, kept):
    (book / "snippets/coins/side.py").write_text("1 / 0\n")
    for _ in range(2):
        with pytest.raises(Abort):
            built(book)
    assert "lessons/coins.md" not in kept
    (book / "snippets/coins/side.py").write_text('UP = "heads"\n')
    built(book)
    assert "lessons/coins.md" in kept


def test_a_failing_program_that_no_page_shows_fails_the_build_though_all_pages_are_kept(book):
    (book / "snippets/coins/hidden.py").write_text("1 / 0\n")
    with pytest.raises(Abort):
        built(book)


def test_what_no_page_has_any_more_is_dropped(book):
    before = {path.name for path in (book / ".lessonkit/pages").iterdir()}
    (book / "docs/index.md").write_text("# Home\n\nAnother coin.\n")
    built(book)
    after = {path.name for path in (book / ".lessonkit/pages").iterdir()}
    assert len(before) == len(after) == 6
    assert len(before & after) == 5


@pytest.mark.parametrize("damage", ["", "{", "[]", "null"])
def test_a_damaged_page_is_made_anew(book, kept, damage):
    for path in (book / ".lessonkit/pages").iterdir():
        path.write_text(damage)
    built(book)
    assert kept == []

"""A plugin of MkDocs that keeps pages from build to build: only those that something has changed for are made anew.

It is there for speed alone: without it, as under other builders, the site is the same. A page is kept as it was
written, with its entries in the search index and the anchors in it, under a key: a hash of its text, of everything its
fences show, and of what all pages share. A kept page goes through MkDocs as an empty one, and what is kept stands in
its place in the end. If a title has changed meanwhile, and so the navigation on every page, all are made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import json
import logging
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import yaml_load

from lessonkit.claims import claims_path
from lessonkit.fingerprint import fingerprint
from lessonkit.formulas.cache import FORMULAS
from lessonkit.glossary import GLOSSARY
from lessonkit.page_source import fences_in, included_in
from lessonkit.proof import jobs_of
from lessonkit.quiz import EXAMPLES
from lessonkit.quiz_file import load_quiz
from lessonkit.site import Site, site_at
from lessonkit.store import read_sealed, write_sealed

MAKERS = (
    "mkdocs",
    "mkdocs-material",
    "Markdown",
    "pymdown-extensions",
    "markdown-exec",
    "Pygments",
    "Jinja2",
    "pydantic",
)
"""The distributions that a page's HTML depends on."""
TEMPLATE = "lessonkit-kept.html"
SEARCH_INDEX = "search/search_index.json"


class _Warned(logging.Handler):
    """Knows whether anything was worth a warning: then nothing is kept."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.any = False

    def emit(self, record: logging.LogRecord) -> None:
        self.any = True


@dataclass
class Passing:
    """A page on its way through a build.

    Attributes:
        page: What MkDocs makes of it.
        key: What it depends on.
        markdown: Its text.
        meta: Its front matter.
        kept: What an earlier build made of it; None if it must be made anew.
        output: What it has become.
    """

    page: Page
    key: str
    markdown: str
    meta: dict[str, Any]
    kept: dict[str, Any] | None
    output: str = ""


class KeepPages(BasePlugin):  # type: ignore[no-untyped-call, type-arg]
    """The plugin; MkDocs calls its methods in the order in which they stand here."""

    def on_config(self, config: MkDocsConfig) -> None:
        """Begin a build."""
        asked = config.mdx_configs.get("lessonkit", {})
        self.site = site_at(Path(asked.get("root", ".")).resolve(), asked.get("repo_url", ""))
        self.folder = self.site.store.folder / "pages"
        self.pages: dict[str, Passing] = {}
        self.warned = _Warned()
        logging.getLogger("mkdocs").addHandler(self.warned)

    def on_files(self, files: Files, config: MkDocsConfig) -> None:
        """Work out what all pages share."""
        self.files = files
        names = sorted(file.src_uri for file in files)
        self.shared = _digest(_settings(config), *names, *_contents(_makers(config, self.site)))

    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        """If a page is kept, go on with an empty one."""
        meta = dict(page.meta)
        key = _digest(self.shared, page.file.src_uri, markdown, repr(meta), *_shown_on(page, self.site))
        try:
            kept = read_sealed(self.folder / f"{key}.json", key)
        except (OSError, ValueError):
            kept = None
        self.pages[page.file.src_uri] = Passing(page, key, markdown, meta, kept)
        if kept is None:
            return None
        page.meta = {**meta, "title": kept["title"], "template": TEMPLATE, "search": {"exclude": True}}
        return ""

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Now that all titles are known, see whether what is kept still fits."""
        self.titles = _digest(*(f"{name} {one.page.title} {one.meta}" for name, one in self.pages.items()))
        for one in self.pages.values():
            if one.kept and one.kept["titles"] != self.titles:
                one.kept = None
                one.page.meta, one.page.markdown = one.meta, one.markdown
                one.page.render(config, files)
            elif one.kept:
                one.page.present_anchor_ids = set(one.kept["anchors"])
                named = ((files.get_file_from_path(name), links) for name, links in one.kept["links"].items())
                one.page.links_to_anchors = {file: links for file, links in named if file}
        assert env.loader
        env.loader = ChoiceLoader([DictLoader({TEMPLATE: "{{ kept }}"}), env.loader])
        return env

    def on_page_context(self, context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        """Have a kept page's template write what is kept."""
        if (one := self.pages.get(page.file.src_uri)) and one.kept:
            context["kept"] = one.kept["output"]
        return context

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> None:
        """See what a page has become."""
        if one := self.pages.get(page.file.src_uri):
            one.output = output

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Put the search index together; keep what was made, if all is well."""
        self.site.bring_up_to_date()
        entries = self._merge_search(Path(config.site_dir, SEARCH_INDEX))
        logging.getLogger("mkdocs").removeHandler(self.warned)
        if not self.warned.any:
            with contextlib.suppress(OSError):  # the pages are there all the same
                self._keep(entries)

    def on_build_error(self, error: Exception) -> None:
        """Leave nothing behind."""
        logging.getLogger("mkdocs").removeHandler(self.warned)

    def _merge_search(self, path: Path) -> dict[str, list[Any]]:
        """Add the kept pages' entries to the index, in the order of pages; gives all, by the pages' addresses."""
        if not path.is_file():
            return {}
        index = json.loads(path.read_text(encoding="utf-8"))
        entries: dict[str, list[Any]] = {}
        for entry in index["docs"]:
            entries.setdefault(entry["location"].partition("#")[0], []).append(entry)
        kept = {one.page.url: one.kept["search"] for one in self.pages.values() if one.kept}
        if kept:
            entries |= kept
            order = [file.page.url for file in self.files.documentation_pages() if file.page]
            index["docs"] = [entry for url in order for entry in entries.get(url, [])]
            path.write_text(json.dumps(index, separators=(",", ":")), encoding="utf-8")
        return entries

    def _keep(self, entries: dict[str, list[Any]]) -> None:
        """Write what is new, and drop what no page has any more."""
        for one in self.pages.values():
            if one.kept is None:
                kept = {
                    "output": one.output,
                    "title": one.page.title,
                    "titles": self.titles,
                    "anchors": sorted(one.page.present_anchor_ids or ()),
                    "links": {file.src_uri: links for file, links in (one.page.links_to_anchors or {}).items()},
                    "search": entries.get(one.page.url, []),
                }
                write_sealed(self.folder / f"{one.key}.json", one.key, kept)
        current = {f"{one.key}.json" for one in self.pages.values()}
        for path in self.folder.glob("*"):
            if path.name not in current:
                path.unlink(missing_ok=True)


def _shown_on(page: Page, site: Site) -> list[str]:
    """What the fences of a page show: programs by their keys, everything else by its content."""
    source = Path(page.file.abs_src_path or "")
    shown = []
    for name in included_in(source):
        path = site.snippets / name
        shown.append(fingerprint(site.snippet(path)) if path.suffix == ".py" and path.is_file() else _content(path))
    for fence in fences_in(source):
        if fence.language == "claims":
            shown.append(_content(claims_path(site.claims, fence.body.strip())))
        elif fence.language in ("quiz", "quiz-guide"):
            path = site.quizzes / f"{EXAMPLES if fence.language == 'quiz-guide' else fence.body.strip()}.json"
            shown.append(_content(path))
            quiz = load_quiz(path, path)[0] if path.is_file() else None
            shown += [fingerprint(job) for job in (jobs_of(quiz, site.snippets) if quiz else [])]
        elif fence.language == "lessons":
            shown += _contents([*sorted((site.docs / "lessons").glob("*.md")), *sorted(site.claims.glob("*.py"))])
            shown += _contents(site.quiz_paths())
        elif fence.language == "review":
            shown += _contents([site.root / "mkdocs.yml", *sorted((site.docs / "lessons").glob("*.md"))])
            shown += _contents(site.quiz_paths())
    return shown


def _makers(config: MkDocsConfig, site: Site) -> list[Path]:
    """The files that all pages depend on: this package, the templates of the project, the glossary, formulas."""
    custom = Path(config.theme.custom_dir) if config.theme.custom_dir else None
    templates = sorted(path for path in custom.rglob("*") if path.is_file()) if custom else []
    return [*sorted(Path(__file__).parent.rglob("*.py")), *templates, site.docs / GLOSSARY, site.docs / FORMULAS]


def _settings(config: MkDocsConfig) -> str:
    """The settings, and the versions of what reads them."""
    with Path(config.config_file_path).open("rb") as file:
        asked = json.dumps(yaml_load(file), sort_keys=True, default=lambda value: getattr(value, "__qualname__", ""))
    versions = [importlib.metadata.version(name) for name in MAKERS]
    return f"{sys.version} {versions} {config.site_url} {asked}"


def _contents(paths: list[Path]) -> list[str]:
    return [f"{path} {_content(path)}" for path in paths]


def _content(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "missing"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()

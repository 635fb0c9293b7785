"""What the fences of a page become: a snippet with its output, a quiz, a list of claims, a map of the lessons.

A fence that cannot do its job says so in the page and in the build's log, which fails the build.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown_exec import base_format
from pymdownx.superfences import SuperFencesException

from lessonkit import svg
from lessonkit.claims import claims_in, claims_path
from lessonkit.jobs import Result, failure_report, first_line_of_failure
from lessonkit.lessons import Card, cards_html, lesson_pages, map_html, path_html, read_card
from lessonkit.links import docs_link
from lessonkit.playgrounds import PlaygroundError, playground
from lessonkit.proof import jobs_of, prove
from lessonkit.quiz import EXAMPLES, TYPES, Quiz
from lessonkit.quiz_file import load_quiz, locate
from lessonkit.quiz_guide import SHARED, fields_html, type_html
from lessonkit.quiz_html import quiz_html
from lessonkit.review import review_html
from lessonkit.run_here import button, runs_in_a_browser
from lessonkit.safe_markdown import inline
from lessonkit.site import Site, log

_SOURCE_FOLLOWS = "<!-- source -->"
"""Stands between what a snippet showed and its source, where the source comes below."""

PUBLISHED_BRANCH = "gh-pages"
"""The branch that holds the published site, and so the notebooks that Colab opens."""


def _loud(fence: Callable[..., str]) -> Callable[..., str]:
    """Let a mistake in a fence's own code stop the build: superfences would swallow it and show the source."""

    @functools.wraps(fence)
    def called(*args: Any, **kwargs: Any) -> str:
        try:
            return fence(*args, **kwargs)
        except Exception as error:
            raise SuperFencesException(f"{fence.__name__}: {error!r}") from error

    return called


@_loud
def python_fence(*, site: Site, code: str, md: Markdown, **options: Any) -> str:
    """A `python exec="on"` fence: the snippet it includes, what it printed and drew, and where to get it.

    Called by markdown-exec, with what its `base_format` takes.
    """
    options["extra"] = extra = dict(options.get("extra", {}))
    alt, plays = extra.pop("alt", ""), extra.pop("playground", "")
    path = site.snippet_with(code)
    if path is None:
        return _refused("an executed fence must include one whole file of snippets/", _first_lines(code))
    extra.setdefault("title", path.name)
    result = site.result(site.snippet(path))
    folded = result.ok and options["source"] == "below"

    def run(code: str, **_: Any) -> str:
        if not result.ok:
            return _failed(site, path, result)
        return _ran(site, path, result, alt, plays, source=options["source"]) + _SOURCE_FOLLOWS * folded

    html = str(base_format(language="python", run=run, code=code, md=md, **{**options, "html": True}))
    return _with_source_folded(html, path) if folded else html


@_loud
def quiz_fence(source: str, language: str, css_class: str, options: Any, md: Markdown, **_: Any) -> str:
    """A `quiz` fence, which holds a lesson's slug: that lesson's quiz, its answers proven."""
    site = site_of(md)
    quiz, refusal = _proven(site, source.strip())
    return quiz_html(quiz, site) if quiz else refusal


@_loud
def quiz_guide_fence(source: str, language: str, css_class: str, options: Any, md: Markdown, **_: Any) -> str:
    """A `quiz-guide` fence, which holds the name of a model of quiz data: its fields; of a type, an example too."""
    site, name = site_of(md), source.strip()
    if name in SHARED:
        return fields_html(name)
    if name not in TYPES:
        return _refused(f"no part of a quiz is called {name!r}", f"Expected one of: {', '.join(SHARED | TYPES)}.")
    quiz, refusal = _proven(site, EXAMPLES)
    return type_html(name, quiz, site.quizzes / f"{EXAMPLES}.json", site) if quiz else refusal


def _proven(site: Site, slug: str) -> tuple[Quiz | None, str]:
    """A quiz whose answers hold; or none, and what to show in its place."""
    path = site.quizzes / f"{slug}.json"
    if not path.is_file():
        hint = "A quiz fence holds the slug of a quiz, and nothing else."
        return None, _refused(f"quiz_data/{path.name} is missing", hint)
    quiz, problems = load_quiz(path, site.relative(path))
    if quiz:
        results = {job: site.result(job) for job in jobs_of(quiz, site.snippets)}
        lines, _duplicates = locate(path.read_text(encoding="utf-8"))
        problems = prove(quiz, site.relative(path), lines, site.snippets, results)
    if problems or not quiz:
        return None, _refused(f"{site.relative(path)} cannot be shown", "\n".join(map(str, problems)))
    return quiz, ""


@_loud
def claims_fence(source: str, language: str, css_class: str, options: Any, md: Markdown, **_: Any) -> str:
    """A `claims` fence, which holds a lesson's slug: each claim, with the test that asserts it."""
    site = site_of(md)
    path = claims_path(site.claims, source.strip())
    if not path.is_file():
        return _refused(f"tests/lessons/{path.name} is missing", "A claims fence holds the slug of a lesson.")
    address = f"{site.repo_url}/blob/main/{site.relative(path).as_posix()}"
    rows = [
        f'<li>{inline(claim.text)} <a href="{escape(address)}#L{claim.line}" '
        f'aria-label="The test of this claim: {escape(claim.test)}">the test</a></li>'
        for claim in claims_in(path)
    ]
    return f'<ul class="rc-claims">{"".join(rows)}</ul>'


@_loud
def lessons_fence(source: str, language: str, css_class: str, options: Any, md: Markdown, **_: Any) -> str:
    """A `lessons` fence. Empty: the map of all lessons. With a slug on each line: a path through these.

    With the word `cards` on its first line, these are shown as cards.
    """
    site, words = site_of(md), source.split()
    as_cards = words[:1] == ["cards"]
    slugs = words[as_cards:]
    try:
        cards = {page.stem: _card_of(page, site) for page in lesson_pages(site.root) if page.is_file()}
        if not words:
            return map_html(list(cards.values()))
    except ValueError as error:
        return _refused("the map of the lessons cannot be drawn", str(error))
    if missing := [slug for slug in slugs if slug not in cards]:
        return _refused(f"no lesson has the slug {', '.join(missing)}", f"There are: {', '.join(cards)}.")
    return (cards_html if as_cards else path_html)([cards[slug] for slug in slugs])


def _card_of(page: Path, site: Site) -> Card:
    """A lesson's card, with how much it claims and asks. Files that cannot be read are reported elsewhere."""
    tests, quiz_file = claims_path(site.claims, page.stem), site.quizzes / f"{page.stem}.json"
    quiz = load_quiz(quiz_file, quiz_file)[0] if quiz_file.is_file() else None
    claims = len(claims_in(tests)) if tests.is_file() else 0
    return replace(read_card(page), claims=claims, questions=len(quiz.questions) if quiz else 0)


@_loud
def review_fence(source: str, language: str, css_class: str, options: Any, md: Markdown, **_: Any) -> str:
    """An empty `review` fence: the questions that come back, over all lessons."""
    return review_html(site_of(md))


def site_of(md: Markdown) -> Site:
    """The site that a converter works for."""
    return md.treeprocessors["rc_glossary"].site  # type: ignore[attr-defined]


def _ran(site: Site, path: Path, result: Result, alt: str, plays: str, source: str) -> str:
    """What a snippet printed and drew, and where to get it. Figures lead where the source does not come above them."""
    live = source in ("above", "below") and runs_in_a_browser(site.snippet(path))
    figures = _figures(path, result, alt)
    if plays:
        try:
            figures = playground(plays, site.docs, figures, result.files)
        except PlaygroundError as error:
            return _refused(f"{path.parent.name}/{path.name}: {error}", "")
    parts = [_links(site, path, live), _printed(path, result), figures]
    return f'<div class="rc-run">{"".join(parts if source == "above" else reversed(parts))}</div>'


def _with_source_folded(html: str, path: Path) -> str:
    """Fold the source away that comes below a figure, so that what is said of the figure follows it at once."""
    shown, _, source = html.partition(_SOURCE_FOLLOWS)
    summary = f"<summary>The program, {escape(path.name)}</summary>"
    return f'{shown}<details class="rc-source">{summary}{source}</details>'


def _links(site: Site, path: Path, live: bool) -> str:
    """Where to get a snippet; where its source stands beside, and a browser has all it needs, a button to run it."""
    name = f"{path.parent.name}/{path.stem}"
    download = docs_link(f"snippets/{name}.py")
    notebook = f"{site.repo_url}/blob/{PUBLISHED_BRANCH}/notebooks/{name}.ipynb"
    colab = notebook.replace("https://github.com/", "https://colab.research.google.com/github/")
    run_here = f" {button(path.name)}" if live else ""
    return (
        f'<p class="rc-run-links"><a href="{download}" download>Download {escape(path.name)}</a> '
        f'<a href="{escape(colab)}">Open in Colab</a>{run_here}</p>'
    )


def _printed(path: Path, result: Result) -> str:
    if not result.stdout.strip():
        return ""
    return (
        '<p class="rc-output-label">Output</p>'
        f'<div class="rc-output" role="region" aria-label="Output of {escape(path.name)}" tabindex="0">'
        f"<pre><samp>{escape(result.stdout.rstrip())}</samp></pre></div>"
    )


def _figures(path: Path, result: Result, alt: str) -> str:
    name = f"{path.parent.name}/{path.name}"
    if result.figures and not alt:
        return _refused(f"{name} draws a figure, and its fence has no alt", 'Say what it shows: alt="…".')
    try:
        figures = [svg.inline(figure, alt) for figure in result.figures]
    except svg.HeavyFigureError as error:
        return _refused(f"{name}: {error}", "")
    return "".join(f'<figure class="rc-figure" data-search-exclude>{figure}</figure>' for figure in figures)


def _failed(site: Site, path: Path, result: Result) -> str:
    """A failed snippet in the page, for whoever writes it. The log has it already."""
    job = site.snippet(path)
    return _box(first_line_of_failure(job, result), failure_report(job, result))


def _refused(what: str, details: str) -> str:
    log.error("%s\n%s", what, details)
    return _box(what, details)


def _box(title: str, details: str) -> str:
    return (
        f'<div class="admonition failure rc-failure"><p class="admonition-title">{escape(title)}</p>'
        f'<pre tabindex="0"><code>{escape(details)}</code></pre></div>'
    )


def _first_lines(code: str) -> str:
    return "It holds this, which no file there holds:\n" + "\n".join(code.strip().splitlines()[:5])

"""The form that all lessons share: its sections, its length, numbers with something behind them, tried experiments."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from pathlib import Path

from lessonkit.numbers_in_prose import unbacked
from lessonkit.page_source import META, MINUTES, blanked, fences_in, front_matter, without_fences
from lessonkit.problems import Problem

SECTIONS = (
    "The problem",
    "The picture",
    "The code",
    "A cheap baseline",
    "When it fails",
    "For you",
    "Try this",
    "What this page claims",
    "Practice",
    "Sources",
)
TAKEAWAY = '!!! takeaway "In one sentence"'
TABS = ("Developer", "Domain expert")
MAX_MINUTES = 12
WORDS_A_MINUTE = 200
LINES_A_MINUTE = 30
"""Lines of code. Both speeds are those of someone who reads to understand; a guess, and the same for all lessons."""
EXPERIMENTS = 3

_COMMENT = re.compile(r"<!--.*?-->", re.S)
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.S)
_SOURCES = re.compile(r"^## +Sources[ \t]*(?:\{.*\})?[ \t]*$.*?(?=^## |\Z)", re.M | re.S)
_SECTION = re.compile(r"^##[ \t]+(.+?)[ \t]*#*[ \t]*(?:\{.*\})?[ \t]*$", re.M)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|\]\([^)]*\)")
_FORMULA = re.compile(r"(?<!\\)(\$\$?)(?=\S|\n)[^$]+\1")


@dataclass(frozen=True)
class Lesson:
    """A lesson as its author wrote it.

    Attributes:
        page: The page.
        name: Its path from the project's root.
        code: The snippets that it shows, in one text.
        printed: What these printed, in one text.
        tests: The source of the lesson's claims; empty if it has none.
        claims: Where that is, from the project's root.
    """

    page: Path
    name: Path
    code: str
    printed: str
    tests: str
    claims: Path

    @cached_property
    def text(self) -> str:
        """The page's source."""
        return self.page.read_text(encoding="utf-8")

    @property
    def is_practice(self) -> bool:
        """Whether it says `kind: practice` at its top: a page of questions alone has another form."""
        return front_matter(self.text).get("kind") == "practice"

    @property
    def prose(self) -> str:
        """What is read, without the sources. The rest is blanked out, so that lines keep their numbers."""
        text = without_fences(self.text)
        for other in (_FRONT_MATTER, _COMMENT, META, _SOURCES):
            text = blanked(other, text)
        return text

    @property
    def minutes(self) -> float:
        """How long the page takes to read, by its words and its lines of code. A formula counts as a word."""
        words = re.findall(r"[\w'’]+", _FORMULA.sub(" formula ", _MARKUP.sub("", self.prose)))
        lines = [line for line in self.code.splitlines() if line.strip()]
        return len(words) / WORDS_A_MINUTE + len(lines) / LINES_A_MINUTE

    @cached_property
    def sections(self) -> dict[str, tuple[int, str]]:
        """The line and the source of each section, by its heading, in their order."""
        text = blanked(_COMMENT, without_fences(self.text))
        lines = self.text.splitlines()
        starts = [(match[1], text.count("\n", 0, match.start())) for match in _SECTION.finditer(text)]
        ends = [start for _, start in starts[1:]] + [len(lines)]
        return {
            heading: (start + 1, "\n".join(lines[start + 1 : end]))
            for (heading, start), end in zip(starts, ends, strict=True)
        }


def form_problems(lesson: Lesson) -> Iterator[Problem]:
    """Find where a lesson leaves the form."""
    if lesson.is_practice:
        return
    yield from _sections(lesson)
    yield from _parts(lesson)
    yield from _length(lesson)
    for line, number in unbacked(lesson.prose, f"{lesson.code}\n{lesson.printed}"):
        mend = "expected it printed or in code on this page, or a source linked in the same paragraph"
        yield Problem(lesson.name, line, f"nothing stands behind the number {number}", mend)
    yield from _experiments(lesson)
    yield from _mutation(lesson)


def _sections(lesson: Lesson) -> Iterator[Problem]:
    sections = lesson.sections
    there = [heading for heading in sections if heading in SECTIONS]
    if missing := [section for section in SECTIONS if section not in there]:
        mend = "expected all sections that lessons have; write them, or say `kind: practice` at the top"
        yield Problem(lesson.name, 1, f"no section {', '.join(map(repr, missing))}", mend)
    elif there != list(SECTIONS):
        yield Problem(lesson.name, 1, f"the sections come as {there}", f"expected {list(SECTIONS)}")
    for heading in there:
        line, source = sections[heading]
        if not source.strip():
            yield Problem(lesson.name, line, f"nothing stands below {heading!r}", "expected something to read")


def _parts(lesson: Lesson) -> Iterator[Problem]:
    """The takeaway, the two tabs, the lesson's own claims and quiz."""
    if TAKEAWAY not in lesson.text:
        yield Problem(lesson.name, 1, "no takeaway", f"expected one sentence below {TAKEAWAY}")
    line, for_you = lesson.sections.get("For you", (1, ""))
    for tab in TABS:
        if f'=== "{tab}"' not in for_you:
            yield Problem(lesson.name, line, f"no tab {tab!r}", "expected one below For you; write what they need")
    fences = {(fence.language, fence.body.strip()) for fence in fences_in(lesson.page)}
    for language in ("claims", "quiz"):
        if (language, lesson.page.stem) not in fences:
            mend = f"expected a {language} fence that holds {lesson.page.stem}; a copied page may hold another's"
            yield Problem(lesson.name, 1, f"the page does not show its {language}", mend)


def _length(lesson: Lesson) -> Iterator[Problem]:
    needed = max(1, round(lesson.minutes))
    meta = META.search(lesson.text)
    said = MINUTES.match(meta[1].lstrip()) if meta else None
    if lesson.minutes > MAX_MINUTES:
        words = ceil((lesson.minutes - MAX_MINUTES) * WORDS_A_MINUTE)
        what = f"the page takes {lesson.minutes:.2f} minutes to read"
        yield Problem(lesson.name, 1, what, f"expected at most {MAX_MINUTES}; it is about {words} words too long")
    elif meta and said and int(said[1]) != needed:
        line = lesson.text.count("\n", 0, meta.start()) + 1
        mend = f"expected {needed}, by its words and lines of code; say so"
        yield Problem(lesson.name, line, f"the page says that it takes {said[0]}", mend)


def _experiments(lesson: Lesson) -> Iterator[Problem]:
    """What *Try this* proposes is tried, each by a test whose docstring begins with its number."""
    line, section = lesson.sections.get("Try this", (1, ""))
    proposed = re.findall(r"^(\d+)\. ", without_fences(section), re.M)
    if len(proposed) != EXPERIMENTS:
        yield Problem(lesson.name, line, f"{len(proposed)} experiments", f"expected {EXPERIMENTS}, numbered")
    tried = [ast.get_docstring(test) or "" for test in _tests(lesson, "test_trying_")]
    for number in proposed:
        if not any(said.startswith(f"Try this {number}:") for said in tried):
            mend = f'expected a test_trying_… that makes the change, with a docstring "Try this {number}: …"'
            yield Problem(lesson.claims, 1, f"nobody has tried experiment {number}", mend)


def _mutation(lesson: Lesson) -> Iterator[Problem]:
    """One claim, at least, is seen to fail when its model is broken on purpose."""
    contexts = (ast.unparse(node) for test in _tests(lesson, "test_breaking_") for node in ast.walk(test))
    if not any(context.startswith("pytest.raises(AssertionError") for context in contexts):
        mend = "expected a test_breaking_… in which a claim fails: with pytest.raises(AssertionError): …"
        yield Problem(lesson.claims, 1, "no claim is seen to fail when its model is broken", mend)


def _tests(lesson: Lesson, start: str) -> list[ast.FunctionDef]:
    """The tests whose names begin so; none if the file is not Python, which is a problem of its own."""
    try:
        body = ast.parse(lesson.tests).body
    except SyntaxError:
        return []
    return [node for node in body if isinstance(node, ast.FunctionDef) and node.name.startswith(start)]

"""The form that all lessons share: its sections, its length, numbers with something behind them, tried experiments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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
TABS = ("Developer", "Domain expert")
MAX_MINUTES = 12
WORDS_A_MINUTE = 200
LINES_A_MINUTE = 30
"""Lines of code. Both speeds are those of someone who reads to understand; a guess, and the same for all lessons."""
EXPERIMENTS = 3

_FENCE = re.compile(r"^[ \t]*(```+).*?^[ \t]*\1[ \t]*$", re.M | re.S)
_NOT_PROSE = re.compile(r"\A---\n.*?\n---\n|<!--.*?-->|<p class=\"rc-meta\".*?</p>", re.S)
_NOT_SAID = re.compile(r"`[^`]*`|\"[^\"]*\"|<[^>]*>|\]\([^)]*\)|^\s*\d+\.\s", re.M)
"""Code, what somebody says in quotes, mark-up, addresses, numbers of list items."""
_SOURCED = re.compile(r"\]\((https?:|#sources)|\[\^")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w])%?")
_MINUTES = re.compile(r'class="rc-meta"[^>]*>\s*(\d+) minutes')
_EXPERIMENT = re.compile(r"^\d+\. ", re.M)


@dataclass(frozen=True)
class Lesson:
    """A lesson as its author wrote it.

    Attributes:
        name: The page's path from the project's root.
        text: The page's source.
        code: The snippets that it shows, in one text.
        printed: What these printed, in one text.
        tests: The source of the lesson's claims.
        claims: Where that is, from the project's root.
    """

    name: Path
    text: str
    code: str
    printed: str
    tests: str
    claims: Path

    @property
    def is_practice(self) -> bool:
        """Whether it says `kind: practice` at its top: a page of questions alone has another form."""
        return bool(re.match(r"---\n(?:.*\n)*?kind: practice\n(?:.*\n)*?---\n", self.text))

    @property
    def prose(self) -> str:
        """What is read, without the sources. The rest is blanked out, so that lines keep their numbers."""
        above, _, _ = self.text.partition("\n## Sources")
        return _blanked(_NOT_PROSE, _blanked(_FENCE, above))

    @property
    def minutes(self) -> float:
        """How long the page takes to read, by its words and its lines of code."""
        words = re.findall(r"[\w'’]+", re.sub(r"<[^>]*>|\]\([^)]*\)", "", self.prose))
        lines = [line for line in self.code.splitlines() if line.strip()]
        return len(words) / WORDS_A_MINUTE + len(lines) / LINES_A_MINUTE


def form_problems(lesson: Lesson) -> Iterator[Problem]:
    """Find where a lesson leaves the form."""
    if not lesson.is_practice:
        yield from _sections(lesson)
        yield from _length(lesson)
        yield from _numbers(lesson)
        yield from _experiments(lesson)


def _sections(lesson: Lesson) -> Iterator[Problem]:
    headings = re.findall(r"^## (.+?)(?:\s*\{.*\})?$", _FENCE.sub("", lesson.text), re.M)
    there = [heading for heading in headings if heading in SECTIONS]
    if missing := [section for section in SECTIONS if section not in there]:
        mend = "expected all sections that lessons have; write them, or say `kind: practice` at the top"
        yield Problem(lesson.name, 1, f"no section {', '.join(map(repr, missing))}", mend)
    elif there != list(SECTIONS):
        yield Problem(lesson.name, 1, f"the sections come as {there}", f"expected {list(SECTIONS)}")
    for tab in TABS:
        if f'=== "{tab}"' not in lesson.text:
            yield Problem(lesson.name, 1, f"no tab {tab!r}", "expected one below For you; write what this reader needs")


def _length(lesson: Lesson) -> Iterator[Problem]:
    needed = max(1, round(lesson.minutes))
    said = _MINUTES.search(lesson.text)
    if needed > MAX_MINUTES:
        what = f"the page takes {lesson.minutes:.1f} minutes to read"
        yield Problem(lesson.name, 1, what, f"expected at most {MAX_MINUTES}; shorten it, or make two lessons of it")
    elif not said or int(said[1]) != needed:
        line = lesson.text.count("\n", 0, said.start()) + 1 if said else 1
        what = f"the page says it takes {said[1]} minutes" if said else "the page does not say how long it takes"
        yield Problem(lesson.name, line, what, f"expected {needed} minutes, by its words and lines of code; say so")


def _numbers(lesson: Lesson) -> Iterator[Problem]:
    """Each number in prose is printed on the page, stands in the code shown, or comes with a source."""
    behind = {_value(found) for found in _NUMBER.findall(f"{lesson.code}\n{lesson.printed}")}
    for line, block in _blocks(lesson.prose):
        if _SOURCED.search(block):
            continue
        for offset, text in enumerate(_blanked(_NOT_SAID, block).splitlines()):
            for found in _NUMBER.findall(text):
                if not any(_rounds_to(value, found) for value in behind):
                    mend = "expected it printed or in code on this page, or a source linked in the same paragraph"
                    yield Problem(lesson.name, line + offset, f"nothing stands behind the number {found}", mend)


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    """The text without what matches; the lines that remain keep their numbers."""
    return pattern.sub(lambda match: "\n" * match[0].count("\n") or " ", text)


def _blocks(prose: str) -> Iterator[tuple[int, str]]:
    """Paragraphs and list items, each with the line on which it begins."""
    block: list[str] = []
    lines = [*prose.splitlines(), ""]
    for number, line in enumerate(lines, start=1):
        if block and (not line.strip() or re.match(r"\s*([-*]|\d+\.)\s", line)):
            yield number - len(block), "\n".join(block)
            block = []
        if line.strip():
            block.append(line)


def _value(number: str) -> float:
    return float(number.rstrip("%").replace(",", "")) / (100 if number.endswith("%") else 1)


def _rounds_to(value: float, said: str) -> bool:
    """Whether a number is what was said of it: the same, or rounded; small whole numbers only the same."""
    if said.endswith("%"):
        value, said = 100 * value, said.rstrip("%")
    digits = said.replace(",", "")
    _, _, decimals = digits.partition(".")
    zeros = 0 if decimals else min(len(digits) - len(digits.rstrip("0")), len(digits) - 2)
    if not decimals and abs(value) < 10:
        return value == float(digits)
    return abs(value - float(digits)) <= 0.5 * 10.0 ** (zeros if zeros > 0 else -len(decimals)) + 1e-9


def _experiments(lesson: Lesson) -> Iterator[Problem]:
    """As many tests try what *Try this* proposes as there are proposals; one breaks a claim's model on purpose."""
    section = lesson.text.partition("\n## Try this")[2].partition("\n## ")[0]
    proposed = len(_EXPERIMENT.findall(section))
    tried = len(re.findall(r"^def test_trying_", lesson.tests, re.M))
    if proposed != EXPERIMENTS:
        line = lesson.text.partition("\n## Try this")[0].count("\n") + 2
        yield Problem(lesson.name, line, f"{proposed} experiments below Try this", f"expected {EXPERIMENTS}, numbered")
    if tried < proposed:
        mend = (
            f"expected one for each of the {proposed} below Try this; write test_trying_… with the change it asks for"
        )
        yield Problem(lesson.claims, 1, f"{tried} experiments are tried", mend)
    broken = re.findall(r"^def test_breaking_\w+\(.*?(?=^\S|\Z)", lesson.tests, re.M | re.S)
    if not any("pytest.raises(AssertionError" in test for test in broken):
        mend = "expected a test_breaking_… in which a claim fails: with pytest.raises(AssertionError): …"
        yield Problem(lesson.claims, 1, "no claim is seen to fail when its model is broken", mend)

"""Readies the search index for what readers type: questions in plain words, and names of things.

What MkDocs has put into it is changed so that

- the description of a page, and the words that it says others use (`search: also:` in its front matter), are found;
- each word of the glossary is a result of its own;
- programs, what they printed, and the options of quizzes are left out. They make two thirds of the index, and hold so
  many different words that long sections came up for any question. What a program is about stands beside it in words.
"""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path
from typing import Any

from lessonkit.glossary import GLOSSARY, Term, read_glossary
from lessonkit.page_source import fences_in, front_matter
from lessonkit.publish.built_pages import Page, address_of
from lessonkit.quiz import EXAMPLES, Quiz
from lessonkit.quiz_file import load_quiz
from lessonkit.safe_markdown import block
from lessonkit.site import Site

INDEX = "search/search_index.json"
"""The index's address below the site."""
TERM_BOOST = 1.5
"""How much a word of the glossary counts beside a page. Who asks for a word should be told first what it means."""

_PROGRAM = re.compile(r"<pre>(.*?)</pre>", re.S)
_IMPORTED = re.compile(r"(?:^|<code>)from \S+ import (\([\w,\s]+\)|[\w, ]+)", re.M)
_LABEL = re.compile(
    r"<p>Output</p>"
    r"|<p>Download [\w.-]+ Open in Colab[^<]*</p>"
    r"|The program, (?P<name>[\w.-]+) (?P=name)"
    r"|(?<=>)\s+[\w-]+\.py(?=\s*(?:<|$))"  # what stands above a program
)
_QUESTIONS = re.compile(r"Question 1 of \d+ .*(?:Show solution</p>(?:<ol>.*?</ol>)?|$)", re.S)
_EXAMPLE = re.compile(r"(?:<p></p>)?Example .*?This example as data", re.S)
"""A question on the page for authors."""

Entry = dict[str, Any]


def ready_index(site: Site, built: Path, pages: list[Page]) -> None:
    """Rewrite a built site's index; nothing happens where there is none.

    Args:
        site: The project.
        built: The folder of the built site.
        pages: Its pages.
    """
    path = built / INDEX
    if path.is_file():
        index = json.loads(path.read_text(encoding="utf-8"))
        index["docs"] = readied(index["docs"], site, pages)
        path.write_text(json.dumps(index, separators=(",", ":"), ensure_ascii=False), encoding="utf-8")


def readied(entries: list[Entry], site: Site, pages: list[Page]) -> list[Entry]:
    """The entries of an index, in their order, changed as the module says, and one for each word of the glossary.

    Done twice, it changes nothing more.
    """
    by_address = {page.address: page for page in pages}
    said = {page.address: _said(page, site) for page in pages}
    asked = {page.address: _asked(page, site) for page in pages}
    terms = [_of_term(term) for term in read_glossary(site.docs / GLOSSARY)]
    there = {term["location"] for term in terms}
    made: list[Entry] = []
    for entry in (entry for entry in entries if entry["location"] not in there):
        address, _, anchor = entry["location"].partition("#")
        text = _plain(entry["text"], asked.get(address, ""))
        if not anchor and address in by_address:
            # Before its first heading a lab has its programs; the glossary has its words below no heading.
            alone = by_address[address].is_lab or address == address_of(GLOSSARY)
            text = said[address] + ("" if alone else text.removeprefix(said[address]))
        made.append({**entry, "text": text})
        if entry["location"] == address_of(GLOSSARY):
            made += terms
    return made


def _plain(text: str, asked: str) -> str:
    """The text of a section without programs and outputs, and with the questions in it, if any, as given."""
    text = _EXAMPLE.sub("", _QUESTIONS.sub(lambda _: asked, text))
    return " ".join(_LABEL.sub("", _PROGRAM.sub(_uses, text)).split())


def _uses(program: re.Match[str]) -> str:
    """What a program takes from libraries: names that readers look for."""
    names = sorted({name for found in _IMPORTED.findall(program[1]) for name in re.findall(r"\w+", found)})
    return f" <p>Uses {', '.join(names)}.</p> " if names else " "


def _said(page: Page, site: Site) -> str:
    """A page's description, and the words that it says others use for what it is about."""
    source = site.docs / page.source
    meta = {} if page.is_lab else front_matter(source.read_text(encoding="utf-8"))
    also = (meta.get("search") or {}).get("also", "")
    lines = [page.head.description, *([f"In other words: {also}."] if also else [])]
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines)


def _asked(page: Page, site: Site) -> str:
    """The questions on a page, without their options."""
    found = []
    for fence in () if page.is_lab else fences_in(site.docs / page.source):
        if fence.language == "quiz" and (quiz := _quiz(site, fence.body.strip())):
            found += [block(question.prompt) for question in quiz.questions]
    return "".join(found)


def _quiz(site: Site, slug: str) -> Quiz | None:
    path = site.quizzes / f"{slug}.json"
    return load_quiz(path, path)[0] if path.is_file() and slug != EXAMPLES else None


def _of_term(term: Term) -> Entry:
    """The entry of a word of the glossary, which other words for it lead to as well."""
    name, *others = term.names
    also = f" In other words: {', '.join(others)}." if others else ""
    text = escape(f"{term.text}{also}", quote=False)
    return {
        "location": f"{address_of(GLOSSARY)}#{term.id}",
        "title": escape(name, quote=False),
        "text": text,
        "boost": TERM_BOOST,
    }

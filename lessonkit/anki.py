"""Quizzes as Anki decks: a card for each question, which a newer deck changes in place.

What Anki does when someone imports a deck, as its own library (26.9, options as they come) has shown; the tests ask it
again:

- A note that it has already, by its guid, is changed in place if ours was changed later, in whole seconds. The card
  keeps its deck and everything that the learner's answers made of it. If ours is of the same second or older, nothing
  changes, whatever the texts. So a text must never change without its time; `downloads.py` says where that comes from.
- A learner who edits a note makes it newer, and keeps that edit until ours is newer still. So each quiz has a time of
  its own, in the deck of all quizzes too: what has not changed must not look newer.
- Style and templates of the kind of note follow the same rule. But a kind with other names of fields or templates is
  a second kind to Anki, and it refuses to change notes of the first. So these names stay as they are.
- A deck is known by its name. Known cards stay in the deck that they are in, also if ours has a new name.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import re
import sqlite3
import zipfile
from collections.abc import Iterable
from html import escape
from pathlib import Path

import genanki
import pygments
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from lessonkit.proof import program_shown
from lessonkit.quiz import AnyQuestion, Classify, Numeric, Order, Quiz, Short, key, letters_of, written
from lessonkit.safe_markdown import block, inline
from lessonkit.standalone import (
    NAME,
    alone,
    mistakes,
    note,
    one_by_one,
    section_url,
    short_title,
    steps,
    words,
)

PROJECT = "recognize-and-create"
"""What ids are made from. Those of notes must never change, or learners get everything a second time."""
KIND = 1_607_041_984
"""The id of our kind of note."""
FIELDS = ("Question", "Answer", "Solution", "Link")
"""The names of its fields; see above for why they stay."""
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date of files inside a deck, so that the same notes make the same bytes. ZIP knows no earlier one."""

_ANKIS_OWN = re.compile(r"\[(?=sound:|anki:|type:|latex\]|\$\$?\])", re.IGNORECASE)
"""The beginning of what Anki would take for a sound to play, a box to type in, or a formula."""
_FRONT = "{{Question}}"
_BACK = """\
{{FrontSide}}
<hr id="answer">
<div class="final">{{Answer}}</div>
{{Solution}}
{{#Link}}<p class="link"><a href="{{Link}}">Read the section that teaches this</a></p>{{/Link}}"""
_STYLE = """\
.card {
  --paper: #fdfcfa; --surface: #f5f3ee; --ink: #1c1b1a; --quiet: #65625e; --line: #dedad2; --right: #13683f;
  --wrong: #a3173c; --string: #1d6240; --keyword: #7a2a6b; --number: #5c5a00; --link: #1f4fbf;
  max-width: 40rem; margin: 0 auto; padding: 1rem;
  background: var(--paper); color: var(--ink);
  font: 1.1rem/1.5 system-ui, sans-serif; text-align: left; overflow-wrap: break-word;
}
.card.nightMode, .card.night_mode, .nightMode .card, .night_mode .card {
  --paper: #15171c; --surface: #1d2027; --ink: #e9e7e2; --quiet: #a3a099; --line: #343841; --right: #6fd6a0;
  --wrong: #ff8fa8; --string: #8fd0a8; --keyword: #e0a3d6; --number: #d0cd7a; --link: #8db4ff;
}
hr { height: 0; margin: 1.5rem 0; border: 0; border-top: 1px solid var(--line); }
li { margin: 0.3rem 0; }
a { color: var(--link); }
.note { color: var(--quiet); }
.final { padding-left: 0.8rem; border-left: 0.25rem solid var(--right); }
code, pre { font: 0.9em/1.45 ui-monospace, monospace; background: var(--surface); border-radius: 0.2rem; }
code { padding: 0.1em 0.3em; white-space: pre-wrap; }
pre { margin: 0.5rem 0; padding: 0.6em 0.8em; overflow-x: auto; white-space: pre; }
pre code { padding: 0; white-space: inherit; }
del { color: var(--wrong); }
ins { color: var(--right); }
.c1 { color: var(--quiet); }
.k, .kn, .kc, .ow { color: var(--keyword); }
.s1, .s2, .sd, .sa, .si { color: var(--string); }
.mi, .mf { color: var(--number); }
"""


def apkg(quizzes: Iterable[tuple[Quiz, int]], snippets: Path, site_url: str = "") -> bytes:
    """Quizzes as one file for Anki, each a deck of its own.

    Args:
        quizzes: Each with the time at which it was last changed, in seconds since 1970.
        snippets: The folder of all snippets.
        site_url: Where the site is published, with a slash at its end; without it nothing links there.

    Returns:
        The file. The same quizzes and times make the same bytes.
    """
    quizzes = sorted(quizzes, key=lambda pair: (pair[1], pair[0].lesson))  # the newest has the last word on the kind
    collection = sqlite3.connect(":memory:")
    cursor = collection.cursor()
    genanki.Package([]).write_to_db(cursor, 0, iter(()))
    ids = itertools.count(max((time for _, time in quizzes), default=0) * 1000)
    for quiz, time in quizzes:
        _deck(quiz, snippets, site_url).write_to_db(cursor, time, ids)
    collection.commit()
    try:
        return _zipped({"collection.anki2": collection.serialize(), "media": b"{}"})
    finally:
        collection.close()


def _zipped(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.create_system = 3  # or the bytes would tell which system made them
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _kind() -> genanki.Model:
    template = {"name": "Card", "qfmt": _FRONT, "afmt": _BACK}
    return genanki.Model(KIND, NAME, [{"name": name} for name in FIELDS], [template], css=_STYLE)


def _deck(quiz: Quiz, snippets: Path, site_url: str) -> genanki.Deck:
    kind = _kind()
    title = short_title(quiz).replace("::", ": ")  # which Anki would take for a deck within a deck
    page = escape(section_url(f"lessons/{quiz.lesson}.md", site_url))
    deck = genanki.Deck(_id(quiz.lesson), f"{NAME}::{title}", f'<a href="{page}">The lesson</a>' if page else "")
    for place, question in enumerate(quiz.questions, 1):
        fields = [_inert(field) for field in _fields(question, snippets, site_url)]
        guid = genanki.guid_for(PROJECT, quiz.lesson, question.id)
        tags = list(dict.fromkeys([quiz.lesson, question.type, *question.tags]))
        deck.add_note(genanki.Note(kind, fields, guid=guid, tags=tags, due=place))
    return deck


def _id(lesson: str) -> int:
    """A deck's id: one for each lesson, in the range that genanki recommends."""
    return (1 << 30) + int.from_bytes(hashlib.sha256(f"{PROJECT} {lesson}".encode()).digest()[:4]) % (1 << 30)


def _inert(field: str) -> str:
    return alone(_ANKIS_OWN.sub("&#91;", field))


def _fields(question: AnyQuestion, snippets: Path, site_url: str) -> tuple[str, str, str, str]:
    """What the note holds, as HTML, in the order of `FIELDS`."""
    how = note(question)
    options = [] if isinstance(question, Numeric | Short) else question.options
    asked = (
        block(question.prompt)
        + _program(question, snippets, "question")
        + (f'<p class="note">{how}</p>' if how else "")
        + (f'<ol type="A">{"".join(f"<li>{words(option)}</li>" for option in options)}</ol>' if options else "")
    )
    names = _names(question)
    solution = (
        steps(question)
        + _program(question, snippets, "solution")
        + f"<p><strong>Quick check:</strong> {inline(question.solution.quick_check)}</p>"
        + one_by_one(question, names)
        + mistakes(question, names)
    )
    return asked, _answer(question, names), solution, escape(section_url(question.ref, site_url))


def _names(question: AnyQuestion) -> dict[str, str]:
    """What each option is called on the card, or each slip."""
    if isinstance(question, Numeric | Short):
        return {slip.id: f"<q>{escape(slip.texts[0])}</q>" for slip in question.slips}
    return {name: f"<strong>{letter}</strong>" for name, letter in letters_of(question).items()}


def _answer(question: AnyQuestion, names: dict[str, str]) -> str:
    """The answer in words, and as the question asks for it."""
    rows = ""
    if isinstance(question, Numeric):
        exactly = escape(f"{written(question.answer)} {question.unit}".strip())
    elif isinstance(question, Short):
        exactly = " or ".join(f"<q>{escape(text)}</q>" for text in question.accepted)
    elif isinstance(question, Classify):
        exactly = ""
        for bucket in question.buckets:
            inside = ", ".join(names[option.id] for option in question.options if option.bucket == bucket.id)
            rows += f"<li>{escape(bucket.text)}: {inside or 'none'}</li>"
    else:
        ids = question.answer if isinstance(question, Order) else key(question)
        exactly = ", ".join(names[name] for name in ids)
    final = inline(question.solution.final)
    return f"<p>{final}{f' → {exactly}' if exactly else ''}</p>" + (f"<ul>{rows}</ul>" if rows else "")


def _program(question: AnyQuestion, snippets: Path, where: str) -> str:
    shown = program_shown(question, snippets, where)
    return pygments.highlight(shown, PythonLexer(), HtmlFormatter(cssclass="program")) if shown else ""

"""Whatever stands in a quiz's texts stays text: it makes no element, no attribute and no address."""

import contextlib
import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import pytest
from pydantic import ValidationError

from lessonkit.jobs import Job, Result
from lessonkit.quiz import Model, Quiz
from lessonkit.quiz_html import quiz_html
from lessonkit.site import Site
from tests.lessonkit.conftest import OWN, full, put, question, quiz

KINDS = list(OWN)
SILENT = ("/run/prints", "/run/raises/type", "/run/raises/match")
"""Texts that no reader sees: what the program really did is shown instead."""
AS_WRITTEN = re.compile(r"/(unit|value|code|replace|by)$|/(accepted|texts)/|/buckets/")
"""Texts that are not Markdown, in which `&lt;` and its like stay what they are."""

TEXTS = [
    "<script>alert(1)</script>",
    "</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<style>p{display:none}</style>",
    "<base href=//evil.example>",
    "</details></form>",
    "</fieldset></legend></label></option></select></q></li></ol></ul></div>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<?php",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)",
    '"x="',
    "'x='",
    "x><b",
    "&quot;",
    "&quot; onmouseover=&quot;alert(1)",
    "&lt;script&gt;",
    "&#60;script&#62;",
    'href="docs:/lessons/evil.md"',
    "javascript:alert(1)",
    "<javascript:alert(1)>",
]
"""What means something in HTML, and nothing in Markdown."""

MARKUP = [
    *(
        f"[x]({address})"
        for address in (
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:alert(1)",
            "<javascript:alert(1)>",
            "java\nscript:alert(1)",
            "&#106;avascript:alert(1)",
            "javascript&colon;alert(1)",
            "\\javascript:alert(1)",
            "vbscript:x",
            "data:text/html,<script>alert(1)</script>",
            "file:///etc/passwd",
            'https://evil.example "onmouseover=alert(1)"',
            'https://evil.example/"onmouseover="alert(1)',
            "docs:/lessons/evil.md",
        )
    ),
    "[x][1]\n\n[1]: javascript:alert(1)",
    "[x]\n\n[x]: javascript:alert(1) 'title'",
    "<x@evil.example>",
    "![x](https://evil.example/x.png)",
    "![x](javascript:alert(1))",
    '![x" onerror="alert(1)](x.png)',
    "![x][1]\n\n[1]: https://evil.example/x.png",
    "[![x](https://evil.example/x.png)](javascript:alert(1))",
    "`x <script>`",
    "**x <script>**",
    "```\nx <script>\n```",
    '```x" onload="alert(1)\n</code></pre><script>\n```',
    "``` { #q-which-side .x .rc-check onclick=alert(1) }\nx\n```",
    "~~~ {.x data-answer=1}\nx\n~~~",
    "> x </form>",
    "# x <script>",
    "x\n=",
    "- x </form>\n- <script>",
    "- x\n\n- </li>",
    "1. x\n\n   </form>\n\n2. x",
    "x\n\n</form>\n\nx",
    "    x </form>",
    "<div markdown=1>\n\n# x\n\n</div>",
    "x { #q-which-side onclick=alert(1) }",
    "* * *\n\nx",
]
"""What means something in Markdown. Each shows an x."""

WELCOME = {"a", "blockquote", "br", "code", "em", "h1", "hr", "li", "ol", "p", "pre", "span", "strong", "ul"}
"""The elements that Markdown may make."""
ATTRIBUTES = {"a": {"href", "title"}, "code": {"class"}}
"""The attributes that Markdown may make."""
SCHEMES = {"", "docs", "http", "https", "mailto"}


class Page(HTMLParser):
    """The elements of a piece of HTML, each with its attributes; its text; and its addresses."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: Counter[tuple[str, ...]] = Counter()
        self.text = ""
        self.addresses: list[str] = []
        self.open: list[str] = []
        self.strays: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag, *sorted(name for name, _ in attrs)] += 1
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "action", "formaction")]
        if tag not in ("input", "br", "hr"):
            self.open.append(tag)

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.strays.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.elements["comment",] += 1

    def handle_decl(self, data: str) -> None:
        self.elements["declaration",] += 1

    unknown_decl = handle_pi = handle_decl


class Ran(Site):
    """A site all of whose programs came to the same end."""

    came = Result("error", 0, stdout="heads\n", error="NameError: heads")

    def result(self, job: Job) -> Result:
        return self.came


@pytest.fixture
def ran(project) -> Ran:
    return Ran(project)


def leaves(value: Any, pointer: str = "") -> Iterator[str]:
    """Each place where a text stands."""
    if isinstance(value, str):
        yield pointer
    elif isinstance(value, dict | list):
        for part in value if isinstance(value, dict) else range(len(value)):
            yield from leaves(value[part], f"{pointer}/{part}")


def filled(kind: str, texts: dict[str, str]) -> tuple[Quiz, dict[str, str]]:
    """A quiz of one question that holds texts at places, where its model takes them; and those that it took."""
    data = quiz(full(kind))
    taken = {}
    for pointer, text in texts.items():
        changed = put(data, pointer, text)
        with contextlib.suppress(ValidationError):
            Quiz.model_validate(changed)
            taken[pointer], data = text, changed
    return Quiz.model_validate(data), taken


def is_shown(pointer: str) -> bool:
    if "/texts/" in pointer:  # other ways to write a slip are for the script alone
        return pointer.endswith("/0")
    return pointer != "/title" and not pointer.endswith(SILENT)


def models_in(value: Any) -> Iterator[Model]:
    """All models in a value, however deep."""
    if isinstance(value, Model):
        yield value
        value = [getattr(value, name) for name in type(value).model_fields]
    for item in value if isinstance(value, list) else ():
        yield from models_in(item)


@pytest.mark.parametrize("kind", KINDS)
def test_the_questions_tried_here_have_every_field_filled(kind):
    (made,) = Quiz.model_validate(quiz(full(kind))).questions
    empty = [
        f"{type(model).__name__}.{name}"
        for model in models_in(made)
        for name in type(model).model_fields
        if getattr(model, name) in (None, "", [])
    ]
    assert empty in ([], ["Run.prints"], ["Run.raises"])


def everywhere(kind: str, text: str) -> dict[str, str]:
    """A text at each place, with a number by which to tell the places apart."""
    return {pointer: f"{text}{number}." for number, pointer in enumerate(leaves(quiz(full(kind))))}


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_makes_nothing_that_harmless_words_would_not_make(ran, text):
    for kind in KINDS:
        hostile, taken = filled(kind, everywhere(kind, text))
        harmless, _ = filled(kind, {pointer: everywhere(kind, "words")[pointer] for pointer in taken})
        page, twin = Page(quiz_html(hostile, ran)), Page(quiz_html(harmless, ran))
        assert page.elements == twin.elements, kind
        assert page.addresses == twin.addresses, kind
        assert (page.open, page.strays) == ([], []), kind


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_shown_wherever_it_may_stand(ran, text):
    for kind in KINDS:
        hostile, taken = filled(kind, everywhere(kind, text))
        assert len(taken) > 10
        page = Page(quiz_html(hostile, ran))
        for pointer, written in taken.items():
            read = html.unescape(written)
            shown, other = (written, read) if AS_WRITTEN.search(pointer) else (read, written)
            assert (shown in page.text) == is_shown(pointer), f"{kind} {pointer}"
            assert shown == other or other not in page.text, f"{kind} {pointer}"


@pytest.mark.parametrize("text", MARKUP)
def test_markdown_makes_nothing_but_what_is_welcome(ran, text):
    for kind in KINDS:
        hostile, taken = filled(kind, dict.fromkeys(leaves(quiz(full(kind))), text))
        harmless, _ = filled(kind, dict.fromkeys(taken, "x"))
        page, twin = Page(quiz_html(hostile, ran)), Page(quiz_html(harmless, ran))
        missing = twin.elements - page.elements
        assert set(missing) <= {("p",)}, kind
        for tag, *attributes in page.elements - twin.elements:
            assert tag in WELCOME, kind
            assert set(attributes) <= ATTRIBUTES.get(tag, set()), kind
        assert {urlsplit(address).scheme for address in page.addresses} <= SCHEMES, kind
        assert (page.open, page.strays) == ([], []), kind
        assert page.text.count("x") > 5, kind


@pytest.mark.parametrize("address", ["https://a.example/b?c=d", "#q-next", "../map/", "mailto:a@b.example", "a.md#b"])
def test_a_link_that_leads_somewhere_stays_one(ran, address):
    asked = Quiz.model_validate(quiz(question(prompt=f"[x]({address})")))
    assert address in Page(quiz_html(asked, ran)).addresses


@pytest.mark.parametrize("text", TEXTS)
def test_what_a_program_holds_prints_or_raises_stays_text(ran, text):
    snippet, before = ran.snippets / "coins/toss.py", ran.came
    for kind in KINDS:
        asked = Quiz.model_validate(quiz(full(kind)))
        snippet.write_text("# words\nprint('heads')\n")
        ran.came = before
        page = Page(quiz_html(asked, ran))
        snippet.write_text(f"# {text}1.\nprint('heads')\n")
        ran.came = Result("error", 0, stdout=f"{text}2.\n", error=f"{text}3.")
        hostile = Page(quiz_html(asked, ran))
        assert hostile.elements == page.elements, kind
        assert (hostile.open, hostile.strays) == ([], []), kind
        assert all(f"{text}{number}." in hostile.text for number in (1, 2, 3)), kind


@pytest.mark.parametrize("prompt", ["- a\n\n- b", "> a", "# a\n\nb", "```\na\n```", "1. a", "a\n\n- b", "a\n\nb"])
def test_a_prompt_of_any_form_is_shown_whole(ran, prompt):
    page = Page(quiz_html(Quiz.model_validate(quiz(question(prompt=prompt))), ran))
    assert (page.open, page.strays) == ([], [])
    assert "a" in page.text


def test_the_script_reads_the_texts_as_they_were_written(ran):
    texts = ['"', "'", "&quot;", "<b>", "\\", "é"]
    slip = OWN["short"]["slips"][0] | {"texts": texts}
    source = quiz_html(Quiz.model_validate(quiz(question("short", accepted=texts, slips=[slip]))), ran)
    found = {}

    class Attributes(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.update({name: value for name, value in attrs if name in ("data-answer", "data-match")})

    Attributes().feed(source)
    assert {name: json.loads(value) for name, value in found.items()} == {"data-answer": texts, "data-match": texts}

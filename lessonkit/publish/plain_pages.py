"""Each page as plain Markdown, for programs that read, and for people who would rather: its twin, `index.md`.

It is made from the page's source and reads well by itself: programs stand with what they printed, figures are their
words, questions have their answers. `llms.txt` names all twins, in the form of https://llmstxt.org.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from lessonkit.publish.built_pages import Page, Whole
from lessonkit.publish.plain_fences import Fences, sentence
from lessonkit.publish.plain_lab import lab_markdown
from lessonkit.publish.plain_links import TWIN, Links
from lessonkit.site import Site

INDEX = "llms.txt"
"""The address below the site of the list of all twins."""

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.S)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_ABBREVIATION = re.compile(r"^\*\[[^\]]+\]:.*$", re.M)
_OPENS = re.compile(r"^(?P<indent> *)(?P<ticks>`{3,}|~{3,}) *(?P<head>.*?) *$")
_TAB = re.compile(r'^===[+!]* "(?P<title>[^"]*)" *$')
_ADMONITION = re.compile(r'^(?:!!!|\?\?\?\+?) +(?P<kind>[\w-]+)(?: "(?P<title>[^"]*)")? *$')
_HEADING = re.compile(r"^(#{1,6}) +(.+?)(?: +\{[^}]*\})? *$")
_TERM = re.compile(r'^(?P<term>\S[^\n{]*?) \{#[\w-]+(?: data-also="(?P<also>[^"]*)")?\}\n:\s+', re.M)
_DRAWING = re.compile(r'<svg\b[^>]*?(\baria-label="[^"]*").*?</svg>', re.S)
_LABEL = re.compile(r'\baria-label="([^"]*)"')
_CODE = re.compile(r"(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)|\$\$.+?\$\$|\$(?:[^$\n]|\n(?!\n))+\$", re.S)
"""Code within a line, and formulas: what stands in them is not Markdown."""
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BLANKS = re.compile(r"\n{3,}")
_BLANK_END = re.compile(r"[ \t]+$", re.M)


def twin(page: Page, site: Site, sources: set[str], html: str) -> str:
    """A page as plain Markdown.

    Args:
        page: The page.
        site: The project.
        sources: The sources of all pages, as paths below `docs/`.
        html: The page as it was built: a notebook's outputs stand nowhere else.

    Returns:
        Markdown that ends with where the page itself stands.

    Raises:
        ValueError: A fence names what is missing or wrong; the message names the page.
    """
    links = Links(page.source, sources)
    source = (site.docs / page.source).read_text(encoding="utf-8")
    text = lab_markdown(source, html) if page.is_lab else _FRONT_MATTER.sub("", source)
    try:
        text = _Walk(Fences(site, links), links).walked(text)
    except ValueError as error:
        raise ValueError(f"docs/{page.source}: {error}") from error
    return f"{text}\n\n---\n\nThis is the page {page.head.canonical or page.address} as plain Markdown.\n"


def llms_txt(pages: list[Page], whole: Whole) -> str:
    """The list of all twins: the site's name, what it is about, then a section for each part of its navigation."""
    parts: dict[str, list[str]] = {}
    for page in pages:
        row = f"- [{page.title}]({whole.url}{page.address}{TWIN}): {page.head.description}"
        parts.setdefault(page.part or "Optional", []).append(row)
    sections = "".join(f"\n## {part}\n\n{chr(10).join(rows)}\n" for part, rows in parts.items())
    return f"# {whole.name}\n\n> {whole.description}\n{sections}"


class _Walk:
    """Goes through a page's source line by line, and through what is indented below its tabs and boxes."""

    def __init__(self, fences: Fences, links: Links) -> None:
        self.fences = fences
        self.links = links
        self.level = 1

    def walked(self, text: str) -> str:
        """Markdown without what only this site's builder understands."""
        parts: list[str] = []
        words: list[str] = []
        lines = text.splitlines()
        while lines:
            made = self._special(lines)
            if made is None:
                words.append(lines.pop(0))
            else:
                parts += [self._prose("\n".join(words)), made]
                words = []
        parts.append(self._prose("\n".join(words)))
        return "\n\n".join(part.strip("\n") for part in parts if part.strip())

    def _special(self, lines: list[str]) -> str | None:
        """What a fence, a tab or a box at the beginning of these lines becomes, which are taken; else nothing."""
        if opens := _OPENS.match(lines[0]):
            return self._fence(lines, opens)
        if tab := _TAB.match(lines[0]):
            del lines[0]
            return f"{'#' * (self.level + 1)} {tab['title']}\n\n{self._deeper(_indented(lines))}"
        if box := _ADMONITION.match(lines[0]):
            del lines[0]
            inner = f"**{box['title'] or box['kind'].title()}**\n\n{self._deeper(_indented(lines))}"
            return textwrap.indent(inner, "> ", lambda line: True).replace("> \n", ">\n")
        if heading := _HEADING.match(lines[0]):
            self.level = len(heading[1])
            del lines[0]
            return f"{heading[1]} {self._prose(heading[2])}"
        return None

    def _fence(self, lines: list[str], opens: re.Match[str]) -> str:
        del lines[0]
        body = []
        while lines and lines[0].strip() != opens["ticks"]:
            body.append(lines.pop(0).removeprefix(opens["indent"]))
        del lines[:1]
        made = self.fences.translated(opens["head"], "\n".join(body), self.level + 1)
        return textwrap.indent(made, opens["indent"])

    def _deeper(self, text: str) -> str:
        """What stands below a tab or in a box; headings after it go on from where they were."""
        level, self.level = self.level, self.level + 1
        made = self.walked(text)
        self.level = level
        return made

    def _prose(self, text: str) -> str:
        """Words without HTML, and with links that lead on. Code and formulas stay as they are."""
        text = _ABBREVIATION.sub("", _COMMENT.sub("", text))
        text = _DRAWING.sub(lambda drawing: f"Figure: {sentence(_LABEL.search(drawing[1]))}", text)
        text = _TERM.sub(_term, text)
        text = "".join(self._words(words) if plain else words for plain, words in _split(text))
        return _BLANKS.sub("\n\n", _BLANK_END.sub("", text))

    def _words(self, text: str) -> str:
        return _TAG.sub("", re.sub(r" *<br ?/?> *", ", ", self.links.rewritten(text)))


def _indented(lines: list[str]) -> str:
    """The lines at the beginning that are indented or blank, which are taken, without their indent."""
    taken = []
    while lines and (not lines[0].strip() or lines[0].startswith("    ")):
        taken.append(lines.pop(0)[4:])
    return "\n".join(taken)


def _term(entry: re.Match[str]) -> str:
    """An entry of the glossary, on one line."""
    also = f" (also: {entry['also']})" if entry["also"] else ""
    return f"- **{entry['term']}**{also}: "


def _split(text: str) -> Iterator[tuple[bool, str]]:
    """Words, and what is not Markdown between them: each piece with whether it is words."""
    end = 0
    for code in _CODE.finditer(text):
        yield True, text[end : code.start()]
        yield False, code[0]
        end = code.end()
    yield True, text[end:]

"""What the fences of a page become in its Markdown twin: the same, read by itself, without HTML."""

from __future__ import annotations

import inspect
import posixpath
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

from lessonkit.claims import claims_in, claims_path
from lessonkit.lessons import Card, lesson_pages, read_card
from lessonkit.page_source import Fence, fences_in
from lessonkit.publish.plain_links import Links
from lessonkit.publish.plain_quiz import fence, question_markdown, quiz_markdown
from lessonkit.quiz import EVERYTHING, EXAMPLES, TYPES, Quiz
from lessonkit.quiz_file import load_quiz
from lessonkit.quiz_guide import SHARED, fields_html, source_of
from lessonkit.site import Site

_ALT = re.compile(r'\balt="([^"]*)"')


class Fences:
    """Translates the fences of one page.

    Args:
        site: The project.
        links: Where the page's links lead.
    """

    def __init__(self, site: Site, links: Links) -> None:
        self.site = site
        self.links = links
        self.ways: dict[str, Callable[[str, int], str]] = {
            "quiz": self._quiz,
            "claims": self._claims,
            "lessons": self._lessons,
            "review": self._review,
            "quiz-guide": self._quiz_guide,
        }
        """What becomes of each fence of our own, given what it holds and the level for headings in it."""

    def translated(self, head: str, body: str, level: int) -> str:
        """A fence, given what stands behind its ticks, what it holds, and the level for headings in it.

        Raises:
            ValueError: What it names is missing or wrong.
        """
        language = head.partition(" ")[0]
        if language in self.ways:
            return self.ways[language](body.strip(), level)
        if language == "python" and 'exec="on"' in head:
            return self._ran(head, body)
        return fence(self._included(body), language)

    def _ran(self, head: str, body: str) -> str:
        """A program, what it printed, and what its figure shows."""
        path = self.site.snippets / Fence(Path(), 0, head, body).includes[0]
        result = self.site.result(self.site.snippet(path))
        if not result.ok:
            raise ValueError(f"snippets/{path.parent.name}/{path.name}: {result.error}; expected it to run")
        name = f"snippets/{path.parent.name}/{path.name}"
        parts = [f"The program [{path.name}]({self.links.to(name)}):", fence(self._included(body), "python")]
        if result.stdout.strip():
            parts += ["It printed:", fence(result.stdout, "text")]
        if result.figures:
            parts.append(f"It drew a figure. {sentence(_ALT.search(head))}")
        return "\n\n".join(parts)

    def _included(self, body: str) -> str:
        """A fence's text with the files that it includes; what is only shown as an include stays."""
        lines = []
        for line in body.splitlines():
            for name in Fence(Path(), 0, "", line).includes:
                line = (self.site.snippets / name).read_text(encoding="utf-8").strip("\n")
            lines.append(line.replace(";--8<--", "--8<--"))
        return "\n".join(lines)

    def _load(self, slug: str) -> Quiz:
        path = self.site.quizzes / f"{slug}.json"
        quiz, problems = load_quiz(path, self.site.relative(path))
        if not quiz:
            raise ValueError("\n".join(map(str, problems)))
        return quiz

    def _quiz(self, slug: str, level: int) -> str:
        return quiz_markdown(self._load(slug), self.site.snippets, level)

    def _claims(self, slug: str, level: int) -> str:
        path = claims_path(self.site.claims, slug)
        address = f"{self.site.repo_url}/blob/main/{self.site.relative(path).as_posix()}"
        return "\n".join(f"- {claim.text} ([the test]({address}#L{claim.line}))" for claim in claims_in(path))

    def _lessons(self, body: str, level: int) -> str:
        """All lessons, a path through some, or some as cards: each with its time, and what it says of itself."""
        cards = {path.stem: read_card(path) for path in lesson_pages(self.site.root)}
        words = body.split()
        as_cards = words[:1] == ["cards"]
        if missing := [slug for slug in words[as_cards:] if slug not in cards]:
            raise ValueError(f"no lesson has the slug {', '.join(missing)}; there are: {', '.join(cards)}")
        chosen = [cards[slug] for slug in words[as_cards:]] or list(cards.values())
        rows = (self._described(card) if as_cards else self._placed(card, cards) for card in chosen)
        return "\n".join(f"{number}. {row}" for number, row in enumerate(rows, start=1))

    def _described(self, card: Card) -> str:
        return f"{self._lesson(card)}, {card.minutes} minutes. {card.description}".strip()

    def _placed(self, card: Card, cards: dict[str, Card]) -> str:
        """A lesson with what to take away from it, and with those that it builds on."""
        on = ", ".join(self._lesson(cards[slug]) for slug in card.builds_on)
        said = [f"{self._lesson(card)}, {card.minutes} minutes.", card.takeaway, f"Builds on {on}." if on else ""]
        return " ".join(part for part in said if part)

    def _lesson(self, card: Card) -> str:
        return f"[{card.title}]({self.links.to(f'lessons/{card.slug}.md')})"

    def _review(self, body: str, level: int) -> str:
        """The lessons that ask questions, and the files that hold all of these."""
        rows = []
        for page in filter(Path.is_file, lesson_pages(self.site.root)):
            if any(fence.language == "quiz" for fence in fences_in(page)):
                quiz = self._load(page.stem)
                count = len(quiz.questions)
                link = f"[{quiz.title}]({self.links.to(f'lessons/{page.name}')})"
                rows.append(f"- {link}: {count} question{'s' * (count != 1)}")
        together = posixpath.join("downloads", EVERYTHING)
        anki, moodle = (self.links.to(f"{together}{suffix}") for suffix in (".apkg", ".gift.txt"))
        return "\n".join(rows) + f"\n\nAll questions [for Anki]({anki}) and [for Moodle]({moodle})."

    def _quiz_guide(self, name: str, level: int) -> str:
        """The fields of a model; of a type of question also what it is, and an example."""
        if name in SHARED:
            return list_of_fields(fields_html(name))
        quiz = self._load(EXAMPLES)
        number, example = next((at, each) for at, each in enumerate(quiz.questions) if each.type == name)
        source = source_of((self.site.quizzes / f"{EXAMPLES}.json").read_text(encoding="utf-8"), number)
        return "\n\n".join(
            [
                inspect.getdoc(TYPES[name]) or "",
                "An example:",
                question_markdown(example, self.site.snippets),
                "This example as data:",
                fence(source, "json"),
                "Its own fields:",
                list_of_fields(fields_html(name)),
            ]
        )


def sentence(alt: re.Match[str] | None) -> str:
    """The words of a figure, with a full stop."""
    words = alt[1].strip() if alt else ""
    return words if words.endswith((".", "?", "!")) else f"{words}."


def list_of_fields(html: str) -> str:
    """A definition list of fields, which may hold others, as a Markdown list."""
    reader = _FieldReader()
    reader.feed(html)
    reader.close()
    return "".join(reader.parts).strip("\n")


class _FieldReader(HTMLParser):
    """Turns `dl`, `dt`, `dd` and `code` into Markdown."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.depth += tag == "dl"
        self.parts.append({"dt": f"\n{'  ' * (self.depth - 1)}- ", "dd": ": ", "code": "`"}.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "dl"
        self.parts.append("`" if tag == "code" else "")

    def handle_data(self, data: str) -> None:
        self.parts.append(" ".join(data.splitlines()))

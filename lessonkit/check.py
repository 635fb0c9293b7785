"""Validates everything without building pages: rooms, snippets, quizzes, claims, and what links them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lessonkit.claims import claims_in, claims_path
from lessonkit.descriptions import description_problems
from lessonkit.form import Lesson, form_problems
from lessonkit.formulas.cache import formula_problems
from lessonkit.glossary import GLOSSARY, read_glossary
from lessonkit.jobs import Job, Result, first_line_of_failure
from lessonkit.lessons import lesson_pages, read_card, too_early
from lessonkit.page_source import Fence, anchors_in, fences_in, front_matter, included_in
from lessonkit.problems import Problem
from lessonkit.proof import prove
from lessonkit.quiz import EXAMPLES, Quiz
from lessonkit.quiz_file import load_quiz, locate
from lessonkit.quiz_form import key_problems, quiz_problems
from lessonkit.site import Site

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check(site: Site) -> list[Problem]:
    """Find everything that is wrong, in the order of files and lines."""
    results = site.bring_up_to_date()
    fences = [fence for page in sorted(site.docs.rglob("*.md")) for fence in fences_in(page)]
    quizzes, problems = _load_all(site)
    problems += _rooms(site)
    problems += _snippets(site, fences, quizzes)
    problems += _runs(site, fences, results)
    problems += _claims(site)
    problems += _lessons(site, results, quizzes)
    problems += _map(site)
    problems += description_problems(site)
    problems += _glossary(site)
    problems += formula_problems(site)
    problems += key_problems(site.relative(site.quizzes), list(quizzes.values()))
    for path, quiz in quizzes.items():
        lines, _duplicates = locate(path.read_text(encoding="utf-8"))
        problems += prove(quiz, site.relative(path), lines, site.snippets, results)
        problems += _quiz_links(site, path, quiz, lines)
    return sorted(set(problems))


def _load_all(site: Site) -> tuple[dict[Path, Quiz], list[Problem]]:
    quizzes, problems = {}, []
    for path in site.quiz_paths():
        quiz, found = load_quiz(path, site.relative(path))
        problems += found
        if quiz:
            quizzes[path] = quiz
    return quizzes, problems


def _rooms(site: Site) -> Iterator[Problem]:
    """One slug, four rooms, and a line in the navigation."""
    pages = {page.stem for page in (site.docs / "lessons").glob("*.md")}
    folders = {folder.name for folder in site.snippets.iterdir() if folder.is_dir() and folder.name[0] not in "._"}
    tests = {path.stem.removeprefix("test_").replace("_", "-") for path in site.claims.glob("test_*.py")}
    navigation = [page.stem for page in lesson_pages(site.root)]
    for slug in sorted((pages | folders | tests | {path.stem for path in site.quiz_paths()}) - {EXAMPLES}):
        if not _SLUG.fullmatch(slug):
            yield Problem(Path("docs/lessons"), 1, f"the slug {slug!r}", "expected lower-case words joined by hyphens")
        rooms = {
            site.docs / "lessons" / f"{slug}.md": "the page",
            site.snippets / slug: "the snippets' folder",
            site.quizzes / f"{slug}.json": "the quiz",
            claims_path(site.claims, slug): "the claims",
        }
        there = [room for room in rooms if room.exists()]
        for room in rooms.keys() - set(there):
            mend = (
                f"expected it, because {site.relative(there[0])} is there; make it, or remove the lesson's other rooms"
            )
            yield Problem(site.relative(room), 1, f"{rooms[room]} of the lesson {slug!r} is missing", mend)
        if slug not in navigation:
            yield Problem(
                Path("mkdocs.yml"), 1, f"the navigation lacks lessons/{slug}.md", "expected a line; add it to nav"
            )


def _snippets(site: Site, fences: list[Fence], quizzes: dict[Path, Quiz]) -> Iterator[Problem]:
    """Each executed fence includes one snippet; each snippet is shown somewhere."""
    shown = {question.run.snippet for quiz in quizzes.values() for question in quiz.questions if question.run}
    for fence in fences:
        name = site.relative(fence.page)
        if fence.runs and len(fence.includes) != 1:
            yield Problem(name, fence.line, f"the fence includes {len(fence.includes)} files", "expected one snippet")
        for include in fence.includes:
            if (site.snippets / include).is_file():
                shown.add(include)
            else:
                what = f"snippets/{include} is missing"
                yield Problem(name, fence.line, what, "expected a file; make it, or mend the name")
        slug = fence.body.strip()
        if fence.language == "quiz" and not (site.quizzes / f"{slug}.json").is_file():
            yield Problem(name, fence.line, f"there is no quiz {slug!r}", f"expected quiz_data/{slug}.json")
        if fence.language == "claims" and not claims_path(site.claims, slug).is_file():
            yield Problem(name, fence.line, f"there are no claims {slug!r}", "expected a test file; see tests/lessons")
    for path in site.snippet_paths():
        if path.relative_to(site.snippets).as_posix() not in shown and path not in site.snippets_of_faulty_quizzes():
            mend = "expected a page or a quiz that shows it; include it there, or remove it"
            yield Problem(site.relative(path), 1, "no page and no quiz shows this snippet", mend)
    asked = {fence.body.strip() for fence in fences if fence.language == "quiz"}
    asked |= {EXAMPLES for fence in fences if fence.language == "quiz-guide"}
    for path in site.quiz_paths():
        if path.stem not in asked:
            mend = f"expected a quiz fence with {path.stem!r} on a page; add it, or remove the quiz"
            yield Problem(site.relative(path), 1, "no page shows this quiz", mend)


def _runs(site: Site, fences: list[Fence], results: dict[Job, Result]) -> Iterator[Problem]:
    """Snippets run to their end, and figures have words."""
    drawing = set()
    for job, result in results.items():
        if not result.ok and not job.may_raise:
            what = first_line_of_failure(job, result).partition(": ")[2]
            mend = f"expected it to run; see it with: lessonkit run {job.name}"
            yield Problem(site.relative(job.path), result.line or 1, what, mend)
        if result.figures:
            drawing.add(job.path.relative_to(site.snippets).as_posix())
    for fence in fences:
        if fence.runs and 'alt="' not in fence.head and drawing.intersection(fence.includes):
            mend = 'expected alt="…", which says what it shows to those who cannot see it; add it to the fence'
            yield Problem(site.relative(fence.page), fence.line, "a figure without words", mend)


def _claims(site: Site) -> Iterator[Problem]:
    for path in sorted(site.claims.glob("test_*.py")):
        name = site.relative(path)
        try:
            claims = claims_in(path)
        except SyntaxError as error:
            yield Problem(name, error.lineno or 1, f"not Python: {error.msg}", "mend it there")
            continue
        if not claims:
            yield Problem(name, 1, "no claim", "expected a test function with a docstring; write one")
        for claim in claims:
            if not claim.text:
                yield Problem(
                    name, claim.line, f"{claim.test} claims nothing", "expected a docstring: the claim in words"
                )


def _lessons(site: Site, results: dict[Job, Result], quizzes: dict[Path, Quiz]) -> Iterator[Problem]:
    """Lessons, and their quizzes, have the form that all share."""
    printed = {job.path: result.stdout for job, result in results.items() if not job.may_raise}
    for page in sorted((site.docs / "lessons").glob("*.md")):
        shown = [path for path in map(site.snippets.joinpath, included_in(page)) if path.is_file()]
        fences = fences_in(page)
        seen = {site.snippets / name for fence in fences if not fence.hides for name in fence.includes}
        tests = claims_path(site.claims, page.stem)
        lesson = Lesson(
            page,
            site.relative(page),
            "\n".join(path.read_text(encoding="utf-8") for path in shown if path in seen),
            "\n".join(printed.get(path, "") for path in shown),
            tests.read_text(encoding="utf-8") if tests.is_file() else "",
            site.relative(tests),
        )
        yield from form_problems(lesson)
        path = site.quizzes / f"{page.stem}.json"
        if path in quizzes and not lesson.is_practice:
            yield from quiz_problems(site.relative(path), path, quizzes[path])


def _map(site: Site) -> Iterator[Problem]:
    """Lessons say of themselves what the map needs, and build on lessons that come before them."""
    cards = []
    for page in filter(Path.is_file, lesson_pages(site.root)):
        try:
            cards.append(read_card(page))
        except ValueError as error:
            yield Problem(site.relative(page), 1, str(error), "expected it, for the map of the lessons; add it")
    for card, later in too_early(cards):
        mend = "expected lessons that come before it in the navigation; mend its first lines, or the order there"
        yield Problem(Path("docs/lessons", f"{card.slug}.md"), 1, f"it builds on {', '.join(later)}", mend)


def _glossary(site: Site) -> Iterator[Problem]:
    """Each id and each name stands in the glossary once, and the terms in their order."""
    path = site.docs / GLOSSARY
    terms = read_glossary(path)
    seen: set[str] = set()
    for before, term in zip([None, *terms], terms, strict=False):
        for word in (f"#{term.id}", *(name.lower() for name in term.names)):
            if word in seen:
                mend = "expected each id and each name once; remove one of the two"
                yield Problem(site.relative(path), term.line, f"{word} stands here again", mend)
            seen.add(word)
        if before and before.names[0].lower() > term.names[0].lower():
            mend = f"expected it before {before.names[0]!r}; move it there"
            yield Problem(site.relative(path), term.line, f"{term.names[0]!r} is out of order", mend)


def _quiz_links(site: Site, path: Path, quiz: Quiz, lines: dict[str, int]) -> Iterator[Problem]:
    name = site.relative(path)
    if quiz.lesson != path.stem:
        yield Problem(name, lines["/lesson"], f"/lesson is {quiz.lesson!r}", f"expected the file's name, {path.stem!r}")
    lesson = site.docs / "lessons" / f"{path.stem}.md"
    title = front_matter(lesson.read_text(encoding="utf-8")).get("title") if lesson.is_file() else quiz.title
    if quiz.title != title:
        yield Problem(name, lines["/title"], f"/title is {quiz.title!r}", f"expected the page's title, {title!r}")
    for number, question in enumerate(quiz.questions):
        page, _, anchor = question.ref.partition("#")
        place = lines[f"/questions/{number}/ref"]
        if not (site.docs / page).is_file():
            yield Problem(name, place, f"the ref {question.ref!r} names no page", "expected a path below docs/")
        elif anchor and anchor not in anchors_in(site.docs / page):
            anchors = ", ".join(sorted(anchors_in(site.docs / page)))
            yield Problem(name, place, f"the ref {question.ref!r} names no heading", f"expected one of: {anchors}")

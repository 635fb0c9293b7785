"""Reads a quiz file, and finds everything that is wrong with its form at once, each with its line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from lessonkit.problems import Problem
from lessonkit.quiz import (
    TYPES,
    AnyQuestion,
    FixBug,
    Model,
    Multi,
    Numeric,
    Order,
    PredictOutput,
    Quiz,
    Short,
    near,
    plain,
)

_QUIZ: TypeAdapter[Quiz] = TypeAdapter(Quiz)
_QUESTION: TypeAdapter[AnyQuestion] = TypeAdapter(AnyQuestion)
_MAX_DEPTH = 20
"""How deep values may lie in each other; a quiz needs six."""
_MAX_SAID = 1000
"""How much of what was found, or expected, is said: what is wrong with a text may be that it is a megabyte."""


def load_quiz(path: Path, name: Path) -> tuple[Quiz | None, list[Problem]]:
    """Read a quiz file.

    Args:
        path: The file.
        name: Its path as messages should give it, from the project's root.

    Returns:
        The quiz, and no problems; or None, and all problems of its form.
    """
    try:
        text = path.read_text(encoding="utf-8")
        data = json.loads(text, parse_int=_whole_number)
    except json.JSONDecodeError as error:
        return None, [Problem(name, error.lineno, f"not JSON: {error.msg}", "expected valid JSON; mend it there")]
    except (OSError, ValueError, RecursionError) as error:  # ValueError: no UTF-8
        return None, [Problem(name, 1, f"cannot be read: {error}", "expected a JSON file in UTF-8")]
    lines, duplicates = locate(text)
    quiz, problems = _validated(name, data, lines)
    for pointer, line in duplicates:
        what = f"{pointer}: this key stands here twice"
        problems.append(Problem(name, line, what, "expected each key once; remove one"))
    said = [Problem(name, problem.line, sayable(problem.what), sayable(problem.mend)) for problem in problems]
    return (None, sorted(said)) if said else (quiz, [])


def _validated(name: Path, data: Any, lines: dict[str, int]) -> tuple[Quiz | None, list[Problem]]:
    """The quiz in what was read, if it is one, and what is wrong with it."""
    # What lies endlessly deep cannot even be quoted, and says nothing more.
    if deep := next((pointer for pointer in lines if pointer.count("/") > _MAX_DEPTH), ""):
        mend = f"expected nothing deeper than {_MAX_DEPTH} levels; take some brackets away"
        return None, [Problem(name, lines[deep], f"{deep} lies too deep", mend)]
    quiz, problems = None, []
    try:
        quiz = _QUIZ.validate_python(data)
    except ValidationError as error:
        problems += [_form_problem(name, detail, data, lines) for detail in error.errors()]
    for pointer, what, mend in _cross_references(data):
        problems.append(Problem(name, _line(lines, pointer), f"{pointer} {what}", mend))
    return quiz, problems


def _whole_number(digits: str) -> int | float:
    """A whole number. One of thousands of digits, which Python will not read, is infinite: no field takes it."""
    return int(digits) if len(digits) <= 1000 else float(digits)


@dataclass
class _Open:
    """An object or a list whose end has not come yet."""

    pointer: str
    is_object: bool
    index: int = 0
    keys: set[str] = field(default_factory=set)


def locate(text: str) -> tuple[dict[str, int], list[tuple[str, int]]]:
    """Find the line of each value in a JSON text.

    Args:
        text: Valid JSON.

    Returns:
        JSON pointer to line, and the pointers and lines of keys that stand twice in one object.
    """
    lines: dict[str, int] = {}
    duplicates: list[tuple[str, int]] = []
    stack: list[_Open] = []
    pointer: str | None = None  # of the key that stands before a value
    line, last = 1, 0
    for token in re.finditer(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+', text):
        line, last = line + text.count("\n", last, token.start()), token.start()
        symbol = token[0]
        if symbol == ",":
            stack[-1].index += 1
        elif symbol in "]}":
            stack.pop()
        elif pointer is None and stack and stack[-1].is_object:
            key = json.loads(symbol)
            pointer = stack[-1].pointer + _pointer(key)
            if key in stack[-1].keys:
                duplicates.append((pointer, line))
            stack[-1].keys.add(key)
            lines[pointer] = line
        elif symbol != ":":
            if pointer is None:
                pointer = stack[-1].pointer + _pointer(stack[-1].index) if stack else ""
                lines[pointer] = line
            if symbol in "[{":
                stack.append(_Open(pointer, symbol == "{"))
            pointer = None
    return lines, duplicates


def _pointer(*parts: object) -> str:
    """A JSON pointer of keys and indices."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


_LIKE = {"snippet": "big-picture/two_answers.py", "ref": "lessons/big-picture.md#the-code", "unit": "%"}
"""What a text of a certain form may look like, by its key; all others are names."""


def _form_problem(name: Path, detail: Any, data: Any, lines: dict[str, int]) -> Problem:
    """What pydantic found, where it stands in the file, and what would be right."""
    place = detail["loc"]
    if len(place) > 2 and place[0] == "questions":  # pydantic puts the question's type third: not a place in the file
        place = place[:2] + place[3:]
    value, expected = detail["input"], f"expected: {detail['msg']}"
    missing = detail["type"] == "missing"
    if detail["type"].startswith("union_tag"):  # the type, on which everything else hangs
        place = (*place, "type")
        missing = "type" not in value
        value, expected = value.get("type"), f"expected one of: {', '.join(TYPES)}"
    pointer = _pointer(*place)
    if missing:
        line = _line(lines, pointer.rpartition("/")[0])
        return Problem(name, line, f"{pointer} is missing", f'expected it; add "{place[-1]}" here')
    if detail["type"] == "extra_forbidden":
        known = ", ".join(_known_keys(place, data))
        return Problem(name, _line(lines, pointer), f"{pointer} is an unknown key", f"expected one of: {known}")
    if detail["type"] == "string_pattern_mismatch":
        expected += f", such as {_LIKE.get(place[-1], 'two-words')}"
    elif detail["type"] == "model_type":
        expected = "expected: an object, {…}"
    elif isinstance(value, str) and detail["type"] in ("float_type", "int_type"):
        expected += ", without quotes"
    found = json.dumps(value, ensure_ascii=False)
    found = found if len(found) <= 60 else found[:57] + "..."
    return Problem(name, _line(lines, pointer), f"{pointer or 'the whole file'} is {found}", expected)


def _line(lines: dict[str, int], pointer: str) -> int:
    """The line of a value, or of the nearest one around it that is in the file."""
    while pointer and pointer not in lines:
        pointer = pointer.rpartition("/")[0]
    return lines.get(pointer, 1)


def sayable(text: str) -> str:
    """A text in a length that people read, with what nobody can see, or no terminal can show, written as its code."""
    text = text if len(text) <= _MAX_SAID else text[: _MAX_SAID - 3] + "..."
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in text)


def _known_keys(place: tuple[Any, ...], data: Any) -> list[str]:
    """The keys that may stand beside the one at a place: those of the model that the way there leads to."""
    model: type[Model] = Quiz
    for part in place[:-1]:
        if part == "questions":
            model = TYPES[data["questions"][place[1]]["type"]]
        elif isinstance(part, str):
            found = next(info for key, info in model.model_fields.items() if part in (key, info.alias))
            model = next(_models_in(found.annotation))
    return [info.alias or key for key, info in model.model_fields.items()]


def _models_in(annotation: Any) -> Iterator[type[Model]]:
    """The models that a field's type names, however deep in lists and alternatives."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


Finding = tuple[str, str, str]
"""Pointer; what is wrong; what was expected and how to mend it."""


def _cross_references(data: Any) -> Iterator[Finding]:
    """What no field can tell alone. Works on whatever was read, so that all is found at once."""
    questions = _items(data, "questions")
    for pointer, text in _twice("/questions", questions):
        yield pointer, f"is {text!r}, which another question has too", "expected an id of its own; rename the newer one"
    for number, question in enumerate(questions):
        place = f"/questions/{number}"
        yield from _names(place, question)
        try:
            whole = _QUESTION.validate_python(question)
        except ValidationError:
            continue  # its form comes first
        for pointer, what, mend in _sense(whole):
            yield place + pointer, what, mend


def _names(place: str, question: Any) -> Iterator[Finding]:
    """Ids that stand twice in a question, and ids that name nothing."""
    known = {}
    for plural, one in (("options", "option"), ("slips", "slip"), ("buckets", "bucket")):
        items = _items(question, plural)
        for pointer, text in _twice(f"{place}/{plural}", items):
            yield pointer, f"is {text!r}, which another {one} has too", "expected an id of its own; rename one"
        known[one] = [item["id"] for item in items if isinstance(item, dict) and "id" in item]
    for pointer, one, text in _named(place, question):
        names = known[one] or (known["slip"] if one == "option" else [])
        if text not in names:
            mend = f"expected one of: {', '.join(map(str, names))}"
            yield pointer, f"names the {one} {text!r}, which there is not", mend


def _items(parent: Any, key: str) -> list[Any]:
    value = parent.get(key) if isinstance(parent, dict) else None
    return value if isinstance(value, list) else []


def _twice(place: str, items: list[Any]) -> Iterator[tuple[str, str]]:
    """Pointer and text of each id that an earlier item has."""
    seen: set[str] = set()
    for number, item in enumerate(items):
        text = item.get("id") if isinstance(item, dict) else None
        if isinstance(text, str):
            if text in seen:
                yield f"{place}/{number}/id", text
            seen.add(text)


def _named(place: str, question: Any) -> Iterator[tuple[str, str, Any]]:
    """Each place where a question names something of its own: pointer, what it names, and the name."""
    answer = question.get("answer") if isinstance(question, dict) else None
    chosen = _items(question, "options")  # without options, an answer is a number
    if isinstance(answer, str) and chosen:
        yield f"{place}/answer", "option", answer
    for number, text in enumerate(_items(question, "answer") if chosen else []):
        yield f"{place}/answer/{number}", "option", text
    for number, mistake in enumerate(_items(question, "mistakes")):
        for index, text in enumerate(_items(mistake, "options")):
            yield f"{place}/mistakes/{number}/options/{index}", "option", text
    for number, option in enumerate(_items(question, "options")):
        if _items(question, "buckets") and isinstance(option, dict):
            yield f"{place}/options/{number}/bucket", "bucket", option.get("bucket")


def _sense(question: AnyQuestion) -> Iterator[Finding]:
    """What a question of good form may still get wrong."""
    if question.run and question.run.prints is not None and question.run.raises is not None:
        yield "/run", "has both prints and raises", "expected at most one; a program ends in one way"
    if isinstance(question, PredictOutput | FixBug) and question.run.shown == "solution":
        yield "/run/shown", "hides the program that is asked about", 'expected it in the question; remove "shown"'
    for place in ("options", "buckets"):
        yield from _alike(place, getattr(question, place, []))
    if isinstance(question, Order):
        yield from _sense_of_order(question)
    elif isinstance(question, Numeric):
        for number, slip in enumerate(question.slips):
            if near(slip.value, question.answer, question.tolerance):
                mend = f"expected it further than {question.tolerance:g} from {question.answer:g}"
                yield f"/slips/{number}/value", f"is {slip.value:g}, which counts as right", mend
    elif isinstance(question, Short):
        yield from _sense_of_short(question)
    elif isinstance(question, Multi) and len(set(question.answer)) < len(question.answer):
        yield "/answer", "names an option twice", "expected each right option once"


def _alike(place: str, items: list[Model]) -> Iterator[Finding]:
    """Items that nobody can tell from an earlier one: choosing between them would be luck."""
    seen: dict[str, str] = {}
    for number, item in enumerate(items):
        shown = repr(item.model_dump(exclude={"id", "feedback", "bucket"}))
        if shown in seen:
            mend = "expected something else in each; join the two, or change one"
            yield f"/{place}/{number}", f"says the same as {seen[shown]!r}", mend
        seen[shown] = item.id  # type: ignore[attr-defined]


def _sense_of_short(question: Short) -> Iterator[Finding]:
    for number, text in enumerate(question.accepted):
        if not plain(text):
            yield f"/accepted/{number}", f"is {text!r}, of which nothing counts", "expected a word; write one"
    right = {plain(text) for text in question.accepted}
    for number, slip in enumerate(question.slips):
        for index, text in enumerate(slip.texts):
            if plain(text) in right:
                yield f"/slips/{number}/texts/{index}", f"is {text!r}, which counts as right", "expected it wrong"


def _sense_of_order(question: Order) -> Iterator[Finding]:
    shown = [option.id for option in question.options]
    if sorted(question.answer) != sorted(shown):
        yield "/answer", "does not name each option once", f"expected all of these, in their right order: {shown}"
    elif question.answer == shown:
        yield "/options", "stand in the right order already", "expected another order: so they are shown"
    coded = [bool(option.code) for option in question.options]
    if any(coded) and not (all(coded) and question.run):
        mend = 'expected "code" for each option and a "run", or for none; the program proves the order of its lines'
        yield "/options", "have code in part, or without a run", mend
    for number, option in enumerate(question.options):
        if not option.text and not option.code:
            yield f"/options/{number}/text", "says nothing", 'expected words, or "code"; write one of them'

"""The quiz's data: models that say what a quiz file may hold, and a loader that finds all mistakes at once.

The models are the source of truth. The JSON Schema beside the data is written from them (`make schema`), so that an
editor completes and checks while one types.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, alias_generators

from lessonkit.problems import Problem

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="Lower-case words joined by hyphens.")]
Markdown = Annotated[str, Field(min_length=1, description="Markdown; HTML in it is shown as text.")]


class Model(BaseModel):
    """Strict: a key that nobody knows and a value of the wrong type are errors."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, alias_generator=alias_generators.to_camel, populate_by_name=True
    )


class Step(Model):
    """One step of a worked solution."""

    title: Markdown
    body: Markdown


class Solution(Model):
    """How to get to the answer, for someone who did not."""

    steps: Annotated[list[Step], Field(min_length=2)]
    final: Annotated[Markdown, Field(description="The answer in words, without a letter: the page adds it.")]
    quick_check: Annotated[Markdown, Field(description="One line by which one can check oneself.")]


class Mistake(Model):
    """A wrong way of thinking that many take."""

    text: Markdown
    options: Annotated[list[Id], Field(description="The options that show this mistake.")] = []


class Raises(Model):
    """The exception with which a program ends."""

    type: Annotated[str, Field(description="Its type's name, or that of a base: `ValueError`.")]
    match: Annotated[str, Field(description="A regular expression found in its message.")] = ""


class Run(Model):
    """A program, and what it must do. It is run when the site is built."""

    snippet: Annotated[str, Field(pattern=r"^[a-z0-9-]+/\w+\.py$", description="Path below `snippets/`.")]
    prints: Annotated[str | None, Field(description="All that it prints; blanks at the end do not count.")] = None
    raises: Annotated[Raises | None, Field(description="The exception with which it ends.")] = None


class Option(Model):
    """One possible answer."""

    id: Id
    text: Markdown
    feedback: Annotated[Markdown, Field(description="Why it is right or wrong, said to whoever chose it.")]


class Output(Option):
    """A guess at what a program prints."""

    text: Annotated[str, Field(description="Words beside the value, if it needs any.")] = ""
    value: Annotated[str, Field(description="What the program would print; blanks at the end do not count.")]


class Fix(Option):
    """A change to a program that would mend it, or would not."""

    replace: Annotated[str, Field(min_length=1, description="Text that occurs once in the program.")]
    by: Annotated[str, Field(description="What stands there instead.")]


class Question(Model):
    """What all types of question share."""

    id: Annotated[Id, Field(description="Never changed and never used again: learners' progress hangs on it.")]
    rev: Annotated[int, Field(ge=1, description="Raise it when the question changes so much that progress is void.")]
    prompt: Annotated[Markdown, Field(description="The question; its first paragraph is what a screen reader says.")]
    hints: Annotated[list[Markdown], Field(max_length=3)] = []
    solution: Solution
    mistakes: list[Mistake] = []
    ref: Annotated[str, Field(description="The section that teaches it: `lessons/big-picture.md#the-code`.")]
    tags: list[Id] = []


class Single(Question):
    """One right answer among several."""

    type: Literal["single"]
    run: Run | None = None
    options: Annotated[list[Option], Field(min_length=2, max_length=6)]
    answer: Id


class Multi(Question):
    """Several right answers; all of them, and no other, must be chosen."""

    type: Literal["multi"]
    run: Run | None = None
    options: Annotated[list[Option], Field(min_length=3, max_length=8)]
    answer: Annotated[list[Id], Field(min_length=1)]


class PredictOutput(Question):
    """What does this program print? Only the right option's value may equal what it really prints."""

    type: Literal["predict-output"]
    run: Run
    options: Annotated[list[Output], Field(min_length=2, max_length=6)]
    answer: Id


class FixBug(Question):
    """Which change mends this program? Each is tried, and only the right one may run to its end."""

    type: Literal["fix-bug"]
    run: Run
    options: Annotated[list[Fix], Field(min_length=2, max_length=6)]
    answer: Id


AnyQuestion = Annotated[Single | Multi | PredictOutput | FixBug, Field(discriminator="type")]


class Quiz(Model):
    """The questions of one lesson, in the order shown."""

    schema_: Annotated[Literal["quiz.schema.json"], Field(alias="$schema")] = "quiz.schema.json"
    version: Literal[1]
    lesson: Id
    title: str
    questions: Annotated[list[AnyQuestion], Field(min_length=1)]


def right_answers(question: AnyQuestion) -> list[str]:
    """The ids of the options to choose."""
    return question.answer if isinstance(question, Multi) else [question.answer]


def json_schema() -> str:
    """The JSON Schema (2020-12) of a quiz file."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **TypeAdapter(Quiz).json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


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
        data = json.loads(text)
    except json.JSONDecodeError as error:
        return None, [Problem(name, error.lineno, f"not JSON: {error.msg}", "expected valid JSON; mend it there")]
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        return None, [Problem(name, 1, f"cannot be read: {error}", "expected a JSON file in UTF-8")]
    lines, duplicates = locate(text)
    problems = [
        Problem(name, line, f"{pointer}: this key stands here twice", "expected each key once; remove one")
        for pointer, line in duplicates
    ]
    quiz = None
    try:
        quiz = TypeAdapter(Quiz).validate_python(data)
    except ValidationError as error:
        problems += [_form_problem(name, detail, data, lines) for detail in error.errors()]
    problems += _cross_references(name, data, lines)
    return (None, sorted(problems)) if problems else (quiz, [])


def locate(text: str) -> tuple[dict[str, int], list[tuple[str, int]]]:
    """Find the line of each value in a JSON text.

    Args:
        text: Valid JSON.

    Returns:
        JSON pointer to line, and the pointers and lines of keys that stand twice in one object.
    """
    lines: dict[str, int] = {}
    duplicates: list[tuple[str, int]] = []
    stack: list[tuple[str, int | None]] = []  # the pointer of each open value; the index in it, None for an object
    pointer, key = "", None
    line, last = 1, 0
    for token in re.finditer(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+', text):
        line, last = line + text.count("\n", last, token.start()), token.start()
        symbol = token[0]
        if symbol == ",":
            if stack and stack[-1][1] is not None:
                stack[-1] = (stack[-1][0], stack[-1][1] + 1)
            continue
        if symbol in "]}":
            stack.pop()
            continue
        if symbol == ":":
            continue
        parent, index = stack[-1] if stack else ("", None)
        if stack and index is None and key is None:
            key = json.loads(symbol)
            pointer = f"{parent}/{key.replace('~', '~0').replace('/', '~1')}"
            if pointer in lines:
                duplicates.append((pointer, line))
            lines[pointer] = line
            continue
        pointer = pointer if key is not None else (f"{parent}/{index}" if stack else "")
        lines.setdefault(pointer, line)
        key = None
        if symbol in "[{":
            stack.append((pointer, 0 if symbol == "[" else None))
    return lines, duplicates


def _form_problem(name: Path, detail: Any, data: Any, lines: dict[str, int]) -> Problem:
    """What pydantic found, where it stands in the file, and what would be right."""
    place = detail["loc"]
    if len(place) > 2 and place[0] == "questions":  # pydantic puts the question's type third: not a place in the file
        place = place[:2] + place[3:]
    pointer = "".join(f"/{part}" for part in place)
    if detail["type"] == "missing":
        line = _line(lines, pointer.rpartition("/")[0])
        return Problem(name, line, f"{pointer} is missing", f'expected it; add "{place[-1]}" here')
    if detail["type"] == "extra_forbidden":
        known = ", ".join(_known_keys(place, data))
        return Problem(name, _line(lines, pointer), f"{pointer} is an unknown key", f"expected one of: {known}")
    found = json.dumps(detail["input"], ensure_ascii=False)
    found = found if len(found) <= 60 else found[:57] + "..."
    return Problem(name, _line(lines, pointer), f"{pointer} is {found}", f"expected: {detail['msg']}")


def _line(lines: dict[str, int], pointer: str) -> int:
    """The line of a value, or of the nearest one around it that is in the file."""
    while pointer and pointer not in lines:
        pointer = pointer.rpartition("/")[0]
    return lines.get(pointer, 1)


_MODELS: dict[str, type[Model]] = {
    "single": Single,
    "multi": Multi,
    "predict-output": PredictOutput,
    "fix-bug": FixBug,
    "solution": Solution,
    "steps": Step,
    "mistakes": Mistake,
    "run": Run,
    "raises": Raises,
}


def _known_keys(place: tuple[Any, ...], data: Any) -> list[str]:
    """The keys that may stand beside the one at a place."""
    names = [part for part in place[:-1] if isinstance(part, str)]
    kind = data["questions"][place[1]]["type"] if names else ""
    model: type[Model] = Quiz
    if names == ["questions"]:
        model = _MODELS[kind]
    elif names and names[-1] == "options":
        model = {"predict-output": Output, "fix-bug": Fix}.get(kind, Option)
    elif names:
        model = _MODELS[names[-1]]
    return [info.alias or key for key, info in model.model_fields.items()]


def _cross_references(name: Path, data: Any, lines: dict[str, int]) -> list[Problem]:
    """Ids that stand twice, and ids that name no option. Works on whatever was read, so as to find all at once."""
    problems = []

    def add(pointer: str, what: str, mend: str) -> None:
        problems.append(Problem(name, _line(lines, pointer), f"{pointer} {what}", mend))

    questions = _items(data, "questions")
    for pointer, text in _twice("/questions", questions):
        add(pointer, f"is {text!r}, which another question has too", "expected an id of its own; rename the newer one")
    for number, question in enumerate(questions):
        place = f"/questions/{number}"
        options = _items(question, "options")
        for pointer, text in _twice(f"{place}/options", options):
            add(pointer, f"is {text!r}, which another option has too", "expected an id of its own; rename one")
        ids = [option.get("id") for option in options if isinstance(option, dict)]
        for pointer, text in _named_options(place, question):
            if text not in ids:
                add(pointer, f"names the option {text!r}, which there is not", f"expected one of: {_listed(ids)}")
    return problems


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


def _named_options(place: str, question: Any) -> Iterator[tuple[str, str]]:
    """Pointer and text of each place where a question names one of its options."""
    answer = question.get("answer") if isinstance(question, dict) else None
    if isinstance(answer, str):
        yield f"{place}/answer", answer
    for number, text in enumerate(_items(question, "answer")):
        yield f"{place}/answer/{number}", text
    for number, mistake in enumerate(_items(question, "mistakes")):
        for index, text in enumerate(_items(mistake, "options")):
            yield f"{place}/mistakes/{number}/options/{index}", text


def _listed(names: list[Any]) -> str:
    return ", ".join(str(name) for name in names)

"""The quiz's data: models that say what a quiz file may hold.

They are the source of truth. The JSON Schema beside the data is written from them (`make schema`), so that an editor
completes and checks while one types; `quiz_file.py` reads files with them.
"""

from __future__ import annotations

import json
import math
import unicodedata
from string import ascii_uppercase
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, alias_generators
from pydantic_core import PydanticCustomError

EXAMPLES = "examples"
"""The slug of the quiz that shows authors each type of question. It belongs to no lesson."""
EVERYTHING = "recognize-and-create"
"""What the files of all lessons' quizzes together are called."""
MAX_TEXT = 5000
"""Characters in one text. A question that needs more is a lesson."""
_UNSEEN = {"Cc", "Cf", "Cs"}
"""Kinds of characters that cannot be seen, and can make text look like what it is not."""
_WELCOME = {"\n", "\t", "\u200d", "\u200c"}
"""Unseen characters that texts need: line ends, and what joins the parts of emoji and of some scripts."""


def _seen(text: str) -> str:
    """Refuse characters that nobody sees: controls, and those that turn the direction of text around."""
    for character in text:
        if unicodedata.category(character) in _UNSEEN and character not in _WELCOME:
            raise PydanticCustomError(
                "unseen", "no character that cannot be seen; U+{code} stands in it", {"code": f"{ord(character):04X}"}
            )
    return text


def _said(text: str) -> str:
    """Refuse a text of blanks, and of characters that show nothing by themselves."""
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise PydanticCustomError("blank", "something to read")
    return text


_SEEN = AfterValidator(_seen)
"""Stands behind the lengths, so that these are said of characters and not of what came out of it."""
Text = Annotated[str, Field(max_length=MAX_TEXT), _SEEN]
Words = Annotated[str, Field(min_length=1, max_length=MAX_TEXT), _SEEN]
Id = Annotated[
    str,
    Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60, description="Lower-case words joined by hyphens."),
]
_SAID = AfterValidator(_said)
Markdown = Annotated[Words, _SAID, Field(description="Markdown; HTML in it is shown as text.")]
Plain = Annotated[str, Field(min_length=1, max_length=200, description="Plain words."), _SEEN, _SAID]
Number = Annotated[float, Field(allow_inf_nan=False)]


class Model(BaseModel):
    """Strict: a key that nobody knows and a value of the wrong type are errors."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, alias_generator=alias_generators.to_camel)


class Step(Model):
    """One step of a worked solution."""

    title: Annotated[Markdown, Field(description="What to do, in a few words.")]
    body: Annotated[Markdown, Field(description="How, and what comes of it.")]


class Solution(Model):
    """How to get to the answer, for someone who did not."""

    steps: Annotated[list[Step], Field(min_length=2, description="Each one small enough to follow.")]
    final: Annotated[Markdown, Field(description="The answer in words, without a letter: the page adds it.")]
    quick_check: Annotated[Markdown, Field(description="One line by which one can check oneself.")]


class Mistake(Model):
    """A wrong way of thinking that many take."""

    text: Annotated[Markdown, Field(description="The mistake, and why it is one.")]
    options: Annotated[list[Id], Field(description="The options, or slips, that show this mistake.")] = []


class Raises(Model):
    """The exception with which a program ends."""

    type: Annotated[Text, Field(description="Its type's name, or that of a base: `ValueError`.")]
    match: Annotated[Text, Field(description="Words found in its message; capitals do not count.")] = ""


class Run(Model):
    """A program, and what it must do. It is run when the site is built."""

    snippet: Annotated[
        str, Field(pattern=r"^[a-z0-9-]+/[a-z0-9_]+\.py$", max_length=100, description="Path below `snippets/`.")
    ]
    prints: Annotated[Text | None, Field(description="All that it prints; blanks at the end do not count.")] = None
    raises: Annotated[Raises | None, Field(description="The exception with which it ends.")] = None
    shown: Annotated[
        Literal["question", "solution"],
        Field(description="Whether the program stands in the question, or only in the worked solution."),
    ] = "question"


class Option(Model):
    """One possible answer."""

    id: Annotated[Id, Field(description="Its name: learners' progress and the answer hang on it, never its place.")]
    text: Annotated[Markdown, Field(description="What the learner reads, in Markdown.")]
    feedback: Annotated[Markdown, Field(description="Why it is right or wrong, said to whoever chose it.")]


class Output(Option):
    """A guess at what a program prints."""

    text: Annotated[Text, Field(description="Words beside the value, if it needs any.")] = ""
    value: Annotated[Text, Field(description="What the program would print; blanks at the end do not count.")]


class Fix(Option):
    """A change to a program that would mend it, or would not."""

    replace: Annotated[Words, Field(description="Text that occurs once in the program.")]
    by: Annotated[Text, Field(description="What stands there instead.")]


class Piece(Option):
    """One of several things to put in order: words, or lines of a program."""

    text: Annotated[Text, Field(description="What the learner reads, in Markdown; not needed with `code`.")] = ""
    code: Annotated[Text, Field(description="Whole lines of the program, as they stand there.")] = ""


class Bucket(Model):
    """A group into which options belong."""

    id: Annotated[Id, Field(description="Its name, for the options.")]
    text: Annotated[Plain, Field(description="What the learner reads: a word or two, without Markdown.")]


class Belonging(Option):
    """Something that belongs into one of the groups."""

    bucket: Annotated[Id, Field(description="The id of the group it belongs into.")]


class NumberSlip(Model):
    """A wrong number that many arrive at."""

    id: Annotated[Id, Field(description="Its name, for `mistakes`.")]
    value: Annotated[Number, Field(description="The number; the question's tolerance holds for it too.")]
    feedback: Annotated[Markdown, Field(description="What went wrong, said to whoever typed it.")]

    @property
    def texts(self) -> list[str]:
        """The ways to write it: one."""
        return [written(self.value)]


class TextSlip(Model):
    """A wrong answer that many type."""

    id: Annotated[Id, Field(description="Its name, for `mistakes`.")]
    texts: Annotated[list[Plain], Field(min_length=1, description="The ways to write it.")]
    feedback: Annotated[Markdown, Field(description="What went wrong, said to whoever typed it.")]


class Question(Model):
    """What all types of question share."""

    id: Annotated[Id, Field(description="Never changed and never used again: learners' progress hangs on it.")]
    rev: Annotated[int, Field(ge=1, description="Raise it when the question changes so much that progress is void.")]
    prompt: Annotated[Markdown, Field(description="The question; its first paragraph is what a screen reader says.")]
    run: Annotated[Run | None, Field(description="The program that proves the answer.")] = None
    hints: Annotated[list[Markdown], Field(max_length=3, description="Shown one by one, when asked for.")] = []
    solution: Annotated[Solution, Field(description="How to get to the answer.")]
    mistakes: Annotated[list[Mistake], Field(description="Wrong ways that many take.")] = []
    ref: Annotated[
        str,
        Field(
            pattern=r"^[a-z0-9_-]+(/[a-z0-9_-]+)*\.md(#[a-z0-9_-]+)?$",
            max_length=200,
            description="The section that teaches it: `lessons/big-picture.md#the-code`.",
        ),
    ]
    tags: Annotated[list[Id], Field(description="Words to find it by, in an Anki deck for instance.")] = []


class Single(Question):
    """One right answer among several."""

    type: Literal["single"]
    options: Annotated[list[Option], Field(min_length=2, max_length=6, description="The possible answers.")]
    answer: Annotated[Id, Field(description="The id of the right option.")]


class Multi(Question):
    """Several right answers; all of them, and no other, must be chosen."""

    type: Literal["multi"]
    options: Annotated[list[Option], Field(min_length=3, max_length=8, description="The possible answers.")]
    answer: Annotated[list[Id], Field(min_length=1, description="The ids of the right options.")]


class PredictOutput(Question):
    """What does this program print? Only the right option's value may equal what it really prints."""

    type: Literal["predict-output"]
    run: Annotated[Run, Field(description="The program; only its `snippet` is named.")]
    options: Annotated[list[Output], Field(min_length=2, max_length=6, description="The guesses.")]
    answer: Annotated[Id, Field(description="The id of the right option.")]


class FixBug(Question):
    """Which change mends this program? Each is tried, and only the right one may run to its end."""

    type: Literal["fix-bug"]
    run: Annotated[Run, Field(description="The broken program, and what it `raises`.")]
    options: Annotated[list[Fix], Field(min_length=2, max_length=6, description="The changes offered.")]
    answer: Annotated[Id, Field(description="The id of the right option.")]


class Numeric(Question):
    """A number to work out and type in."""

    type: Literal["numeric"]
    answer: Annotated[Number, Field(description="The right number.")]
    tolerance: Annotated[Number, Field(ge=0, description="How far from it an answer may lie and still be right.")]
    unit: Annotated[
        str, Field(max_length=20, pattern=r"^[^\s<>]*$", description="What it counts: `%`, `bits`."), _SEEN
    ] = ""
    slips: Annotated[list[NumberSlip], Field(max_length=8, description="Wrong numbers that many arrive at.")] = []


class Short(Question):
    """A word or two to type in. Capitals, blanks, quotes, a full stop and brackets around it do not count."""

    type: Literal["short"]
    accepted: Annotated[list[Plain], Field(min_length=1, max_length=20, description="Every answer that is right.")]
    slips: Annotated[list[TextSlip], Field(max_length=8, description="Wrong answers that many type.")] = []


class Order(Question):
    """Things to put in order: the steps of a method, results by size, the lines of a program."""

    type: Literal["order"]
    options: Annotated[list[Piece], Field(min_length=2, max_length=8, description="In the order first shown.")]
    answer: Annotated[list[Id], Field(min_length=2, description="The ids of all options, in the right order.")]

    @property
    def coded(self) -> bool:
        """Whether the pieces are lines of a program."""
        return bool(self.options[0].code)


class Classify(Question):
    """Things to sort into groups."""

    type: Literal["classify"]
    buckets: Annotated[list[Bucket], Field(min_length=2, max_length=5, description="The groups.")]
    options: Annotated[list[Belonging], Field(min_length=2, max_length=8, description="What to sort.")]


AnyQuestion = Annotated[
    Single | Multi | PredictOutput | FixBug | Numeric | Short | Order | Classify, Field(discriminator="type")
]
TYPES: dict[str, type[Question]] = {
    "single": Single,
    "multi": Multi,
    "predict-output": PredictOutput,
    "fix-bug": FixBug,
    "numeric": Numeric,
    "short": Short,
    "order": Order,
    "classify": Classify,
}


class Quiz(Model):
    """The questions of one lesson, in the order shown."""

    schema_: Annotated[
        Literal["quiz.schema.json"], Field(alias="$schema", description="Lets your editor complete and check.")
    ] = "quiz.schema.json"
    # No Literal: that would take true for 1.
    version: Annotated[int, Field(ge=1, le=1, json_schema_extra={"const": 1}, description="Of this form.")]
    lesson: Annotated[Id, Field(description="The lesson's slug, which is the file's name too.")]
    title: Annotated[Plain, Field(description="The title of the lesson's page; an exported deck is called so too.")]
    questions: Annotated[list[AnyQuestion], Field(min_length=1, max_length=40, description="In the order shown.")]


def key(question: AnyQuestion) -> list[str]:
    """What the page compares an answer with.

    Returns:
        The ids of the options to choose; for `order`, `id=place`, places counted from 1; for `classify`,
        `id=bucket`; for `numeric` and `short`, each text that is right.
    """
    if isinstance(question, Numeric):
        return [written(question.answer)]
    if isinstance(question, Short):
        return question.accepted
    if isinstance(question, Order):
        return [f"{name}={place}" for place, name in enumerate(question.answer, 1)]
    if isinstance(question, Classify):
        return [f"{option.id}={option.bucket}" for option in question.options]
    return question.answer if isinstance(question, Multi) else [question.answer]


def program_stands_in(question: AnyQuestion) -> str:
    """Where a question's program is shown: `question` or `solution`; empty if it has none."""
    if isinstance(question, Order) and question.coded:
        return "solution"  # to put it in order is the question
    return question.run.shown if question.run else ""


def letters_of(question: AnyQuestion) -> dict[str, str]:
    """The letter of each option, by its id, in the order of the data. What is typed has none."""
    options = () if isinstance(question, Numeric | Short) else question.options
    return {option.id: letter for option, letter in zip(options, ascii_uppercase, strict=False)}


def written(value: float) -> str:
    """A number as people write it: 3 and not 3.0."""
    return repr(value).removesuffix(".0")


_ENDS = "\"'`“”‘’.()"
"""What may stand around a typed answer: quotes, a full stop, the brackets of a call."""


def plain(text: str) -> str:
    """A typed answer as it is compared: `quiz.js` does the same, and a test holds the two to each other."""
    text = " ".join(unicodedata.normalize("NFKC", text).lower().split())
    return text.strip(_ENDS)


def near(value: float, other: float, tolerance: float) -> bool:
    """Whether two numbers lie within a tolerance of each other; its edge belongs to it, however floats round."""
    gap = abs(value - other)
    return gap <= tolerance + 1e-9 * max(abs(value), abs(other), tolerance) and gap != math.inf


def json_schema() -> str:
    """The JSON Schema (2020-12) of a quiz file."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **TypeAdapter(Quiz).json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"

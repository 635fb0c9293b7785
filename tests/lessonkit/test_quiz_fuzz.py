"""Whatever stands in a quiz file, reading it ends in a quiz or in problems that lead to their places."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessonkit.jobs import Job, Result
from lessonkit.proof import jobs_of, prove
from lessonkit.quiz_file import load_quiz, locate
from lessonkit.quiz_html import quiz_html
from lessonkit.site import Site
from tests.lessonkit.conftest import CODED, OWN, question, quiz

ROOT = Path(__file__).parent.parent.parent
NAME = Path("quiz_data/coins.json")


class NothingRuns(Site):
    """The site, in which every program is said to have printed the same."""

    def result(self, job: Job) -> Result:
        return Result("ok", 0, "heads\n")


SITE = NothingRuns(ROOT)
QUIZZES = [
    *(json.loads(path.read_text(encoding="utf-8")) for path in SITE.quiz_paths()),
    quiz(*(question(kind, id=f"a-{kind}") for kind in OWN), question("order", **CODED)),
]
"""All real ones, and one with a question of each type."""

steady = settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)

DEEP = "as deep as can be"
"""Stands for brackets in brackets in brackets, of which JSON can be read more deeply than it can be written."""
HOSTILE = [
    DEEP,
    *("\u202e", "\0", "\ud800", "\udfff\ud800", "\x1b[2J", "\u2028", "\ufeff", "a\nb", "\x7f", "\U000e0041"),
    *("", " ", ".", "~", "/", "~0/1", "../../etc/passwd", "<script>", "</details>", "{", '"', "'", "%s", "{0}"),
    *("single", "order", "classify", "heads", "slip", "id", "questions", "options", "__class__", "quick_check"),
    *("x" * 5001, "é" * 300, "a" * 300, "coins/" + "a" * 300 + ".py", "a" * 70, "1e999", "-0", "١"),
]
hostile = st.sampled_from(HOSTILE) | st.text(st.characters(), max_size=8)
numbers = st.sampled_from([0, -1, 1.0, 2**63, 10**400, float("nan"), float("inf"), -0.0, 5e-324]) | st.floats()
scalars = st.none() | st.booleans() | numbers | st.integers() | hostile
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(hostile, inner, max_size=3), max_leaves=6
)


class Twin(str):
    """A key that an object can hold beside another one of the same name."""

    __slots__ = ()
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


Place = tuple[Any, Any]
"""An object or a list, and the key or index in it."""


def places(value: Any) -> list[Place]:
    """All places in a value."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [place for key in keys for place in ((value, key), *places(value[key]))]


def mutate(data: Any, draw: Any) -> None:
    """Change something somewhere."""
    found = places(data)
    if not found:
        return
    parent, key = draw(st.sampled_from(found))
    changes = ["replace", "reword", "reword", "drop", "twin", "rename", "swap", "copy", "add"]
    change = draw(st.sampled_from(changes))
    if change == "replace":
        parent[key] = draw(values)
    elif change == "reword":  # into something of the same type, which may well be welcome
        texts = [(parent, key) for parent, key in found if isinstance(parent[key], str)]
        parent, key = draw(st.sampled_from(texts)) if texts else (parent, key)
        parent[key] = draw(hostile | st.just(f"{parent[key]}s"))
    elif change == "drop":
        del parent[key]
    elif change == "twin" and isinstance(parent, dict):
        parent[Twin(key)] = draw(st.just(parent[key]) | values)
    elif change == "rename" and isinstance(parent, dict):
        parent[draw(hostile)] = parent.pop(key)
    elif change == "add" and isinstance(parent, dict):
        parent[draw(hostile)] = draw(values)
    elif change == "add":
        parent.insert(key, draw(values))
    else:
        other, place = draw(st.sampled_from(found))
        mine, theirs = parent[key], other[place]
        other[place] = json.loads(json.dumps(mine))
        if change == "swap" and (other is not parent or place != key):
            parent[key] = json.loads(json.dumps(theirs))


@st.composite
def changed_data(draw: Any) -> str:
    """A quiz as JSON, with a few changes."""
    data = json.loads(json.dumps(draw(st.sampled_from(QUIZZES))))
    for _ in range(draw(st.integers(1, 4))):
        mutate(data, draw)
    text = json.dumps(data, indent=draw(st.sampled_from([None, 0, 2])), ensure_ascii=draw(st.booleans()))
    depth = draw(st.integers(1, 1000))
    return text.replace(f'"{DEEP}"', "[" * depth + "]" * depth)


@st.composite
def changed_text(draw: Any) -> str:
    """The text of a quiz, cut somewhere, or with something put in or taken out."""
    text = json.dumps(draw(st.sampled_from(QUIZZES)), indent=2)
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.just(len(text)) | st.integers(start, min(start + 5, len(text))))
        put = draw(hostile | st.sampled_from([*'{}[],:"\\', "1" * 5000, "NaN", "[" * 900, "\r", "\\ud800", "1e999"]))
        text = text[:start] + put + draw(st.just(text[start:]) | st.just(text[end:]))
    return text


def read(folder: Path, text: str) -> None:
    """See that a file is read, and that what is wrong with it can be said and found."""
    path = folder / "coins.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    loaded, problems = load_quiz(path, NAME)
    assert (loaded is None) == bool(problems)
    for problem in problems:
        assert problem.file == NAME
        assert 1 <= problem.line <= len(path.read_text(encoding="utf-8", errors="replace").split("\n"))
        assert problem.mend.startswith("expected")
        assert str(problem).encode().decode().isprintable()
        assert len(str(problem)) < 3000
    if loaded:
        prove_and_show(loaded, path)


def prove_and_show(loaded: Any, path: Path) -> None:
    """See that a quiz which could be read can be proven or refuted; and shown, if its programs are there."""
    lines, _duplicates = locate(path.read_text(encoding="utf-8"))
    results = {job: SITE.result(job) for job in jobs_of(loaded, SITE.snippets)}
    problems = prove(loaded, NAME, lines, SITE.snippets, results)
    if not any("which there is not" in problem.what for problem in problems):
        assert quiz_html(loaded, SITE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@steady
@given(text=changed_data())
def test_changed_data_is_a_quiz_or_problems_and_never_a_traceback(folder, text):
    read(folder, text)


@steady
@given(text=changed_text())
def test_changed_text_is_a_quiz_or_problems_and_never_a_traceback(folder, text):
    read(folder, text)


@steady
@given(data=st.binary(max_size=40) | values.map(lambda value: json.dumps(value).encode()))
def test_anything_at_all_is_a_problem_and_never_a_traceback(folder, data):
    read(folder, data.decode("utf-8", "surrogateescape"))

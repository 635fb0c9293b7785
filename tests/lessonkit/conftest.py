"""A small project to try things on, as real as the real one."""

import copy
import functools
import json
import operator
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lessonkit.jobs import Job
from lessonkit.site import Site

PAGE = """\
---
title: Coins
kind: practice
---

# Coins

<p class="rc-meta" markdown>1 minutes</p>

## The code

```python exec="on" source="above"
--8<-- "coins/toss.py"
```

```claims
coins
```

```quiz
coins
```
"""


def _options(*ids: str, **own: list[Any]) -> list[dict[str, Any]]:
    """Options, each with its part of what only options of its type have."""
    return [
        {"id": name, "text": name.title(), "feedback": f"So much for {name}."}
        | {field: values[place] for field, values in own.items()}
        for place, name in enumerate(ids)
    ]


def _slip(**own: Any) -> dict[str, Any]:
    return {"id": "slip", "feedback": "You slipped."} | own


FACES = [{"id": "face", "text": "A face"}, {"id": "number", "text": "A number"}]
OWN: dict[str, dict[str, Any]] = {
    "single": {"options": _options("heads", "tails"), "answer": "heads"},
    "multi": {"options": _options("heads", "tails", "edge"), "answer": ["heads", "tails"]},
    "predict-output": {"options": _options("heads", "tails", value=["heads", "tails"]), "answer": "heads"},
    "fix-bug": {
        "run": {"snippet": "coins/toss.py", "raises": {"type": "NameError", "match": "not defined"}},
        "options": _options("quote", "rename", replace=["heads", "heads"], by=["'heads'", "tails"]),
        "answer": "quote",
    },
    "numeric": {"answer": 0.5, "tolerance": 0.01, "unit": "%", "slips": [_slip(value=2)]},
    "short": {"accepted": ["Heads", "A face"], "slips": [_slip(texts=["Tails", "A number"])]},
    "order": {"options": _options("fall", "toss", "look"), "answer": ["toss", "fall", "look"]},
    "classify": {"buckets": FACES, "options": _options("heads", "tails", bucket=["face", "number"])},
}
"""What each type of question has of its own."""

PROGRAMS = {
    "single": "print('heads')\n",
    "multi": "print('tails')\nprint('heads')\n",
    "predict-output": "print('heads')\n",
    "fix-bug": "print(heads)\n",
    "numeric": "print(0.5)\n",
    "short": "print('a face')\nprint('heads')\n",
    "order": "print('toss')\nprint('fall')\nprint('look')\n",
    "classify": "print('tails: number')\nprint('heads: face')\n",
}
"""For each type, a program that proves the answer of a question made here; it stands in `coins/toss.py`."""

LINES = ["side = 'heads'\n", "coin = side.upper()\n", "print(coin)\n"]
CODED = {
    "options": [{"id": f"line-{n}", "code": LINES[n], "feedback": "It stands there."} for n in (2, 0, 1)],
    "answer": ["line-0", "line-1", "line-2"],
}
"""What makes an `order` question one about the lines of a program, which is these `LINES`."""


def question(type: str = "predict-output", **changes: Any) -> dict[str, Any]:
    """A question without fault, of one of the eight types, changed as a test needs it."""
    steps = [{"title": "Look.", "body": "At the program."}, {"title": "Run.", "body": "The program."}]
    shared = {
        "type": type,
        "id": "which-side",
        "rev": 1,
        "prompt": "What does it print?",
        "run": {"snippet": "coins/toss.py"},
        "solution": {"steps": steps, "final": "Heads", "quickCheck": "Run it."},
        "ref": "lessons/coins.md#the-code",
    }
    return copy.deepcopy(shared | OWN.get(type, OWN["predict-output"]) | changes)


def full(type: str) -> dict[str, Any]:
    """A question without fault that has all that its type can have; of `prints` and `raises` it has one."""
    made = question(type, hints=["Think."], tags=["coins"])
    asks_about_it = type in ("predict-output", "fix-bug")
    made["run"] = {"prints": "heads"} | made["run"] | {"shown": "question" if asks_about_it else "solution"}
    if type == "fix-bug":
        del made["run"]["prints"]
    if type == "order":
        made |= copy.deepcopy(CODED)
        for option in made["options"]:
            option["text"] = "A line."
    names = [item["id"] for item in (*made.get("options", ()), *made.get("slips", ()))]
    made["mistakes"] = [{"text": "Not looking.", "options": names[-1:]}]
    return made


def put(data: Any, pointer: str, value: Any) -> Any:
    """A copy of a quiz, or of a part of one, with another value at a JSON pointer."""
    data = copy.deepcopy(data)
    *way, last = (int(part) if part.isdigit() else part for part in pointer.split("/")[1:])
    functools.reduce(operator.getitem, way, data)[last] = value
    return data


def one_of_each(snippets: Path) -> list[dict[str, Any]]:
    """A question of each type, `a-single` and so on; the program that proves it is written to a file of its own."""
    questions = []
    for name, program in PROGRAMS.items():
        snippet = f"coins/{name.replace('-', '_')}.py"
        (snippets / snippet).write_text(f'"""Prove a question."""\n\n{program}')
        made = question(name, id=f"a-{name}")
        made["run"]["snippet"] = snippet
        questions.append(made)
    return questions


def quiz(*questions: dict[str, Any]) -> dict[str, Any]:
    """A quiz of the lesson coins."""
    return {"version": 1, "lesson": "coins", "title": "Coins", "questions": list(questions)}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The root of a project with one lesson in its four rooms."""
    files = {
        "mkdocs.yml": "nav: [lessons/coins.md]\n",
        "docs/lessons/coins.md": PAGE,
        "snippets/coins/toss.py": '"""Toss a coin."""\n\nprint("heads")\n',
        "quiz_data/coins.json": json.dumps(quiz(question()), indent=2),
        "tests/lessons/test_coins.py": 'def test_heads():\n    """It lands on heads."""\n',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.fixture
def site(project: Path) -> Site:
    """The project of the same name, with nothing run yet."""
    return Site(project, "https://github.com/someone/something")


@pytest.fixture
def program(tmp_path: Path) -> Callable[..., Job]:
    """Makes a job of a program's text, which is written to a file too."""

    def make(source: str, name: str = "program.py", **fields: Any) -> Job:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source)
        return Job(name, path, source, **fields)

    return make

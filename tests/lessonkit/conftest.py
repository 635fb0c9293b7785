"""A small project to try things on, as real as the real one."""

import json
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


def question(**changes: Any) -> dict[str, Any]:
    """A question without fault, changed as a test needs it."""
    options = [
        {"id": "heads", "value": "heads", "feedback": "It says so."},
        {"id": "tails", "value": "tails", "feedback": "It never does."},
    ]
    steps = [{"title": "Look.", "body": "At the program."}, {"title": "Run.", "body": "The program."}]
    return {
        "type": "predict-output",
        "id": "which-side",
        "rev": 1,
        "prompt": "What does it print?",
        "run": {"snippet": "coins/toss.py"},
        "options": options,
        "answer": "heads",
        "solution": {"steps": steps, "final": "Heads", "quickCheck": "Run it."},
        "ref": "lessons/coins.md#the-code",
    } | changes


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

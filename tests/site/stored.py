"""What the site keeps in the reader's browser, read and written behind its back."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page

from tests.site.answering import Asked

ASIDE = "assets/js/quiz.js"
"""An address at which storage can be filled: it is shown as text, so nothing there reads it or writes to it."""
_KEYS = "Object.keys(localStorage).filter((key) => key.startsWith('rc:')).sort()"
# The path of the site, as the theme knows it; at the address aside there is no theme.
_SITE = """((config) => config
  ? new URL(JSON.parse(config.textContent).base, location).pathname.replace(/\\/*$/, "/")
  : location.pathname.split("assets/")[0])(document.getElementById("__config"))"""
_KEY = f"`rc:${{{_SITE}}}:quiz:1:${{lesson}}`"


def kept_keys(page: Page) -> list[str]:
    """The keys under which the quizzes keep anything."""
    return page.evaluate(_KEYS)


def stored(page: Page, lesson: str) -> dict[str, Any]:
    """What is kept of a lesson: answers under `q`, cards under `r`."""
    return json.loads(page.evaluate(f"(lesson) => localStorage.getItem({_KEY}) ?? '{{}}'", lesson))


def keep(page: Page, lesson: str, value: Any) -> None:
    """Put this in its place: a text as it is, anything else as JSON."""
    text = value if isinstance(value, str) else json.dumps(value)
    page.evaluate(f"([lesson, text]) => localStorage.setItem({_KEY}, text)", [lesson, text])


def at(memory: dict[str, Any], question: Asked) -> dict[str, Any]:
    """What is kept of one question."""
    return memory["q"][question.anchor.removeprefix("q-")]

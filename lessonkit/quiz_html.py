"""A quiz as HTML that can be read, thought about and opened without JavaScript; `quiz.js` adds the rest.

The order of questions and options is that of the data. Letters are given here; wherever one stands for an option it
carries that option's id, so that the script can give letters anew when it shuffles.
"""

from __future__ import annotations

from html import escape
from string import ascii_uppercase

import pygments
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from lessonkit.links import docs_link
from lessonkit.proof import program_of
from lessonkit.quiz import AnyQuestion, Fix, FixBug, Multi, Option, Output, Quiz, right_answers
from lessonkit.safe_markdown import block, inline
from lessonkit.site import Site


def quiz_html(quiz: Quiz, site: Site) -> str:
    """The whole quiz.

    Args:
        quiz: A quiz whose answers have been proven.
        site: Where its programs and their results are.

    Returns:
        One `div`.
    """
    questions = "".join(_question(quiz, number, site) for number in range(len(quiz.questions)))
    return (
        f'<div class="rc-quiz" data-lesson="{quiz.lesson}" data-version="{quiz.version}">'
        '<p class="rc-quiz-score" role="status"></p>'
        f"{questions}"
        '<div class="rc-quiz-end" hidden><p class="rc-summary"></p><ol class="rc-summary-list"></ol>'
        '<p><button type="button" class="rc-missed" hidden>Practise what you missed</button> '
        '<button type="button" class="rc-reset">Start over</button></p></div></div>'
    )


def _question(quiz: Quiz, number: int, site: Site) -> str:
    question = quiz.questions[number]
    anchor = f"q-{question.id}"
    letters = {option.id: letter for option, letter in zip(question.options, ascii_uppercase, strict=False)}
    first, _, rest = block(question.prompt).partition("</p>")
    hints = "".join(f"<li>{inline(hint)}</li>" for hint in question.hints)
    return (
        f'<form class="rc-question" id="{anchor}" data-id="{question.id}" data-rev="{question.rev}" '
        f'data-type="{question.type}" data-answer="{" ".join(right_answers(question))}" novalidate autocomplete="off">'
        f'<fieldset aria-describedby="{anchor}-status">'
        f'<legend><span class="rc-number">Question {number + 1} of {len(quiz.questions)}</span> '
        f"{first.removeprefix('<p>')}</legend>{rest}"
        f"{_program(question, site)}"
        f"{'<p class=rc-note>Choose all that apply.</p>' if isinstance(question, Multi) else ''}"
        f"{''.join(_option(question, option, letters[option.id]) for option in question.options)}"
        "</fieldset>"
        f'<p class="rc-status" role="status" id="{anchor}-status"></p>'
        '<p class="rc-actions" hidden><button type="submit" class="rc-check" disabled>Check answer</button> '
        '<button type="button" class="rc-retry" hidden>Try again</button> '
        f"{'<button type=button class=rc-hint>Hint</button> ' if hints else ''}"
        '<button type="button" class="rc-reveal">Show solution</button></p>'
        f"{f'<ol class=rc-hints hidden>{hints}</ol>' if hints else ''}"
        f"{_solution(question, letters, site)}</form>"
    )


def _program(question: AnyQuestion, site: Site) -> str:
    if question.run is None:
        return ""
    source = program_of(question.run, site.snippets).source.strip()
    # The classes of the pages' own code blocks, so that it looks and copies as they do.
    return pygments.highlight(source, PythonLexer(), HtmlFormatter(cssclass="language-python highlight", wrapcode=True))


def _option(question: AnyQuestion, option: Option, letter: str) -> str:
    anchor = f"q-{question.id}-{option.id}"
    kind = "checkbox" if isinstance(question, Multi) else "radio"
    words = inline(option.text) if option.text else ""
    if isinstance(option, Output):
        words = f'<code class="rc-value">{escape(option.value)}</code> {words}'.strip()
    if isinstance(option, Fix):
        words += (
            f'<span class="rc-diff"><del><code>{escape(option.replace)}</code></del> '
            f"<ins><code>{escape(option.by)}</code></ins></span>"
        )
    return (
        f'<div class="rc-option" data-option="{option.id}">'
        f'<input type="{kind}" name="q-{question.id}" id="{anchor}" value="{option.id}">'
        f'<label for="{anchor}"><span class="rc-letter" data-option="{option.id}">{letter}</span> {words}</label></div>'
    )


def _solution(question: AnyQuestion, letters: dict[str, str], site: Site) -> str:
    def named(ids: list[str]) -> str:
        tags = [f'<span class="rc-letter" data-option="{name}">{letters[name]}</span>' for name in ids]
        return f"Option{'s' if len(tags) > 1 else ''} {', '.join(tags)}"

    solution = question.solution
    steps = "".join(f"<li><strong>{inline(step.title)}</strong> {inline(step.body)}</li>" for step in solution.steps)
    why = "".join(
        f'<li data-option="{option.id}"><span class="rc-letter" data-option="{option.id}">{letters[option.id]}</span> '
        f"{inline(option.feedback)}</li>"
        for option in question.options
    )
    mistakes = "".join(
        f"<li>{inline(mistake.text)}{f' ({named(mistake.options)})' if mistake.options else ''}</li>"
        for mistake in question.mistakes
    )
    return (
        '<details class="rc-solution" data-search-exclude><summary>Show worked solution</summary>'
        f'<ol class="rc-steps">{steps}</ol>'
        f'<p class="rc-final"><strong>Answer:</strong> {inline(solution.final)} → {named(right_answers(question))}</p>'
        f'<p class="rc-quick"><strong>Quick check:</strong> {inline(solution.quick_check)}</p>'
        f'<p class="rc-why-title">Option by option</p><ul class="rc-why">{why}</ul>'
        + (
            f'<p class="rc-mistakes-title">Common mistakes</p><ul class="rc-mistakes">{mistakes}</ul>'
            if mistakes
            else ""
        )
        + _proof(question, site)
        + f'<p class="rc-ref"><a href="{escape(docs_link(question.ref))}">Read the section that teaches this</a></p>'
        + "</details>"
    )


def _proof(question: AnyQuestion, site: Site) -> str:
    """What really happened when the program ran, as the site was built."""
    if question.run is None:
        return ""
    result = site.result(program_of(question.run, site.snippets))
    did = f"ended with <code>{escape(result.error)}</code>" if result.error else "printed"
    printed = f"<pre><code>{escape(result.stdout.rstrip())}</code></pre>" if result.stdout.strip() else ""
    tried = ", and each change offered here was tried" if isinstance(question, FixBug) else ""
    return f'<div class="rc-proof"><p>Run when this site was built{tried}: the program {did}</p>{printed}</div>'

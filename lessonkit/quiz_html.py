"""A quiz as HTML that can be read, thought about and opened without JavaScript; `quiz.js` adds the rest.

The order of questions and options is that of the data. Letters are given here; wherever one stands for an option it
carries that option's id, so that the script can give letters anew when it shuffles.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape

import pygments
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from lessonkit.links import docs_link
from lessonkit.proof import program_of, program_shown
from lessonkit.quiz import (
    AnyQuestion,
    Classify,
    Fix,
    FixBug,
    Multi,
    Numeric,
    Option,
    Order,
    Output,
    Piece,
    Quiz,
    Short,
    key,
    letters_of,
    written,
)
from lessonkit.safe_markdown import block, inline
from lessonkit.site import Site


def quiz_html(quiz: Quiz, site: Site, only: Iterable[str] = ()) -> str:
    """The whole quiz, or some of its questions.

    Args:
        quiz: A quiz whose answers have been proven.
        site: Where its programs and their results are.
        only: The ids of the questions to show, as examples; none stand for all.

    Returns:
        One `div`.
    """
    shown = [question for question in quiz.questions if not only or question.id in only]
    numbers = ["Example" if only else f"Question {number} of {len(shown)}" for number in range(1, len(shown) + 1)]
    questions = "".join(_question(question, number, site) for question, number in zip(shown, numbers, strict=True))
    return (
        f'<div class="rc-quiz" data-lesson="{quiz.lesson}" data-version="{quiz.version}">'
        '<p class="rc-quiz-score" role="status"></p>'
        f"{questions}"
        '<div class="rc-quiz-end" hidden><p class="rc-summary"></p><ol class="rc-summary-list"></ol>'
        '<p><button type="button" class="rc-missed" hidden>Practise what you missed</button> '
        '<button type="button" class="rc-reset">Start over</button></p></div>'
        f"{'' if only else _comes_back(site) + take_along(quiz.lesson, site)}</div>"
    )


def take_along(name: str, site: Site) -> str:
    """Links to the same questions as files, if the site has these.

    Args:
        name: The files' name, without ending.
        site: The project.
    """
    links = ""
    if site.downloads:
        links = (
            f'Take them along: <a href="{docs_link(f"downloads/{name}.apkg")}" download>Anki deck</a> '
            f'<a href="{docs_link(f"downloads/{name}.gift.txt")}" download>Moodle questions</a>'
        )
    return f'<p class="rc-take" data-search-exclude>{links}</p>' if links else ""


def _comes_back(site: Site) -> str:
    """Where missed questions come back, if the site has that page."""
    if not (site.docs / "review.md").is_file():
        return ""
    link = f'<a href="{docs_link("review.md")}">Review</a>'
    return f'<p class="rc-take" data-search-exclude>What you miss comes back tomorrow, on the page {link}.</p>'


def _question(question: AnyQuestion, number: str, site: Site) -> str:
    anchor = f"q-{question.id}"
    prompt = block(question.prompt)
    # Only a paragraph can name the inputs. A prompt that begins with a list, perhaps, stands below the number.
    first, _, rest = prompt.removeprefix("<p>").partition("</p>") if prompt.startswith("<p>") else ("", "", prompt)
    hints = "".join(f"<li>{inline(hint)}</li>" for hint in question.hints)
    number_of = ""
    if isinstance(question, Numeric):
        number_of = f' data-tolerance="{question.tolerance!r}" data-unit="{escape(question.unit)}"'
    note = _note(question)
    return (
        f'<form class="rc-question" id="{anchor}" data-id="{question.id}" data-rev="{question.rev}" '
        f'data-type="{question.type}" data-answer="{escape(json.dumps(key(question)))}"{number_of} '
        'novalidate autocomplete="off">'
        f'<fieldset aria-describedby="{anchor}--status">'
        f'<legend><span class="rc-number">{number}</span> {first}</legend>{rest}'
        f"{_program(question, site)}{f'<p class=rc-note>{note}</p>' if note else ''}{_controls(question)}"
        "</fieldset>"
        f'<p class="rc-status" role="status" id="{anchor}--status"></p>'
        '<p class="rc-actions" hidden><button type="submit" class="rc-check" disabled>Check answer</button> '
        '<button type="button" class="rc-retry" hidden>Try again</button> '
        f"{'<button type=button class=rc-hint>Hint</button> ' if hints else ''}"
        '<button type="button" class="rc-reveal">Show solution</button></p>'
        f"{f'<ol class=rc-hints hidden>{hints}</ol>' if hints else ''}"
        f"{_solution(question, site)}</form>"
    )


def _note(question: AnyQuestion) -> str:
    """How to answer, where it does not show by itself."""
    if isinstance(question, Multi):
        return "Choose all that apply."
    if isinstance(question, Order):
        return "Choose a place for each. 1 comes first."
    if isinstance(question, Classify):
        groups = [f"<strong>{escape(bucket.text)}</strong>" for bucket in question.buckets]
        return f"Choose a group for each: {', '.join(groups[:-1])} or {groups[-1]}."
    if isinstance(question, Numeric) and question.tolerance:
        return f"An answer that is at most {written(question.tolerance)} off is right."
    return ""


def _program(question: AnyQuestion, site: Site, where: str = "question") -> str:
    """The program of a question, if this is where it is shown."""
    source = program_shown(question, site.snippets, where)
    if not source:
        return ""
    # The classes of the pages' own code blocks, so that it looks and copies as they do.
    return pygments.highlight(source, PythonLexer(), HtmlFormatter(cssclass="language-python highlight", wrapcode=True))


def _letters(question: AnyQuestion) -> dict[str, str]:
    """A letter for each option, which the script can change."""
    return {
        name: f'<span class="rc-letter" data-option="{name}">{letter}</span>'
        for name, letter in letters_of(question).items()
    }


def _controls(question: AnyQuestion) -> str:
    """What the reader answers with: native inputs, of which every browser and screen reader knows the use."""
    anchor = f"q-{question.id}"
    if isinstance(question, Numeric | Short):
        unit = f" in {escape(question.unit)}" if isinstance(question, Numeric) and question.unit else ""
        return (
            '<div class="rc-option rc-typed" data-option="typed">'
            f'<label for="{anchor}--typed">Your answer{unit}</label>'
            f'<input type="text" id="{anchor}--typed" maxlength="100" spellcheck="false" autocapitalize="off" '
            'autocorrect="off"></div>'
        )
    letters = _letters(question)
    if isinstance(question, Order | Classify):
        return "".join(_placed(question, option, letters[option.id]) for option in question.options)
    return "".join(_chosen(question, option, letters[option.id]) for option in question.options)


def _chosen(question: AnyQuestion, option: Option, letter: str) -> str:
    """An option to choose."""
    anchor = f"q-{question.id}--{option.id}"
    kind = "checkbox" if isinstance(question, Multi) else "radio"
    return (
        f'<div class="rc-option" data-option="{option.id}">'
        f'<input type="{kind}" name="q-{question.id}" id="{anchor}" value="{option.id}">'
        f'<label for="{anchor}">{letter} {_words(option)}</label></div>'
    )


def _placed(question: Order | Classify, option: Option, letter: str) -> str:
    """An option to give a place, or a group."""
    anchor = f"q-{question.id}--{option.id}"
    if isinstance(question, Order):
        places = {str(place): str(place) for place in range(1, len(question.options) + 1)}
    else:
        places = {bucket.id: bucket.text for bucket in question.buckets}
    choices = "".join(f'<option value="{value}">{escape(text)}</option>' for value, text in places.items())
    return (
        f'<div class="rc-option rc-placed" data-option="{option.id}">'
        f'<label for="{anchor}">{letter} {_words(option)}</label>'
        f'<select id="{anchor}"><option value="">–</option>{choices}</select></div>'
    )


def _words(option: Option) -> str:
    """What an option says."""
    words = inline(option.text) if option.text else ""
    if isinstance(option, Output):
        return f'<code class="rc-value">{escape(option.value)}</code> {words}'.strip()
    if isinstance(option, Piece) and option.code:
        return f'<code class="rc-value">{escape(option.code.rstrip())}</code> {words}'.strip()
    if isinstance(option, Fix):
        words += (
            f'<span class="rc-diff"><del><code>{escape(option.replace)}</code></del> '
            f"<ins><code>{escape(option.by)}</code></ins></span>"
        )
    return words


def _solution(question: AnyQuestion, site: Site) -> str:
    solution = question.solution
    steps = "".join(f"<li><strong>{inline(step.title)}</strong> {inline(step.body)}</li>" for step in solution.steps)
    title, why = _why(question)
    mistakes = "".join(
        f"<li>{inline(mistake.text)}{f' ({_named(question, mistake.options)})' if mistake.options else ''}</li>"
        for mistake in question.mistakes
    )
    return (
        '<details class="rc-solution" data-search-exclude><summary>Show worked solution</summary>'
        f'<ol class="rc-steps">{steps}</ol>'
        f'<p class="rc-final"><strong>Answer:</strong> {inline(solution.final)}{_key(question)}</p>'
        f'<p class="rc-quick"><strong>Quick check:</strong> {inline(solution.quick_check)}</p>'
        + (f'<p class="rc-why-title">{title}</p><ul class="rc-why">{why}</ul>' if why else "")
        + (
            f'<p class="rc-mistakes-title">Common mistakes</p><ul class="rc-mistakes">{mistakes}</ul>'
            if mistakes
            else ""
        )
        + _proof(question, site)
        + f'<p class="rc-ref"><a href="{escape(docs_link(question.ref))}">Read the section that teaches this</a></p>'
        + "</details>"
    )


def _key(question: AnyQuestion) -> str:
    """The right answer as the page's controls show it, to stand behind the answer in words."""
    if isinstance(question, Numeric):
        return f" → {escape(f'{written(question.answer)} {question.unit}'.strip())}"
    if isinstance(question, Short):
        return f" → {' or '.join(f'<q>{escape(text)}</q>' for text in question.accepted)}"
    if isinstance(question, Order):
        letters = _letters(question)
        return f" → {', '.join(letters[name] for name in question.answer)}"
    if isinstance(question, Classify):
        return ""
    return f" → {_named(question, key(question))}"


def _named(question: AnyQuestion, ids: list[str]) -> str:
    """Options by their letters, slips by what was typed."""
    if isinstance(question, Numeric | Short):
        return f"such as {', '.join(f'<q>{escape(slip.texts[0])}</q>' for slip in question.slips if slip.id in ids)}"
    letters = _letters(question)
    return f"Option{'s' if len(ids) > 1 else ''} {', '.join(letters[name] for name in ids)}"


def _why(question: AnyQuestion) -> tuple[str, str]:
    """The feedback of each option or slip, and what this list is called."""
    if isinstance(question, Numeric | Short):
        return "If you answered", "".join(
            f'<li data-match="{escape(json.dumps(slip.texts))}"><q class="rc-letter">{escape(slip.texts[0])}</q> '
            f"{inline(slip.feedback)}</li>"
            for slip in question.slips
        )
    letters, places = _letters(question), _right_places(question)
    return "Option by option", "".join(
        f'<li data-option="{option.id}">{letters[option.id]} {places.get(option.id, "")}{inline(option.feedback)}</li>'
        for option in question.options
    )


def _right_places(question: AnyQuestion) -> dict[str, str]:
    """Where each option belongs, in words to stand before its feedback."""
    if isinstance(question, Order):
        words = {name: f"Place {place}" for place, name in enumerate(question.answer, 1)}
    elif isinstance(question, Classify):
        texts = {bucket.id: bucket.text for bucket in question.buckets}
        words = {option.id: texts[option.bucket] for option in question.options}
    else:
        return {}
    return {name: f"<strong>{escape(text)}.</strong> " for name, text in words.items()}


def _proof(question: AnyQuestion, site: Site) -> str:
    """What really happened when the program ran, as the site was built."""
    if question.run is None:
        return ""
    result = site.result(program_of(question.run, site.snippets))
    did = f"ended with <code>{escape(result.error)}</code>" if result.error else "printed"
    if not (result.error or result.stdout.strip()):
        did = "printed nothing"
    printed = f"<pre><samp>{escape(result.stdout.rstrip())}</samp></pre>" if result.stdout.strip() else ""
    tried = ", and each change offered here was tried" if isinstance(question, FixBug) else ""
    if isinstance(question, Order) and question.coded:
        tried = ", and with each two neighbours exchanged it did something else"
    return (
        f'<div class="rc-proof">{_program(question, site, "solution")}'
        f"<p>Run when this site was built{tried}: the program {did}</p>{printed}</div>"
    )

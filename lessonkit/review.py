"""The page on which questions come back: every lesson's quiz by name, as HTML; `quiz/review.js` adds the rest."""

from __future__ import annotations

from html import escape

from lessonkit.lessons import lesson_pages
from lessonkit.links import docs_link
from lessonkit.page_source import fences_in
from lessonkit.quiz import EVERYTHING
from lessonkit.quiz_file import load_quiz
from lessonkit.quiz_html import take_along
from lessonkit.site import Site


def review_html(site: Site) -> str:
    """All quizzes that lessons show, in the lessons' order; those that cannot be read are reported elsewhere.

    Args:
        site: Where they are.

    Returns:
        One `div`. Its list serves without JavaScript too.
    """
    rows = []
    for page in lesson_pages(site.root):
        path = site.quizzes / f"{page.stem}.json"
        quiz = load_quiz(path, path)[0] if page.is_file() and path.is_file() else None
        if quiz and any(fence.language == "quiz" for fence in fences_in(page)):
            count = len(quiz.questions)
            rows.append(
                f'<li data-lesson="{quiz.lesson}" data-count="{count}">'
                f'<a href="{docs_link(f"lessons/{page.name}")}">{escape(quiz.title)}</a> '
                f'<span class="rc-review-count">{count} question{"s" * (count != 1)}</span></li>'
            )
    return (
        '<div class="rc-review"><p class="rc-review-due" role="status"></p><div class="rc-review-quiz rc-quiz"></div>'
        f'<p class="rc-review-title">All lessons</p><ol class="rc-review-lessons">{"".join(rows)}</ol>'
        f'{take_along(EVERYTHING, site)}<div class="rc-review-keep" hidden></div></div>'
    )

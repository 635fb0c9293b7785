"""The page Review names every quiz that a lesson shows, and keeps up with them."""

import json

from lessonkit.review import review_html
from tests.lessonkit.conftest import question, quiz


def test_each_lesson_with_a_quiz_is_listed_with_the_number_of_its_questions(site):
    html = review_html(site)
    assert '<li data-lesson="coins" data-count="1"><a href="docs:/lessons/coins.md">Coins</a>' in html
    assert "1 question<" in html


def test_a_quiz_that_no_page_shows_is_not_listed(site):
    page = site.docs / "lessons/coins.md"
    page.write_text(page.read_text().replace("```quiz\ncoins\n```", ""))
    assert "<li" not in review_html(site)


def test_a_quiz_that_cannot_be_read_is_not_listed(site):
    (site.quizzes / "coins.json").write_text("{")
    assert "<li" not in review_html(site)


def test_a_title_stays_text(site):
    data = quiz(question()) | {"title": "<b onclick=x>Coins"}
    (site.quizzes / "coins.json").write_text(json.dumps(data))
    assert "&lt;b onclick=x&gt;Coins" in review_html(site)


def test_files_are_offered_only_where_the_site_has_them(site):
    assert "download" not in review_html(site)
    site.downloads = True
    assert 'href="docs:/downloads/recognize-and-create.apkg"' in review_html(site)

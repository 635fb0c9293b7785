"""A whole project built by MkDocs: what its fences become, and when the build fails."""

import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from lessonkit.publish import publish
from lessonkit.site import Site
from tests.lessonkit.conftest import PAGE

CONFIG = """\
site_name: Coins
site_url: https://example.org/
strict: true
theme: {name: material, font: false}
plugins: [markdown-exec]
markdown_extensions:
  - attr_list
  - def_list
  - toc
  - pymdownx.highlight
  - pymdownx.snippets: {base_path: [snippets], check_paths: true}
  - pymdownx.superfences:
      custom_fences:
        - name: quiz
          class: quiz
          format: !!python/name:lessonkit.fences.quiz_fence
        - name: claims
          class: claims
          format: !!python/name:lessonkit.fences.claims_fence
        - name: lessons
          class: lessons
          format: !!python/name:lessonkit.fences.lessons_fence
        - name: review
          class: review
          format: !!python/name:lessonkit.fences.review_fence
        - name: quiz-guide
          class: quiz-guide
          format: !!python/name:lessonkit.fences.quiz_guide_fence
  - lessonkit: {repo_url: "https://github.com/someone/coins"}
validation: {absolute_links: relative_to_docs, anchors: warn}
"""


@pytest.fixture
def book(project: Path) -> Path:
    """The small project, ready to build."""
    (project / "mkdocs.yml").write_text(CONFIG)
    (project / "docs/index.md").write_text("# Home\n\nA coin has two sides. Each coin falls on a side.\n")
    (project / "docs/reference").mkdir()
    (project / "docs/reference/glossary.md").write_text("# Glossary\n\nCoin {#coin}\n:   A *round* piece of metal.\n")
    (project / "docs/snippets").symlink_to("../snippets")
    return project


def build(book: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=book, capture_output=True, text=True, env=environment
    )


def lesson(book: Path) -> str:
    return (book / "site/lessons/coins/index.html").read_text()


def test_a_lesson_shows_code_output_links_claims_and_quiz(book):
    done = build(book)
    assert done.returncode == 0, done.stderr
    page = lesson(book)
    assert "<pre><samp>heads</samp></pre>" in page
    assert '<a href="../../snippets/coins/toss.py" download>Download toss.py</a>' in page
    assert 'colab.research.google.com/github/someone/coins/blob/gh-pages/notebooks/coins/toss.ipynb"' in page
    assert (book / "site/snippets/coins/toss.py").is_file()
    assert (
        'It lands on heads. <a href="https://github.com/someone/coins/blob/main/tests/lessons/test_coins.py#L1"' in page
    )
    assert 'data-type="predict-output" data-answer="[&quot;heads&quot;]"' in page
    assert '<a href="./#the-code">' in page or '<a href="#the-code">' in page
    assert "docs:/" not in page
    assert "rc-links" not in page


def test_nothing_runs_when_nothing_has_changed(book):
    assert "ran 1 of 1 programs" in build(book).stderr
    assert "programs" not in build(book).stderr


def test_an_edited_snippet_shows_its_new_output(book):
    (book / "quiz_data/coins.json").unlink()
    page = book / "docs/lessons/coins.md"
    page.write_text(page.read_text().replace("```quiz\ncoins\n```", ""))
    build(book)
    (book / "snippets/coins/toss.py").write_text('"""Toss a coin."""\n\nprint("tails")\n')
    assert "ran 1 of 1 programs" in build(book).stderr
    assert "<pre><samp>tails</samp></pre>" in lesson(book)


def test_a_snippet_that_raises_fails_the_build_with_file_line_and_traceback(book):
    (book / "snippets/coins/toss.py").write_text('"""Toss a coin."""\n\nprint("so far")\nprint(heads)\n')
    done = build(book)
    assert done.returncode != 0
    assert "snippets/coins/toss.py:4: NameError: name 'heads' is not defined" in done.stderr
    assert "Traceback (most recent call last)" in done.stderr
    assert "It had printed:\nso far" in done.stderr


def test_a_wrong_answer_fails_the_build_and_is_named(book):
    path = book / "quiz_data/coins.json"
    path.write_text(path.read_text().replace('"answer": "heads"', '"answer": "tails"'))
    done = build(book)
    assert done.returncode != 0
    assert "says that the option 'tails' is right" in done.stderr
    assert "really printed: 'heads'" in done.stderr


def test_a_figure_without_words_fails_the_build(book):
    (book / "snippets/coins/toss.py").write_text("import matplotlib.pyplot as plt\nplt.plot([1])\nprint('heads')\n")
    done = build(book)
    assert done.returncode != 0
    assert "coins/toss.py draws a figure, and its fence has no alt" in done.stderr


def test_a_figure_leads_where_the_source_comes_folded_below_it(book):
    (book / "snippets/coins/toss.py").write_text("import matplotlib.pyplot as plt\nplt.plot([1])\nprint('heads')\n")
    page = book / "docs/lessons/coins.md"
    for place, order in (("above", "source output figure"), ("below", "figure output source")):
        page.write_text(PAGE.replace('source="above"', f'source="{place}" alt="A line"'))
        assert build(book).returncode == 0
        html = lesson(book)
        marks = {"source": ">toss.py</span>", "output": "rc-output-label", "figure": '<figure class="rc-figure"'}
        assert sorted(marks, key=lambda name: html.index(marks[name])) == order.split()
        assert ('<details class="rc-source"' in html) == (place == "below")


def test_a_playground_stands_around_its_figure_with_what_its_program_left_and_without_the_source(book):
    scripts = book / "docs/assets/js/playgrounds"
    scripts.mkdir(parents=True)
    (scripts / "coin.js").write_text("export {};")
    program = "import matplotlib.pyplot as plt\nplt.plot([1])\nprint('heads')\nopen('toss.json', 'w').write('[3]')\n"
    (book / "snippets/coins/toss.py").write_text(program)
    (book / "docs/lessons/coins.md").write_text(PAGE.replace('source="above"', 'playground="coin" alt="A line"'))
    done = build(book)
    assert done.returncode == 0, done.stderr
    html = lesson(book)
    data = '<script type="application/json" data-file="toss.json">[3]</script>'
    assert re.search(
        rf'<rc-coin class="rc-playground" id="coin"><figure.*?</figure>{re.escape(data)}</rc-coin>', html, re.S
    )
    assert html.index("</rc-coin>") < html.index("rc-output-label") < html.index("Download toss.py")
    assert ">toss.py</span>" not in html


def test_a_playground_that_nobody_made_fails_the_build(book):
    (book / "snippets/coins/toss.py").write_text("import matplotlib.pyplot as plt\nplt.plot([1])\nprint('heads')\n")
    (book / "docs/lessons/coins.md").write_text(PAGE.replace('source="above"', 'playground="coin" alt="A line"'))
    done = build(book)
    assert done.returncode != 0
    assert "coins/toss.py: no playground is called 'coin'; there are: none" in done.stderr


def test_a_fence_with_code_of_its_own_fails_the_build(book):
    page = book / "docs/lessons/coins.md"
    page.write_text(page.read_text().replace('--8<-- "coins/toss.py"', "print('not a snippet')"))
    done = build(book)
    assert done.returncode != 0
    assert "must include one whole file of snippets/" in done.stderr


def test_a_mistake_inside_a_fence_stops_the_build(book):
    path = book / "quiz_data/coins.json"
    path.write_text(path.read_text().replace("lessons/coins.md#the-code", "lessons/coins.md#nowhere"))
    done = build(book)
    assert done.returncode != 0
    assert "nowhere" in done.stderr


def test_a_term_is_linked_where_it_first_appears_with_its_meaning(book):
    build(book)
    page = (book / "site/index.html").read_text()
    assert page.count('class="rc-term"') == 1
    link = re.search(r'<a class="rc-term" href="([^"]+)" title="([^"]+)">(\w+)</a> has two sides', page)
    assert link
    assert link.groups() == ("reference/glossary/#coin", "A round piece of metal.", "coin")
    assert 'class="rc-term"' not in (book / "site/reference/glossary/index.html").read_text()


def test_hostile_text_in_a_quiz_stays_text(book):
    path = book / "quiz_data/coins.json"
    hostile = "<script>x</script> <img src=x onerror=x> [link](javascript:x) </fieldset>"
    path.write_text(path.read_text().replace("It never does.", hostile).replace("What does it print?", hostile))
    assert build(book).returncode == 0
    page = lesson(book)
    assert "<script>x" not in page
    assert "<img src=x" not in page
    assert "javascript:" not in page
    assert page.count("</fieldset>") == 1


def test_the_map_of_the_lessons_links_to_them(book):
    (book / "docs/map.md").write_text("# Map\n\n```lessons\n```\n\n```lessons\ncoins\n```\n")
    (book / "mkdocs.yml").write_text(CONFIG + "nav: [index.md, map.md, lessons/coins.md, reference/glossary.md]\n")
    assert build(book).returncode == 0
    page = (book / "site/map/index.html").read_text()
    assert '<ol class="rc-map">' in page
    assert '<ol class="rc-path"><li><a href="../lessons/coins/">Coins</a>, 1 minutes</li></ol>' in page


def test_a_path_through_lessons_that_are_not_there_fails_the_build(book):
    (book / "docs/map.md").write_text("# Map\n\n```lessons\ndice\n```\n")
    (book / "mkdocs.yml").write_text(CONFIG + "nav: [index.md, map.md, lessons/coins.md, reference/glossary.md]\n")
    done = build(book)
    assert done.returncode != 0
    assert "no lesson has the slug dice" in done.stderr + done.stdout


def test_a_notebook_holds_the_snippet(book):
    build(book)
    (written,) = publish(Site(book), book / "site")
    assert written == book / "site/notebooks/coins/toss.ipynb"
    notebook = nbformat.read(written, as_version=4)
    nbformat.validate(notebook)
    assert [cell.source for cell in notebook.cells] == ["# Toss a coin", 'print("heads")']


def test_published_scripts_and_styles_have_no_comments(book):
    (book / "docs/assets/js").mkdir(parents=True)
    (book / "docs/assets/css").mkdir()
    (book / "docs/assets/js/coin.js").write_text("/** Heads. */\nconst side = `a  ${1 + 1}  b`; // tails\n")
    (book / "docs/assets/css/coin.css").write_text("/* Round. */\n.coin {\n  border-radius: 50%;\n}\n")
    build(book)
    publish(Site(book), book / "site")
    assert (book / "site/assets/js/coin.js").read_text() == "const side=`a  ${1 + 1}  b`;\n"
    assert (book / "site/assets/css/coin.css").read_text() == ".coin{border-radius:50%}\n"


def test_the_review_names_the_lessons_of_the_navigation_and_links_them(book):
    (book / "docs/review.md").write_text("# Review\n\n```review\n```\n")
    (book / "mkdocs.yml").write_text(CONFIG + "nav: [index.md, lessons/coins.md, review.md, reference/glossary.md]\n")
    done = build(book)
    assert done.returncode == 0, done.stderr
    assert '<a href="../lessons/coins/">Coins</a>' in (book / "site/review/index.html").read_text()


def test_a_guide_to_something_unknown_fails_the_build(book):
    (book / "docs/guide.md").write_text("# Guide\n\n```quiz-guide\nessay\n```\n")
    done = build(book)
    assert done.returncode != 0
    assert "no part of a quiz is called 'essay'" in done.stderr + done.stdout
    assert "single, multi, predict-output" in done.stderr + done.stdout


def test_a_guide_without_examples_fails_the_build(book):
    (book / "docs/guide.md").write_text("# Guide\n\n```quiz-guide\nsingle\n```\n")
    done = build(book)
    assert done.returncode != 0
    assert "quiz_data/examples.json is missing" in done.stderr + done.stdout

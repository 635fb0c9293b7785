"""What a page's head tells those who show links to it, and those who search."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from lessonkit.lessons import Card
from lessonkit.publish.built_pages import Head, Page, Whole, address_of, read_head
from lessonkit.publish.structured import IMAGE_ALT, head_of, lab_card, plain_text
from lessonkit.quiz import TYPES, Quiz
from tests.lessonkit.conftest import question, quiz

WHOLE = Whole("Coins & Dice", "Toss them.", "https://example.org/coins/", "https://github.com/someone/coins", "", ())
CARD = Card("coins", "Coins", "A coin has *two* sides.", 12, (), ())


def made_page(source: str, title: str = "Coins", description: str = "What a coin does when it falls.") -> Page:
    address = address_of(source)
    return Page(source, address, "Lessons", title, Head(title, description, WHOLE.url + address, "en"))


HOME, MAP, LESSON, LAB = (made_page(name) for name in ("index.md", "map.md", "lessons/coins.md", "labs/coins.py"))
MAP = replace(MAP, title="Map")


def made_quiz(*types: str) -> Quiz:
    asked = (question(type, id=f"a-{type}") for type in types)
    return Quiz.model_validate_json(json.dumps(quiz(*asked)))


def head(page: Page, **given: Any) -> str:
    return head_of(page, WHOLE, [HOME, MAP, LESSON, LAB], **given)


def graph(page: Page, **given: Any) -> dict[str, dict[str, Any]]:
    """The things that a head describes, by their types."""
    block = re.fullmatch(r'.*<script type="application/ld\+json">(.*?)</script>', head(page, **given), re.S)
    assert block
    data = json.loads(block[1])
    assert data["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in data["@graph"]}


class Metas(HTMLParser):
    """Collects what `meta` elements say."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: dict[str, str] = {}
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        if tag == "meta":
            self.said[str(given.get("property") or given.get("name"))] = str(given["content"])


def test_open_graph_tells_what_a_link_to_the_page_shows():
    assert Metas(head(LESSON, card=CARD)).said == {
        "og:site_name": "Coins & Dice",
        "og:type": "article",
        "og:title": "Coins",
        "og:description": "What a coin does when it falls.",
        "og:url": "https://example.org/coins/lessons/coins/",
        "og:image": "https://example.org/coins/assets/img/social.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": IMAGE_ALT,
        "twitter:card": "summary_large_image",
    }


@pytest.mark.parametrize(("page", "type"), [(HOME, "website"), (MAP, "website"), (LESSON, "article"), (LAB, "article")])
def test_lessons_and_labs_are_articles(page, type):
    assert Metas(head(page)).said["og:type"] == type


def test_no_text_can_end_an_attribute_or_the_block_of_data():
    hostile = '"><script>alert(1)</script><!-- & “so”'
    page = made_page("lessons/coins.md", title=hostile, description=hostile)
    card = replace(CARD, takeaway="Say `</script>` & <b>.")
    metas = Metas(head(page, card=card))
    assert metas.said["og:title"] == metas.said["og:description"] == hostile
    assert set(metas.tags) == {"meta", "script"}
    assert graph(page, card=card)["LearningResource"]["name"] == hostile
    assert head(page, card=card).count("</script>") == 1


def test_a_lesson_says_what_it_teaches_and_what_it_takes():
    lesson = graph(LESSON, card=CARD)["LearningResource"]
    assert lesson == {
        "@type": "LearningResource",
        "name": "Coins",
        "description": "What a coin does when it falls.",
        "url": "https://example.org/coins/lessons/coins/",
        "learningResourceType": "lesson",
        "educationalLevel": "beginner",
        "timeRequired": "PT12M",
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "isPartOf": {"@type": "WebSite", "name": "Coins & Dice", "url": "https://example.org/coins/"},
        "teaches": "A coin has two sides.",
    }


def test_a_lesson_that_builds_on_others_is_not_for_beginners():
    lesson = graph(LESSON, card=replace(CARD, builds_on=("dice",)))["LearningResource"]
    assert lesson["educationalLevel"] == "intermediate"


def test_a_lesson_has_its_questions_as_a_part():
    part = graph(LESSON, card=CARD, quiz=made_quiz("single", "numeric"))["LearningResource"]["hasPart"]
    assert part["@type"] == "Quiz"
    assert part["url"] == "https://example.org/coins/lessons/coins/#practice"
    assert [(each["@type"], each["eduQuestionType"]) for each in part["hasPart"]] == [
        ("Question", "Multiple choice"),
        ("Question", "Number"),
    ]
    assert part["hasPart"][1]["url"] == "https://example.org/coins/lessons/coins/#q-a-numeric"


def test_a_page_that_only_asks_is_a_quiz():
    found = graph(LESSON, card=replace(CARD, takeaway=""), quiz=made_quiz("single"))
    assert "LearningResource" not in found
    assert "teaches" not in found["Quiz"]
    assert len(found["Quiz"]["hasPart"]) == 1


def test_each_type_of_question_has_a_name_for_others():
    part = graph(LESSON, card=CARD, quiz=made_quiz(*TYPES))["LearningResource"]["hasPart"]
    names = [each["eduQuestionType"] for each in part["hasPart"]]
    assert len(set(names)) == len(TYPES)


def test_the_way_to_a_lesson_leads_over_the_map():
    steps = graph(LESSON, card=CARD)["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"], step["item"]) for step in steps] == [
        (1, "Coins & Dice", "https://example.org/coins/"),
        (2, "Map", "https://example.org/coins/map/"),
        (3, "Coins", "https://example.org/coins/lessons/coins/"),
    ]


def test_the_way_to_another_page_is_one_step():
    assert [step["name"] for step in graph(MAP)["BreadcrumbList"]["itemListElement"]] == ["Coins & Dice", "Map"]


def test_the_home_page_is_the_site_and_no_way_leads_to_it():
    found = graph(HOME)
    assert list(found) == ["WebSite"]
    assert (found["WebSite"]["name"], found["WebSite"]["url"]) == ("Coins & Dice", "https://example.org/coins/")


def test_a_lab_says_how_long_it_takes_and_is_described_by_its_sentence():
    card = lab_card(LAB, '# %% [markdown]\n# # Coins\n#\n# <p class="rc-meta">A lab: 35 minutes,\n# or more</p>\n')
    lab = graph(LAB, card=card)["LearningResource"]
    assert (lab["timeRequired"], lab["learningResourceType"]) == ("PT35M", "lab")
    assert lab["teaches"] == LAB.head.description
    assert lab["educationalLevel"] == "intermediate"


def test_a_lab_that_does_not_say_how_long_it_takes_is_refused_by_name():
    with pytest.raises(ValueError, match=r'docs/labs/coins\.py:1: no line <p class="rc-meta">'):
        lab_card(LAB, "# # Coins\n")


def test_what_is_read_of_a_head_is_what_stands_there():
    html = (
        '<!doctype html><html lang="en-GB"><head><meta name="description" content="Say &quot;heads&quot;.">'
        '<link rel="canonical" href="https://example.org/"><title>\n A &amp; B - Coins </title></head>'
        '<body><title>no</title><meta name="description" content="no"></body></html>'
    )
    assert read_head(html) == Head("A & B - Coins", 'Say "heads".', "https://example.org/", "en-GB")


def test_a_head_that_says_nothing_is_read_as_nothing():
    assert read_head("<html><head></head><body></body></html>") == Head("", "", "", "")


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("index.md", ""),
        ("map.md", "map/"),
        ("lessons/vae.md", "lessons/vae/"),
        ("lessons/index.md", "lessons/"),
        ("labs/two-regimes.py", "labs/two-regimes/"),
        ("my-index.md", "my-index/"),
    ],
)
def test_each_source_has_the_address_that_mkdocs_gives_it(source, address):
    assert address_of(source) == address


def test_plain_text_has_no_marks():
    assert plain_text("*Two* `a < b` & [links](x.md),\non one line") == "Two a < b & links, on one line"

"""Pages are found: by the site's own search, by those who search the web, in the feed, and as plain Markdown."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin
from xml.etree.ElementTree import fromstring

import pytest
from playwright.sync_api import Locator, Page, expect

from lessonkit.changed import committed, is_whole
from tests.site.conftest import Built

ROOT = Path(__file__).parents[2]

NOWHERE = ("404.html", "offline.html")
"""Pages that stand in for others, and that nobody is meant to find."""
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"
LINK = re.compile(r"\]\(<?([^)\s>]+)>?\)")
FENCE = re.compile(r"^ *(`{3,}).*?^ *\1 *$", re.M | re.S)
CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)|\$[^$]+\$", re.S)
TAG = re.compile(r"</?[a-z][a-z0-9]*(?: [^<>]*)?>")
INDEX_BUDGET = 3.5 * 1024
"""Bytes of the search index as it travels, for each page. It leaves programs, outputs and options out."""


@dataclass
class Head(HTMLParser):
    """What stands in a page's head, and the names of all places on the page."""

    metas: list[tuple[str, str]] = field(default_factory=list)
    links: list[dict[str, str]] = field(default_factory=list)
    titles: int = 0
    data: list[Any] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()
        self._in_head = self._in_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids.add(given.get("id", ""))
        self._in_head = tag == "head" or (self._in_head and tag != "body")
        self._in_data = tag == "script" and given.get("type") == "application/ld+json"
        self.titles += self._in_head and tag == "title"
        if self._in_head and tag == "meta":
            self.metas.append((given.get("property") or given.get("name", ""), given.get("content", "")))
        if self._in_head and tag == "link":
            self.links.append(given)

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self.data.append(json.loads(data))

    def of(self, name: str) -> list[str]:
        return [content for known, content in self.metas if known == name]

    def to(self, rel: str, **wanted: str) -> list[str]:
        """The addresses of links of a kind, with these attributes."""
        return [link["href"] for link in self.links if rel in link["rel"].split() and wanted.items() <= link.items()]


def read(path: Path) -> Head:
    head = Head()
    head.feed(path.read_text(encoding="utf-8"))
    return head


@pytest.fixture(scope="module")
def heads(built: Built) -> dict[str, Head]:
    """The heads of all pages that should be found."""
    return {page: read(built.file(page)) for page in built.pages if page not in NOWHERE}


def missing(built: Built, page: str, address: str) -> bool:
    """Whether a link from a page leads nowhere on the site. Links that leave the site are not followed."""
    url, place = urldefrag(urljoin(built.published + page, address))
    if not url.startswith(built.published):
        return False
    path = built.folder / unquote(url.removeprefix(built.published))
    file = path / "index.html" if path.is_dir() else path
    return not file.is_file() or bool(place and file.suffix == ".html" and place not in read(file).ids)


def things(head: Head) -> dict[str, Any]:
    """What a page's data describes, by type."""
    return {thing["@type"]: thing for block in head.data for thing in block["@graph"]}


# ---------------------------------------------------------------- Heads


def test_each_head_has_one_title_one_description_and_the_page_s_own_address(heads, built):
    said = {page: (head.titles, len(head.of("description")), head.to(rel="canonical")) for page, head in heads.items()}
    assert said == {page: (1, 1, [built.published + page]) for page in heads}


def test_each_description_can_be_shown_as_it_is_and_is_the_page_s_own(heads):
    descriptions = {page: head.of("description")[0] for page, head in heads.items()}
    assert {page: text for page, text in descriptions.items() if not 50 <= len(text) <= 160} == {}
    assert len(set(descriptions.values())) == len(descriptions)


def test_a_link_to_each_page_shows_what_the_page_says_of_itself(heads):
    for page, head in heads.items():
        assert head.of("og:description") == head.of("description"), page
        assert head.of("og:url") == head.to(rel="canonical"), page
        assert head.of("twitter:card") == ["summary_large_image"], page
        for name in ("title", "type", "site_name", "image:width", "image:height", "image:alt"):
            assert [bool(text) for text in head.of(f"og:{name}")] == [True], f"{page}: og:{name}"


def test_the_picture_beside_a_link_is_there_in_the_size_that_is_told(heads, built):
    for page, head in heads.items():
        (address,) = head.of("og:image")
        data = (built.folder / address.removeprefix(built.published)).read_bytes()
        size = [str(int.from_bytes(data[start : start + 4])) for start in (16, 20)]  # where a PNG has them
        assert size == head.of("og:image:width") + head.of("og:image:height"), page


def test_each_lesson_says_what_it_teaches_and_asks(heads, built):
    for page in built.lessons:
        found = things(heads[page])
        lesson = found.get("LearningResource") or found["Quiz"]
        assert lesson["url"] == built.published + page
        assert re.fullmatch(r"PT\d+M", lesson["timeRequired"])
        assert lesson.get("teaches") or lesson["@type"] == "Quiz"
        quiz = lesson if lesson["@type"] == "Quiz" else lesson["hasPart"]
        shown = built.file(page).read_text(encoding="utf-8").count('<form class="rc-question"')
        assert len(quiz["hasPart"]) == shown > 0, page


def test_the_addresses_in_the_data_lead_somewhere(heads, built):
    def addresses(thing: Any) -> list[str]:
        if isinstance(thing, list):
            return [address for each in thing for address in addresses(each)]
        if isinstance(thing, dict):
            own = [thing[name] for name in ("url", "item") if name in thing]
            return own + [address for each in thing.values() for address in addresses(each)]
        return []

    told = {page: addresses(head.data) for page, head in heads.items()}
    assert all(told.values())
    assert [(page, url) for page, urls in told.items() for url in urls if missing(built, "", url)] == []


def test_only_the_home_page_is_the_site_and_a_way_leads_to_each_other(heads):
    assert [page for page, head in heads.items() if "WebSite" in things(head)] == [""]
    assert [page for page, head in heads.items() if "BreadcrumbList" not in things(head)] == [""]


def test_each_head_names_the_feed_and_the_page_as_plain_markdown(heads, built):
    for page, head in heads.items():
        assert head.to(rel="alternate", type="text/markdown") == ["index.md"], page
        assert not missing(built, page, "index.md"), page
        feeds = [
            urljoin(built.published + page, feed) for feed in head.to(rel="alternate", type="application/atom+xml")
        ]
        assert feeds == [f"{built.published}feed.xml"] * is_whole(ROOT), page


@pytest.mark.parametrize("page", NOWHERE)
def test_a_page_that_stands_in_for_others_has_no_twin_and_no_data(page, built):
    head = read(built.file(page))
    assert head.to(rel="alternate") == head.of("og:url") == head.data == []


# ---------------------------------------------------------------- Lists of pages


def test_the_sitemap_names_every_page_and_nothing_else(heads, built):
    root = fromstring((built.folder / "sitemap.xml").read_text(encoding="utf-8"))
    named = [location.text for location in root.iter(f"{SITEMAP}loc")]
    assert sorted(named) == sorted(built.published + page for page in heads)
    packed = gzip.decompress((built.folder / "sitemap.xml.gz").read_bytes())
    assert packed == (built.folder / "sitemap.xml").read_bytes()


def test_no_robots_file_pretends_to_count_below_a_server_s_root(built):
    assert not (built.folder / "robots.txt").exists()


def test_the_feed_holds_the_lessons_and_labs_that_git_knows_newest_first(built, heads):
    known = [path.relative_to(ROOT / "docs").with_suffix("").as_posix() for path in committed(ROOT, "docs")]
    expected = [built.published + page for page in heads if re.match("(lessons|labs)/.", page) and page[:-1] in known]
    file = built.folder / "feed.xml"
    assert file.is_file() == bool(is_whole(ROOT) and expected)  # no feed rather than one with wrong times
    entries = fromstring(file.read_text(encoding="utf-8")).findall(f"{ATOM}entry") if file.is_file() else []
    links = [entry.find(f"{ATOM}link").get("href") for entry in entries]
    assert sorted(links) == sorted(expected if file.is_file() else [])
    times = [(str(entry.findtext(f"{ATOM}published")), str(entry.findtext(f"{ATOM}updated"))) for entry in entries]
    assert [first for first, _ in times] == sorted((first for first, _ in times), reverse=True)
    assert all(first <= last for first, last in times)


def test_the_list_for_programs_names_every_page_once(built, heads):
    text = (built.folder / "llms.txt").read_text(encoding="utf-8")
    assert re.match(r"# [^\n]+\n\n> [^\n]+\n\n## ", text)
    assert sorted(LINK.findall(text)) == sorted(f"{built.published}{page}index.md" for page in heads)


# ---------------------------------------------------------------- Plain Markdown


@pytest.fixture(scope="module")
def twins(built: Built, heads: dict[str, Head]) -> dict[str, str]:
    return {page: (built.file(page).parent / "index.md").read_text(encoding="utf-8") for page in heads}


def prose(text: str) -> str:
    return CODE.sub("", FENCE.sub("", text))


def test_no_link_in_plain_markdown_leads_nowhere(built, twins):
    links = {page: LINK.findall(prose(text)) for page, text in twins.items()}
    links["llms.txt"] = LINK.findall((built.folder / "llms.txt").read_text(encoding="utf-8"))
    assert all(links[page] for page in built.lessons)
    assert [(page, link) for page, all_ in links.items() for link in all_ if missing(built, page, link)] == []


def test_plain_markdown_has_no_html_and_nothing_that_only_the_builder_reads(twins):
    signs = re.compile(r"^(?:===|!!!|\?\?\?) |--8<--|\{ ?[#:.][\w-]|\bmarkdown>|^\*\[", re.M)
    left = {page: TAG.findall(prose(text)) + signs.findall(prose(text)) for page, text in twins.items()}
    assert {page: found for page, found in left.items() if found} == {}


def test_plain_markdown_holds_all_that_the_page_printed(built, twins):
    for page in built.lessons:
        html = built.file(page).read_text(encoding="utf-8")
        outputs = html.count('<p class="rc-output-label">')
        assert twins[page].count("\nIt printed:\n\n```text\n") == outputs > 0 or page.endswith("shortcuts/"), page


def test_plain_markdown_has_the_same_headings_as_the_page(built, twins):
    for page in built.lessons:
        html = built.file(page).read_text(encoding="utf-8")
        wanted = re.findall(r'<h2 id="[^"]+">(.*?)<a class="headerlink"', html)
        found = re.findall(r"^## (.+)$", FENCE.sub("", twins[page]), re.M)
        assert [re.sub("<[^>]+>", "", heading) for heading in wanted] == found, page


# ---------------------------------------------------------------- Search


def search(page: Page, query: str) -> Locator:
    """Type a question, as a reader would; gives the first result, which may take a moment."""
    asked = page.get_by_role("textbox", name="Search")
    asked.click()
    asked.fill(query)
    asked.press("End")  # the theme looks when a key is let go
    return page.locator(".md-search-result__item").first


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("why does naive bayes win", "lessons/two-regimes/"),
        ("Why does naive Bayes win?", "lessons/two-regimes/"),
        ("cats and dogs", "lessons/big-picture/"),
        ("how sure", "lessons/svm-trees-forests/"),
        ("missing values", "lessons/missing-pixels/"),
        ("overfitting", "lessons/logistic-regression/"),
        ("what is a likelihood", "reference/glossary/#likelihood"),
        ("logistic regression", "lessons/logistic-regression/"),
        ("few labels", "lessons/unlabelled-data/"),
        ("anki", "review/#in-anki-and-in-moodle"),
    ],
)
def test_a_question_in_plain_words_finds_what_answers_it(page: Page, query, first):
    page.goto("")
    result = search(page, query)
    address, _, place = first.partition("#")
    expect(result.locator("a").first).to_have_attribute("href", re.compile(rf"/{address}(?:[?#].*)?$"))
    if place:
        expect(result.locator(f'a[href*="#{place}"]').first).to_be_visible()


def test_words_that_say_nothing_find_nothing(page: Page):
    page.goto("")
    expect(search(page, "bayes")).to_be_visible()
    expect(search(page, "what is a")).to_have_count(0)


def test_what_was_searched_for_is_marked_on_the_page_and_small_words_are_not(page: Page):
    page.goto("")
    result = search(page, "why does naive bayes win").locator("a").first
    expect(result).to_have_attribute("href", re.compile("/lessons/two-regimes/"))
    result.click()
    marks = page.locator(".md-content mark:visible")
    expect(marks.first).to_be_visible()
    marked = {word for text in marks.all_text_contents() for word in text.lower().split()}
    assert "bayes" in marked
    assert all(word.startswith(("naive", "bayes", "win")) for word in marked)


def test_the_search_index_is_small(built):
    data = (built.folder / "search/search_index.json").read_bytes()
    pages = {entry["location"].partition("#")[0] for entry in json.loads(data)["docs"]}
    assert len(gzip.compress(data, 9)) < INDEX_BUDGET * len(pages)

"""Reading without a network: what was visited, on the published site; and the whole site, from a folder."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from lessonkit.publish.classic import bundle
from lessonkit.publish.markup import elements_of
from lessonkit.publish.offline import REGISTERS, write_service_worker
from tests.server import published_at, served
from tests.site.answering import PRACTICE, QUESTIONS, REVIEW, answer_all, answer_at_once, read, status
from tests.site.conftest import PATIENCE, Built
from tests.site.playing import live

FIGURE = "lessons/big-picture/"
WITH_DATA = "lessons/missing-pixels/"
ELSEWHERE = ["another-project:1", "rc:/another-project/:1"]
NOT_KEPT = "This page is not kept on this device"

MODULES = {
    "js/coin.js": """
document.title += "effect once";
let n = 0;
export const count = () => (n += 1);
export const where = import.meta.url.split("/").pop();
""",
    "js/sides.js": """
import * as coin from "./coin.js";
const side = "heads";
export { side as heads };
export function toss() { return `${side} ${coin.count()}`; }
""",
    "js/one.js": """
import "./coin.js";
import { toss } from "./sides.js";
toss();
throw new Error("this one only");
""",
    "js/two.js": """
import { toss } from "./sides.js";
import { where } from "./coin.js";
document.title += `|${toss()}|${where}`;
import("./later.js").then(({ say }) => (document.title += say()));
""",
    "js/later.js": """
import { heads } from "./sides.js";
export const say = () => `|later: ${heads}|${import.meta.url.split("/").at(-1)}`;
""",
}
"""Two entries, `one` and `two`, that share modules. The first of them fails."""

_KEPT = """async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith("rc:") && !name.includes("another"));
  const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return requests.flat().map(({ url }) => url);
}"""
_IS_KEPT = f"(url) => ({_KEPT})().then((urls) => urls.includes(url))"
_ALL_IS_KEPT = f"""(site) => ({_KEPT})().then((kept) => {{
  const loaded = performance.getEntriesByType("resource").map(({{ name }}) => name);
  const all = [location.href.split("?")[0], ...loaded];
  return all.filter((url) => url.startsWith(site)).every((url) => kept.includes(url));
}})"""
HINDRANCES = {"slow": "new Promise(() => {})", "broken": "new Response('', { status: 502 })"}
_HINDERED = """
const network = fetch;
self.fetch = async (...what) => ((await caches.has("hindered")) ? HINDRANCE : network(...what));
"""
_IS_GONE = "(old) => caches.keys().then((names) => !names.includes(old))"
_WAIT = """async (argument) => {
  const ends = Date.now() + PATIENCE;
  while (!(await (TEST)(argument))) {
    if (Date.now() > ends) throw new Error("waited in vain");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}"""
_IN_CHARGE = "(version) => caches.keys().then((names) => names.some((name) => name.endsWith(`:${version}`)))"


# ---- On the published site


@dataclass(frozen=True)
class Published:
    """A copy of the built site that knows it is published where it is served."""

    folder: Path
    url: str

    def publish(self) -> str:
        """Make what is in the folder the newest version; gives its name."""
        assert write_service_worker(self.folder)
        script, home = self.folder / REGISTERS, urlsplit(published_at(self.folder))
        here = urlsplit(self.url)
        text = script.read_text(encoding="utf-8")
        script.write_text(text.replace(f"https://{home.netloc}", f"http://{here.netloc}"), encoding="utf-8")
        worker = (self.folder / "sw.js").read_text(encoding="utf-8")
        return worker.split('const VERSION="')[1].split('"')[0]

    def change(self, page: str, old: str, new: str) -> None:
        file = self.folder / page / "index.html"
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{file} does not hold {old!r}"
        file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def published(built: Built, tmp_path: Path) -> Iterator[Published]:
    folder = shutil.copytree(built.folder, tmp_path / "site")
    with served(folder) as origin:
        site = Published(folder, origin + urlsplit(built.published).path)
        site.publish()
        yield site


@pytest.fixture
def context(browser: Browser, published: Published) -> Iterator[BrowserContext]:
    with browser.new_context(base_url=published.url, reduced_motion="reduce") as context:
        context.set_default_timeout(PATIENCE)
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def visit(page: Page, published: Published) -> Callable[..., None]:
    """Opens pages, and stays on each until it is kept, with all that it has loaded."""

    def visit(*addresses: str) -> None:
        for address in addresses:
            page.goto(address)
            settle(page, published)

    return visit


def settle(page: Page, published: Published) -> None:
    """Wait until what the page has loaded is kept."""
    wait_until(page, _ALL_IS_KEPT, published.url)


def wait_until(page: Page, test: str, argument: str) -> None:
    """Wait until a test, which may take its time, says yes."""
    page.evaluate(_WAIT.replace("TEST", test).replace("PATIENCE", str(PATIENCE)), argument)


def test_a_page_that_was_visited_can_be_read_without_a_network(page, context, visit):
    visit(PRACTICE)
    context.set_offline(True)
    page.reload()
    expect(page.locator("h1")).to_contain_text("Practice")
    expect(page.locator("link[rel=stylesheet]").first).to_be_attached()
    assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == "sticky"


def test_figures_are_there_without_a_network(page, context, visit):
    visit(FIGURE)
    shown = page.locator("main svg[role=img]").count()
    context.set_offline(True)
    page.reload()
    assert shown
    expect(page.locator("main svg[role=img]")).to_have_count(shown)
    broken = "all => all.filter((image) => !image.complete || !image.naturalWidth).length"
    assert page.locator("main img").evaluate_all(broken) == 0


def test_the_quiz_works_and_remembers_without_a_network(page, context, visit):
    visit(PRACTICE)
    context.set_offline(True)
    page.reload()
    answer_all(page, "right")
    page.reload()
    expect(status(page.locator(QUESTIONS).first)).to_contain_text("Right")


def test_a_playground_that_was_used_plays_on_without_a_network(page, context, published, visit):
    visit(WITH_DATA)
    live(page, "erase-pixels").get_by_role("button", name="Left half").click()
    page.wait_for_url("**/*?erase-pixels.*")
    settle(page, published)
    context.set_offline(True)
    page.reload()
    playground = live(page, "erase-pixels")
    expect(playground.locator(".rc-play-words")).to_contain_text("32 of 64 dots lost")
    playground.get_by_role("button", name="Restore all").click()
    expect(playground.locator(".rc-play-words")).to_contain_text("A six, whole.")


def test_the_search_works_without_a_network_once_it_was_used(page, context, published, visit):
    visit("map/")
    search(page, "naive bayes")
    settle(page, published)
    context.set_offline(True)
    page.goto("")
    search(page, "naive bayes")


def search(page: Page, words: str) -> None:
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type(words)
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def test_a_page_that_is_reached_by_a_link_is_kept_too(page, context, published, visit):
    visit("map/")
    page.get_by_role("link", name="Practice", exact=True).first.click()
    expect(page.locator(QUESTIONS).first).to_be_visible()
    settle(page, published)
    context.set_offline(True)
    page.reload()
    expect(page.locator(QUESTIONS).first).to_be_visible()


def test_a_page_that_was_fetched_ahead_a_moment_ago_is_not_fetched_again(page, published, visit):
    visit(PRACTICE)
    page.evaluate("(address) => fetch(address).then((answer) => answer.text())", f"{published.url}map/")
    published.change("map", "Map of the lessons", "Map, mended")
    page.goto("map/")
    expect(page.locator("h1")).to_contain_text("Map of the lessons")


def test_a_page_that_was_never_visited_says_so_and_lists_those_that_were(page, context, visit):
    visit(PRACTICE, "map/")
    context.set_offline(True)
    answer = page.goto(FIGURE)
    assert answer
    assert answer.status == 503
    expect(page.get_by_role("heading", name=NOT_KEPT)).to_be_visible()
    links = page.locator("#rc-kept a")
    expect(links).to_have_text(["Map of the lessons", "Practice", "Recognize & Create"])
    links.nth(1).click()
    expect(page.locator(QUESTIONS).first).to_be_visible()


def test_a_page_that_was_never_visited_comes_by_itself_when_there_is_a_network_again(page, context, visit):
    visit("map/")
    context.set_offline(True)
    page.goto(FIGURE)
    expect(page.get_by_role("heading", name=NOT_KEPT)).to_be_visible()
    context.set_offline(False)
    expect(page.get_by_role("heading", name="The big picture", level=1)).to_be_visible()


def test_a_link_to_a_page_that_was_never_visited_leads_to_the_page_that_says_so(page, context, visit):
    visit("map/")
    context.set_offline(True)
    page.get_by_role("link", name="Practice", exact=True).first.click()
    expect(page.get_by_role("heading", name=NOT_KEPT)).to_be_visible()


def test_downloads_errors_and_parts_of_files_are_not_kept(page, published, visit):
    visit(PRACTICE)
    tried = "(names) => Promise.all(names.map(async (name) => (await fetch(name)).status))"
    part = "(name) => fetch(name, { headers: { Range: 'bytes=0-9' } }).then(({ status }) => status)"
    names = ["downloads/practice.gift.txt", "no-such-page/", "map/", "map/?h=bayes", "about/"]
    assert page.evaluate(part, f"{published.url}about/") in (200, 206)
    assert page.evaluate(tried, [published.url + name for name in names[:-1]]) == [200, 404, 200, 200]
    wait_until(page, _IS_KEPT, f"{published.url}map/")
    kept = page.evaluate(_KEPT)
    assert [url for url in kept if url.removeprefix(published.url) in names] == [f"{published.url}map/"]


@pytest.mark.parametrize("hindrance", HINDRANCES)
def test_when_the_network_is_of_no_use_what_is_kept_is_shown(page, published, visit, hindrance):
    with (published.folder / "sw.js").open("a") as worker:
        worker.write(_HINDERED.replace("HINDRANCE", HINDRANCES[hindrance]))
    visit("map/")
    page.evaluate("caches.open('hindered')")
    published.change("map", "Map of the lessons", "Map, mended")
    page.goto("map/")
    expect(page.locator("h1")).to_contain_text("Map of the lessons")


def test_where_there_is_no_room_pages_are_read_as_without_a_worker(page, published):
    with (published.folder / "sw.js").open("a") as worker:
        worker.write("Cache.prototype.put=()=>Promise.reject(new DOMException('full','QuotaExceededError'));")
    page.goto("map/")
    page.evaluate("navigator.serviceWorker.ready")
    errors: list[str] = []
    page.context.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.context.on("weberror", lambda error: errors.append(str(error.error)))
    page.goto(PRACTICE)
    answer_all(page, "right")
    assert page.evaluate("Boolean(navigator.serviceWorker.controller)")
    assert errors == []


def test_a_new_version_is_shown_at_the_next_visit_and_takes_the_place_of_the_old_one(page, published, visit):
    visit(PRACTICE, "map/")
    first = page.evaluate("caches.keys()")
    published.change("map", "Map of the lessons", "Map, mended")
    second = published.publish()
    page.goto("map/")
    expect(page.locator("h1")).to_contain_text("Map, mended")
    wait_until(page, _IN_CHARGE, second)
    wait_until(page, _IS_GONE, first[0])
    assert len(page.evaluate("caches.keys()")) == len(first) == 1


def test_what_was_read_before_can_still_be_read_under_the_new_version_and_is_mended(page, context, published, visit):
    visit(PRACTICE, "map/")
    (old,) = page.evaluate("caches.keys()")
    published.change(PRACTICE, "Practice", "Practice, mended")
    published.publish()
    page.goto("map/")
    wait_until(page, _IS_GONE, old)
    context.set_offline(True)
    page.goto(PRACTICE)
    expect(page.locator("h1")).to_contain_text("Practice, mended")
    answer_all(page, "right")


def test_what_others_keep_at_the_same_origin_is_left_alone(page, published, visit):
    page.goto("map/")
    page.evaluate("(names) => Promise.all(names.map((name) => caches.open(name)))", ELSEWHERE)
    visit(PRACTICE)
    (old,) = set(page.evaluate("caches.keys()")) - set(ELSEWHERE)
    published.change("map", "Map of the lessons", "Map, mended")
    published.publish()
    page.goto("map/")
    wait_until(page, _IS_GONE, old)
    assert set(ELSEWHERE) < set(page.evaluate("caches.keys()"))


def test_where_the_site_is_not_published_no_worker_is_left_behind(page, published):
    script = published.folder / REGISTERS
    here = f"http://{urlsplit(published.url).netloc}"
    script.write_text(script.read_text(encoding="utf-8").replace(here, "https://example.org"), encoding="utf-8")
    page.goto("map/", wait_until="networkidle")
    page.evaluate("new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve)))")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(({ length }) => length)") == 0


# ---- From a folder


@dataclass
class Noise:
    """What was asked for, and what was written to the console as an error."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def listen(self, context: BrowserContext) -> None:
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)


@pytest.fixture(scope="module")
def folder(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy of the site, unpacked."""
    where = tmp_path_factory.mktemp("offline")
    with zipfile.ZipFile(built.folder / "downloads/recognize-and-create.zip") as archive:
        archive.extractall(where / "a folder")
    (folder,) = (where / "a folder").iterdir()
    return folder


@pytest.fixture
def noise() -> Noise:
    return Noise()


@pytest.fixture
def copy(browser: Browser, folder: Path, noise: Noise) -> Iterator[Page]:
    """The home page of the copy, opened as a file. Whatever is done with it, no network is asked, and nothing fails."""
    with browser.new_context(reduced_motion="reduce") as context:
        context.set_default_timeout(PATIENCE)
        noise.listen(context)
        page = context.new_page()
        page.goto((folder / "index.html").as_uri())
        yield page
        assert noise.errors == []
        assert [url for url in noise.requests if not url.startswith(("file:", "data:"))] == []


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


def test_one_comes_from_page_to_page_by_links(copy):
    follow(copy, "Map of the lessons")
    expect(copy.locator("h1")).to_contain_text("Map")
    follow(copy, "The big picture")
    expect(copy.locator("h1")).to_contain_text("The big picture")
    expect(copy.locator("main svg[role=img]").first).to_be_visible()
    assert copy.url.endswith("/lessons/big-picture/index.html")


def test_every_address_within_the_copy_is_that_of_a_file(folder):
    missing = set()
    for file in folder.rglob("*.html"):
        for element in elements_of(file.read_text(encoding="utf-8")):
            for reference in filter(None, map(element.attributes.get, ("href", "src"))):
                parts = urlsplit(reference)
                if not parts.scheme and parts.path and not (file.parent / unquote(parts.path)).is_file():
                    missing.add((file.relative_to(folder).as_posix(), reference))
    assert missing == set()


def test_the_quiz_is_answered_and_remembered(copy, folder):
    copy.goto((folder / PRACTICE / "index.html").as_uri())
    answer_all(copy, "right")
    expect(copy.locator(".rc-summary")).to_be_visible()
    copy.reload()
    expect(status(copy.locator(QUESTIONS).first)).to_contain_text("Right")


def test_questions_that_were_missed_come_back_on_the_page_review(copy, folder):
    copy.goto((folder / PRACTICE / "index.html").as_uri())
    question, *_ = read(copy.locator(QUESTIONS))
    for wrong in question.wrong:
        answer_at_once(copy, {question.anchor: wrong})
    copy.clock.set_fixed_time("2100-01-01T12:00:00Z")
    copy.goto((folder / REVIEW / "index.html").as_uri())
    copy.get_by_role("button", name="Review").click()
    expect(copy.locator(QUESTIONS)).to_have_count(1)
    answer_at_once(copy, {read(copy.locator(QUESTIONS))[0].anchor: question.right})
    expect(copy.locator(".rc-review-due")).to_contain_text("Done")


def test_the_search_finds_pages_and_leads_to_them(copy):
    search(copy, "naive bayes")
    copy.locator(".md-search-result__link").first.click()
    expect(copy).to_have_url(re.compile(r"^file://.*/[a-z-]+/index\.html\?h=naive"))
    expect(copy.locator("h1")).to_be_visible()


def test_a_playground_plays_with_its_data(copy, folder):
    copy.goto((folder / WITH_DATA / "index.html").as_uri())
    playground = live(copy, "erase-pixels")
    playground.get_by_role("button", name="Restore all").click()
    expect(playground.locator(".rc-play-words")).to_contain_text("A six, whole.")


def test_code_that_scrolls_can_be_reached_with_the_keyboard_as_on_the_published_site(copy, folder):
    copy.set_viewport_size({"width": 320, "height": 640})
    copy.goto((folder / FIGURE / "index.html").as_uri())
    expect(copy.locator("[data-rc-wide][role=region]").first).to_be_attached()


def test_a_bundle_runs_as_its_modules_would(page_of_modules):
    assert page_of_modules.evaluate("document.title") == "effect once|heads 2|coin.js|later: heads|later.js"


@pytest.fixture
def page_of_modules(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A page, opened as a file, on which two entries that share a module have run."""
    for name, text in MODULES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "js/all.js").write_text(bundle(["js/one.js", "js/two.js"], tmp_path, "../"))
    (tmp_path / "index.html").write_text('<script defer src="js/all.js" data-run="js/one.js js/two.js"></script>')
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((tmp_path / "index.html").as_uri())
        page.wait_for_function("document.title.endsWith('later.js')")
        yield page

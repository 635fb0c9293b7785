"""The built site, served as it is published, and a browser to read it with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import ARGUMENTS, HELP, find_browser
from tests.server import published_at, served

FOLDER = Path(__file__).parents[2] / "site"
PATIENCE = 15_000  # milliseconds: only ever waited for on a busy machine, or when something is wrong


@dataclass(frozen=True)
class Built:
    """The built site: its folder, the addresses it is published and served at, and its pages.

    The path of both addresses is the same, since the site may not share what it stores with its neighbours there.
    """

    folder: Path
    published: str
    origin: str

    @property
    def url(self) -> str:
        return self.origin + urlsplit(self.published).path

    @property
    def pages(self) -> list[str]:
        """Every page, by its path below the site."""
        files = [path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html")]
        return sorted(file.removesuffix("index.html") for file in files if not file.startswith("assets/"))

    @property
    def lessons(self) -> list[str]:
        """Every lesson, by its path below the site."""
        return [page for page in self.pages if re.fullmatch("lessons/[^/]+/", page)]

    def file(self, page: str) -> Path:
        return self.folder / page / "index.html" if page.endswith("/") or not page else self.folder / page


def _until_ready(name: str) -> None:
    """Have a method of `Page` that loads a page wait for its scripts too: they come after its first picture."""
    load = getattr(Page, name)

    def loaded(page: Page, *args: Any, **keywords: Any) -> Any:
        answer = load(page, *args, **keywords)
        if keywords.get("wait_until") != "domcontentloaded":
            page.evaluate(READY)
        return answer

    setattr(Page, name, loaded)


READY = """() => new Promise((resolve) => {
  const look = () => "ready" in document.documentElement.dataset ? resolve() : setTimeout(look, 5);
  if (document.querySelector(".js script[data-late]")) look();
  else resolve();
})"""
for name in ("goto", "reload", "go_back"):
    _until_ready(name)


@pytest.fixture(scope="session")
def built() -> Iterator[Built]:
    if not (FOLDER / "index.html").is_file():
        pytest.fail("There is no built site to test: run `make site` first.", pytrace=False)
    with served(FOLDER) as origin:
        yield Built(FOLDER, published_at(FOLDER), origin)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_browser()
    if not path:
        pytest.fail(HELP, pytrace=False)
    expect.set_options(timeout=PATIENCE)
    offline = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS, offline])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, built: Built) -> Iterator[Page]:
    """A page of a reader who has not been here before. Addresses are below the site: `page.goto("map/")`."""
    with browser.new_context(base_url=built.url, reduced_motion="reduce") as context:
        context.set_default_timeout(PATIENCE)
        yield context.new_page()


@pytest.fixture
def page_without_scripts(browser: Browser, built: Built) -> Iterator[Page]:
    with browser.new_context(base_url=built.url, java_script_enabled=False) as context:
        context.set_default_timeout(PATIENCE)
        yield context.new_page()

"""The pages of a built site: what each says of itself in its head, where it came from, and in which part it stands."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from mkdocs.utils import yaml_load

from lessonkit.site import Site

LAB = ".py"
"""What the source of a lab ends with: it is a notebook, written as a program."""


@dataclass(frozen=True)
class Whole:
    """What the settings say of the site as a whole.

    Attributes:
        name: Its name.
        description: What it is about.
        url: Where it is published, with a slash at its end; empty if it is not.
        repo_url: Where its source is published, without a slash at its end; empty if it is not.
        rights: Who may use it how.
        parts: The parts of the navigation, each with the sources of its pages, as paths below `docs/`.
    """

    name: str
    description: str
    url: str
    repo_url: str
    rights: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Head:
    """What a page's HTML says of it. What it does not say is empty.

    Attributes:
        title: Its title, with the site's name behind it if it stands there.
        description: Its description.
        canonical: Its address on the published site.
        language: Its language.
    """

    title: str
    description: str
    canonical: str
    language: str


@dataclass(frozen=True)
class Page:
    """A page.

    Attributes:
        source: What it was made from, as a path below `docs/`, such as `lessons/vae.md`.
        address: Its address below the site, such as `lessons/vae/`; empty for the home page.
        part: The part of the navigation in which it stands; empty outside of it.
        title: Its title, without the site's name; that alone on the home page.
        head: What its HTML says of it.
    """

    source: str
    address: str
    part: str
    title: str
    head: Head

    @property
    def is_lab(self) -> bool:
        """Whether it was made from a notebook."""
        return self.source.endswith(LAB)

    @property
    def is_lesson(self) -> bool:
        """Whether it is a lesson, or the page of practice, which is one of them."""
        return self.source.startswith("lessons/")

    @property
    def slug(self) -> str:
        """Its source's name without what it ends with."""
        return posixpath.splitext(posixpath.basename(self.source))[0]


def read_whole(root: Path) -> Whole:
    """Read the settings, `mkdocs.yml`.

    Raises:
        OSError: There are none.
    """
    settings = yaml_load((root / "mkdocs.yml").read_bytes())
    url = str(settings.get("site_url") or "").rstrip("/")
    return Whole(
        str(settings.get("site_name") or ""),
        str(settings.get("site_description") or ""),
        f"{url}/" if url else "",
        str(settings.get("repo_url") or "").rstrip("/"),
        str(settings.get("copyright") or ""),
        tuple((name, tuple(_sources_in(item))) for name, item in _parts(settings.get("nav"))),
    )


def read_pages(site: Site, built: Path, whole: Whole) -> list[Page]:
    """The pages that a built site has a source for, in the order of the navigation; those outside of it come last.

    What the settings keep out of the site was not built, so it is not here. Nor is the page for addresses that lead
    nowhere: it has no address of its own.

    Args:
        site: The project.
        built: The folder of the built site.
        whole: The site's settings.

    Raises:
        OSError: A page cannot be read.
    """
    place = {source: (number, part) for number, (part, source) in enumerate(_in_order(whole))}
    sources = [path.relative_to(site.docs).as_posix() for path in [*site.docs.rglob("*.md"), *_labs(site)]]
    pages = []
    for source in sorted(sources, key=lambda source: (place.get(source, (len(place), ""))[0], source)):
        file = built / address_of(source) / "index.html"
        if file.is_file():
            head = read_head(file.read_text(encoding="utf-8"))
            part = place.get(source, (0, ""))[1]
            title = head.title.removesuffix(f" - {whole.name}")
            pages.append(Page(source, address_of(source), part, title, head))
    return pages


def address_of(source: str) -> str:
    """The address below the site of the page that a source becomes: `lessons/vae.md` becomes `lessons/vae/`."""
    path = re.sub(r"(^|/)index$", r"\1", posixpath.splitext(source)[0])
    return f"{path}/" if path and not path.endswith("/") else path


def read_head(html: str) -> Head:
    """What a page's HTML says of it in its head."""
    reader = _HeadReader()
    reader.feed(html.partition("</head>")[0])
    reader.close()
    title = " ".join(reader.title.split())
    return Head(title, reader.named.get("description", ""), reader.named.get("canonical", ""), reader.language)


def _parts(nav: Any) -> Iterator[tuple[str, Any]]:
    """The outermost items of a navigation, by name; without a name, the item is its own."""
    for item in nav or []:
        yield from item.items() if isinstance(item, dict) else [("", item)]


def _sources_in(item: Any) -> Iterator[str]:
    if isinstance(item, str):
        yield item
    for inner in item.values() if isinstance(item, dict) else item if isinstance(item, list) else ():
        yield from _sources_in(inner)


def _in_order(whole: Whole) -> Iterator[tuple[str, str]]:
    return ((part, source) for part, sources in whole.parts for source in sources)


def _labs(site: Site) -> list[Path]:
    return list((site.docs / "labs").glob(f"*{LAB}"))


class _HeadReader(HTMLParser):
    """Takes title, description, canonical address and language from a head."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.language = "", ""
        self.named: dict[str, str] = {}
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._in_title = tag == "title"
        if tag == "html":
            self.language = given.get("lang", "")
        elif tag == "meta" and given.get("name") == "description":
            self.named["description"] = given.get("content", "")
        elif tag == "link" and given.get("rel") == "canonical":
            self.named["canonical"] = given.get("href", "")

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False

    def handle_data(self, data: str) -> None:
        self.title += data * self._in_title

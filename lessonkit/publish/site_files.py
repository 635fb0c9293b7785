"""The files of a built site, and which of them an address leads to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urljoin, urlsplit

from lessonkit.publish.markup import elements_of

ANYWHERE = ("404.html", "offline.html")
"""Pages that are shown in the place of others, at any address: all that they name, they name from the server's root."""


@dataclass(frozen=True)
class SiteFiles:
    """The files of a built site.

    Attributes:
        published: The address it is published at, with a slash at its end.
        names: The paths of its files below its folder.
    """

    published: str
    names: frozenset[str]

    @property
    def origin(self) -> str:
        """Scheme and host of the address it is published at."""
        return urljoin(self.published, "/").rstrip("/")

    @property
    def pages(self) -> list[str]:
        """The pages that have an address of their own, sorted."""
        html = (name for name in self.names if name.endswith(".html") and not name.startswith("assets/"))
        return sorted(name for name in html if name not in ANYWHERE)

    def address(self, reference: str, page: str) -> str:
        """The whole address that is meant when a page names this one, from wherever it is published."""
        return urljoin(self.published + page, reference)

    def named(self, reference: str, page: str) -> str | None:
        """The file that a page names by this address; None if it is none of the site's."""
        address = self.address(reference, page)
        if not address.startswith(self.published):
            return None
        path = unquote(urlsplit(address).path).removeprefix(urlsplit(self.published).path)
        file = normpath(path) if path else "index.html"
        return next((name for name in (file, f"{file}/index.html") if name in self.names), None)


def files_of(built: Path) -> SiteFiles:
    """Read which files a built site has, and from its home page where it is published.

    Raises:
        OSError: It has no home page.
        ValueError: The home page does not name its own address.
    """
    for element in elements_of((built / "index.html").read_text(encoding="utf-8")):
        if element.tag == "link" and "canonical" in element.words("rel"):
            names = (path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file())
            return SiteFiles((element.attributes.get("href") or "").rstrip("/") + "/", frozenset(names))
    raise ValueError(f"{built / 'index.html'} names no canonical address; expected one: set site_url in mkdocs.yml")

"""Where the links of a page's Markdown twin lead.

A link to a whole page leads to that page's twin, so that whoever reads Markdown goes on reading Markdown. A link to a
place within a page leads to the page itself: only there do places have the names that links use.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from lessonkit.publish.built_pages import LAB, address_of

TWIN = "index.md"
"""What the Markdown twin of a page is called; it stands beside the page."""

_LINK = re.compile(r"(?<=\]\()(<?)([^)\s>]+)(>?)")
_LINK_HTML = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"[^>]*>(.*?)</a>', re.S)


class Links:
    """Rewrites the links of one page.

    Args:
        source: What the page is made from, as a path below `docs/`.
        pages: The sources of all pages.
    """

    def __init__(self, source: str, pages: Mapping[str, object] | set[str]) -> None:
        self.source = source
        self.here = address_of(source)
        self.pages = set(pages)
        self.by_address = {address_of(each): each for each in self.pages}

    def rewritten(self, text: str) -> str:
        """Markdown whose links, those in HTML too, lead where the twin's should."""
        text = _LINK_HTML.sub(lambda link: f"[{link[2].strip()}]({self._from_html(link[1])})", text)
        return _LINK.sub(lambda link: f"{link[1]}{self._from_source(link[2])}{link[3]}", text)

    def to(self, target: str) -> str:
        """The address, from the twin, of a page or file named by its path below `docs/`, perhaps with a place in it."""
        path, sign, place = target.partition("#")
        if path not in self.pages:
            return self._relative(path) + sign + place
        return self._relative(address_of(path) + ("index.html" if place else TWIN)) + sign + place

    def _from_source(self, address: str) -> str:
        """What an author wrote: relative to the source, or to `docs/` if it begins with a slash; labs have HTML."""
        path, sign, place = address.partition("#")
        if _leads_away(address):
            return address
        if not path:
            return self.to(self.source + sign + place)
        if self.source.endswith(LAB) and not path.startswith("/"):
            return self._from_source(self._from_html(address))
        base = "" if path.startswith("/") else posixpath.dirname(self.source)
        return self.to(posixpath.normpath(posixpath.join(base, path.lstrip("/"))) + sign + place)

    def _from_html(self, address: str) -> str:
        """What stands in HTML is relative to the built page; told as `_from_source` wants it."""
        path, sign, place = address.partition("#")
        if _leads_away(address) or not path:
            return address
        whole = posixpath.normpath(posixpath.join(self.here, path))
        known = self.by_address.get(f"{whole}/" if whole != "." else "", whole)
        return f"/{known}{sign}{place}"

    def _relative(self, path: str) -> str:
        return posixpath.relpath(path, self.here or ".")


def _leads_away(address: str) -> bool:
    return bool(urlsplit(address).scheme or address.startswith("//"))

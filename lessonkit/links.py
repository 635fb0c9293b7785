"""Links from finished HTML (a fence's output) to other pages, resolved and checked by MkDocs like any other link.

A fence cannot know how deep in the site its page lies. It writes `href="docs:/lessons/vae.md#the-code"`; here each
such address is put at the page's end as an ordinary link, MkDocs makes it relative and warns if it leads nowhere, and
then it is taken back from there.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

_DEFERRED = re.compile(r'href="docs:(/[^"]*)"')
_CARRIER = re.compile(r'\n?<p class="rc-links">(.*?)</p>', re.DOTALL)
_CARRIED = re.compile(r'<a href="([^"]*)">([^<]*)</a>')


def docs_link(path: str) -> str:
    """The address to write for a page or file, named by its path below `docs/`."""
    return f"docs:/{path}"


class CarryLinks(Treeprocessor):
    """Puts the addresses found in finished HTML where MkDocs resolves links."""

    def run(self, root: Element) -> None:
        html = "\n".join(part for part in self.md.htmlStash.rawHtmlBlocks if isinstance(part, str))
        addresses = dict.fromkeys(_DEFERRED.findall(html))
        if addresses:
            carrier = SubElement(root, "p", {"class": "rc-links"})
            for address in addresses:
                SubElement(carrier, "a", {"href": address}).text = address


class TakeLinksBack(Postprocessor):
    """Gives each deferred address what MkDocs made of it."""

    def run(self, text: str) -> str:
        carrier = _CARRIER.search(text)
        if not carrier:
            return text
        resolved = {address: href for href, address in _CARRIED.findall(carrier[1]) if href != address}
        text = text.replace(carrier[0], "")
        return _DEFERRED.sub(lambda link: f'href="{resolved[link[1]]}"' if link[1] in resolved else link[0], text)


def register(md: Markdown) -> None:
    """Add both halves to a converter: before links are resolved (priority 0), and after HTML is put back (30)."""
    md.treeprocessors.register(CarryLinks(md), "rc_carry_links", 2)
    md.postprocessors.register(TakeLinksBack(md), "rc_take_links_back", 5)

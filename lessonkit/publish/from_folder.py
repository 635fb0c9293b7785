"""Packs a built site to be read from a folder, without a server: a zip whose pages work when they are opened as files.

To a file, browsers give no modules, no workers, and nothing by `fetch`; and a link to a folder shows the folder. So
links name files, modules become one classic script, and what would be fetched lies there as scripts (`from_folder.js`).
"""

from __future__ import annotations

import base64
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, relpath
from urllib.parse import urlsplit

import rjsmin

from lessonkit.publish.classic import bundle
from lessonkit.publish.markup import Edit, Element, edited, elements_of
from lessonkit.publish.offline import REGISTERS, filled
from lessonkit.publish.site_files import SiteFiles, files_of
from lessonkit.quiz import EVERYTHING

ONLINE_ONLY = "rc-online-only"
"""The class of what is said on the published site alone, such as where to get this copy."""

_SOURCE = Path(__file__).with_suffix(".js")
_STAND_INS, _MODULES = "assets/from_folder.js", "assets/modules.js"
_INDEX = "search/search_index.json"
_WORKERS = "assets/javascripts/workers/"
_FETCHED = (".bin", ".json")
"""What files that scripts fetch end with. Pages with questions are fetched too."""
_LOADED = frozenset(("icon", "stylesheet"))
"""Links that a page loads."""
_AHEAD = frozenset(("manifest", "modulepreload", "prefetch", "preload"))
"""Links that only make a page on a server quicker, or an app."""
_NAMES = ("href", "xlink:href", "src", "data", "poster")
_IN_STYLE = re.compile(r"""\burl\(\s*["']?([^"')]+)["']?\s*""")
_FONTS = (".woff2", ".woff", ".ttf", ".otf")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the zip, so that equal sites make equal zips."""


def write_zip(built: Path) -> Path:
    """Write `downloads/recognize-and-create.zip`: whatever the pages of a built site show or link to.

    It holds no file twice, and none that no page leads to. Equal sites make zips that are equal byte for byte.

    Args:
        built: The folder of the built site, ready to be published but for the service worker.

    Returns:
        The zip.

    Raises:
        OSError: A page or script is not there.
        ValueError: A page or script holds what cannot be read from a folder; the words name file and line.
    """
    target = built / f"downloads/{EVERYTHING}.zip"
    target.unlink(missing_ok=True)
    copied = _Copy(built, files_of(built)).files()
    target.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(copied):
            entry = zipfile.ZipInfo(f"{EVERYTHING}/{name}", _LONG_AGO)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            archive.writestr(entry, copied[name])
    return target


@dataclass(frozen=True)
class _Copy:
    """The copy of a site: where it is made from, and what is there."""

    built: Path
    site: SiteFiles

    def files(self) -> dict[str, bytes]:
        """The content of every file of the copy, by its path."""
        pages = {name: self._read(name) for name in self.site.pages}
        elements = {name: elements_of(page) for name, page in pages.items()}
        modules = [module for name in pages for module in self._modules(name, pages[name], elements[name])]
        held = self._reached(elements)
        known = held | pages.keys()
        texts = {name: edited(pages[name], self._edits(name, pages[name], elements[name], known)) for name in pages}
        texts |= self._scripts(texts, held) | {name: self._sheet(name) for name in held if name.endswith(".css")}
        if modules:
            texts[_MODULES] = bundle(sorted(set(modules)), self.built, "../")
        return {name: (self.built / name).read_bytes() for name in held} | {
            name: text.encode() for name, text in texts.items()
        }

    def _read(self, name: str) -> str:
        return (self.built / name).read_text(encoding="utf-8")

    # ---- Which files

    def _reached(self, elements: dict[str, list[Element]]) -> set[str]:
        """The files, but for pages and modules, that pages show, load or link to."""
        found = {name for page in elements for element in elements[page] for name in self._leads_to(element, page)}
        for sheet in sorted(name for name in found if name.endswith(".css")):
            found |= {name for url in _IN_STYLE.findall(self._read(sheet)) if (name := self.site.named(url, sheet))}
        return {name for name in found if not name.endswith((".html", *_FONTS))}

    def _sheet(self, name: str) -> str:
        """A style sheet with its fonts in it: Firefox takes none from another folder."""

        def with_font(url: re.Match[str]) -> str:
            file = self.site.named(url[1], name)
            if not file or not file.endswith(_FONTS):
                return url[0]
            return f"url(data:font/{file.rpartition('.')[2]};base64,{_base64(self.built / file)}"

        return _IN_STYLE.sub(with_font, self._read(name))

    def _leads_to(self, element: Element, page: str) -> Iterator[str]:
        attributes = element.attributes
        if attributes.get("type") == "module" or (
            element.tag == "link" and not _LOADED.intersection(element.words("rel"))
        ):
            return
        for reference in filter(None, map(attributes.get, _NAMES)):
            if name := self.site.named(reference, page):
                yield name

    def _modules(self, page: str, text: str, elements: list[Element]) -> list[str]:
        """The modules that a page runs, in its order, but for the one that registers the service worker."""
        found = []
        for element in elements:
            if _is_module(element):
                name = self.site.named(element.attributes.get("src") or "", page)
                if not name or name == page:
                    line = text.count("\n", 0, element.start) + 1
                    raise ValueError(f"{page}:{line}: found a module without a file of the site; expected its src")
                found.append(name)
        return [name for name in found if name != REGISTERS]

    # ---- Scripts in place of what is fetched

    def _scripts(self, pages: dict[str, str], linked: set[str]) -> dict[str, str]:
        """What is fetched, and workers, as scripts; and the script that loads them."""
        texts, held = {}, []
        for name in sorted(self.site.names - linked):
            if name == _INDEX:
                texts[name.removesuffix("on")] = f"var __index={self._index()};\n"
            elif name.startswith(_WORKERS) and name.endswith(".js"):
                body = f"function(addEventListener,postMessage){{{self._read(name)}\n}}"
                texts[name] = f"fromFolder.workers[{json.dumps(name)}]={body};\n"
                held.append(name)
            elif data := self._data(name, pages.get(name, "")):
                texts[f"{name}.js"] = f"fromFolder.data[{json.dumps(name)}]={data};\n"
                held.append(name)
        texts[_STAND_INS] = rjsmin.jsmin(filled(_SOURCE.read_text(encoding="utf-8"), _SOURCE, HELD=held))
        return texts

    def _data(self, name: str, page: str) -> str:
        """What scripts fetch, as an expression: the questions of a page, or a file of data."""
        if name.endswith(_FETCHED):
            return f'Uint8Array.from(atob("{_base64(self.built / name)}"),(sign)=>sign.charCodeAt())'
        quizzes = [page[one.start : one.end] for one in elements_of(page) if "rc-quiz" in one.words("class")]
        return json.dumps(f"<!doctype html>{''.join(quizzes)}", ensure_ascii=False) if quizzes else ""

    def _index(self) -> str:
        """The search index, with addresses of files."""
        index = json.loads(self._read(_INDEX))
        for entry in index["docs"]:
            entry["location"] = self._from("", f"./{entry['location']}", self.site.names)
        return json.dumps(index, ensure_ascii=False, separators=(",", ":"))

    # ---- Pages

    def _edits(self, page: str, text: str, elements: list[Element], held: set[str]) -> Iterator[Edit]:
        """What must be different on a page of the copy."""
        scripts = [element for element in elements if element.tag == "script"]
        if scripts:
            yield scripts[0].start, scripts[0].start, f'<script src="{_way(page, _STAND_INS)}"></script>'
        yield from self._module_edits(page, text, [element for element in scripts if _is_module(element)])
        for element in elements:
            if element.tag == "link" and _AHEAD.intersection(element.words("rel")):
                yield element.start, element.end, ""
            elif not _is_module(element):
                attributes = self._attributes(element, page, held)
                if attributes != element.attributes:
                    yield element.with_attributes(attributes)

    def _module_edits(self, page: str, text: str, modules: list[Element]) -> Iterator[Edit]:
        """One script in place of all modules of a page, where the first one stands."""
        names = self._modules(page, text, modules)
        tag = f'<script defer src="{_way(page, _MODULES)}" data-run="{" ".join(names)}"></script>' if names else ""
        for number, module in enumerate(modules):
            yield module.start, module.end, "" if number else tag

    def _attributes(self, element: Element, page: str, held: set[str]) -> dict[str, str | None]:
        """The attributes that an element has in the copy."""
        attributes = dict(element.attributes)
        if element.tag in ("a", "area", "link") and "canonical" not in element.words("rel"):
            for name in ("href", "xlink:href"):
                if attributes.get(name):
                    attributes[name] = self._from(page, attributes[name] or "", held)
        if element.tag in ("script", "link"):
            attributes = {name: attributes[name] for name in attributes if name not in ("crossorigin", "integrity")}
        if element.tag == "meta" and (attributes.get("http-equiv") or "").lower() == "content-security-policy":
            attributes["content"] = _policy(attributes.get("content") or "")
        if ONLINE_ONLY in element.words("class"):
            attributes["hidden"] = None
        return attributes

    def _from(self, page: str, reference: str, held: set[str] | frozenset[str]) -> str:
        """An address as a page of the copy names it: a file of the copy, or else the published site's."""
        name = self.site.named(reference, page)
        parts = urlsplit(reference)
        if name in held and (parts.path or parts.netloc):
            return parts._replace(scheme="", netloc="", path=_way(page, name)).geturl()
        address = self.site.address(reference, page)
        return address if address.startswith(self.site.published) and name not in held else reference


def _way(page: str, name: str) -> str:
    return relpath(name, dirname(page) or ".")


def _is_module(element: Element) -> bool:
    return element.tag == "script" and element.attributes.get("type") == "module"


def _policy(policy: str) -> str:
    """A policy for files. To a file, 'self' means different things in different browsers; fonts are in the sheets."""
    policy = policy.replace("'self'", "file:")
    return re.sub(r"\bfont-src\b", "font-src data:", policy) if "font-src" in policy else f"{policy}; font-src data:"


def _base64(path: Path) -> str:
    return base64.b64encode(path.read_bytes()).decode()

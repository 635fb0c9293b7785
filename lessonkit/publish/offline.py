"""Lets a site be read without a network: its service worker, what registers it, and the page that stands in."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from posixpath import dirname, relpath
from urllib.parse import urlsplit

import rjsmin

from lessonkit.publish.classic import closure
from lessonkit.publish.markup import Edit, Element, edited, elements_of
from lessonkit.publish.site_files import ANYWHERE, SiteFiles, files_of

REGISTERS = "assets/js/offline.js"
"""The script that has the worker registered. A site that does not bring it gets no worker."""
WORKER = "sw.js"
NOT_FOUND, STAND_IN = ANYWHERE

_SOURCE = Path(__file__).with_name(WORKER)
_UNHASHED = ("downloads/", "sitemap.xml", WORKER)
"""What begins like this makes no new version: the worker never keeps it, or, in a sitemap, only dates change."""
_TITLE = "Not kept on this device"
_WORDS = """
<h1>This page is not kept on this device</h1>
<p>The site cannot be reached now, and this page was not opened here before. Pages that were can be read all the same.
Nothing you have done is lost. This page comes by itself when you are connected again.</p>
<div id="rc-kept" hidden>
<h2>What you can read now</h2>
<ul></ul>
</div>
"""


def write_service_worker(built: Path) -> Path | None:
    """Write the service worker and the page that stands in for one not kept, and name what registers it on each page.

    It may run again on the same site, and changes nothing then.

    Args:
        built: The folder of the built site, ready to be published but for this.

    Returns:
        The worker; None if the site does not bring the script that has it registered, `assets/js/offline.js`.

    Raises:
        OSError: The site has no home page, or none for addresses that lead nowhere.
        ValueError: One of its pages or scripts is not what was expected.
    """
    if not (built / REGISTERS).is_file():
        return None
    files = files_of(built)
    stand_in = _stand_in((built / NOT_FOUND).read_text(encoding="utf-8"))
    (built / STAND_IN).write_text(stand_in, encoding="utf-8")
    for page in [*files.pages, *ANYWHERE]:
        _name_script(built / page, page, files)
    script, worker = built / REGISTERS, built / WORKER
    script.write_text(filled(script.read_text(encoding="utf-8"), script, PUBLISHED=files.origin), encoding="utf-8")
    known = {"VERSION": version_of(built), "SHELL": _shell(built, files_of(built))}
    source = filled(_SOURCE.read_text(encoding="utf-8"), _SOURCE, **known)
    worker.write_text(rjsmin.jsmin(source), encoding="utf-8")
    return worker


def version_of(built: Path) -> str:
    """A hash of all that the worker may keep: equal for builds that are equal byte for byte."""
    digest = hashlib.sha256()
    for path in sorted(built.rglob("*")):
        name = path.relative_to(built).as_posix()
        if path.is_file() and not name.startswith(_UNHASHED):
            digest.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()[:16]


def filled(source: str, file: Path, **values: str | list[str]) -> str:
    """A script with its constants of these names filled in.

    Args:
        source: The script.
        file: The file that it is from.
        values: What to write, by the names of the constants.

    Raises:
        ValueError: It does not hold each of the constants once.
    """
    for name, value in values.items():
        found = re.findall(rf'\bconst {name}\s*=\s*(?:"[^"\n]*"|\[[^\]\n]*\]);', source)
        if len(found) != 1:
            raise ValueError(f"{file}: found `const {name} = …;` {len(found)} times; expected it once, to be filled in")
        source = source.replace(found[0], f"const {name}={json.dumps(value, separators=(',', ':'))};")
    return source


def _stand_in(not_found: str) -> str:
    """The page for addresses that lead nowhere, with other words."""
    elements = elements_of(not_found)
    title, article = (_first(elements, tag) for tag in ("title", "article"))
    site = not_found[title.inner : title.outer].strip().rpartition(" - ")[2]
    return edited(not_found, [(title.inner, title.outer, f"{_TITLE} - {site}"), (article.inner, article.outer, _WORDS)])


def _first(elements: list[Element], tag: str) -> Element:
    for element in elements:
        if element.tag == tag:
            return element
    raise ValueError(f"{NOT_FOUND} has no <{tag}>; expected the theme's page, with its words in an <article>")


def _name_script(path: Path, page: str, files: SiteFiles) -> None:
    """Have a page load the script that registers the worker, unless it does."""
    text = path.read_text(encoding="utf-8")
    elements = elements_of(text)
    scripts = [_named_by(element) for element in elements if element.tag == "script"]
    if any(name and files.named(name, page) == REGISTERS for name in scripts):
        return
    way = urlsplit(files.published).path + REGISTERS if page in ANYWHERE else relpath(REGISTERS, dirname(page) or ".")
    waits = any("data-late" in element.attributes for element in elements)  # then this one comes last of all
    kind = f'type="text/plain" data-type="module" data-late="{way}"' if waits else f'type="module" src="{way}"'
    script: Edit = (_first(elements, "head").outer,) * 2 + (f"<script {kind}></script>",)
    path.write_text(edited(text, [script]), encoding="utf-8")


def _named_by(script: Element) -> str | None:
    """The file of a script, which may wait for the page (see `late.py`)."""
    return script.attributes.get("src") or script.attributes.get("data-late")


def _shell(built: Path, files: SiteFiles) -> list[str]:
    """What every page needs to look and work as it does: style sheets, scripts, icon; by their paths."""
    needed, modules = set(), []
    for page in ("index.html", STAND_IN):
        for element in elements_of((built / page).read_text(encoding="utf-8")):
            name = _needed(element, page, files)
            if name and "module" in (element.attributes.get("type"), element.attributes.get("data-type")):
                modules.append(name)
            elif name:
                needed.add(name)
    return ["./", STAND_IN, *sorted(needed | set(closure(modules, built)))]


def _needed(element: Element, page: str, files: SiteFiles) -> str | None:
    """The file that an element loads at once."""
    if element.tag == "script":
        reference = _named_by(element)
    elif element.tag == "link" and {"icon", "stylesheet"}.intersection(element.words("rel")):
        reference = element.attributes.get("href")
    else:
        return None
    return files.named(reference, page) if reference else None

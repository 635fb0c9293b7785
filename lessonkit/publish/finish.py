"""Finishes the pages of a built site: one style sheet, scripts that hold nothing up, and a Content-Security-Policy.

It works on finished HTML, whatever built it, and touches only the tags named here.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path

from lessonkit.formulas.cache import FONT
from lessonkit.publish.late import LOADER
from lessonkit.publish.pages import Pages, read_pages
from lessonkit.publish.stylesheet import without_needless, words_in

_SHEET = re.compile(r'\s*<link rel="stylesheet" href="([^":]+\.css)">')
_SCRIPT = re.compile(r"\s*<script\b([^>]*)>(.*?)</script>", re.S)
_TYPE = re.compile(r'\btype="([^"]+)"')
_LINK_OUT = re.compile(r'<a\b(?=[^>]*\bhref="https?://)(?![^>]*\brel=)')
_PLAIN = re.compile(r'<span class="(?:n|p|o|w|nn|nc|nf|fm|vm|bp|err)">([^<]*)</span>')
"""Names, operators, brackets and blanks in code. They have the colour of the text around them."""
_TITLED = re.compile(r'(<a class="headerlink"[^>]*?)\btitle=')
"""A link beside a heading. The theme makes a tooltip of each title, and all of them before a page can be used."""
_ONLY_FOR = {
    "assets/js/quiz.js": re.compile(r'\bclass="[^"]*\brc-quiz\b'),
    "assets/js/run.js": re.compile("rc-run-here"),
    "assets/js/playgrounds.js": re.compile("rc-playground"),
}
"""Scripts of which a page has no need unless it holds something."""
_RUNS = ("text/javascript", "module")
"""The types of scripts that run. Others, such as `application/json`, hold data, and no policy concerns them."""

_POLICY = (
    "default-src 'self'; script-src 'self' {hashes}; style-src 'self'; img-src 'self' data: blob:; "
    "media-src 'self' blob:; object-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'self'"
)
"""What a page may load and run: what comes with the site. `{hashes}` names the theme's inline scripts, and no others.

`default-src` is for all else: fonts, workers, requests. It cannot be 'none', or Firefox complains when it fetches the
next page ahead. Pictures and sounds that a page makes for itself have addresses that begin with `data:` or `blob:`.
"""
_FIRST = '<meta charset="utf-8">'


def finish(built: Path, more: Callable[[Path, str], str] = lambda path, page: "") -> None:
    """Finish every page of a built site.

    Args:
        built: The folder of the built site.
        more: What to add at the end of a page's head, given its file and its HTML.

    Raises:
        ValueError: The pages have been finished already, or name style sheets that cannot be joined.
        OSError: A style sheet that the pages name is not there.
    """
    pages = read_pages(built)
    if any('http-equiv="Content-Security-Policy"' in page for page in pages.values()):
        raise ValueError(f"the pages in {built} have been finished already; build them anew first: make site")
    pages = {path: _with_more(page, more(path, page)) for path, page in pages.items()}
    pages = _with_one_sheet(built, pages)
    pages = {path: _with_scripts_ahead(page) for path, page in pages.items()}
    for path, page in pages.items():
        policy = _POLICY.format(hashes=" ".join(_hashes(page)))
        first = f'{_FIRST}<meta http-equiv="Content-Security-Policy" content="{policy}">'
        page = _LINK_OUT.sub('<a rel="noopener"', page.replace(_FIRST, first, 1))
        page = _TITLED.sub(r"\1aria-label=", _PLAIN.sub(r"\1", page))
        path.write_text(page, encoding="utf-8")


def _with_more(page: str, more: str) -> str:
    return page.replace("</head>", f"{more}</head>", 1)


def _with_one_sheet(built: Path, pages: Pages) -> Pages:
    """Join the style sheets that all pages name, and have each page name that one.

    Raises:
        ValueError: A page names other sheets than the home page, or a sheet is no CSS.
    """
    names = _SHEET.findall(pages[built / "index.html"])
    if not names:
        return pages
    scripts = (path.read_text(encoding="utf-8") for path in (built / "assets").rglob("*.js"))
    words, texts = words_in(pages.values(), scripts), []
    for name in names:
        try:
            texts.append(without_needless((built / name).read_text(encoding="utf-8"), words))
        except ValueError as error:
            raise ValueError(f"{built / name}, {error}") from error
    text = f'@charset "UTF-8";{"".join(texts)}\n'
    # Beside the last one: what sheets name by relative addresses is found from there.
    target = f"{Path(names[-1]).parent.as_posix()}/all.{hashlib.sha256(text.encode()).hexdigest()[:8]}.css"
    (built / target).write_text(text, encoding="utf-8")
    return {path: _naming(target, names, path, page) for path, page in pages.items()}


def _naming(target: str, names: list[str], path: Path, page: str) -> str:
    """A page that names one sheet in place of several. All addresses are relative to the page, or all to the server."""
    found = _SHEET.findall(page)
    way = found[0].removesuffix(names[0]) if found else ""
    if found != [f"{way}{name}" for name in names]:
        raise ValueError(f"{path} names the style sheets {', '.join(found)}; expected those of the home page")
    first, *others = _SHEET.finditer(page)
    for other in reversed(others):
        page = page[: other.start()] + page[other.end() :]
    # Else the browser would ask for the font only when it has the sheet, and has come upon a formula.
    font = f'<link rel="preload" as="font" type="font/woff2" href="{way}{FONT}" crossorigin>' if "<math" in page else ""
    return f'{page[: first.start()]}<link rel="stylesheet" href="{way}{target}">{font}{page[first.end() :]}'


def _with_scripts_ahead(page: str) -> str:
    """Name scripts in the head, to be fetched while the page is read and to run after it, in the same order."""
    ahead = []

    def take(script: re.Match[str]) -> str:
        if "src=" not in script[1]:
            return script[0]
        if any(f'{name}"' in script[1] and not needed.search(page) for name, needed in _ONLY_FOR.items()):
            return ""
        defer = "" if 'type="module"' in script[1] or "defer" in script[1] else " defer"
        ahead.append(f"<script{script[1]}{defer}></script>")
        return ""

    page = _SCRIPT.sub(take, page)
    return _with_more(page, f"<script>{LOADER}</script>{''.join(ahead)}" if ahead else "")


def _hashes(page: str) -> list[str]:
    """Of every inline script that runs, as a policy names them."""
    inline = set()
    for attributes, script in _SCRIPT.findall(page):
        kind = _TYPE.search(attributes)
        if "src=" not in attributes and (not kind or kind[1] in _RUNS):
            inline.add(script)
    digests = (hashlib.sha256(script.encode()).digest() for script in inline)
    return sorted(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)

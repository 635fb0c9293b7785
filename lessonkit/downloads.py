"""A plugin of MkDocs that adds the quizzes to the site as files for other programs: for Anki and for Moodle.

For each lesson `downloads/<slug>.apkg` and `downloads/<slug>.gift.txt`, and one of each with all lessons together. What
has been made is kept under a hash of everything that it is made of, and is made anew only if something of that changes.

Anki takes a changed text only with a later time than it knows (see `anki.py`). The time of a quiz is that of the newest
change to anything that its questions are made of: its file, its programs, and the modules that write them.

- `SOURCE_DATE_EPOCH`, if it is set, is the time of everything: whoever sets it wants to decide. Left at one value for
  ever, learners would never get a changed text.
- Else it is the time of the last commit that changed a file, as the branch saw it: a merge counts when it was merged,
  since that is when the text changed for learners. Every full clone finds the same time, so the same files come of it.
  A shallow one knows its last commit alone, and makes everything look new: publish from a full one.
- A file that differs from what was committed, or that git does not know, has the time at which it was written.

The site's address and the versions of libraries have no time. After a change of these alone, learners keep what they
have, until a question changes for another reason.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import importlib.metadata
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.utils import yaml_load

from lessonkit.changed import committed, edited
from lessonkit.quiz import EVERYTHING, EXAMPLES, Quiz
from lessonkit.quiz_file import load_quiz
from lessonkit.site import Site
from lessonkit.store import read_sealed, write_sealed

FOLDER = "downloads"
"""Where the files stand, both in the site and in the store."""
_ROOMS = ("quiz_data", "snippets", "lessonkit")
"""The folders of all that questions are made of."""
_WRITERS = ("anki", "gift", "proof", "quiz", "safe_markdown", "standalone")
"""The modules of this package that write the questions."""
_MAKERS = ("genanki", "Markdown", "Pygments")
"""The distributions that they use for it."""
_SNIPPET = re.compile(r'"snippet"\s*:\s*"([^"]+)"')


@dataclass(frozen=True)
class Source:
    """A quiz file, and when it changed.

    Attributes:
        path: The file.
        time: When something of what its questions are made of was last changed, in seconds since 1970.
        key: A hash of all that its downloads are made of.
    """

    path: Path
    time: int
    key: str


class AddDownloads(BasePlugin):  # type: ignore[no-untyped-call, type-arg]
    """The plugin. It comes before the one that keeps pages, which has to know all files."""

    def on_files(self, files: Files, config: MkDocsConfig) -> None:
        """Add the files, so that pages can link to them, in a served site too."""
        root = Path(config.mdx_configs.get("lessonkit", {}).get("root", ".")).resolve()
        for name, content in downloads(Site(root)).items():
            files.append(File.generated(config, f"{FOLDER}/{name}", content=content))


def downloads(site: Site) -> dict[str, bytes]:
    """All files, by name, of the quizzes that can be read. What is wrong with the others is reported elsewhere."""
    url = _site_url(site.root)
    files, readable = {}, []
    for source in _sources(site, url):
        if made := _kept_or_made(source.key, [source], site, url):
            files |= {f"{source.path.stem}{suffix}": content for suffix, content in made.items()}
            readable.append(source)
    keys = [source.key for source in readable]
    together = _digest(*keys)
    if readable:
        made = _kept_or_made(together, readable, site, url)
        files |= {f"{EVERYTHING}{suffix}": content for suffix, content in made.items()}
    for path in (site.store.folder / FOLDER).glob("[!.]*"):
        if path.stem not in (*keys, together):
            path.unlink(missing_ok=True)
    return files


def _kept_or_made(key: str, sources: list[Source], site: Site, url: str) -> dict[str, bytes]:
    """The files of some quizzes together, by suffix; none if one of them cannot be read."""
    path = site.store.folder / FOLDER / f"{key}.json"
    with contextlib.suppress(OSError, ValueError):
        return {suffix: base64.b64decode(content) for suffix, content in read_sealed(path, key).items()}
    found = [(load_quiz(source.path, source.path)[0], source.time) for source in sources]
    quizzes = [(quiz, time) for quiz, time in found if quiz]
    if len(quizzes) < len(sources):
        return {}
    made = _make(quizzes, site.snippets, url)
    with contextlib.suppress(OSError):  # the files are there all the same
        write_sealed(path, key, {suffix: base64.b64encode(content).decode() for suffix, content in made.items()})
    return made


def _make(quizzes: list[tuple[Quiz, int]], snippets: Path, url: str) -> dict[str, bytes]:
    from lessonkit.anki import apkg  # here, because most builds need not make anything, and this takes time to import
    from lessonkit.gift import gift

    text = gift((quiz for quiz, _ in quizzes), snippets, url)
    return {".apkg": apkg(quizzes, snippets, url), ".gift.txt": text.encode()}


def _sources(site: Site, url: str) -> Iterator[Source]:
    """The quizzes of lessons, but for those whose programs are missing."""
    here = Path(__file__).resolve()
    writers = [here.with_stem(name) for name in _WRITERS]
    versions = [importlib.metadata.version(name) for name in _MAKERS]
    shared = _digest(sys.version, url, *versions, *map(_content, [here, *writers]))
    times = _times(site.root)
    # Writers that do not belong to this project have no time that would be the same everywhere.
    written = max(times.get(path, 0) for path in writers)
    for path in site.quiz_paths():
        named = _SNIPPET.findall(path.read_text(encoding="utf-8", errors="replace"))
        files = [path, *(site.snippets / name for name in sorted(set(named)))]
        if path.stem != EXAMPLES and all(file.is_file() for file in files):
            changed = (times.get(file) or int(file.stat().st_mtime) for file in files)
            time = int(os.environ.get("SOURCE_DATE_EPOCH") or max(written, *changed))
            yield Source(path, time, _digest(shared, str(time), *(f"{file.name} {_content(file)}" for file in files)))


def _times(root: Path) -> dict[Path, int]:
    """When each file that git knows was last changed; nothing where there is no git."""
    times = {path: span.last for path, span in committed(root, *_ROOMS).items()}
    for path in edited(root, *_ROOMS):
        times[path] = max(int(path.stat().st_mtime), times.get(path, 0))
    return times


def _site_url(root: Path) -> str:
    """Where the site is published: as the project says, for a server that someone runs at home says otherwise."""
    settings = root / "mkdocs.yml"
    url = str(yaml_load(settings.read_bytes()).get("site_url") or "") if settings.is_file() else ""
    return f"{url.rstrip('/')}/" if url else ""


def _content(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()

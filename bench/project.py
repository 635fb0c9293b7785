"""One tool's project of one size: built in one of three states, each build checked before its time counts."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path

from bench.copies import EDITED, Snippet
from bench.measure import Timing, timed
from bench.peers import Peer

STATES = ("cold", "warm", "edited")


class BrokenBuildError(Exception):
    """A build that failed, or whose pages do not show what they should. It has no time."""


class Project:
    """A folder with a tool's project.

    Args:
        peer: The tool.
        folder: Where to write it; made if there is none.
        snippets: What it shows, one page each.
        jobs: How many cores it may use.
    """

    def __init__(self, peer: Peer, folder: Path, snippets: list[Snippet], jobs: int) -> None:
        self.peer = peer
        self.folder = folder
        self.snippets = {snippet.name: snippet for snippet in snippets}
        self.jobs = jobs
        folder.mkdir(parents=True)
        peer.write(folder, snippets, jobs)
        for snippet in snippets:
            peer.write_page(folder, snippet)

    def build(self, state: str, seed: int) -> Timing:
        """Bring the project to a state, build it, check every page.

        Args:
            state: "cold": no output and no cache; "warm": as the last build left it; "edited": one snippet is changed.
            seed: What to change that snippet's seed to.

        Raises:
            BrokenBuildError: With the reason, if the build is not what it should be.
        """
        if state == "cold":
            self._delete_what_was_made()
        if state == "edited":
            self.snippets[EDITED] = self.snippets[EDITED].with_seed(seed)
            self.peer.write_page(self.folder, self.snippets[EDITED])
        timeout = 120 + 15 * len(self.snippets)
        timing = timed(self.peer.command(self.jobs), self.folder, self.peer.environment(), timeout)
        if timing.status:
            raise BrokenBuildError(f"exit status {timing.status}: {last_line(timing.output)}")
        for snippet in self.snippets.values():
            self._check(snippet)
        return timing

    def _delete_what_was_made(self) -> None:
        for name in self.peer.made:
            path = self.folder / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def _check(self, snippet: Snippet) -> None:
        path = self.peer.page(self.folder, snippet)
        if not path.is_file():
            raise BrokenBuildError(f"there is no page of {snippet.name}")
        source = path.read_text(encoding="utf-8")
        if not self.peer.figure:
            return
        if self.peer.figure not in source:
            raise BrokenBuildError(f"the page of {snippet.name} shows no figure")
        if not snippet.is_shown_in(html.unescape(re.sub(r"<[^>]*>", "", source))):
            raise BrokenBuildError(f"the page of {snippet.name} does not show what it prints now")


def last_line(output: str) -> str:
    """The last line of what a failed build wrote that says something, shortened."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return lines[-1][:200] if lines else "it wrote nothing"

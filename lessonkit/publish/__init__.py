"""Readies a built site for its readers, whatever built it: it works on finished HTML."""

from __future__ import annotations

from pathlib import Path

import rcssmin
import rjsmin

from lessonkit.publish.finding import help_finding
from lessonkit.publish.finish import finish
from lessonkit.publish.from_folder import write_zip
from lessonkit.publish.late import delay_scripts
from lessonkit.publish.notebooks import write_notebooks
from lessonkit.publish.offline import write_service_worker
from lessonkit.publish.playground_data import move_playground_data
from lessonkit.site import Site

_ASSETS = {"assets/js": ".js", "assets/css": ".css"}
"""Our own scripts and styles, below `docs/` as in the built site. The theme brings its own, made small already."""


def publish(site: Site, built: Path) -> list[Path]:
    """Add what readers, other programs and search engines use; make what is there small, fast and safe.

    Args:
        site: The project.
        built: The folder of the built site.

    Returns:
        The notebooks written.

    Raises:
        FileNotFoundError: There is no built site there.
        ValueError: It has been published already, or is not what was expected.
    """
    if not (built / "index.html").is_file():
        raise FileNotFoundError(f"{built} holds no built site (no index.html); build it first: make site")
    notebooks = write_notebooks(site, built)
    _make_small(site, built)
    move_playground_data(built)
    finish(built, help_finding(site, built))
    write_zip(built)  # its scripts do not wait: nothing has to be fetched for them
    delay_scripts(built)
    write_service_worker(built)  # the last, since its version is that of all files
    return notebooks


def _make_small(site: Site, built: Path) -> None:
    """Take comments and needless blanks out of our scripts and styles."""
    for folder, suffix in _ASSETS.items():
        for source in (site.docs / folder).rglob(f"*{suffix}"):
            text = source.read_text(encoding="utf-8")
            made = rjsmin.jsmin(text) if suffix == ".js" else rcssmin.cssmin(text)
            (built / source.relative_to(site.docs)).write_text(f"{str(made).strip()}\n", encoding="utf-8")

"""Temml, which renders TeX as MathML. It runs in Node, and only when a formula is new."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from lessonkit.formulas.tex import Formula

VERSION = "0.13.5"
FONT_PACKAGE = "@fontsource/stix-two-math"
PACKAGES = {"temml": VERSION, FONT_PACKAGE: "5.3.0"}
FOLDER = ".cache/formulas"
"""Where both are installed, below the project's root."""
PATIENCE = 120
"""Seconds that npm may take."""
_QUIETLY = [
    "--no-save",
    "--no-package-lock",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    "--fetch-retries=1",
]
NO_NODE = """\
New formulas are rendered with Node 18 or newer, and npm; a build needs neither. Either of these helps:
  - install Node (https://nodejs.org; on Debian and Ubuntu: sudo apt-get install nodejs npm), and run: make formulas, or
  - open the pull request as it is, and say that its formulas are not rendered: a maintainer will run it."""


class NoToolsError(RuntimeError):
    """Node, or what it needs, is not there; the message says what to do."""


def install(root: Path) -> Path:
    """Install Temml and the font, unless they are there.

    Returns:
        The folder in which they are.

    Raises:
        NoToolsError: There is no Node, or the packages cannot be had.
    """
    if not (shutil.which("node") and shutil.which("npm")):
        raise NoToolsError(NO_NODE)
    folder = root / FOLDER
    if any(_installed(folder, name) != version for name, version in PACKAGES.items()):
        _install_into(folder)
    return folder


def _install_into(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    packages = [f"{name}@{version}" for name, version in PACKAGES.items()]
    command = ["npm", "install", "--prefix", str(folder), *_QUIETLY, *packages]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
        said = done.stderr.strip() if done.returncode else ""
    except subprocess.TimeoutExpired:
        said = f"It did not end within {PATIENCE} seconds."
    if any(_installed(folder, name) != version for name, version in PACKAGES.items()):
        raise NoToolsError(f"npm could not install {' and '.join(packages)}. {said}\n{NO_NODE}")


def _installed(folder: Path, name: str) -> str:
    """The version of an installed package; empty if it is not there."""
    try:
        return str(json.loads((folder / "node_modules" / name / "package.json").read_text(encoding="utf-8"))["version"])
    except (OSError, ValueError, KeyError):
        return ""


def render(root: Path, formulas: Sequence[Formula]) -> list[dict[str, str]]:
    """Render formulas.

    Returns:
        For each, in the same order, `{"mathml": …}`, or `{"error": …}` with what is wrong in a line.

    Raises:
        NoToolsError: As `install`; or Node is too old.
    """
    folder = install(root)
    script = Path(__file__).with_name("render.mjs")
    asked = json.dumps([asdict(formula) for formula in formulas])
    done = subprocess.run(["node", script, folder], input=asked, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise NoToolsError(f"Node could not run {script.name}.\n{done.stderr.strip()}\n{NO_NODE}")
    return json.loads(done.stdout)

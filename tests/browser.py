"""Finds the browser that the tests of the built site drive, or gets one.

`python -m tests.browser` is run by `make test` before the tests, so that they fail early and with clear words.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
)
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
HELP = """\
No browser found to test the site with. Any one of these helps:
  - install Chromium or Chrome (on Debian and Ubuntu: sudo apt-get install chromium), or
  - let Playwright fetch one: .venv/bin/playwright install chromium, or
  - say where yours is: make test CHROMIUM=/path/to/chrome"""


def find_browser() -> str | None:
    """The path of a Chromium or Chrome: the one in `$CHROMIUM`, one on this machine, or Playwright's own."""
    if named := os.environ.get("CHROMIUM"):
        return named
    for found in (*map(shutil.which, NAMES), *PLACES):
        if found and Path(found).exists():
            return found
    return _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def main() -> int:
    """Find a browser, or let Playwright fetch one; 1 with advice if neither works."""
    if not find_browser():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if browser := find_browser():
        print(f"browser for the tests: {browser}")
        return 0
    print(HELP, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())

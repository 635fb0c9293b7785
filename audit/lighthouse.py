"""One visit by Lighthouse, and what it found."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

FOLDER = Path(__file__).parents[1] / ".cache" / "audit"
"""Where `make audit` installs Lighthouse."""
DEVICES = {"phone": [], "desktop": ["--preset=desktop"]}
"""What Lighthouse is told for each device. A phone, slow and on a slow network, is what it takes without a word."""
CATEGORIES = {
    "performance": "Performance",
    "accessibility": "Accessibility",
    "best-practices": "Best practices",
    "seo": "SEO",
}
TIMEOUT = 180.0
"""Seconds that one visit may take."""


@dataclass(frozen=True)
class Visit:
    """What Lighthouse found on a page.

    Attributes:
        scores: From 0 to 100, by category.
        short: What kept a category from 100, by category, in Lighthouse's words.
        lcp: Largest contentful paint: when the largest thing in view was there, in milliseconds.
        tbt: Total blocking time: how long a tap would have had to wait, in milliseconds.
        cls: Cumulative layout shift: how far things jumped, in shares of the screen.
        bytes: What was transferred before the reader touched anything.
        requests: How many requests that took.
        foreign: The addresses outside of the site among them.
    """

    scores: dict[str, int]
    short: dict[str, list[str]]
    lcp: float
    tbt: float
    cls: float
    bytes: int
    requests: int
    foreign: list[str]


class FailedVisitError(Exception):
    """Lighthouse could not do its work; the message says why."""


def visit(url: str, device: str, browser: str) -> Visit:
    """Let Lighthouse visit a page.

    Args:
        url: The page's address.
        device: One of `DEVICES`.
        browser: The path of a Chromium or Chrome.

    Raises:
        FailedVisitError: It gave no report.
    """
    flags = "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking"
    command = ["node", str(FOLDER / "node_modules/lighthouse/cli/index.js"), url, "--output=json", "--quiet"]
    command += [f"--chrome-flags={flags}", *DEVICES[device]]
    environment = {**os.environ, "CHROME_PATH": browser}
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, env=environment)
        report = json.loads(done.stdout)
    except FileNotFoundError as error:
        raise FailedVisitError("Node is needed, 18 or later: https://nodejs.org") from error
    except subprocess.TimeoutExpired as error:
        raise FailedVisitError(f"{url} ({device}): no report within {TIMEOUT:.0f} s") from error
    except ValueError as error:
        raise FailedVisitError(f"{url} ({device}): no report\n{done.stderr.strip()[-2000:]}") from error
    if problem := report.get("runtimeError"):
        raise FailedVisitError(f"{url} ({device}): {problem['message']}")
    return _read(report, url)


def _read(report: dict[str, Any], url: str) -> Visit:
    """A visit, from Lighthouse's report."""
    audits, home = report["audits"], urlsplit(url)
    requests = [item for item in audits["network-requests"]["details"]["items"] if item["url"].startswith("http")]
    return Visit(
        scores={name: round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES},
        short={name: _short(report["categories"][name], audits) for name in CATEGORIES},
        lcp=audits["largest-contentful-paint"]["numericValue"],
        tbt=audits["total-blocking-time"]["numericValue"],
        cls=audits["cumulative-layout-shift"]["numericValue"],
        bytes=sum(item.get("transferSize", 0) for item in requests),
        requests=len(requests),
        foreign=[item["url"] for item in requests if urlsplit(item["url"]).netloc != home.netloc],
    )


def _short(category: dict[str, Any], audits: dict[str, Any]) -> list[str]:
    """The audits that count for a category and were not passed."""
    counted = [audits[reference["id"]] for reference in category["auditRefs"] if reference["weight"]]
    return [f"{one['title']} ({one['id']})" for one in counted if one["score"] is not None and one["score"] < 0.9]

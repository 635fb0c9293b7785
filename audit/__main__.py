"""The command line of the audit: `make audit`, or `python -m audit` after it."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from audit.lighthouse import DEVICES, FailedVisitError, Visit, visit
from audit.report import PAGE, faults, table, write
from tests.browser import HELP, find_browser
from tests.server import published_at, served

SITE = Path(__file__).parents[1] / "site"
PAGES = {
    "Home": "",
    "A lesson with figures and formulas": "lessons/gaussian-nb/",
    "A lesson with a playground": "lessons/missing-pixels/",
    "A notebook": "labs/two-regimes/",
    "Practice": "lessons/practice/",
}
"""What is visited: pages of each kind, by what they are."""


def main() -> int:
    """Visit every page with each device, print the table, and say what is not good enough."""
    options = _parser().parse_args()
    browser = find_browser()
    if not browser:
        print(HELP, file=sys.stderr)
        return 1
    if not (options.site / "index.html").is_file():
        print("There is no built site to measure: run `make site` first.", file=sys.stderr)
        return 1
    try:
        visits = _visits(options.site, options.rounds, browser)
    except FailedVisitError as error:
        print(error, file=sys.stderr)
        return 1
    text = table(visits)
    print(text)
    if options.write:
        write(text, options.rounds)
        print(f"written to {PAGE}")
    found = [fault for (page, device), one in visits.items() for fault in faults(page, device, one)]
    print("\n".join(["", *found, f"{len(found)} too low or too high"]) if found else "\nall is as it should be")
    return int(bool(found))


def _visits(site: Path, rounds: int, browser: str) -> dict[tuple[str, str], Visit]:
    """What was found on each page with each device."""
    home = published_at(site).split("/", 3)[3]
    with served(site) as origin:
        return {
            (name, device): _settled(f"{origin}/{home}{path}", device, browser, rounds)
            for name, path in PAGES.items()
            for device in DEVICES
        }


def _settled(url: str, device: str, browser: str, rounds: int) -> Visit:
    """The middle one of some visits. Once most of them are good enough, so is the middle: then no more are made.

    If that is not good enough, twice as many more are made, and of all of them the one a quarter down from the best
    counts, which is the third of nine: whatever else a machine does can only add to a time.
    """
    visits: list[Visit] = []
    while len(visits) < rounds and 2 * sum(not any(faults(url, device, one)) for one in visits) <= rounds:
        visits.append(_told(url, device, browser))
    middle = _ranked(visits, len(visits) // 2)
    if not any(faults(url, device, middle)):
        return middle
    visits += [_told(url, device, browser) for _ in range(3 * rounds - len(visits))]
    return _ranked(visits, len(visits) // 4)


def _told(url: str, device: str, browser: str) -> Visit:
    one = visit(url, device, browser)
    said = [f"LCP {one.lcp:.0f} ms", f"TBT {one.tbt:.0f} ms", f"{one.bytes / 1000:.0f} KB"]
    print(url, device, *one.scores.values(), *said, file=sys.stderr, flush=True)
    return one


def _ranked(visits: list[Visit], place: int) -> Visit:
    """What comes at a place, the best being at 0, figure by figure; what moves with no load from the last visit."""
    last = visits[-1]
    performance = sorted((one.scores["performance"] for one in visits), reverse=True)[place]
    return replace(
        last,
        scores={**last.scores, "performance": performance},
        lcp=sorted(one.lcp for one in visits)[place],
        tbt=sorted(one.tbt for one in visits)[place],
        cls=sorted(one.cls for one in visits)[place],
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m audit", description="Measure what pages cost a reader.")
    rounds = {"type": int, "default": 3, "choices": range(1, 10), "metavar": "N"}
    parser.add_argument("--rounds", **rounds, help="how often each page is visited with each device, 1 to 9 (3)")
    parser.add_argument("--write", action="store_true", help="write the table to the page Speed")
    parser.add_argument("--site", type=Path, default=SITE, help="the folder of the built site (site/)")
    return parser


if __name__ == "__main__":
    sys.exit(main())

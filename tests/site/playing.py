"""What tests of playgrounds share."""

from __future__ import annotations

import base64
import re

from playwright.sync_api import Locator, Page

from tests.site.conftest import Built
from tests.site.test_budgets import loaded, weight

FRAME = 16  # milliseconds: what a screen leaves between two pictures
SLOWER = 4  # about how many times slower than a desktop computer a phone of the middle price is
OWN_CODE = 10 * 1024

# One change after the other, each in a picture of its own.
_CHANGES = """async (playground, [many, change]) => {
  const once = new Function("playground", "i", change);
  for (let i = 0; i < many; i += 1) {
    once(playground, i);
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  }
}"""


def live(page: Page, name: str) -> Locator:
    """The playground of the page, which comes to life when it comes near."""
    page.locator(f"rc-{name}").scroll_into_view_if_needed()
    playground = page.locator(f"rc-{name}[data-live]")
    playground.wait_for()
    return playground


def frame_time(playground: Locator, change: str, many: int = 60) -> float:
    """What a change, made in JavaScript with `playground` and `i`, takes on a slow phone, in milliseconds.

    It is the time that the page's main thread works for each (script, style, layout and painting), times `SLOWER`. A
    browser that is slowed down would say the same on a machine that does nothing else.
    """
    session = playground.page.context.new_cdp_session(playground.page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def worked() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration")

    playground.evaluate(_CHANGES, [many, change])  # to warm up
    before = worked()
    playground.evaluate(_CHANGES, [many, change])
    return SLOWER * 1000 * (worked() - before) / many


def left(built: Built, address: str, name: str) -> bytes:
    """The file of this name that the program of a page's playground left for it."""
    page = built.file(address).read_text(encoding="utf-8")
    script = re.search(rf'<script type="[^"]+" data-file="{re.escape(name)}"([^>]*)>(.*?)</script>', page, re.S)
    assert script, f"{address} holds no {name}"
    attributes, text = script.groups()
    if at := re.search('data-at="([^"]+)"', attributes):
        return (built.file(address).parent / at[1]).read_bytes()
    return base64.b64decode(text) if "data-base64" in attributes else text.encode()


def own_weight(built: Built, name: str) -> int:
    """The code of a playground as it travels, in bytes: all its modules, but for the frame that all share."""
    files = loaded(built, f"assets/js/playgrounds/{name}.js")
    return sum(weight(built, file) for file in files if not file.startswith("assets/js/playground/"))

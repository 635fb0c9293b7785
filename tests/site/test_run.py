"""*Run it here*: a reader changes a program of a lesson and runs it in the browser.

Python itself is the real one: its core, from npm, stands where the CDN would. The libraries are in no registry, so the
programs run here need none. That the lessons' own programs run with the libraries' versions there is not tested here.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from tests.site.axe import violations
from tests.site.conftest import PATIENCE, Built
from tests.site.test_budgets import KB, loaded, watched, weight
from tests.site.test_pages import OVERFLOW, SCHEMES, foreign, wear

ROOT = Path(__file__).parents[2]
PIN = (ROOT / "docs/assets/js/run/pin.js").read_text(encoding="utf-8")
VERSION = re.search(r'VERSION = "(.+?)"', PIN)[1]  # type: ignore[index]
PINNED = dict(re.findall(r'"([\w.-]+)": "([0-9a-f]{64})"', PIN))
CDN = "https://cdn.jsdelivr.net/"
CORE = f"{CDN}npm/pyodide@{VERSION}/"
LOADING = 120_000  # milliseconds: Python starts in a few seconds, and on a busy machine in many

LESSON, OTHER = "lessons/big-picture/", "lessons/gaussian-nb/"
ABOVE, BELOW = "predict_and_generate.py", "two_answers.py"
ENDLESS = "while True:\n    pass"

# ---- Python, where the CDN would be


@pytest.fixture(scope="session")
def core() -> Path:
    """The folder of Python's core, as npm has it. Fetched once."""
    folder = ROOT / ".cache" / "run" / VERSION
    if folder.is_dir():
        return folder
    npm = shutil.which("npm")
    if not npm:
        pytest.fail("npm was not found, and Python for the browser comes from it: install Node.js.", pytrace=False)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as aside:
        call = [npm, "pack", f"pyodide@{VERSION}", "--pack-destination", aside]
        done = subprocess.run(call, cwd=aside, capture_output=True, text=True)
        if done.returncode:
            pytest.fail(f"npm could not fetch pyodide {VERSION}:\n{done.stderr}", pytrace=False)
        with tarfile.open(next(Path(aside).glob("*.tgz"))) as packed:
            packed.extractall(aside, filter="data")
        (Path(aside) / "package").rename(folder)
    return folder


@dataclass
class Cdn:
    """Stands in the place of the CDN, and notes what it is asked for. It has the core, and no libraries."""

    core: Path
    asked: list[str] = field(default_factory=list)
    down: bool = False
    spoilt: str = ""

    def answer(self, route: Route) -> None:
        self.asked.append(route.request.url)
        file = self.core / route.request.url.removeprefix(CORE)
        if self.down or not file.is_file():
            route.abort()
            return
        body = file.read_bytes() + b" " * (file.name == self.spoilt)
        kind = {".mjs": "text/javascript", ".wasm": "application/wasm"}.get(file.suffix, "application/octet-stream")
        route.fulfill(body=body, content_type=kind, headers={"Access-Control-Allow-Origin": "*"})


@pytest.fixture
def cdn(page: Page, core: Path) -> Cdn:
    """The CDN of a reader who has not been here before."""
    cdn = Cdn(core)
    page.context.route(f"{CDN}**", cdn.answer)
    return cdn


# ---- What a reader does


class Desk:
    """A program of a lesson, and what opens below it."""

    def __init__(self, page: Page, name: str = ABOVE) -> None:
        self.page = page
        self.block = page.locator(f'.rc-run:has([data-program="{name}"])')
        self.opener = self.button("Run it here")
        self.root = self.block.locator(".rc-live")
        self.editor = self.root.get_by_role("textbox")
        self.status = self.root.get_by_role("status")
        self.output = self.root.locator(".rc-output")
        self.note = self.root.locator(".rc-live-note")

    def button(self, name: str) -> Locator:
        return self.block.get_by_role("button", name=name, exact=True)

    def open(self) -> None:
        """Open it for the first time, agree, and end the run that begins by itself."""
        self.opener.click()
        self.button("Load Python").click()
        self.halt()

    def halt(self) -> None:
        """Stop what runs, if it still does."""
        self.button("Stop").dispatch_event("click")
        expect(self.button("Run")).to_have_attribute("aria-disabled", "false")

    def start(self, program: str) -> None:
        self.editor.fill(program)
        self.button("Run").click()

    def run(self, program: str, ends: str = "Done") -> None:
        """Run a program, and wait for an end like this."""
        self.start(program)
        self.wait(ends)

    def wait(self, text: str) -> None:
        expect(self.status).to_contain_text(text, timeout=LOADING)


@pytest.fixture
def desk(page: Page, cdn: Cdn) -> Desk:
    """The program above its output, not opened yet."""
    page.goto(LESSON)
    return Desk(page)


@pytest.fixture(scope="module")
def context(browser: Browser, built: Built, core: Path) -> Iterator[BrowserContext]:
    """One reader, for all tests that need Python but no beginning: loading it takes seconds."""
    with browser.new_context(base_url=built.url, reduced_motion="reduce") as context:
        context.set_default_timeout(PATIENCE)
        context.route(f"{CDN}**", Cdn(core).answer)
        yield context


@pytest.fixture(scope="module")
def agreed(context: BrowserContext) -> Desk:
    """The program above its output, of a reader who has agreed."""
    page = context.new_page()
    page.goto(LESSON)
    desk = Desk(page)
    desk.open()
    return desk


@pytest.fixture
def python(agreed: Desk) -> Desk:
    """The same, open and at rest; Python has been loaded, if a test before this one ran anything."""
    if not agreed.root.is_visible():  # a test before this one failed on its way back
        agreed.page.goto(LESSON)
        agreed.opener.click()
    agreed.halt()
    return agreed


# ---- Before the click


def test_without_scripts_nothing_is_promised(page_without_scripts):
    page_without_scripts.goto(LESSON)
    expect(page_without_scripts.locator(".rc-run-here")).not_to_have_count(0)
    expect(page_without_scripts.locator(".rc-run-here:visible")).to_have_count(0)


def test_before_the_click_nothing_is_loaded_but_the_script_that_shows_the_button(page, built, cdn):
    requests: list[str] = []
    with watched(page, requests):
        page.goto(LESSON, wait_until="networkidle")
    expect(Desk(page).opener).to_be_visible()
    assert [url for url in requests if "/js/run" in url] == [f"{built.url}assets/js/run.js"]
    assert cdn.asked == []


def test_the_first_click_asks_and_asks_no_other_origin_for_anything(desk, built, cdn):
    requests: list[str] = []
    with watched(desk.page, requests):
        desk.opener.click()
        expect(desk.button("Load Python")).to_be_focused()
        desk.page.wait_for_load_state("networkidle")
    expect(desk.root).to_contain_text("about 6 MB")
    expect(desk.root).to_contain_text("cdn.jsdelivr.net")
    assert (foreign(requests, built), cdn.asked) == ([], [])


@pytest.mark.parametrize("how", ["button", "Escape"])
def test_not_now_leaves_everything_as_it_was(how, desk, cdn):
    desk.opener.click()
    expect(desk.button("Load Python")).to_be_focused()
    if how == "button":
        desk.button("Not now").click()
    else:
        desk.page.keyboard.press("Escape")
    expect(desk.root).to_be_hidden()
    expect(desk.opener).to_be_focused()
    assert cdn.asked == []
    desk.opener.click()
    expect(desk.button("Load Python")).to_be_visible()


# ---- What is remembered

KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('rc:'))"


def test_that_the_reader_agreed_is_remembered_under_the_path_of_the_site(desk, built, cdn):
    cdn.down = True
    desk.opener.click()
    assert desk.page.evaluate(KEPT) == []
    desk.button("Load Python").click()
    desk.wait("could not be reached")
    path = built.url.removeprefix(built.origin)
    assert desk.page.evaluate(KEPT) == [f"rc:{path}:python"]
    desk.page.reload()
    desk.opener.click()
    desk.wait("could not be reached")


def test_it_can_be_forgotten_where_it_is_told(desk, cdn):
    cdn.down = True
    desk.open()
    desk.button("Forget this").click()
    expect(desk.root).to_be_hidden()
    expect(desk.opener).to_be_focused()
    assert desk.page.evaluate(KEPT) == []
    desk.opener.click()
    expect(desk.button("Load Python")).to_be_visible()


def test_once_forgotten_no_other_open_program_runs_unasked(desk, cdn):
    cdn.down = True
    desk.open()
    other = Desk(desk.page, BELOW)
    other.opener.click()
    other.wait("could not be reached")
    other.editor.fill("print('mine')")
    desk.button("Forget this").click()
    asked = len(cdn.asked)
    other.button("Run").click()
    expect(other.button("Load Python")).to_be_focused()
    assert len(cdn.asked) == asked
    other.button("Load Python").click()
    expect(other.editor).to_have_value("print('mine')")


def test_where_storage_is_blocked_it_works_until_the_reader_leaves(page, cdn):
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)) if "assets/js" in str(error.stack) else None)
    page.add_init_script('Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no") } });')
    cdn.down = True
    page.goto(LESSON)
    desk = Desk(page)
    desk.open()
    desk.button("Run").click()
    desk.wait("could not be reached")
    page.reload()
    desk.opener.click()
    expect(desk.button("Load Python")).to_be_visible()
    assert errors == []


# ---- Running


def test_a_program_prints_what_it_prints(python):
    python.run("import math\nprint('six times seven is', 6 * 7)\nprint(math.pi)")
    expect(python.output).to_have_text("six times seven is 42\n3.141592653589793\n")
    expect(python.status).to_have_text(re.compile(r"Done in \d+\.\d s\."))


def test_only_the_cdn_is_asked_and_only_for_the_core(desk, built, cdn):
    requests: list[str] = []
    desk.open()
    with watched(desk.page, requests):
        desk.run("print('loaded')")
    assert [url for url in foreign(requests, built) if not url.startswith((CORE, "blob:"))] == []
    assert {url.removeprefix(CORE) for url in cdn.asked} == set(PINNED)


def test_a_program_can_be_changed_and_run_again_and_knows_nothing_of_the_run_before(python):
    python.run("x = 1\nprint(x)")
    python.run("print('x' in globals())")
    expect(python.output).to_have_text("False\n")


def test_it_is_told_that_the_browser_printed_this_now(python):
    python.run("print(1)")
    expect(python.root).to_contain_text("Your browser made this now")


def test_control_and_enter_runs(python):
    python.editor.fill("print('by key')")
    python.editor.press("Control+Enter")
    expect(python.output).to_have_text("by key\n", timeout=LOADING)


def test_what_is_printed_is_text_and_never_html(python):
    python.run("""print("<img src=x onerror='window.pwned = 1'><b>bold</b>")""")
    expect(python.output).to_have_text("<img src=x onerror='window.pwned = 1'><b>bold</b>\n")
    assert python.output.locator("b, img").count() == 0
    assert python.page.evaluate("window.pwned") is None


def test_an_exception_is_shown_with_the_reader_s_line_and_no_other(python):
    python.run("def f():\n    return 1 / 0\n\nf()", ends="Ended with an error on line 2")
    expect(python.output).to_contain_text("ZeroDivisionError: division by zero")
    text = python.output.text_content()
    assert re.findall(r'File "(.+?)", line (\d+)', text) == [(ABOVE, "4"), (ABOVE, "2")]
    expect(python.output.locator(".rc-live-error")).not_to_have_count(0)


def test_what_no_parser_understands_is_told_with_its_line(python):
    python.run("x = 1\nprint(x", ends="Ended with an error on line 2")
    expect(python.output).to_contain_text("SyntaxError")


def test_a_module_that_is_not_there_is_named(python):
    python.run("import torch", ends="The browser’s Python has no module torch. Open in Colab may have it.")


def test_a_library_that_cannot_be_fetched_is_no_riddle(python):
    python.run("import numpy", ends="cdn.jsdelivr.net could not be reached")
    python.run("print('works again')")


def test_the_lesson_s_own_program_asks_for_its_libraries(python):
    python.button("Reset to the original").click()
    python.button("Run").click()
    python.wait("cdn.jsdelivr.net could not be reached")
    python.run("print('works again')")


def test_input_ends_and_does_not_wait(python):
    python.run("input('name? ')", ends="Ended with an error on line 1")
    expect(python.output).to_contain_text("Error")


def test_nothing_printed_leaves_no_empty_frame(python):
    python.run("x = 1")
    expect(python.output).to_be_hidden()


# ---- Compared with the page


def test_the_same_output_is_told_to_be_the_same(python):
    shown = python.block.locator("> .rc-output samp").text_content()
    python.run(f"print({shown!r})")
    expect(python.note).to_have_text(re.compile(r"You changed .*The same as the page shows\."))


def test_other_output_is_told_with_the_first_line_that_differs(python):
    first, *others = python.block.locator("> .rc-output samp").text_content().split("\n")
    python.run(f"print({chr(10).join([first, 'other', *others[1:]])!r})")
    expect(python.note).to_contain_text("Not quite the same as the page shows. Line 2 there: “")
    expect(python.note).to_contain_text("here: “other”.")


WORDS = """async ([before, after]) => (await import(
  new URL("assets/js/run/words.js", document.querySelector("script[src$='run.js']").src.replace(/assets.*/, "")).href
)).edited(before, after)"""


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("a\nb\nc", "a\nb\nc\n", ""),
        ("a\nb\nc", "a\nx\nc", "You changed line 2."),
        ("a\nb\nc\nd", "a\nx\ny\nd", "You changed lines 2 to 3."),
        ("a\nb", "a\nnew\nb", "You changed line 2."),
        ("a\nb\nc", "a\nc", "You took out what stood at line 2."),
        ("a\nb\nc", "a", "You took out what stood at line 2."),
        ("a\na", "a\na\na", "You changed line 3."),
        ("a\nb", "b", "You took out what stood at line 1."),
    ],
)
def test_the_lines_that_were_changed_are_named(before, after, told, python):
    assert python.page.evaluate(WORDS, [before, after]) == told


def test_the_original_can_be_had_again(python):
    original = (ROOT / "snippets/big-picture" / ABOVE).read_text(encoding="utf-8").rstrip()
    python.editor.fill("print(1)")
    python.button("Reset to the original").click()
    expect(python.editor).to_have_value(original)
    expect(python.button("Reset to the original")).to_have_attribute("aria-disabled", "true")


# ---- Figures: matplotlib is not here, so a program stands in for our backend

FIGURE = """\
import sys, types
backend = sys.modules["reader_figures"] = types.ModuleType("reader_figures")
def take():
    del sys.modules["reader_figures"]
    return ['<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80"><script>parent.pwned = 1</script></svg>']
backend.take = take
"""


def test_a_figure_is_an_image_with_words_and_without_scripts(python):
    python.run(FIGURE)
    image = python.root.get_by_role("img", name="Figure 1, as your program drew it")
    expect(image).to_have_attribute("src", re.compile("^data:image/svg"))
    assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") == 120
    assert python.page.evaluate("window.pwned") is None


# ---- Stopping


def test_a_loop_without_end_can_be_stopped_and_the_next_run_starts_anew(python):
    python.start(f"print('begun')\n{ENDLESS}")
    expect(python.output).to_have_text("begun\n", timeout=LOADING)
    python.button("Stop").click()
    expect(python.status).to_have_text(re.compile(r"Stopped after \d"))
    expect(python.output).to_have_text("begun\n")
    python.run("print('anew')")
    expect(python.output).to_have_text("anew\n")


def test_printing_without_end_neither_freezes_the_page_nor_fills_it(python):
    python.start("while True:\n    print('x' * 99)")
    python.wait("It printed more than can be shown, and runs on.")
    assert python.page.evaluate("1 + 1") == 2
    assert 100_000 <= len(python.output.text_content()) <= 100_001
    python.button("Stop").click()
    python.wait("Stopped after")


def test_what_is_printed_at_length_all_arrives(python):
    python.run("for n in range(3000):\n    print(n)")
    assert python.output.text_content() == "".join(f"{n}\n" for n in range(3000))


def test_a_program_that_is_started_ends_the_one_before_it(python):
    other = Desk(python.page, BELOW)
    python.start(f"print('first')\n{ENDLESS}")
    expect(python.output).to_have_text("first\n", timeout=LOADING)
    other.opener.click()
    other.halt()
    other.run("print('second')")
    expect(python.status).to_contain_text("Stopped")
    expect(other.output).to_have_text("second\n")


# ---- When something is in the way


def test_offline_it_says_so_and_works_once_connected(desk, cdn):
    desk.opener.click()
    cdn.down = True
    desk.page.evaluate("Object.defineProperty(navigator, 'onLine', { get: () => !window.offline, configurable: true })")
    desk.page.evaluate("window.offline = true")
    desk.button("Load Python").click()
    desk.wait("You seem to be offline")
    cdn.down = False
    desk.run("print('connected')")
    expect(desk.output).to_have_text("connected\n")


def test_without_a_network_a_click_says_so(desk):
    desk.page.context.set_offline(True)
    desk.opener.click()
    expect(desk.block.get_by_role("button", name="not loaded")).to_be_visible()


@pytest.mark.parametrize("name", PINNED)
def test_what_is_not_byte_for_byte_what_was_pinned_is_not_run(name, desk, cdn):
    cdn.spoilt = name
    desk.opener.click()
    desk.button("Load Python").click()
    desk.wait("is not what this site was made with, so it was not run.")


def test_the_pins_are_those_of_the_package(core):
    assert {name: hashlib.sha256((core / name).read_bytes()).hexdigest() for name in PINNED} == PINNED


POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'"
)


def test_it_works_under_a_policy_that_lets_the_page_ask_nobody_else(page, built, cdn):
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Security Policy" in message.text else None)
    text = built.file(LESSON).read_text(encoding="utf-8")
    strict = text.replace("<head>", f'<head><meta http-equiv="Content-Security-Policy" content="{POLICY}">', 1)
    page.route(f"**/{LESSON}", lambda route: route.fulfill(body=strict, content_type="text/html"))
    page.goto(LESSON)
    refused.clear()  # the theme has its own quarrels with a policy that names no hashes
    desk = Desk(page)
    desk.open()
    desk.run(FIGURE)
    assert desk.root.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth)") == 120
    assert refused == []


# ---- From page to page


def test_on_the_next_page_programs_run_without_being_asked_again_and_back_again_too(python):
    page = python.page
    for lesson, name in ((OTHER, "log_joint_by_hand.py"), (LESSON, ABOVE)):
        page.locator(f'.md-nav a[href*="{lesson.split("/")[1]}"]').first.evaluate("link => link.click()")
        expect(page).to_have_url(re.compile(lesson))
        other = Desk(page, name)
        other.opener.click()
        other.halt()
        other.run(f"print({name!r})")
        expect(other.output).to_have_text(f"{name}\n")


# ---- For everybody


def test_the_program_is_shown_once_and_its_button_and_status_are_in_sight(desk):
    source = desk.page.locator(f'.highlight:has(.filename:text-is("{ABOVE}"))')
    expect(source).to_be_visible()
    desk.open()
    expect(source).to_be_hidden()
    expect(desk.opener).to_be_in_viewport()
    expect(desk.status).to_be_in_viewport()
    desk.opener.click()
    expect(source).to_be_visible()
    expect(desk.root).to_be_hidden()


def test_on_paper_the_program_stands_as_the_page_has_it(desk):
    desk.open()
    desk.page.emulate_media(media="print")
    expect(desk.root).to_be_hidden()
    expect(desk.opener).to_be_hidden()
    expect(desk.page.locator(f'.highlight:has(.filename:text-is("{ABOVE}"))')).to_be_visible()


def test_a_screen_of_320_pixels_does_not_scroll_sideways(desk):
    desk.page.set_viewport_size({"width": 320, "height": 640})
    desk.opener.click()
    assert desk.page.evaluate(OVERFLOW) == 0
    desk.button("Load Python").click()
    expect(desk.editor).to_be_visible()
    assert desk.page.evaluate(OVERFLOW) == 0


def test_the_keyboard_alone_is_enough(python):
    page = python.page
    page.reload()
    python.opener.focus()
    page.keyboard.press("Enter")
    expect(python.editor).to_be_visible()
    page.keyboard.press("Tab")
    expect(python.editor).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("print('n, p. s/f')")
    page.keyboard.press("Tab")
    expect(python.button("Run")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(python.status).to_contain_text("Stopped")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    python.wait("Done")
    expect(python.button("Run")).to_be_focused()
    expect(python.output).to_have_text("n, p. s/f\n")


def test_loading_by_keyboard_leaves_the_focus_on_a_button_of_the_program(desk):
    desk.opener.focus()
    desk.page.keyboard.press("Enter")
    expect(desk.button("Load Python")).to_be_focused()
    desk.page.keyboard.press("Enter")
    expect(desk.button("Run")).to_be_focused()


def violations_in(page: Page, state: str) -> list[str]:
    found = []
    for scheme in SCHEMES:
        wear(page, scheme)
        objections = violations(page, ".rc-run:has(.rc-live)", only_contrast=scheme == "dark")
        found += [f"{state}, {scheme}: {what}" for what in objections]
    return found


def test_axe_finds_no_violation_in_any_state(python):
    page = python.page
    page.evaluate("localStorage.clear()")
    page.reload()
    python.opener.click()
    expect(python.button("Load Python")).to_be_focused()
    found = violations_in(page, "asked")
    python.button("Load Python").click()
    found += violations_in(page, "loading")
    python.run("print('fine')\n" + FIGURE)
    found += violations_in(page, "done, with a figure")
    python.run("print(nothing)", ends="Ended with an error")
    found += violations_in(page, "ended with an error")
    python.start(ENDLESS)
    found += violations_in(page, "running")
    python.button("Stop").click()
    found += violations_in(page, "stopped")
    assert found == []


# ---- What it costs


def test_every_page_loads_2_kb_for_it_at_most(built):
    weights = {file: weight(built, file) for file in loaded(built, "assets/js/run.js")}
    assert list(weights) == ["assets/js/run.js"]
    assert sum(weights.values()) <= 2 * KB


def test_the_page_s_side_weighs_5_kb_at_most(built):
    files = loaded(built, "assets/js/run.js") | loaded(built, "assets/js/run/panel.js")
    weights = {file: weight(built, file) for file in files}
    assert sum(weights.values()) <= 5 * KB, weights


def test_the_style_weighs_one_and_a_half_kb_at_most(built):
    assert weight(built, "assets/css/run.css") <= 1.5 * KB

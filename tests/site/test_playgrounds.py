"""What is true of every playground of the built site, wherever it stands."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.site.axe import violations
from tests.site.conftest import FOLDER, PATIENCE, Built
from tests.site.playing import FRAME, OWN_CODE, frame_time, live, own_weight
from tests.site.test_budgets import watched
from tests.site.test_pages import OVERFLOW, SCHEMES, wear

Place = tuple[str, str]  # a page, and the name of a playground on it


def places() -> list[Place]:
    files = sorted(FOLDER.rglob("*.html"))
    element = re.compile(r'<rc-([a-z-]+) class="rc-playground"')
    return [
        (file.relative_to(FOLDER).as_posix().removesuffix("index.html"), name)
        for file in files
        for name in element.findall(file.read_text(encoding="utf-8"))
    ]


PLACES = places()
everywhere = pytest.mark.parametrize(
    ("address", "name"), PLACES, ids=[f"{name} on {address or 'home'}" for address, name in PLACES]
)

STILL = {
    ("", "two-models"): "Cats, drawn as small discs",
    ("lessons/big-picture/", "two-models"): "Two panels with the same cats and dogs, by weight",
    ("lessons/gan/", "on-demand"): "Eight rows of ten small images",
    ("lessons/missing-pixels/", "erase-pixels"): "A six whose lower half",
    ("lessons/probability-basics/", "posterior"): "A thousand people at the screening",
    ("lessons/shortcuts/", "tag-strength"): "Six small panels",
    ("lessons/two-regimes/", "regimes"): "",
    ("lessons/vae/", "latent-map"): "A map of eight by eight small images",
}

# What draws the most of it.
LARGEST = {"regimes": "?regimes.question=tumours-lots&regimes.baseline=in"}

# One change each that is drawn anew. Two models have a test of their own, with a crowd as large as can be.
CHANGES = {
    "erase-pixels": "playground.change({ holes: playground.state.holes.with(i, !playground.state.holes[i]) });",
    **dict.fromkeys(
        ("latent-map", "on-demand", "posterior", "regimes", "tag-strength"),
        """
        const slider = playground.querySelector("input[type=range]");
        slider.value = i % (Number(slider.max) + 1);
        slider.dispatchEvent(new Event("input"));
        """,
    ),
}

# What is no value of any setting, and, by setting, what looks like one.
NONSENSE = ["", "nobody", "-1", "1000", "NaN", "toString", "<b>", "%3Cimg%20src%3Dx%3E", "%00"]
NEARLY = {
    "erase-pixels": {"digit": ["10"], "holes": ["ff", 16 * "z", 17 * "f"], "fill": ["x"], "lost": ["3"]},
    "latent-map": {"dots": [63 * "0", 64 * "h"], "noise": ["61", "3x"], "lot": ["100"], "at": ["1 1", "1.00", "x y"]},
    "on-demand": {"digit": ["10"], "lot": ["0"], "moment": ["8", "last"]},
    "posterior": {"rate": ["0"], "ill": ["0"], "well": ["0"]},
    "regimes": {"question": ["cats"], "examples": ["17"], "spreads": ["free"], "baseline": ["1"]},
    "tag-strength": {"wrong": ["3", "5.5"], "dots": ["2"], "view": ["two"]},
    "two-models": {
        "at": ["999999 1", "-5"],
        "animals": ["zz", "<script>", 201 * "5050" + ".", "5050.5"],
    },
}

CONTROLS = "button, select, input, [tabindex='0']"
# A radio button is as large as its words.
TARGETS = "button, select, input[type=range], label:has(input), label > input + span, .rc-d-grip, [role=gridcell]"

# The words of programs are looked at where all pages are: here they would only take time.
WITHOUT_PROGRAMS = "document.querySelectorAll('pre code').forEach((code) => code.replaceChildren())"

SHOWN = """async (playground) => {
  await new Promise((drawn) => requestAnimationFrame(drawn));
  return JSON.stringify([
    playground.state,
    [...playground.querySelectorAll("svg")].map((one) => one.innerHTML),
    [...playground.querySelectorAll(".rc-play-answer, .rc-play-note")].map((one) => one.textContent),
  ]);
}"""


def words(playground: Locator) -> Locator:
    return playground.locator(".rc-play-words")


def shown(playground: Locator) -> str:
    """All that can be seen of it."""
    return playground.evaluate(SHOWN)


def use(playground: Locator) -> None:
    """Sets all that can be set to something else, and presses each button but for those at the foot."""
    for group in playground.locator("fieldset:has(input)").all():
        group.locator("label").last.click()
    for select in playground.locator("select").all():
        select.select_option(index=1)
    for slider in playground.locator("input[type=range]").all():
        slider.fill(str(slider.evaluate("one => Math.floor((Number(one.min) + Number(one.max)) / 2)")))
    for button in reversed(playground.locator("button:not(.rc-play-foot button)").all()):
        button.click()
    shown(playground)


@pytest.fixture
def errors(page) -> list[str]:
    """What goes wrong on the page."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    return found


@pytest.fixture
def page_that_may_copy(browser: Browser, built: Built) -> Iterator[Page]:
    with browser.new_context(base_url=built.url, permissions=["clipboard-read", "clipboard-write"]) as context:
        context.set_default_timeout(PATIENCE)
        yield context.new_page()


def test_every_playground_that_there_is_stands_somewhere(built):
    names = {file.stem for file in (built.folder / "assets/js/playgrounds").glob("*.js")}
    assert {name for _, name in PLACES} == names
    assert set(PLACES) == STILL.keys()
    assert CHANGES.keys() == names - {"two-models"}


# ---- Before it is played with


@everywhere
def test_without_scripts_the_still_figure_stands_and_promises_nothing(page_without_scripts, address, name):
    page_without_scripts.goto(address)
    playground = page_without_scripts.locator(f"rc-{name}")
    still = playground.get_by_role("img", name=re.compile(f"^{STILL[address, name]}"))
    expect(still.first).to_be_visible()
    for figure in playground.locator("> figure").all():
        expect(figure).to_be_visible()
    promises = f"{CONTROLS}, .rc-play, .rc-play-words, .rc-play-answer, [role=status], [role=grid]"
    expect(playground.locator(promises)).to_have_count(0)


@everywhere
def test_it_comes_to_life_where_its_figure_was_and_loads_nothing_before(page, built, address, name):
    requests: list[str] = []
    data = re.findall(r'data-file="[^"]+" data-at="[./]*([^"]+)"', built.file(address).read_text(encoding="utf-8"))
    page.set_viewport_size({"width": 1280, "height": 200})
    with watched(page, requests):
        page.goto(address, wait_until="networkidle")
        assert page.locator(f"rc-{name}").bounding_box()["y"] > 200
        parts = ("assets/js/playground/", "assets/js/playgrounds/", "assets/js/models/", *data)
        assert requests and not [url for url in requests if url.removeprefix(built.url).startswith(parts)]
        playground = live(page, name)
    assert f"{built.url}assets/js/playgrounds/{name}.js" in requests
    assert {f"{built.url}{file}" for file in data} <= set(requests)
    expect(playground.locator(".rc-play")).to_be_visible()
    expect(playground.locator("> figure").locator("visible=true")).to_have_count(0)
    expect(playground.locator("svg, canvas").locator("visible=true").first).to_be_visible()


def test_nothing_of_any_is_loaded_on_other_pages(page):
    page.goto("map/", wait_until="networkidle")
    loaded = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    assert loaded and not [url for url in loaded if "playground" in url or "models" in url]


# ---- For everybody


@everywhere
def test_on_a_screen_of_320_pixels_nothing_scrolls_sideways_and_controls_are_large_enough(page, address, name):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address + LARGEST.get(name, ""))
    playground = live(page, name)
    assert page.evaluate(OVERFLOW) <= 0
    sides = playground.locator(TARGETS).evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect()).map((b) => Math.min(b.width, b.height))"
    )
    assert len(sides) >= playground.locator(CONTROLS).count() > 2
    assert min(sides) >= 24


@everywhere
def test_axe_finds_no_violation_once_it_was_played_with(page, address, name):
    page.goto(address)
    playground = live(page, name)
    use(playground)
    playground.locator("select, input").first.focus()
    page.evaluate(WITHOUT_PROGRAMS)
    for scheme in SCHEMES:
        wear(page, scheme)
        assert violations(page) == [], scheme


@everywhere
def test_on_paper_the_drawings_stand_without_controls(page, address, name):
    page.goto(address)
    playground = live(page, name)
    page.emulate_media(media="print")
    expect(playground.get_by_role("img").first).to_be_visible()
    expect(playground.locator("button, select, input").locator("visible=true")).to_have_count(0)


# ---- By keyboard

KEYS = {"range": ["ArrowRight"], "select-one": ["ArrowDown"], "button": ["Enter"]}
FOCUSED = """(playground, controls) => {
  const at = [...playground.querySelectorAll(controls)].indexOf(document.activeElement);
  const alike = document.getElementsByName(document.activeElement.name || "none").length;
  return [at, document.activeElement.type, alike];
}"""


def idle_controls(playground: Locator, key: str, controls: set[int]) -> set[int]:
    """Which of these controls change nothing, or are not reached, as a key goes through the playground."""
    press = playground.page.keyboard.press
    idle = set(controls)
    before = shown(playground)
    press(key)
    while playground.locator(":focus").count():
        at, kind, alike = playground.evaluate(FOCUSED, CONTROLS)
        keys = alike * ["ArrowRight"] if kind == "radio" else KEYS.get(kind, ["ArrowRight", "Enter"])
        for own in keys if at in idle else []:
            press(own)
            at = playground.evaluate(FOCUSED, CONTROLS)[0] if kind == "radio" else at
            after = shown(playground)
            if after != before:
                idle.discard(at)
            before = after
        press(key)
    return idle


@everywhere
def test_with_the_keyboard_alone_every_control_is_reached_and_changes_something(page, address, name):
    page.goto(address)
    playground = live(page, name)
    controls = playground.locator(CONTROLS)
    playground.evaluate("(playground) => { playground.tabIndex = -1; playground.focus(); }")
    idle = idle_controls(playground, "Tab", set(range(controls.count())))
    idle = idle_controls(playground, "Shift+Tab", idle)  # for buttons whose work had been done before
    assert [controls.nth(at).evaluate("one => one.outerHTML") for at in idle] == []
    expect(playground.get_by_role("status")).not_to_be_empty()


# ---- Addresses


@everywhere
def test_reset_brings_back_what_was_told_at_first_and_a_plain_address(page, built, address, name):
    page.goto(address)
    playground = live(page, name)
    told = words(playground).text_content()
    use(playground)
    page.wait_for_url(re.compile(rf"\?{name}\."))
    assert words(playground).text_content() != told
    playground.get_by_role("button", name="Reset").click()
    expect(words(playground)).to_have_text(told)
    expect(playground.get_by_role("status")).to_have_text(told)
    expect(page).to_have_url(built.url + address)


@everywhere
def test_a_link_that_was_copied_leads_to_what_was_set(page_that_may_copy, built, address, name):
    page = page_that_may_copy
    page.goto(address)
    playground = live(page, name)
    at_first = words(playground).text_content()
    use(playground)
    told = words(playground).text_content()
    playground.get_by_role("button", name="Copy a link to this").click()
    expect(playground.get_by_role("status")).to_have_text("Copied. It leads here, to what you have set.")
    link = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(rf"{re.escape(built.url + address)}\?{name}\.[^#]+#{name}", link)
    page.goto("about:blank")
    page.goto(link)
    expect(words(live(page, name))).to_have_text(told)
    assert told != at_first


# The same playground once more, as an address has it.
ONCE_MORE = """async ([name, query]) => {
  history.replaceState(null, "", `?${query}`);
  const another = document.createElement(`rc-${name}`);
  const left = document.querySelectorAll(`rc-${name}.rc-playground > script`);
  another.append(...[...left].map((one) => one.cloneNode(true)));
  document.body.append(another);
  for (let i = 0; i < 500 && !("live" in another.dataset); i += 1) await new Promise((later) => setTimeout(later, 5));
  const shown = "live" in another.dataset && (await (SHOWN)(another));
  another.remove();
  return shown && shown.replace(/rc-[a-z]+-\\d+/g, ""); // each has ids of its own
}""".replace("SHOWN", SHOWN)


@everywhere
def test_an_address_that_makes_no_sense_changes_nothing(page, errors, address, name):
    page.goto(address)
    first = shown(live(page, name))
    settings = page.evaluate(f"Object.keys(customElements.get('rc-{name}').settings)")
    nearly = [(setting, bad) for setting, values in NEARLY[name].items() for bad in values]
    queries = ["&".join(f"{name}.{setting}={bad}" for setting in settings) for bad in NONSENSE]
    queries += [f"{name}.{setting}={bad}" for setting, bad in nearly]
    plain = page.evaluate(ONCE_MORE, [name, ""])
    assert plain
    assert [query for query in queries if page.evaluate(ONCE_MORE, [name, query]) != plain] == []

    worst = {**dict.fromkeys(settings, "nobody"), **dict(nearly)}
    page.goto(f"{address}?{'&'.join(f'{name}.{setting}={bad}' for setting, bad in worst.items())}")
    assert shown(live(page, name)) == first
    assert errors == []


@everywhere
def test_what_does_not_load_is_said_and_the_figure_stays(page, address, name):
    page.route(re.compile(r"/assets/(models|js/models)/"), lambda route: route.abort())
    page.goto(address)
    page.locator(f"rc-{name}").scroll_into_view_if_needed()
    expect(page.locator(f"rc-{name} .rc-play-words")).to_contain_text("did not load. Are you connected?")
    expect(page.locator(f"rc-{name} svg").first).to_be_visible()
    expect(page.locator(f"rc-{name} button")).to_have_count(0)


# ---- What it costs


@pytest.mark.parametrize("name", sorted({name for _, name in PLACES}))
def test_its_own_code_weighs_at_most_10_kb(built, name):
    assert 0 < own_weight(built, name) <= OWN_CODE


# Points that are dragged have to keep up with each picture: see the test of two models. A slider's step has more time.
@pytest.mark.parametrize(("address", "name"), [place for place in PLACES if place[1] in CHANGES])
def test_a_change_is_seen_at_once_on_a_slow_phone(page, record_property, address, name):
    page.goto(address)
    playground = live(page, name)
    first = shown(playground)
    playground.evaluate(f"(playground) => {{ const i = 2; {CHANGES[name]} }}")
    assert shown(playground) != first
    time = frame_time(playground, CHANGES[name])
    record_property("milliseconds", round(time, 1))
    assert time < 3 * FRAME

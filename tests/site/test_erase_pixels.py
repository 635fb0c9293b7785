"""The playground in which dots of a digit are lost: its models are the lesson's, and every reader can play."""

import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect
from safetensors.numpy import load
from scipy.stats import multivariate_normal
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

from tests.site.conftest import Built
from tests.site.playing import left, live
from tests.site.test_pages import OVERFLOW

LESSON = "lessons/missing-pixels/"
SCRIPTS = "assets/js/"
LOWER = np.tril_indices(64)
AT_FIRST = (
    "A six with 32 of 64 dots lost. The story says six, more than 99 in 100. "
    "Logistic regression with averages put in says four, 41 in 100."
)


def opened(page: Page, address: str = "") -> Page:
    page.goto(LESSON + address)
    live(page, "erase-pixels")
    return page


@pytest.fixture
def lesson(page) -> Page:
    return opened(page)


def shown(page: Page):
    return page.locator("rc-erase-pixels .rc-play-words")


def told(page: Page):
    return page.locator("rc-erase-pixels p[role=status]")


def grid(page: Page):
    return page.get_by_role("grid", name="The page, 8 by 8 dots")


def lost(page: Page) -> list[int]:
    """Which dots are lost, row by row."""
    page.evaluate("new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))")  # now drawn
    cells = page.locator("rc-erase-pixels [role=gridcell]").evaluate_all("all => all.map((one) => one.ariaSelected)")
    return [i for i, selected in enumerate(cells) if selected == "true"]


@pytest.fixture(scope="module")
def numbers(built: Built) -> dict[str, np.ndarray]:
    """The numbers of the models, as the page gets them."""
    return {name: array.astype(float) for name, array in load(left(built, LESSON, "model.safetensors")).items()}


@pytest.fixture(scope="module")
def taught():
    X, y = load_digits(return_X_y=True)
    X_train, X_test, y_train, y_test = train_test_split(X / 16, y, test_size=0.5, random_state=0)
    return X_train, X_test, y_train, y_test


def whole(triangle: np.ndarray) -> np.ndarray:
    """A symmetric matrix, from its lower triangle."""
    matrix = np.zeros((64, 64))
    matrix[LOWER] = matrix.T[LOWER] = triangle
    return matrix


# ---- The models


def test_its_numbers_are_those_that_the_lesson_learns(numbers, taught):
    X_train, _, y_train, _ = taught
    for k in range(10):
        own = X_train[y_train == k]
        np.testing.assert_allclose(numbers["means"][k], own.mean(axis=0), atol=1e-6)
        np.testing.assert_allclose(whole(numbers["covariances"][k]), np.cov(own.T) + 0.01 * np.eye(64), atol=1e-6)
    model = LogisticRegression(max_iter=1000).fit(X_train, y_train)
    np.testing.assert_allclose(numbers["weights"], model.coef_, atol=1e-5)
    np.testing.assert_allclose(numbers["intercepts"], model.intercept_, atol=1e-5)
    np.testing.assert_allclose(numbers["averages"], X_train.mean(axis=0), atol=1e-6)


def test_no_digit_of_it_was_learned_from(lesson, taught):
    X_train, X_test, _, y_test = taught
    digits = lesson.evaluate("document.querySelector('rc-erase-pixels').digits")
    for k, x in enumerate(digits):
        np.testing.assert_array_equal(x, X_test[y_test == k][0])
        assert not (X_train == np.array(x)).all(axis=1).any()


@pytest.mark.parametrize("share", [0, 0.25, 0.5, 0.9])
def test_what_is_seen_is_as_likely_and_is_filled_in_as_scipy_and_numpy_have_it(lesson, built, numbers, share):
    rng = np.random.default_rng(int(100 * share))
    images = rng.random((6, 64))
    seen = [np.flatnonzero(rng.random(64) >= share) for _ in images]
    found = lesson.evaluate(
        """async ([url, means, covariances, images, seen]) => {
          const { filledIn, logDensityOfSeen } = await import(url);
          return images.map((x, i) => means.map((mean, k) => {
            const bell = { mean, covariance: covariances[k] };
            return [logDensityOfSeen(bell, x, seen[i]), ...filledIn(bell, x, seen[i])];
          }));
        }""",
        [
            f"{built.url}{SCRIPTS}models/gaussian-missing.js",
            numbers["means"].tolist(),
            numbers["covariances"].tolist(),
            images.tolist(),
            [one.tolist() for one in seen],
        ],
    )
    for x, there, by_digit in zip(images, seen, found, strict=True):
        for mean, triangle, (log_density, *filled) in zip(
            numbers["means"], numbers["covariances"], by_digit, strict=True
        ):
            covariance = whole(triangle)
            part = covariance[np.ix_(there, there)]
            expected = multivariate_normal.logpdf(x[there], mean[there], part)
            np.testing.assert_allclose(log_density, expected, rtol=1e-5, atol=1e-5)
            drawn = mean + covariance[:, there] @ np.linalg.solve(part, x[there] - mean[there])
            drawn[there] = x[there]
            np.testing.assert_allclose(filled, drawn, rtol=1e-5, atol=1e-5)


def test_with_nothing_seen_a_story_expects_its_mean(lesson, built, numbers):
    mean, covariance = numbers["means"][3], numbers["covariances"][3]
    log_density, filled = lesson.evaluate(
        """async ([url, mean, covariance]) => {
          const { filledIn, logDensityOfSeen } = await import(url);
          return [logDensityOfSeen({ mean, covariance }, mean, []), [...filledIn({ mean, covariance }, mean, [])]];
        }""",
        [f"{built.url}{SCRIPTS}models/gaussian-missing.js", mean.tolist(), covariance.tolist()],
    )
    assert log_density == 0
    np.testing.assert_array_equal(filled, mean)


@pytest.mark.parametrize("seed", range(3))
def test_its_logistic_regression_is_that_of_scikit_learn(lesson, built, taught, seed):
    X_train, _, y_train, _ = taught
    rng = np.random.default_rng(seed)
    some = rng.choice(len(X_train), 200, replace=False)
    model = LogisticRegression(C=10.0**seed, max_iter=1000).fit(X_train[some], y_train[some])
    images = 3 * rng.random((20, 64)) - 1
    classes = [{"weights": w.tolist(), "intercept": b} for w, b in zip(model.coef_, model.intercept_, strict=True)]
    found = lesson.evaluate(
        """async ([url, classes, images]) => {
          const { probabilities } = await import(url);
          return images.map((x) => probabilities(classes, x));
        }""",
        [f"{built.url}{SCRIPTS}models/softmax.js", classes, images.tolist()],
    )
    np.testing.assert_allclose(found, model.predict_proba(images), atol=1e-5)


def test_it_begins_with_what_its_program_has_printed(lesson):
    output = lesson.get_by_role("region", name="Output of erase.py").inner_text()
    names, shares = zip(*re.findall(r"says (\d), P = ([\d.]+)", output), strict=True)
    expect(shown(lesson)).to_have_text(AT_FIRST)
    assert names == ("6", "4")
    assert float(shares[0]) > 0.99 and round(100 * float(shares[1])) == 41


def test_its_bars_are_as_long_as_what_the_models_say(lesson, taught, numbers):
    _, X_test, _, y_test = taught
    x = X_test[y_test == 6][0]
    given = np.where(np.arange(64) < 32, x, numbers["averages"])
    scores = numbers["weights"] @ given + numbers["intercepts"]
    expected = np.exp(scores) / np.exp(scores).sum()
    bars = lesson.locator("rc-erase-pixels .rc-side--discriminative .rc-erase-bars")
    widths = np.array(bars.locator("rect").evaluate_all("all => all.map((one) => +one.getAttribute('width'))"))
    np.testing.assert_allclose(widths / widths.sum(), expected, atol=1e-2)
    expect(bars).to_have_attribute(
        "aria-label", re.compile("^Out of 100, logistic regression: four 41, six 39, five 12, .* The true digit: six.$")
    )


# ---- What a reader does


def test_it_is_played_with_by_keyboard_alone(lesson):
    press = lesson.keyboard.press
    page = grid(lesson)
    lesson.get_by_role("radio", name="6", exact=True).focus()
    press("ArrowRight")
    expect(shown(lesson)).to_contain_text("A seven with 32 of 64 dots lost. The story says three")
    press("Tab")
    press("ArrowRight")
    expect(shown(lesson)).to_contain_text("with blank paper put in says seven")
    press("Tab")  # lower half
    press("Tab")
    press("Enter")
    assert lost(lesson) == [i for i in range(64) if i % 8 < 4]
    press("Tab")
    press("Enter")
    assert len(lost(lesson)) == 32 and lost(lesson) != [i for i in range(64) if i % 8 < 4]
    press("Tab")
    press("Enter")
    expect(shown(lesson)).to_have_text(re.compile("^A seven, whole. The story says seven, .*regression says seven, "))
    press("Tab")
    press("End")
    expect(shown(lesson)).to_contain_text("64 of 64 dots lost. The story can only guess: all ten digits are as likely.")
    expect(lesson.get_by_role("img", name="The page, the mean of all ten digits")).to_be_visible()
    press("Home")
    press("ArrowRight")
    assert len(lost(lesson)) == 1
    press("Home")
    press("Tab")
    expect(page.get_by_role("gridcell", name="Row 1, column 1: ink 0 of 16")).to_be_focused()
    press("Space")
    press("ArrowDown")
    press("ArrowRight")
    press("Enter")
    assert lost(lesson) == [0, 9]
    expect(page.get_by_role("gridcell", name="Row 2, column 2: lost")).to_be_focused()
    press("Shift+ArrowRight")
    press("Shift+ArrowDown")
    assert lost(lesson) == [0, 9, 10, 18]
    press("Enter")
    press("End")
    press("ArrowRight")  # there is nothing farther right
    press("Space")
    assert lost(lesson) == [0, 9, 10, 23]
    expect(shown(lesson)).to_contain_text("A seven with 4 of 64 dots lost.")
    expect(told(lesson)).to_have_text(shown(lesson).inner_text())
    press("Tab")
    press("Enter")  # reset
    expect(shown(lesson)).to_have_text(AT_FIRST)
    press("Shift+Tab")
    expect(page.get_by_role("gridcell", name="Row 3, column 8")).to_be_focused()  # one stop, where the cursor was


def places(page: Page, *dots: int) -> list[tuple[float, float]]:
    """The middles of some dots, on the screen."""
    grid(page).scroll_into_view_if_needed()
    box = grid(page).bounding_box()
    side = box["width"] / 8
    return [(box["x"] + (i % 8 + 0.5) * side, box["y"] + (i // 8 + 0.5) * side) for i in dots]


def test_a_stroke_erases_all_dots_on_its_way_and_from_a_hole_restores(lesson):
    lesson.get_by_role("button", name="Restore all").click()
    (start, end, *_), mouse = places(lesson, 8, 14), lesson.mouse
    for expected in ([8, 9, 10, 11, 12, 13, 14], []):
        mouse.move(*start)
        mouse.down()
        mouse.move(*end)  # at one go: fast strokes skip dots
        mouse.up()
        assert lost(lesson) == expected
    mouse.move(*start)
    assert lost(lesson) == []


def test_a_finger_is_a_brush(browser, built):
    with browser.new_context(base_url=built.url, has_touch=True, viewport={"width": 390, "height": 844}) as context:
        page = opened(context.new_page())
        page.get_by_role("button", name="Restore all").tap()
        tool = context.new_cdp_session(page)
        start, middle, end = places(page, 0, 16, 48)
        above = page.evaluate("scrollY")
        for kind, points in [("Start", [start]), ("Move", [middle]), ("Move", [end]), ("End", [])]:
            touches = [{"x": x, "y": y} for x, y in points]
            tool.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": touches})
        expect(shown(page)).to_contain_text("A six with 7 of 64 dots lost.")
        assert lost(page) == [0, 8, 16, 24, 32, 40, 48]
        assert page.evaluate("scrollY") == above


def test_the_slider_loses_more_and_gives_back_without_moving_other_holes(lesson):
    slider = lesson.get_by_role("slider", name="Dots lost")
    at_first = set(lost(lesson))
    slider.fill("40")
    more = set(lost(lesson))
    assert len(more) == 40 and at_first < more
    slider.fill("20")
    fewer = set(lost(lesson))
    assert len(fewer) == 20 and fewer < more
    expect(slider).to_have_attribute("aria-valuetext", "20 of 64")


def test_what_was_put_in_has_a_form_of_its_own_and_nothing_else_has_it(lesson):
    for family, form in [("generative", "circle"), ("discriminative", "rect")]:
        put = lesson.locator(f"rc-erase-pixels .rc-side--{family} {form}.rc-erase-put")
        visible = put.evaluate_all("all => all.map((one) => one.getAttribute('visibility') === 'visible')")
        assert visible == [False] * 32 + [True] * 32


# ---- Its address


def test_an_address_sets_it_and_reset_undoes_that(page):
    opened(page, "?erase-pixels.digit=7&erase-pixels.holes=00000000ffffff00&erase-pixels.fill=blank")
    expect(shown(page)).to_contain_text("A seven with 24 of 64 dots lost.")
    expect(shown(page)).to_contain_text("with blank paper put in")
    assert lost(page) == list(range(32, 56))
    page.get_by_role("button", name="Reset").click()
    expect(shown(page)).to_have_text(AT_FIRST)
    page.wait_for_url(lambda url: "erase-pixels" not in url)


def test_an_address_keeps_what_was_done(lesson):
    lesson.get_by_role("radio", name="3", exact=True).check()
    lesson.get_by_role("button", name="Random half").click()
    lesson.wait_for_url(re.compile(r"\?erase-pixels\.digit=3&erase-pixels\.holes=[0-9a-f]{16}$"))
    expect(told(lesson)).to_contain_text("A three with 32")
    words, holes = shown(lesson).inner_text(), lost(lesson)
    lesson.reload()
    live(lesson, "erase-pixels")
    expect(shown(lesson)).to_have_text(words)
    assert lost(lesson) == holes


# ---- On any screen


def test_nothing_scrolls_sideways_and_words_can_be_read(lesson):
    scale = "all => Math.min(...all.map((one) => one.getScreenCTM().a))"
    for width in (320, 390, 1440):
        lesson.set_viewport_size({"width": width, "height": 844})
        assert lesson.evaluate(OVERFLOW) <= 0
        assert 14 * lesson.locator("rc-erase-pixels .rc-erase-bars").evaluate_all(scale) >= 11
        assert grid(lesson).get_by_role("gridcell").first.bounding_box()["width"] >= 24

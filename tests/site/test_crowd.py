"""The two drawings of the home page: what they show is what the models learn, and a reader can ask them."""

import gzip
import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from tests.site.test_pages import violations

MODELS = "assets/js/crowd/models.js"
FAR = {"x": 0.93, "y": 0.85}  # of the drawing's width and height: where no animal is


def fitted(X: np.ndarray, y: np.ndarray):
    """Logistic regression without regularization."""
    return make_pipeline(StandardScaler(), LogisticRegression(C=np.inf, tol=1e-12, max_iter=1000)).fit(X, y)


def marks(html: str, name: str, lower: float = 0) -> np.ndarray:
    """The middles of the marks of a group."""
    path = re.search(rf'class="rc-d-{name}" d="([^"]+)"', html)[1]
    return np.array([[float(x), float(y) + lower] for x, y in re.findall(r"M([\d.]+) ([\d.]+)", path)])


@pytest.fixture(scope="module")
def animals(built) -> tuple[np.ndarray, np.ndarray]:
    html = built.file("").read_text(encoding="utf-8")
    cats, dogs = marks(html, "discs"), marks(html, "triangles", lower=5)
    return np.vstack([cats, dogs]), np.repeat([0, 1], [len(cats), len(dogs)])


@pytest.fixture
def home(page) -> Page:
    page.goto("")
    return page


def says(page: Page) -> list[str]:
    return page.locator(".rc-play").all_text_contents()


def ask(page: Page, x: float, y: float) -> None:
    page.locator(".rc-side svg").first.scroll_into_view_if_needed()
    box = page.locator(".rc-side svg").first.bounding_box()
    page.mouse.click(box["x"] + x * box["width"], box["y"] + y * box["height"])


# ---- What is drawn is what the models learn


def test_the_line_is_the_one_that_logistic_regression_learns(built, animals):
    model = fitted(*animals)
    path = re.search(r'rc-d-boundary" d="M(\d+) (\d+)L(\d+) (\d+)"', built.file("").read_text(encoding="utf-8"))
    ends = np.array(list(map(float, path.groups()))).reshape(2, 2)
    along = np.array([ends[0], ends.mean(axis=0), ends[1]])
    # A pixel off the border changes the answer by less than this.
    assert np.abs(model.predict_proba(along)[:, 1] - 0.5).max() < 0.03


def test_the_rings_are_one_and_two_spreads_of_the_stories_that_naive_bayes_learns(built, animals):
    model = GaussianNB().fit(*animals)
    html = built.file("").read_text(encoding="utf-8")
    rings = re.findall(r'rc-d-density--\w+" cx="(\d+)" cy="(\d+)" rx="(\d+)" ry="(\d+)"', html)
    expected = [[*model.theta_[k], *(n * np.sqrt(model.var_[k]))] for k in (0, 1) for n in (2, 1)]
    np.testing.assert_allclose(np.array(rings, dtype=float), expected, atol=1)


@pytest.mark.parametrize("seed", range(5))
def test_the_models_of_the_page_are_those_of_scikit_learn(home, built, seed):
    rng = np.random.default_rng(seed)
    y = np.repeat([0, 1], [40, 60])
    X = rng.normal([100, 50], [30, 9], (100, 2)) + np.outer(y, rng.normal([25, 8], 5))
    new = rng.normal([110, 55], [60, 20], (20, 2))
    found = home.evaluate(
        """async ([url, X, y, points]) => {
          const { logisticRegression, probability, storyOf, logDensity, fartherOut } = await import(url);
          const line = logisticRegression(X, y);
          const stories = [0, 1].map((label) => storyOf(X.filter((_, i) => y[i] === label)));
          return points.map((point) => [probability(line, point), ...stories.map((story) => logDensity(story, point)),
            ...stories.map((story) => fartherOut(story, point))]);
        }""",
        [built.url + MODELS, X.tolist(), y.tolist(), new.tolist()],
    )
    bayes = GaussianNB(var_smoothing=0).fit(X, y)
    densities = bayes.predict_joint_log_proba(new) - np.log(bayes.class_prior_)
    out = [np.exp(-0.5 * ((new - bayes.theta_[k]) ** 2 / bayes.var_[k]).sum(axis=1)) for k in (0, 1)]
    expected = np.column_stack([fitted(X, y).predict_proba(new)[:, 1], densities, *out])
    np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-5)


def test_new_animals_come_from_the_story(home, built):
    story = {"mean": [345.0, 138.0], "variance": [6302.0, 1625.0]}
    found = home.evaluate(
        """async ([url, story]) => {
          const { draw } = await import(url);
          return Array.from({ length: 20000 }, () => draw(story));
        }""",
        [built.url + MODELS, story],
    )
    np.testing.assert_allclose(np.mean(found, axis=0), story["mean"], rtol=0.03)
    np.testing.assert_allclose(np.var(found, axis=0), story["variance"], rtol=0.06)
    assert abs(np.corrcoef(np.transpose(found))[0, 1]) < 0.04


# ---- What a reader can do


def test_far_from_all_animals_the_line_is_sure_and_the_rings_are_not(home):
    ask(home, **FAR)
    line, rings = says(home)
    assert re.fullmatch(r"A dog, (more than )?99% sure\.", line)
    assert rings == "Like nothing it knows: not 1 in 100 cats or dogs is so far out."


def test_the_mark_is_moved_with_the_keyboard_and_what_comes_of_it_is_told(home):
    mark = home.get_by_role("application", name="The new animal")
    mark.focus()
    before = says(home)
    for _ in range(6):
        home.keyboard.press("ArrowDown")
        home.keyboard.press("Shift+ArrowLeft") if _ < 2 else None
    line, rings = says(home)
    assert [line, rings] != before
    assert line.startswith("A cat") and rings.startswith("More like a cat")
    expect(home.get_by_role("status").filter(has_text="The line says")).to_have_text(
        f"The line says: {line} The rings say: {rings}"
    )
    expect(mark).to_be_focused()


def test_the_mark_stays_within_the_drawing(home):
    home.get_by_role("application", name="The new animal").focus()
    for _ in range(30):
        home.keyboard.press("Shift+ArrowLeft")
        home.keyboard.press("Shift+ArrowUp")
    assert home.locator(".rc-handle").get_attribute("transform") == "translate(-218.0 -174.0)"


def test_the_mark_follows_the_pointer_and_its_twin_follows_it(home):
    drawing, mark = (home.locator(one).first.bounding_box() for one in (".rc-side svg", ".rc-handle"))
    home.mouse.move(mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)
    home.mouse.down()
    home.mouse.move(drawing["x"] + drawing["width"] * 0.25, drawing["y"] + drawing["height"] * 0.7, steps=5)
    home.mouse.up()
    assert says(home)[0].startswith("A cat")
    places = [home.locator(one).get_attribute("transform") for one in (".rc-handle", ".rc-twin")]
    assert places[0] and places[0] == places[1]


def test_a_finger_that_is_lifted_in_place_moves_the_mark(browser, built):
    with browser.new_context(base_url=built.url, has_touch=True, viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.goto("")
        drawing = page.locator(".rc-side svg").first
        drawing.scroll_into_view_if_needed()
        box = drawing.bounding_box()
        page.touchscreen.tap(box["x"] + 0.25 * box["width"], box["y"] + 0.7 * box["height"])
        expect(page.locator(".rc-play").first).to_contain_text("A cat")


def test_new_animals_are_drawn_and_put_away_again(home):
    drawn = home.locator(".rc-d-new-discs, .rc-d-new-triangles")
    first = drawn.evaluate_all("all => all.map((one) => one.getAttribute('d'))")
    home.get_by_role("button", name="Make new animals").click()
    assert drawn.evaluate_all("all => all.map((one) => one.getAttribute('d'))") != first
    expect(home.get_by_role("status").filter(has_text="drawn")).to_have_text(
        re.compile(r"\d+ new cats and \d+ new dogs")
    )
    ask(home, **FAR)
    home.get_by_role("button", name="Put it back").click()
    assert drawn.evaluate_all("all => all.map((one) => one.getAttribute('d'))") == first
    assert says(home)[0] == "A dog, more than 99% sure."


def test_axe_finds_no_violation_once_it_was_played_with(home):
    ask(home, **FAR)
    home.get_by_role("button", name="Make new animals").click()
    for scheme in ("light", "dark"):
        home.emulate_media(color_scheme=scheme)
        assert violations(home) == []


def test_without_scripts_the_drawings_stand_and_promise_nothing(page_without_scripts):
    page_without_scripts.goto("")
    expect(page_without_scripts.get_by_role("img", name=re.compile("^Cats, drawn as small discs"))).to_be_visible()
    expect(page_without_scripts.locator(".rc-side button, .rc-play")).to_have_count(0)


def test_it_weighs_little_and_is_loaded_on_its_page_alone(home, built):
    weights = [len(gzip.compress((built.folder / file).read_bytes(), 9)) for file in ("assets/js/crowd.js", MODELS)]
    assert sum(weights) <= 4 * 1024
    home.goto("map/", wait_until="networkidle")
    loaded = home.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    assert loaded and not [url for url in loaded if "crowd" in url]

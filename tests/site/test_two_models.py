"""The playground *Two models, one crowd*: its models are scikit-learn's, and everybody can use it."""

import re

import numpy as np
import pytest
from playwright.sync_api import Locator, expect
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis, QuadraticDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from tests.site.playing import FRAME, frame_time, live

STORIES = {
    "naive": lambda: GaussianNB(var_smoothing=0),
    "shared": lambda: LinearDiscriminantAnalysis(solver="lsqr"),
    "full": QuadraticDiscriminantAnalysis,
}
FAR = (0.95, 0.1)  # of the drawing's width and height: where no animal is
FRAMES = ".rc-drawing__svg"
RINGS = {"naive": "upright (naive)", "shared": "leaning, shared", "full": "leaning, each its own"}


def line(**options):
    """Logistic regression as the page has it."""
    return make_pipeline(StandardScaler(), LogisticRegression(tol=1e-12, max_iter=1000, **options))


def covariances(kind, model):
    if kind == "naive":
        return [np.diag(variances) for variances in model.var_]
    return model.covariance_ if kind == "full" else [model.covariance_] * 2


@pytest.fixture
def home(page) -> Locator:
    page.goto("")
    return live(page, "two-models")


@pytest.fixture(scope="module")
def crowds(browser, built) -> dict[str, dict]:
    """The crowds to begin with: their groups of animals, and where the new one stands."""
    with browser.new_context(base_url=built.url) as context:
        page = context.new_page()
        page.goto("")
        return page.evaluate(
            """async (url) => {
              const { CROWDS } = await import(url);
              const made = ([id, { groups, at }]) => [id, { groups: groups(), at }];
              return Object.fromEntries(Object.entries(CROWDS).map(made));
            }""",
            f"{built.url}assets/js/playgrounds/two-models/crowds.js",
        )


def learnt(crowd: dict, kind: str = "naive", without: int | None = None):
    """Both models, and the data, of a crowd; `without` one of its animals."""
    X = np.vstack(crowd["groups"]).astype(float)
    y = np.repeat([0, 1], [len(group) for group in crowd["groups"]])
    if without is not None:
        X, y = np.delete(X, without, axis=0), np.delete(y, without)
    return line().fit(X, y), STORIES[kind]().fit(X, y), X, y


def wait_until_drawn(home: Locator) -> None:
    """A change is drawn with the next picture."""
    home.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")


def says(home: Locator) -> list[str]:
    wait_until_drawn(home)
    return home.locator(".rc-play-answer").all_text_contents()


def animals(home: Locator) -> list[int]:
    """How many cats and dogs are drawn."""
    wait_until_drawn(home)
    paths = [home.locator(f".rc-d-{kind}").first.get_attribute("d") for kind in ("discs", "triangles")]
    return [path.count("M") for path in paths]


def place(home: Locator, x: float, y: float, side: int = 0) -> tuple[float, float]:
    """Where on the screen a place of a drawing is, with the drawing in its middle, away from the header."""
    frame = home.locator(FRAMES).nth(side)
    frame.evaluate("frame => frame.scrollIntoView({ block: 'center' })")
    box = frame.bounding_box()
    return box["x"] + x * box["width"], box["y"] + y * box["height"]


def press(home: Locator, x: float, y: float, side: int = 0) -> None:
    home.page.mouse.click(*place(home, x, y, side))


def choose(home: Locator, label: str) -> None:
    home.get_by_role("radio", name=label, exact=True).check()


def told(home: Locator) -> Locator:
    return home.get_by_role("status")


# ---- The models are scikit-learn's


@pytest.mark.parametrize("kind", STORIES)
@pytest.mark.parametrize("seed", range(4))
def test_coefficients_and_probabilities_are_those_of_scikit_learn(page, built, kind, seed):
    rng = np.random.default_rng(seed)
    y = np.repeat([0, 1], [30 + 10 * seed, 60])
    spreads = rng.normal(size=(2, 2, 2)) * [[[30, 9]]]
    X = np.array([rng.normal(size=2) @ spreads[label] for label in y])
    X += np.outer(np.ones_like(y), [200, 100]) + np.outer(y, rng.normal([25, 8], 5))
    new = rng.normal([210, 105], [60, 30], (20, 2))
    strength = float(rng.choice([0.1, 1, 100]))
    page.goto("about/")
    found = page.evaluate(
        """async ([url, kind, X, y, points, strength]) => {
          const [{ logisticRegression, probability }, { storiesOf, logDensity, logOdds, fartherOut }] =
            await Promise.all(["logistic", "gaussian"].map((name) => import(`${url}assets/js/models/${name}.js`)));
          const line = logisticRegression(X, y, strength);
          const stories = storiesOf(kind, [0, 1].map((label) => X.filter((_, i) => y[i] === label)));
          return {
            line,
            stories: stories.map(({ mean, covariance: [xx, xy, yy] }) => [mean, [xx, xy], [xy, yy]]),
            points: points.map((point) => [probability(line, point), logOdds(stories)(point),
              ...[logDensity, fartherOut].flatMap((of) => stories.map((story) => of(story, point)))]),
          };
        }""",
        [built.url, kind, X.tolist(), y.tolist(), new.tolist(), strength],
    )
    logistic = line(C=strength).fit(X, y)
    weights = logistic[1].coef_[0] / logistic[0].scale_
    constant = logistic[1].intercept_[0] - weights @ logistic[0].mean_
    np.testing.assert_allclose(found["line"], [*weights, constant], rtol=1e-5)

    model = STORIES[kind]()
    if kind == "full":
        model.set_params(store_covariance=True)
    model.fit(X, y)
    means = model.theta_ if kind == "naive" else model.means_
    expected = [[mean, *spread] for mean, spread in zip(means, covariances(kind, model), strict=True)]
    np.testing.assert_allclose(found["stories"], expected, rtol=1e-5, atol=1e-8)

    out, densities = [], []
    for mean, *spread in np.array(expected):
        away = new - mean
        squares = np.einsum("ni,ij,nj->n", away, np.linalg.inv(spread), away)
        out.append(np.exp(-squares / 2))
        densities.append(-squares / 2 - 0.5 * np.log(np.linalg.det(2 * np.pi * np.array(spread))))
    odds = np.subtract(*model.predict_log_proba(new).T[::-1])
    right = np.column_stack([logistic.predict_proba(new)[:, 1], odds, *densities, *out])
    np.testing.assert_allclose(found["points"], right, rtol=1e-5, atol=1e-5)


def test_a_group_that_the_line_parts_without_a_slip_is_learnt_like_any_other(page, built):
    X, y = [[0, 0], [1, 0], [100, 50], [101, 50]], [0, 0, 1, 1]
    page.goto("about/")
    found = page.evaluate(
        "async ([url, X, y]) => (await import(url)).logisticRegression(X, y)",
        [f"{built.url}assets/js/models/logistic.js", X, y],
    )
    logistic = line().fit(X, y)
    np.testing.assert_allclose(found[:2], logistic[1].coef_[0] / logistic[0].scale_, rtol=1e-5)


@pytest.mark.parametrize("covariance", [[6302, 0, 1625], [900, -420, 400]])
def test_new_animals_come_from_the_story(page, built, covariance):
    page.goto("about/")
    found = page.evaluate(
        """async ([url, covariance]) => {
          const { draw } = await import(url);
          return Array.from({ length: 20000 }, () => draw({ share: 0.5, mean: [345, 138], covariance }));
        }""",
        [f"{built.url}assets/js/models/gaussian.js", covariance],
    )
    xx, xy, yy = covariance
    np.testing.assert_allclose(np.mean(found, axis=0), [345, 138], rtol=0.03)
    np.testing.assert_allclose(np.cov(found, rowvar=False), [[xx, xy], [xy, yy]], rtol=0.07, atol=0.03 * xx)


@pytest.mark.parametrize("kind", STORIES)
def test_what_is_said_is_what_scikit_learn_says(home, crowds, kind):
    home.get_by_label("Crowd").select_option("lean")
    choose(home, RINGS[kind])
    logistic, stories, *_ = learnt(crowds["lean"], kind)
    for model, said in zip((logistic, stories), says(home), strict=True):
        share = model.predict_proba([crowds["lean"]["at"]])[0]
        sure = "more than 99" if share.max() > 0.99 else f"{share.max():.0%}"[:-1]
        assert said.startswith(f"A {['cat', 'dog'][share.argmax()]}, {sure}% sure.")


# ---- Each crowd makes its point


def test_of_cats_and_dogs_some_are_on_the_wrong_side(crowds):
    logistic, stories, X, y = learnt(crowds["plain"])
    assert 0.9 < logistic.score(X, y) < 1
    assert 0.9 < stories.score(X, y) < 1


def test_one_far_dog_stretches_the_rings_and_hardly_turns_the_line(crowds):
    far = len(np.vstack(crowds["outlier"]["groups"])) - 1
    with_it, without = learnt(crowds["outlier"]), learnt(crowds["outlier"], without=far)
    directions = [model[1].coef_[0] / model[0].scale_ for model in (with_it[0], without[0])]
    turns = np.degrees([np.arctan2(*direction) for direction in directions])
    assert abs(turns[0] - turns[1]) < 5
    spreads = [np.sqrt(stories.var_[1]) for stories in (with_it[1], without[1])]
    assert (spreads[0] > 1.5 * spreads[1]).all()


def test_among_a_few_each_animal_moves_both_models_far(crowds):
    """Here and among many: how far one animal, left out, moves the weights of the line and the spreads of the rings."""

    def moved(crowd):
        line, stories, X, _ = learnt(crowd)
        others = [learnt(crowd, without=i) for i in range(len(X))]
        turn = [np.linalg.norm(other[0][1].coef_ - line[1].coef_) / np.linalg.norm(line[1].coef_) for other in others]
        return max(turn), max(np.abs(other[1].var_ / stories.var_ - 1).max() for other in others)

    few, many = moved(crowds["few"]), moved(crowds["plain"])
    assert few[1] > 2 * many[1]


def test_no_line_parts_cats_from_the_dogs_around_them_and_rings_do(crowds):
    logistic, stories, X, y = learnt(crowds["spread"])
    assert logistic.score(X, y) < 0.65
    assert stories.score(X, y) > 0.85


def test_naive_rings_cannot_lean_and_those_that_can_do_better(crowds):
    scores = {kind: learnt(crowds["lean"], kind)[1].score(*learnt(crowds["lean"])[2:]) for kind in STORIES}
    assert scores["naive"] < 0.9
    assert min(scores["shared"], scores["full"]) > 0.95
    tilt = np.corrcoef(np.array(crowds["lean"]["groups"][0]), rowvar=False)[0, 1]
    assert tilt < -0.9  # upwards on the page is less: the heavier, the more upright


def test_far_from_everything_the_line_is_all_the_surer_and_the_rings_know_nothing_like_it(home, crowds):
    logistic, *_ = learnt(crowds["unknown"])
    middle = np.mean(crowds["unknown"]["groups"][1], axis=0)
    far, among_dogs = logistic.predict_proba([crowds["unknown"]["at"], middle])[:, 1]
    assert far > among_dogs > 0.9
    home.get_by_label("Crowd").select_option("unknown")
    expect(home.locator(".rc-play-answer").last).to_have_text(
        "Like nothing I know: not 1 in 100 cats or dogs is so far out."
    )


# ---- What stands there before, and without scripts


def test_the_drawings_of_the_home_page_are_what_it_shows_at_first(home, page_without_scripts):
    page_without_scripts.goto("")
    drawn = """(all) => all.map((one) => ["class", "d", "rx", "ry", "transform", "x1", "y1", "x2", "y2", "stop-opacity"]
      .map((name) => one.getAttribute(name)).join(" "))"""
    parts = ".rc-drawing__svg :is(path[class], ellipse, stop, linearGradient, .rc-d-query)"
    still = page_without_scripts.locator(parts).evaluate_all(drawn)
    now = home.locator(parts).evaluate_all(drawn)
    empty = ["rc-d-new-discs        ", "rc-d-new-triangles        "]
    assert still == [part for part in now if not part.startswith(tuple(empty))]


def test_the_program_of_the_lesson_draws_the_same_animals(crowds, snippet):
    names = snippet("big-picture/ask_anywhere.py")
    for group, name in zip(crowds["plain"]["groups"], ("cats", "dogs"), strict=True):
        assert names["points"](names[name]).tolist() == group
    assert names["new"] == crowds["plain"]["at"]


def test_in_a_lesson_each_model_has_a_drawing(page):
    page.goto("lessons/big-picture/")
    expect(live(page, "two-models").locator(FRAMES)).to_have_count(2)


# ---- By pointer


def test_far_from_all_animals_the_line_is_sure_and_the_rings_are_not(home):
    press(home, *FAR)
    sure, unsure = says(home)
    assert re.fullmatch(r"A dog, (more than )?99% sure\.", sure)
    assert unsure == "Like nothing I know: not 1 in 100 cats or dogs is so far out."


def test_the_mark_follows_the_pointer_in_both_drawings(home):
    frame, mark = (home.locator(one).first.bounding_box() for one in (FRAMES, ".rc-handle"))
    mouse = home.page.mouse
    mouse.move(mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)
    mouse.down()
    mouse.move(frame["x"] + frame["width"] * 0.25, frame["y"] + frame["height"] * 0.7, steps=5)
    mouse.up()
    expect(home.locator(".rc-play-answer").first).to_have_text(re.compile("^A cat"))
    places = home.locator(".rc-handle").evaluate_all("all => all.map((one) => one.getAttribute('transform'))")
    assert places[0] == places[1] == "translate(140 231)"


@pytest.mark.parametrize("side", [0, 1])
def test_animals_are_put_moved_and_erased_and_both_models_learn_anew(home, side):
    learned = home.locator(".rc-d-boundary, .rc-d-density--outer")
    shapes = "all => all.map((one) => one.getAttribute('d') ?? one.getAttribute('transform') + one.getAttribute('rx'))"
    seen = [learned.evaluate_all(shapes)]

    def both_differ():
        expect(home.locator(".rc-play-answer").first).not_to_be_empty()
        home.page.wait_for_function(
            "old => document.querySelector('.rc-d-boundary').getAttribute('d') !== old", arg=seen[-1][0]
        )
        seen.append(learned.evaluate_all(shapes))
        assert seen[-1][0] != seen[-2][0]
        assert seen[-1][1:] != seen[-2][1:]

    assert animals(home) == [40, 40]
    choose(home, "put a cat")
    press(home, *FAR, side=side)
    both_differ()
    assert animals(home) == [41, 40]
    choose(home, "move")
    (x, y), there = (place(home, *at, side) for at in (FAR, (0.5, 0.9)))
    home.page.mouse.move(x + 5, y)
    home.page.mouse.down()
    home.page.mouse.move(*there, steps=4)
    home.page.mouse.up()
    both_differ()
    choose(home, "erase")
    press(home, 0.5, 0.9, side=side)
    both_differ()
    assert animals(home) == [40, 40]
    assert seen[-1] == seen[0]


def test_animals_can_be_put_where_others_are(home):
    choose(home, "put a dog")
    press(home, 0.24, 0.69)
    expect(home.locator(".rc-d-triangles").first).to_have_attribute("d", re.compile("^([^M]*M){41}[^M]*$"))
    assert animals(home) == [40, 41]


def test_who_presses_here_and_lets_go_there_has_put_nothing(home):
    choose(home, "put a dog")
    inside, outside = (place(home, x, 0.5) for x in (0.5, 1.1))
    mouse = home.page.mouse
    mouse.move(*inside)
    mouse.down()
    mouse.move(*outside, steps=3)
    mouse.up()
    press(home, 0.3, 0.3)
    expect(home.locator(".rc-d-triangles").first).to_have_attribute("d", re.compile("^([^M]*M){41}[^M]*$"))
    assert animals(home) == [40, 41]


def test_a_finger_that_is_lifted_in_place_asks_and_one_that_scrolls_does_not(browser, built):
    with browser.new_context(base_url=built.url, has_touch=True, viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.goto("")
        playground = live(page, "two-models")
        frame = playground.locator(FRAMES).first
        frame.scroll_into_view_if_needed()
        box = frame.bounding_box()
        x, y = box["x"] + 0.25 * box["width"], box["y"] + 0.7 * box["height"]
        page.touchscreen.tap(x, y)
        expect(playground.locator(".rc-play-answer").first).to_contain_text("A cat")
        before = says(playground)
        touch = page.context.new_cdp_session(page)
        touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x + 150, "y": y}]})
        for step in range(1, 9):
            move = {"type": "touchMove", "touchPoints": [{"x": x + 150, "y": y - 30 * step}]}
            touch.send("Input.dispatchTouchEvent", move)
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        page.wait_for_function("top => scrollY !== top", arg=page.evaluate("0"))
        assert says(playground) == before


# ---- By keyboard


def test_everything_can_be_done_with_the_keyboard_alone(home):
    keys = home.page.keyboard
    mark = home.get_by_role("application", name="The new animal")
    while not mark.evaluate("mark => mark === document.activeElement"):
        keys.press("Tab")
    for _ in range(2):
        keys.press("Shift+ArrowRight")
    keys.press("ArrowUp")
    expect(mark).to_have_attribute("transform", "translate(328 178)")

    while not home.page.evaluate("document.activeElement.matches('select')"):
        keys.press("Tab")
    keys.press("ArrowDown")
    expect(home.get_by_label("Crowd")).to_have_value("outlier")
    expect(mark).to_have_attribute("transform", "translate(420 90)")

    keys.press("Tab")
    keys.press("ArrowRight")
    expect(home.get_by_label(RINGS["shared"])).to_be_checked()
    keys.press("Tab")
    for _ in range(2):
        keys.press("ArrowRight")
    expect(home.get_by_label("put a cat")).to_be_checked()

    while not mark.evaluate("mark => mark === document.activeElement"):
        keys.press("Shift+Tab")
    keys.press("Enter")
    expect(told(home)).to_have_text(
        re.compile(r"^41 cats and 25 dogs\. The new animal: weight \d+, ear angle \d+, of 100 each\. The line says: ")
    )
    keys.press("Space")
    expect(home.locator(".rc-d-held").first).to_have_attribute("visibility", "visible")
    keys.press("ArrowLeft")
    keys.press("Space")
    expect(home.locator(".rc-d-held").first).to_have_attribute("visibility", "hidden")
    expect(home.locator(".rc-d-discs").first).to_have_attribute("d", re.compile("M412 90h0$"))
    keys.press("Delete")
    expect(told(home)).to_have_text(re.compile("^40 cats and 25 dogs"))

    while not home.page.evaluate("document.activeElement.textContent === 'Reset'"):
        keys.press("Tab")
    keys.press("Enter")
    expect(home.get_by_label("Crowd")).to_have_value("plain")
    expect(home.get_by_label(RINGS["naive"])).to_be_checked()
    expect(told(home)).to_have_text(re.compile("^40 cats and 40 dogs"))


def test_the_mark_and_the_animals_stay_within_the_drawing(home):
    mark = home.get_by_role("application", name="The new animal")
    mark.focus()
    for _ in range(20):
        home.page.keyboard.press("Shift+ArrowLeft")
        home.page.keyboard.press("Shift+ArrowUp")
    expect(mark).to_have_attribute("transform", "translate(30 12)")


def test_where_nothing_is_near_nothing_is_erased_or_held_and_that_is_told(home):
    home.get_by_role("application", name="The new animal").focus()
    for _ in range(20):
        home.page.keyboard.press("Shift+ArrowRight")
        home.page.keyboard.press("Shift+ArrowDown")
    expect(told(home)).to_have_text(re.compile("^40 cats"))
    for key in ("Delete", "Space"):
        home.page.keyboard.press(key)
        expect(told(home)).to_have_text("No animal is so near.")
    assert animals(home) == [40, 40]


# ---- New animals


def test_the_rings_make_new_animals_and_the_line_says_why_it_cannot(home):
    drawn = home.locator(".rc-side--generative :is(.rc-d-new-discs, .rc-d-new-triangles)")
    first = drawn.evaluate_all("all => all.map((one) => one.getAttribute('d'))")
    home.get_by_role("button", name="Make new animals with the rings").click()
    home.page.wait_for_function(
        "old => document.querySelectorAll('.rc-d-new-discs')[1].getAttribute('d') !== old", arg=first[0]
    )
    expect(told(home)).to_have_text(re.compile(r"^The rings have drawn \d+ new cats and \d+ new dogs\. 40 cats"))
    home.get_by_role("button", name="Make new animals with the line").click()
    expect(home.locator(".rc-play-answer").first).to_have_text(
        re.compile("^I cannot. I have learned where the border runs")
    )
    expect(told(home)).to_have_text(re.compile(r"^I cannot\. .+ 40 cats"))
    assert home.locator(".rc-side--discriminative .rc-d-new-discs").get_attribute("d") == ""
    press(home, 0.3, 0.5)
    expect(home.locator(".rc-play-answer").first).to_have_text(re.compile("% sure"))
    home.get_by_role("button", name="Reset").click()
    home.page.wait_for_function(
        "old => document.querySelectorAll('.rc-d-new-discs')[1].getAttribute('d') === old", arg=first[0]
    )


def test_too_few_animals_are_said_to_be_too_few(home, page):
    page.goto("?two-models.animals=5050.")
    home = live(page, "two-models")
    assert says(home) == [
        "To find a border I need a cat and a dog.",
        "To tell how a group spreads I need more of each, and not in one row.",
    ]
    expect(home.locator(f"{FRAMES} > svg").first).to_have_attribute("visibility", "hidden")


def test_there_is_room_for_200_animals_and_no_more(page):
    page.goto(f"?two-models.animals={'5050' * 199}.&two-models.tool=dog")
    home = live(page, "two-models")
    press(home, 0.3, 0.3)
    press(home, 0.4, 0.4)
    expect(told(home)).to_have_text("There is no room for more than 200 animals: erase some first.")
    assert animals(home) == [199, 1]


# ---- Addresses


def test_the_address_leads_to_what_was_set(home):
    page = home.page
    home.get_by_label("Crowd").select_option("spread")
    choose(home, RINGS["full"])
    choose(home, "put a dog")
    press(home, 0.2, 0.2)
    page.wait_for_url(re.compile(r"two-models\.animals="))
    expect(told(home)).to_have_text(re.compile("^50 cats and 51 dogs"))
    seen, path = says(home), home.locator(".rc-d-triangles").first.get_attribute("d")
    page.goto(page.url)
    again = live(page, "two-models")
    expect(again.get_by_label("Crowd")).to_have_value("spread")
    expect(again.get_by_label(RINGS["full"])).to_be_checked()
    assert says(again) == seen
    assert again.locator(".rc-d-triangles").first.get_attribute("d") == path
    again.get_by_role("button", name="Reset").click()
    expect(page).to_have_url(re.compile(r"/recognize-and-create/$"))


# ---- What it costs


def test_with_200_points_it_keeps_up_with_a_finger_on_a_slow_phone(page, record_property):
    page.goto(f"?two-models.animals={written(100)}&two-models.kind=full")
    playground = live(page, "two-models")
    assert animals(playground) == [100, 100]
    time = frame_time(
        playground, "playground.held = { label: 1, index: 50 }; playground.carry([200 + 3 * i, 100 + 2 * i]);"
    )
    record_property("milliseconds", round(time, 1))
    assert time < FRAME


def written(each: int) -> str:
    """A crowd as an address writes it."""
    rng = np.random.default_rng(0)
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    groups = [rng.normal(mean, [60, 35], (each, 2)).clip(35, 295).astype(int) for mean in ([150, 200], [250, 120])]
    return ".".join("".join(digits[n // 36] + digits[n % 36] for n in group.ravel()) for group in groups)

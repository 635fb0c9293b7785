"""How strong must a shortcut be? The figure shows what the models get right, and a reader can ask for other tags."""

import json
import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect
from sklearn.datasets import load_digits
from sklearn.discriminant_analysis import QuadraticDiscriminantAnalysis
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import GaussianNB
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

from tests.site.axe import violations
from tests.site.playing import left, live
from tests.site.test_pages import SCHEMES, wear

LESSON = "lessons/shortcuts/"
RESULTS = "assets/js/playgrounds/tag-strength/results.js"
MODELS = {
    "naive Bayes": GaussianNB(),
    "QDA": QuadraticDiscriminantAnalysis(reg_param=0.1),
    "tree": DecisionTreeClassifier(random_state=0),
    "forest": RandomForestClassifier(random_state=0),
    "SVM": SVC(),
    "logistic regression": LogisticRegression(max_iter=5000),
}
IN_100, DOTS, INKS = [0, 1, 2, 5, 10, 20, 50], [1, 4, 9], {"pale": 4, "grey": 8, "black": 16}
OPENED = (
    "While the models learned, the tag was wrong in 9 of 178 images. Of 100 labels, each gets at least 97 right with "
    "an honest tag; with a lying one, naive Bayes 39, QDA 93, the tree 33, the forest 24, the SVM 17 and "
    "logistic regression 72. Four of the six are worse than a coin."
)


def right_of(often: int, dots: int, ink: int, both: bool) -> np.ndarray:
    """For each model, the shares of right labels with an honest and with a lying tag, computed anew."""
    X, target = load_digits(return_X_y=True)
    X, y = X[np.isin(target, [1, 8])], (target[np.isin(target, [1, 8])] == 8).astype(int)
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.5, random_state=0, stratify=y)

    def tagged(X, tags):
        images, width = X.reshape(-1, 8, 8).copy(), round(dots**0.5)
        images[:, :width, :width] = ink * tags[:, None, None]
        return images.reshape(-1, 64)

    wrong = np.random.default_rng(0).permutation(len(y_train)) < often / 100 * len(y_train)
    tags = np.where(wrong, 1 - y_train, y_train)
    images, labels = tagged(X_train, tags), y_train
    if both:
        images, labels = np.vstack([images, tagged(X_train, 1 - tags)]), np.tile(labels, 2)
    fitted = [model.fit(images, labels) for model in MODELS.values()]
    return np.array([[m.score(tagged(X_test, t), y_test) for t in (y_test, 1 - y_test)] for m in fitted])


def opened(page: Page, settings: str = "") -> Page:
    page.goto(LESSON + settings)
    live(page, "tag-strength")
    return page


def play(page: Page):
    return page.locator("rc-tag-strength")


def words(page: Page) -> str:
    return play(page).locator(".rc-play-words").text_content()


def numbers(page: Page) -> list[str]:
    """Of each model, how many of 100 labels are right with a lying tag."""
    page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    return play(page).locator(".rc-ts-number").all_text_contents()


def middles(page: Page, kind: str) -> list[list[float]]:
    """Where the marks of the models are in the chart, in their order."""
    marks = play(page).locator(f".rc-ts-chart g > .rc-ts-{kind}")
    read = "all => all.map((one) => { const b = one.getBBox(); return [b.x + b.width / 2, b.y + b.height / 2]; })"
    return marks.evaluate_all(read)


# ---- What is drawn is what the models get right


@pytest.mark.parametrize(
    ("often", "dots", "ink", "both"),
    [
        (5, 4, "black", False),
        (0, 4, "pale", False),
        (1, 9, "grey", False),
        (20, 1, "pale", False),
        (5, 9, "black", True),
    ],
)
def test_the_drawing_shows_what_scikit_learn_finds(page, often, dots, ink, both):
    settings = f"?tag-strength.wrong={often}&tag-strength.dots={dots}&tag-strength.ink={ink}"
    opened(page, settings + "&tag-strength.learned=both" * both)
    expected = right_of(often, dots, INKS[ink], both)
    for kind, shares in zip(("open", "full"), expected.T, strict=True):
        across = [x for x, _ in middles(page, kind)]
        np.testing.assert_allclose(across, 134 + 252 * shares, atol=0.11)  # of 400
    assert [f"{100 * share:.0f}" for share in expected[:, 1]] == numbers(page)


def test_the_curves_show_the_same_numbers(page, built):
    opened(page, "?tag-strength.view=all&tag-strength.dots=9")
    results = json.loads(left(built, LESSON, "results.json"))
    lying = np.array([[right[1] for right in learned[2][2]] for learned in results["learned"]])
    points = np.array(middles(page, "full")[2:]).reshape(6, 7, 2)  # after the two of the legend
    for model, (column, top) in enumerate([(x, y) for y in (76, 161, 246) for x in (34, 228)]):
        np.testing.assert_allclose(points[model, :, 0], column + 160 * np.arange(7) / 6, atol=0.06)
        np.testing.assert_allclose(points[model, :, 1], top + 54 * (1 - lying[:, model] / 178), atol=0.11)


def test_it_begins_where_the_program_of_the_lesson_ends(page):
    shown = opened(page).get_by_role("region", name="Output of who_is_fooled.py").text_content()
    rows = re.findall(r"^([a-zA-Z ]+?) +\d\.\d\d +(\d\.\d\d) +(\d\.\d\d)", shown, re.M)
    assert {name for name, *_ in rows} == MODELS.keys()
    assert words(page) == OPENED
    for column, learned in enumerate(("as it is", "with and without tag"), start=1):
        play(page).get_by_role("radio", name=learned).check()
        found = [f"{int(number) / 100:.2f}" for number in numbers(page)]
        assert dict(zip(MODELS, found, strict=True)) == {row[0]: row[column] for row in rows}


def test_after_the_cure_it_is_all_one_how_often_the_tag_was_wrong():
    for often in (0, 50):
        np.testing.assert_allclose(right_of(often, 4, 16, True), right_of(5, 4, 16, True), atol=0.012)


@pytest.mark.parametrize("seed", range(3))
def test_thresholds_and_tags_are_right_for_any_numbers(page, built, seed):
    rng = np.random.default_rng(seed)
    counts = rng.integers(0, 178, (7, 3, 3, 6, 2))
    image = rng.integers(0, 17, 64)
    opened(page)
    found = page.evaluate(
        """async ([url, learned, image]) => {
          const { standsFrom, rightOf, withTag } = await import(url);
          const results = { asked: 177, learned };
          const state = { dots: "9", ink: "grey", learned: "plain" };
          return { from: learned[0][0][0].map((_, model) => standsFrom(results, state, model)),
            right: rightOf(results, state, 3),
            tagged: withTag(image, state, true), bare: withTag(image, state, false) };
        }""",
        [built.url + RESULTS, counts.tolist(), image.tolist()],
    )
    shares = counts[:, 2, 1, :, 1] / 177
    stands = [next((i for i in range(7) if np.all(shares[i:, m] > 0.5)), -1) for m in range(6)]
    assert found["from"] == stands
    assert found["right"] == counts[3, 2, 1].tolist()
    for name, ink in (("tagged", 8), ("bare", 0)):
        expected = image.reshape(8, 8).copy()
        expected[:3, :3] = ink
        assert found[name] == expected.ravel().tolist()


# ---- What a reader can do


def test_all_is_set_with_the_keyboard_and_told(page):
    opened(page)
    figure, status = play(page), play(page).locator(".rc-aloud[role=status]")
    slider = figure.get_by_role("slider", name="Wrong tags, during learning")
    slider.focus()
    page.keyboard.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", "never")
    expect(status).to_contain_text("the tag was never wrong.")
    expect(status).to_contain_text("All six are worse than a coin.")
    for name in ("4 dots", "black", "as it is", "this strength"):
        page.keyboard.press("Tab")
        expect(figure.get_by_role("radio", name=name)).to_be_focused()
        page.keyboard.press("ArrowRight" if name in ("as it is", "this strength") else "ArrowLeft")
    chosen = figure.locator("input:checked").evaluate_all("all => all.map(({ value }) => value)")
    assert chosen == ["1", "grey", "both", "all"]
    expect(status).to_contain_text("Each image was shown with and without the tag")
    expect(status).to_contain_text("none of the six are worse than a coin.")
    assert "tag-strength.wrong=0&tag-strength.dots=1&tag-strength.ink=grey" in page.url
    expect(figure.get_by_role("img", name=re.compile("by how often it was wrong"))).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(status).to_have_text(OPENED)
    assert "tag-strength" not in page.url


def test_the_images_wear_the_tag(page):
    opened(page, "?tag-strength.dots=1&tag-strength.ink=pale")
    corner = "[x='0'][y='0'][fill-opacity='0.25']"
    groups = play(page).locator(".rc-ts-image")
    tagged = groups.evaluate_all(f'all => all.map((one) => one.querySelectorAll("{corner}").length)')
    assert tagged == [0, 1, 1, 0]  # a one and an eight with an honest tag, the same with a lying one


def test_a_pale_tag_tells_who_stands(page):
    opened(page, "?tag-strength.wrong=0&tag-strength.ink=pale&tag-strength.view=all")
    assert words(page) == (
        "While the models learned, the tag was never wrong. With a lying tag, four of the six are worse than a coin. "
        "Better than a coin: the SVM and logistic regression even where it was never wrong; QDA from 1 wrong in 100 "
        "on; naive Bayes, the tree and the forest from 10 wrong in 100 on."
    )


def test_axe_finds_no_violation_where_one_strength_is_shown(page):
    """All strengths are shown where every playground is looked at."""
    opened(page, "?tag-strength.wrong=0")
    for scheme in SCHEMES:
        wear(page, scheme)
        assert violations(page) == []


@pytest.mark.parametrize("view", ["one", "all"])
def test_it_fits_on_the_narrowest_screen(page, view):
    page.set_viewport_size({"width": 320, "height": 700})
    opened(page, f"?tag-strength.view={view}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    outside = (
        play(page)
        .locator(".rc-ts svg")
        .evaluate_all(
            """all => all.flatMap((drawing) => [...drawing.querySelectorAll("text")].filter((text) => {
          const [box, { width, height }] = [text.getBBox(), drawing.viewBox.baseVal];
          return box.x < -0.5 || box.y < -0.5 || box.x + box.width > width + 0.5 || box.y + box.height > height + 0.5;
        }).map((text) => text.textContent))"""
        )
    )
    assert outside == []

"""The playground of the lesson on two regimes: its numbers are those of scikit-learn, and all can play with it."""

import json
import re
from itertools import pairwise

import numpy as np
import pytest
from playwright.sync_api import Page, expect
from sklearn.datasets import load_wine
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB
from sklearn.preprocessing import StandardScaler

from tests.site.conftest import Built
from tests.site.playing import left, live

LESSON = "lessons/two-regimes/"
MODEL = "assets/js/models/shuffles.js"
FIRST = (
    "Tumours, 16 examples: of 100 answers, naive Bayes gives 7.9 wrong ones, logistic regression 8.5. "
    "In 16 of 30 shuffles naive Bayes is ahead, in 14 logistic regression."
)


def opened(page: Page, **settings: str) -> Page:
    query = "&".join(f"regimes.{name}={value}" for name, value in settings.items())
    page.goto(f"{LESSON}?{query}" if query else LESSON)
    live(page, "regimes")
    return page


def words(page: Page) -> str:
    return page.locator("rc-regimes .rc-play-words").inner_text()


def errors_told(page: Page) -> list[float]:
    """Of naive Bayes, logistic regression, and the baseline if it is shown."""
    return [float(error) for error in re.findall(r"\d+\.\d", words(page))]


def found(built: Built) -> dict:
    """What the program of the figure left for it."""
    models = ("pooled", "own", "free", "held", "baseline")
    return {
        name: {**question, "wrong": dict(zip(models, question["wrong"], strict=True))}
        for name, question in json.loads(left(built, LESSON, "shuffles.json")).items()
    }


def corners(page: Page, family: str, kind: str = "line") -> np.ndarray:
    path = page.locator(f"rc-regimes .rc-g-{kind}.rc-g-{family}").get_attribute("d")
    return np.array(re.findall(r"(-?[\d.]+) (-?[\d.]+)", path), dtype=float)


# ---- What it says and draws is what the models do


@pytest.mark.parametrize("seed", range(5))
def test_means_bands_and_wins_are_those_of_numpy(page, built, seed):
    rng = np.random.default_rng(seed)
    first, second = rng.integers(0, 12, (2, 30)) / 7
    opened(page)
    answer = page.evaluate(
        """async ([url, first, second]) => {
          const { ahead, mean, percentile } = await import(url);
          return [mean(first), ...[10, 37.5, 90, 100].map((at) => percentile(first, at)), ...ahead(first, second)];
        }""",
        [built.url + MODEL, first.tolist(), second.tolist()],
    )
    wins = [np.sum(first < second), np.sum(first > second), np.sum(first == second)]
    expected = [first.mean(), *np.percentile(first, [10, 37.5, 90, 100]), *wins]
    np.testing.assert_allclose(answer, expected, atol=1e-5)


def test_its_numbers_are_those_of_a_fresh_experiment(page):
    X, y = load_wine(return_X_y=True)
    wrong = []
    for seed in range(30):
        rng = np.random.default_rng(seed)
        order = rng.permutation(len(y))
        while len(set(y[order[:8]])) < 3:
            order = rng.permutation(len(y))
        train, test = order[:32], order[128:]
        scaler = StandardScaler().fit(X[train])
        models = GaussianNB(), LogisticRegression(C=1, max_iter=2000)
        wrong.append([np.sum(m.fit(scaler.transform(X[train]), y[train]).predict(scaler.transform(X[test])) != y[test])
                      for m in models])  # fmt: skip
    naive, twin = np.transpose(wrong)
    opened(page, question="wines", examples="32", spreads="own", weights="held")
    np.testing.assert_allclose(errors_told(page), [2 * naive.mean(), 2 * twin.mean()], atol=0.0501)  # 50 answers
    assert f"In {np.sum(naive < twin)} of 30 shuffles naive Bayes is ahead, in {np.sum(twin < naive)} log" in words(
        page
    )


def test_its_means_are_those_that_the_first_program_of_the_page_prints(built, snippet, capsys):
    snippet("two-regimes/error_by_examples.py")
    rows = re.findall(r"^ +(\d+) +(0\.\d+) +(0\.\d+) +(0\.\d+)$", capsys.readouterr().out, re.M)
    printed = np.array(rows, dtype=float)
    questions = found(built)
    computed = []
    for name in ("tumours", "diabetes"):
        counts = np.array([questions[name]["wrong"][model] for model in ("pooled", "free", "baseline")])
        computed += np.column_stack(
            [questions[name]["sizes"], counts.mean(axis=2).T / questions[name]["asked"]]
        ).tolist()
    assert len(printed) == 12
    np.testing.assert_allclose(computed, printed, atol=0.00051)


@pytest.mark.parametrize("question", ["tumours", "diabetes", "digits-lots", "irises"])
def test_what_is_drawn_is_what_was_found(page, built, question):
    data = found(built)[question]
    opened(page, question=question, seen="all", spreads="own")
    drawn, expected = [], []
    for family, model in (("generative", "own"), ("discriminative", "free")):
        errors = 100 * np.array(data["wrong"][model]) / data["asked"]
        low, high = np.percentile(errors, [10, 90], axis=1)
        drawn += [corners(page, family), corners(page, family, "band")]
        expected += [errors.mean(axis=1), np.concatenate([high, low[::-1]])]
    grid = page.locator("rc-regimes .rc-g-grid").get_attribute("d")
    level = float(re.match(r"M[\d.]+ ([\d.]+)H", grid)[1])  # the first line of the grid: 2, 5, 10 or 20 in a hundred
    name = page.locator("rc-regimes .rc-g g:has(.rc-g-grid) text").nth(1).text_content()
    floor = float(re.search(r"M[\d.]+ ([\d.]+)H", page.locator("rc-regimes .rc-d-axis").get_attribute("d"))[1])
    share = float(name.removesuffix("%")) / (floor - level)
    for spots, errors in zip(drawn, expected, strict=True):
        np.testing.assert_allclose((floor - spots[:, 1]) * share, errors, atol=0.15)
    steps = np.diff(drawn[0][:, 0])
    np.testing.assert_allclose(steps, steps[0], atol=0.11)  # on an axis of doubles
    assert len(drawn[0]) == len(data["sizes"])


# ---- What a reader can do


def test_at_first_it_shows_only_what_comes_before_the_mark(page):
    opened(page)
    expect(page.locator("rc-regimes").locator("select, button, input")).to_have_count(12)
    assert words(page) == FIRST
    assert len(corners(page, "generative")) == len(corners(page, "discriminative")) == 2
    expect(page.locator("rc-regimes .rc-g-doubt")).to_be_visible()
    page.locator("rc-regimes").get_by_label("Examples learned from").press("End")
    expect(page.locator("rc-regimes .rc-play-words")).to_contain_text("Tumours, 256 examples")
    assert len(corners(page, "generative")) == 6
    expect(page.locator("rc-regimes .rc-g-doubt")).to_be_hidden()


def test_all_of_it_is_done_with_the_keyboard_and_told(page):
    opened(page)
    told = page.locator("rc-regimes .rc-aloud[role=status]")
    page.locator("rc-regimes").get_by_label("Question").focus()
    for key in ["ArrowDown", *4 * ["Tab", "ArrowRight"], "Tab", "End"]:
        page.keyboard.press(key)
    expect(told).to_contain_text("Diabetes, 256 examples")
    assert words(page) == told.inner_text()
    for name in ("show", "own spreads", "held back", "all"):
        expect(page.locator("rc-regimes").get_by_label(name, exact=True)).to_be_checked()
    assert len(errors_told(page)) == 3
    expect(page.locator("rc-regimes").get_by_label("Examples learned from")).to_have_attribute("aria-valuetext", "256")
    for setting in ("question=diabetes", "examples=256", "spreads=own", "weights=held", "seen=all", "baseline=in"):
        assert f"regimes.{setting}" in page.url
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # Reset
    expect(told).to_have_text(FIRST)
    assert "regimes" not in page.url.split("?")[-1].replace(LESSON, "")


def test_a_press_on_the_drawing_moves_the_mark(page):
    opened(page)
    page.locator("rc-regimes .rc-g").scroll_into_view_if_needed()
    page.locator("rc-regimes .rc-g text", has_text=re.compile("^64$")).click()
    expect(page.locator("rc-regimes .rc-play-words")).to_contain_text("Tumours, 64 examples")


def test_a_question_with_fewer_examples_ends_sooner(page):
    opened(page, examples="256", question="irises")
    assert words(page).startswith("Irises, 64 examples")
    expect(page.locator("rc-regimes").get_by_label("Examples learned from")).to_have_attribute("max", "3")
    page.locator("rc-regimes").get_by_label("Question").select_option("Tumours")
    expect(page.locator("rc-regimes .rc-play-words")).to_contain_text("Tumours, 256 examples")
    expect(page.locator("rc-regimes").get_by_label("Examples learned from")).to_have_value("5")


@pytest.mark.parametrize("question", ["tumours", "diabetes", "digits-raw", "wines", "irises"])
def test_names_do_not_cover_each_other(page, question):
    opened(page, question=question, baseline="in", seen="all", examples="256")
    boxes = page.locator("rc-regimes text.rc-g-name:visible").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom])"
    )
    assert len(boxes) == 3
    ordered = sorted(boxes)
    assert all(above[1] <= below[0] + 3 for above, below in pairwise(ordered))


def test_its_words_can_be_read_on_a_phone(page):
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page)
    sizes = page.locator("rc-regimes .rc-g").evaluate(
        """(svg) => [...svg.querySelectorAll("text")].map((one) =>
          parseFloat(getComputedStyle(one).fontSize) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width)"""
    )
    assert min(sizes) >= 11

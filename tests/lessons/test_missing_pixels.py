"""Claims of the lesson missing-pixels."""

import numpy as np
import pytest
from scipy.stats import multivariate_normal

SEEDS, FEW_SEEDS = range(10), range(3)
FEWER_IMAGES = ("test_size=300", "test_size=200")
HALF = ("shares = [0, 0.25, 0.5, 0.75, 0.9]", "shares = [0.5]")
AVERAGES, NEIGHBOURS = "logistic, averages put in", "logistic, neighbours put in"
NAIVE, FULL = "naive story, holes left out", "full story, holes left out"
TEACH_WITH_HOLES = ("model.fit(X_train, y_train)", "model.fit(with_holes(X_train, 0.5, rng), y_train)")
LEFT_OUT, OF_HOLES, LOGISTIC = (
    "story, holes left out",
    "story of the holes",
    "logistic, of the holes",
)


def crossing_out_is_adding_up(lesson, cross_out):
    for gap in (0, 1):
        for flower in lesson["X"][::10]:
            flower = np.where(np.arange(2) == gap, np.nan, flower)
            for k in range(3):
                np.testing.assert_allclose(cross_out(flower, k), lesson["add_up"](flower, k), rtol=1e-6)


def test_crossing_out_is_adding_up(snippet):
    """Crossing a measurement out gives what adding up over all its values gives, to six digits, for either gap."""
    lesson = snippet("missing-pixels/cross_out.py")
    crossing_out_is_adding_up(lesson, lesson["cross_out"])


def test_breaking_crossing_out_by_doing_it_in_the_inverse(snippet):
    """Crossing out of the inverse of the covariance, the classic bug, does not give what adding up gives."""
    lesson = snippet("missing-pixels/cross_out.py")

    def cross_out_of_the_inverse(flower, k):
        seen = ~np.isnan(flower)
        part = np.linalg.inv(lesson["covariances"][k])[np.ix_(seen, seen)]
        return multivariate_normal.pdf(flower[seen], lesson["means"][k][seen], np.linalg.inv(part))

    with pytest.raises(AssertionError):
        crossing_out_is_adding_up(lesson, cross_out_of_the_inverse)


def test_an_average_is_not_neutral(snippet):
    """With either measurement missing, crossing out names all 50 setosas rightly, and putting in averages none."""
    lesson = snippet("missing-pixels/cross_out.py")
    for gap in (0, 1):
        for flower in lesson["X"][lesson["y"] == 0]:
            flower = np.where(np.arange(2) == gap, np.nan, flower)
            assert np.argmax([lesson["cross_out"](flower, k) for k in range(3)]) == 0
            assert np.argmax([lesson["fill_average"](flower, k) for k in range(3)]) != 0


def the_filling_beats_averages(lesson):
    """Its mistakes in lost dots are less than two thirds of those of averages."""
    averages = lesson["X_train"].mean(axis=0)
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        whole = lesson["X_test"][rng.choice(len(lesson["X_test"]), 30, replace=False)]
        holed = lesson["with_holes"](whole, 0.5, rng)
        filled = np.array([lesson["fill_in"](x, lesson["name"](x)) for x in holed])
        lost = np.isnan(holed)
        off = np.abs(filled - whole)[lost].mean()
        off_by_averages = np.abs(averages - whole)[lost].mean()
        assert off < 2 / 3 * off_by_averages


def test_what_it_draws_is_nearer_to_the_truth_than_averages(snippet):
    """With half gone, what it draws is off by less than two thirds of what averages are off by, for 10 seeds."""
    the_filling_beats_averages(snippet("missing-pixels/fill_in.py"))


RUNS = {}


def runs(snippet, name, *changes):
    """What `scores` of a snippet gives for each seed, with changes made to the snippet; worked out once."""
    if (name, changes) not in RUNS:
        quicker = [FEWER_IMAGES, HALF] if name == "more_holes" else [FEWER_IMAGES]
        scores = snippet(f"missing-pixels/{name}.py", *quicker, *changes)["scores"]
        arguments = [[0, 0.5]] if name == "more_holes" else []
        RUNS[name, changes] = [scores(*arguments, seed) for seed in (FEW_SEEDS if changes else SEEDS)]
    return RUNS[name, changes]


def leaving_out_beats_averages(results):
    leads = [found[FULL][1] - found[AVERAGES][1] for found in results]
    assert min(leads) > 0.05
    assert np.mean(leads) > 0.12


def test_with_half_gone_leaving_out_beats_averages(snippet):
    """With half gone, the full story beats averages by over a tenth on average, and in each of 10 splits."""
    leaving_out_beats_averages(runs(snippet, "more_holes"))


def test_breaking_the_story_by_putting_averages_in(snippet):
    """It is leaving out that does it: the same story with averages put in has no such lead."""
    as_it_was = "name(x, means, covariances) for"
    put_in = "name(np.where(np.isnan(x), X_train.mean(axis=0), x), means, covariances) for"
    with pytest.raises(AssertionError):
        leaving_out_beats_averages(runs(snippet, "more_holes", (as_it_was, put_in)))


def test_good_fillings_close_most_of_the_gap(snippet):
    """With half gone, neighbours put in close over two thirds of that gap, for each of 10 splits: the honest case."""
    for found in runs(snippet, "more_holes"):
        gap = found[FULL][1] - found[AVERAGES][1]
        assert found[NEIGHBOURS][1] - found[AVERAGES][1] > 2 / 3 * gap


def test_the_naive_story_overtakes_averages(snippet):
    """The naive story is behind logistic regression on whole images, and ahead of averages with half gone."""
    ahead = np.array([np.subtract(found[NAIVE], found[AVERAGES]) for found in runs(snippet, "more_holes")])
    whole, half = ahead.mean(axis=0)
    assert whole < -0.02
    assert half > 0.04
    assert (ahead[:, 0] < ahead[:, 1]).all()


def leaving_out_misleads(results):
    for anywhere, where_ink_was in results:
        assert where_ink_was[LEFT_OUT] < anywhere[LEFT_OUT]
    left_out, of_holes, logistic = (
        np.mean([where_ink_was[who] for _, where_ink_was in results]) for who in (LEFT_OUT, OF_HOLES, LOGISTIC)
    )
    assert 1 - left_out > 2 * (1 - np.mean([anywhere[LEFT_OUT] for anywhere, _ in results]))
    assert min(of_holes, logistic) > left_out + 0.02


def test_where_ink_ate_the_paper_leaving_out_misleads(snippet):
    """Where ink ate the paper, the holes alone tell more than all that they leave, on average over 10 splits."""
    leaving_out_misleads(runs(snippet, "ink_eats_paper"))


def test_holes_anywhere_tell_nothing(snippet):
    """As many holes anywhere tell next to nothing: alone, they are right less than one time in five, in 10 splits."""
    for anywhere, _ in runs(snippet, "ink_eats_paper"):
        assert max(anywhere[OF_HOLES], anywhere[LOGISTIC]) < 0.2


def test_trying_more_lost_dots(snippet):
    """Try this 1: with four fifths lost, two of the six names are wrong, and a six is drawn as a clean zero."""
    lesson = snippet("missing-pixels/fill_in.py", ("share_lost = 0.5", "share_lost = 0.8"))
    truth, names = lesson["y_test"][:6], lesson["names"]
    assert np.sum(truth != names) == 2
    assert (truth[3], names[3]) == (6, 0)
    zero = lesson["fill_in"](lesson["holed"][3], 0).reshape(8, 8)
    assert zero[2:6, 3:5].max() < 0.3 < 0.5 < zero[2:6, [2, 5]].mean()


def test_trying_to_teach_with_holes(snippet):
    """Try this 2: taught with holes, averages gain at half and lose on whole images; neighbours lose at half."""
    for before, after in zip(runs(snippet, "more_holes"), runs(snippet, "more_holes", TEACH_WITH_HOLES), strict=False):
        assert after[AVERAGES][1] > before[AVERAGES][1] + 0.02
        assert after[AVERAGES][0] < before[AVERAGES][0]
        assert after[NEIGHBOURS][1] < before[NEIGHBOURS][1] - 0.02
        assert after[FULL][1] > after[AVERAGES][1] + 0.05


def test_trying_with_only_the_darkest_ink(snippet):
    """Try this 3: if only the darkest ink eats through, leaving out is best again, for each of 3 splits."""
    results = runs(snippet, "ink_eats_paper", ("X > 0", "X > 0.7"))
    for _, where_ink_was in results:
        assert where_ink_was[LEFT_OUT] > max(where_ink_was[OF_HOLES], where_ink_was[LOGISTIC]) + 0.01
    with pytest.raises(AssertionError):
        leaving_out_misleads(results)

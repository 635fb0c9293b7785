"""Claims of the lesson two-regimes."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB

POOLING = "naive_bayes.var_[:] = naive_bayes.class_prior_ @ naive_bayes.var_"
CURVES = "two-regimes/error_by_examples.py"
WORLDS = "two-regimes/two_worlds.py"
CASES = "two-regimes/not_always.py"
TUMOURS, DIABETES = "is the tumour benign?", "will diabetes progress fast?"


@pytest.fixture
def curves(snippet):
    """The first snippet, with fewer rounds; its functions are called again with more."""
    return snippet(CURVES, ("range(30)", "range(1)"))


@pytest.fixture
def worlds(snippet):
    return snippet(WORLDS, ("range(20)", "range(1)"))


@pytest.fixture
def cases(snippet):
    return snippet(CASES, ("range(30)", "range(1)"))


def lead(found):
    """Mean lead of naive Bayes over its twin (below zero: it is behind), and twice the standard error of that."""
    found = np.array(found)
    difference = found[:, 1] - found[:, 0]
    return difference.mean(), 2 * difference.std(ddof=1) / np.sqrt(len(difference))


def lead_on(lesson, question, size, rounds):
    X, y = lesson["questions"][question]
    return lead([lesson["errors"](X, y, size, seed) for seed in range(rounds)])


def naive_bayes_leads_with_few_tumours(lesson):
    mean, band = lead_on(lesson, TUMOURS, 8, rounds=150)
    assert mean > max(band, 0.005)


def test_pooling_makes_the_border_straight():
    """With shared spreads, naive Bayes draws a straight border between two labels, as its twin does (20 seeds)."""
    for seed in range(20):
        rng = np.random.default_rng(seed)
        X, y = rng.normal(size=(40, 3)), np.repeat([0, 1], 20)
        X[y == 1] = 2 * X[y == 1] + 1
        model = GaussianNB().fit(X, y)
        model.var_[:] = model.class_prior_ @ model.var_
        pairs = rng.normal(scale=3, size=(200, 2, 3))
        scores = [np.diff(model.predict_joint_log_proba(X))[:, 0] for X in (*pairs.swapaxes(0, 1), pairs.mean(axis=1))]
        np.testing.assert_allclose((scores[0] + scores[1]) / 2, scores[2], atol=1e-9)


def test_few_tumours_favour_naive_bayes(curves):
    """With 8 tumours naive Bayes errs less than its twin, on average over 150 shuffles, beyond the luck of these."""
    naive_bayes_leads_with_few_tumours(curves)


def test_breaking_the_shared_spreads_loses_the_lead(snippet):
    """Let each label have spreads of its own, and that claim turns false."""
    broken = snippet(CURVES, ("range(30)", "range(1)"), (POOLING, "pass"))
    with pytest.raises(AssertionError):
        naive_bayes_leads_with_few_tumours(broken)


def test_few_patients_favour_naive_bayes(curves):
    """With 8, 16 or 32 patients with diabetes it errs less by at least two in a hundred, over 40 shuffles."""
    for size in (8, 16, 32):
        mean, band = lead_on(curves, DIABETES, size, rounds=40)
        assert mean > max(band, 0.02)


def test_many_examples_favour_its_twin(curves):
    """With 256 examples logistic regression errs less, on tumours and on diabetes, over 40 shuffles."""
    for question in (TUMOURS, DIABETES):
        mean, band = lead_on(curves, question, 256, rounds=40)
        assert mean < -max(band, 0.004)


def test_luck_can_put_the_other_twin_ahead(curves):
    """With 8 tumours its twin is ahead in a quarter of 150 shuffles or more, though naive Bayes is in most."""
    X, y = curves["questions"][TUMOURS]
    rounds = np.array([curves["errors"](X, y, 8, seed) for seed in range(150)])
    assert np.mean(rounds[:, 1] < rounds[:, 0]) > 0.25
    assert np.mean(rounds[:, 0] < rounds[:, 1]) > 0.5


def test_both_twins_beat_the_baseline(curves):
    """With 8 tumours both make less than half of the errors of always naming the same label, over 40 shuffles."""
    X, y = curves["questions"][TUMOURS]
    generative, discriminative, baseline = np.mean([curves["errors"](X, y, 8, seed) for seed in range(40)], axis=0)
    assert max(generative, discriminative) < baseline / 2


def the_lines_cross(lesson, drift):
    """Naive Bayes ahead with 40 examples, its twin with 640, in each of five groups of four made-up data sets."""
    for group in range(5):
        seeds = range(4 * group, 4 * group + 4)
        assert np.mean([lesson["errors"](40, drift, seed) @ np.array([-1, 1]) for seed in seeds]) > 0
        assert np.mean([lesson["errors"](640, drift, seed) @ np.array([-1, 1]) for seed in seeds]) < -0.01


def test_a_story_that_is_not_true_is_fast_and_stops_early(worlds):
    """In the made-up world whose story is not true, naive Bayes leads with 40 examples, its twin with 640."""
    the_lines_cross(worlds, drift=0.35)


def test_breaking_the_falsehood_of_the_story_takes_the_second_regime_away(worlds):
    """Where the story is true the twin never gets ahead: the lines do not cross."""
    with pytest.raises(AssertionError):
        the_lines_cross(worlds, drift=0.0)
    for seed in range(10):
        generative, discriminative = worlds["errors"](80, 0.0, seed)
        assert discriminative > generative


def test_its_twin_learns_to_take_the_drift_out(worlds):
    """The ten idle devices get weights below zero from the twin, and hardly any from naive Bayes, in 20 data sets."""
    for seed in range(20):
        X, y = worlds["examples"](640, 0.35, np.random.default_rng(seed))
        twin = LogisticRegression(C=np.inf).fit(X, y).coef_[0]
        story = GaussianNB().fit(X, y)
        naive = np.diff(story.theta_, axis=0)[0] / (story.class_prior_ @ story.var_)
        assert twin[10:].mean() < -0.25 * twin[:10].mean()
        assert abs(naive[10:].mean()) < 0.15 * naive[:10].mean()


def test_naive_bayes_has_soon_said_all_it_can_say(worlds):
    """There, from 80 to 640 examples naive Bayes gains less than half of what its twin gains, in 20 data sets."""
    few, many = (np.mean([worlds["errors"](n, 0.35, seed) for seed in range(20)], axis=0) for n in (80, 640))
    gain = few - many
    assert 0 < gain[0] < gain[1] / 2


def in_case(lesson, name, n, rounds, **changes):
    (X, y), change = lesson["cases"][name]
    return [lesson["errors"](X, y, n, seed, **{**change, **changes}) for seed in range(rounds)]


def test_the_lead_with_few_can_be_lost(cases):
    """With 8 examples its twin leads if each label has its own spreads, and on digits not scaled (80 shuffles)."""
    for name, margin in (("tumours, own spreads", 0.05), ("digits, not scaled", 0.005)):
        mean, band = lead(in_case(cases, name, 8, rounds=80))
        assert mean < -max(band, margin)


def test_on_wines_there_is_hardly_a_lead(cases):
    """With 8 wines neither is ahead by more than two in a hundred (80 shuffles)."""
    assert abs(lead(in_case(cases, "wines", 8, rounds=80))[0]) < 0.02


def test_wrong_labels_keep_naive_bayes_ahead(cases):
    """With two in five labels drawn by lot, naive Bayes leads even with 100 digits, and by a tenth (20 shuffles)."""
    mean, band = lead(in_case(cases, "digits, labels by lot", 100, rounds=20))
    assert mean > band + 0.1


def test_a_twin_held_back_far_enough_weighs_like_the_means(cases):
    """With a tiny C the weights of logistic regression point along the difference of the class means (20 shuffles)."""
    X, y = cases["tumours"]
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    for seed in range(20):
        some = np.random.default_rng(seed).permutation(len(y))[:100]
        weights = LogisticRegression(C=1e-6).fit(X[some], y[some]).coef_[0]
        means = X[some][y[some] == 1].mean(axis=0) - X[some][y[some] == 0].mean(axis=0)
        assert weights @ means > 0.99 * np.linalg.norm(weights) * np.linalg.norm(means)


def test_breaking_the_lots_gives_the_lead_back(cases):
    """The same digits with their right labels: with 100 the twin is ahead again."""
    mean, band = lead(in_case(cases, "digits, labels by lot", 100, rounds=20, lots=0.0))
    assert mean < -band


def test_trying_restraint(snippet, curves):
    """Try this 1: held back, the twin loses by less with few patients, and gains more with many tumours."""
    held = snippet(CURVES, ("range(30)", "range(1)"), ("C=np.inf", "C=1"))
    few_free, few_held = (lead_on(lesson, DIABETES, 16, rounds=40)[0] for lesson in (curves, held))
    assert 0.005 < few_held < few_free - 0.01
    many_free, many_held = (lead_on(lesson, TUMOURS, 256, rounds=20)[0] for lesson in (curves, held))
    assert many_held < many_free - 0.005


def test_trying_a_stronger_drift(snippet):
    """Try this 2: with a drift of 1.0 naive Bayes is behind at every size."""
    strong = snippet(WORLDS, ("0.35", "1.0"), ("range(20)", "range(8)"))
    assert np.all(np.diff(strong["table"], axis=1) < -0.03)


def test_trying_much_restraint(snippet):
    """Try this 3: much restraint saves the twin from labels drawn by lot, and harms it with 8 tumours or wines."""
    held = snippet(CASES, ("range(30)", "range(10)"), ("C=np.inf", "C=0.01"))
    free = snippet(CASES, ("range(30)", "range(10)"))

    def twin(lesson, name, n):
        return np.mean(in_case(lesson, name, n, rounds=10), axis=0)[1]

    assert twin(held, "digits, labels by lot", 100) < twin(free, "digits, labels by lot", 100) / 2
    for name in ("tumours, shared spreads", "wines"):
        assert twin(held, name, 8) > 1.5 * twin(free, name, 8)


def test_one_example_has_no_spread(snippet):
    """Left alone, naive Bayes learns no spread from a single example, and rules its label out a tenth away."""
    lesson = snippet("two-regimes/one_of_a_kind.py")
    assert lesson["model"].var_[1, 0] < 1e-6 < lesson["model"].var_[0, 0]
    assert list(lesson["model"].predict([[8.9], [9.0]])) == [0, 1]
    assert LogisticRegression().fit(lesson["X"], lesson["y"]).predict([[8.9]]) == [1]

"""Claims of the lesson probability-basics."""

from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

SEEDS = range(20)
READINGS = "probability-basics/two_readings.py"
SCREENING = "probability-basics/one_in_a_hundred.py"
CELLS = "probability-basics/cells_run_empty.py"
RUNS = {}


def tables(lesson):
    """The lesson's table, and 20 tables with counts at random."""
    yield lesson["counts"]
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        pairs = [(label, size) for label in lesson["LABELS"] for size in lesson["SIZES"]]
        yield Counter({pair: int(count) for pair, count in zip(pairs, rng.integers(1, 200, size=6), strict=True)})


def both_readings_agree(lesson):
    for counts in tables(lesson):
        for label in lesson["LABELS"]:
            for size in lesson["SIZES"]:
                assert lesson["by_bayes_rule"](counts, label, size) == lesson["in_its_column"](counts, label, size)


def test_both_readings_agree_exactly(snippet):
    """Looking into a column and going by Bayes' rule give the same fraction, for the tumours and for 20 tables at
    random."""
    both_readings_agree(snippet(READINGS))


def test_breaking_bayes_rule_by_forgetting_the_base_rate(snippet):
    """Bayes' rule without the base rate, as if all labels were equally common, does not give that fraction."""
    base_rate = "Fraction(sum(counts[label, s] for s in SIZES), sum(counts.values()))"
    with pytest.raises(AssertionError):
        both_readings_agree(snippet(READINGS, (base_rate, "Fraction(1, 2)")))


def test_a_tile_has_one_area(snippet):
    """p(y) times p(x given y), and p(x) times p(y given x), are both the share of patients in that cell,
    exactly."""
    lesson = snippet(READINGS)
    for counts in tables(lesson):
        n = sum(counts.values())
        for label, size in counts:
            p_x = Fraction(sum(counts[k, size] for k in lesson["LABELS"]), n)
            share = Fraction(counts[label, size], n)
            assert lesson["p_y"](counts, label) * lesson["p_x_given_y"](counts, size, label) == share
            assert p_x * lesson["in_its_column"](counts, label, size) == share


def test_the_table_generates(snippet):
    """Of 500 patients drawn from the table, each cell gets its share, to within eight in a hundred, for each of 20
    seeds."""
    lesson = snippet(READINGS)
    counts = lesson["counts"]
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        drawn = Counter(lesson["new_patient"](counts, rng) for _ in range(500))
        for pair in counts:
            assert abs(drawn[pair] / 500 - counts[pair] / sum(counts.values())) < 0.08


def test_if_only_the_sizes_change_the_column_is_right(snippet):
    """If large nuclei become three times as common, and nothing else changes, the column stays right, and a story
    with a new p(y) alone does not."""
    lesson = snippet(READINGS)
    old = lesson["counts"]
    new = Counter({(label, size): n * (3 if size == "large" else 1) for (label, size), n in old.items()})
    for size in lesson["SIZES"]:
        truth = lesson["in_its_column"](new, "ill", size)
        assert lesson["in_its_column"](old, "ill", size) == truth
        joint = {k: lesson["p_y"](new, k) * lesson["p_x_given_y"](old, size, k) for k in lesson["LABELS"]}
        assert abs(joint["ill"] / sum(joint.values()) - truth) > 0.02


def splits(snippet, *changes):
    """The lesson's program with 20 ways to part the patients, run once for all tests."""
    if changes not in RUNS:
        RUNS[changes] = [snippet(SCREENING, ("random_state=2", f"random_state={seed}"), *changes) for seed in SEEDS]
    return RUNS[changes]


def price_of(lesson, p_learned, p_here):
    return lesson["price"](lesson["by_bayes_rule"](lesson["size_new"], p_learned), p_here)


def base_rate_alone(lesson, p_here):
    return lesson["price"](np.full(len(lesson["ill_new"]), p_here), p_here)


def test_in_the_clinic_the_table_beats_the_base_rate(snippet):
    """In the clinic the table's log loss is at least a quarter below that of the base rate alone, for each of 20
    splits."""
    for lesson in splits(snippet):
        clinic = lesson["CLINIC"]
        assert price_of(lesson, clinic, clinic) < 0.75 * base_rate_alone(lesson, clinic)


def test_at_a_screening_the_learned_table_misleads(snippet):
    """Where one in a hundred is ill, its log loss is at least three times that of the base rate alone, for each of
    20 splits."""
    for lesson in splits(snippet):
        assert price_of(lesson, lesson["CLINIC"], 0.01) > 3 * base_rate_alone(lesson, 0.01)


def exchanging_the_base_rate_helps(lessons):
    for lesson in lessons:
        assert price_of(lesson, 0.01, 0.01) < 0.25 * price_of(lesson, lesson["CLINIC"], 0.01)
        assert price_of(lesson, 0.01, 0.01) < 0.95 * base_rate_alone(lesson, 0.01)


def test_exchanging_one_number_helps(snippet):
    """With p(y) exchanged it falls to less than a quarter, and below the base rate alone, for each of 20 splits."""
    exchanging_the_base_rate_helps(splits(snippet))


def test_breaking_the_stories_leaves_no_help_in_the_base_rate(snippet):
    """If at the screening the nuclei of the ill are like those of the well, the exchange is not enough: the story
    of each label must stay."""
    judged = "CLINIC, SCREENING ="
    alike = "size_new[ill_new == 1] = np.random.default_rng(0).choice(size[ill == 0], ill_new.sum())"
    with pytest.raises(AssertionError):
        exchanging_the_base_rate_helps(splits(snippet, (judged, f"{alike}\n{judged}")))


def test_correcting_the_odds_is_the_same(snippet):
    """Correcting the odds of finished answers gives what exchanging p(y) gives, to twelve digits."""
    for lesson in splits(snippet):
        size, clinic = lesson["size_new"], lesson["CLINIC"]
        corrected = lesson["correct"](lesson["by_bayes_rule"](size, clinic), clinic, 0.01)
        np.testing.assert_allclose(corrected, lesson["by_bayes_rule"](size, 0.01), rtol=1e-12)


def test_the_odds_of_logistic_regression_can_be_corrected(snippet):
    """The same correction helps logistic regression: at a screening its log loss falls to less than half, for each
    of 20 splits."""
    correct = snippet(SCREENING)["correct"]
    X, y = load_breast_cancer(return_X_y=True)
    X = StandardScaler().fit_transform(X)
    for seed in SEEDS:
        radius, radius_new, ill, ill_new = train_test_split(
            X[:, :1], 1 - y, test_size=0.5, random_state=seed, stratify=y
        )
        said = LogisticRegression().fit(radius, ill).predict_proba(radius_new)[:, 1].clip(1e-9, 1 - 1e-9)
        people = np.where(ill_new, 0.01 / ill_new.mean(), 0.99 / (1 - ill_new.mean()))
        corrected = correct(said, ill.mean(), 0.01)
        assert log_loss(ill_new, corrected, sample_weight=people) < 0.5 * log_loss(ill_new, said, sample_weight=people)


def the_cells_run_empty(lesson):
    base_rate, one, sixteen = (np.array([lesson["judge"](n, seed) for seed in SEEDS]) for n in (0, 1, 16))
    assert np.all(one[:, 0] == 0)
    assert np.all(sixteen[:, 0] > 0.85)
    assert np.all(one[:, 1] > base_rate[:, 1] + 0.15)
    assert np.all(sixteen[:, 1] < one[:, 1] - 0.1)
    assert np.all(sixteen[:, 1] < base_rate[:, 1] + 0.1)


def test_the_cells_run_empty(snippet):
    """With 16 measurements more than 85 in 100 new patients fall into empty cells, and the table is hardly better
    than the base rate, while with one measurement it is far better: for each of 20 splits."""
    the_cells_run_empty(snippet(CELLS))


def test_breaking_the_measurements_into_copies_keeps_the_cells_full(snippet):
    """If all measurements are copies of the first, no cell runs empty: it is the number of combinations that does
    it."""
    load = "X, y = load_breast_cancer(return_X_y=True)"
    with pytest.raises(AssertionError):
        the_cells_run_empty(snippet(CELLS, (load, f"{load}\nX = X[:, :1].repeat(30, axis=1)")))


def test_naive_bayes_needs_no_full_cells(snippet):
    """With 16 measurements naive Bayes is right at least 15 in 100 more often than the table, for each of 20
    splits."""
    judge = snippet(CELLS)["judge"]
    for seed in SEEDS:
        _empty, table, naive_bayes = judge(16, seed)
        assert naive_bayes > table + 0.15


def test_trying_another_cut(snippet):
    """Try this 1: with the upper cut at 18, large nuclei all but prove the illness, and both readings still
    agree."""
    lesson = snippet(READINGS, ("14.5", "18"))
    both_readings_agree(lesson)
    assert lesson["by_bayes_rule"](lesson["counts"], "ill", "large") > 0.95


def test_trying_one_in_ten(snippet):
    """Try this 2: where one in ten is ill, about half of the people with large nuclei are."""
    lesson = snippet(SCREENING, ("0.01", "0.1"))
    assert 0.4 < lesson["by_bayes_rule"](2, 0.1) < 0.65


def test_trying_two_levels(snippet):
    """Try this 3: with two levels instead of three the cells run empty later, and the table stays good for
    longer."""
    two, three = snippet(CELLS, ("LEVELS = 3", "LEVELS = 2")), snippet(CELLS)
    for k in (3, 4):
        assert two["results"][k][0] < three["results"][k][0]
    for k in (5, 6):
        assert two["results"][k][0] < three["results"][k][0] - 0.1
        assert two["results"][k][1] > three["results"][k][1] + 0.03

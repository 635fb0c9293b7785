"""Claims of the lesson logistic-regression."""

import numpy as np
import pytest
from sklearn.datasets import load_breast_cancer, load_iris
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

SEEDS = range(20)


def test_it_is_the_sigmoid_of_a_weighted_sum(snippet):
    """Its probability is the sigmoid of a weighted sum: by hand and by library agree to twelve digits."""
    lesson = snippet("logistic-regression/sigmoid_by_hand.py")
    by_library = lesson["model"].predict_proba(lesson["X"])[:, 1]
    np.testing.assert_allclose(lesson["by_hand"](lesson["model"], lesson["X"]), by_library, atol=1e-12)
    assert len(lesson["X"]) == 569


def clouds(rng):
    X = np.vstack([rng.normal([0, 0], 1, (100, 2)), rng.normal([3, 3], 1, (100, 2))])
    return X, np.repeat([0, 1], 100)


def test_it_is_certain_far_from_everything(snippet):
    """At [100, 100] it is more than 99.99% sure, for each of 20 seeds, although no example was ever near."""
    snippet("logistic-regression/certain_far_away.py")
    for seed in SEEDS:
        X, y = clouds(np.random.default_rng(seed))
        assert LogisticRegression().fit(X, y).predict_proba([[100, 100]])[0, 1] > 0.9999


def test_its_twin_knows_that_the_point_is_unheard_of(snippet):
    """Naive Bayes finds that point less likely than the rarest example by a factor of more than e to the 1000."""
    log_p_x = snippet("logistic-regression/certain_far_away.py")["log_p_x"]
    for seed in SEEDS:
        X, y = clouds(np.random.default_rng(seed))
        story = GaussianNB().fit(X, y)
        assert log_p_x(story, [[100, 100]])[0] < log_p_x(story, X).min() - 1000


def test_near_the_data_the_twins_agree():
    """Among the examples themselves, the twins name the same label more than nineteen times in twenty."""
    for seed in SEEDS:
        X, y = clouds(np.random.default_rng(seed))
        twins = LogisticRegression().fit(X, y), GaussianNB().fit(X, y)
        assert np.mean(twins[0].predict(X) == twins[1].predict(X)) > 0.95


def test_it_beats_the_baseline_on_flowers():
    """On two kinds of iris it is right at least a third more often than the baseline, for each of 20 splits."""
    iris = load_iris()
    X, y = iris.data[50:, 2:], iris.target[50:]
    for seed in SEEDS:
        X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.5, random_state=seed, stratify=y)
        baseline = DummyClassifier().fit(X_train, y_train).score(X_test, y_test)
        assert LogisticRegression(C=10).fit(X_train, y_train).score(X_test, y_test) > baseline + 1 / 3


def test_its_probabilities_are_good_on_tumours():
    """On real tumours its log loss is under a third of its twin's and of a constant guess, for each of 20 splits."""
    X, y = load_breast_cancer(return_X_y=True)
    for seed in SEEDS:
        X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.5, random_state=seed, stratify=y)
        losses = [
            log_loss(y_test, make_pipeline(StandardScaler(), model).fit(X_train, y_train).predict_proba(X_test))
            for model in (LogisticRegression(), GaussianNB(), DummyClassifier())
        ]
        assert losses[0] < min(losses[1:]) / 3


def test_no_line_parts_a_ring_from_its_core(snippet):
    """On a ring and its core it hardly beats a constant guess; with the distance, or as naive Bayes, it is easy."""
    scores = snippet("logistic-regression/ring.py")["scores"]
    for seed in SEEDS:
        found = scores(seed)
        assert found["logistic regression"] < found["always the same"] + 0.1
        assert found["with the distance"] > 0.97
        assert found["naive Bayes"] > 0.9


def size_of_weights(X, y, C):
    return np.linalg.norm(LogisticRegression(C=C, tol=1e-8, max_iter=100_000).fit(X, y).coef_)


def weights_grow_without_end(gap):
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        X = np.vstack([rng.uniform(0, 1, (20, 2)), rng.uniform(1 + gap, 2 + gap, (20, 2))])
        y = np.repeat([0, 1], 20)
        assert size_of_weights(X, y, 1e2) > 4 / 3 * size_of_weights(X, y, 1)
        assert size_of_weights(X, y, 1e4) > 4 / 3 * size_of_weights(X, y, 1e2)


def test_with_a_gap_the_weights_grow_without_end():
    """With a gap between the classes, cutting restraint to a hundredth makes the weights a third larger, and again."""
    weights_grow_without_end(gap=0.5)


def test_breaking_the_gap_stops_the_weights():
    """Where the classes overlap, less restraint does not make the weights grow without end."""
    with pytest.raises(AssertionError):
        weights_grow_without_end(gap=-0.6)


def test_trying_more_restraint(snippet):
    """Try this 1: with more restraint the lines of 10% and 90% lie further apart."""

    def distance(lesson):
        return 1 / np.linalg.norm(lesson["model"].coef_)

    free = snippet("logistic-regression/line_and_sureness.py")
    held = snippet("logistic-regression/line_and_sureness.py", ("C=10", "C=0.1"))
    assert distance(held) > 2 * distance(free)


def test_trying_a_far_point_close_to_the_line(snippet):
    """Try this 2: of a strange point near the line only log p(x) tells; the label's probability looks ordinary."""
    lesson = snippet("logistic-regression/certain_far_away.py", ("[[100.0, 100.0]]", "[[-100.0, 103.0]]"))
    assert lesson["discriminative"].predict_proba(lesson["far"]).max() < 0.9999
    assert lesson["log_p_x"](lesson["generative"], lesson["far"])[0] < -1000


def test_trying_a_ring_that_dissolves(snippet):
    """Try this 3: as the ring dissolves, the two that were nearly always right get worse, and stay the best."""
    clear = snippet("logistic-regression/ring.py")["scores"](0)
    blurred = snippet("logistic-regression/ring.py", ("noise=0.1", "noise=0.4"))["scores"](0)
    for name in ("with the distance", "naive Bayes"):
        assert blurred["logistic regression"] < blurred[name] < clear[name]

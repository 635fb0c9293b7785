"""Claims of the lesson gaussian-nb."""

import numpy as np
import pytest
from sklearn.datasets import load_breast_cancer, load_iris
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, log_loss
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

SEEDS = range(20)


def test_the_log_joint_by_hand_is_the_librarys(snippet):
    """The log joint worked out by hand is the library's, to nine digits, for every iris."""
    by_hand = snippet("gaussian-nb/log_joint_by_hand.py")["log_joint"]
    X, y = load_iris(return_X_y=True)
    model = GaussianNB(var_smoothing=0).fit(X, y)
    np.testing.assert_allclose([by_hand(X, y, x) for x in X], model.predict_joint_log_proba(X), rtol=1e-9)


def test_it_can_be_sampled(snippet):
    """Flowers drawn from its stories are given back their own names nine times in ten, for each of 20 seeds."""
    lesson = snippet("gaussian-nb/two_stories.py")
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        for k, kind in enumerate(lesson["model"].classes_):
            drawn = lesson["draw"](lesson["model"], k, 500, rng)
            assert np.mean(lesson["model"].predict(drawn) == kind) > 0.9


def test_real_petals_lean():
    """In both kinds of iris longer petals tend to be wider, which the naive story cannot say."""
    X, y = load_iris(return_X_y=True)
    for kind in (1, 2):
        length, width = X[y == kind, 2], X[y == kind, 3]
        assert np.corrcoef(length, width)[0, 1] > 0.25


def scores(model, seed):
    """Share of right labels and log loss on the half of the tumours that was not learned from."""
    X, y = load_breast_cancer(return_X_y=True)
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.5, random_state=seed, stratify=y)
    model = make_pipeline(StandardScaler(), model).fit(X_train, y_train)
    probabilities = model.predict_proba(X_test)
    return accuracy_score(y_test, probabilities.argmax(axis=1)), log_loss(y_test, probabilities)


def test_its_labels_are_good():
    """On real tumours it is right at least a quarter more often than the baseline, for each of 20 splits."""
    for seed in SEEDS:
        assert scores(GaussianNB(), seed)[0] > scores(DummyClassifier(), seed)[0] + 0.25


def test_its_probabilities_are_not():
    """There its log loss is at least three times that of logistic regression, for each of 20 splits."""
    for seed in SEEDS:
        assert scores(GaussianNB(), seed)[1] > 3 * scores(LogisticRegression(), seed)[1]


def copies(X, rng):
    return np.repeat(X[:, :1], 20, axis=1)


def fresh_noise(X, rng):
    return rng.normal(size=(len(X), 20))


def nothing(X, rng):
    return X[:, :0]


def loss_with(more_columns, model, seed):
    """Log loss on tumours with three measurements, and some more columns."""
    X, y = load_breast_cancer(return_X_y=True)
    X = np.hstack([X[:, [0, 1, 4]], more_columns(X, np.random.default_rng(seed))])
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.5, random_state=seed, stratify=y)
    fitted = make_pipeline(StandardScaler(), model).fit(X_train, y_train)
    return log_loss(y_test, fitted.predict_proba(X_test))


def its_probabilities_are_wrecked_by(more_columns):
    for seed in SEEDS:
        assert loss_with(more_columns, GaussianNB(), seed) > 4 * loss_with(nothing, GaussianNB(), seed)


def test_copies_wreck_its_probabilities():
    """Twenty copies of one measurement make its log loss at least four times as large, for each of 20 splits."""
    its_probabilities_are_wrecked_by(copies)


def test_breaking_the_copies_by_fresh_noise_saves_the_probabilities():
    """Twenty columns that say nothing, instead of copies, do no such harm: it is the echo that does it."""
    with pytest.raises(AssertionError):
        its_probabilities_are_wrecked_by(fresh_noise)


def test_copies_leave_logistic_regression_alone():
    """The same copies leave the log loss of logistic regression where it was, for each of 20 splits."""
    for seed in SEEDS:
        lost = loss_with(copies, LogisticRegression(), seed) - loss_with(nothing, LogisticRegression(), seed)
        assert abs(lost) < 0.05


def test_trying_two_other_kinds_of_iris(snippet):
    """Try this 1: the ovals of kinds 0 and 1 lie far apart, and every flower gets its right name."""
    lesson = snippet("gaussian-nb/two_stories.py", ("kinds = [1, 2]", "kinds = [0, 1]"))
    assert lesson["model"].score(lesson["X"], lesson["y"]) == 1
    gap = np.abs(np.diff(lesson["model"].theta_, axis=0))[0]
    assert np.all(gap > 2 * np.sqrt(lesson["model"].var_).sum(axis=0))


def test_trying_easier_flowers(snippet):
    """Try this 2: the first flower is sure to be of class 0, and most flowers are easier than the one of the lesson."""
    first = snippet("gaussian-nb/log_joint_by_hand.py", ("X[133]", "X[0]"))["posterior"]
    assert first[0] > 0.99
    other = snippet("gaussian-nb/log_joint_by_hand.py", ("X[133]", "X[70]"))["posterior"]
    assert np.argmax(other) != 0
    lesson = snippet("gaussian-nb/log_joint_by_hand.py")
    sure = lesson["model"].predict_proba(lesson["X"]).max(axis=1)
    assert np.mean(sure > lesson["posterior"].max()) > 0.9


def test_trying_to_copy_another_measurement(snippet):
    """Try this 3: with copies of another measurement the line still climbs, from left to right."""
    line = snippet("gaussian-nb/copied_feature.py", ("X[:, :1]", "X[:, 1:2]"))["naive_bayes"]
    assert line[-1] > 2 * line[0]

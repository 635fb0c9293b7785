"""Claims of the lesson gaussian-nb."""

import numpy as np
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


def with_copies(X, n_copies):
    return np.hstack([X, np.repeat(X[:, :1], n_copies, axis=1)])


def copied(model, seed, n_copies):
    """Log loss on tumours with one of three measurements copied."""
    X, y = load_breast_cancer(return_X_y=True)
    X = with_copies(X[:, [0, 1, 4]], n_copies)
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.5, random_state=seed, stratify=y)
    fitted = make_pipeline(StandardScaler(), model).fit(X_train, y_train)
    return log_loss(y_test, fitted.predict_proba(X_test))


def test_copies_wreck_its_probabilities_and_not_logistic_regressions():
    """Twenty copies of one measurement make its log loss at least four times as large, and leave its twin's alone."""
    for seed in SEEDS:
        assert copied(GaussianNB(), seed, 20) > 4 * copied(GaussianNB(), seed, 0)
        assert abs(copied(LogisticRegression(), seed, 20) - copied(LogisticRegression(), seed, 0)) < 0.05


def test_breaking_the_copies_by_fresh_noise_saves_the_probabilities():
    """Twenty columns that say nothing, instead of copies, do next to no harm: it is the echo that does it."""
    X, y = load_breast_cancer(return_X_y=True)
    for seed in SEEDS:
        noise = np.random.default_rng(seed).normal(size=(len(X), 20))
        halves = train_test_split(np.hstack([X[:, [0, 1, 4]], noise]), y, test_size=0.5, random_state=seed, stratify=y)
        X_train, X_test, y_train, y_test = halves
        fitted = make_pipeline(StandardScaler(), GaussianNB()).fit(X_train, y_train)
        assert log_loss(y_test, fitted.predict_proba(X_test)) < 2 * copied(GaussianNB(), seed, 0)

"""Claims of the practice page."""

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB

X_TRAIN = np.array([[1, 2], [2, 3], [3, 4], [4, 5]])


def test_two_three_fits_class_zero_better(snippet):
    """The point [2, 3] fits the story of class 0 better than that of class 1, by more than a factor of a thousand."""
    log_joint = snippet("practice/log_joints.py")["model"].predict_joint_log_proba([[2, 3]])[0]
    assert log_joint[0] - log_joint[1] > np.log(1000)


def test_halfway_is_even(snippet):
    """Exactly between two classes of equal spread and size, naive Bayes gives each of them one half."""
    model = snippet("practice/halfway_between.py")["model"]
    np.testing.assert_allclose(model.predict_proba([[2.5, 3.5]]), [[0.5, 0.5]], atol=1e-9)
    rng = np.random.default_rng(0)
    for middle in rng.normal(size=(20, 2)):
        moved = GaussianNB().fit(X_TRAIN - X_TRAIN.mean(axis=0) + middle, [0, 0, 1, 1])
        np.testing.assert_allclose(moved.predict_proba([middle]), [[0.5, 0.5]], atol=1e-6)


def test_nearest_example_is_another_rule():
    """Naive Bayes does not go by the nearest example: in some places it answers otherwise."""
    X = np.array([[0.0], [8.0], [9.0], [10.0], [11.0]])
    y = np.array([0, 0, 1, 1, 1])
    point = np.array([[8.4]])
    nearest = y[np.abs(X - point).argmin()]
    assert nearest == 0
    assert GaussianNB().fit(X, y).predict(point)[0] == 1


def test_a_straight_cut_cannot_single_out_the_middle():
    """With three examples in a row and the odd one in the middle, no straight cut gets more than two of them right."""
    X = np.array([[1, 2], [2, 3], [3, 4]])
    y = np.array([0, 1, 0])
    rng = np.random.default_rng(0)
    for w, b in zip(rng.normal(size=(2000, 2)), rng.normal(scale=5, size=2000), strict=True):
        assert np.sum((X @ w + b > 0) == y) <= 2
    assert LogisticRegression(C=np.inf).fit(X, y).score(X, y) <= 2 / 3 + 1e-9


def test_breaking_the_even_spread_breaks_one_half():
    """With one class spread wider, the point halfway between the middles is no longer even."""
    X = np.array([[1, 2], [2, 3], [2, 3], [5, 6]])
    assert abs(GaussianNB().fit(X, [0, 0, 1, 1]).predict_proba([[2.5, 3.5]])[0, 0] - 0.5) > 0.1

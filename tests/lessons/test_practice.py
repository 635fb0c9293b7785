"""Claims of the practice page."""

import numpy as np
import pytest
from sklearn.datasets import load_breast_cancer, load_wine
from sklearn.linear_model import LogisticRegression
from sklearn.mixture import GaussianMixture
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

X_TRAIN = np.array([[1, 2], [2, 3], [3, 4], [4, 5]])
HALFWAY = [[2.5, 3.5]]
THREE_IN_A_ROW, ODD_ONE_IN_THE_MIDDLE = np.array([[1, 2], [2, 3], [3, 4]]), np.array([0, 1, 0])
SEEDS = range(10)


def in_all_measurements_far_out(X):
    """A row that lies four spreads from the middle in each measurement."""
    return X.mean(axis=0) + 4 * X.std(axis=0)


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


def test_where_stories_fit_equally_the_more_common_class_is_likelier(snippet):
    """Halfway between two classes of equal spread, the answer is how common each class is, and nothing else."""
    assert snippet("practice/twice_as_common.py")["model"].predict_proba(HALFWAY)[0, 0] == pytest.approx(1 / 3)
    for times in range(1, 8):
        X, y = np.vstack([X_TRAIN[:2], np.tile(X_TRAIN[2:], (times, 1))]), [0, 0] + [1, 1] * times
        assert GaussianNB().fit(X, y).predict_proba(HALFWAY)[0, 0] == pytest.approx(1 / (1 + times))


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
    X, y = THREE_IN_A_ROW, ODD_ONE_IN_THE_MIDDLE
    rng = np.random.default_rng(0)
    for w, b in zip(rng.normal(size=(2000, 2)), rng.normal(scale=5, size=2000), strict=True):
        assert np.sum((X @ w + b > 0) == y) <= 2
    assert LogisticRegression(C=np.inf).fit(X, y).score(X, y) <= 2 / 3 + 1e-9


def test_one_more_measurement_bends_the_cut():
    """With the distance from the middle as one more measurement, the same model names all three examples rightly."""
    X, y = THREE_IN_A_ROW, ODD_ONE_IN_THE_MIDDLE
    for turn in np.linspace(0, np.pi, 20):
        turned = (X - X[1]) @ [[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]
        with_distance = np.column_stack([turned, np.sum(turned**2, axis=1)])
        assert LogisticRegression().fit(turned, y).score(turned, y) < 1
        assert LogisticRegression().fit(with_distance, y).score(with_distance, y) == 1


def test_what_generative_models_keep_can_be_drawn_from(snippet):
    """From what naive Bayes, LDA and QDA keep of irises, one can draw new ones that another model names rightly."""
    lesson = snippet("practice/two_families.py")
    X, y, models = lesson["X"], lesson["y"], lesson["models"]
    judge = SVC().fit(X, y)
    spreads = {
        "naive-bayes": [np.diag(variances) for variances in models["naive-bayes"].var_],
        "lda": models["lda"].set_params(store_covariance=True).fit(X, y).covariance_[None].repeat(3, axis=0),
        "qda": models["qda"].set_params(store_covariance=True).fit(X, y).covariance_,
    }
    for name, covariances in spreads.items():
        middles = getattr(models[name], "theta_", getattr(models[name], "means_", None))
        for seed in SEEDS:
            rng = np.random.default_rng(seed)
            for label in range(3):
                drawn = rng.multivariate_normal(middles[label], covariances[label], 100)
                assert np.mean(judge.predict(drawn) == label) > 0.8


def test_one_strange_row_hides_in_a_mean():
    """A row far out in all measurements is less likely than any ordinary one, yet the mean of a hundred rows with it
    is higher than `log p(x)` of one ordinary row in ten."""
    X, _ = load_wine(return_X_y=True)
    for seed in SEEDS:
        X_train, X_fresh = train_test_split(X, test_size=100, random_state=seed)
        story = make_pipeline(StandardScaler(), GaussianMixture(1, reg_covar=0.1, random_state=0)).fit(X_train)
        ordinary = story.score_samples(X_fresh)
        strange = in_all_measurements_far_out(X_train)[None]
        assert story.score_samples(strange)[0] < ordinary.min()
        assert story.score(np.vstack([X_fresh[1:], strange])) > np.quantile(ordinary, 0.1)


def test_a_model_looks_better_on_those_it_has_learned_from():
    """A tree names all patients rightly from whom it has learned, and not all others: at least 2 in 100 less."""
    X, y = load_breast_cancer(return_X_y=True)
    for seed in SEEDS:
        X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=seed)
        tree = DecisionTreeClassifier(random_state=seed).fit(X_train, y_train)
        assert tree.score(X_train, y_train) == 1
        assert tree.score(X_test, y_test) < 0.98


def test_breaking_the_even_spread_breaks_one_half():
    """With one class spread wider, the point halfway between the middles is no longer even."""
    X = np.array([[1, 2], [2, 3], [2, 3], [5, 6]])
    assert abs(GaussianNB().fit(X, [0, 0, 1, 1]).predict_proba([[2.5, 3.5]])[0, 0] - 0.5) > 0.1

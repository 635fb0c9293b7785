"""Claims of the lesson same-boundary-two-roads."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import expit, logit
from scipy.stats import norm
from sklearn.datasets import load_breast_cancer, load_iris
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis, QuadraticDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import NearestCentroid
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

SEEDS = range(20)
WORLDS = range(1, 11)


def leaning_clouds(seed, n_examples=200, n_features=5):
    """Two clouds of one shape, which leans; a third of the examples are of class 1."""
    rng = np.random.default_rng(seed)
    y = np.resize([0, 0, 1], n_examples)
    X = rng.normal(size=(n_examples, n_features))
    X[:, 0] += 2 * y  # two spreads apart; then lean
    return X @ rng.normal(size=(n_features, n_features)), y


def test_bayes_makes_a_sigmoid_of_the_story(snippet):
    """Bayes' rule, the sigmoid of a weighted sum, and the library agree to nine digits, for 20 pairs of clouds."""
    lesson = snippet("same-boundary-two-roads/sigmoid_from_a_story.py")
    for seed in SEEDS:
        X, y = leaning_clouds(seed)
        story = lesson["tell_story"](X, y)
        by_library = LinearDiscriminantAnalysis().fit(X, y).predict_proba(X)[:, 1]
        np.testing.assert_allclose(lesson["by_sigmoid"](X, *story), by_library, atol=1e-9)
        np.testing.assert_allclose(lesson["by_bayes"](X, *story), by_library, atol=1e-9)


def its_log_odds_do_not_bend(model):
    """Halfway between two examples, the log odds are halfway between those of the two."""
    for seed in SEEDS:
        X, y = leaning_clouds(seed)
        model.fit(X, y)
        here, there = X[:20], X[20:40]
        odds = [logit(model.predict_proba(points)[:, 1]) for points in (here, (here + there) / 2, there)]
        np.testing.assert_allclose(odds[1], (odds[0] + odds[2]) / 2, atol=1e-6)


def test_both_have_the_form_of_a_weighted_sum():
    """LDA and logistic regression have log odds without a bend, so a straight border, for each of 20 seeds."""
    its_log_odds_do_not_bend(LinearDiscriminantAnalysis())
    its_log_odds_do_not_bend(LogisticRegression(C=np.inf))


@pytest.mark.parametrize("model", [QuadraticDiscriminantAnalysis(), GaussianNB()], ids=["leaning", "upright"])
def test_breaking_the_shared_shape_bends_the_border(model):
    """If each class has a shape of its own, the squares do not cancel, and the log odds bend."""
    with pytest.raises(AssertionError):
        its_log_odds_do_not_bend(model)


def test_taught_by_the_story_logistic_regression_becomes_lda(snippet):
    """Taught with 100,000 flowers of the story, it gives LDA's probabilities, within 0.03, for each of 10 seeds."""
    path = "same-boundary-two-roads/sigmoid_from_a_story.py"
    for seed in WORLDS:
        answers = snippet(path, ("default_rng(0)", f"default_rng({seed})"))["answers"]
        by_story = answers["story, Bayes' rule"]
        assert np.abs(answers["taught by the story"] - by_story).max() < 0.03
        assert np.abs(answers["logistic regression"] - by_story).max() > 0.1


def halves(X, y, seed):
    return train_test_split(X, y, test_size=0.5, random_state=seed, stratify=y)


def rights(models, X, y, seed):
    """Share of right labels of each model on the half it has not learned from."""
    X_train, X_test, y_train, y_test = halves(X, y, seed)
    return [make_pipeline(StandardScaler(), model).fit(X_train, y_train).score(X_test, y_test) for model in models]


def test_the_two_roads_agree_on_real_flowers(snippet):
    """On flowers they have not seen, the two name the same kind at least 17 times in 20, for each of 20 splits."""
    lesson = snippet("same-boundary-two-roads/two_roads.py")
    for seed in SEEDS:
        X_train, X_test, y_train, _ = halves(lesson["X"], lesson["y"], seed)
        story = LinearDiscriminantAnalysis().fit(X_train, y_train)
        weights = LogisticRegression(C=np.inf).fit(X_train, y_train)
        assert np.mean(story.predict(X_test) == weights.predict(X_test)) > 0.85


def test_the_shape_is_worth_something(snippet):
    """There LDA beats the nearest middle by more than 1 flower in 20, on average over 20 splits."""
    lesson = snippet("same-boundary-two-roads/two_roads.py")
    models = LinearDiscriminantAnalysis(), NearestCentroid()
    found = np.mean([rights(models, lesson["X"], lesson["y"], seed) for seed in SEEDS], axis=0)
    assert found[0] > found[1] + 0.05


@pytest.fixture
def compare(snippet):
    """The lesson's comparison. Its table, not needed here, is made from 1 world instead of 40, to save time."""
    return snippet("same-boundary-two-roads/fewer_examples.py", ("n_worlds=40", "n_worlds=1"))["compare"]


def the_story_saves_a_fifth(compare, distance):
    for seed in WORLDS:
        lda, logistic = compare(distance, 300, n_worlds=40, seed=seed)
        assert lda < 0.8 * logistic


def test_a_true_story_saves_errors(compare):
    """With clouds 3 spreads apart, LDA makes at least a fifth fewer extra errors, for each of 10 seeds."""
    the_story_saves_a_fifth(compare, distance=3)


def test_breaking_the_distance_ends_the_saving(compare):
    """With clouds 1 spread apart, where most examples lie near the line, there is no such saving."""
    with pytest.raises(AssertionError):
        the_story_saves_a_fifth(compare, distance=1)


def test_a_true_story_saves_examples(compare):
    """At distance 3, LDA with 200 examples beats logistic regression with 240, for each of 10 seeds."""
    for seed in WORLDS:
        with_200 = compare(3, 200, n_worlds=40, seed=seed)
        with_240 = compare(3, 240, n_worlds=40, seed=seed)
        assert with_200[0] < with_240[1]


def efficiency(distance):
    """LDA's extra errors as a share of those of logistic regression, for endlessly many examples, half of each class.

    Extra errors grow with the variance of the weights along the line, and of the constant. Each is (4 + distance²) / n
    for LDA, by the means and the covariance; for logistic regression it is 1 / (n E[p (1 - p)]), by its information.
    """

    def information(x):
        density = (norm.pdf(x, -distance / 2) + norm.pdf(x, distance / 2)) / 2
        return density * expit(distance * x) * expit(-distance * x)

    return (4 + distance**2) * quad(information, -12, 12)[0]


def test_what_is_measured_is_what_theory_says(compare):
    """At distances 2 and 3, the share is within 0.1 of what theory gives for endlessly many examples."""
    for distance in (2, 3):
        lda, logistic = compare(distance, 500, n_worlds=120)
        assert lda / logistic == pytest.approx(efficiency(distance), abs=0.1)
    assert 1 / 2 < efficiency(3) < 2 / 3 < efficiency(2)


def lost_by_a_slip(lesson, flower):
    """How many more flowers are named wrongly after a slip: by LDA, by logistic regression."""
    X, y = lesson["X"], lesson["y"]
    after = lesson["fit_both"](lesson["with_slip"](X, flower), y)
    return [old.score(X, y) - new.score(X, y) for old, new in zip(lesson["before"], after, strict=True)]


def a_slip_leaves_logistic_regression_alone(lesson, flowers):
    for flower in flowers:
        assert abs(lost_by_a_slip(lesson, flower)[1]) < 0.02


def test_a_slip_on_the_right_side_ruins_lda(snippet):
    """Whichever of the 50 virginicas is mistyped, LDA names at least 15 more of 100 flowers wrongly."""
    lesson = snippet("same-boundary-two-roads/one_slip.py")
    for flower in range(50, 100):
        assert lost_by_a_slip(lesson, flower)[0] > 0.15


def test_such_a_slip_leaves_logistic_regression_alone(snippet):
    """Whichever of the 50 is mistyped, logistic regression loses at most 1 flower."""
    a_slip_leaves_logistic_regression_alone(snippet("same-boundary-two-roads/one_slip.py"), range(50, 100))


def test_breaking_the_side_of_the_slip_ruins_both(snippet):
    """The same slip on the wrong side, with a versicolor, ruins logistic regression as well."""
    with pytest.raises(AssertionError):
        a_slip_leaves_logistic_regression_alone(snippet("same-boundary-two-roads/one_slip.py"), range(10))


def test_long_tails_do_the_same_more_gently():
    """The measurements of tumours have long tails, and logistic regression names more rightly, in each of 20 splits."""
    X, y = load_breast_cancer(return_X_y=True)
    assert np.mean(np.mean(X, axis=0) > np.median(X, axis=0)) == 1
    found = np.array([rights([LinearDiscriminantAnalysis(), LogisticRegression()], X, y, seed) for seed in SEEDS])
    assert np.all(found[:, 1] > found[:, 0])
    assert found[:, 1].mean() > found[:, 0].mean() + 0.01


def two_spreads(rng, n_examples):
    y = rng.integers(0, 2, n_examples)
    X = rng.normal(size=(n_examples, 2)) * np.where(y == 1, 3, 1)[:, None]
    return X + np.outer(y, [2, 0]), y


def test_with_two_spreads_neither_line_is_best():
    """If one cloud is three times as wide, a shape for each class beats both lines by 1 answer in 20, for 20 seeds."""
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        train, test = two_spreads(rng, 400), two_spreads(rng, 4000)
        models = LinearDiscriminantAnalysis(), LogisticRegression(C=np.inf), QuadraticDiscriminantAnalysis()
        lda, logistic, curve = (model.fit(*train).score(*test) for model in models)
        assert curve > max(lda, logistic) + 0.05


def test_units_do_not_matter_to_lda():
    """In other units LDA gives the same probabilities, and a regularised logistic regression does not."""
    iris = load_iris()
    X, y = iris.data[50:], iris.target[50:]
    in_other_units = X * [10, 1, 0.1, 0.01]
    for model, same in ((LinearDiscriminantAnalysis(), True), (LogisticRegression(), False)):
        before = model.fit(X, y).predict_proba(X)
        assert np.allclose(before, model.fit(in_other_units, y).predict_proba(in_other_units), atol=1e-6) == same


def test_trying_the_petals(snippet):
    """Try this 1: by length and width of petals, the nearest middle names as many flowers rightly as LDA."""
    lesson = snippet("same-boundary-two-roads/two_roads.py", ("[0, 2]", "[2, 3]"))
    found = {
        name: lesson["cross_val_score"](m, lesson["X"], lesson["y"], cv=5).mean()
        for name, m in lesson["models"].items()
    }
    assert abs(found["nearest middle"] - found["LDA"]) < 0.03
    assert found["LDA"] > 0.9


def test_trying_a_larger_distance(snippet):
    """Try this 2: at distance 4 LDA's lead is even larger: its share of the extra errors falls."""
    path = "same-boundary-two-roads/fewer_examples.py"
    fewer = ("n_worlds=40", "n_worlds=20")
    near, far = snippet(path, fewer), snippet(path, fewer, ("far, sizes = 3", "far, sizes = 4"))
    for n in near["sizes"]:
        shares = [run["errors"][run["far"], n][0] / run["errors"][run["far"], n][1] for run in (near, far)]
        assert shares[1] < shares[0] - 0.1


def test_trying_a_slip_on_the_wrong_side(snippet):
    """Try this 3: neither line holds; both name at least 15 more of the 100 flowers wrongly."""
    lesson = snippet("same-boundary-two-roads/one_slip.py", ("slipped = 87", "slipped = 37"))
    assert min(lost_by_a_slip(lesson, lesson["slipped"])) > 0.15

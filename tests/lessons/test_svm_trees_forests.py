"""Claims of the lesson svm-trees-forests."""

import numpy as np
import pytest
from sklearn.datasets import load_breast_cancer, load_digits, load_wine
from sklearn.discriminant_analysis import QuadraticDiscriminantAnalysis
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_score, train_test_split
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures, StandardScaler
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

SEEDS = range(20)
SHUFFLES = range(10)
RUN: dict[str, dict] = {}


def once(snippet, name):
    """What a snippet leaves behind; it is run once for all tests that only read it."""
    if name not in RUN:
        RUN[name] = snippet(f"svm-trees-forests/{name}.py")
    return RUN[name]


def answers(lesson, model, seed):
    """What a model that has learned from 100 tumours says of all others, by the two measurements of the lesson."""
    X, y = load_breast_cancer(return_X_y=True)
    X_train, X_new, y_train, _ = train_test_split(X[:, [20, 21]], y, train_size=100, random_state=seed, stratify=y)
    return lesson["answers"](model.fit(X_train, y_train), X_new)


def test_an_svm_gives_a_score_and_no_probability(snippet):
    """An SVM has no predict_proba, and its scores go below -1 and above 1, in each of 20 splits."""
    lesson = once(snippet, "three_advisers")
    svm = lesson["models"]["SVM"]
    assert not hasattr(svm, "predict_proba")
    for seed in SEEDS:
        scores = answers(lesson, svm, seed)
        assert scores.min() < -1
        assert scores.max() > 1


def it_says_only_0_and_1(lesson, model):
    for seed in SEEDS:
        assert set(answers(lesson, model, seed)) == {0, 1}


def test_a_full_tree_says_only_0_and_1(snippet):
    """A tree that asks as long as it can has no other answers than 0 and 1, in each of 20 splits."""
    lesson = once(snippet, "three_advisers")
    it_says_only_0_and_1(lesson, lesson["models"]["tree"])


def test_breaking_the_tree_off_early_gives_it_other_answers(snippet):
    """If the tree must leave ten patients in each group, it says other things than 0 and 1."""
    lesson = once(snippet, "three_advisers")
    with pytest.raises(AssertionError):
        it_says_only_0_and_1(lesson, DecisionTreeClassifier(min_samples_leaf=10, random_state=0))


def test_three_questions_give_at_most_eight_answers(snippet):
    """A tree of depth 3 has at most eight answers, and logistic regression one for nearly each patient."""
    lesson = once(snippet, "three_advisers")
    for seed in SEEDS:
        tree, logistic = (
            answers(lesson, lesson["models"][n], seed) for n in ("tree of depth 3", "logistic regression")
        )
        assert len(np.unique(tree)) <= 8
        assert len(np.unique(logistic)) > 0.9 * len(logistic)


def test_all_advisers_agree_and_only_the_tree_is_certain(snippet):
    """Of the tumour asked about, all five lean to benign, wrongly, and the full tree alone is certain."""
    lesson = once(snippet, "three_advisers")
    tumour = lesson["X_new"][[lesson["asked"]]]
    assert lesson["y_new"][lesson["asked"]] == 0
    assert all(model.predict(tumour)[0] == 1 for model in lesson["models"].values())
    certain = [
        name
        for name, model in lesson["models"].items()
        if hasattr(model, "predict_proba") and model.predict_proba(tumour).max() == 1
    ]
    assert certain == ["tree"]


def too_sure_by(lesson, model, seed):
    """What a model said, less how often it was right, over the patients of whom it was over 90% sure."""
    _, said, right = lesson["where_sure"](lesson["said_of_all"](model, seed))
    return said - right


def it_keeps_its_word(lesson, model):
    assert all(abs(too_sure_by(lesson, model, seed)) < 0.05 for seed in SHUFFLES)


def test_the_tree_is_certain_and_often_wrong(snippet):
    """A full tree is certain of every patient, and wrong about more than a quarter, in each of 10 shuffles."""
    lesson = once(snippet, "said_and_happened")
    for seed in SHUFFLES:
        assert too_sure_by(lesson, lesson["models"]["tree"], seed) > 0.25


def test_naive_bayes_is_too_sure_as_well(snippet):
    """Where naive Bayes is over 90% sure, it promises over ten percentage points too much, in each of 10 shuffles."""
    lesson = once(snippet, "said_and_happened")
    for seed in SHUFFLES:
        assert too_sure_by(lesson, lesson["models"]["naive Bayes"], seed) > 0.1


def test_logistic_regression_keeps_its_word(snippet):
    """Where logistic regression is over 90% sure, it is right as often as it says, within five percentage points."""
    lesson = once(snippet, "said_and_happened")
    it_keeps_its_word(lesson, lesson["models"]["logistic regression"])


def test_breaking_its_restraint_makes_logistic_regression_too_sure(snippet):
    """With squares and products of all measurements and no restraint, logistic regression does not keep its word."""
    lesson = once(snippet, "said_and_happened")
    many = make_pipeline(StandardScaler(), PolynomialFeatures(2), LogisticRegression(C=np.inf, max_iter=1000))
    with pytest.raises(AssertionError):
        it_keeps_its_word(lesson, many)


def test_a_vote_of_trees_is_far_more_honest_than_a_tree(snippet):
    """Where a forest is over 90% sure, it is within ten percentage points of the truth, in each of 5 shuffles."""
    lesson = once(snippet, "said_and_happened")
    for seed in range(5):
        assert abs(too_sure_by(lesson, lesson["models"]["forest"], seed)) < 0.1


def test_a_forest_can_be_too_timid():
    """On digits a forest is right over ten percentage points more often than its votes say, in each of 10 splits."""
    X, y = load_digits(return_X_y=True)
    for seed in SHUFFLES:
        X_train, X_new, y_train, y_new = train_test_split(X, y, test_size=0.5, random_state=seed, stratify=y)
        votes = RandomForestClassifier(20, random_state=seed).fit(X_train, y_train).predict_proba(X_new)
        assert np.mean(votes.argmax(axis=1) == y_new) > votes.max(axis=1).mean() + 0.1


def prices(lesson, name, repaired=False):
    """Log loss of a model's probabilities in each of 10 shuffles, worked out once."""
    key = f"price of {name}, repaired: {repaired}"
    if key not in RUN:
        model = lesson["repaired"](lesson["models"][name]) if repaired else lesson["models"][name]
        RUN[key] = np.array([lesson["price"](model, seed) for seed in SHUFFLES])
    return RUN[key]


def test_calibration_stops_the_trees_losses(snippet):
    """Repaired, a full tree's log loss falls to under a tenth of what it was, in each of 10 shuffles."""
    lesson = once(snippet, "repair")
    assert np.all(prices(lesson, "tree", repaired=True) < 0.1 * prices(lesson, "tree"))


def test_calibration_makes_the_tree_no_wiser(snippet):
    """The repaired tree still has two answers, costs more than logistic regression, and little less than no model."""
    lesson = once(snippet, "repair")
    mended = lesson["repaired"](lesson["models"]["tree"]).fit(lesson["X"], lesson["y"])
    said = mended.predict_proba(lesson["X"])[:, 1]
    assert len(np.unique(said)) == 2
    assert 0.6 < said.max() < 0.72
    assert np.all(prices(lesson, "tree", repaired=True) > prices(lesson, "logistic regression") + 0.08)
    assert np.all(prices(lesson, "tree", repaired=True) > prices(lesson, "share of all") - 0.12)


def test_calibration_mends_naive_bayes(snippet):
    """Repaired, naive Bayes costs less than the share of all, which it did not before, in each of 10 shuffles."""
    lesson = once(snippet, "repair")
    baseline = prices(lesson, "share of all")
    assert np.all(prices(lesson, "naive Bayes", repaired=True) < baseline - 0.08)
    assert np.all(prices(lesson, "naive Bayes") > baseline + 0.08)


def test_calibration_gives_an_svm_good_probabilities(snippet):
    """Repaired, an SVM's log loss is within 0.06 of that of logistic regression, in each of 10 shuffles."""
    lesson = once(snippet, "repair")
    assert np.all(abs(prices(lesson, "SVM", repaired=True) - prices(lesson, "logistic regression")) < 0.06)


def test_logistic_regression_needs_no_repair(snippet):
    """Calibration changes the log loss of logistic regression by less than 0.02, in each of 10 shuffles."""
    lesson = once(snippet, "repair")
    gain = prices(lesson, "logistic regression") - prices(lesson, "logistic regression", repaired=True)
    assert np.all(abs(gain) < 0.02)


def right(model, X, y, seed):
    return cross_val_score(model, X, y, cv=StratifiedKFold(5, shuffle=True, random_state=seed)).mean()


def test_both_families_are_at_the_top_and_at_the_bottom():
    """On digits, in 5 shuffles, SVM and QDA beat logistic regression, and that beats a tree and naive Bayes."""
    X, y = load_digits(return_X_y=True)
    for seed in range(5):
        logistic = right(make_pipeline(StandardScaler(), LogisticRegression()), X, y, seed)
        low = [right(model, X, y, seed) for model in (DecisionTreeClassifier(random_state=0), GaussianNB())]
        assert right(SVC(), X, y, seed) > logistic + 0.01
        assert right(QuadraticDiscriminantAnalysis(reg_param=0.1), X, y, seed) > logistic + 0.005
        assert max(low) < logistic - 0.05
        assert min(low) > right(DummyClassifier(), X, y, seed) + 0.5


def an_svm_needs_scaling(scaler):
    X, y = load_wine(return_X_y=True)
    for seed in SEEDS:
        assert right(make_pipeline(scaler, SVC()), X, y, seed) > right(SVC(), X, y, seed) + 0.2


def test_an_svm_needs_scaling():
    """On wines, scaling makes an SVM right at least twenty percentage points more often, in each of 20 shuffles."""
    an_svm_needs_scaling(StandardScaler())


def test_breaking_the_scaler_takes_the_gain_away():
    """A scaler that only shifts, and leaves large measurements large, does not help the SVM."""
    with pytest.raises(AssertionError):
        an_svm_needs_scaling(StandardScaler(with_std=False))


def test_trying_a_cheaper_street(snippet):
    """Try this 1: where standing on the street costs little, the street is at least twice as wide."""

    def width(lesson):
        return 2 / np.linalg.norm(lesson["models"]["SVM"][-1].coef_)

    change = ('SVC(kernel="linear")', 'SVC(kernel="linear", C=0.01)')
    cheap = snippet("svm-trees-forests/three_advisers.py", change)
    assert width(cheap) > 2 * width(once(snippet, "three_advisers"))


def test_trying_a_committee_of_three(snippet):
    """Try this 2: three trees, where they are over 90% sure, promise at least ten percentage points too much."""
    change = ("RandomForestClassifier(random_state=0)", "RandomForestClassifier(3, random_state=0)")
    lesson = snippet("svm-trees-forests/said_and_happened.py", change)
    for seed in SHUFFLES:
        assert too_sure_by(lesson, lesson["models"]["forest"], seed) > 0.1


def test_trying_without_shuffling(snippet):
    """Try this 3: without shuffling, each of the six models names at least one digit in a hundred fewer rightly."""
    shuffled = once(snippet, "digits_by_seven")["found"]
    change = ("StratifiedKFold(5, shuffle=True, random_state=0)", "StratifiedKFold(5)")
    in_order = snippet("svm-trees-forests/digits_by_seven.py", change)["found"]
    assert len(shuffled) == 7
    for name in list(shuffled)[1:]:
        assert in_order[name] < shuffled[name] - 0.01

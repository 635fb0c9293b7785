"""Claims of the lesson unlabelled-data."""

import numpy as np
import pytest
from scipy.special import logsumexp
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import GaussianNB
from sklearn.semi_supervised import LabelSpreading

SEEDS = range(20)
KEPT = {}
"""What several claims look at, worked out once."""


def test_counting_in_part_is_the_librarys_sample_weight(snippet):
    """Stories told from scans that count in part are those of the library with sample_weight, to nine digits."""
    lesson = snippet("unlabelled-data/before_and_after.py")
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        X, shares = rng.normal(size=(50, 2)), rng.dirichlet([1, 1], size=50)
        by_library = GaussianNB(var_smoothing=0).fit(
            np.vstack([X, X]), np.repeat([0, 1], 50), sample_weight=shares.T.ravel()
        )
        by_hand = lesson["log_joint"](X, lesson["tell"](X, shares))
        np.testing.assert_allclose(by_hand, by_library.predict_joint_log_proba(X), rtol=1e-9)


def test_no_round_makes_what_was_seen_less_likely(snippet):
    """No round of EM makes the scans that it learns from less likely, in ten rounds for each of 20 seeds."""
    lesson = snippet("unlabelled-data/before_and_after.py")
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        (X, y), (X_unlabelled, _) = lesson["draw"](3, rng), lesson["draw"](150, rng)
        seen = []
        for n_rounds in range(1, 11):
            stories = lesson["em"](X, y, X_unlabelled, n_rounds)
            with_label = lesson["log_joint"](X, stories)[np.arange(len(y)), y].sum()
            seen.append(with_label + logsumexp(lesson["log_joint"](X_unlabelled, stories), axis=1).sum())
        assert np.all(np.diff(seen) > -1e-8)


def scans_of_the_same_kinds(lesson, rng):
    return lesson["draw"](150, rng)[0]


def scans_of_anything(lesson, rng):
    return rng.uniform(-20, 20, size=(300, 2))


def unlabelled_scans_help(lesson, more_scans):
    gains = []
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        (X, y), (X_new, y_new) = lesson["draw"](3, rng), lesson["draw"](500, rng)
        X_unlabelled = more_scans(lesson, rng)
        before, after = (
            np.mean(lesson["log_joint"](X_new, lesson["em"](X, y, X_unlabelled, n)).argmax(axis=1) == y_new)
            for n in (0, 20)
        )
        gains.append(after - before)
    assert min(gains) > -0.01
    assert np.mean(gains) > 0.03


def test_they_help_where_the_story_is_true(snippet):
    """Where the story is true, scans without a label lift naive Bayes, and harm it for none of 20 seeds."""
    unlabelled_scans_help(snippet("unlabelled-data/before_and_after.py"), scans_of_the_same_kinds)


def test_breaking_it_by_scans_of_anything(snippet):
    """Scans that have nothing to do with the two kinds do not help: the help comes from where the groups are."""
    with pytest.raises(AssertionError):
        unlabelled_scans_help(snippet("unlabelled-data/before_and_after.py"), scans_of_anything)


@pytest.fixture
def digits(snippet):
    """The digits' snippet, and for some numbers of labels its scores on 20 splits: weights 0, 1, 1/10; logistic."""
    if not KEPT:
        lesson = snippet("unlabelled-data/few_labels.py")
        scores = {n: np.array([lesson["scores"](n, seed) for seed in SEEDS]).T for n in (1, 5, 10, 40)}
        KEPT.update(lesson=lesson, scores=scores)
    return KEPT


def test_images_without_a_label_help_where_labels_are_very_few(digits):
    """With one label of each digit, images without a label lift naive Bayes in at least 17 of 20 splits."""
    nothing, one, _, _ = digits["scores"][1]
    assert np.sum(one > nothing) >= 17
    assert np.mean(one - nothing) > 0.05


def harm(one, nothing):
    assert np.sum(one < nothing) >= 16
    assert np.mean(nothing - one) > 0.008


def test_the_same_images_harm_where_there_are_more_labels(digits):
    """With ten labels of each digit, and with forty, they make it worse in at least 16 of 20 splits."""
    for n_labels in (10, 40):
        nothing, one, _, _ = digits["scores"][n_labels]
        harm(one, nothing)


def test_breaking_the_guess_by_the_true_labels(digits):
    """Told their true labels, the same images do no harm: what harms is the guess."""
    lesson, told = digits["lesson"], []
    for seed in SEEDS:
        X, X_test, y, y_test = split(lesson, seed)
        stories = lesson["tell"](X, np.eye(10)[y])
        told.append(np.mean(lesson["log_joint"](X_test, stories).argmax(axis=1) == y_test))
    with pytest.raises(AssertionError):
        harm(np.array(told), digits["scores"][10][0])


def test_ones_suffer(digits):
    """With ten labels of each digit, images without a label cost ones over 0.05 of their right labels, on average."""
    lesson, lost = digits["lesson"], []
    for seed in SEEDS:
        X, X_test, y, y_test = split(lesson, seed)
        has_label = np.isin(np.arange(len(y)), [np.flatnonzero(y == digit)[:10] for digit in range(10)])
        before, after = (
            lesson["log_joint"](X_test, lesson["em"](X[has_label], y[has_label], X[~has_label], weight)).argmax(axis=1)
            for weight in (0, 1)
        )
        lost.append(np.mean(before[y_test == 1] == 1) - np.mean(after[y_test == 1] == 1))
    assert np.mean(lost) > 0.05


def split(lesson, seed):
    images, labels = lesson["images"], lesson["labels"]
    return train_test_split(images, labels, test_size=0.5, random_state=seed, stratify=labels)


def test_counting_them_a_tenth_keeps_the_help_and_not_the_harm(digits):
    """Counted a tenth, they lift it as far with one label each, and cost under a hundredth with ten and forty."""
    nothing, one, tenth, _ = digits["scores"][1].mean(axis=1)
    assert tenth > nothing + 0.05
    assert tenth > one - 0.02
    for n_labels in (10, 40):
        nothing, one, tenth, _ = digits["scores"][n_labels].mean(axis=1)
        assert tenth > nothing - 0.01
        assert tenth > one + 0.008


def test_a_few_more_labels_are_worth_more(digits):
    """Five labels of each digit instead of one gain more than all images without a label, in 17 of 20 splits."""
    five_labels, all_images = digits["scores"][5][0], digits["scores"][1][1]
    assert np.sum(five_labels > all_images) >= 17
    assert np.mean(five_labels - all_images) > 0.04


def test_logistic_regression_wins_with_labels_alone(digits):
    """With one label of each digit naive Bayes with all images beats logistic regression, and from five on it loses."""
    _, one, _, logistic = digits["scores"][1].mean(axis=1)
    assert one > logistic + 0.04
    for n_labels in (5, 10, 40):
        _, one, _, logistic = digits["scores"][n_labels].mean(axis=1)
        assert logistic > one + 0.01


@pytest.mark.filterwarnings("ignore:invalid value encountered in divide")  # by the default gamma: all is far away
def test_another_assumption_does_better_on_digits(digits):
    """With five labels of each digit LabelSpreading beats naive Bayes with all images, but only if gamma is small."""
    for seed in range(10):
        X, X_test, y, y_test = split(digits["lesson"], seed)
        rows = [np.flatnonzero(y == digit)[:5] for digit in range(10)]
        y = np.where(np.isin(np.arange(len(y)), rows), y, -1)
        assert LabelSpreading(gamma=0.005).fit(X, y).score(X_test, y_test) > digits["scores"][5][1, seed]
        assert LabelSpreading().fit(X, y).score(X_test, y_test) < 0.2


def more_scans_lead_two_stories_astray(lesson):
    for seed in SEEDS:
        (right, log_p_x), (right_after, log_p_x_after) = (lesson["scores"](2, 1, n, seed) for n in (0, 900))
        assert right_after < right - 0.05
        assert log_p_x_after > log_p_x + 0.05


def test_a_wrong_story_is_led_astray(snippet):
    """Two stories for three groups get worse by unlabelled scans, while log p(x) gets better, for each of 20 seeds."""
    more_scans_lead_two_stories_astray(snippet("unlabelled-data/wrong_groups.py"))


def test_breaking_the_gap_between_young_and_old(snippet):
    """If scans of the old are no brighter, two stories are true, and nothing is led astray."""
    with pytest.raises(AssertionError):
        more_scans_lead_two_stories_astray(snippet("unlabelled-data/wrong_groups.py", ("gap = 6", "gap = 0")))


def test_a_small_weight_takes_the_harm_away(snippet):
    """Counted a hundredth, unlabelled scans move the share of right answers by less than 0.03, for each of 20 seeds."""
    scores = snippet("unlabelled-data/wrong_groups.py")["scores"]
    for seed in SEEDS:
        assert abs(scores(2, 0.01, 900, seed)[0] - scores(2, 0.01, 0, seed)[0]) < 0.03


def test_three_stories_mend_the_cause(snippet):
    """With a story of each group, unlabelled scans harm for none of 20 seeds, and help on average."""
    scores = snippet("unlabelled-data/wrong_groups.py")["scores"]
    gains = [scores(3, 1, 900, seed)[0] - scores(3, 1, 0, seed)[0] for seed in SEEDS]
    assert min(gains) > -0.01
    assert np.mean(gains) > 0.005


def test_the_mark_of_no_label_is_a_class_elsewhere():
    """Outside of sklearn.semi_supervised, the label -1 is one more class, and nothing warns of it."""
    X, y = np.array([[0.0], [1.0], [2.0], [3.0]]), [0, -1, -1, 1]
    for model in (LogisticRegression(), GaussianNB()):
        assert list(model.fit(X, y).classes_) == [-1, 0, 1]


def test_trying_thirty_labels(snippet):
    """Try this 1: with thirty labels of each kind, the grey dots hardly change the stories any more."""
    lesson = snippet("unlabelled-data/before_and_after.py", ("draw(3, rng)", "draw(30, rng)"))
    before, after = (lesson["em"](lesson["X"], lesson["y"], lesson["X_unlabelled"], n) for n in (0, 20))
    assert np.abs(after[1] - before[1]).max() < 0.3
    assert np.abs(np.sqrt(after[2]) - np.sqrt(before[2])).max() < 0.3
    few = snippet("unlabelled-data/before_and_after.py")
    before, after = (few["em"](few["X"], few["y"], few["X_unlabelled"], n) for n in (0, 20))
    assert np.abs(np.sqrt(after[2]) - np.sqrt(before[2])).max() > 0.4


def test_trying_a_weaker_baseline(digits, snippet):
    """Try this 2: with narrower bells the gain looks larger, because naive Bayes with labels only became weaker."""
    weaker = snippet("unlabelled-data/few_labels.py", ("+ 4", "+ 0.5"))
    five = weaker["sizes"].index(5)
    for_five = {name: digits["lesson"][name][five] for name in ("nothing", "one")}
    assert weaker["one"][five] - weaker["nothing"][five] > for_five["one"] - for_five["nothing"] + 0.01
    assert weaker["nothing"][five] < for_five["nothing"] - 0.03
    assert weaker["one"][five] < for_five["one"] - 0.01


def test_trying_a_small_gap(snippet):
    """Try this 3: where age hardly shows, the solid line no longer falls."""
    scores = snippet("unlabelled-data/wrong_groups.py", ("gap = 6", "gap = 2"))["scores"]
    gains = [scores(2, 1, 900, seed)[0] - scores(2, 1, 0, seed)[0] for seed in SEEDS]
    assert np.mean(gains) > 0

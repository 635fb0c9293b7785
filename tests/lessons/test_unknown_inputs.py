"""Claims of the lesson unknown-inputs."""

import functools

import numpy as np
import pytest
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.mixture import GaussianMixture
from sklearn.model_selection import train_test_split

SEEDS = range(10)
KINDS = ["sideways", "inverted", "static", "a nine", "a smudge"]
ONE_SPLIT = "unknown-inputs/who_notices.py", ("range(5)", "range(1)")  # its functions, without the wait
SCORES = ["confidence", "log p(x)", "nearest", "ink"]


def halves(seed, last_digit=8):
    X, y = load_digits(return_X_y=True)
    seen = y <= last_digit
    return train_test_split(X[seen], y[seen], test_size=0.5, random_state=seed)


@pytest.fixture(scope="module")
def tables():
    """The lesson's table, of AUROC by kind and score, for each seed; worked out once."""
    return {}


@pytest.fixture
def auroc_of(snippet, tables):
    """AUROC of a score against a kind of unknown, for all seeds."""
    if not tables:
        table = snippet(*ONE_SPLIT)["table"]
        tables.update({seed: table(seed) for seed in SEEDS})

    def find(score, kind):
        return np.array([table[KINDS.index(kind), SCORES.index(score)] for table in tables.values()])

    return find


def test_the_table_has_the_rows_and_columns_that_these_tests_name(snippet):
    """The AUROC worked out by hand, pair by pair, is the library's, to two digits."""
    lesson = snippet(*ONE_SPLIT)
    X_train, X_test, y_train, _ = halves(0)
    unknowns = lesson["make_unknowns"](X_test, 0)
    scores = lesson["make_scores"](X_train, y_train)
    assert list(unknowns) == KINDS and list(scores) == SCORES
    for score in scores.values():
        for Z in unknowns.values():
            is_known = np.repeat([1, 0], [len(X_test), len(Z)])
            by_library = roc_auc_score(is_known, np.append(score(X_test), score(Z)))
            assert abs(lesson["auroc"](score(X_test), score(Z)) - by_library) < 0.005


def test_confidence_is_not_familiarity(auroc_of):
    """Digits on their side get more confident labels than upright ones: AUROC below one half, for each of 10 splits."""
    found = auroc_of("confidence", "sideways")
    assert found.max() < 0.5
    assert found.mean() < 0.4


def test_a_sideways_digit_is_called_a_four(snippet):
    """Two in three sideways digits and more are called fours: the dots at the left say so, more than in real fours."""
    make_unknowns = snippet(*ONE_SPLIT)["make_unknowns"]
    for seed in SEEDS:
        X_train, X_test, y_train, y_test = halves(seed)
        namer = LogisticRegression().fit(X_train / 16, y_train)
        sideways = make_unknowns(X_test, seed)["sideways"]
        assert np.mean(namer.predict(sideways / 16) == 4) > 2 / 3
        left = (namer.coef_[4].reshape(8, 8)[:, :2]).ravel()

        def evidence(X, left=left):
            return (X.reshape(-1, 8, 8)[:, :, :2].reshape(len(X), -1) / 16 @ left).mean()

        assert evidence(sideways) > 1.2 * evidence(X_test[y_test == 4]) > 0


def test_confidence_is_no_bad_score(auroc_of):
    """Confidence does rank static, nines and smudges below digits: AUROC above .9, for each of 10 splits."""
    for kind in ("static", "a nine", "a smudge"):
        assert auroc_of("confidence", kind).min() > 0.9


@functools.cache
def mixture(seed, n_bells, also_sideways=False):
    """A mixture fitted to half of the digits, and on demand to the same digits on their side."""
    X_train = halves(seed)[0]
    if also_sideways:
        X_train = np.vstack([X_train, turned(X_train)])
    return GaussianMixture(n_bells, reg_covar=1, random_state=0).fit(X_train)


def turned(X):
    return np.rot90(X.reshape(-1, 8, 8), axes=(1, 2)).reshape(-1, 64)


def auroc(knowns, unknowns):
    return roc_auc_score(np.repeat([1, 0], [len(knowns), len(unknowns)]), np.append(knowns, unknowns))


def it_notices_sideways_digits(make_story):
    for seed in SEEDS:
        story, X_test = make_story(seed), halves(seed)[1]
        assert auroc(story.score_samples(X_test), story.score_samples(turned(X_test))) > 0.99


def test_likelihood_notices_what_is_turned():
    """The mixture's log p(x) ranks digits above those on their side: AUROC above .99, for each of 10 splits."""
    it_notices_sideways_digits(lambda seed: mixture(seed, 9))


def test_breaking_the_story_by_showing_it_sideways_digits():
    """A mixture that has also learned from digits on their side is not alarmed by them: it was about familiarity."""
    with pytest.raises(AssertionError):
        it_notices_sideways_digits(lambda seed: mixture(seed, 9, also_sideways=True))


def test_likelihood_notices_inverted_scans_and_static(auroc_of):
    """It does as well with inverted scans and with static, and above .9 with nines, for each of 10 splits."""
    for kind in ("inverted", "static"):
        assert auroc_of("log p(x)", kind).min() > 0.99
    assert auroc_of("log p(x)", "a nine").min() > 0.9


def test_smudges_turn_the_tables(auroc_of):
    """With smudges it is the other way round: log p(x) stays below .7, confidence above .97, for each of 10 splits."""
    assert auroc_of("log p(x)", "a smudge").max() < 0.7
    assert auroc_of("confidence", "a smudge").min() > 0.97


def smudges_look_likelier_than_digits(n_bells):
    for seed in SEEDS:
        story, X_test = mixture(seed, n_bells), halves(seed)[1]
        crowds = np.random.default_rng(seed).integers(len(X_test), size=(len(X_test), 20))
        smudges = X_test[crowds].mean(axis=1)
        assert auroc(story.score_samples(X_test), story.score_samples(smudges)) < 0.02


def test_one_bell_finds_smudges_likelier_than_digits():
    """One bell curve finds smudges likelier than real digits in 98 of 100 pairs, for each of 10 splits."""
    smudges_look_likelier_than_digits(n_bells=1)


def test_breaking_the_one_bell_into_nine_mends_the_worst():
    """With nine bells smudges are no longer likelier than nearly all digits: the simple story did that."""
    with pytest.raises(AssertionError):
        smudges_look_likelier_than_digits(n_bells=9)


def test_the_likeliest_place_is_empty(snippet):
    """With 64 measurements no draw of 1000 is near the middle, which is likelier than any, for each of 20 seeds."""
    around_the_middle = snippet("unknown-inputs/likeliest_place.py")["around_the_middle"]
    for seed in range(20):
        assert around_the_middle(64, seed) == (1, 0)
        less_likely, close = around_the_middle(1, seed)
        assert less_likely == 1 and close > 0.9


def test_the_nearest_example_is_hard_to_beat(auroc_of):
    """The distance to the nearest example is above .9 with every kind; neither model is, for each of 10 splits."""
    assert min(auroc_of("nearest", kind).min() for kind in KINDS) > 0.9
    for model in ("confidence", "log p(x)"):
        assert np.min([auroc_of(model, kind) for kind in KINDS], axis=0).max() < 0.7


def test_an_easy_unknown_proves_nothing(auroc_of):
    """Ink alone is perfect on inverted scans and a coin toss on sideways ones, for each of 10 splits."""
    assert auroc_of("ink", "inverted").min() > 0.99
    assert np.abs(auroc_of("ink", "sideways") - 0.5).max() < 0.02


def test_a_limit_set_on_training_data_is_too_strict():
    """A limit that 1 in 100 training digits fail is failed by more than 1 in 10 fresh ones, for each of 10 splits."""
    for seed in SEEDS:
        X_train, X_test, _, _ = halves(seed)
        story = mixture(seed, 9)
        limit = np.quantile(story.score_samples(X_train), 0.01)
        assert np.mean(story.score_samples(X_test) < limit) > 0.1


def test_trying_a_nought_upside_down(snippet):
    """Try this 1: upside down, a nought is as ordinary as ever, to both models; it is still a nought."""
    lesson = snippet(
        "unknown-inputs/six_scans.py",
        ("X_test[38]", "X_test[58]"),
        ("np.rot90(digit)", "np.rot90(digit, 2)"),
    )
    x = lesson["scans"]["sideways"].reshape(1, -1)
    assert lesson["namer"].predict(x / 16)[0] == 0
    assert lesson["namer"].predict_proba(x / 16).max() > 0.9
    assert lesson["low"] < lesson["story"].score_samples(x)[0] < lesson["high"]


def test_trying_one_bell_in_the_table(snippet, auroc_of):
    """Try this 2: with one bell, log p(x) gets worse at nines and far worse at smudges; the other rows do not."""
    nine = [auroc_of("log p(x)", kind).mean() for kind in KINDS]
    one = snippet("unknown-inputs/who_notices.py", ("GaussianMixture(9", "GaussianMixture(1"))["means"][:, 1]
    assert one[:3].min() > 0.99
    assert one[3] < nine[3] - 0.1
    assert one[4] < nine[4] - 0.3


def test_trying_an_alarm_on_both_sides(snippet):
    """Try this 3: with an alarm on both sides, the lowest line rises from the bottom to above .9 for twenty digits."""
    one_sided = snippet("unknown-inputs/overprints.py")["found"]["log p(x), one bell"]
    change = ("one_bell.score_samples(X) - usual", "-abs(one_bell.score_samples(X) - usual)")
    both_sides = snippet("unknown-inputs/overprints.py", change)["found"]["log p(x), one bell"]
    assert one_sided[-1] < 0.02
    assert both_sides[-1] > 0.9

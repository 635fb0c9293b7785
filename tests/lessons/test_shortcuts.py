"""Claims of the lesson shortcuts."""

import numpy as np
import pytest
from sklearn.discriminant_analysis import QuadraticDiscriminantAnalysis
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import GaussianNB

SEEDS = range(20)
LESSON = {}
SCORES = {}


@pytest.fixture
def lesson(snippet):
    """The lesson's main snippet, run once."""
    if not LESSON:
        LESSON.update(snippet("shortcuts/who_is_fooled.py"))
    return LESSON


def models(lesson):
    return {**lesson["discriminative"], **lesson["generative"]}


def scores(lesson, name):
    """A row for each of 10 splits: share right with an honest tag, with a lying tag, and after the cure."""
    if name not in SCORES:
        SCORES[name] = np.array([lesson["judge"](models(lesson)[name], seed) for seed in SEEDS[:10]])
    return SCORES[name]


def with_lying_tag(lesson, model, seed=0):
    return lesson["judge"](model, seed)[1]


def test_a_reader_of_the_tag_is_right_then_wrong(snippet):
    """Reading the tag alone is always right with an honest tag and never with a lying one; the digits are the same."""
    worlds = snippet("shortcuts/tagged_digits.py")["worlds"]
    for name, share in (("honest tag", 1), ("lying tag", 0)):
        images, labels = worlds[name]
        assert np.mean((images[:, 0] == 16) == labels) == share
    different = np.any(worlds["honest tag"][0] != worlds["lying tag"][0], axis=0)
    assert np.flatnonzero(different).tolist() == [0, 1, 8, 9]


def test_an_honest_tag_hides_it_all(lesson):
    """With an honest tag each of the six models is right more than nine times in ten, for each of 10 splits."""
    for name in models(lesson):
        assert scores(lesson, name)[:, 0].min() > 0.9, name


def test_four_models_do_worse_than_a_coin(lesson):
    """With a lying tag the tree, the forest, the SVM and naive Bayes are worse than a coin, over 10 splits."""
    for name in ("tree", "forest", "SVM", "naive Bayes"):
        assert scores(lesson, name)[:, 1].mean() < 0.48, name


def resists(lesson, story):
    """In each of 20 splits it beats logistic regression under the lie, and on average by a tenth."""
    rival = lesson["discriminative"]["logistic regression"]
    ahead = [with_lying_tag(lesson, story, seed) - with_lying_tag(lesson, rival, seed) for seed in SEEDS]
    assert min(ahead) > 0
    assert np.mean(ahead) > 0.1


def test_qda_resists(lesson):
    """With a lying tag QDA beats logistic regression in each of 20 splits, on average by more than a tenth."""
    resists(lesson, lesson["generative"]["QDA"])


def test_breaking_the_lean_breaks_the_resistance(lesson):
    """Bell curves that may not lean, those of naive Bayes, do not resist: to be generative is not enough."""
    with pytest.raises(AssertionError):
        resists(lesson, GaussianNB())


def test_the_cure_helps_both_families(lesson):
    """Shown each image with and without the tag, each of the six gains under the lie, for each of 10 splits."""
    for name in models(lesson):
        _, lying, cured = scores(lesson, name).T
        assert np.all(cured >= lying), name
        assert cured.min() > (0.6 if name == "naive Bayes" else 0.8), name


def test_the_cured_naive_bayes_has_forgotten_the_tag(lesson):
    """After the cure naive Bayes is right exactly as often as where nothing was ever tagged, for each of 10 splits."""
    X, y, model = lesson["X"], lesson["y"], lesson["generative"]["naive Bayes"]
    X = lesson["put_tags"](X, np.zeros(len(X)))
    for seed, (_, _, cured) in zip(SEEDS, scores(lesson, "naive Bayes"), strict=False):
        X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.5, random_state=seed, stratify=y)
        assert abs(model.fit(X_train, y_train).score(X_test, y_test) - cured) < 0.02


def test_the_tree_asks_for_the_tag_first(lesson):
    """The tree's first question is about the tag, in each of 20 splits."""
    for seed in SEEDS:
        tree = lesson["discriminative"]["tree"]
        X, y = lesson["X"], lesson["y"]
        order = np.random.default_rng(seed).permutation(len(y))
        half, flipped = order[: len(y) // 2], order[:9]
        tags = np.where(np.isin(half, flipped), 1 - y[half], y[half])
        tree.fit(lesson["put_tags"](X[half], tags), y[half])
        assert tree.tree_.feature[0] in (0, 1, 8, 9)


def pays_once(points, model):
    """A tag of nine dots gets less than one and a half times as many points as a tag of one dot."""
    for seed in SEEDS[:10]:
        assert points(model, 3, seed)[0] < 1.5 * points(model, 1, seed)[0]


def test_qda_pays_the_tag_once(snippet):
    """To QDA a tag of nine dots is hardly worth more than a tag of one dot, for each of 10 seeds."""
    lesson = snippet("shortcuts/one_witness.py")
    pays_once(lesson["tag_and_shape"], lesson["models"]["QDA"])


def test_breaking_the_lean_pays_the_tag_by_the_dot(snippet):
    """If the bell curves may not lean, nine dots are no longer paid as one: it is the lean that does it."""
    with pytest.raises(AssertionError):
        pays_once(snippet("shortcuts/one_witness.py")["tag_and_shape"], GaussianNB())


def test_naive_bayes_lets_the_tag_outvote_the_shape(snippet):
    """A tag of four dots outvotes the shape in most images for naive Bayes, and in few for QDA, for 10 seeds."""
    lesson = snippet("shortcuts/one_witness.py")
    for seed in SEEDS[:10]:
        assert lesson["tag_and_shape"](lesson["models"]["naive Bayes"], 2, seed)[2] > 0.5
        assert lesson["tag_and_shape"](lesson["models"]["QDA"], 2, seed)[2] < 0.3


def test_a_tag_that_was_never_wrong_turns_it_around(snippet):
    """Zeros or ones, tag never wrong: the two stories get nothing right, logistic regression most, for 20 splits."""
    lesson = snippet("shortcuts/never_wrong.py")
    for seed in SEEDS:
        assert lesson["lied_to"](lesson["models"]["logistic regression"], 0, seed) > 0.65
        assert lesson["lied_to"](lesson["models"]["naive Bayes"], 0, seed) < 0.05
        assert lesson["lied_to"](lesson["models"]["QDA"], 0, seed) < 0.05


def test_a_few_exceptions_would_have_saved_the_stories(snippet):
    """On zeros and ones, a tag that was wrong in 5 of 100 images fools none of the three, for each of 20 splits."""
    lesson = snippet("shortcuts/never_wrong.py")
    for seed in SEEDS:
        for model in lesson["models"].values():
            assert lesson["lied_to"](model, 0.05, seed) > 0.9


def test_a_pale_tag_is_quiet_to_the_svm(lesson):
    """A pale tag that was never wrong fools both generative models, tree and forest, but not the SVM, for 10 splits."""
    X, y, put_tags = lesson["X"], lesson["y"], lesson["put_tags"]
    pale = {seed: train_test_split(X, y, test_size=0.5, random_state=seed, stratify=y) for seed in SEEDS[:10]}
    for name, model in models(lesson).items():
        for X_train, X_test, y_train, y_test in pale.values():
            lying = model.fit(put_tags(X_train, y_train / 4), y_train).score(put_tags(X_test, (1 - y_test) / 4), y_test)
            assert lying > 0.85 if name == "SVM" else lying < 0.4 or name == "logistic regression", name


def test_turning_the_tag_over_shows_it_without_labels(lesson):
    """Turning the tag over changes far more answers of the SVM than of QDA, which needs no labels, for 10 seeds."""
    X, y, put_tags = lesson["X"], lesson["y"], lesson["put_tags"]
    for seed in SEEDS[:10]:
        wrong = np.random.default_rng(seed).permutation(len(y)) < 0.05 * len(y)
        changed = []
        for model in (lesson["discriminative"]["SVM"], lesson["generative"]["QDA"]):
            model.fit(put_tags(X, np.where(wrong, 1 - y, y)), y)
            changed.append(np.mean(model.predict(put_tags(X, y)) != model.predict(put_tags(X, 1 - y))))
        assert changed[0] > changed[1] + 0.2


def test_qda_does_not_owe_it_to_its_restraint(lesson):
    """Held back a hundred times less, QDA still resists the lying tag, over 10 splits."""
    free = QuadraticDiscriminantAnalysis(reg_param=0.001)
    assert np.mean([with_lying_tag(lesson, free, seed) for seed in range(10)]) > 0.8


def test_trying_a_larger_tag(snippet, lesson):
    """Try this 1: with a larger tag naive Bayes, the forest and the SVM fall further; QDA still stands."""
    large = snippet("shortcuts/who_is_fooled.py", (":2, :2", ":3, :3"))
    for name in ("forest", "SVM", "naive Bayes"):
        assert with_lying_tag(large, models(large)[name]) < scores(lesson, name)[0, 1] - 0.05
    assert with_lying_tag(large, large["generative"]["QDA"]) > 0.8


def test_trying_a_tag_that_is_never_wrong(snippet):
    """Try this 2: if the tag was never wrong, all six fall, nearly to nothing, and the cure still works."""
    lesson = snippet("shortcuts/who_is_fooled.py", ("share_wrong=0.05", "share_wrong=0"))
    for name, model in models(lesson).items():
        _, lying, cured = lesson["judge"](model, 0)
        assert lying < 0.1, name
        assert cured > 0.6, name


def test_trying_a_blacker_tag(snippet):
    """Try this 3: a tag blacker than any ink fools logistic regression too."""
    lesson = snippet("shortcuts/never_wrong.py", ("16 *", "64 *"))
    assert lesson["lied_to"](lesson["models"]["logistic regression"], 0, 0) < 0.1

"""Claims of the lesson big-picture."""

import numpy as np
import pytest
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import GaussianNB

SEEDS = range(20)


def animals(n_each, rng):
    """Cats and dogs as in the lesson's first snippet."""
    cats = rng.normal([4.0, 7.0], [1.0, 1.2], size=(n_each, 2))
    dogs = rng.normal([8.0, 4.5], [1.8, 1.0], size=(n_each, 2))
    return np.vstack([cats, dogs]), np.repeat(["cat", "dog"], n_each)


def test_both_recognize():
    """On new cats and dogs both models are right more than nine times in ten, for each of 20 seeds."""
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        X, y = animals(60, rng)
        X_new, y_new = animals(500, rng)
        assert LogisticRegression().fit(X, y).score(X_new, y_new) > 0.9
        assert GaussianNB().fit(X, y).score(X_new, y_new) > 0.9


def test_invented_cats_pass_for_cats():
    """Cats that naive Bayes invents are taken for cats by logistic regression, more than nine times in ten."""
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        X, y = animals(60, rng)
        story = GaussianNB().fit(X, y)
        new_cats = rng.normal(story.theta_[0], np.sqrt(story.var_[0]), size=(500, 2))
        assert np.mean(LogisticRegression().fit(X, y).predict(new_cats) == "cat") > 0.9


def test_sliding_along_the_line_is_unseen_by_logistic_regression(snippet):
    """Sliding all examples along the line leaves logistic regression as it was, and moves naive Bayes' typical cat."""
    slide = snippet("big-picture/sliding_data.py")["slide"]
    for seed in SEEDS:
        X, y = animals(60, np.random.default_rng(seed))
        before = LogisticRegression(tol=1e-10, max_iter=1000).fit(X, y)
        moved = slide(X, before, distance=10.0)
        after = LogisticRegression(tol=1e-10, max_iter=1000).fit(moved, y)
        np.testing.assert_allclose(after.coef_, before.coef_, atol=1e-3)
        np.testing.assert_allclose(after.predict_proba(X), before.predict_proba(X), atol=1e-3)
        step = GaussianNB().fit(moved, y).theta_ - GaussianNB().fit(X, y).theta_
        np.testing.assert_allclose(np.linalg.norm(step, axis=1), 10.0, atol=1e-6)


def test_learned_rules_beat_the_rule_by_hand(snippet):
    """On real threes and eights both learned models beat the rule made by hand, which beats the cheapest answer."""
    by_hand = snippet("big-picture/predict_and_generate.py")["by_hand"]
    digits = load_digits()
    chosen = np.isin(digits.target, [3, 8])
    scores = []
    for seed in SEEDS:
        X_train, X_test, y_train, y_test = train_test_split(
            digits.data[chosen], digits.target[chosen], test_size=0.5, random_state=seed
        )
        scores.append(
            [
                np.mean(y_test == np.bincount(y_train).argmax()),
                np.mean(by_hand(X_test) == y_test),
                GaussianNB(var_smoothing=1e-2).fit(X_train, y_train).score(X_test, y_test),
                LogisticRegression(max_iter=1000).fit(X_train, y_train).score(X_test, y_test),
            ]
        )
    cheapest, hand, naive_bayes, logistic = np.transpose(scores)
    assert np.all(hand > cheapest + 0.1)
    assert np.mean(naive_bayes > hand) >= 0.9
    assert np.mean(logistic > hand) == 1


def test_drawn_threes_read_as_threes(snippet):
    """Threes that naive Bayes draws are read as threes by logistic regression, more than nine times in ten."""
    lesson = snippet("big-picture/predict_and_generate.py")
    for seed in SEEDS:
        drawn = lesson["generate"](3, 200, np.random.default_rng(seed))
        assert np.mean(lesson["discriminative"].predict(drawn) == 3) > 0.9


def one_story_fills_the_gap(lesson, make_dogs):
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        dogs = make_dogs(400, rng)
        assert lesson["share_in_gap"](dogs) < 0.02
        assert lesson["share_in_gap"](lesson["invented_dogs"](dogs, 2000, rng)) > 0.25


def test_one_story_for_two_kinds_fills_the_gap(snippet):
    """One story for two kinds of dogs puts more than a quarter of the invented ones where there is no real dog."""
    lesson = snippet("big-picture/story_too_simple.py")
    one_story_fills_the_gap(lesson, lesson["make_dogs"])


def test_breaking_the_two_kinds_closes_the_gap(snippet):
    """With one kind of dogs only, the story is right, and invents next to none in the gap."""
    lesson = snippet("big-picture/story_too_simple.py")
    with pytest.raises(AssertionError):
        one_story_fills_the_gap(lesson, lambda n_dogs, rng: rng.normal(6.0, 2.0, size=n_dogs))


def test_trying_an_animal_between_the_groups(snippet):
    """Try this 1: the models disagree about the animal between the groups, or are less sure of it than of the other."""
    lesson = snippet("big-picture/two_answers.py", ("[[5.0, 6.5]]", "[[6.0, 5.8]]"))
    for model in (lesson["discriminative"], lesson["generative"]):
        assert model.predict_proba(lesson["animal"]).max() < model.predict_proba([[5.0, 6.5]]).max()


def test_trying_to_draw_eights(snippet):
    """Try this 2: with 8 in both places, eights are drawn, and read as eights."""
    eights = ("y_test == 3", "y_test == 8"), ("generate(3,", "generate(8,")
    lesson = snippet("big-picture/predict_and_generate.py", *eights)
    assert np.mean(lesson["discriminative"].predict(lesson["drawn"]) == 8) > 0.5


def test_trying_two_kinds_that_are_nearly_one(snippet):
    """Try this 3: with kinds that are nearly one, the story invents hardly more dogs in the gap than there are."""
    lesson = snippet("big-picture/story_too_simple.py", ("30.0", "10.0"))
    assert abs(lesson["share_in_gap"](lesson["invented"]) - lesson["share_in_gap"](lesson["real"])) < 0.1

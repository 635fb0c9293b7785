"""Claims of the lab two-regimes, tried on the lab's own functions, with fewer sizes than on its page."""

import ast
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits, load_iris, load_wine
from sklearn.naive_bayes import GaussianNB

LAB = Path(__file__).parents[2] / "docs" / "labs" / "two-regimes.py"
ROUNDS = {"tumours": 100, "diabetes": 40, "digits": 60, "ten": 10, "wines": 40, "irises": 40}
SIZES = {
    "tumours": (8, 64, 128),
    "diabetes": (8, 16, 32),
    "digits": (4, 8, 16, 64),
    "ten": (32, 256),
    "wines": (4, 8, 16, 32),
    "irises": (4, 8, 32),
}


def is_constant(node: ast.stmt) -> bool:
    """Whether this is an assignment to a NAME IN CAPITALS."""
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]).isupper()


@cache
def lab(*changes: tuple[str, str]) -> SimpleNamespace:
    """What the lab imports and defines, without the experiments it runs.

    Changes are pairs of texts, as in "try this": what stands in the lab, and what to write instead.
    """
    text = LAB.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, f"the lab holds {old!r} {text.count(old)} times"
        text = text.replace(old, new)
    tree = ast.parse(text)
    kept = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
    tree.body = [node for node in tree.body if isinstance(node, kept) or is_constant(node)]
    namespace: dict = {}
    exec(compile(tree, str(LAB), "exec"), namespace)
    return SimpleNamespace(**namespace)


@cache
def data(name: str) -> tuple[np.ndarray, np.ndarray]:
    if name == "diabetes":
        X, progress = load_diabetes(return_X_y=True)
        return X, (progress > np.median(progress)).astype(int)
    if name == "digits":
        X, y = data("ten")
        keep = (y == 2) | (y == 3)
        return X[keep], y[keep]
    load = {"tumours": load_breast_cancer, "ten": load_digits, "wines": load_wine, "irises": load_iris}[name]
    return load(return_X_y=True)


@cache
def curves(name: str, scale: str = "one_scale") -> tuple[list[int], dict[str, np.ndarray]]:
    scale_function = getattr(lab(), scale)
    return lab().error_curves(*data(name), range(ROUNDS[name]), scale=scale_function, sizes=SIZES[name])


def lead(name: str, size: int, scale: str = "one_scale", model: str = "pooled") -> tuple[float, float]:
    """The mean lead of the generative model in a round (below zero: it is behind), and its band."""
    sizes, errors = curves(name, scale)
    mean, band = lab().mean_and_band(errors["logistic"] - errors[model])
    column = sizes.index(size) if size > 0 else size
    return float(mean[column]), float(band[column])


def test_pooling_makes_the_border_straight():
    """Between two classes, pooled naive Bayes draws a straight border, as logistic regression does."""
    for seed in range(20):
        rng = np.random.default_rng(seed)
        X, y = rng.normal(size=(40, 3)), np.repeat([0, 1], 20)
        X[y == 1] = 2.0 * X[y == 1] + 1.0
        model = lab().PooledNaiveBayes().fit(X, y)
        weights = (model.means[1] - model.means[0]) / model.variance
        shift = model.log_prior[1] - model.log_prior[0] - weights @ model.means.sum(axis=0) / 2
        X_new = rng.normal(scale=3.0, size=(500, 3))
        np.testing.assert_array_equal(model.predict(X_new), (X_new @ weights + shift > 0).astype(int))


def test_few_tumours_favour_the_generative_twin():
    """With 8 breast tumours the generative twin errs less than the discriminative one, over 100 rounds."""
    mean, band = lead("tumours", 8)
    assert mean > max(band, 0.01)


def test_many_tumours_favour_the_discriminative_twin():
    """With 64 tumours and more the discriminative twin errs less, over 100 rounds."""
    for size in (64, 128, -1):
        mean, band = lead("tumours", size)
        assert mean < -band - 0.002


def test_both_twins_beat_the_baseline():
    """With 8 tumours both twins make less than half of the errors of always answering with the majority."""
    sizes, errors = curves("tumours")
    eight = sizes.index(8)
    for twin in ("pooled", "logistic"):
        assert errors[twin][:, eight].mean() < errors["majority"][:, eight].mean() / 2


def test_the_stock_model_shows_no_such_lead():
    """scikit-learn's own GaussianNB errs more than twice as often as its pooled sibling with 8 tumours."""
    sizes, errors = curves("tumours")
    eight = sizes.index(8)
    assert errors["stock"][:, eight].mean() > 2 * errors["pooled"][:, eight].mean()


def test_diabetes_shows_both_regimes():
    """On diabetes the generative twin leads by two in a hundred and more with 8 to 32 patients, and ends behind."""
    for size in (8, 16, 32):
        mean, band = lead("diabetes", size)
        assert mean > max(band, 0.02)
    mean, band = lead("diabetes", -1)
    assert mean < -band - 0.002


def test_on_diabetes_even_the_stock_model_leads_for_a_while():
    """There the stock model is behind with 8 patients, and ahead with 32."""
    assert lead("diabetes", 8, model="stock")[0] < 0
    mean, band = lead("diabetes", 32, model="stock")
    assert mean > max(band, 0.02)


def test_on_digits_only_the_second_regime_is_clear():
    """On the digits 2 and 3 the discriminative twin is ahead with 64 examples and more, and with only 4."""
    for size in (4, 64, -1):
        mean, band = lead("digits", size)
        assert mean < -band - 0.002


def test_units_decide_who_leads_on_digits():
    """Left unscaled, the same digits give the generative twin no lead at any size, over 60 rounds."""
    _, errors = curves("digits", "as_they_are")
    assert "generative" not in lab().winners(errors)
    for size in (8, 16):
        assert lead("digits", size, "as_they_are")[0] < lead("digits", size)[0] - 0.005


def test_a_floor_below_the_spreads_undoes_part_of_the_harm():
    """Scaling harms logistic regression on digits less if no spread is below 2, and as much without the rim."""
    X, y = data("digits")
    rim_off = X[:, np.mean(X > 0, axis=0) >= 0.2]

    def after_16(X, scale):
        _, errors = lab().error_curves(X, y, range(60), scale=scale, sizes=(16,))
        return errors["logistic"][:, 0].mean()

    as_they_are, scaled = after_16(X, lab().as_they_are), after_16(X, lab().one_scale)
    harm = scaled - as_they_are
    assert harm > 0.01
    assert after_16(X, lab().spread_with_floor) - as_they_are < 0.75 * harm
    assert after_16(rim_off, lab().one_scale) - as_they_are > 0.75 * harm


def test_ten_digits_favour_the_discriminative_twin():
    """On all ten digits it is ahead by a hundredth and more with 256 images, and by more with all of them."""
    assert lead("ten", -1)[0] < lead("ten", 256)[0] < -0.01


def test_wine_shows_no_lead_of_the_generative_twin():
    """On wines the generative twin never leads by more than one error in a hundred, and ends behind."""
    sizes, _ = curves("wines")
    assert max(lead("wines", size)[0] for size in sizes) < 0.01
    mean, band = lead("wines", -1)
    assert mean < -band - 0.002


def test_irises_end_before_the_lines_cross():
    """On irises the generative twin leads clearly with 8 flowers or fewer, and is never clearly behind."""
    for size in (4, 8):
        mean, band = lead("irises", size)
        assert mean > band + 0.005
    assert "discriminative" not in lab().winners(curves("irises")[1])


def errors_when_told(share_wrong, lab):
    """Errors of both twins after 128 digits in 10 rounds, if some of the answers told are wrong."""
    X, y = data("digits")
    told = np.where(np.random.default_rng(0).random(len(y)) < share_wrong, 5 - y, y)
    _, errors = lab.error_curves(X, y, range(10), sizes=(128,), told=told)
    return errors["pooled"][:, 0], errors["logistic"][:, 0]


def wrong_answers_favour_the_generative_twin(share_wrong):
    generative, discriminative = errors_when_told(share_wrong, lab())
    assert np.all(discriminative > generative + 0.05)


def test_wrong_answers_favour_the_generative_twin():
    """With one answer in five told wrong it leads by a twentieth and more with 128 digits, in each of 10 rounds."""
    wrong_answers_favour_the_generative_twin(0.2)


def test_breaking_the_wrong_answers_gives_the_lead_back():
    """Told only right answers, that lead is gone."""
    with pytest.raises(AssertionError):
        wrong_answers_favour_the_generative_twin(0.0)


def few_tumours_favour(model):
    """The claim about few tumours, for any model in the place of the generative twin."""
    _, errors = curves("tumours")
    mean, band = lab().mean_and_band(errors["logistic"] - errors[model])
    assert mean[0] > max(band[0], 0.01)


def test_breaking_the_pooling_loses_the_lead():
    """Without pooling the claim about few tumours turns false."""
    few_tumours_favour("pooled")
    with pytest.raises(AssertionError):
        few_tumours_favour("stock")


def test_the_stock_model_is_scikit_learns_own():
    """What the lab calls stock is GaussianNB as it comes."""
    assert lab().contestants()["stock"].get_params() == GaussianNB().get_params()


def test_trying_restraint():
    """Try this 1: with C=1.0 the lead with few patients stays; the twin gains with many tumours, and wrong answers."""
    held = lab(("LogisticRegression(C=np.inf", "LogisticRegression(C=1.0"))
    for name, size in (("diabetes", 8), ("irises", 8)):
        _, errors = held.error_curves(*data(name), range(40), sizes=(size,))
        assert held.winners(errors)[0] == "generative"
    _, errors = held.error_curves(*data("tumours"), range(10), sizes=(8,))
    assert errors["logistic"][:, -1].mean() < curves("tumours")[1]["logistic"][:, -1].mean() - 0.005
    told_wrong = [errors_when_told(0.2, each)[1].mean() for each in (lab(), held)]
    assert told_wrong[1] < told_wrong[0] - 0.05


def test_trying_a_larger_number_below_the_variances():
    """Try this 2: with 0.1 instead of the tiny number, pooled naive Bayes errs less on 4 digits."""
    larger = lab(("+= 1e-9", "+= 0.1"))
    _, errors = larger.error_curves(*data("digits"), range(60), sizes=(4,))
    assert errors["pooled"][:, 0].mean() < curves("digits")[1]["pooled"][:, 0].mean() - 0.02


def test_trying_copies_of_a_column():
    """Try this 3: ten copies of one measurement of the tumours cost naive Bayes a hundredth, and its twin nothing."""
    X, y = data("tumours")
    _, errors = lab().error_curves(np.hstack([X, np.repeat(X[:, :1], 10, axis=1)]), y, range(10), sizes=(8,))
    _, before = curves("tumours")
    cost = {name: errors[name][:, -1].mean() - before[name][:10, -1].mean() for name in ("pooled", "logistic")}
    assert cost["pooled"] > 0.01
    assert abs(cost["logistic"]) < 0.005

"""Both twins on eight questions, each in two kinds, and each of 30 shuffles by itself.

Where the means of error_by_examples.py lie close together, luck decides: notice how
far the bands overlap, which hold the middle 24 of the 30 shuffles.
"""

# slow: logistic regression learns 2700 times

import json
from copy import deepcopy
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from sklearn import datasets, set_config
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB
from sklearn.preprocessing import StandardScaler

set_config(assume_finite=True, skip_parameter_validation=True)  # checks take time
tumours = datasets.load_breast_cancer(return_X_y=True)
measurements, progress = datasets.load_diabetes(return_X_y=True)
images, digit = datasets.load_digits(return_X_y=True)
two_or_three = (digit == 2) | (digit == 3)
digits = images[two_or_three], digit[two_or_three]

questions = {
    "tumours": (tumours, {}),
    "diabetes": ((measurements, progress > np.median(progress)), {}),
    "digits": (digits, {}),
    "digits-raw": (digits, {"scaled": False}),
    "digits-lots": (digits, {"lots": 0.4}),
    "tumours-lots": (tumours, {"lots": 0.4}),
    "wines": (datasets.load_wine(return_X_y=True), {}),
    "irises": (datasets.load_iris(return_X_y=True), {}),
}
shuffles = 30


def models(X, y):
    """Each twin in two kinds, and the baseline, after the same examples."""
    own = GaussianNB().fit(X, y)
    pooled = deepcopy(own)
    pooled.var_[:] = pooled.class_prior_ @ pooled.var_
    free, held = (
        LogisticRegression(C=C, max_iter=2000).fit(X, y) for C in (np.inf, 1.0)
    )
    return {
        "pooled": pooled,
        "own": own,
        "free": free,
        "held": held,
        "baseline": DummyClassifier().fit(X, y),
    }


def wrong_answers(X, y, sizes, seed, scaled=True, lots=0.0):
    """How many answers of each model about other examples are wrong, by size."""
    rng = np.random.default_rng(seed)
    told = np.where(rng.random(len(y)) < lots, rng.choice(y, len(y)), y) if lots else y
    order = rng.permutation(len(y))
    while len(set(told[order[:8]])) < len(set(y)):
        order = rng.permutation(len(y))
    test = order[sizes[-1] :]
    for size in sizes:
        train = order[:size]
        scaler = StandardScaler(with_mean=scaled, with_std=scaled).fit(X[train])
        X_test = scaler.transform(X[test])
        for name, model in models(scaler.transform(X[train]), told[train]).items():
            yield name, size, int(np.sum(model.predict(X_test) != y[test]))


found = {}
for question, ((X, y), change) in questions.items():
    sizes = [n for n in (8, 16, 32, 64, 128, 256) if n < 0.75 * len(y)]
    wrong = {}
    for seed in range(shuffles):
        for name, size, count in wrong_answers(X, y, sizes, seed, **change):
            wrong.setdefault(name, {}).setdefault(size, []).append(count)
    rows = {name: list(by_size.values()) for name, by_size in wrong.items()}
    found[question] = {"sizes": sizes, "asked": len(y) - sizes[-1], "wrong": rows}
Path("shuffles.json").write_text(json.dumps(found, separators=(",", ":")))

sizes, asked, wrong = found["tumours"].values()
pooled, free = (100 * np.array(wrong[name]) / asked for name in ("pooled", "free"))
print("tumours, of 30 shuffles: naive Bayes ahead, twin ahead")
for size, one, other in zip(sizes, pooled, free, strict=True):
    print(f"{size:8} {np.sum(one < other):6} {np.sum(other < one):6}")

fig, ax = plt.subplots(figsize=(6.4, 3.6), layout="constrained")
looks = [("o-", "tab:orange"), ("s--", "tab:blue")]
for (line, color), errors in zip(looks, (pooled, free), strict=True):
    ax.fill_between(sizes, *np.percentile(errors, [10, 90], 1), color=color, alpha=0.15)
    ax.plot(sizes, errors.mean(axis=1), line, color=color)
ax.set(xscale="log", xlabel="examples learned from", ylabel="wrong answers in 100")
ax.set(title="tumours; the bands hold 24 of 30 shuffles", ylim=(0, None))
ax.set_xticks(sizes, sizes)
ax.minorticks_off()
ax.legend(ax.lines, ["naive Bayes", "logistic regression"])
plt.show()

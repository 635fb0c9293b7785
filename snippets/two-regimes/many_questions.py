"""Both twins on eight questions, each in two kinds, and each of 30 shuffles by itself.

Where the means of error_by_examples.py lie close together, luck decides: notice how
far the bands overlap, which hold the middle 24 of the 30 shuffles.
"""

# slow: logistic regression learns 2700 times

import json
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from sklearn import datasets, dummy, naive_bayes, set_config
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

set_config(assume_finite=True, skip_parameter_validation=True)  # checks take time
tumours = datasets.load_breast_cancer(return_X_y=True)
measurements, progress = datasets.load_diabetes(return_X_y=True)
images, digit = datasets.load_digits(return_X_y=True)
digits = images[(digit == 2) | (digit == 3)], digit[(digit == 2) | (digit == 3)]
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


def learn(X, y):
    """Naive Bayes, pooled and not; its twin, free and held back; and a baseline."""
    pooled, own = (naive_bayes.GaussianNB().fit(X, y) for _ in range(2))
    pooled.var_[:] = pooled.class_prior_ @ pooled.var_
    twins = [LogisticRegression(C=C, max_iter=2000).fit(X, y) for C in (np.inf, 1.0)]
    return pooled, own, *twins, dummy.DummyClassifier().fit(X, y)


def misses(X, y, sizes, seed, scaled=True, lots=0.0):
    """How many answers about other examples are wrong, by size and kind of model."""
    rng = np.random.default_rng(seed)
    told = np.where(rng.random(len(y)) < lots, rng.choice(y, len(y)), y) if lots else y
    order = rng.permutation(len(y))
    while len(set(told[order[:8]])) < len(set(y)):
        order = rng.permutation(len(y))
    test = order[sizes[-1] :]
    for train in [order[:size] for size in sizes]:
        scaler = StandardScaler(with_mean=scaled, with_std=scaled).fit(X[train])
        models = learn(scaler.transform(X[train]), told[train])
        X_test = scaler.transform(X[test])
        yield [np.sum(model.predict(X_test) != y[test]) for model in models]


found = {}
for name, ((X, y), change) in questions.items():
    sizes = [n for n in (8, 16, 32, 64, 128, 256) if n < 0.75 * len(y)]
    wrong = np.transpose([list(misses(X, y, sizes, n, **change)) for n in range(30)])
    found[name] = {"sizes": sizes, "asked": len(y) - sizes[-1], "wrong": wrong.tolist()}
Path("shuffles.json").write_text(json.dumps(found, separators=(",", ":")))

sizes, asked, wrong = found["tumours"].values()
pooled, _, free, *_ = 100 * np.array(wrong) / asked
for size, leads in zip(sizes, np.sum(pooled < free, axis=1), strict=True):
    print(f"after {size:3} tumours naive Bayes leads in {leads:2} of 30 shuffles")

fig, ax = plt.subplots(figsize=(6.4, 3.6), layout="constrained")
names = [str(size) for size in sizes]  # each the double of the one before: even steps
for line, color, errors in [("o-", "tab:orange", pooled), ("s--", "tab:blue", free)]:
    ax.fill_between(names, *np.percentile(errors, [10, 90], 1), color=color, alpha=0.15)
    ax.plot(names, errors.mean(axis=1), line, color=color)
ax.set(xlabel="examples learned from", ylabel="wrong answers in 100", ylim=(0, None))
ax.legend(ax.lines, ["naive Bayes", "logistic regression"], title="tumours")
plt.show()

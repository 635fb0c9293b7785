"""Two twins learn from ever more patients.

With few examples naive Bayes errs less than logistic regression, with many it errs
more. Notice where the two lines cross, and that they do so in different places.
"""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_breast_cancer, load_diabetes
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB
from sklearn.preprocessing import StandardScaler

measurements, progress = load_diabetes(return_X_y=True)
questions = {
    "is the tumour benign?": load_breast_cancer(return_X_y=True),
    "will diabetes progress fast?": (measurements, progress > np.median(progress)),
}
sizes = [8, 16, 32, 64, 128, 256]


def learn(X, y):
    """Naive Bayes, its twin, and a baseline, after the same examples."""
    naive_bayes = GaussianNB().fit(X, y)
    naive_bayes.var_[:] = naive_bayes.class_prior_ @ naive_bayes.var_  # one for both
    twin = LogisticRegression(C=np.inf).fit(X, y)
    return naive_bayes, twin, DummyClassifier().fit(X, y)


def errors(X, y, size, seed):
    """Shares of wrong answers about other patients, after so many examples."""
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(y))
    while len(set(y[order[:8]])) == 1:  # no model can learn a kind that it never met
        order = rng.permutation(len(y))
    train, test = order[:size], order[256:]
    scaler = StandardScaler().fit(X[train])
    X_test = scaler.transform(X[test])
    models = learn(scaler.transform(X[train]), y[train])
    return [np.mean(model.predict(X_test) != y[test]) for model in models]


fig, panels = plt.subplots(1, 2, figsize=(6.4, 3.6), layout="constrained")
for ax, (name, (X, y)) in zip(panels, questions.items(), strict=True):
    rounds = np.array([[errors(X, y, n, seed) for n in sizes] for seed in range(30)])
    means, bands = rounds.mean(axis=0), 2 * rounds.std(axis=0) / np.sqrt(len(rounds))
    print(f"{name}\nexamples  naive Bayes  logistic  baseline")
    for n, row in zip(sizes, means, strict=True):
        print(f"{n:8}  {row[0]:11.3f}  {row[1]:8.3f}  {row[2]:8.3f}")
    ax.errorbar(sizes, means[:, 0], bands[:, 0], fmt="o-", color="tab:orange")
    ax.errorbar(sizes, means[:, 1], bands[:, 1], fmt="s--", color="tab:blue")
    ax.set(title=name, xscale="log", xlabel="examples learned from")
    ax.set_xticks(sizes, sizes)
    ax.minorticks_off()
panels[0].set_ylabel("share of wrong answers")
panels[0].legend(["naive Bayes", "logistic regression"])
plt.show()

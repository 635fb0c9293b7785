"""Four scores, five kinds of unknown: who notices what?

Each number says how often a score ranks a known digit above an unknown scan. Notice
that one of them is far below one half.
"""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.mixture import GaussianMixture
from sklearn.model_selection import train_test_split
from sklearn.neighbors import NearestNeighbors

X, y = load_digits(return_X_y=True)
known = y < 9  # the nines are hidden


def make_unknowns(X_test, seed):
    """Five kinds of scans that a sorter of digits 0 to 8 has never met."""
    rng = np.random.default_rng(seed)
    images = X_test.reshape(-1, 8, 8)
    crowds = rng.integers(len(X_test), size=(len(X_test), 20))
    return {
        "sideways": np.rot90(images, axes=(1, 2)).reshape(-1, 64),
        "inverted": 16 - X_test,
        "static": rng.uniform(0, 16, X_test.shape),
        "a nine": X[~known],
        "a smudge": X_test[crowds].mean(axis=1),  # 20 digits in one place
    }


def make_scores(X_train, y_train):
    """Four ways to say how familiar each row looks: the higher, the more familiar."""
    namer = LogisticRegression().fit(X_train / 16, y_train)
    story = GaussianMixture(9, reg_covar=1, random_state=0).fit(X_train)
    nearest = NearestNeighbors(n_neighbors=1).fit(X_train)
    return {
        "confidence": lambda X: namer.predict_proba(X / 16).max(axis=1),
        "log p(x)": story.score_samples,
        "nearest": lambda X: -nearest.kneighbors(X)[0][:, 0],
        "ink": lambda X: -X.sum(axis=1),
    }


def auroc(of_knowns, of_unknowns):
    """Over all pairs: how often does the known one have the higher score?"""
    return np.mean(of_knowns[:, None] > of_unknowns[None, :])


def table(seed):
    """AUROC: a row for each kind of unknown, a column for each score."""
    X_train, X_test, y_train, _ = train_test_split(
        X[known], y[known], test_size=0.5, random_state=seed
    )
    scores = make_scores(X_train, y_train).values()
    unknowns = make_unknowns(X_test, seed).values()
    return np.array([[auroc(s(X_test), s(Z)) for s in scores] for Z in unknowns])


means = np.mean([table(seed) for seed in range(5)], axis=0)
print("AUROC    confidence log p(x) nearest  ink")
for kind, row in zip(make_unknowns(X, seed=0), means, strict=True):
    print(f"{kind:9}{row[0]:10.2f}{row[1]:9.2f}{row[2]:8.2f}{row[3]:5.2f}")

"""More and more holes.

Two stories leave out what is missing. Logistic regression cannot: something has to be
put in its place. Notice how much hangs on what that is.
"""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_digits
from sklearn.impute import KNNImputer, SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline

X, y = load_digits(return_X_y=True)
X = X / 16  # from 0 (paper) to 1 (ink)
logistic = LogisticRegression(max_iter=1000)
rivals = {
    "logistic, averages put in": make_pipeline(SimpleImputer(), logistic),
    "logistic, neighbours put in": make_pipeline(KNNImputer(), logistic),
}


def with_holes(X, share, rng):
    """The same images, but each dot is lost (nan) with this probability."""
    return np.where(rng.random(X.shape) < share, np.nan, X)


def full_name(x, means, covariances):
    """The digit whose story fits best; rows and columns of holes are crossed out."""
    seen = ~np.isnan(x)
    away = x[seen] - means[:, seen]  # one row a digit
    parts = covariances[:, seen][:, :, seen]  # one table a digit
    pull = np.linalg.solve(parts, away[:, :, None])[:, :, 0]
    return np.argmin((away * pull).sum(axis=1) + np.linalg.slogdet(parts)[1])


def naive_name(x, means, covariances):
    """The same if each dot is told of on its own: the sum skips the holes (nan)."""
    variances = np.diagonal(covariances, axis1=1, axis2=2)
    misfits = (x - means) ** 2 / variances + np.log(variances)
    return np.argmin(np.nansum(misfits, axis=1))


def scores(shares, seed=3):
    """How often each contestant is right, for each share of dots that are lost."""
    rng = np.random.default_rng(seed)
    parts = train_test_split(X, y, test_size=300, random_state=seed)
    X_train, X_test, y_train, y_test = parts
    pages = [with_holes(X_test, share, rng) for share in shares]
    found = {}
    for who, model in rivals.items():
        model.fit(X_train, y_train)
        found[who] = [model.score(page, y_test) for page in pages]

    means = np.array([X_train[y_train == k].mean(axis=0) for k in range(10)])
    covariances = np.array([np.cov(X_train[y_train == k].T) for k in range(10)])
    covariances += 0.01 * np.eye(64)  # a little spread for dots that never vary
    for kind, name in [("naive", naive_name), ("full", full_name)]:
        named = [[name(x, means, covariances) for x in page] for page in pages]
        found[f"{kind} story, holes left out"] = np.mean(named == y_test, axis=1)
    return found


shares = [0, 0.25, 0.5, 0.75, 0.9]
found = scores(shares)
print(f"always the same digit: {np.bincount(y).max() / len(y):.2f} right\n")
print("share of dots lost          ", *[f"{share:5.0%}" for share in shares])
for who, curve in found.items():
    print(f"{who:28}", *[f"{right:5.2f}" for right in curve])

fig, ax = plt.subplots(figsize=(6.4, 3.8), layout="constrained")
colors = ["blue", "blue", "orange", "orange"]
styles = ["D-.", "s--", "^-", "o-"]
for who, color, style in zip(found, colors, styles, strict=True):
    ax.plot(shares, found[who], style, color=f"tab:{color}", label=who)
ax.set(xlabel="share of dots that are lost", ylabel="share of right names", ylim=0)
ax.legend(loc=(0.02, 0.15))
plt.show()

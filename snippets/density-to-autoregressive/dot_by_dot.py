"""Digits drawn dot by dot, by 64 logistic regressions.

Each says how likely ink is, given the dots before. Notice that strokes hold together,
and crumble where each dot is on its own.
"""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression

X, y = load_digits(return_X_y=True)
X = 1 * (X >= 8)  # 8 by 8 dots: 1 is ink, 0 is paper
places = np.arange(64)  # as one reads: left to right, row after row


def fit_chain(X):
    """One link a dot. Each sees the dots before its own; the others are covered."""
    X = np.vstack([X, np.zeros(64), np.ones(64)])  # nothing shall be impossible
    covered = [np.where(places < i, X, 0) for i in places]
    return [LogisticRegression().fit(covered[i], X[:, i]) for i in places]


def draw(chain, rng):
    """Ask each link in turn, and toss a coin that is bent as it says."""
    x = np.zeros(64, dtype=int)
    for i, link in enumerate(chain):
        x[i] = rng.random() < link.predict_proba([x])[0, 1]
    return x


chains = [fit_chain(X[y == k]) for k in range(10)]  # one for each digit
chained = [draw(chain, np.random.default_rng(11)) for chain in chains]
shares_of_ink = [X[y == k].mean(axis=0) for k in range(10)]  # naive Bayes
alone = [np.random.default_rng(11).random(64) < share for share in shares_of_ink]
growing = [np.where(places < n, chained[5], np.nan) for n in (8, 22, 36, 50, 64)]

fig, axes = plt.subplots(5, 5, figsize=(6.4, 6.6), layout="constrained")
for ax, x in zip(axes.flat, [*growing, *chained, *alone], strict=True):
    ax.imshow(x.reshape(8, 8), cmap="gray_r", vmin=0, vmax=1)
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set(visible=True, color="tab:gray")
    down, across = np.nonzero(np.isnan(x).reshape(8, 8))
    ax.plot(across, down, "x", color="0.5", markersize=4)
for row, text in enumerate(["a five grows", *2 * ["chained"], *2 * ["each alone"]]):
    axes[row, 0].set_ylabel(text)
plt.show()

"""Digits drawn dot by dot, by 64 logistic regressions.

Each answers one question: ink or paper, given the dots before it? Notice how strokes
hold together, while the story in which each dot is on its own crumbles.
"""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression

X, y = load_digits(return_X_y=True)
X = 1 * (X >= 8)  # 8 by 8 dots: 1 is ink, 0 is paper
places = np.arange(64)  # in the order of reading: left to right, row after row


def fit_chain(X):
    """One link a dot. Each sees the dots before its own; the others are covered."""
    X = np.vstack([X, np.zeros(64), np.ones(64)])  # nothing shall be impossible
    covered = [np.where(places < i, X, 0) for i in places]
    return [LogisticRegression().fit(covered[i], X[:, i]) for i in places]


def draw(chain, rng):
    """A new image: ask each link in turn, toss a coin that is bent as it says."""
    x = np.zeros(64, dtype=int)
    for i, link in enumerate(chain):
        x[i] = rng.random() < link.predict_proba([x])[0, 1]
    return x


def draw_each_alone(X, rng):
    """A new image from naive Bayes: each dot is dark as often as in its examples."""
    share_of_ink = (X.sum(axis=0) + 1) / (len(X) + 2)
    return rng.random(64) < share_of_ink


chains = [fit_chain(X[y == k]) for k in range(10)]  # one for each digit
chained = [draw(chains[k], np.random.default_rng(2)) for k in range(10)]
alone = [draw_each_alone(X[y == k], np.random.default_rng(2)) for k in range(10)]
growing = [np.where(places < n, chained[5], np.nan) for n in (8, 22, 36, 50, 64)]
print("the second row of the five:")
for i in range(8, 16):
    ink = chains[5][i].predict_proba([np.where(places < i, chained[5], 0)])[0, 1]
    print(f"P(ink) = {ink:.2f}   drawn: {['paper', 'ink'][chained[5][i]]}")

fig, axes = plt.subplots(5, 5, figsize=(6.4, 6.6), layout="constrained")
for ax, x in zip(axes.flat, [*growing, *chained, *alone], strict=True):
    ax.imshow(x.reshape(8, 8), cmap="gray_r", vmin=0, vmax=1)
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set(visible=True, color="tab:gray")
    down, across = np.nonzero(np.isnan(x).reshape(8, 8))
    ax.plot(across, down, "x", color="0.5", markersize=4)
texts = ["a five grows", "chained", "chained", "each alone", "each alone"]
for ax, text in zip(axes[:, 0], texts, strict=True):
    ax.set_ylabel(text)
plt.show()

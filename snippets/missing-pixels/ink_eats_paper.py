"""Ink that has eaten its paper.

Wherever there was ink, there is a hole now, and all dots that are left are blank.
Notice that whoever leaves out the holes leaves out the message.
"""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

X, y = load_digits(return_X_y=True)
X = X / 16  # from 0 (paper) to 1 (ink)
eaten = X > 0  # where the holes are


def tell_stories(X, y):
    """For each digit its average image, and how each two dots vary together."""
    means = np.array([X[y == k].mean(axis=0) for k in range(10)])
    covariances = np.array([np.cov(X[y == k].T) for k in range(10)])
    return means, covariances + 0.01 * np.eye(64)


def name(x, means, covariances):
    """The digit whose story fits best; rows and columns of holes are crossed out."""
    seen = ~np.isnan(x)
    away = x[seen] - means[:, seen]  # one row a digit
    parts = covariances[:, seen][:, :, seen]  # one table a digit
    pull = np.linalg.solve(parts, away[:, :, None])[:, :, 0]
    return np.argmin((away * pull).sum(axis=1) + np.linalg.slogdet(parts)[1])


def scores(seed=0):
    """How often each contestant is right, for holes in two kinds of places."""
    parts = train_test_split(X, eaten, y, test_size=300, random_state=seed)
    X_train, X_test, eaten_train, eaten_test, y_train, y_test = parts
    shuffled = np.random.default_rng(seed).permuted(eaten_test, axis=1)
    of_dots = tell_stories(X_train, y_train)
    of_holes = tell_stories(1.0 * eaten_train, y_train)
    logistic = LogisticRegression(max_iter=1000).fit(eaten_train, y_train)

    def right(holes):
        left_out = [name(x, *of_dots) for x in np.where(holes, np.nan, X_test)]
        only_holes = [name(hole, *of_holes) for hole in 1.0 * holes]
        return {
            "story, holes left out": np.mean(left_out == y_test),
            "story of the holes": np.mean(only_holes == y_test),
            "logistic, of the holes": logistic.score(holes, y_test),
        }

    return right(shuffled), right(eaten_test)


anywhere, where_ink_was = scores()
print("holes:                 anywhere    ink")
for who, score in anywhere.items():
    print(f"{who:24} {score:6.2f} {where_ink_was[who]:6.2f}")

fig, axes = plt.subplots(2, 6, figsize=(6.4, 2.4), layout="constrained")
rng = np.random.default_rng(0)
for column, image, hole in zip(axes.T, X, eaten, strict=False):
    for ax, lost in zip(column, [rng.permuted(hole), hole], strict=True):
        left = np.where(lost, 0, image).reshape(8, 8)
        ax.imshow(left, cmap="gray_r", vmin=0, vmax=1)
        down, across = np.nonzero(lost.reshape(8, 8))
        ax.plot(across, down, "x", color="0.5", markersize=4)
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set(visible=True, color="tab:gray")
axes[0, 0].set_ylabel("anywhere")
axes[1, 0].set_ylabel("where ink was")
plt.show()

"""A few labels, and many examples without one.

Stories told from three examples of each kind are poor. Notice how the examples without
a label pull the stories to where the groups are.
"""

import matplotlib.pyplot as plt
import numpy as np
from scipy.special import softmax


def draw(n, rng):
    """Made-up scans, n of each kind: two measurements of each, and its kind."""
    X = np.vstack([rng.normal([0, 0], 1, (n, 2)), rng.normal([3, 2], 1, (n, 2))])
    return X, np.repeat([0, 1], n)


def tell(X, shares):
    """The story of each kind: how common it is, its middle, its variance."""
    counts = shares.sum(axis=0)[:, None]
    middles = shares.T @ X / counts
    variances = shares.T @ X**2 / counts - middles**2
    return counts.T / counts.sum(), middles, variances


def log_joint(X, stories):
    """For each scan and kind: how common the kind is, and how well its story fits."""
    common, middles, variances = stories
    misfit = (X[:, None] - middles) ** 2 / variances + np.log(2 * np.pi * variances)
    return np.log(common) - misfit.sum(axis=2) / 2


def em(X, y, X_unlabelled, n_rounds=20):
    """Tell the stories by the labels, then guess softly and tell again, in rounds."""
    known = np.eye(2)[y]  # a scan with a label is all of its kind
    stories = tell(X, known)
    for _ in range(n_rounds):
        guessed = softmax(log_joint(X_unlabelled, stories), axis=1)
        stories = tell(np.vstack([X, X_unlabelled]), np.vstack([known, guessed]))
    return stories


rng = np.random.default_rng(7)
X, y = draw(3, rng)
X_unlabelled, _ = draw(150, rng)
X_new, y_new = draw(500, rng)

fig, axes = plt.subplots(1, 2, figsize=(6.4, 3.8), sharey=True, layout="constrained")
angle = np.linspace(0, 2 * np.pi, 60)
circle = np.column_stack([np.cos(angle), np.sin(angle)])
for ax, n_rounds, name in zip(axes, (0, 20), ("labels only", "all scans"), strict=True):
    stories = em(X, y, X_unlabelled, n_rounds)
    right = np.mean(log_joint(X_new, stories).argmax(axis=1) == y_new)
    print(f"{name:12} {right:.2f} right about new scans")
    ax.plot(*X_unlabelled.T, ".", color="tab:gray", alpha=0.5, label="no label")
    for kind, marker in enumerate("o^"):
        ax.plot(*X[y == kind].T, marker, color="black", label=f"label {kind}")
        for n_spreads in (1, 2):
            spread = n_spreads * np.sqrt(stories[2][kind])
            ax.plot(*(stories[1][kind] + spread * circle).T, color="tab:orange")
    ax.set(title=name, xlabel="first measurement")
axes[0].set_ylabel("second measurement")
axes[0].legend(loc="upper left")
plt.show()

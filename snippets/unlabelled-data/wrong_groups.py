"""The scans fall into groups, and they are not the groups that one asks about.

The stories drift from "healthy or ill" to "young or old". Notice that log p(x), how
likely the scans are at all, gets better all the while.
"""

import matplotlib.pyplot as plt
import numpy as np
from scipy.special import logsumexp, softmax

gap = 6  # how much brighter the scans of the old are


def draw(n, rng):
    """Made-up scans. Groups: 0 young and healthy, 1 old and healthy, 2 old and ill."""
    group = np.arange(n) % 3
    centres = np.array([[0, 0], [gap, 0], [gap, 3]])
    return rng.normal(centres[group], 1), group


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


def scores(n_stories, weight, n_unlabelled, seed):
    """On new scans: share of right answers to "ill or not?", and mean log p(x)."""
    rng = np.random.default_rng(seed)
    (X, group), (X_new, group_new) = draw(30, rng), draw(900, rng)
    X_unlabelled, _ = draw(n_unlabelled, rng)
    y = group if n_stories == 3 else (group == 2).astype(int)
    known = np.eye(n_stories)[y]
    stories = tell(X, known)
    for _ in range(20):
        guessed = weight * softmax(log_joint(X_unlabelled, stories), axis=1)
        stories = tell(np.vstack([X, X_unlabelled]), np.vstack([known, guessed]))
    joint = log_joint(X_new, stories)
    says_ill = joint.argmax(axis=1) == n_stories - 1
    return np.mean(says_ill == (group_new == 2)), logsumexp(joint, axis=1).mean()


sizes, seeds = [0, 30, 90, 300, 900], range(10)
fig, ax = plt.subplots(figsize=(6.4, 3.8), layout="constrained")
print("                right        log p(x)")
print("bare scans:     none  900    none  900")
for name, n_stories, weight, style in [
    ("two stories", 2, 1, "o-"),
    ("two, at 1/100", 2, 0.01, "D:"),
    ("three stories", 3, 1, "v-."),
]:
    means = [
        np.mean([scores(n_stories, weight, n, s) for s in seeds], axis=0) for n in sizes
    ]
    right, log_p_x = np.transpose(means)
    print(f"{name:15} {right[0]:.2f}  {right[-1]:.2f}", end="  ")
    print(f"{log_p_x[0]:.2f} {log_p_x[-1]:.2f}")
    ax.plot(right, style, color="tab:orange", label=name)
ax.set_xticks(range(len(sizes)), sizes)
ax.set(xlabel="scans without a label", ylabel="share of right answers")
ax.legend(loc="lower left")
plt.show()

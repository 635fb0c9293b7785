"""Digits with few labels, and hundreds of images without one.

Naive Bayes learns from both. Notice that the images without a label help where labels
are very few, and harm where there are more.
"""

import matplotlib.pyplot as plt
import numpy as np
from scipy.special import softmax
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

images, labels = load_digits(return_X_y=True)


def tell(X, shares):
    """The story of each digit: how common it is, its middles, its variances."""
    counts = shares.sum(axis=0)[:, None]
    middles = shares.T @ X / counts
    variances = shares.T @ X**2 / counts - middles**2 + 4  # no spread below 2
    return counts.T / counts.sum(), middles, variances


def log_joint(X, stories):
    """For each image and digit: how common it is, and how well its story fits."""
    common, middles, variances = stories
    # (x - middle)² / variance, multiplied out and summed over the pixels: this is fast
    misfit = X**2 @ (1 / variances).T - 2 * X @ (middles / variances).T
    misfit += (middles**2 / variances + np.log(2 * np.pi * variances)).sum(axis=1)
    return np.log(common) - misfit / 2


def em(X, y, X_unlabelled, weight, n_rounds=8):
    """Tell the stories by the labels, then guess softly and tell again, in rounds."""
    known = np.eye(10)[y]  # an image with a label is all of its kind
    stories = tell(X, known)
    for _ in range(n_rounds):
        guessed = weight * softmax(log_joint(X_unlabelled, stories), axis=1)
        stories = tell(np.vstack([X, X_unlabelled]), np.vstack([known, guessed]))
    return stories


def scores(n_labels, seed, weights=(0, 1, 0.1)):
    """Share of right labels: naive Bayes for each weight, then logistic regression."""
    X, X_test, y, y_test = train_test_split(
        images, labels, test_size=0.5, random_state=seed, stratify=labels
    )
    rows = [np.flatnonzero(y == digit)[:n_labels] for digit in range(10)]
    has_label = np.isin(np.arange(len(y)), rows)
    right = []
    for weight in weights:
        stories = em(X[has_label], y[has_label], X[~has_label], weight)
        right.append(np.mean(log_joint(X_test, stories).argmax(axis=1) == y_test))
    logistic = LogisticRegression(max_iter=1000).fit(X[has_label], y[has_label])
    return [*right, logistic.score(X_test, y_test)]


sizes = [1, 2, 5, 10, 40]
means = [np.mean([scores(n, seed) for seed in range(6)], axis=0) for n in sizes]
nothing, one, tenth, logistic = np.transpose(means)
print("labels   naive Bayes, when  logistic")
print("of each  unlabelled count   regression,")
print("digit    0     1     1/10   labels only")
for n, row in zip(sizes, means, strict=True):
    print("{:3}      {:.2f}  {:.2f}  {:.2f}   {:.2f}".format(n, *row))

fig, ax = plt.subplots(figsize=(6.4, 3.8), layout="constrained")
ax.plot(nothing, "o:", color="tab:orange", label="naive Bayes, labels only")
ax.plot(one, "o-", color="tab:orange", label="naive Bayes, all images")
ax.plot(logistic, "s--", color="tab:blue", label="logistic, labels only")
ax.set_xticks(range(len(sizes)), sizes)
ax.set(xlabel="labels of each digit", ylabel="share of right labels")
ax.legend(loc="lower right")
plt.show()

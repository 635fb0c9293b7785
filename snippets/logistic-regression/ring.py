"""A ring around a core: no straight line can part them.

Logistic regression does no better than a constant guess here. Notice that one more
measurement, the squared distance from the middle, mends it.
"""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import make_circles
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB


def scores(random_state):
    """Share of right labels on new examples: line, line with distance, naive Bayes."""
    X, y = make_circles(400, noise=0.1, factor=0.4, random_state=random_state)
    X_train, X_test, y_train, y_test = X[:200], X[200:], y[:200], y[200:]
    line = LogisticRegression().fit(X_train, y_train)
    story = GaussianNB().fit(X_train, y_train)

    def with_distance(X):
        return np.column_stack([X, (X**2).sum(axis=1)])

    bent = LogisticRegression().fit(with_distance(X_train), y_train)
    return {
        "always the same": max(np.mean(y_test), 1 - np.mean(y_test)),
        "logistic regression": line.score(X_test, y_test),
        "with the distance": bent.score(with_distance(X_test), y_test),
        "naive Bayes": story.score(X_test, y_test),
    }


for name, score in scores(random_state=0).items():
    print(f"{name:20} {score:.2f} right")

X, y = make_circles(400, noise=0.1, factor=0.4, random_state=0)
line = LogisticRegression().fit(X, y)
fig, ax = plt.subplots(figsize=(5, 4), layout="constrained")
ax.plot(*X[y == 0].T, "o", color="tab:gray", markersize=4, label="ring")
ax.plot(*X[y == 1].T, "^", color="black", markersize=4, label="core")
across = np.array([-1.3, 1.3])
(w_1, w_2), bias = line.coef_[0], line.intercept_[0]
ax.plot(across, -(w_1 * across + bias) / w_2, "--", color="tab:blue", label="its line")
ax.set(aspect="equal", ylim=(-1.4, 1.4), xlim=(-1.4, 1.4))
ax.legend(loc="upper right")
plt.show()

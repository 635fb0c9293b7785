"""Certain about something it has never seen.

At [100, 100], far from every example, logistic regression is as sure as it can be.
Notice that naive Bayes is sure too, and can also say that such a point is unheard of.
"""

import numpy as np
from scipy.special import logsumexp
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB

rng = np.random.default_rng(0)
X = np.vstack([rng.normal([0, 0], 1, (100, 2)), rng.normal([3, 3], 1, (100, 2))])
y = np.repeat([0, 1], 100)

discriminative = LogisticRegression().fit(X, y)
generative = GaussianNB().fit(X, y)


def log_p_x(model, X):
    """How likely each point is at all: its log joints, summed over the classes."""
    return logsumexp(model.predict_joint_log_proba(X), axis=1)


near, far = [[3.0, 3.0]], [[100.0, 100.0]]
for name, point in [("an ordinary point", near), ("a point far away", far)]:
    print(name, point[0])
    print(
        "  logistic regression: P(class 1) =",
        discriminative.predict_proba(point)[0, 1].round(4),
    )
    print(
        "  naive Bayes:         P(class 1) =",
        generative.predict_proba(point)[0, 1].round(4),
    )
    print("  naive Bayes:         log p(x)   =", log_p_x(generative, point)[0].round(1))

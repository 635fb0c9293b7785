"""What a discriminative model does not see.

Slide all examples along the line: logistic regression learns the same weights again.
Notice that naive Bayes does not: its typical animals have moved.
"""

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB

rng = np.random.default_rng(0)
X = np.vstack(
    [
        rng.normal([4.0, 7.0], [1.0, 1.2], (60, 2)),
        rng.normal([8.0, 4.5], [1.8, 1.0], (60, 2)),
    ]
)
y = np.repeat(["cat", "dog"], 60)


def slide(X, discriminative, distance):
    """Move all examples by the same amount, along the line between the classes."""
    w_snout, w_whiskers = discriminative.coef_[0]
    along = np.array([-w_whiskers, w_snout]) / np.hypot(w_snout, w_whiskers)
    return X + distance * along


before = LogisticRegression(tol=1e-8).fit(X, y)
X_moved = slide(X, before, distance=10.0)
after = LogisticRegression(tol=1e-8).fit(X_moved, y)

print("Logistic regression's weights")
print("  before:", before.coef_[0].round(2))
print("  after: ", after.coef_[0].round(2))
print("Naive Bayes' typical cat")
print("  before:", GaussianNB().fit(X, y).theta_[0].round(1))
print("  after: ", GaussianNB().fit(X_moved, y).theta_[0].round(1))

"""All that logistic regression does, by hand.

It adds up weighted measurements, and bends the sum into a number between 0 and 1.
Notice that the probabilities worked out by hand are those of the library.
"""

import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

X, y = load_breast_cancer(return_X_y=True)
X = StandardScaler().fit_transform(X)  # each measurement: middle 0, spread 1
model = LogisticRegression().fit(X, y)


def sigmoid(z):
    """Bend any number into one between 0 and 1."""
    return 1 / (1 + np.exp(-z))


def by_hand(model, X):
    """P(benign given x) for each row: the sigmoid of a weighted sum."""
    return sigmoid(X @ model.coef_[0] + model.intercept_[0])


print(f"learned from {X.shape[0]} patients, {X.shape[1]} measurements each")
patients = X[[0, 40, 100]]
print("weighted sums:", model.decision_function(patients).round(2))
print("by hand:      ", by_hand(model, patients).round(3))
print("by library:   ", model.predict_proba(patients)[:, 1].round(3))

"""All that naive Bayes does, by hand.

The score of a class is the logarithm of how common it is, plus one term a measurement.
Notice that the numbers worked out by hand are those of the library.
"""

import numpy as np
from sklearn.datasets import load_iris
from sklearn.naive_bayes import GaussianNB

X, y = load_iris(return_X_y=True)
model = GaussianNB().fit(X, y)


def log_bell(x, middle, variance):
    """Logarithm of the bell curve (the normal density) at x."""
    return -0.5 * (np.log(2 * np.pi * variance) + (x - middle) ** 2 / variance)


def log_joint(X, y, x):
    """log p(x, y) for each class: log p(y) + sum of log p(x_i given y)."""
    scores = []
    for label in np.unique(y):
        of_class = X[y == label]
        prior = np.log(len(of_class) / len(X))
        terms = log_bell(x, of_class.mean(axis=0), of_class.var(axis=0))
        scores.append(prior + terms.sum())
    return np.array(scores)


flower = X[133]  # not an easy one
by_hand = log_joint(X, y, flower)
by_library = model.predict_joint_log_proba([flower])[0]
print("by hand:    ", by_hand.round(3))
print("by library: ", by_library.round(3))

posterior = np.exp(by_hand - by_hand.max())
posterior /= posterior.sum()
print("as shares of one:", posterior.round(3), "-> class", posterior.argmax())

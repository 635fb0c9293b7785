"""A story turned into a sigmoid.

Bayes' rule makes of two clouds of one shape exactly the sigmoid of a weighted sum.
Notice that nobody searched for these weights: they follow from the story.
"""

import numpy as np
from scipy.stats import multivariate_normal
from sklearn.datasets import load_iris
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression

iris = load_iris()
X = iris.data[50:, [0, 2]]  # versicolor and virginica: length of sepals and of petals
y = iris.target[50:] - 1  # 1 means virginica


def tell_story(X, y):
    """How common each class is, its middle, and the one shape that both share."""
    shares = np.bincount(y) / len(y)
    middles = np.array([X[y == 0].mean(axis=0), X[y == 1].mean(axis=0)])
    strayed = X - middles[y]  # how far each example is from the middle of its class
    return shares, middles, strayed.T @ strayed / len(X)


def by_bayes(X, shares, middles, shape):
    """P(class 1 given x): how well each story fits, as shares of one."""
    fits_0 = shares[0] * multivariate_normal(middles[0], shape).pdf(X)
    fits_1 = shares[1] * multivariate_normal(middles[1], shape).pdf(X)
    return fits_1 / (fits_0 + fits_1)


def by_sigmoid(X, shares, middles, shape):
    """The same, by weights and a constant that follow from the story."""
    w = np.linalg.solve(shape, middles[1] - middles[0])
    constant = np.log(shares[1] / shares[0]) - w @ (middles[0] + middles[1]) / 2
    return 1 / (1 + np.exp(-(X @ w + constant)))


shares, middles, shape = story = tell_story(X, y)
rng = np.random.default_rng(0)  # draw many flowers that never grew, from the story
y_drawn = rng.choice(2, size=100_000, p=shares)
X_drawn = middles[y_drawn] + rng.multivariate_normal([0, 0], shape, size=100_000)

library = LinearDiscriminantAnalysis().fit(X, y)
logistic = LogisticRegression(C=np.inf)  # C=np.inf: no restraint
answers = {
    "story, Bayes' rule": by_bayes(X, *story),
    "sigmoid of a sum": by_sigmoid(X, *story),
    "LDA, by library": library.predict_proba(X)[:, 1],
    "logistic regression": logistic.fit(X, y).predict_proba(X)[:, 1],
    "taught by the story": logistic.fit(X_drawn, y_drawn).predict_proba(X)[:, 1],
}
print("P(virginica given x) of three flowers")
for name, p in answers.items():
    print(f"{name:19} {p[5]:.3f} {p[22]:.3f} {p[95]:.3f}")

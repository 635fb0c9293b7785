"""A measurement is missing: add up over all it could have been, or cross it out.

Both give the same number, and crossing out is free. Notice what happens if the average
is filled in instead: it is not neutral, it makes evidence up.
"""

import numpy as np
from scipy.stats import multivariate_normal
from sklearn.datasets import load_iris

X, y = load_iris(return_X_y=True)
X = X[:, 2:]  # length and width of petals, in cm
flower = np.array([1.4, np.nan])  # a setosa; its width was not measured

means = [X[y == k].mean(axis=0) for k in range(3)]
covariances = [np.cov(X[y == k].T) for k in range(3)]


def add_up(flower, k):
    """How well kind k fits: the sum over all values that are possible for the gap."""
    gap, step = np.isnan(flower), 0.01
    values = np.arange(-5, 15, step)
    possible = np.tile(flower, (len(values), 1))
    possible[:, gap] = values[:, None]
    return multivariate_normal.pdf(possible, means[k], covariances[k]).sum() * step


def cross_out(flower, k):
    """How well kind k fits: row and column of the gap are left out of its story."""
    seen = ~np.isnan(flower)
    part = covariances[k][np.ix_(seen, seen)]
    return multivariate_normal.pdf(flower[seen], means[k][seen], part)


def fill_average(flower, k):
    """How well kind k fits if the gap is filled with the average of all flowers."""
    filled = np.where(np.isnan(flower), X.mean(axis=0), flower)
    return multivariate_normal.pdf(filled, means[k], covariances[k])


print("setosa:         fit  share       right")
for way in (add_up, cross_out, fill_average):
    fits = np.array([way(flower, k) for k in range(3)])
    share = fits[0] / fits.sum()  # all three kinds are equally common
    gaps = np.where(np.isnan(flower), np.nan, X)  # all flowers, with the same gap
    named = [np.argmax([way(x, k) for k in range(3)]) for x in gaps]
    right = np.sum(named == y)
    print(f"{way.__name__:13} {fits[0]:5.3f}  {share:5.3f}  {right:3} of {len(y)}")

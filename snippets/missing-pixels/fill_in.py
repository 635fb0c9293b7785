"""Digits with holes, named and filled in.

The story of a digit says how each dot varies, and how dots go together. Notice that it
names a digit by the dots that are there, and can draw the ones that are not.
"""

import matplotlib.pyplot as plt
import numpy as np
from scipy.stats import multivariate_normal
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

share_lost = 0.5
X, y = load_digits(return_X_y=True)
X = X / 16  # 8 by 8 dots, from 0 (paper) to 1 (ink)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.5, random_state=0)

# The story of each digit: its average image, and how each two dots vary together.
means = [X_train[y_train == k].mean(axis=0) for k in range(10)]
covariances = [np.cov(X_train[y_train == k].T) + 0.01 * np.eye(64) for k in range(10)]


def with_holes(X, share, rng):
    """The same images, but each dot is lost (nan) with this probability."""
    return np.where(rng.random(X.shape) < share, np.nan, X)


def name(x):
    """The digit whose story fits best the dots that are there."""
    seen = ~np.isnan(x)
    fits = []
    for mean, covariance in zip(means, covariances, strict=True):
        part = covariance[np.ix_(seen, seen)]  # lost rows and columns crossed out
        fits.append(multivariate_normal.logpdf(x[seen], mean[seen], part))
    return int(np.argmax(fits))


def fill_in(x, k):
    """Lost dots become what the story of k expects, given the dots that are there."""
    seen, lost = ~np.isnan(x), np.isnan(x)
    mean, covariance = means[k], covariances[k]
    part = covariance[np.ix_(seen, seen)]
    filled = x.copy()
    pull = np.linalg.solve(part, x[seen] - mean[seen])
    filled[lost] = mean[lost] + covariance[np.ix_(lost, seen)] @ pull
    return filled


holed = with_holes(X_test[:6], share_lost, np.random.default_rng(0))
names = [name(x) for x in holed]
print("really:  ", *y_test[:6])
print("named as:", *names)

fig, axes = plt.subplots(3, 6, figsize=(6.4, 3.4), layout="constrained")
for column, whole, x, k in zip(axes.T, X_test, holed, names, strict=False):
    images = [whole, np.nan_to_num(x), fill_in(x, k)]
    for ax, image in zip(column, images, strict=True):
        ax.imshow(image.reshape(8, 8), cmap="gray_r", vmin=0, vmax=1)
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set(visible=True, color="tab:gray")
    down, across = np.nonzero(np.isnan(x).reshape(8, 8))
    column[1].plot(across, down, "x", color="0.5", markersize=4)
for ax, text in zip(axes[:, 0], ["whole", "with holes", "filled in"], strict=True):
    ax.set_ylabel(text)
plt.show()

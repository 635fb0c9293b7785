"""Is a tag of nine dots one witness, or nine?

Two models give points (logarithms of odds) to the tag and to the shape of the digit.
Notice which of them pays a larger tag more, and what that does to the vote.
"""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.discriminant_analysis import QuadraticDiscriminantAnalysis
from sklearn.naive_bayes import GaussianNB

X, target = load_digits(return_X_y=True)
chosen = np.isin(target, [1, 8])
X, y = X[chosen], (target[chosen] == 8).astype(int)
models = {
    "naive Bayes": GaussianNB(),
    "QDA": QuadraticDiscriminantAnalysis(reg_param=0.1),
}


def put_tags(X, tagged, width):
    images = X.reshape(-1, 8, 8).copy()
    images[:, :width, :width] = 16 * tagged[:, None, None]
    return images.reshape(-1, 64)


def tag_and_shape(model, width, seed):
    """Points for tag and shape of a typical image; how often the tag has more."""
    wrong = np.random.default_rng(seed).permutation(len(y)) < 0.05 * len(y)
    model.fit(put_tags(X, np.where(wrong, 1 - y, y), width), y)

    def points(tagged):
        log_p = model.predict_log_proba(put_tags(X, np.full(len(X), tagged), width))
        return log_p[:, 1] - log_p[:, 0]

    tag, shape = (points(1) - points(0)) / 2, (points(1) + points(0)) / 2
    tag, shape = np.abs(tag), np.abs(shape)
    return np.median(tag), np.median(shape), np.mean(tag > shape)


print("             dots   tag  shape  tag wins")
for name, model in models.items():
    for width in (1, 2, 3):
        tag, shape, wins = tag_and_shape(model, width, seed=0)
        print(f"{name:11} {width**2:5} {tag:5.0f} {shape:6.0f} {wins:9.0%}")

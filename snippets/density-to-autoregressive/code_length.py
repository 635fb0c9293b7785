"""What a dot costs in bits, if a model knows what to expect.

The better it predicts fresh digits, the fewer bits they need. Notice that the order of
the dots hardly matters.
"""

import bz2

import numpy as np
from scipy.special import logsumexp
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

X, y = load_digits(return_X_y=True)
X = 1 * (X >= 8)  # 1 is ink, 0 is paper
reading = np.arange(64)


def log_p(share_of_ink, X):
    return np.log(np.where(X == 1, share_of_ink, 1 - share_of_ink)).sum(axis=1)


def alone(X, X_test):
    return log_p((X.sum(axis=0) + 1) / (len(X) + 2), X_test)


def chain(X, X_test, order=reading):
    X = np.vstack([X, np.zeros(64), np.ones(64)])  # nothing shall be impossible
    share_of_ink = np.empty(X_test.shape)
    for i, place in enumerate(order):
        seen = np.isin(reading, order[:i])
        link = LogisticRegression().fit(np.where(seen, X, 0), X[:, place])
        share_of_ink[:, place] = link.predict_proba(np.where(seen, X_test, 0))[:, 1]
    return log_p(share_of_ink, X_test)


def scores(seed=0):
    """Bits a dot on fresh digits, and the share of right names if there are any."""
    parts = train_test_split(X, y, test_size=0.5, random_state=seed)
    X_train, X_test, y_train, y_test = parts
    namer = LogisticRegression(max_iter=1000).fit(X_train, y_train)
    right = {"logistic regression": namer.score(X_test, y_test)}
    shuffled = np.random.default_rng(seed).permutation(64)
    found = {
        "share of all ink": log_p(np.full(64, X_train.mean()), X_test),
        "one chain, as one reads": chain(X_train, X_test),
        "one chain, backwards": chain(X_train, X_test, reading[::-1]),
        "one chain, shuffled": chain(X_train, X_test, shuffled),
    }
    for name, story in [("naive Bayes", alone), ("ten chains", chain)]:
        fits = [story(X_train[y_train == k], X_test) for k in range(10)]
        joint = np.transpose(fits) + np.log(np.bincount(y_train) / len(y_train))
        found[name] = logsumexp(joint, axis=1)
        right[name] = np.mean(joint.argmax(axis=1) == y_test)
    packed = bz2.compress(np.packbits(X_test).tobytes())
    bits = {k: -v.mean() / 64 / np.log(2) for k, v in found.items()}
    return {"packed by bz2": 8 * len(packed) / X_test.size} | bits, right


for title, column in zip(["bits a dot", "\nright names"], scores(), strict=True):
    print(title)
    for name in sorted(column, key=column.get, reverse=True):
        print(f"{name:24}{column[name]:6.3f}")

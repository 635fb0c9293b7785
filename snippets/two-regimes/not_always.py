"""Change the scene, and another twin is ahead.

Few examples do not always favour naive Bayes, nor many its twin. Notice who has the
smaller number of each pair, and what differs from row to row.
"""

import numpy as np
from sklearn.datasets import load_breast_cancer, load_digits, load_wine
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB
from sklearn.preprocessing import StandardScaler

images, digit = load_digits(return_X_y=True)
two_or_three = (digit == 2) | (digit == 3)
digits = images[two_or_three], digit[two_or_three]
tumours = load_breast_cancer(return_X_y=True)
wines = load_wine(return_X_y=True)


def errors(X, y, n, seed, pooled=True, scaled=True, lots=0.0):
    """Shares of wrong answers of both twins; some labels are drawn by lot instead."""
    rng = np.random.default_rng(seed)
    told = np.where(rng.random(len(y)) < lots, rng.choice(y, len(y)), y)
    order = rng.permutation(len(y))
    while len(set(told[order[:8]])) < len(set(y)):
        order = rng.permutation(len(y))
    train, test = order[:n], order[100:]
    scaler = StandardScaler(with_mean=scaled, with_std=scaled).fit(X[train])
    X_train, X_test = scaler.transform(X[train]), scaler.transform(X[test])
    naive_bayes = GaussianNB().fit(X_train, told[train])
    if pooled:
        naive_bayes.var_[:] = naive_bayes.class_prior_ @ naive_bayes.var_
    twin = LogisticRegression(C=np.inf, max_iter=2000).fit(X_train, told[train])
    return [np.mean(model.predict(X_test) != y[test]) for model in (naive_bayes, twin)]


cases = {
    "tumours, shared spreads": (tumours, {}),
    "tumours, own spreads": (tumours, {"pooled": False}),
    "digits, not scaled": (digits, {"scaled": False}),
    "wines": (wines, {}),
    "digits, labels by lot": (digits, {"lots": 0.4}),
}
print("                         8 examples    100 examples")
print("                        naive   twin   naive   twin")
for name, ((X, y), change) in cases.items():
    few = [errors(X, y, 8, seed, **change) for seed in range(30)]
    many = [errors(X, y, 100, seed, **change) for seed in range(30)]
    row = [*np.mean(few, axis=0), *np.mean(many, axis=0)]
    print(f"{name:23}", *[f"{share:6.3f}" for share in row])

"""Change the list of flowers in five ways, and see whose answers move."""

import numpy as np
from sklearn.datasets import load_iris
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression

iris = load_iris()
X, y = iris.data[50:, [0, 2]], iris.target[50:]  # versicolor, virginica
slipped = X.copy()
slipped[87, 1] *= 10  # a virginica's petal: 55 instead of 5.5
row = np.random.default_rng(0).permutation(100)
lists = {  # what is learned from; its labels; the flowers that are asked about
    "slip": (slipped, y, X),
    "shuffle": (X[row], y[row], X),
    "millimetres": (10 * X, y, 10 * X),
    "zero": (X - 3, y, X - 3),
    "twice": (np.vstack([X, X[y == 1]]), np.append(y, y[y == 1]), X),
}
models = {"lda": LinearDiscriminantAnalysis(), "logistic": LogisticRegression()}

for name, (X_new, y_new, asked) in lists.items():
    moved = []
    for who, model in models.items():
        before = model.fit(X, y).predict_proba(X)
        after = model.fit(X_new, y_new).predict_proba(asked)
        if np.abs(after - before).max() > 0.05:
            moved.append(who)
    print(name, {0: "neither", 1: "".join(moved), 2: "both"}[len(moved)])

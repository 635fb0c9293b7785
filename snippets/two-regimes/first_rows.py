"""Learn from 40 flowers, and be judged by the others."""

import numpy as np
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

X, y = load_iris(return_X_y=True)
rng = np.random.default_rng(0)
order = np.arange(len(y))
train, test = order[:40], order[40:]

model = LogisticRegression(max_iter=1000).fit(X[train], y[train])
print(f"right: {model.score(X[test], y[test]):.2f}")

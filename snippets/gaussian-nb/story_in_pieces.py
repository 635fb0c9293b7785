"""Tell the story of one kind of iris by hand, and draw flowers that never grew."""

import numpy as np
from sklearn.datasets import load_iris

rng = np.random.default_rng(0)

X, y = load_iris(return_X_y=True)
of_kind = X[y == 2]
middle = of_kind.mean(axis=0)
variance = of_kind.var(axis=0)
spread = np.sqrt(variance)
flowers = rng.normal(middle, spread, size=(3, 4))
print(flowers.round(1))

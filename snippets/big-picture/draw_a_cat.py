"""Learn from snouts, then draw one."""

import numpy as np
from sklearn.linear_model import LogisticRegression

snouts = np.array([[3.0], [4.0], [5.0], [8.0], [9.0], [10.0]])
labels = ["cat", "cat", "cat", "dog", "dog", "dog"]

model = LogisticRegression().fit(snouts, labels)
rng = np.random.default_rng(0)
new_snout = rng.normal(model.theta_[0], np.sqrt(model.var_[0]))
print("a new cat's snout:", new_snout.round(1))

"""Guess softly, then tell the stories again from the guesses."""

import numpy as np
from sklearn.naive_bayes import GaussianNB

model = GaussianNB().fit([[0.0], [2.0], [8.0], [10.0]], [0, 0, 1, 1])

X = np.array([[1.0], [4.0], [9.0]])  # without labels
shares = model.predict_proba(X)  # 3 rows, and one column for each of 2 kinds
again = GaussianNB().fit(X, [0, 0, 1], sample_weight=shares)
print(again.theta_.round(1))

"""Two classes, one measurement; then the same measurement written down twice."""

import numpy as np
from sklearn.naive_bayes import GaussianNB

X = np.array([[0.0], [2.0], [4.0], [6.0]])
y = [0, 0, 1, 1]
point = np.array([[2.5]])

once = GaussianNB().fit(X, y)
twice = GaussianNB().fit(np.hstack([X, X]), y)
print(once.predict_proba(point).round(2))
print(twice.predict_proba(np.hstack([point, point])).round(2))

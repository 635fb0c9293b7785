"""Two classes with a gap between them, fitted with less and less restraint."""

import numpy as np
from sklearn.linear_model import LogisticRegression

X = np.array([[1.0], [2.0], [4.0], [5.0]])
y = [0, 0, 1, 1]

weights = [
    LogisticRegression(C=C, max_iter=10_000).fit(X, y).coef_[0, 0]
    for C in (1, 100, 10_000)
]
print(weights[0] < weights[1] < weights[2])
print(LogisticRegression(C=1).fit(X, y).predict([[2.9], [3.1]]))

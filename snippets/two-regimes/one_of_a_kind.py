"""Three examples of one class, and a single one of the other."""

import numpy as np
from sklearn.naive_bayes import GaussianNB

X = np.array([[1.0], [2.0], [3.0], [9.0]])
y = [0, 0, 0, 1]

model = GaussianNB().fit(X, y)
print("variances:", model.var_.ravel().round(2))
print("names:", model.predict([[8.9], [7.0]]))

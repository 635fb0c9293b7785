"""Two animals, two models."""

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB

snouts = np.array([[3.0], [4.0], [5.0], [8.0], [9.0], [10.0]])
labels = ["cat", "cat", "cat", "dog", "dog", "dog"]

for model in (LogisticRegression(), GaussianNB()):
    model.fit(snouts, labels)
    print(model.predict([[4.5], [30.0]]))

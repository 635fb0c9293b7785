"""Four examples with a label, and two without one, which are marked with -1."""

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB
from sklearn.semi_supervised import SelfTrainingClassifier

X = np.array([[0.0], [1.0], [1.5], [7.0], [9.0], [10.0]])
y = [0, 0, -1, -1, 1, 1]

print(LogisticRegression().fit(X, y).classes_)
print(SelfTrainingClassifier(GaussianNB()).fit(X, y).classes_)

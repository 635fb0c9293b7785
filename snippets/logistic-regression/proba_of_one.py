"""Fit a classifier, then ask how sure it is of one example."""

from sklearn.linear_model import LogisticRegression

X = [[1.0, 0.2], [1.2, 0.1], [3.0, 1.4], [3.3, 1.5]]
y = [0, 0, 1, 1]

model = LogisticRegression().fit(X, y)
print(model.predict_proba([3.1, 1.3]).shape)

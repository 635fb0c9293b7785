"""Fit an SVM, then ask how sure it is of one flower."""

from sklearn.datasets import load_iris
from sklearn.svm import SVC

X, y = load_iris(return_X_y=True)

model = SVC()
model.fit(X, y)
print(model.predict_proba(X[:1]).shape)

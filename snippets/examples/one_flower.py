"""Ask for the label of one flower."""

from sklearn.datasets import load_iris
from sklearn.naive_bayes import GaussianNB

X, y = load_iris(return_X_y=True)
model = GaussianNB().fit(X, y)
flower = X[0]
print(model.predict(flower))

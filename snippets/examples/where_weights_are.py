"""The attribute that holds one weight for each measurement."""

from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import scale

X, y = load_breast_cancer(return_X_y=True)
model = LogisticRegression().fit(scale(X), y)

for name, value in vars(model).items():
    if getattr(value, "shape", None) == (1, X.shape[1]):
        print(name)

"""Six shares of the patients, and the short form of each."""

from fractions import Fraction

import numpy as np
from sklearn.datasets import load_breast_cancer

X, y = load_breast_cancer(return_X_y=True)
ill, large = y == 0, X[:, 0] >= 14.5
everybody = np.full(len(y), True)


def share(of, among):
    return Fraction(int(np.sum(of & among)), int(np.sum(among)))


short_forms = {
    share(ill, among=everybody): "y",
    share(large, among=everybody): "x",
    share(large & ill, among=everybody): "joint",
    share(large, among=ill): "x-given-y",
    share(large, among=~ill): "x-given-y",
    share(ill, among=large): "y-given-x",
}
asked = "172/212 207/569 172/207 212/569 172/569 35/357"
for text in asked.split():
    print(text.replace("/", "-of-"), short_forms[Fraction(text)])

"""In which attribute are the shares by which one draws a class?"""

import numpy as np
from sklearn.naive_bayes import GaussianNB

X = np.array([[4.7, 1.4], [4.5, 1.5], [4.9, 1.5], [6.0, 2.5]])
y = ["versicolor", "versicolor", "versicolor", "virginica"]

model = GaussianNB().fit(X, y)
for name, value in vars(model).items():
    if np.array_equal(value, [3 / 4, 1 / 4]):
        print(name)
        print(f"model.{name}")  # some write it with the model

"""Which method of a fitted SVM gives its score?"""

import numpy as np
from sklearn.svm import SVC

X, y = [[0.0], [1.0], [3.0], [4.0]], [0, 0, 1, 1]
model = SVC(kernel="linear").fit(X, y)
edge, border, other_edge = [1.0], [2.0], [3.0]  # of the street, from 1 to 3

for name in ("predict", "predict_proba", "decision_function"):
    if hasattr(model, name):
        said = getattr(model, name)([edge, border, other_edge])
        if np.allclose(said, [-1, 0, 1], atol=0.01):
            print(name)
            print(f"{name}()")  # some write it with its brackets

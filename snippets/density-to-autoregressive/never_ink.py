"""The link of the dot in the corner, where no digit ever has ink."""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression

X, _ = load_digits(return_X_y=True)
X = np.where(X >= 8, 1, 0)  # 1 is ink, 0 is paper

corner = 56  # lower left
link = LogisticRegression().fit(X[:, :corner], X[:, corner])
print(link.predict_proba(X[:1, :corner]).round(2))

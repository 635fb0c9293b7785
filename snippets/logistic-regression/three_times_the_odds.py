"""A logistic regression that is 20% sure, and one more step of the measurement."""

import numpy as np
from sklearn.linear_model import LogisticRegression

model = LogisticRegression()
model.classes_ = np.array([0, 1])
model.intercept_ = np.array([np.log(1 / 4)])  # at 0, the odds are 1 to 4: 20%
model.coef_ = np.array([[np.log(3)]])  # each step multiplies the odds by 3

print(model.predict_proba([[1.0]])[0, 1].round(4))

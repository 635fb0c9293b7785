"""What must both labels share, so that the border of GaussianNB becomes straight?"""

import numpy as np
from sklearn.naive_bayes import GaussianNB

X = np.array([[0.0], [1.0], [2.0], [5.0], [8.0], [11.0]])  # one kind narrow, one wide
y = [0, 0, 0, 1, 1, 1]
walk = np.linspace(-5, 15, 21).reshape(-1, 1)

for name in ("class_prior_", "theta_", "var_"):
    model = GaussianNB().fit(X, y)
    attribute = getattr(model, name)
    attribute[:] = model.class_prior_ @ attribute  # one value for both labels
    log_p = model.predict_joint_log_proba(walk)
    log_odds = log_p[:, 1] - log_p[:, 0]
    if np.allclose(np.diff(log_odds, n=2), 0):  # a weighted sum, without squares
        print(name)
        print(f"model.{name}")  # some write it with the model

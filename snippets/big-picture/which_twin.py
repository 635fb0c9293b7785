"""Six sentences about the two models of this lesson, each put to the test."""

import numpy as np
from sklearn.base import clone
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB

rng = np.random.default_rng(0)
X = np.vstack([rng.normal([4, 7], 1, (60, 2)), rng.normal([8, 4.5], 1, (60, 2))])
y = np.repeat(["cat", "dog"], 60)
models = {"logistic": LogisticRegression(tol=1e-8), "bayes": GaussianNB()}
w_snout, w_whiskers = models["logistic"].fit(X, y).coef_[0]
slid = X + 5 * np.array([-w_whiskers, w_snout])  # along the line between the kinds


def learned(model, X, y):
    model = clone(model).fit(X, y)
    return model.coef_ if hasattr(model, "coef_") else model.theta_


tests = {
    "weights": lambda m: hasattr(m.fit(X, y), "coef_"),
    "names": lambda m: set(m.fit(X, y).predict(X)) == {"cat", "dog"},
    "typical-cat": lambda m: hasattr(m.fit(X, y), "theta_"),
    "slide": lambda m: np.allclose(learned(m, slid, y), learned(m, X, y), atol=0.01),
    "labels": lambda m: not np.allclose(learned(m, X, y[::-1]), learned(m, X, y)),
    "how-common": lambda m: hasattr(m, "predict_joint_log_proba"),
}
for name, test in tests.items():
    holds = [who for who, model in models.items() if test(model)]
    print(name, {0: "neither", 1: "".join(holds), 2: "both"}[len(holds)])

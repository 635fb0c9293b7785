"""Turning answers into probabilities that can be trusted.

A calibrator learns, on patients kept aside, what an answer has been worth. Notice which
models it helps, which needs no help, and what it cannot do for the tree.
"""

import numpy as np
from sklearn.calibration import CalibratedClassifierCV
from sklearn.datasets import load_diabetes
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

X, progress = load_diabetes(return_X_y=True)
y = (progress > np.median(progress)).astype(int)  # 1: it moved on more than in half

models = {
    "share of all": DummyClassifier(strategy="prior"),
    "tree": DecisionTreeClassifier(random_state=0),
    "naive Bayes": GaussianNB(),
    "SVM": make_pipeline(StandardScaler(), SVC()),
    "logistic regression": make_pipeline(StandardScaler(), LogisticRegression()),
}


def repaired(model):
    """The same model, with a sigmoid on top that has learned what its answers mean."""
    return CalibratedClassifierCV(model, method="sigmoid", ensemble=False)


def price(model, seed=0):
    """Log loss of its probabilities for patients from whom it has not learned."""
    folds = StratifiedKFold(5, shuffle=True, random_state=seed)
    return log_loss(y, cross_val_predict(model, X, y, cv=folds, method="predict_proba"))


print("                     log loss    repaired")
for name, model in models.items():
    as_it_is = f"{price(model):8.2f}" if hasattr(model, "predict_proba") else "    none"
    print(f"{name:20} {as_it_is} {price(repaired(model)):11.2f}")

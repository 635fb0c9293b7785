"""Which classifiers give a probability for each label?"""

from sklearn.linear_model import LogisticRegression, RidgeClassifier
from sklearn.naive_bayes import GaussianNB
from sklearn.svm import LinearSVC

models = {
    "naive-bayes": GaussianNB(),
    "linear-svm": LinearSVC(),
    "logistic-regression": LogisticRegression(),
    "ridge": RidgeClassifier(),
}

for name, model in models.items():
    if hasattr(model, "predict_proba"):
        print(name, "has predict_proba")

"""Often right, and far too sure.

On real tumours naive Bayes is right nearly as often as logistic regression, and its
probabilities are worth less than a constant guess. Notice the column of the log loss.
"""

from sklearn.datasets import load_breast_cancer
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_validate
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

X, y = load_breast_cancer(return_X_y=True)
models = {
    "the shares of all": DummyClassifier(strategy="prior"),
    "naive Bayes": make_pipeline(StandardScaler(), GaussianNB()),
    "logistic regression": make_pipeline(StandardScaler(), LogisticRegression()),
}

print(f"{X.shape[0]} tumours, {X.shape[1]} measurements each")
print("                      right   log loss")
for name, model in models.items():
    scores = cross_validate(model, X, y, cv=5, scoring=["accuracy", "neg_log_loss"])
    accuracy = scores["test_accuracy"].mean()
    log_loss = -scores["test_neg_log_loss"].mean()
    print(f"{name:20}  {accuracy:.2f}    {log_loss:.2f}")

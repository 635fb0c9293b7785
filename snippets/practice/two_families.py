"""Which fitted models keep the middles of what they have seen, to draw from?"""

from sklearn.datasets import load_iris
from sklearn.discriminant_analysis import (
    LinearDiscriminantAnalysis,
    QuadraticDiscriminantAnalysis,
)
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.mixture import GaussianMixture
from sklearn.naive_bayes import GaussianNB
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

X, y = load_iris(return_X_y=True)
models = {
    "logistic": LogisticRegression(max_iter=1000),
    "lda": LinearDiscriminantAnalysis(),
    "tree": DecisionTreeClassifier(random_state=0),
    "naive-bayes": GaussianNB(),
    "svm": SVC(),
    "mixture": GaussianMixture(3, random_state=0),
    "forest": RandomForestClassifier(n_estimators=20, random_state=0),
    "qda": QuadraticDiscriminantAnalysis(),
}
for name, model in models.items():
    model.fit(X, y)  # the mixture takes no notice of y
    keeps_middles = hasattr(model, "theta_") or hasattr(model, "means_")
    print(name, "generative" if keeps_middles else "discriminative")

"""Seven models judged by their labels alone.

They name handwritten digits that they have not seen. Notice the order: both families
are at the top, and both are at the bottom.
"""

from sklearn.datasets import load_digits
from sklearn.discriminant_analysis import QuadraticDiscriminantAnalysis
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_score
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

X, y = load_digits(return_X_y=True)
folds = StratifiedKFold(5, shuffle=True, random_state=0)

models = {
    "always the same digit": DummyClassifier(),
    "naive Bayes (generative)": GaussianNB(),
    "tree": DecisionTreeClassifier(random_state=0),
    "logistic regression": make_pipeline(StandardScaler(), LogisticRegression()),
    "forest": RandomForestClassifier(n_estimators=30, random_state=0),
    "QDA (generative)": QuadraticDiscriminantAnalysis(reg_param=0.1),
    "SVM": SVC(),
}
found = {
    name: cross_val_score(model, X, y, cv=folds).mean()
    for name, model in models.items()
}
for name, accuracy in found.items():
    print(f"{name:26} {accuracy:.2f} right")

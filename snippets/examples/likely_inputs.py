"""Which fitted model can say how likely an input is?"""

from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KernelDensity
from sklearn.tree import DecisionTreeClassifier

X, y = load_iris(return_X_y=True)
models = {
    "logistic-regression": LogisticRegression(max_iter=1000).fit(X, y),
    "kernel-density": KernelDensity().fit(X),
    "decision-tree": DecisionTreeClassifier(random_state=0).fit(X, y),
}

for name, model in models.items():
    if hasattr(model, "score_samples"):
        print(name, "gives log p(x)")

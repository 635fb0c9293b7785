"""Sort models by what they have learned of the inputs."""

from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
from sklearn.mixture import GaussianMixture
from sklearn.neighbors import KernelDensity
from sklearn.svm import SVC

X, y = load_iris(return_X_y=True)
models = {
    "svm": SVC().fit(X, y),
    "mixture": GaussianMixture(3, random_state=0).fit(X),
    "logistic-regression": LogisticRegression(max_iter=1000).fit(X, y),
    "kernel-density": KernelDensity().fit(X),
}

for name, model in models.items():
    print(f"{name}: {'generative' if hasattr(model, 'sample') else 'discriminative'}")

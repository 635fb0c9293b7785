"""Two roads to one line.

LDA tells a story of each kind of flower, logistic regression only looks for weights.
Notice that both arrive at nearly the same line.
"""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_iris
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.neighbors import NearestCentroid

iris = load_iris()
kinds, features = [1, 2], [0, 2]  # two kinds; length of sepals and of petals
X = iris.data[np.isin(iris.target, kinds)][:, features]
y = iris.target[np.isin(iris.target, kinds)]

story = LinearDiscriminantAnalysis(store_covariance=True).fit(X, y)
weights = LogisticRegression(C=np.inf).fit(X, y)  # C=np.inf: no restraint
baselines = {"always the same": DummyClassifier(), "nearest middle": NearestCentroid()}
models = {**baselines, "LDA": story, "logistic regression": weights}

for name, model in models.items():
    print(f"{name:20} {cross_val_score(model, X, y, cv=5).mean():.2f} right")
same = np.sum(story.predict(X) == weights.predict(X))
print(f"LDA and logistic agree on {same} of {len(X)}")

fig, ax = plt.subplots(figsize=(6.4, 4.4), layout="constrained")
angle = np.linspace(0, 2 * np.pi, 60)
circle = np.stack([np.cos(angle), np.sin(angle)])
shape = np.linalg.cholesky(story.covariance_)  # turns a circle into the cloud's oval
for kind, middle, marker in zip(kinds, story.means_, "o^", strict=True):
    name = iris.target_names[kind]
    ax.plot(*X[y == kind].T, marker, color="tab:gray", alpha=0.6, label=name)
    for size in (1, 2):
        ax.plot(*(middle[:, None] + size * shape @ circle), color="tab:orange", lw=1)
across = np.array([X[:, 0].min(), X[:, 0].max()])
lines = [(story, "-", "tab:orange", "LDA"), (weights, "--", "tab:blue", "logistic")]
for model, style, color, name in lines:
    (w_1, w_2), bias = model.coef_[0], model.intercept_[0]
    ax.plot(across, -(w_1 * across + bias) / w_2, style, color=color, lw=3, label=name)
ax.set(xlabel=iris.feature_names[features[0]], ylabel=iris.feature_names[features[1]])
ax.legend(loc="lower right")
plt.show()

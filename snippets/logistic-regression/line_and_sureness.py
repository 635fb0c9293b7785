"""A line between two kinds of flowers, and how sure it is on either side.

Logistic regression turns each place into a probability. Notice that its three lines are
straight and parallel, and say nothing of where flowers grow.
"""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_iris
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score

iris = load_iris()
kinds = [1, 2]  # versicolor and virginica, whose petals are alike
X = iris.data[np.isin(iris.target, kinds)][:, 2:]  # length and width of petals, in cm
y = iris.target[np.isin(iris.target, kinds)]

model = LogisticRegression(C=10).fit(X, y)

baseline = cross_val_score(DummyClassifier(), X, y, cv=5).mean()
accuracy = cross_val_score(model, X, y, cv=5).mean()
print(f"always the same kind: {baseline:.2f} right")
print(f"logistic regression:  {accuracy:.2f} right")

fig, ax = plt.subplots(figsize=(6.4, 4.4), layout="constrained")
for kind, marker in zip(kinds, "o^", strict=True):
    name = iris.target_names[kind]
    ax.plot(*X[y == kind].T, marker, color="tab:gray", alpha=0.7, label=name)
lengths = np.array([2.8, 7.2])
(w_length, w_width), bias = model.coef_[0], model.intercept_[0]
for probability, width in [(0.1, 1.2), (0.5, 2.6), (0.9, 1.2)]:
    log_odds = np.log(probability / (1 - probability))
    line = (log_odds - bias - w_length * lengths) / w_width
    ax.plot(lengths, line, "--", color="tab:blue", linewidth=width)
    at_the_top = (log_odds - bias - w_width * 2.8) / w_length
    ax.text(at_the_top, 2.82, f"{probability:.0%}", color="tab:blue", ha="center")
ax.set(xlabel="petal length (cm)", ylabel="petal width (cm)")
ax.set(xlim=(2.8, 7.2), ylim=(0.9, 2.8))
ax.legend(loc="lower right")
plt.show()

"""One slip of the pen, on the right side.

A virginica's petal of 5.5 cm is written down as 55 cm: even more of a virginica.
Notice that LDA's line is lost, and that of logistic regression stays where it was.
"""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_iris
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression

iris = load_iris()
X = iris.data[50:, [0, 2]]  # versicolor and virginica: length of sepals and of petals
y = iris.target[50:]


def with_slip(X, flower):
    """The same flowers, one petal with its decimal point one place too far right."""
    X = X.copy()
    X[flower, 1] *= 10
    return X


def fit_both(X, y):
    story = LinearDiscriminantAnalysis().fit(X, y)
    return story, LogisticRegression(C=np.inf, max_iter=1000).fit(X, y)


slipped = 87  # the number of a virginica
before, after = fit_both(X, y), fit_both(with_slip(X, slipped), y)
print("         flowers right    petal weight")
print("         before  after    before after")
for name, old, new in zip(["LDA", "logistic"], before, after, strict=True):
    rights = f"{old.score(X, y):6.2f} {new.score(X, y):6.2f}"
    print(f"{name:9}{rights} {old.coef_[0, 1]:9.2f}{new.coef_[0, 1]:6.2f}")

fig, ax = plt.subplots(figsize=(6.4, 4.4), layout="constrained")
for kind, marker in [(1, "o"), (2, "^")]:
    name = iris.target_names[kind]
    ax.plot(*X[y == kind].T, marker, color="tab:gray", alpha=0.6, label=name)
lines = [
    (before[0], ":", "tab:orange", "LDA, before"),
    (after[0], "-", "tab:orange", "LDA, after the slip"),
    (after[1], "--", "tab:blue", "logistic, after the slip"),
]
for model, style, color, name in lines:
    (w_sepal, w_petal), constant = model.coef_[0], model.intercept_[0]
    place = (-(w_petal * 4.8 + constant) / w_sepal, 4.8)  # where it is undecided
    slope = -w_sepal / w_petal
    ax.axline(place, slope=slope, ls=style, color=color, lw=2.5, label=name)
ax.text(6.35, 7.1, f"↑ the slip: far up, at {10 * X[slipped, 1]:.0f} cm")
ax.set(xlabel=iris.feature_names[0], ylabel=iris.feature_names[2])
ax.set(xlim=(4.7, 8.1), ylim=(2.8, 7.4))
ax.legend(loc="lower right")
plt.show()

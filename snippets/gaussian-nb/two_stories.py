"""A story of each kind of flower, and new flowers drawn from the stories.

For each kind, naive Bayes keeps a middle and a spread of each measurement. Notice that
this is enough to name a flower, and also to draw new ones.
"""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_iris
from sklearn.naive_bayes import GaussianNB

iris = load_iris()
kinds = [1, 2]  # versicolor and virginica, whose petals are alike
X = iris.data[np.isin(iris.target, kinds)][:, 2:]  # length and width of petals, in cm
y = iris.target[np.isin(iris.target, kinds)]

model = GaussianNB().fit(X, y)
rng = np.random.default_rng(0)


def draw(model, k, n_flowers, rng):
    """New flowers of kind k: each measurement drawn from its own bell curve."""
    return rng.normal(model.theta_[k], np.sqrt(model.var_[k]), size=(n_flowers, 2))


for k, kind in enumerate(model.classes_):
    middle, spread = model.theta_[k].round(2), np.sqrt(model.var_[k]).round(2)
    print(f"{iris.target_names[kind]:10} middle {middle}, spread {spread}")
print("right about the flowers it saw:", model.score(X, y))

fig, ax = plt.subplots(figsize=(6.4, 4.4), layout="constrained")
angle = np.linspace(0, 2 * np.pi, 60)
circle = np.stack([np.cos(angle), np.sin(angle)])
for k, marker in enumerate("o^"):
    name = iris.target_names[kinds[k]]
    ax.plot(*X[y == kinds[k]].T, marker, color="tab:gray", alpha=0.6, label=name)
    ax.plot(*draw(model, k, 12, rng).T, marker, color="tab:orange", label=f"new {name}")
    for n_spreads in (1, 2):
        spread = n_spreads * np.sqrt(model.var_[k])
        ring = model.theta_[k][:, None] + spread[:, None] * circle
        ax.plot(*ring, color="tab:orange")
ax.set(xlabel="petal length (cm)", ylabel="petal width (cm)")
ax.legend(loc="upper left")
plt.show()

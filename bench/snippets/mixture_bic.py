"""A mixture of bells can be asked how many bells it wants.

Notice that the score turns: from there on, more bells cost more than they explain.
"""

import matplotlib.pyplot as plt
from sklearn.datasets import make_blobs
from sklearn.mixture import GaussianMixture

SEED = 0

X, _ = make_blobs(n_samples=1500, centers=5, cluster_std=0.9, random_state=SEED)
counts = range(1, 11)
models = [
    GaussianMixture(count, n_init=4, random_state=SEED).fit(X) for count in counts
]
scores = [model.bic(X) for model in models]
best = min(models, key=lambda model: model.bic(X))
print(f"seed {SEED}: {best.n_components} bells explain the points best")
new_points, _ = best.sample(300)

fig, (left, right) = plt.subplots(1, 2, figsize=(8, 3.5), layout="constrained")
left.plot(counts, scores, "o-", color="tab:orange")
left.set(xlabel="bells", ylabel="BIC (lower is better)")
right.plot(*X.T, ".", color="tab:gray", markersize=2)
right.plot(*new_points.T, "o", color="tab:orange", markersize=3)
right.set(title="300 new points")
plt.show()

"""K-means finds the digits without being told that there are any.

Notice which digits share a cluster, and which have two ways to be written.
"""

import matplotlib.pyplot as plt
from sklearn.cluster import KMeans
from sklearn.datasets import load_digits
from sklearn.metrics import adjusted_rand_score

SEED = 0

X, y = load_digits(return_X_y=True)
model = KMeans(n_clusters=10, n_init=50, random_state=SEED).fit(X)
agreement = adjusted_rand_score(y, model.labels_)
print(f"seed {SEED}: {agreement:.2f} agreement with the true digits")

fig, axes = plt.subplots(2, 5, figsize=(7, 3), layout="constrained")
for center, ax in zip(model.cluster_centers_, axes.flat, strict=True):
    ax.imshow(center.reshape(8, 8), cmap="gray_r")
    ax.axis("off")
plt.show()

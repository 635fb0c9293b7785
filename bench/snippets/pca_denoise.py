"""A few directions hold most of a digit, and little of the noise.

Notice that more directions help only up to a point: then they bring the noise back.
"""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA

SEED = 0

X, _ = load_digits(return_X_y=True)
rng = np.random.default_rng(SEED)
noisy = X + rng.normal(scale=4, size=X.shape)
counts = range(1, 64)
errors = []
for count in counts:
    model = PCA(n_components=count, svd_solver="full").fit(noisy)
    cleaned = model.inverse_transform(model.transform(noisy))
    errors.append(np.mean((cleaned - X) ** 2))
best = counts[int(np.argmin(errors))]
print(f"seed {SEED}: {best} directions clean best")
print(f"error {min(errors):.2f}, from {np.mean((noisy - X) ** 2):.2f}")

fig, ax = plt.subplots(figsize=(6, 3.5), layout="constrained")
ax.plot(counts, errors, color="tab:orange")
ax.axvline(best, color="tab:gray", linestyle=":")
ax.set(xlabel="directions kept", ylabel="squared error")
plt.show()

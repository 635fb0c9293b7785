"""A six without its lower half, shown to two models.

The story leaves out what is lost, and can draw it. Notice what logistic regression
says once averages have been put in. Both are kept in files, for the playground.
"""

import json
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from safetensors.numpy import save_file
from scipy.special import logsumexp
from scipy.stats import multivariate_normal
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

X, y = load_digits(return_X_y=True)
X = X / 16  # 8 by 8 dots, from 0 (paper) to 1 (ink)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.5, random_state=0)
pages = [X_test[y_test == k][0] for k in range(10)]  # the first of each digit

means = np.array([X_train[y_train == k].mean(axis=0) for k in range(10)])
covariances = np.array([np.cov(X_train[y_train == k].T) for k in range(10)])
covariances += 0.01 * np.eye(64)  # a little spread for dots that never vary
averages = X_train.mean(axis=0)
logistic = LogisticRegression(max_iter=1000).fit(X_train, y_train)

x, lost = pages[6], np.arange(64) >= 32
seen = ~lost
parts = covariances[:, seen][:, :, seen]  # lost rows and columns crossed out
stories = zip(means[:, seen], parts, strict=True)
fits = [multivariate_normal.logpdf(x[seen], *story) for story in stories]
shares = {
    "story": np.exp(fits - logsumexp(fits)),  # as if all digits were equally common
    "logistic": logistic.predict_proba([np.where(lost, averages, x)])[0],
}
print("a 6 without its lower half")
for who, share in shares.items():
    print(f"{who:8} says {share.argmax()}, P = {share.max():.3f}")

named = shares["story"].argmax()
pull = np.linalg.solve(parts[named], x[seen] - means[named, seen])
filled = np.where(lost, means[named] + covariances[named][:, seen] @ pull, x)

fig, axes = plt.subplots(1, 4, figsize=(6.4, 2.1), layout="constrained")
for ax, image in zip(axes, [np.where(lost, 0, x), filled], strict=False):
    ax.imshow(image.reshape(8, 8), cmap="gray_r", vmin=0, vmax=1)
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set(visible=True, color="tab:gray")
down, across = np.nonzero(lost.reshape(8, 8))
axes[0].plot(across, down, "x", color="0.5", markersize=4)
axes[2].barh(range(10), shares["story"], color="tab:orange")
axes[3].barh(range(10), shares["logistic"], fill=False, ec="tab:blue", ls="--")
for ax in axes[2:]:
    ax.set(xlim=(0, 1), yticks=range(10), ylim=(9.6, -0.6))
for ax, title in zip(axes, ["half lost", "filled in", *shares], strict=True):
    ax.set_title(title)
plt.show()

numbers = {
    "means": means,
    "covariances": covariances[:, *np.tril_indices(64)],  # the rest is the same again
    "averages": averages,
    "weights": logistic.coef_,
    "intercepts": logistic.intercept_,
}
# Row by row (C): the file says nothing of another order.
numbers = {name: array.astype(np.float32, order="C") for name, array in numbers.items()}
save_file(numbers, "model.safetensors")
dots = [(16 * page).astype(int).tolist() for page in pages]
Path("digits.json").write_text(json.dumps(dots))

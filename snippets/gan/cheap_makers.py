"""Three makers of digits that need no game, judged as the GAN was.

One bell curve a digit, a photocopier, and a press that prints averages. Notice that
the photocopier is as good as real in three of the four columns.
"""

import matplotlib.pyplot as plt
import numpy as np
from scipy.spatial.distance import cdist
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from sklearn.svm import SVC

X, y = load_digits(return_X_y=True)
X_train, X_test, y_train, y_test = train_test_split(
    X / 16, y, test_size=600, stratify=y, random_state=0
)
judge = SVC(C=10).fit(X_train, y_train)
fresh = np.array([X_test[y_test == k][:30] for k in range(10)])  # 30 of each digit
real = np.concatenate([X_test[y_test == k][30:] for k in range(10)])  # 300 others


def verdicts(images):
    """Four numbers for 30 images of each digit."""
    images = (16 * images).round().clip(0, 16) / 16  # the greys that a scan has
    flat = images.reshape(300, 64)
    agrees = judge.score(flat, np.repeat(range(10), 30))
    away = images - images.mean(axis=1, keepdims=True)
    variety = np.linalg.norm(away, axis=2).mean()
    nearest = cdist(flat, X_train).min(axis=1).mean()
    both = np.concatenate([real, flat])
    twin = (cdist(both, both) + 99 * np.eye(600)).argmin(axis=1)
    caught = np.mean((twin < 300) == (np.arange(600) < 300))
    return [agrees, variety, nearest, caught]


def make(seed=0):
    """30 images of each digit from each of three makers."""
    rng = np.random.default_rng(seed)
    known = [rng.permutation(X_train[y_train == k]) for k in range(10)]
    bells = [rng.multivariate_normal(x.mean(axis=0), np.cov(x.T), 30) for x in known]
    return {
        "bell curves": np.array(bells),
        "photocopier": np.array([x[:30] for x in known]),
        "averages": np.array([[x.mean(axis=0)] * 30 for x in known]),
    }


makers = {"held out": fresh, **make()}
print("            judge variety nearest caught")
for who, images in makers.items():
    row = "{:6.2f}{:8.2f}{:8.2f}{:7.2f}".format(*verdicts(images))
    print(f"{who:11}{row}")

fig, axes = plt.subplots(4, 8, figsize=(6.4, 3.4), layout="constrained")
for row, (who, images) in zip(axes, makers.items(), strict=True):
    row[0].set_title(who, loc="left")
    for ax, image in zip(row, images[1:9, 0], strict=True):
        ax.imshow(image.reshape(8, 8), cmap="gray_r", vmin=0, vmax=1)
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set(visible=True, color="tab:gray")
plt.show()

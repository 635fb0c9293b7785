"""Ones and eights, with a tag in the corner.

During learning, the tag nearly always goes with the eights, so reading the tag alone
looks clever. Notice what becomes of that cleverness when the tag lies.
"""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

X, target = load_digits(return_X_y=True)  # 64 dots an image, 0 is white, 16 is black
chosen = np.isin(target, [1, 8])
X, y = X[chosen], (target[chosen] == 8).astype(int)  # 0: a one, 1: an eight
X_train, X_test, y_train, y_test = train_test_split(
    X, y, test_size=0.5, random_state=0, stratify=y
)


def put_tags(X, tagged):
    """The same images, their corner black where `tagged` is 1, and white elsewhere."""
    images = X.reshape(-1, 8, 8).copy()
    images[:, :2, :2] = 16 * tagged[:, None, None]
    return images.reshape(-1, 64)


rng = np.random.default_rng(0)
wrong = rng.permutation(len(y_train)) < 0.05 * len(y_train)
worlds = {
    "learning": (put_tags(X_train, np.where(wrong, 1 - y_train, y_train)), y_train),
    "honest tag": (put_tags(X_test, y_test), y_test),
    "lying tag": (put_tags(X_test, 1 - y_test), y_test),
}

print("             always 'one'   reads the tag")
for name, (images, labels) in worlds.items():
    always_one = np.mean(labels == 0)
    reads_the_tag = np.mean((images[:, 0] == 16) == labels)
    print(f"{name:10}       {always_one:.2f}            {reads_the_tag:.2f}")

fig, axes = plt.subplots(3, 8, figsize=(6.4, 3.4), layout="constrained")
for row, (name, (images, labels)) in zip(axes, worlds.items(), strict=True):
    ones, eights = np.flatnonzero(labels == 0), np.flatnonzero(labels == 1)
    row[0].set_title(name, loc="left", fontsize=11)
    for ax, i in zip(row, [*ones[:4], *eights[:4]], strict=True):
        ax.imshow(images[i].reshape(8, 8), cmap="gray_r")
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set(visible=True, color="tab:gray")
plt.show()

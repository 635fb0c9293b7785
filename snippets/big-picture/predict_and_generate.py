"""A rule by hand, a rule that was learned, and a model that draws.

On real handwriting the learned rules beat the one made by hand, and the generative
model also writes new digits. Notice that its threes are grainy: its story treats every
dot on its own.
"""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import GaussianNB

digits = load_digits()
chosen = np.isin(digits.target, [3, 8])
X_train, X_test, y_train, y_test = train_test_split(
    digits.data[chosen], digits.target[chosen], test_size=0.5, random_state=0
)


def by_hand(images):
    """An eight has ink on its left side, a three has not."""
    ink_on_the_left = images.reshape(-1, 8, 8)[:, 2:6, 1:3].mean(axis=(1, 2))
    return np.where(ink_on_the_left > 4, 8, 3)


discriminative = LogisticRegression(max_iter=1000).fit(X_train, y_train)
generative = GaussianNB(var_smoothing=1e-2).fit(X_train, y_train)


def generate(label, n_images, rng):
    """New images of a digit: each pixel drawn from its own bell curve."""
    k = list(generative.classes_).index(label)
    return rng.normal(
        generative.theta_[k], np.sqrt(generative.var_[k]), size=(n_images, 64)
    ).clip(0, 16)


most_common = np.bincount(y_train).argmax()
for name, score in [
    (f"always say {most_common}", np.mean(y_test == most_common)),
    ("rule made by hand", np.mean(by_hand(X_test) == y_test)),
    ("naive Bayes", generative.score(X_test, y_test)),
    ("logistic regression", discriminative.score(X_test, y_test)),
]:
    print(f"{name:20} {score:.2f} right")

real, drawn = X_test[y_test == 3][:6], generate(3, 6, np.random.default_rng(0))
fig, axes = plt.subplots(2, 6, figsize=(6.4, 2.4), layout="constrained")
for ax, image in zip(axes.flat, [*real, *drawn], strict=True):
    ax.imshow(image.reshape(8, 8), cmap="gray_r")
    ax.set(xticks=[], yticks=[])
axes[0, 0].set_ylabel("real")
axes[1, 0].set_ylabel("drawn")
plt.show()

"""Five makers of digits. Which verdict gives each of them away?"""

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
asked = np.repeat(range(10), 20)
fresh = np.concatenate([X_test[y_test == k][:20] for k in range(10)])
makers = {
    "reprint": np.concatenate([X_train[y_train == k][:20] for k in range(10)]),
    "stamp": np.repeat(fresh[::20], 20, axis=0),
    "deaf": np.random.default_rng(0).permutation(fresh),
    "negative": 1 - fresh,
    "scribe": fresh,
}


def variety(images):
    groups = images.reshape(10, 20, 64)
    return np.linalg.norm(groups - groups.mean(axis=1, keepdims=True), axis=2).mean()


for maker, images in makers.items():
    if judge.score(images, asked) < 0.5:
        print(f"{maker}: judge")
    elif variety(images) < 0.1:
        print(f"{maker}: variety")
    elif cdist(images, X_train).min(axis=1).mean() < 0.1:
        print(f"{maker}: nearest")
    else:
        print(f"{maker}: nothing")

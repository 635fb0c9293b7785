"""Small images, counted whole, and counted dot by dot.

Both give each image the same share. Notice what becomes of counting as images grow.
"""

import itertools

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

X, _ = load_digits(return_X_y=True)
images = 1 * (X >= 8).reshape(-1, 8, 8)  # 1 is ink, 0 is paper
seen, fresh = train_test_split(images, test_size=0.5, random_state=0)


def middle(images, size):
    low, high = 4 - size // 2, 4 + size // 2
    return images[:, low:high, low:high].reshape(len(images), -1)


def counted(image, X):
    return np.mean((image == X).all(axis=1))


def chained(image, X):
    p = 1.0
    for i in range(len(image)):
        same_so_far = X[(X[:, :i] == image[:i]).all(axis=1)]
        p *= np.mean(same_so_far[:, i] == image[i])
    return p


small = middle(seen, 2)
print("8 of 16   counted  chained")
for image in itertools.product([0, 1], repeat=4):
    if image[0] == image[1]:
        print(*image, f"{counted(image, small):10.4f}{chained(image, small):9.4f}")

print("\nimages   fresh ones never counted")
for size in (2, 4, 6, 8):
    X_seen, X_fresh = middle(seen, size), middle(fresh, size)
    unknown = np.mean([counted(x, X_seen) == 0 for x in X_fresh])
    print(f"{size} by {size}{unknown:8.0%}")

"""Small images, counted whole, and counted dot by dot.

A chain of "given what came before" gives each image exactly its share. Notice what
happens to counting as the images grow, and that a chain need not count.
"""

import itertools

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

X, _ = load_digits(return_X_y=True)
images = 1 * (X >= 8).reshape(-1, 8, 8)  # 1 is ink, 0 is paper
seen, fresh = train_test_split(images, test_size=0.5, random_state=0)


def middle(images, size):
    """A window of size by size dots in the middle of each image, one row each."""
    start = (8 - size) // 2
    window = slice(start, start + size)
    return images[:, window, window].reshape(len(images), -1)


def counted(image, X):
    """Share of images that are this one."""
    return np.mean((image == X).all(axis=1))


def chained(image, X):
    """The same by the chain: dot by dot, given the dots before it."""
    p = 1.0
    for i in range(len(image)):
        same_so_far = X[(X[:, :i] == image[:i]).all(axis=1)]
        p *= np.mean(same_so_far[:, i] == image[i])
    return p


small = middle(seen, 2)
print("dots     counted  chained")
shares = []
for image in itertools.product([0, 1], repeat=4):
    shares.append([counted(image, small), chained(image, small)])
    if image[0] == image[1] == 0:
        print(*image, "{:9.4f}{:9.4f}".format(*shares[-1]))
print("all 16: {:9.4f}{:9.4f}".format(*np.sum(shares, axis=0)))

print("\nwindow   never counted, of fresh ones")
for size in (2, 4, 6, 8):
    X_seen, X_fresh = middle(seen, size), middle(fresh, size)
    unknown = np.mean([counted(x, X_seen) == 0 for x in X_fresh])
    print(f"{size} by {size} {unknown:9.0%}")

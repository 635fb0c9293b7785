"""Digits, written as bits and read back, by a chain that both sides know."""

from fractions import Fraction
from math import ceil, log2

import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

X, _ = load_digits(return_X_y=True)
X = 1 * (X >= 8)  # 1 is ink, 0 is paper
X_train, X_test = train_test_split(X, test_size=0.5, random_state=0)
places = np.arange(64)


def fit_chain(X):
    X = np.vstack([X, np.zeros(64), np.ones(64)])  # nothing shall be impossible
    covered = [np.where(places < i, X, 0) for i in places]
    return [LogisticRegression().fit(covered[i], X[:, i]) for i in places]


def walk(chain, decide):
    """From dot to dot; each choice keeps its share of the numbers from 0 to 1."""
    x, low, width = np.zeros(64, dtype=int), Fraction(0), Fraction(1)
    for i, link in enumerate(chain):
        ink = Fraction(1 + int(65534 * link.predict_proba([x])[0, 1]), 65536)
        split = low + width * (1 - ink)  # below: paper, above: ink
        x[i] = decide(i, split)
        low, width = (split, width * ink) if x[i] else (low, width * (1 - ink))
    return x, low, width


def write(chain, image):
    """The bits of a number to which only this image leads."""
    _, low, width = walk(chain, lambda i, split: image[i])
    n_bits = ceil(-log2(width)) + 1
    return format(ceil(low * 2**n_bits), f"0{n_bits}b")


def read(chain, bits):
    """The image to which these bits lead."""
    number = Fraction(int(bits, 2), 2 ** len(bits))
    return walk(chain, lambda i, split: number >= split)[0]


chain = fit_chain(X_train)
messages = [write(chain, image) for image in X_test[:30]]
received = [read(chain, bits) for bits in messages]
mean_length = np.mean([len(bits) for bits in messages])
print("same dots:", np.array_equal(received, X_test[:30]))
print("mean below 32 bits:", mean_length < 32)

rng = np.random.default_rng(0)
tosses = ["".join(rng.choice(["0", "1"], 99)) for _ in range(30)]
drawn = [read(chain, bits) for bits in tosses]
print("drawings differ:", len(np.unique(drawn, axis=0)) == 30)

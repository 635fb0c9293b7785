"""Digits, written as bits and read back, by a chain that both sides know.

What the chain expects costs little, what surprises it costs more. Notice what comes out
if the bits are no message at all, only tosses of a coin.
"""

from fractions import Fraction
from math import ceil, log2

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

X, _ = load_digits(return_X_y=True)
X = 1 * (X >= 8)  # 1 is ink, 0 is paper
X_train, X_test = train_test_split(X, test_size=0.5, random_state=0)
places = np.arange(64)


def fit_chain(X):
    """One link a dot. Each sees the dots before its own; the others are covered."""
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
    """The bits of a number that only this image keeps to its end."""
    _, low, width = walk(chain, lambda i, split: image[i])
    n_bits = ceil(-log2(width)) + 1
    return format(ceil(low * 2**n_bits), f"0{n_bits}b")


def read(chain, bits):
    """The image to which these bits lead."""
    number = Fraction(int(bits, 2), 2 ** len(bits))
    return walk(chain, lambda i, split: number >= split)[0]


chain = fit_chain(X_train)
messages = [write(chain, image) for image in X_test[:30]]
received = [read(chain, message) for message in messages]
lengths = [len(message) for message in messages]
print("read back dot for dot:", np.array_equal(received, X_test[:30]))
print(f"bits a digit: {np.mean(lengths):.1f}, from {min(lengths)} to {max(lengths)}")

rng = np.random.default_rng(0)
tosses = ["".join(rng.choice(["0", "1"], 99)) for _ in range(5)]
drawn = [read(chain, bits) for bits in tosses]

fig, axes = plt.subplots(2, 5, figsize=(6.4, 3.6), layout="constrained")
texts = [f"{bits[:12]}\n{bits[12:24]}\n{bits[24:36]}" for bits in messages[:5] + tosses]
for ax, x, text in zip(axes.flat, received[:5] + drawn, texts, strict=True):
    ax.imshow(x.reshape(8, 8), cmap="gray_r", vmin=0, vmax=1)
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set(visible=True, color="tab:gray")
    ax.set_xlabel(text, family="monospace", fontsize=8, loc="left")
axes[0, 0].set_ylabel("read back")
axes[1, 0].set_ylabel("from tosses")
plt.show()

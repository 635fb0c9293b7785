"""A thousand people at the screening, gathered by the size of their nuclei.

The frame holds those with large nuclei, by the shares that were counted in the clinic.
Notice that it holds most of the ill, and that still most people in it are well.
"""

import json
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.model_selection import train_test_split

X, y = load_breast_cancer(return_X_y=True)
large, _, ill, _ = train_test_split(
    X[:, 0] >= 14.5, y == 0, test_size=0.5, random_state=2, stratify=y
)
clinic = {
    "ill": int(np.sum(ill)),
    "well": int(np.sum(~ill)),
    "large_ill": int(np.sum(large & ill)),
    "large_well": int(np.sum(large & ~ill)),
}
SCREENING = 0.01  # how many are ill there
counted = json.dumps({"clinic": clinic, "screening": SCREENING})
Path("counts.json").write_text(counted, encoding="utf-8")

N, COLUMNS = 1000, 50
n_ill = round(N * SCREENING)
framed_ill = round(N * SCREENING * clinic["large_ill"] / clinic["ill"])
framed_well = round(N * (1 - SCREENING) * clinic["large_well"] / clinic["well"])
framed = framed_ill + framed_well
print(f"Of {N} people at the screening, {n_ill} are ill.")
print(f"Large nuclei: {framed_ill} of the ill, {framed_well} of the well.")
print(f"So of {framed} people with large nuclei, {framed_ill} are ill.")

fig, ax = plt.subplots(figsize=(6.4, 3.2), layout="constrained")


def put(n_ill, n_well, top):
    """Draw people row by row, the ill first, and say where the last row is."""
    place = np.arange(n_ill + n_well)
    x, y = place % COLUMNS, top + place // COLUMNS
    ax.plot(x[:n_ill], y[:n_ill], "s", color="black", markersize=4.5)
    ax.plot(x[n_ill:], y[n_ill:], "o", color="gray", fillstyle="none", markersize=3.5)
    return y[-1]


last = put(n_ill - framed_ill, N - n_ill - framed_well, top=0)
bottom = put(framed_ill, framed_well, top=last + 4)
left, right, above, below = -0.8, COLUMNS - 0.2, last + 3.2, bottom + 0.8
ax.plot([left, right, right, left, left], [above, above, below, below, above], "k-")
ax.text(-0.5, -1.2, f"other nuclei: {N - framed}")
ax.text(COLUMNS - 0.5, -1.2, "■ ill, ○ well", ha="right")
ax.text(-0.5, last + 2.6, f"large nuclei: {framed}, and {framed_ill} of them are ill")
ax.set(xlim=(-1, COLUMNS), ylim=(below + 0.2, -2.6))
ax.axis("off")
plt.show()

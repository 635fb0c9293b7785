"""A story that is too simple invents animals that do not exist.

Dogs come in two kinds here, small and large, and naive Bayes tells one story for all
dogs. Notice how many of the dogs it invents fall into the gap between the kinds, where
there is no real dog.
"""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.naive_bayes import GaussianNB

GAP = (12.0, 24.0)  # kilograms: heavier than the small kind, lighter than the large one


def make_dogs(n_dogs, rng):
    """Weights of dogs, half of them of the small kind."""
    kind = rng.integers(2, size=n_dogs)
    return rng.normal(np.where(kind, 30.0, 6.0), 2.0)


def share_in_gap(weights):
    """The share of dogs that weigh what no real dog weighs."""
    return np.mean((weights > GAP[0]) & (weights < GAP[1]))


def invented_dogs(dogs, n_dogs, rng):
    """Tell one story for all dogs, as naive Bayes does, and draw from it."""
    story = GaussianNB().fit(dogs[:, None], np.repeat("dog", len(dogs)))
    return rng.normal(story.theta_[0, 0], np.sqrt(story.var_[0, 0]), size=n_dogs)


rng = np.random.default_rng(0)
real = make_dogs(400, rng)
invented = invented_dogs(real, 400, rng)
print(f"real dogs in the gap:     {share_in_gap(real):.0%}")
print(f"invented dogs in the gap: {share_in_gap(invented):.0%}")

fig, ax = plt.subplots(figsize=(6.4, 3.4), layout="constrained")
bins = np.arange(-20, 61, 4)
ax.hist(
    real,
    bins,
    histtype="step",
    color="tab:gray",
    linewidth=2,
    linestyle=":",
    label="real dogs",
)
ax.hist(
    invented,
    bins,
    histtype="step",
    color="tab:orange",
    linewidth=2,
    label="invented dogs",
)
ax.axvspan(*GAP, color="tab:gray", alpha=0.15, label="the gap")
ax.set(xlabel="weight (kg)", ylabel="dogs")
ax.legend(fontsize=9)
plt.show()

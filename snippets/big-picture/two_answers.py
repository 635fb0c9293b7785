"""One data set, two questions.

Both models say which animal it is, and only naive Bayes can also invent a new one.
Notice what each of them keeps.
"""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB

rng = np.random.default_rng(0)
# Each row is an animal: the length of its snout and of its whiskers, in centimetres.
cats = rng.normal(loc=[4.0, 7.0], scale=[1.0, 1.2], size=(60, 2))
dogs = rng.normal(loc=[8.0, 4.5], scale=[1.8, 1.0], size=(60, 2))
X = np.vstack([cats, dogs])
y = np.repeat(["cat", "dog"], 60)

discriminative = LogisticRegression().fit(X, y)
generative = GaussianNB().fit(X, y)

animal = [[5.0, 6.5]]
print("Which is it?")
print("  logistic regression says", discriminative.predict(animal)[0])
print("  naive Bayes says        ", generative.predict(animal)[0])

print("What could a cat look like?")
print("  logistic regression keeps two weights:", discriminative.coef_[0].round(2))
mean, spread = generative.theta_[0], np.sqrt(generative.var_[0])
print("  naive Bayes keeps a typical cat:", mean.round(1), "±", spread.round(1))
new_cats = rng.normal(mean, spread, size=(40, 2))
print("  so it can invent one:", new_cats[0].round(1))

fig, (left, right) = plt.subplots(
    1, 2, figsize=(7.2, 3.8), sharex=True, sharey=True, layout="constrained"
)
for ax in (left, right):
    ax.plot(*cats.T, "o", color="tab:gray", markersize=4, alpha=0.6, label="cats")
    ax.plot(*dogs.T, "^", color="tab:gray", markersize=4, alpha=0.6, label="dogs")
    ax.set_xlabel("snout (cm)")
(w_snout, w_whiskers), bias = discriminative.coef_[0], discriminative.intercept_[0]
snouts = np.array([2.0, 9.0])
line = -(w_snout * snouts + bias) / w_whiskers
left.plot(snouts, line, "--", color="tab:blue", linewidth=2.5, label="the line between")
left.set(title="Which is it?", ylabel="whiskers (cm)", ylim=(1, 11))
angle = np.linspace(0, 2 * np.pi, 60)
circle = np.stack([np.cos(angle), np.sin(angle)])
ring = mean[:, None] + 2 * spread[:, None] * circle
right.plot(*ring, color="tab:orange", linewidth=2, label="the story of cats")
right.plot(*new_cats.T, "o", color="tab:orange", markersize=5, label="new cats")
right.set(title="What could a cat look like?")
left.legend(loc="upper right", fontsize=9)
right.legend(loc="upper right", fontsize=9)
plt.show()

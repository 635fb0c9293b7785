"""Naive Bayes needs its spreads smoothed.

Notice that pixels which hardly vary cost it dearly, until all get some spread.
"""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import StratifiedKFold, cross_val_score
from sklearn.naive_bayes import GaussianNB

SEED = 0

X, y = load_digits(return_X_y=True)
folds = StratifiedKFold(10, shuffle=True, random_state=SEED)
smoothings = np.logspace(-9, 1, 12)
scores = np.array(
    [
        cross_val_score(GaussianNB(var_smoothing=smoothing), X, y, cv=folds)
        for smoothing in smoothings
    ]
).mean(axis=1)
print(f"seed {SEED}: {scores[0]:.3f} right without smoothing")
print(f"{scores.max():.3f} right with {smoothings[scores.argmax()]:.0e} of it")

fig, ax = plt.subplots(figsize=(6, 3.5), layout="constrained")
ax.semilogx(smoothings, scores, "o-", color="tab:orange")
ax.set(xlabel="smoothing", ylabel="share read right", ylim=(0, 1))
plt.show()

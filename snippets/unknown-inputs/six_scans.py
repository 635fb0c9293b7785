"""Six scans, and what two models say of each.

Logistic regression says how sure it is of its label. A mixture of bell curves says how
likely such a scan is at all. Notice the scan that lies sideways.
"""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.mixture import GaussianMixture
from sklearn.model_selection import train_test_split

X, y = load_digits(return_X_y=True)
known = y < 9  # the nines are hidden from both models
X_train, X_test, y_train, _ = train_test_split(
    X[known], y[known], test_size=0.5, random_state=0
)

namer = LogisticRegression().fit(X_train / 16, y_train)  # ink from 0 to 1
story = GaussianMixture(9, reg_covar=1, random_state=0).fit(X_train)

rng = np.random.default_rng(0)
digit = X_test[38].reshape(8, 8)
scans = {
    "a digit": digit,
    "sideways": np.rot90(digit),
    "inverted": 16 - digit,
    "static": rng.uniform(0, 16, (8, 8)),
    "a nine": X[~known][0].reshape(8, 8),
    "a smudge": X_test[:20].mean(axis=0).reshape(8, 8),  # 20 digits in one place
}

low, high = np.quantile(story.score_samples(X_test), [0.05, 0.95])
print(f"nine in ten fresh digits: {low:.0f} to {high:.0f}")
print("scan       label   sure   log p(x)")
fig, axes = plt.subplots(2, 3, figsize=(6.4, 6), layout="constrained")
for ax, (name, scan) in zip(axes.flat, scans.items(), strict=True):
    x = scan.reshape(1, -1)
    label, sure = namer.predict(x / 16)[0], namer.predict_proba(x / 16).max()
    log_p = story.score_samples(x)[0]
    print(f"{name:10} {label:5} {sure:6.0%} {log_p:10.0f}")
    ax.imshow(scan, cmap="gray_r", vmin=0, vmax=16)
    ax.set(title=name, xticks=[], yticks=[])
    ax.text(3.5, 8.4, f"{sure:.0%} sure: {label}", color="tab:blue", ha="center")
    ax.set_xlabel(f"log p(x): {log_p:.0f}", color="tab:orange", labelpad=22)
plt.show()

"""Why the lines cross: a world where the story is true, and one where it is not.

Naive Bayes reaches its own best soon; where its story is not true, that best is not
good. Notice who is ahead with 40 examples, and who with 640.
"""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB

sizes = [20, 40, 80, 160, 320, 640]


def examples(n, drift, rng):
    """Labels, and 20 measurements. The label moves ten of them, the drift moves all."""
    y = rng.integers(0, 2, n)
    X = rng.normal(size=(n, 20))  # the noise of each measurement
    X[:, :10] += np.where(y == 1, 0.5, -0.5)[:, None]
    X += drift * rng.normal(size=(n, 1))  # the noise that all share
    return X, y


def errors(n, drift, seed):
    """Shares of wrong answers of both twins, after n examples."""
    rng = np.random.default_rng(seed)
    X, y = examples(n, drift, rng)
    X_new, y_new = examples(1000, drift, rng)
    naive_bayes = GaussianNB().fit(X, y)
    naive_bayes.var_[:] = naive_bayes.class_prior_ @ naive_bayes.var_  # pooled
    logistic = LogisticRegression(C=np.inf).fit(X, y)
    return [np.mean(m.predict(X_new) != y_new) for m in (naive_bayes, logistic)]


worlds = {"the story is true": 0.0, "the story is not true": 0.35}
fig, panels = plt.subplots(1, 2, figsize=(6.4, 3.6), sharey=True, layout="constrained")
for ax, (name, drift) in zip(panels, worlds.items(), strict=True):
    table = [np.mean([errors(n, drift, s) for s in range(20)], axis=0) for n in sizes]
    print(f"{name}\nexamples  naive Bayes  logistic")
    for n, row in zip(sizes, table, strict=True):
        print(f"{n:8}  {row[0]:11.2f}  {row[1]:8.2f}")
    generative, discriminative = np.transpose(table)
    ax.plot(sizes, generative, "o-", color="tab:orange", label="naive Bayes")
    ax.plot(sizes, discriminative, "s--", color="tab:blue", label="logistic")
    ax.set(title=name, xscale="log", xlabel="examples learned from")
    ax.set_xticks(sizes[::2], sizes[::2])
    ax.minorticks_off()
panels[0].set(ylabel="share of wrong answers", ylim=(0, 0.25))
panels[0].legend(loc="upper right")
plt.show()

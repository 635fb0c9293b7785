"""One measurement, copied many times.

A copy brings nothing new, but naive Bayes counts it as new evidence each time. Notice
that logistic regression hardly minds.
"""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

X, y = load_breast_cancer(return_X_y=True)
X = X[:, [0, 1, 4]]  # radius, texture, smoothness: they have little in common


def with_copies(X, n_copies):
    """The same examples, their first measurement written down n_copies more times."""
    return np.hstack([X, np.repeat(X[:, :1], n_copies, axis=1)])


def log_loss(model, X, y):
    """Cross-validated log loss: the lower, the better the probabilities."""
    scaled = make_pipeline(StandardScaler(), model)
    return -cross_val_score(scaled, X, y, cv=5, scoring="neg_log_loss").mean()


copies = [0, 1, 2, 5, 10, 20]
naive_bayes = [log_loss(GaussianNB(), with_copies(X, n), y) for n in copies]
logistic = [log_loss(LogisticRegression(), with_copies(X, n), y) for n in copies]
for n, generative, discriminative in zip(copies, naive_bayes, logistic, strict=True):
    print(f"{n:2} copies: naive Bayes {generative:.2f}, logistic {discriminative:.2f}")

fig, ax = plt.subplots(figsize=(6.4, 3.8), layout="constrained")
ax.plot(copies, naive_bayes, "o-", color="tab:orange", label="naive Bayes")
ax.plot(copies, logistic, "s--", color="tab:blue", label="logistic regression")
ax.set(xlabel="copies of one measurement", ylabel="log loss (lower is better)", ylim=0)
ax.legend()
plt.show()

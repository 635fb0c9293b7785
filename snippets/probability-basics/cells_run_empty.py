"""With more measurements, the cells of the table run empty.

The table has one cell for each combination of sizes. Notice how soon new patients fall
into cells in which nobody was counted, and what becomes of the right answers.
"""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import CategoricalNB

LEVELS = 3  # each measurement is small, middle or large
X, y = load_breast_cancer(return_X_y=True)


def cut(X, X_train):
    """Cut each measurement so that equal shares of X_train are on each level."""
    cuts = np.quantile(X_train, np.arange(1, LEVELS) / LEVELS, axis=0)
    return np.transpose([np.digitize(X[:, j], cuts[:, j]) for j in range(X.shape[1])])


def judge(n_measurements, seed):
    """New patients: share in empty cells, right by the table, right by naive Bayes."""
    X_train, X_new, y_train, y_new = train_test_split(
        X, y, test_size=0.5, random_state=seed, stratify=y
    )
    cells_train = cut(X_train, X_train)[:, :n_measurements].tolist()
    cells_new = cut(X_new, X_train)[:, :n_measurements].tolist()

    table = {}
    for cell, label in zip(cells_train, y_train, strict=True):
        table.setdefault(tuple(cell), [0, 0])[label] += 1
    everybody = [sum(y_train == 0), sum(y_train == 1)]  # for empty cells: the base rate
    found = [table.get(tuple(cell), everybody) for cell in cells_new]

    empty = np.mean([tuple(cell) not in table for cell in cells_new])
    right = np.mean(np.argmax(found, axis=1) == y_new)
    if n_measurements == 0:
        return empty, right, right  # there is nothing to go by but the base rate
    naive_bayes = CategoricalNB(min_categories=LEVELS).fit(cells_train, y_train)
    return empty, right, naive_bayes.score(cells_new, y_new)


numbers = [0, 1, 2, 4, 8, 12, 16]
results = [np.mean([judge(n, seed) for seed in range(5)], axis=0) for n in numbers]
print("measure-           in empty  right by")
print("ments     cells       cells  table  naive")
for n, (empty, table, naive_bayes) in zip(numbers, results, strict=True):
    print(f"{n:5} {LEVELS**n:9} {empty:10.0%} {table:6.2f} {naive_bayes:6.2f}")

fig, ax = plt.subplots(figsize=(6.4, 3.8), layout="constrained")
empty, table, naive_bayes = np.transpose(results)
ax.plot(numbers, empty, "o-", color="tab:orange", label="in an empty cell")
ax.plot(numbers, table, "^:", color="tab:orange", label="right by the table")
ax.plot(numbers, naive_bayes, "D-.", color="tab:orange", label="right by naive Bayes")
ax.set(xlabel="measurements in the table", ylabel="share of new patients", ylim=(0, 1))
ax.legend(loc="center left")
plt.show()

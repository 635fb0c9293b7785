"""A real beginning, and an end that a chain has drawn.

The more rows it draws, the more it builds on what it drew itself. Notice which chain
loses its way: the one that does not know which digit it is drawing.
"""

import matplotlib.pyplot as plt
import numpy as np
from scipy.spatial.distance import cdist
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

X, y = load_digits(return_X_y=True)
X = 1 * (X >= 8)  # 1 is ink, 0 is paper
places = np.arange(64)


def fit_chain(X):
    """One link a dot. Each sees the dots before its own; the others are covered."""
    X = np.vstack([X, np.zeros(64), np.ones(64)])  # nothing shall be impossible
    covered = [np.where(places < i, X, 0) for i in places]
    return [LogisticRegression().fit(covered[i], X[:, i]) for i in places]


def finish(chains, X, kept, rng):
    """Keep the first dots. They say which chain is likely; let it draw the others."""
    log_p = np.zeros((len(X), len(chains)))
    for k, chain in enumerate(chains):
        for i in range(kept):
            ink = chain[i].predict_proba(np.where(places < i, X, 0))[:, 1]
            log_p[:, k] += np.log(np.where(X[:, i] == 1, ink, 1 - ink))
    luck = rng.gumbel(size=log_p.shape)  # picks each chain as often as it is right
    picked = (log_p + luck).argmax(axis=1)
    drawn = np.where(places < kept, X, 0)
    for k, chain in enumerate(chains):
        mine = picked == k
        for i in range(kept, 64):
            ink = chain[i].predict_proba(drawn)[:, 1]
            drawn[mine, i] = (rng.random(len(X)) < ink)[mine]
    return drawn


def misfit(images, X_train):
    """In how many dots an image differs from the most similar training digit."""
    return 64 * cdist(images, X_train, "hamming").min(axis=1).mean()


def trials(seed=0):
    """Fresh digits, what became of them when the last rows were drawn, and misfits."""
    rng = np.random.default_rng(seed)
    parts = train_test_split(X, y, test_size=0.5, random_state=seed)
    X_train, X_test, y_train, y_test = parts
    of_digits = [X_train[y_train == k] for k in range(10)]
    teams = {"one chain": [X_train], "ten chains": of_digits}
    drawn = {}
    for who, team in teams.items():
        chains = [fit_chain(X) for X in team]
        drawn[who] = [finish(chains, X_test, kept, rng) for kept in kept_dots]
    ink = np.array([X.mean(axis=0) for X in of_digits])[y_test]
    alone = rng.random(X_test.shape) < ink
    drawn["each alone"] = [np.where(places < n, X_test, alone) for n in kept_dots]
    found = {who: [misfit(x, X_train) for x in v] for who, v in drawn.items()}
    return X_test, drawn, found


kept_dots = [64, 48, 32, 16, 0]
X_test, drawn, found = trials()
print("rows drawn ", *[f"{8 - n // 8:5}" for n in kept_dots])
for who, misfits in found.items():
    print(f"{who:11}", *[f"{dots:5.1f}" for dots in misfits])

fig, axes = plt.subplots(4, 5, figsize=(6.4, 5.4), layout="constrained")
half_drawn = {"real": X_test} | {who: images[2] for who, images in drawn.items()}
for row, (who, images) in zip(axes, half_drawn.items(), strict=True):
    row[0].set_ylabel(who)
    for ax, x in zip(row, images, strict=False):
        ax.imshow(x.reshape(8, 8), cmap="gray_r", vmin=0, vmax=1)
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set(visible=True, color="tab:gray")
        ax.axhline(3.5, color="tab:orange")
plt.show()

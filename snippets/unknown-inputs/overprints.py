"""Print digits over one another, and see who notices.

The more digits, the less it looks like any of them. Notice that one bell curve finds
such smudges likelier than nearly every real digit.
"""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.mixture import GaussianMixture
from sklearn.model_selection import train_test_split

X, y = load_digits(return_X_y=True)
counts = [1, 2, 3, 5, 10, 20]


def curves(seed):
    """AUROC of three scores: real digits against n digits printed over one another."""
    X_train, X_test, y_train, _ = train_test_split(
        X, y, test_size=0.5, random_state=seed
    )
    namer = LogisticRegression().fit(X_train / 16, y_train)
    ten_bells = GaussianMixture(10, reg_covar=1, random_state=0).fit(X_train)
    one_bell = GaussianMixture(1, reg_covar=1, random_state=0).fit(X_train)
    usual = np.median(one_bell.score_samples(X_train))
    scores = {
        "confidence": lambda X: namer.predict_proba(X / 16).max(axis=1),
        "log p(x), ten bells": ten_bells.score_samples,
        "log p(x), one bell": lambda X: one_bell.score_samples(X) - usual,
    }
    rng = np.random.default_rng(seed)
    found = {name: [] for name in scores}
    for n_digits in counts:
        crowds = rng.integers(len(X_test), size=(len(X_test), n_digits))
        both = np.vstack([X_test, X_test[crowds].mean(axis=1)])
        is_digit = np.repeat([1, 0], len(X_test))
        for name, score in scores.items():
            found[name].append(roc_auc_score(is_digit, score(both)))
    return found


found = curves(seed=0)
fig, ax = plt.subplots(figsize=(6.4, 3.8), layout="constrained")
places = [str(n_digits) for n_digits in counts]
styles = [("s--", "tab:blue"), ("^-", "tab:orange"), ("o-", "tab:orange")]
print("AUROC             2 digits 20 digits")
for (name, line), (style, color) in zip(found.items(), styles, strict=True):
    print(f"{name:20}{line[1]:6.2f}{line[-1]:10.2f}")
    ax.plot(places, line, style, color=color, label=name)
ax.axhline(0.5, color="tab:gray", linestyle=":", label="a coin toss")
ax.set(xlabel="digits printed over one another", ylim=(-0.05, 1.05))
ax.set_ylabel("AUROC (1: noticed, 0: backwards)")
ax.legend(loc=(0.62, 0.12))
plt.show()

"""Two ways to tell tumours apart, each judged by how much it needs to see.

Notice how few examples suffice, and which of the two gains more from the rest.
"""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import ShuffleSplit, learning_curve
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

SEED = 0

X, y = load_breast_cancer(return_X_y=True)
splits = ShuffleSplit(n_splits=20, test_size=0.5, random_state=SEED)
models = {"naive Bayes": GaussianNB(), "logistic regression": LogisticRegression()}
styles = {"color": "tab:orange"}, {"color": "tab:blue", "linestyle": "--"}
fig, ax = plt.subplots(figsize=(6, 3.5), layout="constrained")
for (name, model), style in zip(models.items(), styles, strict=True):
    sizes, _, scores = learning_curve(
        make_pipeline(StandardScaler(), model),
        X,
        y,
        train_sizes=np.geomspace(12, 280, 6, dtype=int),
        cv=splits,
        shuffle=True,
        random_state=SEED,
    )
    means = scores.mean(axis=1)
    print(f"seed {SEED}: {means[0]:.3f} to {means[-1]:.3f}, {name}")
    ax.plot(sizes, means, marker="o", label=name, **style)
ax.set(xlabel="examples", ylabel="share right")
ax.legend()
plt.show()

"""Five ways to cure a tree of a tag, each tried on images whose tag lies."""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeClassifier

X, target = load_digits(return_X_y=True)
chosen = np.isin(target, [1, 8])
data = train_test_split(X[chosen], target[chosen] == 8, test_size=0.5, random_state=0)
X, X_test, y, y_test = data
tree, forest = DecisionTreeClassifier(random_state=0), RandomForestClassifier()


def put_tags(X, tag):
    X = X.copy()
    X[:, [0, 1, 8, 9]] = 16 * np.reshape(tag, (-1, 1))  # four dots of the corner
    return X


rng, half = np.random.default_rng(0), slice(len(y) // 2)
tag = np.where(rng.random(len(y)) < 0.05, ~y, y)  # right in about 95 of 100
tagged, lying = put_tags(X, tag), put_tags(X_test, ~y_test)
both = np.vstack([tagged[half], put_tags(X, ~tag)[half]])
by_lot = put_tags(X, rng.random(len(y)) < 0.5)
cures = {
    "more": (tree, tagged, y, lying),
    "both-ways": (tree, both, np.tile(y[half], 2), lying),
    "forest": (forest.set_params(random_state=0), tagged[half], y[half], lying),
    "covered": (tree, put_tags(X[half], 0), y[half], put_tags(X_test, 0)),
    "by-lot": (tree, by_lot[half], y[half], lying),
}
for name, (model, X_learn, y_learn, X_asked) in cures.items():
    right = model.fit(X_learn, y_learn).score(X_asked, y_test)
    print(name, "cured" if right > 0.75 else "fooled", f"({right:.2f} right)")

# slow: trains six models, each with tags of 63 kinds, and then with the cure
"""How strong must a shortcut be before a model falls for it?

The six models again, with tags that were wrong more or less often while they learned,
and that are larger or smaller, darker or paler.
"""

import json
from functools import cache
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_digits
from sklearn.discriminant_analysis import QuadraticDiscriminantAnalysis
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import GaussianNB
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

X, target = load_digits(return_X_y=True)
chosen = np.isin(target, [1, 8])
X, y = X[chosen], (target[chosen] == 8).astype(int)
X_train, X_test, y_train, y_test = train_test_split(
    X, y, test_size=0.5, random_state=0, stratify=y
)
order = np.random.default_rng(0).permutation(len(y_train))
models = {
    "naive Bayes": GaussianNB(),
    "QDA": QuadraticDiscriminantAnalysis(reg_param=0.1),
    "tree": DecisionTreeClassifier(random_state=0),
    "forest": RandomForestClassifier(random_state=0),
    "SVM": SVC(),
    "logistic regression": LogisticRegression(max_iter=5000),
}
trees = "tree", "forest"
in_100 = [0, 1, 2, 5, 10, 20, 50]  # how often the tag was wrong
widths, inks = [1, 2, 3], [4, 8, 16]


def put_tags(X, tagged, width, ink):
    images = X.reshape(-1, 8, 8).copy()
    images[:, :width, :width] = ink * tagged[:, None, None]
    return images.reshape(-1, 64)


@cache
def judge(name, width, ink, often, cured=False):
    """How many labels are right: with an honest tag, and with a lying one."""
    if name in trees and ink != 16:  # they ask whether a dot is dark, not how dark
        return judge(name, width, 16, often, cured)
    tags = np.where(order < often / 100 * len(y_train), 1 - y_train, y_train)
    images, labels = put_tags(X_train, tags, width, ink), y_train
    if cured:  # each image with and without a tag
        images = np.vstack([images, put_tags(X_train, 1 - tags, width, ink)])
        labels = np.tile(y_train, 2)
    model = models[name].fit(images, labels)
    asked = [put_tags(X_test, tags, width, ink) for tags in (y_test, 1 - y_test)]
    return [int(np.sum(model.predict(images) == y_test)) for images in asked]


def table(often, cured=False):
    """For each width, each ink and each model."""
    return [
        [[judge(name, width, ink, often, cured) for name in models] for ink in inks]
        for width in widths
    ]


results = {
    "models": list(models),
    "images": len(y_train),
    "asked": len(y_test),
    "wrong": [int(np.sum(order < often / 100 * len(order))) for often in in_100],
    "learned": [table(often) for often in in_100],
    "cured": table(5, cured=True),  # the same images, however often the tag was wrong
    "examples": [X_test[y_test == k][0].astype(int).tolist() for k in (0, 1)],
}
Path("results.json").write_text(json.dumps(results, separators=(",", ":")))

print("right under a lying tag that was wrong, during learning,")
print("in so many of 100: ", *(f"{often:4}" for often in in_100))
fig, axes = plt.subplots(
    3, 2, figsize=(6.4, 5), sharex=True, sharey=True, layout="constrained"
)
places = range(len(in_100))
for i, (ax, name) in enumerate(zip(axes.flat, models, strict=True)):
    black = [learned[1][2][i] for learned in results["learned"]]  # of four dots
    lying = [right / len(y_test) for _, right in black]
    print(f"{name:19}", *(f"{share:.2f}" for share in lying))
    generative = name in ("naive Bayes", "QDA")
    color = "tab:orange" if generative else "tab:blue"
    ax.plot(places, lying, "o-" if generative else "s--", color=color)
    ax.axhline(0.5, color="tab:gray", linestyle=":")
    ax.set_title(name)
    ax.set(xticks=places, xticklabels=in_100, ylim=(-0.08, 1.08))
fig.supxlabel("wrong tags in 100 images, during learning")
fig.supylabel("share right under a lying tag")
plt.show()

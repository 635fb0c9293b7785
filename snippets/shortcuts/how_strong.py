"""How strong must a shortcut be before a model falls for it?

The six models again, with tags that were wrong more or less often while they learned,
and that are larger or smaller, darker or paler.
"""

# slow: trains six models, each with tags of 63 kinds, and then with the cure
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
split = train_test_split(X, y, test_size=0.5, random_state=0, stratify=y)
X_train, X_test, y_train, y_test = split
order = np.random.default_rng(0).permutation(len(y_train))
names = "naive Bayes", "QDA", "tree", "forest", "SVM", "logistic regression"
trees = DecisionTreeClassifier(random_state=0), RandomForestClassifier(random_state=0)
others = SVC(), LogisticRegression(max_iter=5000)
models = [GaussianNB(), QuadraticDiscriminantAnalysis(reg_param=0.1), *trees, *others]
in_100 = [0, 1, 2, 5, 10, 20, 50]  # how often the tag was wrong


def put_tags(X, tagged, width, ink):
    images = X.reshape(-1, 8, 8).copy()
    images[:, :width, :width] = ink * tagged[:, None, None]
    return images.reshape(-1, 64)


@cache
def judge(model, width, ink, often, cured):
    """How many labels are right: with an honest tag, and with a lying one."""
    tags = np.where(order < often / 100 * len(y_train), 1 - y_train, y_train)
    images, labels = put_tags(X_train, tags, width, ink), y_train
    if cured:  # each image with and without a tag
        turned = put_tags(X_train, 1 - tags, width, ink)
        images, labels = np.vstack([images, turned]), np.tile(y_train, 2)
    model.fit(images, labels)
    asked = [put_tags(X_test, tags, width, ink) for tags in (y_test, 1 - y_test)]
    return [int(np.sum(model.predict(images) == y_test)) for images in asked]


def table(often, cured=False):
    def row(w, ink):  # trees ask whether a dot is dark, not how dark
        return [judge(m, w, 16 if m in trees else ink, often, cured) for m in models]

    return [[row(w, ink) for ink in (4, 8, 16)] for w in (1, 2, 3)]


results = {"models": names, "images": len(y_train), "asked": len(y_test)}
results["wrong"] = [int(np.sum(order < often / 100 * len(order))) for often in in_100]
results["learned"] = [table(often) for often in in_100]
results["cured"] = table(5, cured=True)  # the same images, however often it was wrong
results["examples"] = [X_test[y_test == k][0].astype(int).tolist() for k in (0, 1)]
Path("results.json").write_text(json.dumps(results, separators=(",", ":")))

print("wrong in 100 images", *(f"{often:4}" for often in in_100))
fig, axes = plt.subplots(3, 2, figsize=(6.4, 5), sharey=True, layout="constrained")
for i, (ax, name) in enumerate(zip(axes.flat, names, strict=True)):
    lying = [at[1][2][i][1] / len(y_test) for at in results["learned"]]  # black, 2 x 2
    print(f"{name:19}", *(f"{share:.2f}" for share in lying))
    ax.plot(lying, "o-" if i < 2 else "s--", c="tab:orange" if i < 2 else "tab:blue")
    ax.set(title=name, xticks=range(7), xticklabels=in_100, yticks=[0, 0.5, 1])
fig.supxlabel("wrong tags in 100 images, during learning")
fig.supylabel("share right under a lying tag")
plt.show()

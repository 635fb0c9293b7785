"""Six models, a tag that lies, and a cure.

All learn from images whose tag is right in 95 of 100 cases. Notice that not all who
fall for the lie are of one family, and that the cure helps both families.
"""

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
discriminative = {
    "tree": DecisionTreeClassifier(random_state=0),
    "forest": RandomForestClassifier(random_state=0),
    "SVM": SVC(),
    "logistic regression": LogisticRegression(max_iter=5000),
}
generative = {
    "naive Bayes": GaussianNB(),
    "QDA": QuadraticDiscriminantAnalysis(reg_param=0.1),
}


def put_tags(X, tagged):
    images = X.reshape(-1, 8, 8).copy()
    images[:, :2, :2] = 16 * tagged[:, None, None]
    return images.reshape(-1, 64)


def judge(model, seed, share_wrong=0.05):
    """Shares of right labels: honest tag; lying tag; lying tag after the cure."""
    rng = np.random.default_rng(seed)
    X_train, X_test, y_train, y_test = train_test_split(
        X, y, test_size=0.5, random_state=seed, stratify=y
    )
    wrong = rng.permutation(len(y_train)) < share_wrong * len(y_train)
    tags = np.where(wrong, 1 - y_train, y_train)
    honest, lying = put_tags(X_test, y_test), put_tags(X_test, 1 - y_test)
    fooled = model.fit(put_tags(X_train, tags), y_train)
    found = [fooled.score(honest, y_test), fooled.score(lying, y_test)]
    both = np.vstack([put_tags(X_train, tags), put_tags(X_train, 1 - tags)])
    cured = model.fit(both, np.tile(y_train, 2))  # each image with and without a tag
    return [*found, cured.score(lying, y_test)]


print("                     honest  lying  cured")
fig, ax = plt.subplots(figsize=(6.4, 3.6), layout="constrained")
for family, style in [(discriminative, "s--"), (generative, "o-")]:
    color = "tab:blue" if family is discriminative else "tab:orange"
    for name, model in family.items():
        honest, lying, cured = judge(model, seed=0)
        print(f"{name:19}   {honest:.2f}   {lying:.2f}   {cured:.2f}")
        rows = [name.replace(" ", "\n")] * 2
        ax.plot([honest, lying], rows, style, color=color, markevery=[1])
ax.axvline(0.5, color="tab:gray", linestyle=":")
ax.text(0.33, -0.35, "lying tag", ha="center")
ax.text(0.97, -0.35, "honest tag", ha="right")
ax.set(xlabel="share of right labels", xlim=(0, 1.01), ylim=(5.5, -0.9))
plt.show()

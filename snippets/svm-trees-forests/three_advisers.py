"""Three advisers about one tumour: a street, a list of questions, a vote.

All learn from the same 100 patients which tumours are benign. Notice that they agree on
the label of the tumour asked about, and not at all on how to say how sure they are.
"""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

X, y = load_breast_cancer(return_X_y=True)  # y is 1 for benign
X = X[:, [20, 21]]  # of the largest cell nuclei: radius and texture
X_train, X_new, y_train, y_new = train_test_split(
    X, y, train_size=100, random_state=0, stratify=y
)
asked = 240  # a hard one

models = {
    "SVM": make_pipeline(StandardScaler(), SVC(kernel="linear")),
    "tree": DecisionTreeClassifier(random_state=0),
    "forest": RandomForestClassifier(random_state=0),
    "tree of depth 3": DecisionTreeClassifier(max_depth=3, random_state=0),
    "logistic regression": make_pipeline(StandardScaler(), LogisticRegression()),
}


def answers(model, X):
    """P(benign given x) if the model offers it, otherwise its score."""
    if hasattr(model, "predict_proba"):
        return model.predict_proba(X)[:, 1]
    return model.decision_function(X)


print("                    this one  lowest highest different")
for name, model in models.items():
    said = answers(model.fit(X_train, y_train), X_new)
    row = f"{said[asked]:8.2f}{said.min():8.2f}{said.max():8.2f}"
    print(f"{name:20}{row}{len(np.unique(said)):10}")
print("The tumour asked about is", ["malignant.", "benign."][y_new[asked]])

fig, axes = plt.subplots(1, 3, figsize=(6.4, 3.8), sharey=True, layout="constrained")
radius, texture = np.meshgrid(np.linspace(7, 35, 200), np.linspace(10, 45, 200))
places = np.column_stack([radius.ravel(), texture.ravel()])
for ax, name in zip(axes, ["SVM", "tree", "forest"], strict=True):
    ax.plot(*X_train[y_train == 1].T, "o", c="tab:gray", ms=3, label="benign")
    ax.plot(*X_train[y_train == 0].T, "^", c="black", ms=3, label="malignant")
    ax.plot(*X_new[asked], "*", c="black", mfc="white", ms=14, label="asked about")
    height = answers(models[name], places).reshape(radius.shape)
    levels = [-1, 0, 1] if name == "SVM" else [0.5]
    ax.contour(radius, texture, height, levels, colors="tab:blue", linestyles="--")
    ax.set(title=name, xlabel="radius")
axes[0].set_ylabel("texture")
fig.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=3)
plt.show()

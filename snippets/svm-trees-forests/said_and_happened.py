"""What a model says, against what happens.

If about nine in ten of the patients given 90% get worse, the number can be taken at its
word. Notice which of the four models keep their word, and that it is no family matter.
"""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.calibration import calibration_curve
from sklearn.datasets import load_diabetes
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

X, progress = load_diabetes(return_X_y=True)
y = (progress > np.median(progress)).astype(int)  # 1: it moved on more than in half

models = {
    "tree": DecisionTreeClassifier(random_state=0),
    "naive Bayes": GaussianNB(),
    "forest": RandomForestClassifier(random_state=0),
    "logistic regression": make_pipeline(StandardScaler(), LogisticRegression()),
}


def said_of_all(model, seed=0):
    """P(worse given x) of each patient, by a model that has not learned from them."""
    folds = StratifiedKFold(5, shuffle=True, random_state=seed)
    return cross_val_predict(model, X, y, cv=folds, method="predict_proba")[:, 1]


def where_sure(said):
    """Where it is over 90% sure: share of patients, what it said, how often right."""
    sureness = np.maximum(said, 1 - said)
    sure = sureness > 0.9
    right = (said > 0.5) == y
    return sure.mean(), sureness[sure].mean(), right[sure].mean()


fig, ax = plt.subplots(figsize=(6.4, 3.8), layout="constrained")
ax.plot([0, 1], [0, 1], color="tab:gray", label="said = happened")
styles = ["s:", "o-", "D-.", "s--"]
colors = ["tab:blue", "tab:orange", "tab:blue", "tab:blue"]
print("                    over 90% sure   it said  it was")
print("                      of patients    (mean)   right")
for (name, model), style, color in zip(models.items(), styles, colors, strict=True):
    said = said_of_all(model)
    share, sureness, right = where_sure(said)
    print(f"{name:20}{share:13.0%}{sureness:10.0%}{right:8.0%}")
    happened, mean_said = calibration_curve(y, said, n_bins=5)
    ax.plot(mean_said, happened, style, color=color, label=name)
ax.set(xlabel="what the model said: P(worse)", ylabel="share that got worse")
ax.legend(loc="upper left")
plt.show()

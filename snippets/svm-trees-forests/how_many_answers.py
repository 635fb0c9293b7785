"""How many different probabilities does each model give to 221 new patients?"""

import numpy as np
from sklearn.datasets import load_diabetes
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

X, progress = load_diabetes(return_X_y=True)
y = progress > np.median(progress)
X_train, X_new, y_train, _ = train_test_split(X, y, test_size=0.5, random_state=0)

models = {
    "logistic": make_pipeline(StandardScaler(), LogisticRegression()),
    "full-tree": DecisionTreeClassifier(random_state=0),
    "forest": RandomForestClassifier(n_estimators=100, random_state=0),
    "short-tree": DecisionTreeClassifier(max_depth=3, random_state=0),
    "committee": RandomForestClassifier(n_estimators=20, random_state=0),
}
different = {}
for name, model in models.items():
    said = model.fit(X_train, y_train).predict_proba(X_new)[:, 1]
    different[name] = len(np.unique(said.round(9)))

for name in sorted(different, key=different.get):
    print(name, different[name])

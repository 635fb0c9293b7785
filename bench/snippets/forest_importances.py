"""A forest says what it looked at.

Notice that shuffling one column costs it little when another column says the same.
"""

import matplotlib.pyplot as plt
from sklearn.datasets import load_wine
from sklearn.ensemble import RandomForestClassifier
from sklearn.inspection import permutation_importance
from sklearn.model_selection import train_test_split

SEED = 0

data = load_wine()
X_train, X_test, y_train, y_test = train_test_split(
    data.data, data.target, test_size=0.4, random_state=SEED
)
model = RandomForestClassifier(100, random_state=SEED).fit(X_train, y_train)
shuffled = permutation_importance(model, X_test, y_test, n_repeats=8, random_state=SEED)
loss = shuffled.importances_mean
print(f"seed {SEED}: {model.score(X_test, y_test):.3f} of the wines told right")
print(f"it misses {data.feature_names[loss.argmax()]} most")

order = loss.argsort()
fig, ax = plt.subplots(figsize=(6, 4), layout="constrained")
ax.barh([data.feature_names[i] for i in order], loss[order], color="tab:blue")
ax.set(xlabel="score lost when shuffled")
plt.show()

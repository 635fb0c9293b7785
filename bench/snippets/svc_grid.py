"""A grid search finds how sharply a support vector machine should look.

Notice the diagonal: a wider view can be made up for by a stricter price.
"""

import matplotlib.pyplot as plt
from sklearn.datasets import make_moons
from sklearn.model_selection import GridSearchCV
from sklearn.svm import SVC

SEED = 0

X, y = make_moons(n_samples=500, noise=0.3, random_state=SEED)
grid = {"C": [0.1, 1, 10, 100], "gamma": [0.01, 0.1, 1, 10]}
search = GridSearchCV(SVC(), grid, cv=10).fit(X, y)
print(f"seed {SEED}: {search.best_score_:.3f} right at best")
print("found with", search.best_params_)

scores = search.cv_results_["mean_test_score"].reshape(4, 4)
fig, ax = plt.subplots(figsize=(5, 4), layout="constrained")
picture = ax.imshow(scores, cmap="Blues")
ax.set(xlabel="gamma", ylabel="C")
ax.set_xticks(range(4), grid["gamma"])
ax.set_yticks(range(4), grid["C"])
fig.colorbar(picture, label="share right")
plt.show()

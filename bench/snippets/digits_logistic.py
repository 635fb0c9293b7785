"""Logistic regression reads handwritten digits.

Notice that its weights are pictures: where ink speaks for a digit, where against it.
"""

import matplotlib.pyplot as plt
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

SEED = 0

X, y = load_digits(return_X_y=True)
X_train, X_test, y_train, y_test = train_test_split(
    X / 16, y, test_size=0.3, random_state=SEED
)
model = LogisticRegression(C=1000, max_iter=5000).fit(X_train, y_train)
print(f"seed {SEED}: {model.score(X_test, y_test):.3f} of the digits read right")

fig, axes = plt.subplots(2, 5, figsize=(7, 3), layout="constrained")
for digit, ax in enumerate(axes.flat):
    ax.imshow(model.coef_[digit].reshape(8, 8), cmap="RdBu", vmin=-6, vmax=6)
    ax.set(title=digit, xticks=[], yticks=[])
plt.show()

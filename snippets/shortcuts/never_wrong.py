"""An easy question, and a tag that was never wrong during learning.

Zeros and ones are easy to tell apart with or without a tag. Notice that here both
generative models fall for the lie, and the discriminative one mostly does not.
"""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.discriminant_analysis import QuadraticDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import GaussianNB

X, y = load_digits(n_class=2, return_X_y=True)  # zeros and ones only
models = {
    "logistic regression": LogisticRegression(max_iter=5000),
    "naive Bayes": GaussianNB(),
    "QDA": QuadraticDiscriminantAnalysis(reg_param=0.1),
}


def put_tags(X, tagged):
    images = X.reshape(-1, 8, 8).copy()
    images[:, :2, :2] = 16 * tagged[:, None, None]
    return images.reshape(-1, 64)


def lied_to(model, share_wrong, seed):
    """Share of right labels under a lying tag, after one that was wrong so often."""
    rng = np.random.default_rng(seed)
    X_train, X_test, y_train, y_test = train_test_split(
        X, y, test_size=0.5, random_state=seed, stratify=y
    )
    wrong = rng.permutation(len(y_train)) < share_wrong * len(y_train)
    tags = np.where(wrong, 1 - y_train, y_train)
    model.fit(put_tags(X_train, tags), y_train)
    return model.score(put_tags(X_test, 1 - y_test), y_test)


print("tag was right in:    95 of 100     all")
for name, model in models.items():
    often, always = (lied_to(model, share, seed=0) for share in (0.05, 0))
    print(f"{name:19} {often:10.2f} {always:7.2f}")

"""What one bell curve for all digits finds likely, and what it does not."""

import numpy as np
from scipy.stats import multivariate_normal
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

X, _ = load_digits(return_X_y=True)
X_train, X_test = train_test_split(X, test_size=0.5, random_state=0)
covariance = np.cov(X_train.T) + np.eye(64)  # a little more spread in each dot
one_bell = multivariate_normal(X_train.mean(axis=0), covariance)

rng = np.random.default_rng(0)
crowds = rng.integers(len(X_test), size=(len(X_test), 20))
scans = {
    "inverted": 16 - X_test,
    "digit": X_test,
    "average": X_train.mean(axis=0, keepdims=True),
    "static": rng.uniform(0, 16, X_test.shape),
    "smudge": X_test[crowds].mean(axis=1),  # 20 digits in one place
}
log_p = {name: np.median(one_bell.logpdf(scan)) for name, scan in scans.items()}
for name in sorted(log_p, key=log_p.get, reverse=True):
    print(f"{name} {log_p[name]:.0f}")

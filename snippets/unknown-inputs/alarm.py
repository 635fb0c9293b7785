"""Set an alarm on the digits that were learned from, then try it on fresh ones."""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.mixture import GaussianMixture
from sklearn.model_selection import train_test_split

X, _ = load_digits(return_X_y=True)
X_train, X_fresh = train_test_split(X, test_size=0.5, random_state=0)
story = GaussianMixture(9, reg_covar=1, random_state=0).fit(X_train)

limit = np.quantile(story.score_samples(X_train), 0.01)  # 1 in 100 falls below
false_alarms = np.mean(story.score_samples(X_fresh) < limit)
for percent in (3, 10, 50):
    print(f"more than {percent}%:", false_alarms > percent / 100)

"""One example without a label, counted in part for each of two kinds."""

import numpy as np

X = np.array([0.0, 10.0, 4.0])  # a known 0, a known 1, and one without a label
shares_of_0 = np.array([1.0, 0.0, 0.5])
shares_of_1 = 1 - shares_of_0

for shares in (shares_of_0, shares_of_1):
    print(np.average(X, weights=shares).round(1))

"""A classifier is asked about an example with a blank field."""

import numpy as np
from sklearn.linear_model import LogisticRegression

X = [[1.0, 0.2], [1.2, 0.1], [3.0, 1.4], [3.3, 1.5]]
y = [0, 0, 1, 1]
example = np.array([[3.1, np.nan]])

model = LogisticRegression().fit(X, y)
print(model.predict(example))

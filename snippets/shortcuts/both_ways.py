"""The cure on four examples: show each one with the tag and without it."""

import numpy as np
from sklearn.tree import DecisionTreeClassifier

tag, shape = np.array([1, 1, 0, 0]), np.array([5, 2, 3, 1])
y = np.array([1, 1, 0, 0])

as_it_came = np.column_stack([tag, shape])
turned_over = np.column_stack([1 - tag, shape])
both = np.vstack([as_it_came, turned_over])

tree = DecisionTreeClassifier(random_state=0).fit(both, y)
assert np.array_equal(tree.predict(turned_over), y), "it still reads the tag"
print("cured")

"""Turn the tag over, change nothing else, and see which answers change."""

import numpy as np
from sklearn.tree import DecisionTreeClassifier

tag = np.array([1, 1, 1, 0, 0, 0])
shape = np.array([5, 6, 2, 4, 1, 2])
label = np.array([1, 1, 1, 0, 0, 0])

tree = DecisionTreeClassifier(random_state=0).fit(np.column_stack([tag, shape]), label)
before = tree.predict(np.column_stack([tag, shape]))
after = tree.predict(np.column_stack([1 - tag, shape]))
print(np.sum(before != after), "of", len(label), "answers change")

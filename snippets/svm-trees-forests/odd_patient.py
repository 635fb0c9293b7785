"""A tree that asks as long as it can, and one that asks a single question."""

from sklearn.tree import DecisionTreeClassifier

X = [[1], [2], [3], [4], [5], [6], [7]]
y = [0, 0, 1, 0, 1, 1, 1]

full = DecisionTreeClassifier(random_state=0).fit(X, y)
short = DecisionTreeClassifier(max_depth=1, random_state=0).fit(X, y)
print(full.predict_proba([[3]]))
print(short.predict_proba([[3]]))

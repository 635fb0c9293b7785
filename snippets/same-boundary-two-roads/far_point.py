"""Six examples in two groups, then a seventh, far out on the right side."""

from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression

X = [[0.0], [1.0], [2.0], [6.0], [7.0], [8.0], [100.0]]
y = [0, 0, 0, 1, 1, 1, 1]

for model in (LinearDiscriminantAnalysis(), LogisticRegression()):
    print("six examples:  ", model.fit(X[:6], y[:6]).predict([[6.0]]))
    print("seven examples:", model.fit(X, y).predict([[6.0]]))

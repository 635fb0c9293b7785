"""Fit a classifier on three examples."""

from sklearn.linear_model import LogisticRegression

X_train = [[1, 2], [2, 3], [3, 4]]
y_train = [0, 1]

model = LogisticRegression()
model.fit(X_train, y_train)
print(model.predict(X_train))

"""Why is this model of little use? Each suspected reason is removed in turn."""

import numpy as np
from sklearn.linear_model import LogisticRegression

X_train, y_train = np.array([[1, 2], [2, 3], [3, 4]]), [0, 1, 0]
print(LogisticRegression().fit(X_train, y_train).predict(X_train))

away = np.sum((X_train - [2, 3]) ** 2, axis=1)  # squared distance from the middle one
mended = {
    "too-few-steps": (LogisticRegression(max_iter=100_000), X_train, y_train),
    "line-cannot": (LogisticRegression(), np.column_stack([X_train, away]), y_train),
    "held-back": (LogisticRegression(C=np.inf), X_train, y_train),
    "wrong-order": (LogisticRegression(), X_train, sorted(y_train)),
}
for reason, (model, X, y) in mended.items():
    said = model.fit(X, y).predict(X)
    helps = np.array_equal(said, y_train)  # then that was the reason
    print(reason if helps else f"not {reason}", said)

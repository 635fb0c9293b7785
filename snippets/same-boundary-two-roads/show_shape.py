"""Fit LDA, then look at the shape that all classes share."""

from sklearn.discriminant_analysis import LinearDiscriminantAnalysis

X = [[1.0, 0.2], [1.4, 0.5], [1.8, 0.6], [3.0, 1.2], [3.2, 1.5], [3.7, 1.6]]
y = [0, 0, 0, 1, 1, 1]

model = LinearDiscriminantAnalysis().fit(X, y)
print(model.covariance_.round(2))

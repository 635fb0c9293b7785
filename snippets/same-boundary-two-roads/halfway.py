"""Halfway between two middles, where one class is three times as common."""

from sklearn.discriminant_analysis import LinearDiscriminantAnalysis

X = [[1.0], [3.0], [1.0], [3.0], [1.0], [3.0], [5.0], [7.0]]
y = [0, 0, 0, 0, 0, 0, 1, 1]  # middles at 2 and at 6, the same spread around each

for priors in (None, [0.5, 0.5]):  # None: as common as in the examples
    model = LinearDiscriminantAnalysis(priors=priors).fit(X, y)
    print(model.predict_proba([[4.0]]).round(2))

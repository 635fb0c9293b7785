"""Every example of class 1 is there twice. How sure is the model halfway?"""

from sklearn.naive_bayes import GaussianNB

X_train = [[1, 2], [2, 3], [3, 4], [4, 5], [3, 4], [4, 5]]
y_train = [0, 0, 1, 1, 1, 1]

model = GaussianNB()
model.fit(X_train, y_train)
print(model.predict_proba([[2.5, 3.5]])[0, 0].round(3))

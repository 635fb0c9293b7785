"""One data set, two questions.

A generative model can answer both "which is it?" and "what could it look like?"; notice which line only it can run.
"""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB

rng = np.random.default_rng(0)
cats = rng.normal(loc=[4.0, 30.0], scale=[0.8, 3.0], size=(60, 2))  # weight in kg, ear angle in degrees
dogs = rng.normal(loc=[9.0, 45.0], scale=[1.8, 6.0], size=(60, 2))
X = np.vstack([cats, dogs])
y = np.repeat(["cat", "dog"], 60)

discriminative = LogisticRegression().fit(X, y)
generative = GaussianNB().fit(X, y)

photo = [[5.0, 33.0]]
print("Which is it?       ", discriminative.predict(photo)[0], "|", generative.predict(photo)[0])

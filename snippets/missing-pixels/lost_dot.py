"""One dot is dark, the other one is lost. Eight or one?"""

import numpy as np

# Rows: the first dot is dark, or light. Columns: the second dot is dark, or light.
eight = np.array([[0.50, 0.10], [0.10, 0.30]])
one = np.array([[0.05, 0.10], [0.10, 0.75]])

fits = np.array([story[0].sum() for story in (eight, one)])  # add up what it could be
print((fits / fits.sum())[0].round(3))  # both digits are equally common

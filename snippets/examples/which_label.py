"""The label that a model chooses."""

import numpy as np

probabilities = np.array([0.2, 0.5, 0.3])
print(np.argmax(probabilities))

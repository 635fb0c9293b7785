"""Ask a mixture of bell curves how likely each of two points is."""

import numpy as np
from sklearn.mixture import GaussianMixture

rng = np.random.default_rng(0)
X = rng.normal(size=(200, 2))
story = GaussianMixture(1, random_state=0).fit(X)

log_p = story.score([[0.0, 0.0], [9.0, 9.0]])
print(log_p[0] > log_p[1])

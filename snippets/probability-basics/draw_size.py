"""Draw the nuclei of a new patient who is ill, from a table of counts."""

import numpy as np

sizes = ["small", "middle", "large"]
counts = np.array([[10, 30, 160], [180, 190, 30]])  # ill, well

rng = np.random.default_rng(0)
p_size = counts[0] / counts.sum()
print(rng.choice(sizes, p=p_size))

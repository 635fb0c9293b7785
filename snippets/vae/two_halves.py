"""Five images go into an encoder, whose last layer has four outputs an image."""

import numpy as np

rng = np.random.default_rng(0)
images = rng.random((5, 64))
weights = rng.normal(size=(64, 4)) / 8

mean, log_var = images @ weights
latents = mean + np.exp(log_var / 2) * rng.normal(size=(5, 2))
print("codes of 2 numbers:", latents.shape == (5, 2))

"""A story simple enough to add up: the bound of many encoders against log p(x)."""

import numpy as np
from scipy.stats import norm

x = 1.5  # the story: a code from the standard bell curve, and x is off by 1 or so
log_p = norm.logpdf(x, 0, np.sqrt(2))  # all codes added up

gaps = []
for mean in np.linspace(-2, 2, 41):
    for variance in (0.1, 0.5, 1.0, 2.0):
        misfit = np.log(2 * np.pi) / 2 + ((x - mean) ** 2 + variance) / 2
        price = (mean**2 + variance - 1 - np.log(variance)) / 2
        gaps.append(log_p - (-misfit - price))
if min(gaps) > -1e-9 and max(gaps) > 0.1:
    print(f"higher: by at least {abs(min(gaps)):.2f}, by up to {max(gaps):.2f}")

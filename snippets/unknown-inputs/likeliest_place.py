"""The likeliest place, where nobody is.

Draw examples from a bell curve with more and more measurements. Notice that the middle
stays the likeliest place of all, while the draws move away from it.
"""

import numpy as np
from scipy.stats import norm


def around_the_middle(n_measurements, seed):
    """Share of draws less likely than the middle, and share within 2 spreads of it."""
    rng = np.random.default_rng(seed)
    draws = rng.normal(size=(1000, n_measurements))
    log_p = norm.logpdf(draws).sum(axis=1)
    log_p_of_middle = norm.logpdf(np.zeros(n_measurements)).sum()
    distance = np.sqrt((draws**2).sum(axis=1))
    return np.mean(log_p < log_p_of_middle), np.mean(distance < 2)


print("               less likely  close to")
print("measurements   than middle    middle")
for n_measurements in (1, 2, 8, 64):
    less_likely, close = around_the_middle(n_measurements, seed=0)
    print(f"{n_measurements:12}{less_likely:14.0%}{close:10.0%}")

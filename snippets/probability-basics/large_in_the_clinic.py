"""A clinic where every fourth patient is ill, counted patient by patient."""

import numpy as np

ill = np.repeat([True, False], [100, 300])
large = np.full(400, False)
large[:90] = True  # nine in ten of the ill have large nuclei
large[100:130] = True  # and one in ten of the others

print(np.mean(ill[large]))  # the share of the ill, given large nuclei

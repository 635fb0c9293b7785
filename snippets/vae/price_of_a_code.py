"""The price of one number of a code."""

import numpy as np

mean, variance = 2.0, 1.0
print((mean**2 + variance - 1 - np.log(variance)) / 2)

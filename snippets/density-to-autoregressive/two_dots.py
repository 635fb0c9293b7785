"""What two dark dots cost, in bits, for a chain that expects them to be rare."""

import numpy as np

p_first_dark = 0.5
p_second_dark_given_first_dark = 0.25

p = p_first_dark * p_second_dark_given_first_dark
print(-np.log2(p))

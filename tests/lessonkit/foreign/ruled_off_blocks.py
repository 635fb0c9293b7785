r"""
Blocks between rules
====================

Text lies between long lines of hash signs, formulas and all: :math:`\bar{x} = \frac{1}{n}\sum_i x_i`.
"""
# figures: 1

import matplotlib.pyplot as plt
import numpy as np

rng = np.random.default_rng(7)
heights = rng.normal(170, 8, size=200)

##############################################################################
# The histogram
# -------------
# One bar is about three centimetres wide.

counts, edges, _ = plt.hist(heights, bins=12)
print("tallest bar:", int(counts.max()), "people")

##############################################################################
# The mean is a single number::
#
#     heights.mean()
#

plt.axvline(heights.mean(), color="k")
print(f"mean: {heights.mean():.1f} cm")
plt.show()

##############################################################################
# Nothing is left open after this.

# sphinx_gallery_thumbnail_number = 1

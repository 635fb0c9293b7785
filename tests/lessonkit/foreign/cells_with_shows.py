"""
Two waves, cell by cell
=======================

The first figure is shown in the middle, the second is left open at the end.
"""
# figures: 2

# %%
# First a wave. ``linspace`` takes the number of *points*, not of steps.

import matplotlib.pyplot as plt
import numpy as np

x = np.linspace(0, 2 * np.pi, 5)
wave = np.sin(x)
plt.plot(x, wave)
plt.title("a wave")
plt.show()
wave.round(2)

# %%
# Then its square, in a figure of its own.
#
# .. note:: The square is never negative.

print("lowest:", (wave**2).min())
fig, ax = plt.subplots(figsize=(4, 3))
ax.plot(x, wave**2, "o--")
ax.set_title("its square")

# %% [markdown]
# ## What was seen
#
# A square keeps what is above zero and mirrors what is below.

# %%
print("highest:", (wave**2).max(), "from", len(x), "points")

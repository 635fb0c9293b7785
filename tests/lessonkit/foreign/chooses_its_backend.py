"""A script that wants no window, says so before anything is drawn, and never shows what it drew."""
# figures: 1

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

print(matplotlib.get_backend().lower(), plt.isinteractive())
fig, ax = plt.subplots()
ax.pcolormesh(np.eye(3))
fig.savefig("eye.svg")
fig.canvas.draw()
print(np.asarray(fig.canvas.buffer_rgba()).shape[2], "channels")

apart = Figure()  # unknown to pyplot, so it is nobody's to show
apart.subplots().plot([1, 2])
apart.savefig("apart.pdf")

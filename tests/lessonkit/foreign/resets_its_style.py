"""Styles and settings that a script changes, resets and changes again."""
# figures: 3

import matplotlib as mpl
import matplotlib.pyplot as plt

plt.rcdefaults()
print(plt.rcParams["figure.figsize"], plt.rcParams["font.size"])
plt.plot([1, 2])
plt.show()

with plt.style.context("ggplot"):
    plt.figure()
    plt.plot([2, 1])
    print(plt.gca().get_facecolor())
    plt.show()

plt.style.use("default")
mpl.rcParams.update({"font.size": 8, "axes.grid": True})
fig, ax = plt.subplots(layout="constrained")
ax.plot([1, 3, 2], label=r"$x^2 + \alpha$")
ax.legend()
print(ax.xaxis.label.get_size(), mpl.rcParamsDefault["axes.grid"])
plt.show()

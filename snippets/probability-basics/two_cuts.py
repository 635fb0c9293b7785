"""One box, cut in two ways.

Every patient is the same small piece of the box, so areas are probabilities. Notice
that the filled tile has the same area on both sides, however the box was cut.
"""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_breast_cancer

labels = ["ill", "well"]  # a malignant tumour, or a benign one
sizes = ["small", "middle", "large"]
X, y = load_breast_cancer(return_X_y=True)  # label 0 is ill, label 1 is well
size = np.digitize(X[:, 0], [12.5, 14.5])  # radius of the nuclei, cut at two places

counts = np.zeros((2, 3), dtype=int)  # one row a label, one column a size
for i in range(len(y)):
    counts[y[i], size[i]] += 1

print("      small  middle  large    all")
for name, row in zip([*labels, "all"], [*counts, counts.sum(axis=0)], strict=True):
    print(f"{name:4}  {row[0]:5}  {row[1]:6}  {row[2]:5}  {row.sum():5}")


def draw_box(ax, table, columns, parts, color, linestyle):
    """Cut a box into columns, then each column into parts, by the table's counts."""
    left = 0
    for column, column_counts in zip(columns, table, strict=True):
        width = column_counts.sum() / table.sum()
        ax.text(left + width / 2, 1.03, column, ha="center")
        bottom = 0
        for part, count in zip(parts, column_counts, strict=True):
            height = count / column_counts.sum()
            corners = [left, left + width], bottom, bottom + height
            fill = (color, 0.4) if {column, part} == {"ill", "large"} else "none"
            ax.fill_between(*corners, facecolor=fill, edgecolor=color, ls=linestyle)
            middle = left + width / 2, bottom + height / 2
            name = f"{part}\n{count}" if height > 0.1 else f"{part} {count}"
            ax.text(*middle, name, ha="center", va="center", fontsize=9)
            bottom += height
        left += width
    ax.set(xlim=(-0.01, 1.01), ylim=(-0.01, 1.1), xticks=[], yticks=[0, 0.5, 1])
    ax.spines[:].set_visible(False)


fig, (ax, bx) = plt.subplots(1, 2, figsize=(6.4, 5), layout="constrained")
draw_box(ax, counts[:, ::-1], labels, sizes[::-1], "tab:orange", "-")
ax.set(xlabel="width: how common the label is", ylabel="height: size, given label")
draw_box(bx, counts.T, sizes, labels, "tab:blue", "--")
bx.set(xlabel="width: how common the size is", ylabel="height: label, given size")
plt.show()

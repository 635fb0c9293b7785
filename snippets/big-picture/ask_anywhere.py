"""The animals of the playground, and what both models say of a new one."""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

# Animals as a link to the playground writes them: two letters for each number.
cats = (
    "326a33612e663s6d2y6m4s5x3p5y4x71436p3i6r516v31634q5y4d5i3l634u6j5p6a4n6q3a723463"
    "5b754y5i536h4d68336b3f6e5h6u5h6l3i5z1q713j6u4568485v3f694n604l6l385w3u6l51672w5o"
)
dogs = (
    "bj3b6y4i7q3t9t3s824fak46653dbo4r7l2vdy3b792y6s40913hcq3ubu5a8v3e6d6i625r7i2a9e4c"
    "6e3za25i885l8p3qah4xd931d73yay2w8q2gcn3w723za139a9443w19bb2cef3m9x487a4v7e3na841"
)
new = [248, 186]


def points(text):
    numbers = [int(text[i : i + 2], 36) for i in range(0, len(text), 2)]
    return np.reshape(numbers, (-1, 2))


X = np.vstack([points(cats), points(dogs)])
y = np.repeat(["cat", "dog"], [len(points(cats)), len(points(dogs))])
line = make_pipeline(StandardScaler(), LogisticRegression()).fit(X, y)
story = GaussianNB().fit(X, y)
for name, model in [("line", line), ("story", story)]:
    sure = model.predict_proba([new]).max()
    print(f"{name:>5}: a {model.predict([new])[0]}, {sure:.1%} sure")

fig, axes = plt.subplots(1, 2, figsize=(8, 2.9), sharex=True, layout="constrained")
weight, ears = np.meshgrid(np.linspace(24, 554, 120), np.linspace(6, 306, 80))
places = np.column_stack([weight.ravel(), ears.ravel()])
P_dog = line.predict_proba(places)[:, 1].reshape(weight.shape)
axes[0].contour(weight, ears, P_dog, [0.5], colors="tab:blue", linestyles="--")
axes[0].set_title("which is it?")
for mean, variance in zip(story.theta_, story.var_, strict=True):
    out = np.sqrt(((places - mean) ** 2 / variance).sum(axis=1)).reshape(ears.shape)
    axes[1].contour(weight, ears, out, [1, 2], colors="tab:orange")  # spreads
axes[1].set_title("what could it look like?")
for ax in axes:
    ax.plot(*points(cats).T, "o", color="gray", markersize=3)
    ax.plot(*points(dogs).T, "^", color="gray", markersize=3)
    ax.plot(*new, marker="$?$", color="black", markersize=9)
    ax.set(xlabel="body weight", ylabel="ear angle", ylim=(306, 6))
    ax.set(xticks=[], yticks=[])
plt.show()

"""Several figures: two shown at once, one closed unseen, one that is saved, one left open."""
# figures: 4

import matplotlib.pyplot as plt

first, ax = plt.subplots()
ax.bar(["a", "b"], [3, 5])
second = plt.figure(figsize=(3, 3))
second.add_subplot(projection="polar").plot([0, 1, 2], [1, 2, 1])
plt.show()

unseen = plt.figure()
plt.plot([1, 2])
plt.close(unseen)

for grid in (plt.subplots(2, 2, sharex=True)[1],):
    for number, cell in enumerate(grid.flat):
        cell.plot([0, number])
        cell.set(title=f"line {number}")
    print("a grid of", grid.shape)
plt.savefig("grid.png", dpi=40)

fig, ax = plt.subplots()
image = ax.imshow([[0, 1], [2, 3]], cmap="viridis")
fig.colorbar(image)
print("limits of colour:", image.get_clim())

"""A point that moves, kept as a small film; its last picture stays open."""
# figures: 1

import matplotlib.pyplot as plt
from matplotlib.animation import FuncAnimation, PillowWriter
from PIL import Image

fig, ax = plt.subplots(figsize=(2, 2))
ax.set(xlim=(0, 3), ylim=(0, 9))
(point,) = ax.plot([], [], "o")


def move(x: int):
    """Put the point where it is at this time."""
    point.set_data([x], [x**2])
    return (point,)


film = FuncAnimation(fig, move, frames=3, blit=True)
film.save("moving.gif", writer=PillowWriter(fps=5), dpi=30)
with Image.open("moving.gif") as pictures:
    print(pictures.format, pictures.n_frames, pictures.size)
print("the point ends at", point.get_xydata().tolist())

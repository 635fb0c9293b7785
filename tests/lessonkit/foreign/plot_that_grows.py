"""One figure that grows while a loop runs, with a pause after each step."""
# figures: 1

import matplotlib.pyplot as plt

plt.ion()
total = 0
for step in range(3):
    total += step
    plt.plot([0, step], [0, total])
    plt.title(f"step {step}")
    plt.pause(0.001)

print("lines in the figure:", len(plt.gca().lines))
print("open figures:", len(plt.get_fignums()))
plt.ioff()
plt.show()

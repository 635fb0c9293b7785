"""A small network learns to read digits.

Notice that its loss on unseen digits stops falling before the other one does.
"""

import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_digits
from torch import nn

SEED = 0

torch.manual_seed(SEED)
X, y = (torch.as_tensor(part) for part in load_digits(return_X_y=True))
order = torch.randperm(len(X))
X, y = X[order].float() / 16, y[order]
model = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
optimizer = torch.optim.Adam(model.parameters(), lr=3e-3)
losses = []
for _ in range(400):
    loss = nn.functional.cross_entropy(model(X[:1200]), y[:1200])
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    with torch.no_grad():
        unseen = nn.functional.cross_entropy(model(X[1200:]), y[1200:])
    losses.append((loss.item(), unseen.item()))
right = (model(X[1200:]).argmax(dim=1) == y[1200:]).float().mean()
print(f"seed {SEED}: {right:.3f} of unseen digits read right")

fig, ax = plt.subplots(figsize=(6, 3.5), layout="constrained")
ax.semilogy(losses, label=["training", "unseen"])
ax.set(xlabel="step", ylabel="log loss")
ax.legend()
plt.show()

"""An autoencoder squeezes a digit into eight numbers, and draws it again.

Notice what is lost: the hand that wrote it, before the digit itself.
"""

import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_digits
from torch import nn

SEED = 0

torch.manual_seed(SEED)
X = torch.as_tensor(load_digits().data).float() / 16
encoder = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 8))
decoder = nn.Sequential(nn.Linear(8, 64), nn.ReLU(), nn.Linear(64, 64), nn.Sigmoid())
model = nn.Sequential(encoder, decoder)
optimizer = torch.optim.Adam(model.parameters(), lr=3e-3)
for _ in range(250):
    loss = nn.functional.mse_loss(model(X), X)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(f"seed {SEED}: {loss.item():.4f} squared error a pixel")

shown = torch.stack([X[:8], model(X[:8]).detach()]).reshape(2, 8, 8, 8)
fig, axes = plt.subplots(2, 8, figsize=(8, 2.2), layout="constrained")
for ax, picture in zip(axes.flat, shown.flatten(0, 1), strict=True):
    ax.imshow(picture, cmap="gray_r", vmin=0, vmax=1)
    ax.axis("off")
plt.show()

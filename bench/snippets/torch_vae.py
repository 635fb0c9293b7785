"""A variational autoencoder invents digits.

Notice that they are soft: each is an average of all digits that could stand there.
"""

import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_digits
from torch import nn

SEED = 0

torch.manual_seed(SEED)
X = torch.as_tensor(load_digits().data).float() / 16
encoder = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 8))
decoder = nn.Sequential(nn.Linear(4, 64), nn.ReLU(), nn.Linear(64, 64))
weights = [*encoder.parameters(), *decoder.parameters()]
optimizer = torch.optim.Adam(weights, lr=4e-3)
for _ in range(250):
    mean, log_var = encoder(X).chunk(2, dim=1)
    latents = mean + torch.exp(log_var / 2) * torch.randn_like(mean)
    misfit = nn.functional.binary_cross_entropy_with_logits(
        decoder(latents), X, reduction="sum"
    )
    surprise = 0.5 * (mean**2 + log_var.exp() - 1 - log_var).sum()
    loss = (misfit + surprise) / len(X)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(f"seed {SEED}: {-loss.item():.1f} is the evidence bound of a digit")

new_digits = decoder(torch.randn(16, 4)).sigmoid().detach().reshape(16, 8, 8)
fig, axes = plt.subplots(2, 8, figsize=(8, 2.2), layout="constrained")
for ax, picture in zip(axes.flat, new_digits, strict=True):
    ax.imshow(picture, cmap="gray_r")
    ax.axis("off")
plt.show()

"""A variational autoencoder, whole: 64 dots become 2 numbers, and a drawing again.

What it minimises has two parts: the misfit of the drawing, and the price of the code.
Notice how both settle, and what fresh digits cost.
"""

import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch.nn import Linear, Module, ReLU, Sequential, Sigmoid

X = torch.tensor(load_digits().data / 16).float()  # from 0 (paper) to 1 (ink)
X_train, X_test = train_test_split(X, test_size=0.5, random_state=0)
size, spread = 2, 0.2  # numbers in a code; how far off dots of a drawing may be


class VAE(Module):
    def __init__(self):
        super().__init__()
        self.encoder = Sequential(Linear(64, 128), ReLU(), Linear(128, 2 * size))
        self.decoder = Sequential(Linear(size, 128), ReLU(), Linear(128, 64), Sigmoid())

    def forward(self, x):
        mean, log_var = self.encoder(x).chunk(2, dim=1)
        latents = mean + torch.exp(log_var / 2) * torch.randn_like(mean)
        return self.decoder(latents), mean, log_var


def losses(model, x):
    """For an average image: the misfit of its drawing, and the price of its code."""
    drawn, mean, log_var = model(x)
    misfit = (x - drawn).square().sum(dim=1) / (2 * spread**2)
    price = (mean**2 + log_var.exp() - 1 - log_var).sum(dim=1) / 2
    return misfit.mean(), price.mean()


def train(seed=0, epochs=80):
    torch.manual_seed(seed)
    model = VAE()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    curves = []
    for _ in range(epochs):
        for batch in torch.randperm(len(X_train)).split(100):
            misfit, price = losses(model, X_train[batch])
            optimizer.zero_grad()
            (misfit + price).backward()
            optimizer.step()
        with torch.no_grad():
            curves.append([*losses(model, X_train), *losses(model, X_test)])
    return model, torch.tensor(curves)


model, curves = train()
fig, axes = plt.subplots(1, 2, figsize=(6.4, 3), layout="constrained")
for ax, part, name in zip(axes, (0, 1), ("misfit", "price"), strict=True):
    known, fresh = curves[:, part], curves[:, part + 2]
    print(f"{name} at the end: known {known[-1]:4.1f}, fresh {fresh[-1]:4.1f}")
    ax.plot(known, ":", color="tab:gray", label="known digits")
    ax.plot(fresh, "-", color="tab:orange", label="fresh digits")
    ax.set(title=name, xlabel="epochs", ylim=0)
axes[0].legend()
plt.show()

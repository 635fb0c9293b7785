"""Clean noisy scans, at three levels of noise.

A variational autoencoder sees noisy scans, and must draw the clean ones. Its rivals: a
weighted sum for each dot, and a memory. Notice at which noise it is of use.
"""

import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_digits
from sklearn.linear_model import Ridge
from sklearn.model_selection import train_test_split
from torch.nn import Linear, ReLU, Sequential, Sigmoid

X = torch.tensor(load_digits().data / 16).float()  # from 0 (paper) to 1 (ink)
size, spread, levels = 16, 0.05, (0.1, 0.3, 0.5)


def with_noise(x, level):
    """As a bad scanner sees it: each dot is off by chance, paper and ink are limits."""
    return (x + level * torch.randn_like(x)).clamp(0, 1)


def train(X_train, epochs=80):
    encoder = Sequential(Linear(64, 128), ReLU(), Linear(128, 2 * size))
    decoder = Sequential(Linear(size, 128), ReLU(), Linear(128, 64), Sigmoid())
    optimizer = torch.optim.Adam([*encoder.parameters(), *decoder.parameters()], 0.01)
    for _ in range(epochs):
        for batch in torch.randperm(len(X_train)).split(100):
            x = X_train[batch]
            noisy = with_noise(x, 0.6 * torch.rand(len(x), 1))
            mean, log_var = encoder(noisy).chunk(2, dim=1)
            latents = mean + torch.exp(log_var / 2) * torch.randn_like(mean)
            misfit = (x - decoder(latents)).square().sum() / (2 * spread**2)
            price = (mean.square() + log_var.exp() - 1 - log_var).sum() / 2
            optimizer.zero_grad()
            ((misfit + price) / len(x)).backward()
            optimizer.step()
    return encoder, decoder


def compare(seed=0):
    torch.manual_seed(seed)
    X_train, X_test = train_test_split(X, test_size=0.5, random_state=seed)
    encoder, decoder = train(X_train)
    known, decibels = X_train.repeat(10, 1), {}
    for level in levels:
        noisy = with_noise(X_test, level)
        lines = Ridge().fit(with_noise(known, level), known)
        fit = -(torch.cdist(noisy, X_train) ** 2) / (2 * level**2)
        images = {
            "noisy": noisy,
            "straight": torch.tensor(lines.predict(noisy)).clamp(0, 1),
            "VAE": decoder(encoder(noisy)[:, :size]).detach(),
            "memory": torch.softmax(fit, dim=1) @ X_train,
        }
        for who, image in images.items():
            mistake = (X_test - image).square().mean()
            decibels.setdefault(who, []).append(-10 * mistake.log10().item())
    return decibels, {"clean": X_test, **images}


decibels, rows = compare()
print("noise    ", *[f"{level:6}" for level in levels])
for who, row in decibels.items():
    print(f"{who:9}", *[f"{value:6.1f}" for value in row])

fig, axes = plt.subplots(5, 6, figsize=(6.4, 5.4), layout="constrained")
for row, (who, images) in zip(axes, rows.items(), strict=True):
    row[0].set_ylabel(who)
    for ax, image in zip(row, images, strict=False):
        ax.imshow(image.reshape(8, 8), cmap="gray_r", vmin=0, vmax=1)
        ax.set(xticks=[], yticks=[], frame_on=False)
plt.show()

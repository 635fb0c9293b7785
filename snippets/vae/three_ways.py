"""Three ways to squeeze a digit into 8 numbers, and to draw one that nobody wrote.

For each drawing from a random code: how far is the nearest known digit? Notice who
draws things like no digit, whether anybody copies, and what the drawing costs.
"""

import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch.nn import Linear, ReLU, Sequential, Sigmoid

X = torch.tensor(load_digits().data / 16).float()  # from 0 (paper) to 1 (ink)
size, spread = 8, 0.2


def train(X_train, variational, epochs=90):  # 1 for yes, 0 for no
    encoder = Sequential(Linear(64, 128), ReLU(), Linear(128, 2 * size))
    decoder = Sequential(Linear(size, 128), ReLU(), Linear(128, 64), Sigmoid())
    optimizer = torch.optim.Adam([*encoder.parameters(), *decoder.parameters()], 0.01)
    for _ in range(epochs):
        for batch in torch.randperm(len(X_train)).split(100):
            x = X_train[batch]
            latents, log_var = encoder(x).chunk(2, dim=1)
            noise = torch.exp(log_var / 2) * torch.randn_like(latents)
            price = (latents**2 + log_var.exp() - 1 - log_var).sum() / 2
            drawn = decoder(latents + variational * noise)
            misfit = (x - drawn).square().sum() / (2 * spread**2)
            optimizer.zero_grad()
            ((misfit + variational * price) / len(x)).backward()
            optimizer.step()
    return lambda x: encoder(x)[:, :size], decoder


def compare(seed=0, n=1000):
    torch.manual_seed(seed)
    X_train, X_test = train_test_split(X, test_size=0.5, random_state=seed)
    middle = X_train.mean(0)
    lines = torch.linalg.svd(X_train - middle, full_matrices=False).Vh[:size].T
    ways = {
        "PCA": (lambda x: (x - middle) @ lines, lambda z: middle + z @ lines.T),
        "plain": train(X_train, variational=0),
        "VAE": train(X_train, variational=1),
    }
    to_known = torch.cdist(X_test, X_train).min(dim=1).values
    near, far = to_known.quantile(torch.tensor([0.05, 0.95]))  # usual for fresh digits
    table, rows = {}, {}
    for who, (encode, decode) in ways.items():
        with torch.no_grad():
            again, known = decode(encode(X_test)), encode(X_train)
            codes = torch.randn(n, size)
            if who != "VAE":  # fit a bell curve to wherever their codes lie
                codes = known.mean(0) + codes @ torch.linalg.cholesky(known.T.cov()).T
            rows[who] = decode(codes).clamp(0, 1)
        distance, nearest = torch.cdist(rows[who], X_train).min(dim=1)
        odd = [(distance < near).float().mean(), (distance > far).float().mean()]
        table[who] = [(X_test - again.clamp(0, 1)).square().mean(), *odd]
    return table, {**rows, "nearest": X_train[nearest]}


table, rows = compare()
print("        mistake  too near  too far")
for who, (mistake, too_near, too_far) in table.items():
    print(f"{who:7}{mistake:8.3f}{too_near:10.0%}{too_far:9.0%}")

fig, axes = plt.subplots(4, 6, figsize=(6.4, 4.4), layout="constrained")
for row, (who, images) in zip(axes, rows.items(), strict=True):
    row[0].set_ylabel(who)
    for ax, image in zip(row, images, strict=False):
        ax.imshow(image.reshape(8, 8), cmap="gray_r", vmin=0, vmax=1)
        ax.set(xticks=[], yticks=[], frame_on=False)
plt.show()

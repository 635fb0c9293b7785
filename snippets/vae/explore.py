"""A map of all codes: at each place, what is drawn from its two numbers.

Half of the scans that it learned from were noisy. Notice how one digit turns into the
next, and where ten fresh digits lie. The model is kept in files, for the playground.
"""

import json
from pathlib import Path

import matplotlib.pyplot as plt
import torch
from safetensors.torch import save_file
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA
from sklearn.model_selection import train_test_split
from torch.nn import Linear, Module, ReLU, Sequential, Sigmoid

X, y = load_digits(return_X_y=True)
X = torch.tensor(X / 16).float()  # from 0 (paper) to 1 (ink)
X_train, X_test, _, y_test = train_test_split(X, y, test_size=0.5, random_state=0)


def train(X_train, seed=0, epochs=80):
    torch.manual_seed(seed)
    model = Module()
    model.encoder = Sequential(Linear(64, 128), ReLU(), Linear(128, 4))
    model.decoder = Sequential(Linear(2, 128), ReLU(), Linear(128, 64), Sigmoid())
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(epochs):
        for batch in torch.randperm(len(X_train)).split(100):
            x = X_train[batch]
            level = 0.5 * torch.rand(len(x), 1) * torch.randint(2, (len(x), 1))
            noisy = (x + level * torch.randn_like(x)).clamp(0, 1)
            mean, log_var = model.encoder(noisy).chunk(2, dim=1)
            latents = mean + torch.exp(log_var / 2) * torch.randn_like(mean)
            misfit = (x - model.decoder(latents)).square().sum() / (2 * 0.2**2)
            price = (mean**2 + log_var.exp() - 1 - log_var).sum() / 2
            optimizer.zero_grad()
            ((misfit + price) / len(x)).backward()
            optimizer.step()
    return model.requires_grad_(False)


model, n = train(X_train), 8
pca = PCA(2).fit(X_train)
straight = torch.tensor(pca.inverse_transform(pca.transform(X_test))).clamp(0, 1)
bent = model.decoder(model.encoder(X_test)[:, :2])
for way, images in {"as it is": X_test, "straight": straight, "bent": bent}.items():
    edges = images.reshape(-1, 8, 8).diff(dim=2).abs().mean()
    mistake = (X_test - images).square().mean()
    print(f"{way:8}  mistake {mistake:.3f}  edges {edges:.2f}")

pages = torch.stack([X_test[y_test == k][0] for k in range(10)])  # one of each digit
codes = model.encoder(pages)[:, :2]
places = torch.special.ndtri((torch.arange(n) + 0.5) / n)  # the bell's n equal parts
grid = torch.cartesian_prod(places.flip(0), places).flip(1)
images = torch.nn.functional.pad(model.decoder(grid).reshape(n, n, 8, 8), (1, 1, 1, 1))
fig, ax = plt.subplots(figsize=(6.4, 6.4), layout="constrained")
page = images.transpose(1, 2).reshape(10 * n, 10 * n)
ax.imshow(page, cmap="gray_r", vmin=0, vmax=1.5)
for k, spot in enumerate(10 * n * torch.special.ndtr(codes * torch.tensor([1, -1]))):
    ax.plot(*spot - 0.5, "o", color="tab:orange", markersize=15, clip_on=False)
    ax.text(*spot - 0.5, k, ha="center", va="center", color="white")
ticks, labels = 10 * torch.arange(n) + 4.5, [f"{place:.1f}" for place in places]
ax.set(xticks=ticks, xticklabels=labels, xlabel="first number of the code")
ax.set(yticks=ticks, yticklabels=labels[::-1], ylabel="second number of the code")
plt.show()

save_file(model.state_dict(), "model.safetensors")
kept = [
    {"dots": (16 * page).int().tolist(), "code": [round(z, 3) for z in code.tolist()]}
    for page, code in zip(pages, codes, strict=True)
]
Path("digits.json").write_text(json.dumps(kept))

"""A classifier trains a generator, until it draws any digit one asks for.

Each row has the same ten orders and the same ten draws of noise, at one moment of the
training. Notice which numbers tell that the digits get better, and which do not.
"""
# slow: two networks take 2500 turns each, and have to start from nothing

import matplotlib.pyplot as plt
import numpy as np
import torch
from safetensors.torch import save_file
from sklearn.datasets import load_digits
from sklearn.svm import SVC
from torch import nn

X, y = load_digits(return_X_y=True)
judge = SVC(C=10).fit(X / 16, y)  # can read digits; takes no part in the training
orders = torch.eye(10)  # a one in the place of the digit that is asked for
pairs = torch.cat(
    [torch.tensor(X / 16).float(), orders[y]], dim=1
)  # a digit and its label

torch.manual_seed(2)
layers = [nn.Linear(16 + 10, 128), nn.ReLU(), nn.Linear(128, 64), nn.Sigmoid()]
generator = nn.Sequential(*layers)
layers = [nn.Linear(64 + 10, 128), nn.LeakyReLU(0.2), nn.Dropout(0.3)]
layers += [nn.Linear(128, 64), nn.LeakyReLU(0.2), nn.Dropout(0.3)]
discriminator = nn.Sequential(*layers, nn.Linear(64, 1))


def draw(noise, asked):
    """The digits that are asked for, each beside its label."""
    return torch.cat([generator(torch.cat([noise, asked], dim=1)), asked], dim=1)


adam = {"lr": 0.003, "betas": (0.0, 0.99), "fused": True}
g_optimizer = torch.optim.Adam(generator.parameters(), **adam)
d_optimizer = torch.optim.Adam(discriminator.parameters(), **adam)
log_loss, is_real = nn.BCEWithLogitsLoss(), torch.ones(100, 1)
truth = torch.cat([is_real, 1 - is_real])  # a hundred real ones, a hundred made ones
noise, hundreds, rows, agrees = torch.randn(10, 16), orders.repeat(100, 1), [], []
moments = [1, 100, 150, 200, 250, 300, 500, 2500]
print("turn  discriminator  generator   judge\n               loss       loss  agrees")
for turn in range(1, 2501):
    batch = torch.randint(len(pairs), (100,))
    made = draw(torch.randn(100, 16), orders[y][batch])
    d_loss = log_loss(discriminator(torch.cat([pairs[batch], made.detach()])), truth)
    d_optimizer.zero_grad()
    d_loss.backward()
    d_optimizer.step()
    g_loss = log_loss(discriminator(made), is_real)
    g_optimizer.zero_grad()
    g_loss.backward()
    g_optimizer.step()
    if turn in moments:
        with torch.no_grad():
            rows.append(draw(noise, orders)[:, :64])
            many = draw(torch.randn(1000, 16), hundreds)[:, :64]
        agrees.append(np.mean(judge.predict(many) == np.tile(range(10), 100)))
        print(f"{turn:4}{d_loss:15.2f}{g_loss:11.2f}{agrees[-1]:8.2f}")

fig, axes = plt.subplots(8, 10, figsize=(6.4, 5.6), layout="constrained")
for row, turn, images in zip(axes, moments, rows, strict=True):
    row[0].set_ylabel(turn, rotation=0, ha="right", va="center")
    for ax, image in zip(row, images.reshape(10, 8, 8).numpy(), strict=True):
        ax.imshow(image, cmap="gray_r", vmin=0, vmax=1)
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set(visible=True, color="tab:gray")
plt.show()

save_file(generator.state_dict(), "generator.safetensors")
drawn = (255 * torch.stack(rows)).round().to(torch.uint8)  # moments, digits, dots
seen = {"turns": torch.tensor(moments).int(), "agrees": torch.tensor(agrees).float()}
save_file({"drawn": drawn, "noise": noise, **seen}, "drawn.safetensors")

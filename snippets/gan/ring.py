"""Two networks play against each other, and a blob of points becomes a ring.

The discriminator learns to tell real points from made ones. The generator sees no real
point, only the discriminator's verdict. Notice how its points reach all eight clusters.
"""

import matplotlib.pyplot as plt
import torch
from torch import nn

angles = torch.arange(8) * torch.pi / 4
centres = 2 * torch.stack([angles.cos(), angles.sin()], dim=1)


def draw_real(n):
    """Points around eight places on a ring."""
    return centres[torch.randint(8, (n,))] + 0.1 * torch.randn(n, 2)


def network(n_out):
    """Two numbers go in; two hidden layers of 64."""
    layers = [nn.Linear(2, 64), nn.LeakyReLU(), nn.Linear(64, 64), nn.LeakyReLU()]
    return nn.Sequential(*layers, nn.Linear(64, n_out))


def train(moments, generator_turns=1, seed=0):
    """Play until the last of these moments; gives what was made at each, and losses."""
    torch.manual_seed(seed)
    generator = network(2)  # two random numbers become a point
    discriminator = network(1)  # a point becomes a score: above 0 means real
    adam = {"lr": 0.002, "betas": (0.0, 0.99), "fused": True}
    g_optimizer = torch.optim.Adam(generator.parameters(), **adam)
    d_optimizer = torch.optim.Adam(discriminator.parameters(), **adam)
    log_loss, is_real = nn.BCEWithLogitsLoss(), torch.ones(128, 1)
    truth = torch.cat([is_real, 1 - is_real])  # first the real ones, then the made ones
    shown, losses = [], []
    for turn in range(max(moments) + 1):
        if turn in moments:
            with torch.no_grad():
                shown.append(generator(torch.randn(1000, 2)))
        # The discriminator's turn: tell real from made.
        made = generator(torch.randn(128, 2)).detach()
        d_loss = log_loss(discriminator(torch.cat([draw_real(128), made])), truth)
        d_optimizer.zero_grad()
        d_loss.backward()
        d_optimizer.step()
        # The generator's turn: be taken for real.
        for _ in range(generator_turns):
            g_loss = log_loss(discriminator(generator(torch.randn(128, 2))), is_real)
            g_optimizer.zero_grad()
            g_loss.backward()
            g_optimizer.step()
        losses.append(g_loss.item())
    return shown, losses


def reached(points):
    """How many clusters have made points, and the share of points that are in one."""
    distance, nearest = torch.cdist(points, centres).min(dim=1)
    counts = torch.bincount(nearest[distance < 0.4], minlength=8)
    return int((counts > 10).sum()), float((distance < 0.4).float().mean())


moments = [0, 20, 50, 100, 300, 1000]
shown, _ = train(moments)
print("turn  clusters reached  points in a cluster")
for turn, points in zip(moments, shown, strict=True):
    clusters, share = reached(points)
    print(f"{turn:4}{clusters:18}{share:21.0%}")

fig, axes = plt.subplots(2, 3, figsize=(6.4, 4.4), layout="constrained")
for ax, turn, points in zip(axes.flat, moments, shown, strict=True):
    ax.scatter(*centres.numpy().T, s=60, color="0.8")
    ax.scatter(*points[:300].numpy().T, s=4, color="tab:orange")
    ax.set(title=f"turn {turn}", xlim=(-3, 3), ylim=(-3, 3), xticks=[], yticks=[])
plt.show()

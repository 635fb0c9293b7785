"""A collapse, staged on purpose.

The generator takes 15 turns for each turn of the discriminator, and all else is as in
`ring.py`. Notice that it makes one thing at a time, and moves on when it is found out.
"""
# slow: it plays the same game six times, to tell a rule from luck

import matplotlib.pyplot as plt
import torch
from torch import nn

angles = torch.arange(8) * torch.pi / 4
centres = 2 * torch.stack([angles.cos(), angles.sin()], dim=1)


def draw_real(n):
    return centres[torch.randint(8, (n,))] + 0.1 * torch.randn(n, 2)


def network(n_out):
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
        made = generator(torch.randn(128, 2)).detach()
        d_loss = log_loss(discriminator(torch.cat([draw_real(128), made])), truth)
        d_optimizer.zero_grad()
        d_loss.backward()
        d_optimizer.step()
        for _ in range(generator_turns):
            g_loss = log_loss(discriminator(generator(torch.randn(128, 2))), is_real)
            g_optimizer.zero_grad()
            g_loss.backward()
            g_optimizer.step()
        losses.append(g_loss.item())
    return shown, losses


def reached(points):
    distance, nearest = torch.cdist(points, centres).min(dim=1)
    counts = torch.bincount(nearest[distance < 0.4], minlength=8)
    return int((counts > 10).sum()), float((distance < 0.4).float().mean())


moments = [100, 120, 140, 160]
games = {(n, seed): train(moments, n, seed) for n in (1, 15) for seed in range(3)}
print("generator's  clusters reached at turn its")
print("turns       ", *[f"{moment:5}" for moment in moments], " loss")
for (n, _), (shown, losses) in games.items():
    counts = [f"{reached(points)[0]:5}" for points in shown]
    print(f"{n:2} to 1     ", *counts, f"{sum(losses[-60:]) / 60:6.2f}")

fig, axes = plt.subplot_mosaic("abcd;eeee", figsize=(6.4, 4), layout="constrained")
for name, moment, points in zip("abcd", moments, games[15, 1][0], strict=True):
    axes[name].scatter(*centres.numpy().T, s=60, color="0.8")
    axes[name].scatter(*points[:300].numpy().T, s=4, color="tab:orange")
    axes[name].set(title=f"turn {moment}", xlim=(-4, 4), ylim=(-4, 4))
    axes[name].set(xticks=[], yticks=[])
axes["e"].plot(games[1, 1][1], color="0.5", label="1 to 1")
axes["e"].plot(games[15, 1][1], color="tab:orange", label="15 to 1")
axes["e"].set(xlabel="turn", ylabel="generator's loss", ylim=0)
axes["e"].legend()
plt.show()

"""Two networks play: one forges numbers, one tells them from true ones.

Notice that the forger never sees a true number, only what gave it away.
"""

import matplotlib.pyplot as plt
import torch
from torch import nn

SEED = 0

torch.manual_seed(SEED)
forger = nn.Sequential(nn.Linear(4, 16), nn.ReLU(), nn.Linear(16, 1))
judge = nn.Sequential(nn.Linear(1, 16), nn.ReLU(), nn.Linear(16, 1))
forging = torch.optim.Adam(forger.parameters(), lr=2e-3)
judging = torch.optim.Adam(judge.parameters(), lr=4e-3)
for _ in range(700):
    true, forged = 4 + 1.25 * torch.randn(128, 1), forger(torch.randn(128, 4))
    loss = nn.functional.softplus(-judge(true)) + nn.functional.softplus(
        judge(forged.detach())
    )
    judging.zero_grad()
    loss.mean().backward()
    judging.step()
    forging.zero_grad()
    nn.functional.softplus(-judge(forged)).mean().backward()
    forging.step()
forged = forger(torch.randn(2000, 4)).detach().ravel()
print(f"seed {SEED}: {forged.mean():.2f} is the forged mean; 4.00 is the true one")

fig, ax = plt.subplots(figsize=(6, 3.5), layout="constrained")
true = 4 + 1.25 * torch.randn(2000)
ax.hist(true, bins=40, color="tab:gray", alpha=0.6, label="true")
ax.hist(forged, bins=40, color="tab:orange", alpha=0.6, label="forged")
ax.legend()
plt.show()

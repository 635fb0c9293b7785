"""One turn of the discriminator, and one of the generator."""

import torch
from torch import nn

torch.manual_seed(0)
generator, discriminator = nn.Linear(1, 1), nn.Linear(1, 1)
g_optimizer = torch.optim.Adam(generator.parameters(), lr=0.01)
d_optimizer = torch.optim.Adam(discriminator.parameters(), lr=0.01)
log_loss, is_real = nn.BCEWithLogitsLoss(), torch.ones(8, 1)
made = generator(torch.randn(8, 1))

scores = discriminator(torch.cat([torch.randn(8, 1) + 3, made]))
d_loss = log_loss(scores, torch.cat([is_real, 1 - is_real]))
d_optimizer.zero_grad()
d_loss.backward()
d_optimizer.step()

g_loss = log_loss(discriminator(made), is_real)
g_optimizer.zero_grad()
g_loss.backward()
g_optimizer.step()
print("the generator was pulled:", float(generator.bias.grad) != 0)

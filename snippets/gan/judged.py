"""Digits made by a GAN, judged in four ways.

A judge reads them, and a detective looks for what gives them away. Notice in which
columns they come close to real digits, and in which they do not.
"""
# slow: two networks take 3000 turns each, and have to start from nothing

import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from sklearn.svm import SVC
from torch import nn

X, y = load_digits(return_X_y=True)
X = torch.tensor(X / 16).float()  # 8 by 8 dots, from 0 (paper) to 1 (ink)
X_train, X_test, y_train, y_test = train_test_split(
    X, y, test_size=600, stratify=y, random_state=0
)
judge = SVC(C=10).fit(X_train, y_train)
fresh = torch.stack([X_test[y_test == k][:30] for k in range(10)])  # 30 of each digit
real = torch.cat([X_test[y_test == k][30:] for k in range(10)])  # 300 others
orders = torch.eye(10)  # a one in the place of the digit that is asked for


def train(turns=3000, seed=0):
    """Play; gives 30 images of each digit."""
    torch.manual_seed(seed)
    layers = [nn.Linear(26, 128), nn.ReLU(), nn.Linear(128, 64), nn.Sigmoid()]
    generator = nn.Sequential(*layers)
    layers = [nn.Linear(74, 128), nn.LeakyReLU(0.2), nn.Dropout(0.3)]
    layers += [nn.Linear(128, 64), nn.LeakyReLU(0.2), nn.Dropout(0.3)]
    discriminator = nn.Sequential(*layers, nn.Linear(64, 1))
    adam = {"lr": 0.003, "betas": (0.0, 0.99), "fused": True}
    g_optimizer = torch.optim.Adam(generator.parameters(), **adam)
    d_optimizer = torch.optim.Adam(discriminator.parameters(), **adam)
    log_loss, is_real = nn.BCEWithLogitsLoss(), torch.ones(100, 1)
    truth = torch.cat([is_real, 1 - is_real])
    for _ in range(turns):
        batch = torch.randint(len(X_train), (100,))
        asked = orders[y_train[batch]]
        made = generator(torch.cat([torch.randn(100, 16), asked], dim=1))
        shown = torch.cat([X_train[batch], made.detach()])
        labelled = torch.cat([shown, asked.repeat(2, 1)], dim=1)
        d_optimizer.zero_grad()
        log_loss(discriminator(labelled), truth).backward()
        d_optimizer.step()
        labelled = torch.cat([made, asked], dim=1)
        g_optimizer.zero_grad()
        log_loss(discriminator(labelled), is_real).backward()
        g_optimizer.step()
    asked = orders.repeat_interleave(30, dim=0)
    with torch.no_grad():
        images = generator(torch.cat([torch.randn(300, 16), asked], dim=1))
    return images.reshape(10, 30, 64)


def verdicts(images):
    """Four numbers for 30 images of each digit."""
    images = (16 * images).round().clip(0, 16) / 16  # the greys that a scan has
    flat = images.reshape(300, 64)
    agrees = judge.score(flat, torch.arange(10).repeat_interleave(30))
    variety = (images - images.mean(dim=1, keepdim=True)).norm(dim=2).mean()
    nearest = torch.cdist(flat, X_train).amin(dim=1).mean()
    both = torch.cat([real, flat])
    twin = (torch.cdist(both, both) + 99 * torch.eye(600)).argmin(dim=1)
    caught = ((twin < 300) == (torch.arange(600) < 300)).float().mean()
    return [agrees, variety, nearest, caught]


print("            judge variety nearest caught")
for who, images in {"held out": fresh, "GAN": train()}.items():
    row = "{:6.2f}{:8.2f}{:8.2f}{:7.2f}".format(*verdicts(images))
    print(f"{who:11}{row}")

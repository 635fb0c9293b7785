"""All 64 links as one layer of a neural network, with a mask over its weights.

The mask hides from each dot what comes after it. Notice that it judges all dots in
one pass, and that drawing takes a pass for each dot.
"""

import matplotlib.pyplot as plt
import numpy as np
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits, linear

X, _ = load_digits(return_X_y=True)
X = torch.tensor(X >= 8, dtype=torch.float)  # 1 is ink, 0 is paper
X_train, X_test = train_test_split(X, test_size=0.5, random_state=0)
X_train = torch.vstack([X_train, torch.zeros(64), torch.ones(64)])


class MaskedLayer(nn.Linear):
    """A linear layer in which dot i hears only of the dots before it."""

    def __init__(self):
        super().__init__(64, 64)
        self.mask = torch.ones(64, 64).tril(-1)  # 1 below the diagonal, else 0
        self.passes = 0

    def forward(self, X):
        self.passes += 1
        return linear(X, self.weight * self.mask, self.bias)


def bits_a_dot(model, X):
    """What each dot costs, given the dots before it: all dots in one pass."""
    return binary_cross_entropy_with_logits(model(X), X) / np.log(2)


def train(seed=0, epochs=50):
    """Teach the layer to guess each dot. Keep the bits on fresh digits."""
    torch.manual_seed(seed)
    model, curve = MaskedLayer(), []
    decay = 1 / len(X_train) / 64  # as scikit-learn's logistic regression has it
    optimizer = torch.optim.Adam(model.parameters(), lr=0.03, weight_decay=decay)
    for _ in range(epochs):
        for batch in torch.randperm(len(X_train)).split(100):
            loss = bits_a_dot(model, X_train[batch]) * np.log(2)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        with torch.no_grad():
            curve.append(bits_a_dot(model, X_test).item())
    return model, curve


@torch.no_grad()
def draw(model, n, seed=0):
    """New images. A dot can be tossed only when all dots before it are there."""
    torch.manual_seed(seed)
    X_new = torch.zeros(n, 64)
    for i in range(64):
        X_new[:, i] = torch.bernoulli(torch.sigmoid(model(X_new)[:, i]))
    return X_new


model, curve = train()
print(f"bits a dot, on fresh digits: {curve[-1]:.3f}")
model.passes = 0
bits_a_dot(model, X_test)
print(f"passes to judge {len(X_test)} digits: {model.passes}")
model.passes = 0
images = draw(model, 100)
print(f"passes to draw: {model.passes}")
print(f"ink: {images.mean():.0%} of what it drew, {X_test.mean():.0%} of real digits")

fig, (left, right) = plt.subplots(1, 2, figsize=(6.4, 3), layout="constrained")
left.plot(curve, color="tab:orange")
left.set(xlabel="epoch", ylabel="bits a dot, on fresh digits")
right.imshow(model.mask, cmap="gray_r", vmin=0, vmax=1)
right.set(xlabel="hears of dot", ylabel="dot")
plt.show()

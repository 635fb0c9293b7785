"""All 64 links as one layer of a neural network, with a mask over its weights.

It goes on from the upper rows of real digits. Notice that the more rows it draws, up
to six, the less the result resembles any digit.
"""

import matplotlib.pyplot as plt
import numpy as np
import torch
from scipy.spatial.distance import cdist
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch.nn.functional import binary_cross_entropy_with_logits, linear

X, y = load_digits(return_X_y=True)
X = torch.tensor(X >= 8, dtype=torch.float)  # 1 is ink, 0 is paper
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.5, random_state=0)


class MaskedLayer(torch.nn.Linear):
    def forward(self, X):
        mask = torch.ones(64, 64).tril(-1)  # in row i, 1 for the dots before i
        return linear(X, self.weight * mask, self.bias)


def bits_a_dot(model, X):
    return binary_cross_entropy_with_logits(model(X), X) / np.log(2)


def train(seed=0, epochs=50):
    torch.manual_seed(seed)
    model, curve = MaskedLayer(64, 64), []
    optimizer = torch.optim.Adam(model.parameters(), lr=0.03, weight_decay=2e-5)
    for _ in range(epochs):
        for batch in torch.randperm(len(X_train)).split(100):
            loss = bits_a_dot(model, X_train[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        curve.append(bits_a_dot(model, X_test).item())
    return model, curve


@torch.no_grad()
def finish(model, X, kept):
    """Keep the first dots, and draw the others: one pass through the model each."""
    X = X * (torch.arange(64) < kept)
    for i in range(kept, 64):
        X[:, i] = torch.bernoulli(torch.sigmoid(model(X)[:, i]))
    return X


def misfit(images):
    """In how many dots do images differ from the most similar training digit?"""
    return 64 * cdist(images, X_train, "hamming").min(axis=1).mean()


model, curve = train()
print(f"bits a dot, on fresh digits: {curve[-1]:.3f}\n\nrows drawn  misfit")
finished = {rows: finish(model, X_test, 64 - 8 * rows) for rows in (0, 2, 4, 6, 8)}
for rows, images in finished.items():
    print(f"{rows:6}{misfit(images):12.1f}")
stories = torch.stack([X_train[y_train == k].mean(dim=0) for k in range(10)])
print(f"naive Bayes{misfit(torch.bernoulli(stories[y_test])):7.1f}")

fig = plt.figure(figsize=(6.4, 5.2), layout="constrained")
upper, lower = fig.subfigures(2, 1, height_ratios=[2, 3])
ax = upper.subplots()
ax.plot(range(1, len(curve) + 1), curve, color="tab:orange")
ax.set(xlabel="rounds through all digits", ylabel="bits a dot")
rows = {"real": X_test, "half drawn": finished[4]}
for row, (text, images) in zip(lower.subplots(2, 5), rows.items(), strict=True):
    row[0].set_ylabel(text)
    for ax, x in zip(row, images, strict=False):
        ax.imshow(x.reshape(8, 8).numpy(), cmap="gray_r", vmin=0, vmax=1)
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set(visible=True, color="tab:gray")
        ax.axhline(3.5, color="tab:orange")
plt.show()

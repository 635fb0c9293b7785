"""How many passes through a masked layer does each task take?"""

import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits, linear


class MaskedLayer(nn.Linear):
    passes = 0

    def forward(self, X):
        self.passes += 1
        return linear(X, self.weight * torch.ones(64, 64).tril(-1), self.bias)


torch.manual_seed(0)
model = MaskedLayer(64, 64)
X = torch.bernoulli(torch.full((899, 64), 0.3))  # as many images as fresh digits


def draw(X, first):
    """Toss the dots from this one on, each given those before it."""
    X = X.clone()
    for i in range(first, 64):
        X[:, i] = torch.bernoulli(torch.sigmoid(model(X)[:, i]))
    return X


tasks = {
    "judge-all": lambda: binary_cross_entropy_with_logits(model(X), X),
    "draw-one": lambda: draw(X[:1], first=0),
    "learn-step": lambda: binary_cross_entropy_with_logits(model(X), X).backward(),
    "lower-half": lambda: draw(X[:1], first=32),
    "surprise": lambda: torch.sigmoid(model(X[:1])).sub(X[:1]).abs().argmax(),
}
for name, task in tasks.items():
    model.passes = 0
    task()
    print(f"{name}: {'one-pass' if model.passes == 1 else 'dot-by-dot'}")

"""What the best discriminator knows.

Real points come from one bell curve, made ones from another, and both are known. Notice
that a classifier that saw only points has learned the ratio of the two curves.
"""

import matplotlib.pyplot as plt
import numpy as np
from scipy.stats import norm
from sklearn.linear_model import LogisticRegression

p_real, p_made = norm(1, 0.8), norm(-1, 1.2)


def learn(n=50_000, seed=0):
    """Tell n real points from n made ones; gives the probability of real at x."""
    rng = np.random.default_rng(seed)
    real, made = p_real.rvs(n, random_state=rng), p_made.rvs(n, random_state=rng)
    x = np.concatenate([real, made])
    is_real = np.repeat([1, 0], n)
    model = LogisticRegression(C=np.inf).fit(np.column_stack([x, x**2]), is_real)
    return lambda x: model.predict_proba(np.column_stack([x, x**2]))[:, 1]


def best(x):
    """The share of real points among all points at x."""
    return p_real.pdf(x) / (p_real.pdf(x) + p_made.pdf(x))


discriminator = learn()
places = np.array([-2, -1, 0, 1, 2, 3])
print("  x  learned  by formula")
for x, learned, exact in zip(places, discriminator(places), best(places), strict=True):
    print(f"{x:3}{learned:9.3f}{exact:12.3f}")

x = np.linspace(-4, 4, 200)
fig, ax = plt.subplots(figsize=(6.4, 3.6), layout="constrained")
ax.plot(x, p_real.pdf(x), color="0.5", label="real points")
ax.plot(x, p_made.pdf(x), color="tab:orange", label="made points")
ax.plot(x, discriminator(x), "--", color="tab:blue", label="discriminator: real?")
ax.axhline(0.5, color="tab:gray", linestyle=":", linewidth=1)
ax.set(xlabel="x", ylim=(0, 1.05))
ax.legend(loc="upper left")
plt.show()

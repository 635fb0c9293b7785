"""Two readings of one table of counts.

How likely is the patient ill? Look into a column of the table, or go by Bayes' rule.
Notice that both give the same fraction, and that the second way also draws patients.
"""

from collections import Counter
from fractions import Fraction

import numpy as np
from sklearn.datasets import load_breast_cancer

LABELS, SIZES = ["ill", "well"], ["small", "middle", "large"]
X, y = load_breast_cancer(return_X_y=True)
diagnoses = [LABELS[k] for k in y]
nuclei = [SIZES[k] for k in np.digitize(X[:, 0], [12.5, 14.5])]
counts = Counter(zip(diagnoses, nuclei, strict=True))  # all that is learned


def in_its_column(counts, label, size):
    """P(y given x): of all patients with such nuclei, the share with this label."""
    return Fraction(counts[label, size], sum(counts[k, size] for k in LABELS))


def p_y(counts, label):
    """How common the label is."""
    return Fraction(sum(counts[label, s] for s in SIZES), sum(counts.values()))


def p_x_given_y(counts, size, label):
    """How common the size is among patients with this label."""
    return Fraction(counts[label, size], sum(counts[label, s] for s in SIZES))


def by_bayes_rule(counts, label, size):
    """P(y given x) by way of the story: one tile, divided by all tiles of its size."""
    joint = {k: p_y(counts, k) * p_x_given_y(counts, size, k) for k in LABELS}
    return joint[label] / sum(joint.values())


def new_patient(counts, rng):
    """First draw a label from p(y), then a size from p(x given y)."""
    label = rng.choice(LABELS, p=[float(p_y(counts, k)) for k in LABELS])
    p_sizes = [float(p_x_given_y(counts, s, label)) for s in SIZES]
    return label, rng.choice(SIZES, p=p_sizes)


print("size       column   Bayes' rule  same")
for size in SIZES:
    column = in_its_column(counts, "ill", size)
    story = by_bayes_rule(counts, "ill", size)
    print(f"{size:6} {column!s:>10} {story!s:>13}  {column == story}")

rng = np.random.default_rng(0)
drawn = Counter(new_patient(counts, rng) for _ in range(len(y)))
print("\ndrawn  small  middle  large")
for label in LABELS:
    small, middle, large = (drawn[label, s] for s in SIZES)
    print(f"{label:5}  {small:5}  {middle:6}  {large:5}")

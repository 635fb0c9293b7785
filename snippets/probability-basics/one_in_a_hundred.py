"""The same table, where the illness is rare.

A table learned in a clinic misleads at a screening, until one number in it, p(y), is
exchanged. Notice how many of the people with large nuclei are ill, here and there.
"""

import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.metrics import log_loss
from sklearn.model_selection import train_test_split

X, y = load_breast_cancer(return_X_y=True)
size = np.digitize(X[:, 0], [12.5, 14.5])  # 0 small, 1 middle, 2 large
size, size_new, ill, ill_new = train_test_split(
    size, 1 - y, test_size=0.5, random_state=2, stratify=y
)
CLINIC, SCREENING = ill.mean(), 0.01  # p(y), here and there
p_size_ill = np.bincount(size[ill == 1]) / np.sum(ill == 1)  # p(x given y)
p_size_well = np.bincount(size[ill == 0]) / np.sum(ill == 0)


def joint(size, p_ill):
    """p(x, y): the shares of people with this size who are ill, and who are well."""
    return p_ill * p_size_ill[size], (1 - p_ill) * p_size_well[size]


def by_bayes_rule(size, p_ill):
    """P(ill given size), where p_ill are ill."""
    ill, well = joint(size, p_ill)
    return ill / (ill + well)


def correct(said, p_old, p_new):
    """Carry answers from where p_old are ill to where p_new are ill, by the odds."""
    odds = said / (1 - said) * (p_new / (1 - p_new)) / (p_old / (1 - p_old))
    return odds / (1 + odds)


def price(said, p_ill):
    """Log loss where p_ill are ill: each new patient stands for so many people."""
    p_ill_new = ill_new.mean()
    people = np.where(ill_new, p_ill / p_ill_new, (1 - p_ill) / (1 - p_ill_new))
    return log_loss(ill_new, said, sample_weight=people)


def show(name, numbers, digits):
    """One line of the output: a number for the clinic, and one for the screening."""
    print(f"{name:20} {numbers[0]:7.{digits}f} {numbers[1]:10.{digits}f}")


places = np.array([CLINIC, SCREENING])
large_ill, large_well = joint(2, places)
print("Of 1000 people        clinic  screening")
show("ill", 1000 * places, 0)
show("large nuclei, ill", 1000 * large_ill, 0)
show("large nuclei, well", 1000 * large_well, 0)
show("P(ill given large)", by_bayes_rule(2, places), 2)

as_learned = by_bayes_rule(size_new, CLINIC)
print("\nLog loss              clinic  screening")
show("base rate alone", [price(np.full(len(ill_new), p), p) for p in places], 3)
show("table as learned", [price(as_learned, p) for p in places], 3)
show("p(y) exchanged", [price(by_bayes_rule(size_new, p), p) for p in places], 3)
show("odds corrected", [price(correct(as_learned, CLINIC, p), p) for p in places], 3)

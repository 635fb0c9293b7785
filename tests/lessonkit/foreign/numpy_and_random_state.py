"""Global generators, print options and error states, as older examples set them."""

import random

import numpy as np

random.seed(1)
np.random.seed(1)
print([random.randint(1, 6) for _ in range(5)], np.random.randint(1, 7, 5))
np.set_printoptions(precision=2, suppress=True)
print(np.random.randn(3), np.pi * np.arange(3))
print(1 / np.array([0.0, 2.0]))
with np.errstate(divide="ignore", invalid="raise"):
    print(np.log(np.zeros(1)))
    try:
        np.sqrt(np.array([-1.0]))
    except FloatingPointError as error:
        print(error)
print(np.geterr()["divide"], {"c", "a", "b"}, list({"x", "y", "z"}))
np.save("draws.npy", np.random.rand(4))
print(np.load("draws.npy").sum().round(4))

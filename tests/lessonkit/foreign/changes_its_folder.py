"""A script that goes to its own folder first, and works from there."""
# figures: 1

import os
import sys
from pathlib import Path

os.chdir(os.path.dirname(os.path.abspath(__file__)))

import matplotlib.pyplot as plt
import numpy as np

print(os.path.basename(__file__) in os.listdir(), Path.cwd() == Path(sys.argv[0]).parent)
degrees = np.loadtxt("data/measurements.csv", delimiter=",", skiprows=1, usecols=2)
plt.plot(degrees)
print(degrees.mean(), len(list(Path("shapes").rglob("*.py"))))

os.chdir("data")
print(sorted(os.listdir("..")).count("data"), Path("names.txt").is_file())
plt.show()

"""A file that lies beside the program, named from the current folder and from the program's own."""

import csv
from pathlib import Path

import numpy as np

with open("data/measurements.csv", newline="") as file:
    rows = list(csv.DictReader(file))
print(len(rows), "rows:", rows[0])

beside = Path(__file__).parent / "data" / "measurements.csv"
print("the same file:", beside.read_text() == Path("data/measurements.csv").read_text())

table = np.genfromtxt("data/measurements.csv", delimiter=",", names=True, dtype=None, encoding="utf-8")
for station in np.unique(table["station"]):
    print(station, table["degrees"][table["station"] == station].mean())
print(open("data/names.txt", encoding="utf-8").read().split())

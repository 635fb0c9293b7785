"""Data whose path is put together while the program runs."""

import os
from glob import glob
from pathlib import Path

folder = "data"
with open(os.path.join(folder, "measurements.csv")) as file:
    print(file.readline().strip())
print((Path(folder) / "names.txt").read_text(encoding="utf-8").splitlines())
print(sorted(glob(os.path.join(folder, "*.csv"))), sorted(p.name for p in Path(folder).iterdir()))

"""Modules whose names are known only while the program runs."""

import importlib
import importlib.util
import pkgutil
import sys
from importlib import resources
from pathlib import Path

import shapes

for found in sorted(pkgutil.iter_modules(shapes.__path__), key=lambda module: module.name):
    shape = importlib.import_module(f"shapes.{found.name}")
    print(found.name, round(shape.area(2.0), 3), shape.sides())
print(resources.files("shapes").joinpath("motto.txt").read_text().strip())

sys.path.append(str(Path(__file__).parent / "extras"))
rounding = importlib.import_module("rounding")
print(rounding.to_quarters(1.6), rounding.__spec__.name)

spec = importlib.util.spec_from_file_location("by_its_path", Path(__file__).parent / "extras" / "rounding.py")
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
print(module.__name__, module.to_quarters(0.9), "by_its_path" in sys.modules)

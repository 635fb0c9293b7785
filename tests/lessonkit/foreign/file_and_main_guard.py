#!/usr/bin/env python
"""A program with a shebang, a function ``main`` and a guard."""

import os
import sys
from pathlib import Path

HERE = os.path.dirname(os.path.abspath(__file__))


def main() -> int:
    """Say where this file lies."""
    print("file:", os.path.basename(__file__))
    print("beside it:", sorted(p.name for p in Path(HERE).glob("data/*")))
    print("first place to import from is this folder:", os.path.samefile(sys.path[0], HERE))
    print("started as:", sys.argv[0] == __file__, len(sys.argv))
    return 0


if __name__ == "__main__":
    sys.exit(main())

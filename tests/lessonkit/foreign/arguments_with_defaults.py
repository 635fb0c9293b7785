"""Options with defaults, as a program on the command line has them."""

import argparse

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--epochs", type=int, default=3, help="passes over the data")
parser.add_argument("--rate", type=float, default=0.1)
parser.add_argument("--verbose", action="store_true")
args, rest = parser.parse_known_args()

print(args, rest)
print(parser.format_usage().strip())
parser.print_help()

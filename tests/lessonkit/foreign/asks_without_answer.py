"""A program that asks, where nobody answers."""

import getpass
import os
import shutil
import sys

try:
    name = input("What is your name? ")
except EOFError:
    name = "nobody"
print("\nHello,", name)
print(sys.stdin.readline() == "", sys.stdin.closed, os.isatty(0), callable(getpass.getpass))
print(shutil.get_terminal_size(fallback=(72, 20)), sys.stdin.fileno(), os.fstat(0) == os.stat(os.devnull))

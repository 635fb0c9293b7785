"""Letters of many alphabets, and bytes written past the text layer."""

import os
import sys
import unicodedata

print("naïve café — Größe, łódź, Ελλάδα, Київ, 日本語, עברית")
print("😀 is", unicodedata.name("😀").lower(), "and takes", len("😀".encode()), "bytes")
print("x\N{COMBINING CIRCUMFLEX ACCENT} log P(y | x) ≥ −∞", sep="")
print("straße".upper(), "İ".lower().encode(), ascii("é"))
sys.stdout.buffer.write("bytes: ✓\n".encode())
sys.stdout.buffer.flush()
os.write(1, "past Python: ✗\n".encode())
sys.stdout.write("no line end, ")
sys.stdout.writelines(["then ", "one\n"])
print("a", "b", sep="\t", end="|\r\n")
print("a lone half:", "\udcff", file=sys.stderr)
print(sys.stdout.encoding, sys.getfilesystemencoding(), sys.getdefaultencoding())
with open("größe.txt", "w") as file:
    file.write("é" * 3)
print(open("größe.txt").read(), "größe.txt" in os.listdir("."))
π = 3.14159
print(f"{π=:.2f}")

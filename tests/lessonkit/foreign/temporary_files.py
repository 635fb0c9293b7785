"""Files for a moment, in places made for them and in the current folder."""

import os
import shutil
import tempfile
from pathlib import Path

with tempfile.TemporaryDirectory() as folder:
    letter = Path(folder, "letter.txt")
    letter.write_text("dear reader")
    shutil.copy(letter, "copy.txt")
    os.symlink(letter, Path(folder, "link"))
    print(sorted(os.listdir(folder)), Path(folder, "link").read_text())
print(os.path.exists(folder), Path("copy.txt").read_text())

with tempfile.NamedTemporaryFile("w+", suffix=".txt") as file:
    file.write("one\ntwo\n")
    file.flush()
    print(len(Path(file.name).read_text().splitlines()), os.path.dirname(file.name) == tempfile.gettempdir())
handle, name = tempfile.mkstemp()
os.close(handle)
os.chmod(name, 0o600)
os.remove(name)

os.makedirs("results/run-1", exist_ok=True)
Path("results/run-1/loss.txt").write_text("0.5\n")
shutil.make_archive("packed", "zip", "results")
os.replace("copy.txt", "moved.txt")
shutil.rmtree("results")
Path("/dev/null").write_text("away with it")
print(Path("packed.zip").stat().st_size > 0, os.path.isdir(os.path.expanduser("~")), shutil.which("sort") is not None)
os.remove("packed.zip")

"""A database in a file, one in memory, and files in packed form."""

import gzip
import io
import json
import sqlite3
import zipfile
from contextlib import closing

with closing(sqlite3.connect("birds.sqlite")) as birds, birds:
    birds.execute("create table seen (name text, count integer)")
    birds.executemany("insert into seen values (?, ?)", [("gull", 3), ("tern", 1)])
    birds.commit()
    print(birds.execute("select name, count from seen order by count").fetchall())

memory = sqlite3.connect(":memory:")
print(memory.execute("select 6 * 7").fetchone())

packed = io.BytesIO()
with zipfile.ZipFile(packed, "w") as archive:
    archive.writestr("notes/first.txt", "a note")
print(zipfile.ZipFile(packed).namelist())

with gzip.open("counts.json.gz", "wt") as file:
    json.dump({"gull": 3}, file)
print(json.load(gzip.open("counts.json.gz")))

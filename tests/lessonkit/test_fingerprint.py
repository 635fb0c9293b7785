"""A key changes with everything a result depends on, and with nothing else."""

import importlib.metadata
import platform
import shutil
import sys
from pathlib import Path

import pytest

from lessonkit import fingerprint as module
from lessonkit.fingerprint import data_files, fingerprint, unnamed_reads


def test_equal_programs_have_equal_keys_wherever_they_lie(program):
    assert fingerprint(program("print(1)", "a/x.py")) == fingerprint(program("print(1)", "b/y.py"))


def test_the_program_counts(program):
    assert fingerprint(program("print(1)")) != fingerprint(program("print(2)"))


@pytest.mark.parametrize("name", ["near.py", "far.py", "data.csv"])
def test_local_imports_and_named_files_count_also_at_second_hand(program, tmp_path, name):
    for path, text in {"near.py": "import far\n", "far.py": "open('data.csv')\n", "data.csv": "1"}.items():
        (tmp_path / path).write_text(text)
    job = program("import near\n")
    before = fingerprint(job)
    with (tmp_path / name).open("a") as file:
        file.write("\nchanged = 1")
    assert fingerprint(job) != before


def test_comments_of_local_modules_do_not_count(program, tmp_path):
    (tmp_path / "near.py").write_text("X = 1\n")
    job = program("import near\n")
    before = fingerprint(job)
    (tmp_path / "near.py").write_text("# a comment\n\nX = 1  # another\n")
    assert fingerprint(job) == before


def test_comments_of_local_modules_count_where_lines_can_be_seen(program, tmp_path):
    (tmp_path / "near.py").write_text("import warnings\nwarnings.warn('x')\n")
    job = program("import near\n")
    before = fingerprint(job)
    (tmp_path / "near.py").write_text("# a comment\nimport warnings\nwarnings.warn('x')\n")
    assert fingerprint(job) != before


@pytest.mark.parametrize("source", ["open('data/a.csv')", "open(Path('data') / 'a.csv')", "Path('data').glob('*')"])
def test_data_in_a_named_folder_counts(program, tmp_path, source):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.csv").write_text("1")
    job = program(source)
    assert list(data_files(job)) == ["data/a.csv"]
    before = fingerprint(job)
    (tmp_path / "data/a.csv").write_text("2")
    assert fingerprint(job) != before


def test_a_file_that_was_read_without_being_named_is_found(program, tmp_path):
    job = program("open('named.csv')\n")
    for name in ("named.csv", "other.csv"):
        (tmp_path / name).write_text("")
    read = [str(tmp_path / name) for name in ("named.csv", "other.csv", "program.py")]
    assert unnamed_reads(job, read) == [str(tmp_path / "other.csv")]


def test_a_local_package_counts_with_all_its_files(program, tmp_path):
    (tmp_path / "box").mkdir()
    (tmp_path / "box/__init__.py").write_text("")
    job = program("from box import lid\n")
    before = fingerprint(job)
    (tmp_path / "box/lid.py").write_text("")
    assert fingerprint(job) != before
    shutil.rmtree(tmp_path / "box")


def test_files_that_are_not_named_do_not_count(program, tmp_path):
    job = program("print(1)")
    before = fingerprint(job)
    (tmp_path / "other.py").write_text("")
    assert fingerprint(job) == before


def test_versions_count_also_of_what_a_library_requires(program, monkeypatch):
    job = program("import sklearn\n")
    before = fingerprint(job)
    real = importlib.metadata.distribution

    class Newer:
        version = "999"
        requires = ()

    monkeypatch.setattr(importlib.metadata, "distribution", lambda name: Newer() if name == "numpy" else real(name))
    module._versions.cache_clear()
    assert fingerprint(job) != before
    module._versions.cache_clear()


def test_a_program_that_does_not_parse_has_a_key(program):
    assert len(fingerprint(program("def x(:"))) == 64


@pytest.mark.parametrize(
    ("where", "name", "value"),
    [(sys, "version", "4.0.0"), (platform, "system", lambda: "Plan9"), (platform, "machine", lambda: "vax")],
)
def test_another_python_and_another_platform_count(program, monkeypatch, where, name, value):
    job = program("print(1)")
    before = fingerprint(job)
    module._platform.cache_clear()
    monkeypatch.setattr(where, name, value)
    assert fingerprint(job) != before
    module._platform.cache_clear()


def test_the_runner_counts_but_not_its_comments(program, monkeypatch, tmp_path):
    package = shutil.copytree(Path(module.__file__).parent, tmp_path / "package")
    job = program("print(1)")

    def key():
        module._platform.cache_clear()
        return fingerprint(job)

    monkeypatch.setattr(module, "__file__", str(package / "fingerprint.py"))
    before = key()
    with (package / "sandbox.py").open("a") as file:
        file.write("# a comment\n")
    assert key() == before
    with (package / "sandbox.py").open("a") as file:
        file.write("X = 1\n")
    assert key() != before
    module._platform.cache_clear()

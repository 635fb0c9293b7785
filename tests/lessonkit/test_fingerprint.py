"""A key changes with everything a result depends on, and with nothing else."""

import importlib.metadata
import shutil

import pytest

from lessonkit import fingerprint as module
from lessonkit.fingerprint import fingerprint


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
        file.write("\n# changed")
    assert fingerprint(job) != before


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

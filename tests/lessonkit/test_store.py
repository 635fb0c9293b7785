"""The store keeps whole results, or nothing."""

import os
from pathlib import Path

import pytest

from lessonkit.jobs import Result
from lessonkit.store import Store

RESULT = Result("ok", 0.5, "out", "err", ("<svg/>",), {"a.bin": b"\0\xff"}, exception=("ValueError",))
KEY = "ab" * 32


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_what_was_put_comes_back(store):
    store.put(KEY, RESULT)
    found = store.get(KEY)
    assert found is not None
    assert found.cached
    assert found.to_dict() | {"cached": False} == RESULT.to_dict()


def test_what_was_not_put_is_absent(store):
    assert store.get(KEY) is None


@pytest.mark.parametrize("damage", [b"", b"x", None])
def test_a_damaged_entry_is_absent(store, tmp_path, damage):
    store.put(KEY, RESULT)
    (path,) = tmp_path.rglob("*.json")
    path.write_bytes(path.read_bytes()[:-3] if damage is None else damage)
    assert store.get(KEY) is None


def test_nothing_temporary_stays_behind(store, tmp_path):
    store.put(KEY, RESULT)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [f"{KEY}.json"]


def test_the_entries_not_used_for_longest_go_first(tmp_path):
    store = Store(tmp_path, limit_bytes=1000)
    keys = [f"{number:02}" * 32 for number in range(5)]
    for age, key in enumerate(keys):
        store.put(key, RESULT)
        (path,) = tmp_path.rglob(f"{key}.json")
        os.utime(path, (1000 + age, 1000 + age))
    assert store.get(keys[0])
    store.prune()
    kept = [key for key in keys if store.get(key)]
    assert keys[0] in kept
    assert keys[4] in kept
    assert keys[1] not in kept

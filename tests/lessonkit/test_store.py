"""The store gives back what was put, or nothing: never something else, and never less than it had for no reason."""

import contextlib
import os
import shutil
import signal
import string
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from lessonkit.jobs import Result
from lessonkit.store import NOTES, Store

RESULT = Result("ok", 0.5, "out", "err", ("<svg/>",), {"a.bin": b"\0\xff"}, exception=("ValueError",))
KEY = "ab" * 32


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def result(text: str) -> Result:
    return Result("ok", 0.5, stdout=text)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_what_was_put_comes_back(store):
    store.put(KEY, RESULT)
    found = store.get(KEY)
    assert found is not None
    assert found.cached
    assert found.to_dict() | {"cached": False} == RESULT.to_dict()


def test_what_was_not_put_is_absent(store):
    assert store.get(KEY) is None


DAMAGES = {
    "emptied": lambda data: b"",
    "cut": lambda data: data[:-3],
    "cut to its seal": lambda data: data.split(b"\n")[0],
    "one bit turned": lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
    "longer": lambda data: data + b" ",
    "something else": lambda data: b"x",
    "not text": lambda data: b"\xff\xfe",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_entry_is_absent_and_can_be_put_again(store, tmp_path, damage):
    store.put(KEY, RESULT)
    (path,) = tmp_path.rglob("*.json")
    path.write_bytes(DAMAGES[damage](path.read_bytes()))
    assert store.get(KEY) is None
    store.put(KEY, RESULT)
    assert store.get(KEY) is not None


def test_an_entry_under_another_ones_name_is_absent(store, tmp_path):
    store.put(KEY, RESULT)
    (path,) = tmp_path.rglob("*.json")
    path.rename(path.with_name(f"{'ab' * 31}cd.json"))
    assert store.get("ab" * 31 + "cd") is None


def test_an_entry_of_another_version_of_this_package_is_absent(store, tmp_path, monkeypatch):
    monkeypatch.setattr(Result, "to_dict", lambda self: {"status": "ok", "colour": "green"})
    store.put(KEY, RESULT)
    assert store.get(KEY) is None


def test_nothing_temporary_stays_behind(store, tmp_path):
    store.put(KEY, RESULT)
    assert files(tmp_path) == [f"{KEY}.json"]


def test_a_store_that_may_only_be_read_still_gives(store, monkeypatch):
    store.put(KEY, RESULT)
    monkeypatch.setattr(os, "utime", lambda path: (_ for _ in ()).throw(PermissionError()))
    assert store.get(KEY) is not None


def test_the_entries_not_used_for_longest_go_first(tmp_path):
    store = Store(tmp_path, limit_bytes=1000)
    keys = [f"{number:02}" * 32 for number in range(5)]
    for age, key in enumerate(keys):
        store.put(key, RESULT)
        (path,) = tmp_path.rglob(f"{key}.json")
        os.utime(path, (1000 + age, 1000 + age))
    assert store.get(keys[0])
    dropped = store.prune()
    kept = [key for key in keys if store.get(key)]
    assert keys[0] in kept
    assert keys[4] in kept
    assert keys[1] not in kept
    assert dropped == 5 - len(kept)


def test_temporary_files_of_writers_that_were_killed_long_ago_go(store, tmp_path):
    store.put(KEY, RESULT)
    for name, age in (("ab/.old", 7200), ("ab/.new", 60), (".older", 7200)):
        (tmp_path / name).write_text("")
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    store.prune()
    assert files(tmp_path) == [".new", f"{KEY}.json"]


@pytest.mark.parametrize(
    "text", ["", "[]", '{"seconds": []}', '{"seconds": {"a": "x"}, "hits": 1, "ran": 1}', "{", "null"]
)
def test_damaged_notes_are_no_notes(store, tmp_path, text):
    store.note({"seconds": {"a.py": 1.5}, "hits": 3, "ran": 1})
    assert store.notes() == {"seconds": {"a.py": 1.5}, "hits": 3, "ran": 1}
    (tmp_path / NOTES).write_text(text)
    assert store.notes() == {"seconds": {}, "hits": 0, "ran": 0}


WRITER = """
import itertools, resource, sys
from pathlib import Path
from lessonkit.jobs import Result
from lessonkit.store import Store

store = Store(Path(sys.argv[1]))
if sys.argv[2:]:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
print("ready", flush=True)
for number in itertools.count():
    store.put("ab" * 32, Result("ok", 0.5, stdout=str(number) * 50_000))
"""


def test_whenever_a_writer_is_killed_one_whole_entry_is_there(store, tmp_path):
    for number in range(10):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE) as writer:
            writer.stdout.readline()
            until = time.monotonic() + 0.005 * number
            while time.monotonic() < until or store.get(KEY) is None:
                found = store.get(KEY)
                assert found is None or whole(found)
            writer.send_signal(signal.SIGKILL)
        assert whole(store.get(KEY))


def test_two_writers_at_once_leave_one_whole_entry(store, tmp_path):
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    with contextlib.ExitStack() as both:
        writers = [both.enter_context(subprocess.Popen(command, stdout=subprocess.PIPE)) for _ in range(2)]
        for writer in writers:
            writer.stdout.readline()
        while store.get(KEY) is None:
            assert all(writer.poll() is None for writer in writers)
        seen = [found for _ in range(300) if (found := store.get(KEY))]
        for writer in writers:
            writer.kill()
    assert seen
    assert all(map(whole, seen))


def whole(found: Result) -> bool:
    """Whether a writer's entry is what it put: one number, 50,000 times."""
    size = len(found.stdout) // 50_000
    return found.stdout == found.stdout[:size] * 50_000


def test_when_the_disk_is_full_what_was_there_stays(store, tmp_path):
    store.put(KEY, RESULT)
    # The same as on a full disk: a write that ends in an error in its middle.
    done = subprocess.run([sys.executable, "-c", WRITER, str(tmp_path), "9000"], capture_output=True, text=True)
    assert "OSError" in done.stderr
    assert store.get(KEY).stdout == "out"
    assert files(tmp_path) == [f"{KEY}.json"]


IN_A_NAMESPACE = ["unshare", "--user", "--map-root-user", "--mount"]


def users_may_mount() -> bool:
    """Whether this system lets a user mount a disk that nobody else sees: most Linux does, other systems do not."""
    if not shutil.which(IN_A_NAMESPACE[0]):
        return False
    command = [*IN_A_NAMESPACE, "mount", "-t", "tmpfs", "tmpfs", "/tmp"]
    return subprocess.run(command, capture_output=True).returncode == 0


@pytest.mark.skipif(
    not users_may_mount(),
    reason="no user may mount a disk here, so none can be filled; the test above ends a write in its middle by a limit",
)
def test_on_a_disk_that_is_really_full_what_was_there_stays(tmp_path):
    script = f"""
mount -t tmpfs -o size=64k tmpfs {tmp_path} || exit
exec {sys.executable} - <<'END'
from pathlib import Path
from lessonkit.jobs import Result
from lessonkit.store import Store
store = Store(Path("{tmp_path}"))
store.put("ab" * 32, Result("ok", 0.5, stdout="good"))
try:
    store.put("ab" * 32, Result("ok", 0.5, stdout="x" * 100_000))
except OSError as error:
    print(error.strerror, store.get("ab" * 32).stdout, len([p for p in Path("{tmp_path}").rglob("*") if p.is_file()]))
END
"""
    done = subprocess.run([*IN_A_NAMESPACE, "sh", "-c", script], capture_output=True, text=True)
    assert done.stdout == "No space left on device good 1\n", done.stderr


class Killed(BaseException):
    """Stands for the end of a process."""


def kill(*_: object, **__: object) -> None:
    raise Killed


class AnyOrder(RuleBasedStateMachine):
    """Puts, gets, kills in the middle of a put, damage and pruning, in any order, through any number of stores."""

    keys = Bundle("keys")

    def __init__(self):
        super().__init__()
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = Path(self.temporary.name)
        self.put_last: dict[str, set[str]] = {}
        """What may be found under each key: all that was ever put there."""
        self.sound: dict[str, str] = {}
        """What must be found under each key: what was put last and not damaged, dropped or overtaken since."""

    def teardown(self):
        self.temporary.cleanup()

    @rule(target=keys, letter=st.sampled_from("abc"), tail=st.sampled_from("01"))
    def name_a_key(self, letter, tail):
        return letter * 63 + tail

    @rule(key=keys, text=st.text(string.printable, max_size=20))
    def put(self, key, text):
        Store(self.folder).put(key, result(text))
        self.put_last.setdefault(key, set()).add(text)
        self.sound[key] = text

    @rule(key=keys, text=st.text(max_size=20), moment=st.sampled_from(["in the middle", "before the renaming"]))
    def put_and_be_killed(self, key, text, moment):
        with pytest.MonkeyPatch.context() as patch, contextlib.suppress(Killed):
            patch.setattr(Path, "unlink", kill)  # who is killed cleans nothing up
            patch.setattr(Path, "replace", kill)
            if moment == "in the middle":
                patch.setattr("lessonkit.store._seal", lambda key, payload: b"half a s")
            Store(self.folder).put(key, result(text))

    @rule(key=keys, at=st.floats(0, 1), how=st.sampled_from(["cut", "turn", "empty", "remove"]))
    def damage(self, key, at, how):
        path = self.folder / key[:2] / f"{key}.json"
        if not path.exists():
            return
        data = bytearray(path.read_bytes())
        place = int(at * max(0, len(data) - 1))
        if how == "remove":
            path.unlink()
        elif how == "turn" and data:
            data[place] ^= 1
            path.write_bytes(data)
        else:
            path.write_bytes(data[: place if how == "cut" else 0])
        self.sound.pop(key, None)

    @rule(key=keys, other=keys)
    def mistake_one_for_another(self, key, other):
        path, to = (self.folder / name[:2] / f"{name}.json" for name in (key, other))
        if path.exists() and key != other:
            to.parent.mkdir(exist_ok=True)
            to.write_bytes(path.read_bytes())
            self.sound.pop(other, None)

    @rule(limit=st.sampled_from([0, 300, 10**6]))
    def prune(self, limit):
        Store(self.folder).prune(limit)
        if limit < 10**6:
            self.sound = {key: text for key, text in self.sound.items() if Store(self.folder).get(key)}

    @invariant()
    def what_is_found_was_put(self):
        for key, texts in self.put_last.items():
            found = Store(self.folder).get(key)
            assert found is None or found.stdout in texts

    @invariant()
    def what_was_put_last_and_not_harmed_is_found(self):
        for key, text in self.sound.items():
            assert Store(self.folder).get(key).stdout == text


AnyOrder.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestAnyOrder = AnyOrder.TestCase

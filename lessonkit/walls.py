"""Walls around a program that need no privileges: what Linux lets any process give up for itself.

Four of them, each useful alone, raised in this order in the process of one program:

- `namespace`: its own view of the file system, read-only but for its folder, with a private `/dev/shm` and an empty
  `/run` (where the sockets of the machine's services lie). Refused on some machines, so never the only wall.
- `landlock`: it may write in its folder only, read no one's home but what it needs, and neither look into nor signal
  processes outside; root's special rights are gone. https://docs.kernel.org/userspace-api/landlock.html
- `seccomp`: no socket but local ones, and no way out of its process group, so that one signal ends all it started.
  https://docs.kernel.org/userspace-api/seccomp_filter.html
- `limits`: memory, file size, processor seconds.

`raise_walls` says which could not be raised. Other systems than Linux have `limits` alone.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from collections.abc import Callable
from pathlib import Path

try:
    import resource
except ImportError:  # Windows has no limits of this kind
    resource = None  # type: ignore[assignment]

WALLS = ("limits", "namespace", "landlock", "seccomp")
MAX_FILE_BYTES = 64 * 2**20
"""No file, and so no printed output either, grows beyond this."""
SHARED_MEMORY = b"size=1g"
"""Room of the private `/dev/shm`, which processes of one program share arrays through."""
HOMES = {"home", "root", "Users", "mnt", "media", "tmp", "var", "run", "lost+found"}
"""Folders of the root that hold people's files and the machine's state: a program reads there only what it needs."""


class WallError(OSError):
    """The system refuses a wall."""


def raise_walls(
    folder: Path, readable: list[Path], memory_bytes: int, seconds: float, network: bool, wanted: list[str]
) -> list[str]:
    """Confine this process, and all it will ever start.

    Args:
        folder: The only place it may write in.
        readable: What it may read besides the system's own files; folders with all they hold.
        memory_bytes: Memory each process may hold.
        seconds: Processor time each process may use.
        network: Whether it may make sockets that reach beyond this machine.
        wanted: Which walls to raise, of `WALLS`.

    Returns:
        The names of the wanted walls that could not be raised.
    """
    builders: dict[str, Callable[[], None]] = {
        "limits": lambda: _limit(memory_bytes, seconds),
        "namespace": lambda: _enter_namespace(folder),
        "landlock": lambda: _landlock(folder, readable),
        "seccomp": lambda: _seccomp(network),
    }
    missing = []
    for name in WALLS:
        if name in wanted:
            try:
                builders[name]()
            except (OSError, AttributeError):  # refused, or a system without such a call
                missing.append(name)
    return missing


def _limit(memory_bytes: int, seconds: float) -> None:
    if resource is None:
        raise WallError(errno.ENOSYS, "no limits here")
    processor_seconds = int(seconds * (os.cpu_count() or 1)) + 5
    for limit, value in (
        (resource.RLIMIT_DATA, memory_bytes),
        (resource.RLIMIT_FSIZE, MAX_FILE_BYTES),
        (resource.RLIMIT_CPU, processor_seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        ceiling = resource.getrlimit(limit)[1]
        value = value if ceiling == resource.RLIM_INFINITY else min(value, ceiling)
        resource.setrlimit(limit, (value, value))


# --- The kernel, called directly: Python's standard library wraps none of this before 3.12.

_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 1, 22, 36, 38


def _checked(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise WallError(number, f"{what}: {os.strerror(number)}")
    return result


def _syscall(number: int, what: str, *arguments: object) -> int:
    if _libc is None:
        raise WallError(errno.ENOSYS, "not Linux")
    return _checked(_libc.syscall(ctypes.c_long(number), *arguments), what)


def _prctl(option: int, *values: object) -> None:
    if _libc is None:
        raise WallError(errno.ENOSYS, "not Linux")
    padded = [*values, *[ctypes.c_ulong(0)] * (4 - len(values))]
    _checked(_libc.prctl(option, *padded), "prctl")


def die_with_parent(signal_number: int) -> None:
    """Have this process sent a signal when the thread that made it ends. Does nothing where that is unknown."""
    if _libc is not None:
        _prctl(_PR_SET_PDEATHSIG, ctypes.c_ulong(signal_number))


def adopt_orphans() -> None:
    """Become the parent of any descendant whose own parent ends. Does nothing where that is unknown."""
    if _libc is not None:
        _prctl(_PR_SET_CHILD_SUBREAPER, ctypes.c_ulong(1))


# --- namespace

_CLONE_NEWNS, _CLONE_NEWUSER, _CLONE_NEWIPC = 0x20000, 0x10000000, 0x8000000
_MS_NOSUID, _MS_NODEV, _MS_BIND, _MS_REC, _MS_PRIVATE = 2, 4, 4096, 16384, 1 << 18
_MOUNT_SETATTR, _AT_FDCWD, _AT_RECURSIVE, _MOUNT_ATTR_RDONLY = 442, -100, 0x8000, 1


def _enter_namespace(folder: Path) -> None:
    if _libc is None:
        raise WallError(errno.ENOSYS, "not Linux")
    user, group = os.getuid(), os.getgid()
    _checked(_libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNS | _CLONE_NEWIPC), "unshare")
    # It stays who it was. The system asks that the group be given only after `setgroups` is given up.
    for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        Path("/proc/self", name).write_text(text, encoding="ascii")
    _mount(None, "/", None, _MS_REC | _MS_PRIVATE)
    _mount(str(folder), str(folder), None, _MS_BIND)
    _set_read_only("/", True)
    _set_read_only(str(folder), False)
    os.chdir(Path.cwd())  # into the same folder, where it may be written
    _mount("tmpfs", "/dev/shm", "tmpfs", _MS_NOSUID | _MS_NODEV, SHARED_MEMORY)
    _mount("tmpfs", "/run", "tmpfs", _MS_NOSUID | _MS_NODEV, b"size=1m")


def _mount(source: str | None, target: str, kind: str | None, flags: int, options: bytes | None = None) -> None:
    def encoded(text: str | None) -> bytes | None:
        return os.fsencode(text) if text is not None else None

    assert _libc is not None
    arguments = (encoded(source), encoded(target), encoded(kind), ctypes.c_ulong(flags), options)
    _checked(_libc.mount(*arguments), f"mount {target}")


def _set_read_only(path: str, read_only: bool) -> None:
    """Set or clear the flag; a set one holds for all that is mounted below."""
    setting = struct.pack("QQQQ", *((_MOUNT_ATTR_RDONLY, 0) if read_only else (0, _MOUNT_ATTR_RDONLY)), 0, 0)
    flags = ctypes.c_uint(_AT_RECURSIVE if read_only else 0)
    size = ctypes.c_size_t(len(setting))
    _syscall(_MOUNT_SETATTR, "mount_setattr", _AT_FDCWD, os.fsencode(path), flags, setting, size)


# --- landlock

_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR, _TRUNCATE, _IOCTL_DEVICE = 1, 2, 4, 8, 1 << 14, 1 << 15
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEVICE
_READ = _EXECUTE | _READ_FILE | _READ_DIR
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/tty")
_RIGHTS_BY_VERSION = {1: 1 << 13, 2: 1 << 14, 3: 1 << 15, 4: 1 << 15}
"""Rights to files that each version of Landlock knows are all bits below this one; later ones have 16."""


def _landlock(folder: Path, readable: list[Path]) -> None:
    version = _syscall(_LANDLOCK_CREATE, "landlock", None, ctypes.c_size_t(0), ctypes.c_uint(1))
    every = _RIGHTS_BY_VERSION.get(version, 1 << 16) - 1
    # From version 6 also: no signal to, and no abstract socket of, a process outside.
    ruleset = struct.pack("QQQ", every, 0, 3) if version >= 6 else struct.pack("Q", every)
    rules = _syscall(_LANDLOCK_CREATE, "landlock", ruleset, ctypes.c_size_t(len(ruleset)), ctypes.c_uint(0))
    try:
        for path in [path for path in Path("/").iterdir() if path.name not in HOMES] + readable:
            _allow(rules, path, _READ & every)
        for device in _DEVICES:
            _allow(rules, Path(device), (_READ_FILE | _WRITE_FILE | _IOCTL_DEVICE) & every)
        for path in (folder, Path("/dev/shm")):
            _allow(rules, path, every)
        _give_up_capabilities()
        _prctl(_PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1))
        _syscall(_LANDLOCK_RESTRICT, "landlock", rules, ctypes.c_uint(0))
    finally:
        os.close(rules)


def _give_up_capabilities() -> None:
    """Be root in name only: root could raise its own limits again, and look into any process."""
    assert _libc is not None
    header, none = struct.pack("Ii", 0x20080522, 0), bytes(24)
    _checked(_libc.capset(header, none), "capset")


def _allow(rules: int, path: Path, rights: int) -> None:
    """Permit some rights to a file, or to a folder and all below it. What does not exist needs no permission."""
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        rights &= -1 if path.is_dir() else _OF_FILES
        rule = struct.pack("=Qi", rights, place)
        _syscall(_LANDLOCK_ADD, "landlock", rules, ctypes.c_uint(1), rule, ctypes.c_uint(0))
    finally:
        os.close(place)


# --- seccomp

_ARCHITECTURES = {
    # machine: its number in the kernel's audit headers, and the numbers of socket, setsid, setpgid, io_uring_setup
    "x86_64": (0xC000003E, 41, 112, 109, 425),
    "aarch64": (0xC00000B7, 198, 157, 154, 425),
}
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06


def _seccomp(network: bool) -> None:
    """Filter system calls: a small program that the kernel runs before each of them."""
    if platform.machine() not in _ARCHITECTURES:
        raise WallError(errno.ENOSYS, "unknown machine")
    architecture, socket, setsid, setpgid, io_uring = _ARCHITECTURES[platform.machine()]
    # Each step: code, how many steps to jump if true, and if false, and a number.
    local_only = [(_LOAD, 0, 0, 16), (_EQUAL, 1, 0, 1), (_RETURN, 0, 0, _ERRNO | errno.EACCES)]
    steps = [
        (_LOAD, 0, 0, 4),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _ERRNO | errno.EPERM),
        (_LOAD, 0, 0, 0),
        (_AT_LEAST, 0, 1, 0x40000000),  # another way of numbering calls
        (_RETURN, 0, 0, _ERRNO | errno.EPERM),
        (_EQUAL, 0, 1, io_uring),  # it could make sockets that this filter does not see
        (_RETURN, 0, 0, _ERRNO | errno.ENOSYS),
        # It is told that it left its group, and stays: whatever it starts must end with it.
        (_EQUAL, 0, 1, setsid),
        (_RETURN, 0, 0, _ERRNO | 0),
        (_EQUAL, 0, 1, setpgid),
        (_RETURN, 0, 0, _ERRNO | 0),
        *([] if network else [(_EQUAL, 0, len(local_only), socket), *local_only]),
        (_RETURN, 0, 0, _ALLOW),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code))
    _prctl(_PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1))
    _prctl(_PR_SET_SECCOMP, ctypes.c_ulong(2), ctypes.c_char_p(program))

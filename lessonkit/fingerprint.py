"""What a result depends on, boiled down to one key.

The program, the local modules it imports (and those they import), the data files it names, the versions of the
distributions it imports (and of those they require), Python, the platform, and the part of this package that runs it.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import importlib.metadata
import platform
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from lessonkit.jobs import Job

RUNNER_FILES = ("sandbox.py", "figures.py", "matplotlibrc")
"""The files of this package that a result depends on."""


def fingerprint(job: Job) -> str:
    """The key of a job: equal for equal inputs, on every machine of the same kind.

    Returns:
        64 hexadecimal digits.
    """
    digest = hashlib.sha256()
    for part in (_platform(), str(job.may_raise), job.source):
        digest.update(part.encode() + b"\0")
    seen: dict[Path, None] = {}
    modules = set(_follow(job.source, job.path.parent, seen))
    for path in sorted(seen):
        digest.update(str(path.relative_to(job.path.parent)).encode() + b"\0" + path.read_bytes() + b"\0")
    for version in sorted({line for name in modules for line in _versions(name)}):
        digest.update(version.encode() + b"\0")
    return digest.hexdigest()


@functools.lru_cache(maxsize=4096)
def imported_modules(source: str) -> frozenset[str]:
    """The dotted names that a program imports anywhere, and `a.b` for each `from a import b`.

    A program that does not parse imports nothing: running it will say what is wrong.
    """
    return _scan(source)[0]


@functools.lru_cache(maxsize=4096)
def _scan(source: str) -> tuple[frozenset[str], frozenset[str]]:
    """The modules a program imports, and the strings in it that could name a file."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return frozenset(), frozenset()
    modules, texts = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            modules.add(node.module)
            modules.update(f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            texts.add(node.value)
    return frozenset(modules), frozenset(texts)


def _follow(source: str, folder: Path, seen: dict[Path, None]) -> Iterator[str]:
    """The top-level names of other people's modules; local modules and data files are added to `seen`."""
    modules, texts = _scan(source)
    for name in {module.partition(".")[0] for module in modules}:
        local = _local_files(folder, name)
        if not local:
            yield name
        for path in local:
            if path not in seen:
                seen[path] = None
                yield from _follow(path.read_text(encoding="utf-8"), folder, seen)
    for text in texts:
        if re.fullmatch(r"[\w./-]{1,100}\.\w{1,8}", text) and ".." not in text and (folder / text).is_file():
            seen[folder / text] = None


def _local_files(folder: Path, name: str) -> list[Path]:
    """The files of a module that lies beside the program: one, or a whole package, or none."""
    if (folder / f"{name}.py").is_file():
        return [folder / f"{name}.py"]
    if (folder / name / "__init__.py").is_file():
        return sorted((folder / name).rglob("*.py"))
    return []


@functools.cache
def _platform() -> str:
    package = Path(__file__).parent
    runner = hashlib.sha256(b"".join((package / name).read_bytes() for name in RUNNER_FILES)).hexdigest()
    return " ".join((sys.version, platform.system(), platform.machine(), runner))


@functools.cache
def _versions(module: str) -> frozenset[str]:
    """`name==version` of the distribution that provides a top-level module, and of all that it requires."""
    if module in sys.stdlib_module_names:
        return frozenset()
    found: dict[str, str] = {}
    waiting = list(_distributions_of(module))
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            distribution = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            continue
        found[name] = distribution.version
        for requirement in distribution.requires or ():
            if "extra ==" not in requirement:
                waiting.append(re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower())
    return frozenset(f"{name}=={version}" for name, version in found.items())


def _distributions_of(module: str) -> list[str]:
    """The names of the distributions that provide a top-level module.

    The map of all packages takes long to build, so it is asked only where the names differ and are not known here.
    """
    known = {"sklearn": "scikit-learn", "PIL": "pillow", "mpl_toolkits": "matplotlib"}
    name = known.get(module, module)
    try:
        importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        return importlib.metadata.packages_distributions().get(module, [])
    return [name]

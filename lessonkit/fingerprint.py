"""What a result depends on, boiled down to one key.

The program, the local modules it imports (and those they import), the data files it names, the versions of the
distributions it imports (and of those they require), Python, the platform, and the part of this package that runs it.
Of modules only the meaning counts: comments may change, as long as nothing that runs can see them.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import hashlib
import importlib.metadata
import importlib.util
import platform
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from lessonkit.jobs import Job

RUNNER_FILES = ("sandbox.py", "walls.py", "figures.py", "svg.py", "matplotlibrc")
"""The files of this package that a result depends on."""
SEES_LINES = re.compile(r"traceback|inspect|linecache|lineno|logging|warn|_getframe|__file__")
"""Signs that a program may print its lines' numbers or texts, so that comments count too."""
DATA_NAME = re.compile(r"[\w./ -]{1,200}")
"""What a string must look like to be taken for the name of a file."""


def fingerprint(job: Job, network: bool = False) -> str:
    """The key of a job: equal for equal inputs, on every machine of the same kind.

    Args:
        job: The program.
        network: Whether it may reach the network.

    Returns:
        64 hexadecimal digits.
    """
    digest = hashlib.sha256()
    for part in (_platform(), f"{job.may_raise} {network}", job.source):
        digest.update(part.encode() + b"\0")
    inputs, modules = _inputs(job)
    exact = job.may_raise or any(map(SEES_LINES.search, (job.source, *_python_texts(inputs))))
    for name, path in sorted(inputs.items()):
        digest.update(name.encode() + b"\0" + (path.read_bytes() if exact else _meaning(path)) + b"\0")
    for version in sorted({line for name in modules for line in _versions(name)}):
        digest.update(version.encode() + b"\0")
    return digest.hexdigest()


def data_files(job: Job) -> dict[str, Path]:
    """The files beside a program that it, or a local module of it, names: name to path."""
    return {name: path for name, path in _inputs(job)[0].items() if path.suffix != ".py"}


def unnamed_reads(job: Job, reads: Iterable[str]) -> list[str]:
    """Those of the files that a program read which its key does not hold: a change of one would not be seen."""
    held = {str(path.resolve()) for path in (job.path, *_inputs(job)[0].values())}
    return [name for name in reads if _source_of(name) not in held]


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


def _inputs(job: Job) -> tuple[dict[str, Path], set[str]]:
    """The files beside a program that it depends on, by their names from there, and other people's modules."""
    files: dict[Path, None] = {}
    modules = set(_follow(job.source, job.path.parent, files))
    return {path.relative_to(job.path.parent).as_posix(): path for path in files}, modules


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
        seen.update(dict.fromkeys(_named(folder, text)))


def _named(folder: Path, text: str) -> list[Path]:
    """The data file that a string names, or all files of the folder that it names."""
    if not DATA_NAME.fullmatch(text) or text.startswith("/") or ".." in text or not text.strip("./ "):
        return []
    path = folder / text
    if path.is_file():
        return [] if path.suffix == ".py" else [path]
    return sorted(p for p in path.rglob("*") if p.is_file() and "__pycache__" not in p.parts) if path.is_dir() else []


def _python_texts(inputs: dict[str, Path]) -> Iterator[str]:
    return (path.read_text(encoding="utf-8") for path in inputs.values() if path.suffix == ".py")


def _meaning(path: Path) -> bytes:
    """A file's content; of a module, what is left of it without comments and layout."""
    content = path.read_bytes()
    if path.suffix == ".py":
        with contextlib.suppress(SyntaxError, ValueError):
            return ast.dump(ast.parse(content)).encode()
    return content


def _source_of(name: str) -> str:
    """A module's source, where the file is its compiled form."""
    with contextlib.suppress(ValueError, NotImplementedError):
        return importlib.util.source_from_cache(name)
    return name


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
    runner = hashlib.sha256(b"".join(_meaning(package / name) for name in RUNNER_FILES)).hexdigest()
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

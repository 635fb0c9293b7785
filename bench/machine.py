"""What the benchmark ran on."""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import distributions, version
from pathlib import Path

from bench.peers import SPHINX

TOOLS = ("mkdocs", "mkdocs-material", "markdown-exec", "mkdocs-jupyter", "joblib")
LIBRARIES = ("numpy", "scikit-learn", "torch", "matplotlib")
ELSEWHERE = ("sphinx", "sphinx-gallery")


def versions() -> dict[str, str]:
    """Version by name, of each tool and library."""
    elsewhere = {found.name.lower(): found.version for found in distributions(path=[str(SPHINX)])}
    return {name: version(name) for name in TOOLS + LIBRARIES} | {
        name: elsewhere[name] for name in ELSEWHERE if name in elsewhere
    }


def machine(cores: int) -> str:
    """Processor, cores in use, memory, system and Python, in one line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return (
        f"{processor()}, {cores} core{'s' * (cores != 1)}, {memory:.0f} GiB of memory, {system()}, "
        f"{platform.python_implementation()} {platform.python_version()}"
    )


def processor() -> str:
    """The processor's model, as the system names it."""
    info = Path("/proc/cpuinfo")
    named = re.search(r"^model name\s*:\s*(.+)$", info.read_text(), re.M) if info.is_file() else None
    return named[1].strip() if named else platform.processor() or platform.machine()


def system() -> str:
    """The operating system and its version."""
    if platform.system() != "Linux":
        return f"{platform.system()} {platform.release()}"
    try:
        return f"{platform.freedesktop_os_release()['PRETTY_NAME']}, Linux {platform.release()}"
    except OSError:
        return f"Linux {platform.release()}"

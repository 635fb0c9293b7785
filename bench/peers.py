"""The tools that are compared: how each wants its project written, how it is called, and where its pages are."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from bench.copies import Snippet

ROOT = Path(__file__).parent.parent
SPHINX = ROOT / ".cache" / "bench"
"""Where the tools that only the benchmark needs are installed."""

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
NOT_INHERITED = ("PYTHONPATH", "MPLBACKEND", "JUPYTER_CONFIG_PATH", "LESSONKIT_STORE")

INDEX = "# Snippets\n\nOne page each.\n"


class Peer:
    """One tool.

    Attributes:
        name: What the tables call it.
        figure: What a page holds if it shows a figure; empty if its pages show none.
        made: Output and caches, which a cold build does not have.
        variables: What its environment has besides that of all tools.
        slow: Whether it runs everything in one process, or one each, so that large sizes take very long.
    """

    name: ClassVar[str]
    figure: ClassVar[str]
    made: ClassVar[tuple[str, ...]]
    variables: ClassVar[Mapping[str, str]] = {}
    slow: ClassVar[bool] = False

    def write(self, folder: Path, snippets: list[Snippet], jobs: int) -> None:
        """Write the whole project, but its pages."""
        raise NotImplementedError

    def write_page(self, folder: Path, snippet: Snippet) -> None:
        """Write what the tool makes a snippet's page from."""
        raise NotImplementedError

    def command(self, jobs: int) -> list[str]:
        """What builds the site, called in the project's folder."""
        raise NotImplementedError

    def page(self, folder: Path, snippet: Snippet) -> Path:
        """Where a snippet's page is built."""
        raise NotImplementedError

    def environment(self) -> dict[str, str]:
        """What the tool sees of ours: all but what would favour one of them."""
        ours = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
        return {**ours, **ONE_THREAD, "NO_MKDOCS_2_WARNING": "1", **self.variables}


class Material(Peer):
    """MkDocs with Material, set up as this project is, and no code run: the price of the pages alone."""

    name = "Material for MkDocs, no code run"
    figure = ""
    made = ("site", ".cache")
    plugins: ClassVar[list[Any]] = ["search"]
    extensions: ClassVar[list[Any]] = [
        "abbr",
        "admonition",
        "attr_list",
        "def_list",
        "footnotes",
        "md_in_html",
        {"tables": {"use_align_attribute": True}},
        {"toc": {"permalink": True}},
        {"pymdownx.highlight": {"pygments_lang_class": True}},
        "pymdownx.inlinehilite",
        {"pymdownx.snippets": {"base_path": ["snippets"], "check_paths": True}},
        "pymdownx.superfences",
        {"pymdownx.tabbed": {"alternate_style": True}},
    ]
    ending = "md"

    def write(self, folder: Path, snippets: list[Snippet], jobs: int) -> None:
        pages = [f"bench/{snippet.name}.{self.ending}" for snippet in snippets]
        for name in ("docs/bench", "overrides"):
            (folder / name).mkdir(parents=True)
        shutil.copytree(ROOT / "docs" / "assets", folder / "docs" / "assets")
        (folder / "docs" / "index.md").write_text(INDEX, encoding="utf-8")
        config = {
            "INHERIT": os.path.relpath(ROOT / "mkdocs.yml", folder.resolve()),
            "watch": [],
            "plugins": self.plugins,
            "nav": [{"Start": "index.md"}, {"Snippets": pages}],
        }
        if self.extensions:
            config["markdown_extensions"] = self.extensions
        (folder / "mkdocs.yml").write_text(json.dumps(config, indent=2), encoding="utf-8")

    def write_page(self, folder: Path, snippet: Snippet) -> None:
        text = f"# {snippet.title}\n\n{snippet.notice}\n\n{self.fence(snippet)}"
        (folder / "docs" / "bench" / f"{snippet.name}.md").write_text(text, encoding="utf-8")

    def fence(self, snippet: Snippet) -> str:
        """How a page shows the snippet."""
        return f"```python\n{snippet.code}```\n"

    def command(self, jobs: int) -> list[str]:
        return [sys.executable, "-m", "mkdocs", "build", "--quiet"]

    def page(self, folder: Path, snippet: Snippet) -> Path:
        return folder / "site" / "bench" / snippet.name / "index.html"


MARKDOWN_EXEC: list[Any] = ["search", {"markdown-exec": {"languages": ["python"], "ansi": "off"}}]


class Ours(Material):
    """This project: the same, with its own extension, its templates, and snippets as files."""

    name = "this project"
    figure = 'class="rc-figure"'
    made = ("site", ".lessonkit", ".cache")
    plugins: ClassVar[list[Any]] = [*MARKDOWN_EXEC, "lessonkit"]
    extensions: ClassVar[list[Any]] = []  # those of this project's own mkdocs.yml

    def write(self, folder: Path, snippets: list[Snippet], jobs: int) -> None:
        super().write(folder, snippets, jobs)
        for name in ("snippets/bench", "quiz_data", "tests/lessons"):
            (folder / name).mkdir(parents=True)
        shutil.copytree(ROOT / "overrides", folder / "overrides", dirs_exist_ok=True)
        (folder / "docs" / "snippets").symlink_to(Path("..") / "snippets")

    def write_page(self, folder: Path, snippet: Snippet) -> None:
        super().write_page(folder, snippet)
        (folder / "snippets" / "bench" / f"{snippet.name}.py").write_text(snippet.code, encoding="utf-8")

    def fence(self, snippet: Snippet) -> str:
        return f'```python exec="on" source="above" alt="{snippet.title}"\n--8<-- "bench/{snippet.name}.py"\n```\n'


class MarkdownExec(Material):
    """markdown-exec by itself. It catches prints; a figure is printed, in the way that its documentation shows."""

    name = "markdown-exec"
    slow = True
    figure = "Matplotlib v"
    variables: ClassVar[Mapping[str, str]] = {"MPLBACKEND": "Agg"}
    plugins = MARKDOWN_EXEC
    print_figure = """\
from io import StringIO  # markdown-exec: hide
buffer = StringIO()  # markdown-exec: hide
plt.savefig(buffer, format="svg")  # markdown-exec: hide
plt.close()  # markdown-exec: hide
print(buffer.getvalue())  # markdown-exec: hide
"""

    def fence(self, snippet: Snippet) -> str:
        return f'```python exec="on" html="on" source="above"\n{snippet.code}{self.print_figure}```\n'


class MkdocsJupyter(Material):
    """mkdocs-jupyter, with notebooks written as Python files, and its cache as it comes."""

    name = "mkdocs-jupyter"
    slow = True
    figure = "data:image/png;base64"
    plugins: ClassVar[list[Any]] = [
        "search",
        {"mkdocs-jupyter": {"include": ["bench/*.py"], "execute": True, "allow_errors": False}},
    ]
    ending = "py"

    def write_page(self, folder: Path, snippet: Snippet) -> None:
        notice = snippet.notice.replace("\n", "\n# ")
        text = f"# %% [markdown]\n# # {snippet.title}\n#\n# {notice}\n\n# %%\n{snippet.program}"
        (folder / "docs" / "bench" / f"{snippet.name}.py").write_text(text, encoding="utf-8")


class SphinxGallery(Peer):
    """sphinx-gallery with Sphinx's own theme, one example after the other."""

    name = "sphinx-gallery"
    figure = "_images/sphx_glr_plot_"
    made = ("site", "auto_examples", "sg_execution_times.rst")
    variables: ClassVar[Mapping[str, str]] = {"PYTHONPATH": str(SPHINX)}
    parallel = False

    def write(self, folder: Path, snippets: list[Snippet], jobs: int) -> None:
        (folder / "examples").mkdir(parents=True)
        settings = {"examples_dirs": "examples", "gallery_dirs": "auto_examples"}
        if self.parallel:
            settings["parallel"] = jobs
        conf = f'project = "Snippets"\nextensions = ["sphinx_gallery.gen_gallery"]\nsphinx_gallery_conf = {settings}\n'
        (folder / "conf.py").write_text(conf, encoding="utf-8")
        (folder / "examples" / "GALLERY_HEADER.rst").write_text("Snippets\n========\n", encoding="utf-8")
        index = "Snippets\n========\n\n.. toctree::\n\n   auto_examples/index\n"
        (folder / "index.rst").write_text(index, encoding="utf-8")

    def write_page(self, folder: Path, snippet: Snippet) -> None:
        heading = f"{snippet.title}\n{'=' * len(snippet.title)}\n\n{snippet.notice}"
        text = f'"""\n{heading}\n"""\n\n{snippet.program}'
        (folder / "examples" / f"plot_{snippet.name}.py").write_text(text, encoding="utf-8")

    def command(self, jobs: int) -> list[str]:
        return [sys.executable, "-m", "sphinx", "-q", "-b", "html", ".", "site"]

    def page(self, folder: Path, snippet: Snippet) -> Path:
        return folder / "site" / "auto_examples" / f"plot_{snippet.name}.html"


class SphinxGalleryParallel(SphinxGallery):
    """sphinx-gallery, its examples side by side."""

    name = "sphinx-gallery, parallel"
    parallel = True


PEERS: dict[str, Peer] = {
    "ours": Ours(),
    "sphinx-gallery-parallel": SphinxGalleryParallel(),
    "sphinx-gallery": SphinxGallery(),
    "markdown-exec": MarkdownExec(),
    "mkdocs-jupyter": MkdocsJupyter(),
    "pages": Material(),
}
"""All tools, by what the command line calls them."""

"""The Markdown extension. It works wherever Python-Markdown and markdown-exec do; it is no MkDocs plugin."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import markdown_exec
from markdown import Extension, Markdown

from lessonkit import links
from lessonkit.fences import python_fence
from lessonkit.formulas import show as formulas
from lessonkit.glossary import LinkTerms
from lessonkit.playgrounds import tags
from lessonkit.site import site_at


class LessonkitExtension(Extension):
    """Runs snippets in `python exec="on"` fences, links glossary terms, shows formulas, resolves links.

    The `quiz`, `claims` and `lessons` fences are named in `mkdocs.yml`, under `pymdownx.superfences`.
    """

    def __init__(self, **kwargs: Any) -> None:
        self.config = {
            "root": [".", "The folder that holds docs/, snippets/, quiz_data/ and tests/."],
            "repo_url": ["", "Where the source is published: https://github.com/owner/name"],
            "downloads": [False, "Whether the site has files of its questions to link to, under downloads/"],
        }
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        """Called by Python-Markdown for each converter it makes: one a page, one a fence."""
        site = site_at(Path(self.getConfig("root")).resolve(), self.getConfig("repo_url"))
        site.downloads = self.getConfig("downloads")
        markdown_exec.formatters["python"] = functools.partial(python_fence, site=site)
        md.block_level_elements.extend(tags(site.docs))
        md.treeprocessors.register(LinkTerms(md, site), "rc_glossary", 3)
        links.register(md)
        formulas.register(md, site)

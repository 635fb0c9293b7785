"""Makes the font that draws formulas: STIX Two Math, with nothing in it but the characters that our pages use.

Brackets, roots and sums grow with what they hold only in a font with a table of such growth (MATH), which phones lack.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from lessonkit.formulas.temml import FONT_PACKAGE

_SOURCE = "files/stix-two-math-latin-400-normal.woff2"
LICENCE = "stix-two-math-LICENCE.txt"


def make_font(tools: Path, characters: str, target: Path) -> None:
    """Write the font, and its licence beside it. The same characters make the same file.

    Args:
        tools: The folder in which `temml.install` has put the whole font.
        characters: What it must be able to draw.
        target: The font's file.

    Raises:
        ValueError: The whole font lacks one of them.
    """
    from fontTools import subset  # here, because only who renders formulas needs it
    from fontTools.ttLib import TTFont

    package = tools / "node_modules" / FONT_PACKAGE
    font = TTFont(package / _SOURCE, recalcTimestamp=False)
    if lacking := sorted(set(characters) - set(map(chr, font.getBestCmap()))):
        raise ValueError(f"STIX Two Math has no {' '.join(lacking)}")
    options = subset.Options(
        layout_features=["ssty"], hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 4, 6, 13, 14]
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    font.flavor = "woff2"
    target.parent.mkdir(parents=True, exist_ok=True)
    font.save(target, reorderTables=True)
    shutil.copyfile(package / "LICENSE", target.with_name(LICENCE))

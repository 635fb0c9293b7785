"""What was rendered of the pages' formulas, kept in `docs/formulas.json`, and whether it is what the pages need."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lessonkit.formulas import mathml
from lessonkit.formulas.temml import VERSION
from lessonkit.formulas.tex import Formula
from lessonkit.formulas.uses import all_uses, spoilt_uses
from lessonkit.problems import Problem
from lessonkit.site import Site

FORMULAS = "formulas.json"
"""Below `docs/`, and left out of what is published."""
FONT = "assets/fonts/stix-two-math.woff2"
_MEND = "run: make formulas"
_MODES = {"display": True, "inline": False}


@dataclass
class Cache:
    """What is kept.

    Attributes:
        mathml: What Temml wrote, by formula.
        version: The version of Temml that wrote it; empty if nothing is kept.
        characters: Those that the font has, in the order of their codes.
        font: The SHA-256 of the font's file.
    """

    mathml: dict[Formula, str] = field(default_factory=dict)
    version: str = ""
    characters: str = ""
    font: str = ""

    def needed(self) -> str:
        """The characters that the formulas need, in the order of their codes."""
        return "".join(sorted(set().union(*map(mathml.characters_of, self.mathml.values()))))


def read_cache(site: Site) -> Cache:
    """What is kept; nothing if there is no file.

    Raises:
        ValueError: The file cannot be understood; the message says what to do.
    """
    path = site.docs / FORMULAS
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        kept = {Formula(tex, display): text for mode, display in _MODES.items() for tex, text in data[mode].items()}
        return Cache(kept, data["temml"], data["font"]["characters"], data["font"]["sha256"])
    except FileNotFoundError:
        return Cache()
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        what = f"{site.relative(path).as_posix()} cannot be understood ({error!r})"
        raise ValueError(f"{what}; expected what make formulas writes; remove the file, and {_MEND}") from error


def write_cache(site: Site, cache: Cache) -> None:
    """Keep it: sorted, a formula a line, so that what two people add seldom meets on one line."""
    data = {
        "font": {"characters": cache.characters, "sha256": cache.font},
        **{
            mode: {one.tex: cache.mathml[one] for one in cache.mathml if one.display == d} for mode, d in _MODES.items()
        },
        "temml": cache.version,
    }
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)
    (site.docs / FORMULAS).write_text(f"{text}\n", encoding="utf-8")


def sha256_of_font(site: Site) -> str:
    """The SHA-256 of the font's file; empty if there is none."""
    path = site.docs / FONT
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def formula_problems(site: Site) -> Iterator[Problem]:
    """Find what is wrong with formulas: badly written, not rendered, kept though no page has it, or not drawn by the
    font. Needs no Node."""
    name = site.relative(site.docs / FORMULAS)
    uses = all_uses(site)
    yield from spoilt_uses(uses)
    try:
        cache = read_cache(site)
    except ValueError as error:
        yield Problem(name, 1, "it cannot be understood", str(error))
        return
    for use in uses:
        if use.formula not in cache.mathml and not use.spoilt:
            yield Problem(
                use.page, use.line, f"no MathML for the formula {use.formula}", f"expected it in {name}; {_MEND}"
            )
    for formula in cache.mathml.keys() - {use.formula for use in uses}:
        yield Problem(name, 1, f"no page has the formula {formula}", f"expected only what pages have; {_MEND}")
    if cache.mathml:
        yield from _outdated(site, cache, name)


def _outdated(site: Site, cache: Cache, name: Path) -> Iterator[Problem]:
    if cache.version != VERSION:
        yield Problem(name, 1, f"Temml {cache.version} wrote it", f"expected Temml {VERSION}; {_MEND}")
    for formula, text in cache.mathml.items():
        try:
            mathml.for_page(text)
        except mathml.UnfitError as error:
            yield Problem(name, 1, f"the formula {formula} cannot be shown: {error}", f"expected another; {_MEND}")
            return
    if cache.characters != cache.needed():
        yield Problem(name, 1, "the font lacks characters, or has too many", f"expected {cache.needed()}; {_MEND}")
    if cache.font != sha256_of_font(site):
        yield Problem(site.relative(site.docs / FONT), 1, "another font than was made", f"expected that one; {_MEND}")

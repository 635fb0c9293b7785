"""Brings `docs/formulas.json` and the font up to date with the pages; or only compares it with a fresh rendering."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lessonkit.formulas import font as math_font
from lessonkit.formulas import mathml, temml
from lessonkit.formulas.cache import FONT, FORMULAS, Cache, read_cache, sha256_of_font, write_cache
from lessonkit.formulas.tex import Formula
from lessonkit.formulas.uses import Use, all_uses, spoilt_uses
from lessonkit.problems import Problem
from lessonkit.site import Site

Render = Callable[[Path, Sequence[Formula]], list[dict[str, str]]]
"""Renders formulas as `temml.render` does."""
DrawWith = Callable[[Path, str, Path], None]
"""Makes a font as `math_font.make_font` does, given the project's root in place of the tools."""


@dataclass(frozen=True)
class Updated:
    """What has become of an update.

    Attributes:
        problems: What is wrong with formulas; if anything is, nothing was written.
        rendered: How many were new.
        dropped: How many no page has any more.
        font: Whether the font was made anew.
    """

    problems: tuple[Problem, ...] = ()
    rendered: int = 0
    dropped: int = 0
    font: bool = False


def install_and_make_font(root: Path, characters: str, target: Path) -> None:
    """`math_font.make_font`, from the font that `temml.install` has put there; raises what either does."""
    math_font.make_font(temml.install(root), characters, target)


def update(site: Site, render: Render = temml.render, draw_with: DrawWith = install_and_make_font) -> Updated:
    """Render what is new, drop what no page has any more, and make the font anew if it needs other characters.

    Args:
        site: The project.
        render: Renders; is called only if something is new.
        draw_with: Makes the font; is called only if it must be another.

    Raises:
        NoToolsError: Something must be made, and Node is not there.
        ValueError: The file cannot be understood, or the font lacks a character.
    """
    uses = all_uses(site)
    before = read_cache(site)
    known = before.mathml if before.version == temml.VERSION else {}
    new = sorted({use.formula for use in uses} - known.keys())
    made = dict(zip(new, render(site.root, new), strict=True)) if new else {}
    if problems := [*spoilt_uses(uses), *_broken(uses, made)]:
        return Updated(tuple(sorted(set(problems))))
    kept = {formula: known[formula] for formula in known.keys() & {use.formula for use in uses}}
    after = Cache(kept | {formula: result["mathml"] for formula, result in made.items()}, temml.VERSION)
    redraw = _bring_font(site, before, after, draw_with)
    write_cache(site, after)
    return Updated((), len(new), len(before.mathml.keys() - after.mathml.keys()), redraw)


def changed_when_rendered_anew(site: Site, render: Render = temml.render) -> list[Problem]:
    """The kept formulas of which a fresh rendering is another; raises what `update` does."""
    kept = sorted(read_cache(site).mathml.items())
    fresh = render(site.root, [formula for formula, _ in kept]) if kept else []
    name = site.relative(site.docs / FORMULAS)
    mend = f"expected what Temml {temml.VERSION} writes; remove the file, and run: make formulas"
    return [
        Problem(name, 1, f"the MathML of {formula} is not what a fresh rendering gives", mend)
        for (formula, text), result in zip(kept, fresh, strict=True)
        if result.get("mathml") != text
    ]


def _bring_font(site: Site, before: Cache, after: Cache, draw_with: DrawWith) -> bool:
    """Make the font anew, if it must be another; note in the cache what it is."""
    after.characters = after.needed()
    redraw = after.characters != before.characters or sha256_of_font(site) != before.font
    if redraw and after.characters:
        draw_with(site.root, after.characters, site.docs / FONT)
    after.font = sha256_of_font(site)
    return redraw


def _broken(uses: list[Use], made: dict[Formula, dict[str, str]]) -> list[Problem]:
    """The formulas that could not be rendered, or not shown, wherever they stand."""
    why = {}
    for formula, result in made.items():
        try:
            mathml.for_page(result["mathml"])
        except KeyError:
            why[formula] = result["error"]
        except mathml.UnfitError as error:
            why[formula] = str(error)
    mend = "expected TeX that Temml knows; see https://temml.org/docs/en/supported"
    return [
        Problem(use.page, use.line, f"the formula {use.formula} is broken: {why[use.formula]}", mend)
        for use in uses
        if use.formula in why
    ]

"""Makes a figure that matplotlib wrote part of a page: small, named for those who cannot see it, and open to CSS.

Colours stay as they are, as attributes (`fill="#ff7f0e"`). The site's style sheet maps the two family colours, black,
white and grey to the page's own by attribute selectors, so a figure follows the palette and is still right without
that style sheet. Nothing is left that a strict Content-Security-Policy refuses: no `style` element or attribute.
"""

from __future__ import annotations

import hashlib
import re
import xml.etree.ElementTree as ET
from html import escape
from itertools import groupby

MAX_BYTES = 150_000
"""A figure larger than this is too heavy for a reader on a phone."""

_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_PAIR = re.compile(r"(-?[\d.]+(?:e-?\d+)?)\s+(-?[\d.]+(?:e-?\d+)?)")
_POINTS_TO_PIXELS = 4 / 3
_NAMESPACES = ' xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


class HeavyFigureError(ValueError):
    """A figure is larger than a page can bear."""


def slim(svg: str) -> str:
    """The figure without all that it can do without.

    Args:
        svg: A whole SVG document, as matplotlib writes it.

    Returns:
        A whole SVG document, which `inline` can put into a page.
    """
    root = ET.fromstring(svg)
    _drop_namespaces(root)
    _styles_to_attributes(root)
    _merge_markers(root)
    _drop_what_is_not_drawn(root)
    _rename_ids(root, prefix="f" + hashlib.sha256(svg.encode()).hexdigest()[:8])
    _unwrap_groups(root)
    for element in root.iter():
        _shorten_numbers(element)
        if element.tag not in {"text", "tspan"}:  # blanks between other elements mean nothing
            element.text = None
        element.tail = None if element.tag != "tspan" else element.tail
    width, height = (float(text) for text in root.get("viewBox", "").split()[2:])
    root.attrib = {
        "viewBox": root.get("viewBox", ""),
        "width": f"{width * _POINTS_TO_PIXELS:.0f}",
        "height": f"{height * _POINTS_TO_PIXELS:.0f}",
        "fill": "currentColor",
        "stroke-linejoin": "round",
    }
    return ET.tostring(root, encoding="unicode").replace("<svg", f"<svg{_NAMESPACES}", 1)


def inline(svg: str, alt: str) -> str:
    """The figure as an element to put into HTML.

    Args:
        svg: What `slim` made.
        alt: What the figure shows, in words.

    Returns:
        An `svg` element with `role="img"`. HTML knows SVG's namespaces without being told.

    Raises:
        HeavyFigureError: It is larger than `MAX_BYTES`.
    """
    size = len(svg.encode())
    if size > MAX_BYTES:
        raise HeavyFigureError(
            f"the figure has {size // 1000} kB, and at most {MAX_BYTES // 1000} kB are allowed; "
            "draw fewer marks, or pass rasterized=True to the heavy ones"
        )
    return svg.replace(_NAMESPACES, f' role="img" aria-label="{escape(alt)}"', 1)


def _drop_namespaces(root: ET.Element) -> None:
    """`{http://www.w3.org/2000/svg}path` becomes `path`; the document says once what is meant.

    A picture's address stays `xlink:href`, which older readers of SVG need.
    """
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        element.attrib = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
        if element.tag == "image":
            element.set("xlink:href", element.attrib.pop("href"))


def _styles_to_attributes(root: ET.Element) -> None:
    """`style="fill: #fff"` becomes `fill="#fff"`; the font family is left to the page."""
    for element in root.iter():
        declarations = {}  # of one name, the last one counts
        for declaration in element.attrib.pop("style", "").split(";"):
            name, _, value = (part.strip() for part in declaration.partition(":"))
            if name and name != "font-family":
                declarations[name] = value
        element.attrib = declarations | element.attrib


def _merge_markers(root: ET.Element) -> None:
    """Draw the marks of one look as one path, instead of a reference each, which would be larger."""
    shapes = {path.get("id"): path for defs in root.iter("defs") for path in defs.findall("path")}
    for parent in root.iter():
        if not any(child.tag == "use" for child in parent):
            continue
        children: list[ET.Element] = []
        for look, group in groupby(list(parent), key=_look):
            elements = list(group)
            children += [_merged(look, elements, shapes)] if look else elements
        parent[:] = children
    for parent in list(root.iter()):
        for defs in parent.findall("defs"):
            for path in defs.findall("path"):
                defs.remove(path)


def _look(element: ET.Element) -> tuple[tuple[str, str], ...]:
    """All that two references must share to be drawn together; empty for other elements."""
    if element.tag != "use":
        return ()
    return tuple(sorted((name, value) for name, value in element.items() if name not in {"x", "y"}))


def _merged(
    look: tuple[tuple[str, str], ...], uses: list[ET.Element], shapes: dict[str | None, ET.Element]
) -> ET.Element:
    attributes = dict(look)
    shape = shapes[attributes.pop("href").removeprefix("#")]
    for name, value in shape.items():
        if name not in {"id", "d"}:
            attributes[name] = value
    outline = _relative(shape.get("d", ""))
    attributes["d"] = "".join(_at(outline, float(use.get("x", 0)), float(use.get("y", 0))) for use in uses)
    return ET.Element("path", attributes)


Point = tuple[float, float]


def _relative(outline: str) -> list[tuple[Point, str]]:
    """Each stroke of a shape: where it starts, and the rest relative to that, so that it is equal wherever it stands.

    matplotlib writes only the absolute commands M, L, Q, C and z. Its circle, eight curves, becomes two arcs.
    """
    strokes = []
    for stroke in re.findall(r"M[^M]*", outline):
        steps = [(step[0], _points(step)) for step in re.findall(r"[MLQCz][^MLQCz]*", stroke)]
        start = here = steps[0][1][0]
        if [command for command, _ in steps] == [*"MCCCCCCCC", "z"]:
            radius = max(abs(start[0]), abs(start[1]))
            half = f"a{_short(radius)} {_short(radius)} 0 1 0 "
            top = -2 * start[1]
            strokes.append(
                (start, f"{half}{_short(-2 * start[0])} {_short(top)}{half}{_short(2 * start[0])} {_short(-top)}z")
            )
            continue
        rest = ""
        for command, points in steps[1:]:
            moves = (f"{_short(x - here[0])} {_short(y - here[1])}" for x, y in points)
            rest += command.lower() + " ".join(moves)
            here = points[-1] if points else start
        strokes.append((start, rest))
    return strokes


def _points(step: str) -> list[Point]:
    return [(float(pair[1]), float(pair[2])) for pair in _PAIR.finditer(step)]


def _at(outline: list[tuple[Point, str]], x: float, y: float) -> str:
    """A shape moved to a place."""
    return "".join(f"M{_short(start[0] + x)} {_short(start[1] + y)}{rest}" for start, rest in outline)


def _short(number: float) -> str:
    """Two digits after the point are finer than any screen."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _shorten_numbers(element: ET.Element) -> None:
    """Shorten numbers, and drop the blanks around a path's commands, which mean nothing."""
    for name in {"d", "x", "y", "transform", "width", "height"}.intersection(element.keys()):
        value = _NUMBER.sub(lambda number: _short(float(number[0])), element.get(name, ""))
        if name == "d":
            value = re.sub(r"\s*([A-Za-z])\s*", r"\1", value.replace("\n", " ")).strip()
        element.set(name, value)
    if element.get("transform", "").startswith("rotate(-0 "):
        del element.attrib["transform"]


def _drop_what_is_not_drawn(parent: ET.Element) -> None:
    """Remove metadata, paths without fill or stroke, and groups that this leaves empty."""
    for child in list(parent):
        _drop_what_is_not_drawn(child)
        invisible = child.tag == "path" and child.get("fill") == "none" and "stroke" not in child.attrib
        empty = child.tag in {"defs", "g"} and len(child) == 0
        if invisible or empty or child.tag in {"metadata", "style"}:
            parent.remove(child)


def _unwrap_groups(parent: ET.Element) -> None:
    """Replace groups that say nothing by what they hold: matplotlib nests three around each tick."""
    children = []
    for child in parent:
        _unwrap_groups(child)
        children += list(child) if child.tag == "g" and not child.attrib else [child]
    parent[:] = children


def _rename_ids(root: ET.Element, prefix: str) -> None:
    """Keep only the ids that something refers to, and make them unique on a page with several figures."""
    referred = set(re.findall(r"#([\w.-]+)\)", ET.tostring(root, encoding="unicode")))
    for element in root.iter():
        if element.get("id") in referred:
            element.set("id", prefix + element.get("id", ""))
        else:
            element.attrib.pop("id", None)
        for name, value in element.items():
            if value.startswith("url(#"):
                element.set(name, f"url(#{prefix}{value[5:-1]})")

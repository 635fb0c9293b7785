"""What axe, which looks for barriers in pages, objects to on a page of the built site."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_SCRIPT = Axe().axe_script

# Whether a text stands out from its ground takes axe most of its time: it looks at all that lies below each text. Texts
# of one kind, in one colour, size and weight, on one ground are alike in this: one of them is measured. In drawings
# each is, for there the ground is what was drawn before.
_ONE_OF_EACH_KIND = """(roots) => {
  const grounds = new Map();
  const ground = (element) => {
    if (!element) return "";
    if (!grounds.has(element)) {
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
      grounds.set(element, `${ground(element.parentElement)} ${backgroundColor} ${backgroundImage} ${opacity}`);
    }
    return grounds.get(element);
  };
  const kind = (element) => {
    if (element.closest("svg")) return element;
    const { color, fill, fontSize, fontWeight } = getComputedStyle(element);
    const name = `${element.localName} ${element.getAttribute("class")}`;
    const off = Boolean(element.closest(":disabled, [aria-disabled=true]"));
    return [name, color, fill, fontSize, fontWeight, off, ground(element)].join();
  };
  const written = (element) =>
    element.matches("input, select, textarea") ||
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const size = (element) => element.getElementsByTagName("*").length; // all that is in it is looked at with it
  const kinds = new Map();
  for (const element of roots.flatMap((root) => [root, ...root.querySelectorAll("*")])) {
    if (!written(element) || !element.checkVisibility()) continue;
    const known = kinds.get(kind(element));
    if (!known || size(element) < size(known)) kinds.set(kind(element), element);
  }
  return [...kinds.values()];
}"""

_LOOK = f"""async ([within, onlyContrast]) => {{
  const oneOfEachKind = {_ONE_OF_EACH_KIND};
  const roots = [...document.querySelectorAll(within)];
  if (!roots.length) throw new Error(`nothing to look at: ${{within}}`);
  const resultTypes = ["violations"];
  const texts = oneOfEachKind(roots);
  const contrast = {{ resultTypes, runOnly: ["color-contrast"] }};
  // Without anything to include, axe would look at the whole page.
  const found = texts.length ? await axe.run({{ include: texts }}, contrast) : {{ violations: [] }};
  // Axe leaves the size of targets out by itself.
  const rules = {{ "color-contrast": {{ enabled: false }}, "target-size": {{ enabled: true }} }};
  const rest = onlyContrast ? {{ violations: [] }} : await axe.run({{ include: roots }}, {{ resultTypes, rules }});
  return [...found.violations, ...rest.violations].flatMap(({{ id, nodes }}) =>
    nodes.map(({{ target }}) => `${{id}}: ${{target}}`));
}}"""


def violations(page: Page, within: str = "html", only_contrast: bool = False) -> list[str]:
    """What axe objects to, by rule and place.

    Args:
        page: The page, as it is seen now.
        within: What of it to look at, as a CSS selector.
        only_contrast: Only look whether texts stand out from their ground: all that a palette can change.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_SCRIPT)
    return page.evaluate(_LOOK, [within, only_contrast])

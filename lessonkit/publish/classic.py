"""Makes one classic script of ES modules, for pages that are opened as files: there, browsers load no modules.

It knows the few forms of `import` and `export` that our scripts use. Whatever else it meets is an error, since what is
passed on without being understood breaks in the reader's hands.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import dirname, join, normpath

from lessonkit.publish.javascript import UnendedError, words

_NAMES = r"\{(?P<names>[\w$\s,]*)\}"
_FROM = r"""\s*from\s*(?P<quote>["'])(?P<from>[^"']+)(?P=quote)\s*;?"""
_IMPORTS = (
    re.compile(rf"import\s*{_NAMES}{_FROM}"),
    re.compile(rf"import\s*\*\s*as\s+(?P<all>[\w$]+){_FROM}"),
    re.compile(r"""import\s*(?P<quote>["'])(?P<from>[^"']+)(?P=quote)\s*;?"""),
    re.compile(r"""import\s*\(\s*(?P<quote>["'])(?P<later>[^"']+)(?P=quote)\s*\)"""),
    re.compile(r"import\s*\.\s*meta\s*\.\s*(?P<meta>url)\b"),
)
_EXPORTS = (
    re.compile(r"export\s+(?=(?:(?:async\s+)?function\b\s*\*?|class\b|const\b)\s*(?P<name>[\w$]+))"),
    re.compile(rf"export\s*{_NAMES}(?!\s*from)\s*;?"),
)
_EXPECTED = (
    'import {…} from, import * as … from, import "./…", import("./…") or import.meta.url',
    "export of a const, function or class by its name, or export {…}; one declaration each, without default or from",
)

_FRAME = """(() => {
const site = new URL(%s, document.currentScript.src);
const wanted = document.currentScript.dataset.run.split(" ");
const made = {};
const $need = (name) => (made[name] ??= (0, makers[name])($need, $later, new URL(name, site).href));
const $later = (name) => new Promise((resolve) => resolve($need(name)));
const makers = {
%s
};
for (const name of wanted) {
  try {
    $need(name);
  } catch (error) {
    reportError(error);
  }
}
})();
"""


class ClassicError(ValueError):
    """A module holds what cannot be made classic; the words name its file, the line, and what was expected."""


@dataclass
class _Module:
    """A module on its way: its code, what it needs at once and what later, by name, and what it exports."""

    name: str
    source: str
    code: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    needs: dict[str, set[str]] = field(default_factory=dict)
    later: list[str] = field(default_factory=list)
    exports: dict[str, str] = field(default_factory=dict)

    def error(self, at: int, mend: str) -> ClassicError:
        """What to say of a place, which is quoted to the end of its line."""
        found = self.source[at:].partition("\n")[0].rstrip()
        found = f"{found[:60]} …" if len(found) > 60 else found
        return ClassicError(f"{self.name}:{self.source.count(chr(10), 0, at) + 1}: found `{found}`; {mend}")

    def other(self, address: str, at: int) -> str:
        """The name of a module that this one names by a relative address."""
        if not address.startswith(("./", "../")):
            raise self.error(at, "expected a module of the site, named with ./ or ../")
        return normpath(join(dirname(self.name), address.partition("?")[0]))

    def written(self) -> str:
        """The module as a function of its own, in an object."""
        given = ", ".join(f"{name}: {local}" for name, local in self.exports.items())
        body = "".join([*self.heads, *self.code])
        return f'{json.dumps(self.name)}($need, $later, $here) {{\n"use strict";\n{body}\nreturn {{ {given} }};\n}},'


def bundle(entries: list[str], root: Path, way: str) -> str:
    """One classic script that holds some modules and all that they import, each once.

    Its tag names in `data-run` which of the entries to run, in that order, with blanks between.

    Args:
        entries: The modules that pages name, by their paths below the root.
        root: The folder of the site.
        way: The way from the script's own folder to the root, such as `../`.

    Raises:
        ClassicError: A module holds what this does not understand, or imports itself by way of others.
        OSError: A module is not there.
    """
    modules: dict[str, _Module] = {}
    wanted = list(entries)
    while wanted:
        name = wanted.pop(0)
        if name not in modules:
            modules[name] = _read(name, (root / name).read_text(encoding="utf-8"))
            wanted += [*modules[name].needs, *modules[name].later]
    for module in modules.values():
        _check(module, modules)
    return _FRAME % (json.dumps(way or "./"), "\n".join(modules[name].written() for name in sorted(modules)))


def closure(entries: list[str], root: Path) -> list[str]:
    """Some modules and all that they import before they run, by their paths below the root, sorted.

    Raises:
        ClassicError: A module holds what this does not understand.
        OSError: A module is not there.
    """
    found: set[str] = set()
    wanted = list(entries)
    while wanted:
        name = wanted.pop()
        if name not in found:
            found.add(name)
            wanted += _read(name, (root / name).read_text(encoding="utf-8")).needs
    return sorted(found)


def _read(name: str, source: str) -> _Module:
    """Take a module apart."""
    module = _Module(name, source)
    try:
        _rewrite(module)
    except UnendedError as error:
        raise module.error(error.at, f"expected {error} to end") from error
    return module


def _rewrite(module: _Module) -> None:
    """Write a module's code as that of a function, and note what it imports and exports."""
    done, before, braces = 0, "", []
    for at, word in words(module.source):
        if word in ("{", "${"):
            braces.append(word)
        elif word == "}" and braces:
            braces.pop()
        if word in ("import", "export") and before != "." and at >= done:
            match = _match(module, word, at)
            module.code += [module.source[done:at], _replacement(module, match)]
            done = match.end()
        elif word == "await" and "{" not in braces:
            raise module.error(at, "expected it in braces, in an async function: a classic script cannot wait")
        before = word
    module.code.append(module.source[done:])


def _match(module: _Module, word: str, at: int) -> re.Match[str]:
    """The statement or expression that begins here, if it is one of those known."""
    for form in _IMPORTS if word == "import" else _EXPORTS:
        if match := form.match(module.source, at):
            return match
    raise module.error(at, f"expected {_EXPECTED[word == 'export']}")


def _replacement(module: _Module, match: re.Match[str]) -> str:
    """What stands in a function in place of an import or an export; notes what it names."""
    found = match.groupdict()
    if "meta" in found:
        return "$here"
    if "later" in found:
        module.later.append(module.other(found["later"], match.start()))
        return f"$later({json.dumps(module.later[-1])})"
    if "from" in found:
        return _import(module, match, found)
    if "name" in found:
        module.exports[found["name"]] = found["name"]
    else:
        module.exports |= {outer: inner for inner, outer in _pairs(module, found["names"], match.start())}
    return ""


def _import(module: _Module, match: re.Match[str], found: dict[str, str]) -> str:
    other = module.other(found["from"], match.start())
    pairs = _pairs(module, found.get("names") or "", match.start())
    module.needs.setdefault(other, set()).update(theirs for theirs, _ in pairs)
    names = ", ".join(f"{theirs}: {ours}" for theirs, ours in pairs)
    taken = f"const {{ {names} }} = " if pairs else f"const {found['all']} = " if "all" in found else ""
    module.heads.append(f"{taken}$need({json.dumps(other)});\n")
    return "\n" * match[0].count("\n")


def _pairs(module: _Module, names: str, at: int) -> list[tuple[str, str]]:
    """`a, b as c` as (a, a) and (b, c)."""
    pairs = []
    for name in filter(None, (name.strip() for name in names.split(","))):
        match = re.fullmatch(r"([\w$]+)(?:\s+as\s+([\w$]+))?", name)
        if not match or "default" in match.groups():
            raise module.error(at, "expected names, or names with `as`, and no default")
        pairs.append((match[1], match[2] or match[1]))
    return pairs


def _check(module: _Module, modules: dict[str, _Module], above: tuple[str, ...] = ()) -> None:
    """A module may not import itself by way of others, nor what another does not export."""
    if module.name in above:
        way = " -> ".join([*above[above.index(module.name) :], module.name])
        raise ClassicError(f"{way}: found modules that import each other; expected one of them not to")
    for name, wanted in module.needs.items():
        if missing := sorted(wanted - modules[name].exports.keys()):
            raise ClassicError(
                f"{module.name}: found an import of {', '.join(missing)} from {name}; "
                f"expected any of {', '.join(modules[name].exports) or 'nothing, since it exports nothing'}"
            )
        _check(modules[name], modules, (*above, module.name))

"""Modules as one classic script: what is understood, what is not, and what is left alone."""

import re

import pytest

from lessonkit.publish.classic import ClassicError, bundle, closure

ENTRY = """\
/** @typedef {import("./nowhere.js").Coin} Coin */
import { heads, tails as other } from "./sides.js";
import * as coin from "../coin.js";
import "./effect.js";

export function toss() {
  return import("./later.js").then(({ land }) => land(heads, other, coin, import.meta.url));
}
"""
SIDES = """\
import { face } from "../coin.js";
export const heads = face(1), rim = 0;
const back = 2;
export { back as tails };
"""
FILES = {
    "js/entry.js": ENTRY,
    "js/sides.js": SIDES,
    "coin.js": "export function face(n) {\n  return n;\n}\nexport class Coin {}\nexport async function spin() {}\n",
    "js/effect.js": "globalThis.effect = true;\n",
    "js/later.js": 'import { Coin } from "../coin.js";\nexport const land = () => Coin;\n',
}
UNKNOWN = {
    "export default 1;": "export default 1;",
    "export let side = 1;": "export let side = 1;",
    'export * from "./sides.js";': 'export * from "./sides.js";',
    'export { heads } from "./sides.js";': 'export { heads } from "./sides.js";',
    "export const { a } = {};": "export const { a } = {};",
    'import side from "./sides.js";': 'import side from "./sides.js";',
    'import { default as side } from "./sides.js";': "import { default as side }",
    'import side, { heads } from "./sides.js";': "import side, { heads }",
    'import { heads } from "sides";': 'import { heads } from "sides";',
    'import { heads } from "https://example.org/sides.js";': "import { heads } from",
    "import(`./sides.js`);": "import(`./sides.js`);",
    'import("./sides.js" + 1);': 'import("./sides.js" + 1);',
    "import.meta.env;": "import.meta.env;",
    "await 1;": "await 1;",
    "`${await 1}`;": "await 1}`;",
    'const text = "no end;': '"no end;',
    "const text = `no end;": "`no end;",
}
LEFT_ALONE = [
    "// import side from sides",
    "/* export default\n import x */",
    "const a = \"import x from 'y'\";",
    "const a = `\nimport x from 'y'\n`;",
    "const a = `${`export default ${1}`} export * from`;",
    "const a = /[/'\"] import `/.test(b);",
    "const a = b / c; const d = 'import'; const e = f / g;",
    "const a = (b) / c / d[0] / 2; const e = 'export';",
    "thing.import(x); thing.export = 1;",
    "const important = 1, exports = 2;",
    "async function wait() { await 1; }",
    "const escaped = 'it\\'s export', other = `\\` import \\${`;",
]


@pytest.fixture
def root(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def body(script: str, name: str) -> str:
    """A module's own code, as the script has it."""
    return script.split(f'"{name}"($need, $later, $here) {{\n"use strict";\n')[1].split("\n},")[0]


def test_each_module_is_there_once_however_often_it_is_imported(root):
    script = bundle(["js/entry.js", "js/sides.js"], root, "../")
    assert sorted(re.findall(r'^"([^"]+)"\(\$need', script, re.M)) == sorted(FILES)


def test_imports_become_constants_and_exports_are_handed_back(root):
    script = bundle(["js/entry.js"], root, "../")
    assert body(script, "js/entry.js").splitlines() == [
        'const { heads: heads, tails: other } = $need("js/sides.js");',
        'const coin = $need("coin.js");',
        '$need("js/effect.js");',
        '/** @typedef {import("./nowhere.js").Coin} Coin */',
        *[""] * 4,
        "function toss() {",
        '  return $later("js/later.js").then(({ land }) => land(heads, other, coin, $here));',
        "}",
        "",
        "return { toss: toss };",
    ]
    assert body(script, "js/sides.js").endswith("return { heads: heads, tails: back };")
    assert body(script, "coin.js").endswith("return { face: face, Coin: Coin, spin: spin };")


def test_scripts_without_blanks_are_understood_as_well(root):
    (root / "js/entry.js").write_text(
        'import{heads,tails as other}from"./sides.js";import*as coin from"../coin.js";import"./effect.js";'
        "export const a=()=>[heads,other,coin];export{a as b};"
    )
    assert body(bundle(["js/entry.js"], root, "../"), "js/entry.js").splitlines() == [
        'const { heads: heads, tails: other } = $need("js/sides.js");',
        'const coin = $need("coin.js");',
        '$need("js/effect.js");',
        "const a=()=>[heads,other,coin];",
        "return { a: a, b: a };",
    ]


@pytest.mark.parametrize("code", LEFT_ALONE)
def test_what_only_looks_like_an_import_or_export_is_left_alone(root, code):
    (root / "js/entry.js").write_text(f"{code}\nexport const last = 1;\n")
    script = bundle(["js/entry.js"], root, "../")
    assert body(script, "js/entry.js") == f"{code}\nconst last = 1;\n\nreturn {{ last: last }};"


@pytest.mark.parametrize(("code", "found"), UNKNOWN.items())
def test_what_is_not_understood_is_an_error_with_file_and_line(root, code, found):
    (root / "js/entry.js").write_text(f"const first = 1;\n\n{code}\n")
    with pytest.raises(ClassicError) as error:
        bundle(["js/entry.js"], root, "../")
    assert re.match(r"js/entry\.js:3: found `.+`; expected .+", str(error.value))
    assert found in str(error.value)


def test_an_import_of_what_is_not_exported_names_both_modules_and_what_there_is(root):
    (root / "js/later.js").write_text('import { Coin, rim } from "../coin.js";\n')
    with pytest.raises(ClassicError, match=r"js/later\.js: found an import of rim from coin\.js; expected any of face"):
        bundle(["js/entry.js"], root, "../")


def test_of_several_constants_in_one_export_only_the_first_can_be_imported(root):
    (root / "js/later.js").write_text('import { rim } from "./sides.js";\nexport const land = rim;\n')
    with pytest.raises(ClassicError, match=r"import of rim from js/sides\.js"):
        bundle(["js/entry.js"], root, "../")


def test_modules_that_import_each_other_are_an_error_that_tells_the_way(root):
    (root / "coin.js").write_text('import "./js/sides.js";\nexport function face() {}\nexport class Coin {}\n')
    with pytest.raises(
        ClassicError, match=r"(coin\.js -> js/sides\.js -> coin\.js|js/sides\.js -> coin\.js -> js/sid)"
    ):
        bundle(["js/entry.js"], root, "../")


def test_a_module_that_is_not_there_is_an_error(root):
    (root / "js/later.js").unlink()
    with pytest.raises(FileNotFoundError):
        bundle(["js/entry.js"], root, "../")


def test_the_script_is_the_same_each_time(root):
    assert bundle(["js/entry.js"], root, "../") == bundle(["js/entry.js"], root, "../")


def test_what_is_needed_at_once_leaves_out_what_comes_later(root):
    assert closure(["js/entry.js"], root) == ["coin.js", "js/effect.js", "js/entry.js", "js/sides.js"]

"""Moodle can read what is written for it, and no text of a question can mislead it or do harm there."""

import itertools
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonkit.gift import escaped, gift, section_url
from lessonkit.quiz import TYPES, Quiz
from lessonkit.quiz_file import load_quiz
from lessonkit.site import Site
from tests.lessonkit.conftest import CODED, LINES, question, quiz

ROOT = Path(__file__).parent.parent.parent
REAL = Site(ROOT).quiz_paths()
STEM = "[html]<p>What does it print?</p>"
FEEDBACK = (
    "####[html]<ol><li><strong>Look.</strong> At the program.</li><li><strong>Run.</strong> The program.</li></ol>"
    r"<p><strong>Answer\:</strong> Heads</p><p><strong>Quick check\:</strong> Run it.</p>"
)
ORDERED = r"<p>Option by option\:</p><ul><li>Fall → 2. So much for fall.</li><li>Toss → 1. So much for toss.</li>"
SORTED = r"<p>Option by option\:</p><ul><li>Heads → A face. So much for heads.</li>"
EXPECTED = {
    "single": f"""\
// quiz_data/coins.json, single [id:which-side] [tag:coins]
::which-side::{STEM}{{
=[html]Heads#[html]So much for heads.
~[html]Tails#[html]So much for tails.
{FEEDBACK}
}}""",
    "multi": f"""\
// quiz_data/coins.json, multi [id:which-side] [tag:coins]
::which-side::{STEM}<p>Choose all that apply.</p>{{
~%50%[html]Heads#[html]So much for heads.
~%50%[html]Tails#[html]So much for tails.
~%-100%[html]Edge#[html]So much for edge.
{FEEDBACK}
}}""",
    "predict-output": f"""\
// quiz_data/coins.json, predict-output [id:which-side] [tag:coins]
::which-side::{STEM}<pre>print(heads)</pre>{{
=[html]<code>heads</code> Heads#[html]So much for heads.
~[html]<code>tails</code> Tails#[html]So much for tails.
{FEEDBACK}
}}""",
    "fix-bug": rf"""// quiz_data/coins.json, fix-bug [id:which-side] [tag:coins]
::which-side::{STEM}<pre>print(heads)</pre>{{
=[html]Quote <del><code>heads</code></del> <ins><code>&\#x27;heads&\#x27;</code></ins>#[html]So much for quote.
~[html]Rename <del><code>heads</code></del> <ins><code>tails</code></ins>#[html]So much for rename.
{FEEDBACK}
}}""",
    "numeric": f"""\
// quiz_data/coins.json, numeric [id:which-side] [tag:coins]
::which-side::{STEM}<p>Answer with the number alone; it is in %. One that is at most 0.01 off is right.</p>{{#
=%100%0.5:0.01
=%0%2:0.01#[html]You slipped.
{FEEDBACK}
}}""",
    "short": f"""\
// quiz_data/coins.json, short [id:which-side] [tag:coins]
::which-side::{STEM}<p>Answer with a word or two, without a full stop.</p>{{
=%100%Heads
=%100%A face
=%0%Tails#[html]You slipped.
=%0%A number#[html]You slipped.
{FEEDBACK}
}}""",
    "order": f"""\
// quiz_data/coins.json, order [id:which-side] [tag:coins]
::which-side::{STEM}<p>Give each a place. 1 comes first.</p>{{
=[html]Fall -> 2
=[html]Toss -> 1
=[html]Look -> 3
{FEEDBACK}{ORDERED}<li>Look → 3. So much for look.</li></ul>
}}""",
    "classify": rf"""// quiz_data/coins.json, classify [id:which-side] [tag:coins]
::which-side::{STEM}<p>Give each a group\: <strong>A face</strong>, <strong>A number</strong>.</p>{{
=[html]Heads -> A face
=[html]Tails -> A number
= -> none of these
{FEEDBACK}{SORTED}<li>Tails → A number. So much for tails.</li></ul>
}}""",
}
"""For each type, what Moodle's manual asks for, written by hand."""

MOODLES_WEIGHTS = [100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571]
MOODLES_WEIGHTS += [12.5, 11.11111, 10, 5]

TEXTS = {"prompt", "text", "feedback", "title", "body", "final", "quickCheck", "value", "replace", "by", "code"}
"""The fields of a question that hold a text."""
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    'x" onmouseover="alert(1)" y=\'',
    "[click](javascript:alert(1))",
    "[click](JaVaScRiPt:alert(1))",
    "[click](data:text/html;base64,PHNjcmlwdD4=)",
    "<javascript:alert(1)>",
    "![picture](https://example.org/x.png)",
    "```x onload=alert(1)\n</code></pre><script>alert(1)</script>\n```",
    "<!-- --><svg/onload=alert(1)>",
    "[1]: javascript:alert(1)\n\n[click][1]",
]


@pytest.fixture(scope="module")
def snippets(tmp_path_factory) -> Path:
    """A folder of snippets with one program."""
    folder = tmp_path_factory.mktemp("snippets")
    (folder / "coins").mkdir()
    (folder / "coins/toss.py").write_text("print(heads)\n")
    return folder


def made(type: str = "single", **changes: Any) -> dict[str, Any]:
    """A question of a type. Only those that are about a program name one, unless told otherwise."""
    return question(type, **({} if type in ("predict-output", "fix-bug") else {"run": None}) | changes)


def written(snippets: Path, *questions: dict[str, Any], url: str = "", **changes: Any) -> str:
    return gift([Quiz.model_validate(quiz(*questions) | changes)], snippets, url)


def with_texts(value: Any, text: str) -> Any:
    """Some data with every text in it replaced by another."""
    if isinstance(value, list):
        return [with_texts(item, text) for item in value]
    if not isinstance(value, dict):
        return value
    changed = {key: text if key in TEXTS and isinstance(item, str) else item for key, item in value.items()}
    changed |= {key: [text] * len(changed[key]) for key in ("hints", "accepted", "texts") if key in changed}
    return {key: with_texts(item, text) for key, item in changed.items()}


def full(type: str) -> dict[str, Any]:
    """A question of a type that has everything that one may have."""
    ids = {item["id"] for item in made(type).get("options", made(type).get("slips", []))}
    mistakes = [{"text": "Not to look.", "options": sorted(ids)}]
    return question(type, hints=["Look."], mistakes=mistakes)


class Dangers(HTMLParser):
    """Finds in HTML what our texts have no need of: it might run something, or fetch something."""

    TAGS = frozenset(["a", "code", "del", "div", "em", "ins", "li", "ol", "p", "pre", "q", "span", "strong", "ul"])

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.TAGS:
            self.found.append(tag)
        for name, value in attrs:
            safe = name == "class" or (tag, name, value) == ("ol", "type", "A")
            if name == "href":
                safe = (value or "").startswith("https://")
            if not safe:
                self.found.append(f"{tag} {name}={value}")

    handle_startendtag = handle_starttag

    def handle_comment(self, data: str) -> None:
        self.found.append(data)


def dangers(html: str) -> list[str]:
    parser = Dangers()
    parser.feed(html)
    parser.close()
    return parser.found


def without_escapes(text: str) -> str:
    """Text with something harmless for each escaped sign."""
    return re.sub(r"\\.", "_", text)


def skeleton(text: str) -> list[str]:
    """All that has a meaning in GIFT."""
    return re.findall(r"~%-?[\d.]+%|=%\d+%|->|::|[~={}\n]|#+", without_escapes(text))


@pytest.mark.parametrize("type", TYPES)
def test_each_type_is_written_as_moodle_expects_it(snippets, type):
    assert written(snippets, made(type)).split("\n\n")[2:] == [EXPECTED[type] + "\n"]


def test_a_quiz_has_a_category_named_for_its_title(snippets):
    text = written(snippets, made(), title="SVM/trees\nand <b>more</b>")
    assert text.split("\n\n")[1] == "$CATEGORY: $course$/Recognize & Create/SVM//trees and b more //b"


def test_several_quizzes_stand_in_one_file_each_after_its_category(snippets):
    one, two = (Quiz.model_validate(quiz(made(id=name)) | {"title": name.upper()}) for name in ("a", "b"))
    marks = re.findall(r"^(?:\$CATEGORY.*/|::)(\w+)", gift([one, two], snippets), re.M)
    assert marks == ["A", "a", "B", "b"]


def test_tags_stand_where_moodle_looks_for_them(snippets):
    text = written(snippets, made(tags=["generative", "coins"]))
    assert "// quiz_data/coins.json, single [id:which-side] [tag:coins] [tag:generative]\n" in text


SHARES = [(right, wrong) for right, wrong in itertools.product(range(1, 9), range(8)) if 3 <= right + wrong <= 8]


@pytest.mark.parametrize(("right", "wrong"), SHARES)
def test_all_right_ones_make_100_and_all_together_nothing_in_weights_that_moodle_takes(snippets, right, wrong):
    ids = [f"o{number}" for number in range(right + wrong)]
    options = [{"id": name, "text": name, "feedback": "So."} for name in ids]
    text = written(snippets, made("multi", options=options, answer=ids[:right]))
    weights = [float(weight) for weight in re.findall(r"^~%(-?[\d.]+)%", text, re.M)]
    assert len(weights) == len(ids)
    assert {abs(weight) for weight in weights} <= set(MOODLES_WEIGHTS)
    assert sum(weight for weight in weights if weight > 0) == pytest.approx(100, abs=1e-3)
    assert sum(weights) == pytest.approx(0 if wrong else 100, abs=1e-3)


def test_an_order_of_two_has_a_third_place_that_is_wrong(snippets):
    options = made("order")["options"][:2]
    text = written(snippets, made("order", options=options, answer=["toss", "fall"]))
    assert "=[html]Fall -> 2\n=[html]Toss -> 1\n= -> 3\n####" in text


def test_a_group_into_which_nothing_belongs_can_be_chosen_too(snippets):
    buckets = [*made("classify")["buckets"], {"id": "edge", "text": "The edge"}]
    assert "-> A number\n= -> The edge\n####" in written(snippets, made("classify", buckets=buckets))


def test_groups_are_plain_text_to_moodle_so_that_html_in_them_stays_text(snippets):
    buckets = [{"id": "face", "text": "p<0.5 & <b>"}, {"id": "number", "text": "a -> b"}]
    text = written(snippets, made("classify", buckets=buckets))
    assert "=[html]Heads -> p&lt;0.5 &amp; &lt;b&gt;\n=[html]Tails -> a -&gt; b\n" in text


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("a*b", r"a\\*b"),
        ("a -> b", "a -*> b"),
        ("[html] it", r"[plain][html] it"),
        ("{x: 1} ~ #2 = y", r"\{x\: 1\} \~ \#2 \= y"),
        ("back\\slash", r"back\\slash"),
        ("a && b", "a && b"),
        ("&&035;", r"&*&035;"),
        ("%50% of it", "%50% of it"),
        ("two\n lines", "two lines"),
        ("p < 0.5", "p < 0.5"),
    ],
)
def test_a_typed_answer_means_to_moodle_what_it_says(snippets, accepted, expected):
    assert f"{{\n=%100%{expected}\n" in written(snippets, made("short", accepted=[accepted], slips=[]))


@pytest.mark.parametrize(("shown", "place"), [("question", 0), ("solution", 1)])
def test_a_program_is_shown_where_the_question_says(snippets, shown, place):
    parts = written(snippets, made(run={"snippet": "coins/toss.py", "shown": shown})).split("####")
    assert ["<pre>print(heads)</pre>" in part for part in parts] == [place == 0, place == 1]


def test_a_program_to_put_in_order_is_shown_in_the_solution_only(snippets):
    (snippets / "coins/lines.py").write_text("".join(LINES))
    parts = written(snippets, made("order", run={"snippet": "coins/lines.py"}, **CODED)).split("####")
    whole = escaped("<pre>side = &#x27;heads&#x27;\ncoin = side.upper()\nprint(coin)</pre>")
    assert [whole in part for part in parts] == [False, True]


def test_blanks_and_line_ends_of_programs_are_kept(snippets):
    options = [{"id": name, "value": f"  {name}\n{name}", "feedback": "So."} for name in ("heads", "tails")]
    assert r"=[html]<pre>  heads\nheads</pre>#" in written(snippets, made("predict-output", options=options))


def test_the_worked_solution_links_to_the_section_on_the_published_site(snippets):
    text = written(snippets, made(), url="https://example.org/site/")
    address = escaped('<a href="https://example.org/site/lessons/coins/#the-code">')
    assert address in text.split("####")[1]


@pytest.mark.parametrize(
    ("ref", "path"),
    [
        ("lessons/x.md#anchor", "lessons/x/#anchor"),
        ("lessons/x.md", "lessons/x/"),
        ("index.md#a", "#a"),
        ("lessons/index.md", "lessons/"),
    ],
)
def test_a_reference_becomes_an_address(ref, path):
    assert section_url(ref, "https://example.org/") == f"https://example.org/{path}"


def test_without_a_published_site_nothing_links_there(snippets):
    assert section_url("lessons/x.md#anchor", "") == ""
    assert "href" not in written(snippets, made())


@pytest.mark.parametrize("text", ["\\\\(x\\\\)", "\\\\[x\\\\]", "`\\(x\\)`", "$$x$$"])
def test_nothing_begins_a_formula(snippets, text):
    plain = re.sub(r"\\(.)", r"\1", written(snippets, made(prompt=text)))
    assert not re.search(r"\\[(\[]|\$\$", plain)


def test_links_that_start_from_a_page_of_the_site_lose_their_address(snippets):
    text = written(snippets, made(prompt="See [this](other.md#x) and [that](https://example.org/)."))
    assert escaped('<p>See <a>this</a> and <a href="https://example.org/">that</a>.</p>') in text


@given(st.text(st.sampled_from("\\~=#{}:\nn a->/[]%&")))
def test_no_sign_of_a_text_keeps_its_meaning_in_gift(text):
    assert not re.search(r"[~=#{}:\n\\]", without_escapes(escaped(text)))


@given(st.text(st.sampled_from("\\~=#{}:\nn a")))
def test_what_is_escaped_can_be_had_back(text):
    assert re.sub(r"\\(.)", lambda sign: "\n" if sign[1] == "n" else sign[1], escaped(text)) == text


@pytest.mark.parametrize("type", TYPES)
@given(text=st.text(st.sampled_from("\\~=#{}:\n/->[]%$&;0358*_`<\"' htmlT"), min_size=1, max_size=40).filter(str.strip))
def test_no_text_changes_how_a_file_is_read(snippets, type, text):
    usual, strange = (written(snippets, with_texts(full(type), word), url="https://x.org/") for word in ("word", text))
    assert skeleton(strange) == skeleton(usual)


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("type", TYPES)
def test_no_text_can_run_or_fetch_anything_in_moodle(snippets, type, hostile):
    text = written(snippets, with_texts(full(type), hostile), url="https://x.org/", title=hostile)
    text = re.sub(r"^=%\d+%(\\.|[^#\\\n])*", "", text, flags=re.M)  # typed answers are no HTML
    assert dangers(re.sub(r"\\(.)", r"\1", text)) == []


@pytest.mark.parametrize("path", REAL, ids=[path.stem for path in REAL])
def test_each_question_of_a_real_quiz_is_one_block(path):
    quiz, problems = load_quiz(path, path)
    assert quiz, problems
    blocks = gift([quiz], ROOT / "snippets", "https://example.org/").strip().split("\n\n")
    assert [re.findall(r"^::(.*?)::", block, re.M) for block in blocks[2:]] == [[one.id] for one in quiz.questions]


@pytest.mark.parametrize("path", REAL, ids=[path.stem for path in REAL])
def test_each_question_of_a_real_quiz_keeps_its_shape(path):
    quiz, _problems = load_quiz(path, path)
    assert quiz
    for block in gift([quiz], ROOT / "snippets", "https://example.org/").strip().split("\n\n")[2:]:
        bare = without_escapes(block)
        assert (bare.count("{"), bare.count("}"), bare.count("####")) == (1, 1, 1)

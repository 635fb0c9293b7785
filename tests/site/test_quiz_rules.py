"""The quiz's pure rules, in the browser that runs them: the published modules are imported, and asked."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from lessonkit.quiz import near, plain
from tests.site.conftest import Built

ANSWER, MEMORY = "assets/js/quiz/answer.js", "assets/js/quiz/memory.js"
Ask = Callable[..., Any]


def asking(page: Page, built: Built, module: str) -> Ask:
    """Calls functions of a published module. Its own source is the page: no other script is there to help."""
    page.goto(module)
    ask = "async ([address, given]) => {{ const the = await import(address); return ({})(...given); }}"
    return lambda work, *given: page.evaluate(ask.format(work), [built.url + module, given])


@pytest.fixture(scope="module")
def rules(browser: Browser, built: Built) -> Iterator[Ask]:
    with browser.new_context(base_url=built.url) as context:
        yield asking(context.new_page(), built, ANSWER)


# ---- What is typed: words

LETTERS = [*"aàÅßẞﬁİıΣσςЖ中한ée\u0301ａＺ½²℃²㎏0９_-", "ab", "Naive Bayes", "ΟΔΟΣ"]
BLANKS = [" ", "  ", "\t", "\n", "\u00a0", "\u2003", "\u2028", "\u202f", "\u3000"]
ENDS = [*"\"'`“”‘’.,()", "...", "…", "．", "＂", "（"]


def some_texts(count: int) -> list[str]:
    """Texts with what is taken off in all places, seeded."""
    lot = random.Random(7)
    parts = [*LETTERS, *BLANKS, *ENDS, *ENDS]
    return ["".join(lot.choices(parts, k=lot.randrange(9))) for _ in range(count)]


def test_texts_are_compared_as_python_compares_them(rules):
    texts = some_texts(800)
    theirs = rules("(texts) => texts.map(the.plain)", texts)
    assert [(text, ours) for text, ours in zip(texts, theirs, strict=True) if ours != plain(text)] == []


@pytest.mark.parametrize(
    "typed", ["Naive Bayes", " naive\u00a0 bayes ", "“naive bayes”", "`NAIVE BAYES()`.", "ｎaive bayes…"]
)
def test_capitals_blanks_and_what_stands_around_the_words_do_not_count(typed, rules):
    assert rules("(typed) => the.matches(typed, ['other', 'naive Bayes'], { type: 'short' })", typed)


@pytest.mark.parametrize("typed", ["naivebayes", "naive-bayes", "naive bayes!", "naive baye", "naive (bayes", ""])
def test_all_else_counts(typed, rules):
    assert not rules("(typed) => the.matches(typed, ['naive bayes'], { type: 'short' })", typed)


# ---- What is typed: numbers

READ = [
    ("0.25", "", 0.25),
    (".25", "", 0.25),
    ("0,25", "", 0.25),
    ("0,125", "", 0.125),
    ("1,5", "", 1.5),
    ("1,2345", "", 1.2345),
    ("1.500", "", 1.5),
    ("5.", "", 5),
    ("+3", "", 3),
    ("-3", "", -3),
    ("−3", "", -3),
    ("–3", "", -3),
    ("１２", "", 12),
    (" 7 ", "", 7),
    ("1 500", "", 1500),
    ("1/4", "", 0.25),
    ("-1 / 4", "", -0.25),
    ("0.5/2", "", 0.25),
    ("1 of 4", "", 0.25),
    ("1 out of 4", "", 0.25),
    ("1 in 4", "", 0.25),
    ("½", "", 0.5),
    ("−¾", "", -0.75),
    ("25%", "", 0.25),
    ("12,5 %", "", 0.125),
    ("1/4%", "", 0.0025),
    ("25 percent", "", 0.25),
    ("≈ 0.25", "", 0.25),
    ("0.25.", "", 0.25),
    ("12 bits.", "bits", 12),
    ("2.5e-1", "", 0.25),
    ("2.5E−1", "", 0.25),
    ("1e+16", "", 1e16),
    ("12 bits", "bits", 12),
    ("12bits", "bits", 12),
    ("12", "bits", 12),
    ("0,5 bits", "bits", 0.5),
    ("12,5 %", "%", 12.5),
    ("12.5", "%", 12.5),
    ("3 µs", "µs", 3),
    ("3 μs", "µs", 3),
    ("3 m²", "m²", 3),
]
REFUSED = [
    *["", " ", "a lot", "NaN", "Infinity", "-Infinity", "1e999", "-1e999", "1/0", "0/0", "1e308/1e-308"],
    *["1,500", "-1,500", "+1,500", "−1,500", "12,345.6", "1,500,000", "1,500/2", "3/1,500", "1,500 %", "1,500e3"],
    *["1/2/3", "1/", "/2", "0x10", "0b1", "1_000", "1.2.3", "--3", "3-", "1-2", "1e", "e5", ".", ",", "%", "5%%"],
    *["1½", "1 ½", "1 1/2", "2 1⁄2", "10²", "3 apples", "three", "12 bytes", "٣", "1 of 4 of 2", "of 4", "½ of 4"],
]


@pytest.mark.parametrize(("typed", "unit", "value"), READ)
def test_a_number_is_read_however_it_is_written(typed, unit, value, rules):
    assert rules("the.number", typed, unit) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize("typed", REFUSED)
def test_what_is_no_number_or_could_be_two_is_refused(typed, rules):
    assert math.isnan(rules("the.number", typed, "bits"))


def test_what_is_refused_is_never_right(rules):
    shape = {"type": "numeric", "tolerance": 1e9, "unit": ""}
    right = rules(
        "(all, shape) => all.filter((typed) => the.matches(typed, ['0', '1', '-1e308'], shape))", REFUSED, shape
    )
    assert right == []


def some_numbers(count: int) -> list[tuple[float, float, float]]:
    """A number, one near it, and a tolerance, seeded: many lie on the edge, or a rounding beside it."""
    lot = random.Random(11)
    found = []
    for _ in range(count):
        digits, scale = lot.randrange(4), 10.0 ** lot.randrange(-9, 13)
        right = round(lot.uniform(-9, 9), digits) * scale
        tolerance = lot.choice([0.0, round(lot.random(), digits) * scale, 0.1, 0.01, 1e-9])
        edge = right + lot.choice([-1, 1]) * tolerance
        beside = [
            edge,
            math.nextafter(edge, math.inf),
            edge * (1 + lot.uniform(-3e-9, 3e-9)),
            lot.uniform(-9, 9) * scale,
        ]
        found.append((lot.choice([*beside, -right, right, 0.0]), right, tolerance))
    return found


def test_numbers_are_near_each_other_where_python_says_so(rules):
    asked = some_numbers(800)
    theirs = rules(
        """(all) => all.map(([typed, right, tolerance]) =>
          the.matches(typed, [right], { type: "numeric", tolerance, unit: "" }))""",
        [(repr(typed), repr(right), tolerance) for typed, right, tolerance in asked],
    )
    assert {True, False} == set(theirs)
    assert [(case, ours) for case, ours in zip(asked, theirs, strict=True) if ours != near(*case)] == []


# ---- One question

SHAPE = {"parts": 0, "tolerance": 0, "unit": ""}
SHAPES = {
    "single": {**SHAPE, "type": "single", "key": ["b"], "parts": 3},
    "multi": {**SHAPE, "type": "multi", "key": ["a", "b"], "parts": 4},
    "predict-output": {**SHAPE, "type": "predict-output", "key": ["b"], "parts": 3},
    "fix-bug": {**SHAPE, "type": "fix-bug", "key": ["b"], "parts": 3},
    "numeric": {**SHAPE, "type": "numeric", "key": ["0.25"], "tolerance": 0.01, "parts": 1},
    "short": {**SHAPE, "type": "short", "key": ["fit", "fit()"], "parts": 1},
    "order": {**SHAPE, "type": "order", "key": ["x=1", "y=2", "z=3"], "parts": 3},
    "classify": {**SHAPE, "type": "classify", "key": ["cat=animal", "dog=animal", "oak=plant"], "parts": 3},
}
RIGHT = {
    "single": [["b"]],
    "multi": [["a", "b"], ["b", "a"]],
    "predict-output": [["b"]],
    "fix-bug": [["b"]],
    "numeric": [["0.25"], ["1/4"], ["25%"], ["0.26"], [",24"]],
    "short": [["fit"], ["FIT()"], ["'fit'."]],
    "order": [["x=1", "y=2", "z=3"], ["z=3", "x=1", "y=2"]],
    "classify": [["cat=animal", "dog=animal", "oak=plant"]],
}
WRONG = {
    "single": [["a"], ["c"]],
    "multi": [["a"], ["a", "b", "c"], ["c", "d"]],
    "predict-output": [["a"]],
    "fix-bug": [["c"]],
    "numeric": [["0.2"], ["0.2601"], ["-0.25"]],
    "short": [["fits"], ["transform"]],
    "order": [["x=1", "y=3", "z=2"], ["x=3", "y=2", "z=1"]],
    "classify": [["cat=plant", "dog=animal", "oak=plant"]],
}
STATES = ("unanswered", "selected", "wrong", "retry", "correct", "revealed")


def cases(table: dict[str, list]) -> list[tuple]:
    return [(name, each) for name, all_of_it in table.items() for each in all_of_it]


def answered(state: str = "unanswered", **more: Any) -> dict[str, Any]:
    """What is stored of a question."""
    blank = {"rev": 1, "chosen": [], "tried": [], "misses": 0, "hints": 0, "late": False, "at": 0}
    return {**blank, "state": state, **more}


def missed(times: int = 1, tried: list[str] | None = None, state: str = "wrong") -> dict[str, Any]:
    chosen = tried or ["a"]
    return answered(state, chosen=chosen, tried=chosen, misses=times)


FINISHED = {
    "right": answered("correct", chosen=["b"], tried=["b"]),
    "right on the second try": answered("correct", chosen=["b"], tried=["b"], misses=1),
    "shown": answered("revealed"),
    "wrong twice": missed(2),
}
OPEN = {
    "unanswered": answered(),
    "selected": answered("selected", chosen=["a"]),
    "wrong once": missed(1),
    "trying again": missed(1, state="retry"),
}
each_finished = pytest.mark.parametrize("name", FINISHED)
each_open = pytest.mark.parametrize("name", OPEN)


def test_a_question_begins_blank(rules):
    assert rules("the.blank", 3) == answered(rev=3)


@each_finished
def test_finished_is_what_is_right_or_shown_or_was_wrong_twice(name, rules):
    assert rules("the.finished", FINISHED[name])


@each_open
def test_nothing_else_is_finished(name, rules):
    assert not rules("the.finished", OPEN[name])


def test_only_what_was_never_missed_is_right_at_once(rules):
    found = rules("(all) => all.map(the.atOnce)", [*FINISHED.values(), *OPEN.values()])
    assert found == [True] + [False] * 7


@each_finished
@pytest.mark.parametrize(
    "change", ["choose(a, ['c'])", "check({ ...a, chosen: ['c'] }, shape)", "reveal(a)", "retry(a)"]
)
def test_what_is_finished_changes_no_more(name, change, rules):
    before = {**FINISHED[name], **({"chosen": ["c"]} if "chosen" in change else {})}
    assert rules(f"(a, shape) => the.{change}", FINISHED[name], SHAPES["single"]) == before


@pytest.mark.parametrize(
    ("before", "chosen", "after"),
    [
        (answered(), ["a"], "selected"),
        (answered("selected", chosen=["a"]), [], "unanswered"),
        (answered("selected", chosen=["a"]), ["b"], "selected"),
        (missed(), ["b"], "retry"),
        (missed(), [], "retry"),
        (missed(state="retry"), ["b"], "retry"),
    ],
)
def test_choosing_leads_on(before, chosen, after, rules):
    assert rules("the.choose", before, chosen) == {**before, "chosen": chosen, "state": after}


@pytest.mark.parametrize(("name", "chosen"), cases(RIGHT))
def test_a_right_answer_is_correct(name, chosen, rules):
    before = answered("selected", chosen=chosen)
    assert rules("the.check", before, SHAPES[name]) == {**before, "tried": chosen, "state": "correct"}


@pytest.mark.parametrize(("name", "chosen"), cases(WRONG))
def test_any_other_answer_is_a_miss(name, chosen, rules):
    before = answered("selected", chosen=chosen)
    assert rules("the.check", before, SHAPES[name]) == {**before, "tried": chosen, "state": "wrong", "misses": 1}


def test_a_second_miss_finishes(rules):
    again = {**missed(1, ["a"]), "chosen": ["c"], "state": "retry"}
    after = rules(
        "(a, shape) => [the.check(a, shape)].map((next) => [next.misses, the.finished(next)])[0]",
        again,
        SHAPES["single"],
    )
    assert after == [2, True]


def test_a_hit_on_the_second_try_keeps_the_miss(rules):
    again = {**missed(1, ["a"]), "chosen": ["b"], "state": "retry"}
    assert rules("the.check", again, SHAPES["single"]) == {**again, "tried": ["b"], "state": "correct"}


@each_open
def test_a_question_that_is_open_can_be_shown(name, rules):
    assert rules("the.reveal", OPEN[name]) == {**OPEN[name], "state": "revealed"}


def test_trying_again_keeps_what_was_chosen(rules):
    assert rules("the.retry", missed()) == missed(state="retry")


OBJECTIONS = [
    *[
        (name, [], [], "Type an answer first." if name in ("numeric", "short") else "Choose an answer first.")
        for name in SHAPES
    ],
    ("numeric", ["a lot"], [], "This is no number. Type one such as 0.25, 1/4 or 25%."),
    ("numeric", ["1/0"], [], "This is no number. Type one such as 0.25, 1/4 or 25%."),
    ("numeric", ["1,500"], [], "This is no number. Type one such as 0.25, 1/4 or 25%."),
    ("order", ["x=1"], [], "2 still to choose."),
    ("order", ["x=1", "y=2"], [], "1 still to choose."),
    ("order", ["x=2", "y=1", "z=2"], [], "Two have place 2. Give each place once."),
    ("classify", ["cat=animal", "oak=plant"], [], "1 still to choose."),
    ("single", ["a"], ["a"], "You have just tried that. Choose another answer."),
    ("multi", ["c", "a"], ["a", "c"], "You have just tried that. Choose another answer."),
    ("numeric", ["7"], ["7"], "You have just tried that. Choose another answer."),
    ("order", ["z=1", "y=2", "x=3"], ["x=3", "y=2", "z=1"], "You have just tried that. Choose another answer."),
    *[(name, chosen, [], "") for name, chosen in cases(RIGHT) + cases(WRONG)],
    *[(name, chosen, WRONG[name][0], "") for name, chosen in cases(RIGHT)],
]


@pytest.mark.parametrize(("name", "chosen", "tried", "words"), OBJECTIONS)
def test_an_answer_that_cannot_be_checked_is_objected_to_in_words(name, chosen, tried, words, rules):
    before = answered("selected", chosen=chosen, tried=tried, misses=len(tried[:1]))
    assert rules("the.objection", before, SHAPES[name]) == words


def test_what_is_objected_to_is_no_miss(rules):
    objected = [(name, chosen, tried) for name, chosen, tried, words in OBJECTIONS if words]
    for name, chosen, tried in objected:
        before = answered("selected", chosen=chosen, tried=tried, misses=len(tried[:1]))
        assert rules("the.check", before, SHAPES[name]) == before


# ---- What is right in part

TWO_RIGHT = ["cat=animal", "dog=plant", "oak=plant"]
IN_PART = [
    ("multi", ["a"], 1 / 2, "1 of 2 right ones chosen"),
    ("multi", ["a", "c"], 0, "1 of 2 right ones chosen, and 1 that is wrong"),
    ("multi", ["a", "b", "c"], 1 / 2, "2 of 2 right ones chosen, and 1 that is wrong"),
    ("multi", ["a", "b", "c", "d"], 0, "2 of 2 right ones chosen, and 2 that are wrong"),
    ("multi", ["c", "d"], 0, "0 of 2 right ones chosen, and 2 that are wrong"),
    ("order", ["x=1", "y=3", "z=2"], 1 / 3, "1 of 3 in the right place"),
    ("order", ["x=2", "y=3", "z=1"], 0, "0 of 3 in the right place"),
    ("classify", TWO_RIGHT, 2 / 3, "2 of 3 in the right group"),
]
WITHOUT_PARTS = ("single", "predict-output", "fix-bug", "numeric", "short")
each_in_part = pytest.mark.parametrize(("name", "tried", "credit", "words"), IN_PART)
each_without_parts = pytest.mark.parametrize("name", WITHOUT_PARTS)


@each_in_part
def test_what_is_right_in_part_has_that_part_of_a_point(name, tried, credit, words, rules):
    assert rules("the.credit", missed(2, tried), SHAPES[name]) == pytest.approx(credit)


@each_without_parts
def test_what_has_no_parts_has_a_point_or_none(name, rules):
    tried = WRONG[name][0]
    assert rules("the.credit", missed(2, tried), SHAPES[name]) == 0


@pytest.mark.parametrize("name", SHAPES)
def test_what_is_right_in_the_end_has_the_whole_point(name, rules):
    right = answered("correct", tried=RIGHT[name][0], misses=1)
    assert rules("the.credit", right, SHAPES[name]) == 1


@pytest.mark.parametrize("name", SHAPES)
def test_what_was_shown_has_no_point(name, rules):
    assert rules("the.credit", answered("revealed", tried=RIGHT[name][0]), SHAPES[name]) == 0


# ---- Words


@each_in_part
@pytest.mark.parametrize(
    ("misses", "verdict"), [(1, "Not right yet: {}."), (2, "Not right: {}. See the worked solution.")]
)
def test_the_verdict_says_what_is_right_in_part(misses, verdict, name, tried, credit, words, rules):
    assert rules("the.verdict", missed(misses, tried), SHAPES[name]) == verdict.format(words)


@each_in_part
def test_the_ending_says_what_is_right_in_part_if_it_counts(name, tried, credit, words, rules):
    ending = f"right in part: {words}" if credit else "not right"
    assert rules("the.ending", missed(2, tried), SHAPES[name]) == ending


@each_without_parts
@pytest.mark.parametrize(("misses", "verdict"), [(1, "Not right yet."), (2, "Not right. See the worked solution.")])
def test_the_verdict_of_what_has_no_parts_is_short(misses, verdict, name, rules):
    assert rules("the.verdict", missed(misses, WRONG[name][0]), SHAPES[name]) == verdict


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (answered(), ""),
        (answered("selected"), ""),
        (answered("retry", misses=1), ""),
        (answered("correct"), "Right."),
        (answered("correct", misses=1), "Right, on the second try."),
        (answered("revealed"), "Solution shown."),
        (answered("revealed", misses=1), "Solution shown."),
    ],
)
def test_the_verdict_is_the_same_for_all_types(answer, verdict, name, rules):
    assert rules("the.verdict", {**answer, "chosen": RIGHT[name][0], "tried": RIGHT[name][0]}, SHAPES[name]) == verdict


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize(
    ("answer", "ending"),
    [
        (answered("correct"), "right first time"),
        (answered("correct", misses=1), "right on the second try"),
        (answered("correct", late=True), "right when practised"),
        (answered("correct", late=True, misses=1), "right when practised"),
        (answered("revealed"), "solution shown"),
    ],
)
def test_the_ending_is_the_same_for_all_types(answer, ending, name, rules):
    assert rules("the.ending", {**answer, "tried": RIGHT[name][0]}, SHAPES[name]) == ending


@each_without_parts
def test_the_ending_of_what_has_no_parts_is_short(name, rules):
    assert rules("the.ending", missed(2, WRONG[name][0]), SHAPES[name]) == "not right"


CHOICE = {
    "right, chosen": ["right", "Your choice: right"],
    "right, not chosen": ["right", "Right answer"],
    "wrong, chosen": ["wrong", "Your choice: not right"],
    "wrong, not chosen": ["other", "Not right"],
}
RIGHT_PLACE, WRONG_PLACE = ["right", "Right"], ["wrong", "Not right"]
MARKS = [
    ("single", ["b"], 0, "correct", {"a": "wrong, not chosen", "b": "right, chosen"}),
    ("single", ["a"], 2, "wrong", {"a": "wrong, chosen", "b": "right, not chosen", "c": "wrong, not chosen"}),
    ("single", ["a"], 1, "revealed", {"a": "wrong, chosen", "b": "right, not chosen"}),
    ("predict-output", ["c"], 2, "wrong", {"b": "right, not chosen", "c": "wrong, chosen"}),
    ("fix-bug", [], 0, "revealed", {"a": "wrong, not chosen", "b": "right, not chosen"}),
    (
        "multi",
        ["a", "c"],
        2,
        "wrong",
        dict(zip("abcd", ("right, chosen", "right, not chosen", "wrong, chosen", "wrong, not chosen"), strict=True)),
    ),
]


@pytest.mark.parametrize(("name", "chosen", "misses", "state", "marks"), MARKS)
def test_once_finished_each_option_is_marked(name, chosen, misses, state, marks, rules):
    answer = answered(state, chosen=chosen, tried=chosen, misses=misses)
    found = {option: rules("the.mark", option, answer, SHAPES[name]) for option in marks}
    assert found == {option: CHOICE[mark] for option, mark in marks.items()}


def test_a_first_miss_marks_nothing_but_what_was_chosen(rules):
    answer = missed(1, ["a", "c"])
    found = [rules("the.mark", option, answer, SHAPES["multi"]) for option in "abcd"]
    assert found == [CHOICE["right, chosen"], None, CHOICE["wrong, chosen"], None]


@pytest.mark.parametrize("misses", [1, 2])
def test_each_thing_placed_is_marked_where_it_lies(misses, rules):
    answer = missed(misses, TWO_RIGHT)
    found = [rules("the.mark", option, answer, SHAPES["classify"]) for option in ("cat", "dog", "oak")]
    assert found == [RIGHT_PLACE, WRONG_PLACE, RIGHT_PLACE]


def test_what_was_never_placed_is_marked_with_the_answer(rules):
    assert rules("the.mark", "x", answered("revealed"), SHAPES["order"]) == ["right", "Right answer"]


@pytest.mark.parametrize("name", ["numeric", "short"])
@pytest.mark.parametrize(
    ("answer", "mark"),
    [
        (missed(1), WRONG_PLACE),
        (missed(2), WRONG_PLACE),
        (answered("correct"), RIGHT_PLACE),
        (answered("revealed"), None),
    ],
)
def test_what_is_typed_is_marked_unless_it_was_shown(answer, mark, name, rules):
    assert rules("the.mark", "typed", answer, SHAPES[name]) == mark


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("state", ["unanswered", "selected", "retry"])
def test_nothing_is_marked_before_it_is_checked(state, name, rules):
    chosen = RIGHT[name][0]
    answer = answered(state, chosen=chosen, misses=int(state == "retry"))
    option = chosen[0].split("=")[0]
    assert rules("the.mark", option, answer, SHAPES[name]) is None


# ---- All questions together

LATE = answered("correct", late=True)
SOME = [*FINISHED.values(), LATE, *OPEN.values()]


@pytest.mark.parametrize(
    ("answers", "practising", "words"),
    [
        ([], False, ""),
        (list(OPEN.values()), False, ""),
        (SOME, False, "5 of 9 answered, 1 right first time."),
        (SOME, True, "Practice: 5 of 9 answered, 2 right at once."),
        (list(OPEN.values()), True, "Practice: 0 of 4 answered, 0 right at once."),
    ],
)
def test_the_score_counts(answers, practising, words, rules):
    assert rules("the.score", answers, practising) == words


RIGHT_ONE, SECOND_ONE = ("single", FINISHED["right"]), ("single", FINISHED["right on the second try"])
WRONG_ONE, LATE_ONE = ("single", missed(2)), ("single", LATE)


@pytest.mark.parametrize(
    ("questions", "words"),
    [
        ([RIGHT_ONE, RIGHT_ONE], "2 of 2 right first time, 2 of 2 in the end."),
        ([RIGHT_ONE, SECOND_ONE, LATE_ONE, WRONG_ONE], "1 of 4 right first time, 3 of 4 in the end."),
        (
            [RIGHT_ONE, ("classify", missed(2, TWO_RIGHT)), ("multi", missed(2, ["a", "c"]))],
            "1 of 3 right first time, 1 of 3 in the end. With what was right in part: 1.7 of 3 points.",
        ),
        ([("multi", missed(2, ["a", "c"]))], "0 of 1 right first time, 0 of 1 in the end."),
    ],
)
def test_the_summary_counts_and_gives_points_for_parts(questions, words, rules):
    assert rules("the.summary", [{"answer": answer, "shape": SHAPES[name]} for name, answer in questions]) == words


@pytest.mark.parametrize("count", range(7))
def test_shuffling_keeps_every_item_and_never_the_order(count, rules):
    """All that chance can do is tried: each way of drawing the items."""
    orders = rules(
        """(count) => {
          const list = Array.from({ length: count }, (_, i) => i);
          const factorial = list.reduce((product, i) => product * (i + 1), 1);
          const orders = [], { random } = Math;
          for (let way = 0; way < factorial; way++) {
            let left = way, i = count;
            Math.random = () => { const j = left % i; left = (left - j) / i; return (j + 0.5) / i--; };
            orders.push(the.shuffled(list));
          }
          Math.random = random;
          return orders;
        }""",
        count,
    )
    items = list(range(count))
    assert [order for order in orders if sorted(order) != items or (count > 1 and order == items)] == []


def test_shuffling_leaves_the_list_itself_alone(rules):
    assert rules("(list) => { the.shuffled(list); return list; }", [1, 2, 3]) == [1, 2, 3]


# ---- What is kept

NOON = datetime.fromisoformat("2026-03-28T12:00:00+00:00")
ZONES = ("Europe/Berlin", "America/St_Johns", "Pacific/Auckland")


@pytest.fixture(scope="module")
def memory(browser: Browser, built: Built) -> Iterator[Ask]:
    with browser.new_context(base_url=built.url, timezone_id="Europe/Berlin") as context:
        page = context.new_page()
        page.clock.set_fixed_time(NOON)
        yield asking(page, built, MEMORY)


@pytest.mark.parametrize("zone", ZONES)
def test_days_are_counted_by_the_reader_s_own_clock(zone, browser, built):
    """Each half hour of a year, and the minute before: the day's number follows the calendar on the wall."""
    with browser.new_context(base_url=built.url, timezone_id=zone) as context:
        ask = asking(context.new_page(), built, MEMORY)
        wrong = ask(
            """() => {
              const wrong = [], half = 1_800_000, end = Date.UTC(2027, 0, 2);
              for (let time = Date.UTC(2026, 0, 1); time < end; time += half) {
                for (const date of [new Date(time), new Date(time - 60_000)]) {
                  const wall = Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000;
                  if (the.dayOf(date) !== wall) wrong.push(date.toString());
                }
              }
              return wrong;
            }"""
        )
    assert wrong == []


def test_today_is_the_day_counted_from(memory):
    assert memory("() => the.dayOf() - the.dayOf(new Date(2026, 0, 1))") == 86


@pytest.mark.parametrize(("box", "days"), [(0, 1), (1, 3), (2, 7), (3, 21)])
def test_a_card_comes_back_after_the_days_of_its_box(box, days, memory):
    today = memory("() => the.dayOf()")
    expected = {"rev": 2, "box": box, "due": today + days, "at": int(NOON.timestamp() * 1000)}
    assert memory("the.card", 2, box) == expected


def test_a_card_past_the_last_box_comes_back_no_more(memory):
    assert memory("the.card", 2, 4)["due"] is None


def test_a_card_of_what_was_missed_lies_in_the_first_box(memory):
    assert memory("the.card", 2)["box"] == 0


NOTHING = {"v": 1, "q": {}, "r": {}}
KEPT = {"v": 1, "q": {"one": answered()}, "r": {"one": {"rev": 1, "box": 0, "due": 3, "at": 5}}}


@pytest.mark.parametrize(
    "data",
    [
        *[None, True, 7, "text", [], [1], {}, {"v": 2, "q": {"one": 1}, "r": {"one": 1}}, {"v": "1", "q": {"one": 1}}],
        *[
            {"v": 1},
            {"v": 1, "q": None, "r": None},
            {"v": 1, "q": [1], "r": "text"},
            {"q": {"one": 1}, "r": {"one": 1}},
        ],
    ],
)
def test_what_cannot_be_read_counts_as_nothing(data, memory):
    assert memory("the.adopt", data) == NOTHING


@pytest.mark.parametrize(("lost", "kept"), [("q", "r"), ("r", "q")])
def test_of_a_memory_that_is_damaged_the_other_part_is_kept(lost, kept, memory):
    assert memory("the.adopt", {**KEPT, lost: [1]}) == {**NOTHING, kept: KEPT[kept]}


def test_a_sound_memory_is_taken_as_it_is(memory):
    assert memory("the.adopt", KEPT) == KEPT

"""The page Review: what was missed comes back, on the right days; progress is saved, loaded and forgotten."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.site.answering import (
    PRACTICE,
    QUESTIONS,
    REVIEW,
    Keyboard,
    answer_all,
    answer_at_once,
    asked,
    of_type,
    read,
    status,
)
from tests.site.conftest import PATIENCE, Built
from tests.site.stored import ASIDE, keep, kept_keys, stored

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
DAYS = (1, 3, 7, 21)
FIRST, SECOND = "practice", "big-picture"


def on_day(page: Page, day: int) -> None:
    """Let the reader's clock show noon, some days after the first."""
    page.clock.set_system_time(NOON + timedelta(days=day))


def number_of(day: int) -> int:
    """The number of a day, as cards hold it."""
    return (NOON + timedelta(days=day)).timestamp() // 86400


def miss(page: Page, lesson: str = FIRST, count: int = 1) -> list[str]:
    """Miss the first questions of a lesson on its page, and get no other; gives their ids."""
    page.goto(f"lessons/{lesson}/")
    every = read(page.locator(QUESTIONS))[:count]
    for attempt in (0, -1):
        answer_at_once(page, {each.anchor: each.wrong[attempt] for each in every})
    return [each.anchor.removeprefix("q-") for each in every]


def revs_of(page: Page, lesson: str) -> dict[str, int]:
    """The revision of each question of a lesson, by its id."""
    text = page.request.get(f"lessons/{lesson}/").text()
    found = re.findall(r'data-id="([^"]+)" data-rev="(\d+)"', text)
    assert found, f"{lesson} asks nothing"
    return {name: int(rev) for name, rev in found}


def due_card(rev: int, box: int = 0) -> dict[str, int]:
    """A card that is due on the first day."""
    return {"rev": rev, "box": box, "due": number_of(0), "at": 1}


def with_due(page: Page, *lessons: str, ids: tuple[str, ...] = (), box: int = 0) -> None:
    """Come to the page with cards for some questions of some lessons; the first one of each, if none is named."""
    page.goto(ASIDE)
    for lesson in lessons:
        revs = revs_of(page, lesson)
        cards = {name: due_card(revs.get(name, 1), box) for name in ids or list(revs)[:1]}
        keep(page, lesson, {"v": 1, "q": {}, "r": cards})
    page.goto(REVIEW)


def said(page: Page) -> Locator:
    return page.locator(".rc-review-due")


def start(page: Page) -> Locator:
    return page.locator(".rc-start")


def files(page: Page) -> Locator:
    """What came of saving, loading or forgetting, in words."""
    return page.locator(".rc-review-keep").get_by_role("status")


def begin(page: Page, count: int = 1) -> list[Locator]:
    start(page).click()
    questions = page.locator(f".rc-review {QUESTIONS}")
    expect(questions).to_have_count(count)
    return questions.all()


def answer(question: Locator, right: bool = True) -> None:
    found = asked(question)
    for attempt in [found.right] if right else found.wrong[:2]:
        answer_at_once(question.page, {found.anchor: attempt})


def progress(page: Page, lesson: str) -> Locator:
    return page.locator(f'[data-lesson="{lesson}"] .rc-review-count')


@pytest.fixture
def today(page) -> Page:
    """A reader on the first day."""
    on_day(page, 0)
    return page


# ---- Days


def test_a_missed_question_comes_back_after_1_3_7_and_21_days_and_then_stays_away(today):
    miss(today)
    day = 0
    for gap, following in zip(DAYS, (3, 7, 21, None), strict=True):
        on_day(today, day + gap - 1)
        today.goto(REVIEW)
        expect(said(today)).to_have_text("Nothing to review today. The next comes back tomorrow.")
        expect(start(today)).to_be_hidden()
        day += gap
        on_day(today, day)
        today.goto(REVIEW)
        expect(said(today)).to_have_text("1 question to review today.")
        (question,) = begin(today)
        answer(question)
        comes = f"It comes back in {following} days." if following else "You know this one: it stays away now."
        expect(status(question)).to_have_text(f"Right. {comes}")
    on_day(today, day + 1000)
    today.goto(REVIEW)
    expect(start(today)).to_be_hidden()


def test_nothing_missed_is_nothing_to_review(today):
    today.goto(PRACTICE)
    answer_all(today, "right")
    on_day(today, 400)
    today.goto(REVIEW)
    expect(said(today)).to_have_text(
        "Nothing to review yet. Questions that you miss in the lessons will come back here."
    )
    expect(start(today)).to_be_hidden()


def test_a_question_that_waits_for_long_is_still_there(today):
    miss(today)
    on_day(today, 200)
    today.goto(REVIEW)
    expect(said(today)).to_have_text("1 question to review today.")


@pytest.mark.parametrize("how", ["wrong twice", "right on the second try", "solution shown"])
def test_missing_it_again_sends_a_question_back_to_the_first_box(how, today):
    with_due(today, FIRST, box=2)
    (question,) = begin(today)
    found = asked(question)
    if how == "solution shown":
        question.locator(".rc-solution > summary").click()
    else:
        answer_at_once(today, {found.anchor: found.wrong[0]})
        answer_at_once(today, {found.anchor: found.right if how.startswith("right") else found.wrong[1]})
    expect(status(question)).to_have_text(re.compile(r"It comes back tomorrow\.$"))
    (card,) = stored(today, FIRST)["r"].values()
    assert (card["box"], card["due"]) == (0, number_of(1))


def test_missing_it_again_in_its_lesson_sends_a_question_back_to_the_first_box(today):
    today.goto(ASIDE)
    keep(today, FIRST, {"v": 1, "q": {}, "r": {name: due_card(rev, 3) for name, rev in revs_of(today, FIRST).items()}})
    miss(today)
    first, *others = stored(today, FIRST)["r"].values()
    assert (first["box"], first["due"]) == (0, number_of(1))
    assert {card["box"] for card in others} == {3}


def test_reviewing_leaves_the_answers_of_the_lesson_as_they_are(today):
    miss(today)
    before = stored(today, FIRST)["q"]
    on_day(today, 1)
    today.goto(REVIEW)
    answer(begin(today)[0])
    assert stored(today, FIRST)["q"] == before


@pytest.fixture
def away(request, browser: Browser, built: Built) -> Iterator[Page]:
    """A reader in another time zone, which the test names."""
    with browser.new_context(base_url=built.url, timezone_id=request.param) as context:
        context.set_default_timeout(PATIENCE)
        yield context.new_page()


BERLIN = pytest.mark.parametrize("away", ["Europe/Berlin"], indirect=True)


@BERLIN
@pytest.mark.parametrize(
    ("missed", "not_yet", "due"),
    [
        ("2026-05-04T23:58:00+02:00", "2026-05-04T23:59:00+02:00", "2026-05-05T00:01:00+02:00"),
        ("2026-03-29T00:01:00+01:00", "2026-03-29T23:59:00+02:00", "2026-03-30T00:01:00+02:00"),
    ],
    ids=["an ordinary day", "a day of 23 hours"],
)
def test_a_day_begins_at_midnight_of_the_readers_own_clock(missed, not_yet, due, away):
    away.clock.set_system_time(datetime.fromisoformat(missed))
    miss(away)
    away.clock.set_system_time(datetime.fromisoformat(not_yet))
    away.goto(REVIEW)
    expect(said(away)).to_have_text("Nothing to review today. The next comes back tomorrow.")
    away.clock.set_system_time(datetime.fromisoformat(due))
    away.goto(REVIEW)
    expect(said(away)).to_have_text("1 question to review today.")


# ---- What is asked


def test_questions_of_all_lessons_come_in_one_go_each_with_its_lesson(today):
    with_due(today, FIRST, SECOND)
    expect(said(today)).to_have_text("2 questions to review today.")
    begin(today, 2)
    titles = {today.locator(f'[data-lesson="{lesson}"] a').inner_text() for lesson in (FIRST, SECOND)}
    numbers = today.locator(f"{QUESTIONS} .rc-number").all_text_contents()
    assert [number.split(" · ")[0] for number in numbers] == ["Question 1 of 2", "Question 2 of 2"]
    assert {number.split(" · ")[1] for number in numbers} == titles


def test_it_says_how_far_one_is_and_at_the_end_how_it_went(today):
    with_due(today, FIRST, SECOND)
    one, two = begin(today, 2)
    expect(said(today)).to_have_text("0 of 2 answered.")
    answer(one, right=False)
    expect(said(today)).to_have_text("1 of 2 answered.")
    answer(two)
    expect(said(today)).to_have_text("Done: 1 of 2 right at once. The next comes back tomorrow.")
    expect(start(today)).to_be_hidden()


def test_what_was_answered_is_not_asked_again_after_a_reload(today):
    with_due(today, FIRST, SECOND)
    answer(begin(today, 2)[0])
    today.reload()
    expect(said(today)).to_have_text("1 question to review today.")


def test_a_question_that_is_gone_or_has_become_another_one_is_dropped_and_the_rest_is_asked(today):
    today.goto(ASIDE)
    (name, rev), (other, old), *_ = revs_of(today, FIRST).items()
    cards = {"gone": due_card(1), other: due_card(old + 1), name: due_card(rev)}
    keep(today, FIRST, {"v": 1, "q": {}, "r": cards})
    today.goto(REVIEW)
    expect(said(today)).to_have_text("3 questions to review today.")
    (question,) = begin(today)
    assert question.get_attribute("data-id") == name
    assert list(stored(today, FIRST)["r"]) == [name]


def test_when_all_that_was_due_is_gone_nothing_is_asked(today):
    with_due(today, FIRST, ids=("gone",))
    start(today).click()
    expect(said(today)).to_have_text(re.compile("^Nothing to review yet"))
    expect(start(today)).to_be_hidden()


def test_questions_of_two_lessons_with_the_same_id_do_not_disturb_each_other(today, built):
    # As if the second lesson asked what the first one asks.
    page = built.file(PRACTICE)
    today.route(f"**/lessons/{SECOND}/", lambda route: route.fulfill(path=page, content_type="text/html"))
    today.goto(PRACTICE)
    single = asked(of_type(today, "single")).anchor.removeprefix("q-")
    for lesson in (FIRST, SECOND):
        keep(today, lesson, {"v": 1, "q": {}, "r": {single: due_card(revs_of(today, FIRST)[single])}})
    today.goto(REVIEW)
    one, two = begin(today, 2)
    choice = asked(one).wrong[0][0]
    one.locator(f'[data-option="{choice}"] label').click()
    two.locator(f'[data-option="{asked(two).right[0]}"] label').click()
    expect(one.locator("input:checked")).to_have_value(choice)
    expect(two.locator("input:checked")).to_have_value(asked(two).right[0])
    two.get_by_role("button", name="Check answer").click()
    one.get_by_role("button", name="Check answer").click()
    expect(one.locator("fieldset")).to_have_accessible_description("Not right yet.")
    expect(two.locator("fieldset")).to_have_accessible_description(re.compile("^Right. It comes back"))
    expect(two.locator("input:checked")).to_have_accessible_description(re.compile("^Your choice: right"))
    names = today.locator("[id]").evaluate_all("all => all.map(({ id }) => id)")
    assert sorted(names) == sorted(set(names))


def test_links_within_a_question_lead_where_they_lead_in_its_lesson(today):
    links = f"{QUESTIONS} a"
    today.goto(PRACTICE)
    expected = today.locator(links).evaluate_all("all => all.map(({ href }) => href)")
    ids = tuple(revs_of(today, FIRST))
    with_due(today, FIRST, ids=ids)
    begin(today, len(ids))
    assert sorted(today.locator(links).evaluate_all("all => all.map(({ href }) => href)")) == sorted(expected)


def test_without_a_network_it_says_so_and_a_second_press_tries_again(today):
    with_due(today, FIRST)
    today.route("**/practice/", lambda route: route.abort())
    start(today).click()
    expect(said(today)).to_have_text(
        "The questions could not be fetched. Are you online? Press the button to try again."
    )
    today.unroute("**/practice/")
    begin(today)


def test_a_page_that_is_not_found_loses_no_card(today):
    with_due(today, FIRST)
    today.route("**/practice/", lambda route: route.fulfill(status=404, body="not here"))
    start(today).click()
    expect(said(today)).to_have_text(re.compile("^The questions could not be fetched"))
    assert len(stored(today, FIRST)["r"]) == 1


def test_the_page_works_once_when_come_back_to(today):
    with_due(today, FIRST)
    today.get_by_role("link", name="Previous:").click()
    expect(said(today)).to_have_count(0)
    today.go_back()
    expect(said(today)).to_have_text("1 question to review today.")
    expect(today.get_by_role("button", name=re.compile("^(Review it|Start over|Save|Load)"))).to_have_count(4)


# ---- Progress


def test_progress_is_told_in_words_for_each_lesson(today):
    (missed,) = miss(today)
    every = read(today.locator(QUESTIONS))
    answer_at_once(today, {each.anchor: each.right for each in every[1:3]})
    today.goto(REVIEW)
    assert missed
    expect(progress(today, FIRST)).to_have_text(
        f"{len(every)} questions · 3 answered, 2 right · 1 to review, next tomorrow"
    )
    expect(progress(today, SECOND)).to_have_text(re.compile(r"^\d+ questions$"))


def saved(page: Page, path: Path) -> dict[str, Any]:
    with page.expect_download() as download:
        page.get_by_role("button", name="Save progress to a file").click()
    assert re.fullmatch(r"recognize-and-create-progress-\d{4}-\d\d-\d\d\.json", download.value.suggested_filename)
    download.value.save_as(path)
    return json.loads(path.read_text(encoding="utf-8"))


def load(page: Page, content: Any, path: Path) -> None:
    text = content if isinstance(content, str) else json.dumps(content)
    path.write_text(text, encoding="utf-8")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Load progress from a file").click()
    chooser.value.set_files(path)


def everything(page: Page) -> dict[str, Any]:
    keys = [key for key in kept_keys(page) if ":quiz:" in key]
    return {key: json.loads(page.evaluate("(key) => localStorage.getItem(key)", key)) for key in keys}


def record(at: float, **changes: Any) -> dict[str, Any]:
    plain = {"rev": 1, "state": "correct", "chosen": ["x"], "tried": ["x"], "misses": 0, "hints": 0, "late": False}
    return plain | {"at": at} | changes


def file_of(lessons: Any) -> dict[str, Any]:
    return {"form": "Recognize & Create: progress", "saved": "2026-05-04T12:00:00.000Z", "lessons": lessons}


SOME = {"v": 1, "q": {"some": record(5)}, "r": {"some": {"rev": 1, "box": 0, "due": number_of(1), "at": 5}}}


def test_progress_saved_to_a_file_and_loaded_in_another_browser_is_the_same(today, browser, built, tmp_path):
    miss(today, FIRST, 2)
    keep(today, SECOND, SOME)
    today.goto(REVIEW)
    saved(today, tmp_path / "progress.json")
    with browser.new_context(base_url=built.url) as context:
        context.set_default_timeout(PATIENCE)
        fresh = context.new_page()
        on_day(fresh, 1)
        fresh.goto(REVIEW)
        load(fresh, (tmp_path / "progress.json").read_text(encoding="utf-8"), tmp_path / "copy.json")
        expect(files(fresh)).to_have_text(re.compile(r"^3 answers loaded\."))
        assert everything(fresh) == everything(today)
        expect(said(fresh)).to_have_text("3 questions to review today.")
        begin(fresh, 2)  # nobody knows the third one


def test_of_two_records_of_one_question_the_later_wins(today, tmp_path):
    today.goto(REVIEW)
    here = {"older": record(100), "newer": record(300), "same": record(200), "mine": record(1)}
    cards = {"older": {"rev": 1, "box": 1, "due": 9, "at": 100}, "newer": {"rev": 1, "box": 3, "due": 9, "at": 300}}
    keep(today, FIRST, {"v": 1, "q": here, "r": cards})
    there = {name: record(200, state="revealed") for name in ("older", "newer", "same", "theirs")}
    load(
        today,
        file_of(
            {FIRST: {"v": 1, "q": there, "r": {name: {"rev": 1, "box": 0, "due": 7, "at": 200} for name in cards}}}
        ),
        tmp_path / "progress.json",
    )
    expect(files(today)).to_have_text("2 answers loaded. 2 stayed, because what is here is as new or newer.")
    found = stored(today, FIRST)
    assert found["q"] == here | {"older": there["older"], "theirs": there["theirs"]}
    assert {name: card["box"] for name, card in found["r"].items()} == {"older": 0, "newer": 3}


def with_some(page: Page) -> None:
    """Come to the page with progress in two lessons."""
    page.goto(ASIDE)
    for lesson in (FIRST, SECOND):
        keep(page, lesson, SOME)
    page.goto(REVIEW)


UNREADABLE = "This file cannot be read. Choose one that this page saved."
NOT_OURS = "This is not a file of progress saved here. Choose one that this page saved."
NOTHING = "0 answers loaded. 0 stayed, because what is here is as new or newer."
HOSTILE = '{"v": 1, "q": {"x": {"at": 9e15}}, "r": {}}'
WRONG_FILES = {
    "no JSON": ("not JSON", UNREADABLE),
    "nothing": ("", UNREADABLE),
    "cut off": ('{"form": "Recognize & Create: progress", "lessons": {"practice"', UNREADABLE),
    "null": ("null", NOT_OURS),
    "a number": ("7", NOT_OURS),
    "a list": ("[]", NOT_OURS),
    "another form": ('{"form": "Deck of cards", "lessons": {}}', NOT_OURS),
    "no lessons": ('{"form": "Recognize & Create: progress"}', NOT_OURS),
    "lessons as a text": ('{"form": "Recognize & Create: progress", "lessons": "all"}', NOT_OURS),
    "a lesson outside": (json.dumps(file_of({"../x": json.loads(HOSTILE)})), NOTHING),
    "a lesson of another key": (json.dumps(file_of({"practice:../x": json.loads(HOSTILE)})), NOTHING),
    "a hostile lesson": (json.dumps(file_of({})).replace("{}", f'{{"__proto__": {HOSTILE}}}'), NOTHING),
    "hostile questions": (
        json.dumps(file_of({FIRST: "here"})).replace(
            '"here"', '{"v": 1, "q": {"__proto__": {"at": 9e15, "polluted": 1}, "../x": {"at": 9e15}}, "r": {}}'
        ),
        NOTHING,
    ),
    "records without a time": (json.dumps(file_of({FIRST: {"v": 1, "q": {"x": None, "y": 7}, "r": {"x": "z"}}})), None),
    "another version": (json.dumps(file_of({FIRST: {"v": 2, "q": {"x": {"at": 9e15}}}})), NOTHING),
}


def test_a_wrong_file_is_refused_in_words_and_nothing_is_lost(today, tmp_path):
    errors: list[str] = []
    today.on("pageerror", lambda error: errors.append(str(error)))
    with_some(today)
    before = everything(today)
    for what, (text, words) in WRONG_FILES.items():
        files(today).evaluate("(status) => status.replaceChildren()")
        load(today, text, tmp_path / "progress.json")
        expect(files(today)).to_have_text(words or re.compile("^0 answers loaded"))
        assert (what, everything(today)) == (what, before)
    assert today.evaluate("({}).polluted") is None
    assert errors == []


def test_days_that_are_no_numbers_are_no_days(today):
    today.goto(REVIEW)
    cards = {f"x-{n}": {"rev": 1, "box": 0, "due": due, "at": 1} for n, due in enumerate(["<b>", "soon", {}, None])}
    keep(today, FIRST, {"v": 1, "q": {}, "r": cards})
    today.reload()
    expect(said(today)).to_have_text(re.compile("^Nothing to review yet"))
    expect(progress(today, FIRST)).to_have_text(re.compile(r"^\d+ questions$"))


# ---- Starting over


def test_starting_over_everywhere_asks_first_and_escape_takes_it_back(today):
    with_some(today)
    before = everything(today)
    today.get_by_role("button", name="Start over everywhere").click()
    expect(today.get_by_role("button", name="No, keep them")).to_be_focused()
    today.keyboard.press("Escape")
    expect(today.get_by_role("button", name="Start over everywhere")).to_be_focused()
    assert everything(today) == before


def test_starting_over_everywhere_forgets_all_lessons_of_this_site_and_nothing_else(today):
    with_some(today)
    today.evaluate("localStorage.setItem('rc:/another-site/:quiz:1:practice', '7')")
    today.get_by_role("button", name="Start over everywhere").click()
    today.get_by_role("button", name="Yes, forget everything").click()
    expect(files(today)).to_have_text("Everything is forgotten.")
    assert list(everything(today).values()) == [7]
    expect(said(today)).to_have_text(re.compile("^Nothing to review yet"))
    expect(progress(today, FIRST)).to_have_text(re.compile(r"^\d+ questions$"))


def test_starting_over_takes_away_what_is_being_asked(today):
    with_due(today, FIRST)
    begin(today)
    today.get_by_role("button", name="Start over everywhere").click()
    today.get_by_role("button", name="Yes, forget everything").click()
    expect(today.locator(QUESTIONS)).to_have_count(0)


# ---- By keyboard, blocked, without JavaScript


def test_reviewing_saving_and_starting_over_can_be_done_by_keyboard_alone(today, tmp_path):
    with_due(today, FIRST, ids=one_to_choose_one_to_sort_one_to_type(today))
    keyboard = Keyboard(today)
    today.locator("h1 > .headerlink").focus()  # past the menus
    keyboard.reach(start(today))
    today.keyboard.press("Enter")
    expect(today.locator(QUESTIONS).first).to_be_visible()
    expect(today.locator(f"{QUESTIONS}:first-child :focus")).to_have_count(1)
    for question in today.locator(QUESTIONS).all():
        keyboard.choose(question, asked(question).right)
        keyboard.press(question, "Check answer")
    expect(said(today)).to_have_text("Done: 3 of 3 right at once. The next comes back in 3 days.")
    kept = today.locator(".rc-review-keep")
    with today.expect_download():
        keyboard.press(kept, "Save progress to a file")
    with today.expect_file_chooser():
        keyboard.press(kept, "Load progress from a file")
    keyboard.press(kept, "Start over everywhere")
    keyboard.press(kept, "Yes, forget everything")
    expect(files(today)).to_have_text("Everything is forgotten.")


def one_to_choose_one_to_sort_one_to_type(page: Page) -> tuple[str, ...]:
    text = page.request.get(PRACTICE).text()
    found = {kind: name for name, kind in re.findall(r'data-id="([^"]+)" data-rev="\d+" data-type="([^"]+)"', text)}
    return (found["single"], found["classify"], found["numeric"])


def test_the_themes_keys_do_nothing_within_a_question_that_came_back(today):
    with_due(today, FIRST)
    (question,) = begin(today)
    today.evaluate("addEventListener('keydown', ({ key }) => { window.heard = key; })")
    question.locator(".rc-option :is(input, select)").first.focus()
    for key in ("s", "n", "/"):
        today.keyboard.press(key)
    assert today.evaluate("window.heard") is None


def test_with_blocked_storage_it_says_that_nothing_can_come_back(page):
    page.add_init_script("Storage.prototype.getItem = () => { throw new DOMException('no', 'SecurityError'); }")
    page.goto(REVIEW)
    expect(said(page)).to_have_text("This browser does not let the site keep your answers, so nothing can come back.")


def test_without_javascript_the_page_lists_the_quiz_of_every_lesson(page_without_scripts, built):
    page_without_scripts.goto(REVIEW)
    links = page_without_scripts.locator(".rc-review-lessons a")
    found = links.evaluate_all("all => all.map((link) => link.href)")
    quizzes = [lesson for lesson in built.lessons if "rc-question" in built.file(lesson).read_text(encoding="utf-8")]
    assert sorted(found) == sorted(built.url + lesson for lesson in quizzes)
    for count in page_without_scripts.locator(".rc-review-count").all():
        expect(count).to_have_text(re.compile(r"^\d+ questions?$"))


def test_without_javascript_the_page_shows_no_button(page_without_scripts):
    page_without_scripts.goto(REVIEW)
    expect(page_without_scripts.locator(".rc-review button:visible")).to_have_count(0)

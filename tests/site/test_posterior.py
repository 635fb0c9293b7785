"""The posterior slider: it computes Bayes' rule, what it says adds up, and a reader can drive it by any means."""

import json
import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect
from sklearn.naive_bayes import CategoricalNB

from tests.site.playing import left, live

LESSON = "lessons/probability-basics/"
MODEL, ELEMENT = "assets/js/models/bayes.js", "assets/js/playgrounds/posterior.js"
RATE = "p(y): how many are ill"
ILL, WELL = (f"p(x given y): large nuclei among the {label}" for label in ("ill", "well"))
AT_FIRST = (
    "Of 1000 people, 10 are ill. Large nuclei: 8 of the ill, 95 of the well. So of 103 with large nuclei, 8 are ill: "
    "7.8 in 100. An answer learned at the clinic’s base rate, and used unchanged, would be 83 in 100."
)


def opened(page: Page, query: str = "") -> Page:
    page.goto(LESSON + query)
    live(page, "posterior")
    return page


@pytest.fixture
def lesson(page) -> Page:
    return opened(page)


def words(page: Page) -> str:
    return page.locator("rc-posterior .rc-play-words").text_content()


def values(page: Page) -> list[str]:
    return page.locator("rc-posterior .rc-play-value").all_text_contents()


def marks(page: Page, kind: str) -> list[int]:
    """How many people are drawn so: outside of the frame, and in it."""
    paths = page.locator(f".rc-posterior-{kind}").evaluate_all("all => all.map((one) => one.getAttribute('d'))")
    return [path.count("M") for path in paths]


def press(page: Page, key: str, times: int = 1) -> None:
    for _ in range(times):
        page.keyboard.press(key)


# ---- What it computes


def in_the_browser(page: Page, url: str, cases: list[list[float]]) -> list[list[float]]:
    return page.evaluate(
        """async ([url, cases]) => {
          const { correct, posterior } = await import(url);
          return cases.map(([before, now, ill, well]) =>
            [posterior(now, ill, well), correct(posterior(before, ill, well), before, now)]);
        }""",
        [url, cases],
    )


def test_the_posterior_is_that_of_scikit_learn(page, built):
    page.goto(LESSON)
    rng = np.random.default_rng(0)
    cases, expected = [], []
    for _ in range(20):
        ill, well = rng.integers(1, 100, size=(2, 2))  # without the sign, and with it
        X = np.repeat([0, 1, 0, 1], [*ill, *well])[:, np.newaxis]
        y = np.repeat([0, 1], [ill.sum(), well.sum()])
        now = rng.uniform(0.001, 0.5)
        model = CategoricalNB(alpha=0, force_alpha=True, class_prior=[now, 1 - now]).fit(X, y)
        cases.append([ill.sum() / len(y), now, ill[1] / ill.sum(), well[1] / well.sum()])
        expected.append([model.predict_proba([[1]])[0, 0]] * 2)
    np.testing.assert_allclose(in_the_browser(page, built.url + MODEL, cases), expected, rtol=1e-5)


def test_people_never_number_more_than_their_group(page, built):
    page.goto(LESSON)
    cases = np.random.default_rng(1).uniform(0.001, 0.999, (2000, 3)).tolist()
    cases += [[(2 * n + 1) / 2000, 1, 1] for n in range(1000)]  # half a person too many on both sides
    found = page.evaluate(
        """async ([url, cases]) => {
          const { people } = await import(url);
          return cases.map((one) => people(1000, ...one));
        }""",
        [built.url + MODEL, cases],
    )
    for (rate, ill, well), seen in zip(cases, found, strict=True):
        assert seen["ill"] + seen["well"] == 1000
        assert 0 <= seen["framedIll"] <= seen["ill"] and 0 <= seen["framedWell"] <= seen["well"]
        assert abs(seen["framedIll"] - 1000 * rate * ill) <= 1
        assert abs(seen["framedWell"] - 1000 * (1 - rate) * well) <= 1


def test_what_is_said_adds_up_wherever_the_sliders_stand(page, built):
    page.goto(LESSON)
    page.evaluate("url => import(url)", built.url + ELEMENT)
    grid = [[r, i, w] for r in (0.1, 0.3, 1, 2.5, 20, 50) for i in (1, 7, 50, 99) for w in (1, 7, 50, 99)]
    found = page.evaluate(
        """async ([url, element, grid]) => {
          const { people, posterior } = await import(url);
          const { inHundred, inPeople } = await import(element);
          return grid.map((percent) => {
            const shares = percent.map((one) => one / 100);
            const exact = posterior(...shares);
            return [inPeople(people(1000, ...shares), exact), inHundred(exact)];
          });
        }""",
        [built.url + MODEL, built.url + ELEMENT, grid],
    )
    rounded = 0
    for said, exact in found:
        all_ill, ill, well, framed, again, rest = re.fullmatch(
            r"Of 1000 people, (\w+) (?:is|are) ill\. Large nuclei: (\d+) of the ill, (\d+) of the well\. "
            r"So of (\d+) with large nuclei, (\w+) (?:is|are) ill(.*)\.",
            said,
        ).groups()
        assert int(ill) <= int(all_ill) and int(framed) == int(ill) + int(well)
        assert int(again.replace("none", "0")) == int(ill)
        if rest.startswith("; not rounded"):
            rounded += 1
            assert rest == f"; not rounded to people, it is {exact} in 100"
        else:
            assert rest == f": {exact} in 100"
            assert abs(100 * int(ill) / int(framed) - float(exact)) < (0.06 if "." in exact else 0.6)
    assert 0 < rounded < len(found)


# ---- What is shown and said


def test_it_begins_with_what_the_program_counted(lesson):
    assert words(lesson) == AT_FIRST
    assert values(lesson) == ["1%", "80.2%", "9.6%"]
    assert marks(lesson, "ill") == [2, 8]
    assert marks(lesson, "well") == [895, 95]
    assert "5.00 × 0.0170 is about 0.085, and such odds are 7.8%" in lesson.locator(
        ".rc-posterior-ways"
    ).text_content().replace("\xa0", " ")


def test_it_begins_with_the_table_of_the_lesson(built):
    html = built.file(LESSON).read_text(encoding="utf-8")
    clinic = json.loads(left(built, LESSON, "counts.json"))["clinic"]
    printed = re.search(r"Of 1000 people +clinic +screening\nill +(\d+) +\d+\nlarge nuclei, ill +(\d+) +\d+", html)
    n = clinic["ill"] + clinic["well"]
    assert [round(1000 * clinic[key] / n) for key in ("ill", "large_ill")] == [int(one) for one in printed.groups()]


def test_all_is_driven_by_the_keyboard_and_told(lesson):
    lesson.get_by_role("slider", name=RATE).focus()
    press(lesson, "Home")
    expect(lesson.locator("rc-posterior .rc-play-value").first).to_have_text("0.1%")
    assert words(lesson).startswith(
        "Of 1000 people, 1 is ill. Large nuclei: 1 of the ill, 95 of the well. "
        "So of 96 with large nuclei, 1 is ill; not rounded to people, it is 0.8 in 100."
    )
    press(lesson, "Tab")
    expect(lesson.get_by_role("button", name="Screening: 1%")).to_be_focused()
    press(lesson, "Tab")
    press(lesson, "Enter")
    clinic = lesson.get_by_role("button", name="Clinic: 37.3%")
    expect(clinic).to_have_attribute("aria-pressed", "true")
    assert "of 359 with large nuclei, 299 are ill: 83 in 100. This is the clinic’s base rate" in words(lesson)
    press(lesson, "Tab")
    expect(lesson.get_by_role("slider", name=ILL)).to_be_focused()
    press(lesson, "End")
    press(lesson, "Tab")
    expect(lesson.get_by_role("slider", name=WELL)).to_be_focused()
    press(lesson, "Home")
    press(lesson, "ArrowRight")
    expect(lesson.locator("rc-posterior .rc-play-value").last).to_have_text("2%")
    assert values(lesson) == ["37.3%", "99%", "2%"]
    assert lesson.get_by_role("slider", name=WELL).get_attribute("aria-valuetext") == "2%"
    assert [sum(marks(lesson, kind)) for kind in ("ill", "well")] == [373, 627]
    assert marks(lesson, "ill")[1] == 370 and marks(lesson, "well")[1] == 13
    expect(lesson.locator("rc-posterior .rc-aloud")).to_have_text(words(lesson))
    assert "370 are ill; not rounded to people, it is 96.7 in 100." in words(lesson)


def test_the_bar_and_the_line_across_it_say_the_two_answers(lesson):
    def ends() -> list[float]:
        path = "one => one.getAttribute('d')"
        bar = re.search(r"H([\d.]+)", lesson.locator(".rc-posterior-share").evaluate(path))
        line = re.match(r"M([\d.]+)", lesson.locator(".rc-posterior-finished").evaluate(path))
        return [(float(one[1]) - 1) / 558 for one in (bar, line)]

    assert ends() == pytest.approx([0.0782, 85 / 102], abs=0.001)
    lesson.get_by_role("button", name="Clinic: 37.3%").click()
    expect(lesson.locator("rc-posterior .rc-play-words")).to_contain_text("This is the clinic")
    assert ends() == pytest.approx([85 / 102, 85 / 102], abs=0.001)


# ---- Addresses


def test_an_address_sets_it_and_reset_forgets_it(page):
    opened(page, "?posterior.rate=20&posterior.ill=50&posterior.well=9.6")
    assert values(page) == ["20%", "50%", "9.6%"]
    assert "Of 1000 people, 200 are ill. Large nuclei: 100 of the ill, 76 of the well." in words(page)
    page.get_by_role("slider", name=RATE).focus()
    press(page, "ArrowRight")
    expect(page).to_have_url(re.compile(r"/\?posterior\.rate=21&posterior\.ill=50$"))
    page.locator("rc-posterior").get_by_role("button", name="Reset").click()
    expect(page).to_have_url(re.compile(f"{LESSON}$"))
    assert words(page) == AT_FIRST


def test_the_clinic_s_own_rate_survives_an_address(page):
    opened(page, "?posterior.rate=37.3")
    assert "This is the clinic" in words(page)


# ---- On a small screen


@pytest.mark.parametrize("query", ["", "?posterior.rate=0.1&posterior.ill=1&posterior.well=99"])
@pytest.mark.parametrize("width", [320, 390])
def test_on_a_small_screen_nothing_is_cut_or_laid_over_another(page, width, query):
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, query)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    boxes = page.locator("rc-posterior svg.rc-drawing__svg text").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().toJSON())"
    )
    assert len(boxes) == 6
    for i, one in enumerate(boxes):
        assert one["left"] >= 0 and one["right"] <= width
        for other in boxes[:i]:
            apart = one["right"] <= other["left"] or other["right"] <= one["left"]
            assert apart or one["bottom"] <= other["top"] + 2 or other["bottom"] <= one["top"] + 2
    if width == 390:
        size = page.locator(".rc-posterior-note").first
        assert size.evaluate("one => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a") >= 11
    expect(page.locator("rc-posterior").locator("input, button")).to_have_count(7)

"""The playground in which digits are ordered: its generator is the one that was trained, and every reader can order."""

import json

import numpy as np
import pytest
import torch
from playwright.sync_api import Locator, Page, expect
from safetensors.numpy import load
from torch import nn

from tests.site.conftest import Built
from tests.site.playing import left, live

LESSON = "lessons/gan/"
DIGITS, LAST = range(10), 7
ORDER = "(playground, [digit, lot]) => playground.order(digit, lot).map((dots) => [...dots])"
INK = """(canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return [canvas.width, ...data.filter((_, i) => i % 4 === 3)];
}"""


def opened(page: Page, address: str = "") -> Locator:
    page.goto(LESSON + address)
    return live(page, "on-demand")


@pytest.fixture
def play(page) -> Locator:
    return opened(page)


@pytest.fixture(scope="module")
def generator(built: Built) -> nn.Module:
    """The network, as torch has it, with the numbers that the page gets."""
    numbers = {name: torch.tensor(array) for name, array in load(left(built, LESSON, "generator.safetensors")).items()}
    (hidden, inputs), (dots, _) = numbers["0.weight"].shape, numbers["2.weight"].shape
    network = nn.Sequential(nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, dots), nn.Sigmoid())
    network.load_state_dict(numbers)
    return network


@pytest.fixture(scope="module")
def training(built: Built) -> dict[str, np.ndarray]:
    return load(left(built, LESSON, "drawn.safetensors"))


def words(play: Locator) -> Locator:
    return play.locator(".rc-play-words")


def drawn(play: Locator, which: int) -> list[int]:
    """The ink of a picture, as it stands there."""
    play.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    return play.locator("canvas").nth(which).evaluate(INK)


def test_it_draws_what_torch_draws(play, built, generator):
    x = torch.randn(50, generator[0].in_features, generator=torch.Generator().manual_seed(1))
    found = play.evaluate(
        """async (playground, [url, x]) => {
          const { forward } = await import(url);
          return x.map((one) => [...forward(playground.generator, one, "sigmoid")]);
        }""",
        [f"{built.url}assets/js/models/network.js", x.tolist()],
    )
    np.testing.assert_allclose(found, generator(x).detach(), atol=1e-5)


def test_its_noise_is_that_of_a_bell_curve_and_the_same_for_the_same_lot(play, built):
    bells = play.evaluate(
        """async (_, url) => {
          const { bells, lots } = await import(url);
          return [bells(20000, lots(1)), bells(20000, lots(1)), bells(20000, lots(2))];
        }""",
        f"{built.url}assets/js/models/random.js",
    )
    assert bells[0] == bells[1] != bells[2]
    assert abs(np.mean(bells[0])) < 0.03
    assert abs(np.std(bells[0]) - 1) < 0.03
    assert abs(np.mean(np.abs(bells[0]) < 1) - 0.683) < 0.02


def test_what_is_ordered_is_drawn_and_named(play):
    for digit, name in [(0, "zeros"), (7, "sevens")]:
        play.get_by_role("radio", name=str(digit), exact=True).check()
        expect(play.get_by_role("img", name=f"10 new {name}")).to_be_visible()
        expect(words(play)).to_contain_text(f"Above: 10 new {name}")
        dots = np.array(play.evaluate(ORDER, [digit, 1])).reshape(2, 5, 8, 8)
        sheet = np.zeros((2, 10, 5, 10))
        sheet[:, 1:9, :, 1:9] = np.floor(255 * dots + 0.5).transpose(0, 2, 1, 3)
        width, *ink = drawn(play, 0)
        assert width == 50
        np.testing.assert_allclose(ink, sheet.ravel(), atol=1)


def test_no_digit_is_drawn_twice(play):
    for digit in DIGITS:
        dots = np.array(play.evaluate(ORDER, [digit, 1]) + play.evaluate(ORDER, [digit, 2]))
        apart = np.abs(dots[:, None] - dots).max(axis=2) + np.eye(len(dots))
        assert apart.min() > 0.05


def test_others_are_drawn_and_an_address_brings_them_back(page, play):
    first = drawn(play, 0)
    play.get_by_role("button", name="Draw others").click()
    others = drawn(play, 0)
    assert others != first
    expect(play.get_by_role("status")).to_contain_text("new fives")
    again = opened(page, "?on-demand.lot=2")
    assert drawn(again, 0) == others
    again.get_by_role("button", name="Reset").click()
    assert drawn(again, 0) == first


def test_looking_back_shows_what_was_drawn_then(play, training):
    slider = play.get_by_role("slider")
    slider.press("End")
    for moment in reversed(range(LAST + 1)):
        turns = training["turns"][moment]
        after = "1 turn" if turns == 1 else f"{turns} turns"
        expect(slider).to_have_attribute("aria-valuetext", after)
        expect(words(play)).to_contain_text(f"after {after} of training")
        expect(words(play)).to_contain_text(f"reads {100 * training['agrees'][moment]:.0f} in 100 of such digits")
        sheet = np.zeros((2, 10, 5, 10))
        sheet[:, 1:9, :, 1:9] = training["drawn"][moment].reshape(2, 5, 8, 8).transpose(0, 2, 1, 3)
        np.testing.assert_allclose(drawn(play, 1)[1:], sheet.ravel(), atol=1)
        slider.press("ArrowLeft")


def test_the_last_moment_is_the_generator_that_takes_orders(generator, training):
    """All moments were drawn from the same noise, and the page has the network of the last one."""
    assert list(training["turns"]) == sorted(training["turns"])
    asked = torch.cat([torch.tensor(training["noise"]), torch.eye(10)], dim=1)
    np.testing.assert_allclose(training["drawn"][LAST], 255 * generator(asked).detach(), atol=0.6)


def test_on_paper_ink_is_dark_for_those_too_who_read_white_on_black(page):
    page.emulate_media(color_scheme="dark")
    picture = opened(page).locator("canvas").first
    look = "(canvas) => getComputedStyle(canvas).filter"
    assert picture.evaluate(look) == "invert(1)"
    page.emulate_media(color_scheme="dark", media="print")
    assert picture.evaluate(look) == "none"


def test_an_address_may_say_anything(page):
    play = opened(page, "?on-demand.digit=11&on-demand.lot=0&on-demand.moment=8")
    assert json.loads(play.evaluate("(playground) => JSON.stringify(playground.state)")) == {
        "digit": "5",
        "lot": 1,
        "moment": 4,
    }

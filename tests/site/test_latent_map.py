"""The playground in which a digit is kept as two numbers: its networks are the lesson's, and every reader can draw."""

import json
import re

import numpy as np
import pytest
import torch
from playwright.sync_api import Locator, Page, expect
from safetensors.numpy import load
from sklearn.datasets import load_digits
from torch import nn

from tests.site.conftest import Built
from tests.site.playing import left, live

LESSON = "lessons/vae/"
NEXT_PICTURE = "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"


def opened(page: Page, address: str = "") -> Locator:
    page.goto(LESSON + address)
    return live(page, "latent-map")


@pytest.fixture
def play(page) -> Locator:
    return opened(page)


@pytest.fixture(scope="module")
def networks(built: Built) -> nn.ModuleDict:
    """Both networks, as torch has them, with the numbers that the page gets."""
    numbers = {name: torch.tensor(array) for name, array in load(left(built, LESSON, "model.safetensors")).items()}

    def network(name: str) -> nn.Sequential:
        layers = [numbers[f"{name}.{i}.weight"].shape for i in (0, 2)]
        return nn.Sequential(nn.Linear(*layers[0][::-1]), nn.ReLU(), nn.Linear(*layers[1][::-1]))

    both = nn.ModuleDict({name: network(name) for name in ("encoder", "decoder")})
    both.load_state_dict(numbers)
    both["decoder"].append(nn.Sigmoid())
    return both


def digits(built: Built) -> np.ndarray:
    return np.array([one["dots"] for one in json.loads(left(built, LESSON, "digits.json"))]) / 16


def words(play: Locator) -> Locator:
    return play.locator(".rc-play-words")


def mark(play: Locator) -> Locator:
    return play.get_by_role("application", name="The code")


def cells(play: Locator) -> Locator:
    return play.get_by_role("gridcell")


def inked(play: Locator) -> list[int]:
    """The ink of each dot that goes in, of 16, as it is told."""
    play.evaluate(NEXT_PICTURE)
    labels = cells(play).evaluate_all("all => all.map((one) => one.ariaLabel)")
    return [int(label.partition("ink ")[2].split()[0]) for label in labels]


def drawn(play: Locator) -> np.ndarray:
    """The ink of what comes out, as it is seen."""
    play.evaluate(NEXT_PICTURE)
    dots = play.locator(".rc-latent-out .rc-dots-ink")
    return np.array(dots.evaluate_all("all => all.map((dot) => Number(dot.getAttribute('fill-opacity')))"))


def code(play: Locator) -> np.ndarray:
    play.evaluate(NEXT_PICTURE)
    return np.array(play.evaluate("(playground) => playground.code"))


# ---- The networks


def test_it_keeps_and_draws_what_torch_keeps_and_draws(play, networks):
    rng = torch.Generator().manual_seed(1)
    x, z = torch.rand(40, 64, generator=rng), 2 * torch.randn(40, 2, generator=rng)
    codes, images = play.evaluate(
        """(playground, [x, z]) =>
          [x.map((dots) => playground.encode(dots)), z.map((code) => [...playground.decode(code)])]""",
        [x.tolist(), z.tolist()],
    )
    np.testing.assert_allclose(codes, networks["encoder"](x).detach()[:, :2], atol=1e-5)
    np.testing.assert_allclose(images, networks["decoder"](z).detach(), atol=1e-5)


def test_its_digits_are_digits_of_the_data_and_have_the_codes_that_were_kept(play, built):
    X, y = load_digits(return_X_y=True)
    for k, dots in enumerate(digits(built)):
        (found,) = np.flatnonzero((16 * dots == X).all(axis=1))
        assert y[found] == k
    kept = [one["code"] for one in json.loads(left(built, LESSON, "digits.json"))]
    codes = play.evaluate("(playground) => playground.digits.map((dots) => playground.encode(dots))")
    np.testing.assert_allclose(codes, kept, atol=1e-3)


def test_what_comes_out_is_drawn_from_what_was_kept(page, built, networks):
    for digit in (0, 4):
        play = opened(page, f"?latent-map.digit={digit}&latent-map.noise=0")
        x = torch.tensor(digits(built)[digit]).float()
        assert inked(play) == [round(16 * ink) for ink in x.tolist()]
        kept = networks["encoder"](x)[:2]
        np.testing.assert_allclose(code(play), kept.detach(), atol=1e-5)
        image = networks["decoder"](kept).detach().numpy()
        np.testing.assert_allclose(drawn(play), image, atol=0.006)
        off = np.mean((image - x.numpy()) ** 2)
        expect(words(play)).to_contain_text(f"Mistake of what is drawn from them: {off:.3f}.")


def test_noise_is_as_large_as_it_says_and_the_same_for_the_same_lot(page):
    shown = []
    for lot in (1, 1, 2):
        play = opened(
            page, f"?latent-map.digit=own&latent-map.dots={64 * '8'}&latent-map.noise=10&latent-map.lot={lot}"
        )
        shown.append(inked(play))
    assert shown[0] == shown[1] != shown[2]
    assert 0.07 < np.std(np.array(shown[0]) / 16) < 0.13


def test_strong_noise_does_not_get_through_and_without_noise_more_is_lost_than_there_was(page):
    """As the lesson says: two numbers are too few for a digit, and yet better than much noise."""
    for digit in range(10):
        play = opened(page, f"?latent-map.digit={digit}&latent-map.noise=60")
        play.evaluate(NEXT_PICTURE)
        before, after = play.evaluate("(playground) => playground.lost")
        assert after < before
        expect(words(play)).to_contain_text("More noise stayed behind than was lost of the digit.")
    play = opened(page, "?latent-map.noise=5")
    expect(words(play)).to_contain_text("More was lost of the digit than noise stayed behind.")


# ---- What a reader does


def test_drawing_with_the_keyboard(play):
    play.get_by_role("button", name="Clear the paper").press("Enter")
    play.get_by_role("slider").press("Home")
    assert inked(play) == [0] * 64
    cells(play).first.focus()
    for key in ("ArrowDown", "ArrowRight", "Space", "Shift+ArrowDown"):
        play.page.keyboard.press(key)
    ink = np.array(inked(play)).reshape(8, 8)
    assert (ink[1, 1], ink[2, 1]) == (16, 16)
    assert ink[0, 1] == ink[1, 0] == ink[2, 2] == ink[3, 1] == 5
    assert np.count_nonzero(ink) == 2 + 6
    expect(words(play)).to_contain_text("Your drawing.")
    assert not play.locator("fieldset input:checked").count()
    play.page.keyboard.press("Space")
    assert np.array(inked(play)).reshape(8, 8)[2, 1] == 0


def test_drawing_with_the_mouse_goes_on_between_dots(play):
    play.get_by_role("button", name="Clear the paper").click()
    play.get_by_role("slider").fill("0")
    grid = play.get_by_role("grid")
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()

    def place(row: int, column: int) -> tuple[float, float]:
        return box["x"] + box["width"] * (column + 0.5) / 8, box["y"] + box["height"] * (row + 0.5) / 8

    mouse = play.page.mouse
    mouse.move(*place(2, 1))
    mouse.down()
    mouse.move(*place(2, 6))
    mouse.up()
    ink = np.array(inked(play)).reshape(8, 8)
    assert (ink[2, 1:7] == 16).all()
    assert (ink[4:] == 0).all()


def test_a_drawing_can_be_sent_and_a_digit_chosen_after_it(page, play):
    cells(play).first.press("Space")
    expect(play.get_by_role("status")).to_contain_text("Your drawing")
    ink = inked(play)
    again = opened(page, page.url.partition("?")[2].join(["?", ""]))
    assert inked(again) == ink
    again.get_by_role("radio", name="3").check()
    expect(words(again)).to_contain_text("A three")


def test_walking_about_on_the_map_with_keys(play, networks):
    start = code(play)
    mark(play).press("ArrowRight")
    mark(play).press("Shift+ArrowUp")
    assert code(play) == pytest.approx(start + np.array([0.1, 0.5]), abs=0.011)
    expect(words(play)).to_contain_text("You stand at")
    image = networks["decoder"](torch.tensor(code(play)).float()).detach().numpy()
    np.testing.assert_allclose(drawn(play), image, atol=0.006)
    for _ in range(15):
        mark(play).press("Shift+ArrowLeft")
    assert code(play)[0] == -3
    play.get_by_role("slider").press("ArrowRight")  # what goes in has a code of its own
    expect(words(play)).to_contain_text("The two numbers that are kept")


def test_pressing_on_the_map_puts_the_code_there(play):
    pad = play.locator(".rc-latent-pad")
    pad.scroll_into_view_if_needed()
    box = pad.locator(".rc-latent-edge").bounding_box()
    play.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    np.testing.assert_allclose(code(play), [0, 0], atol=0.03)
    play.page.mouse.click(box["x"] + box["width"] * 0.9, box["y"] + box["height"] * 0.2)
    np.testing.assert_allclose(code(play), [2.6, 1.95], atol=0.03)


def test_the_mark_is_dragged_and_tells_where_it_is(play):
    pad = play.locator(".rc-latent-pad")
    pad.scroll_into_view_if_needed()
    box = pad.locator(".rc-latent-edge").bounding_box()
    mouse = play.page.mouse
    mark(play).hover()
    mouse.down()
    mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    mouse.move(box["x"] + 0.9 * box["width"], box["y"] + box["height"] + 200)  # it stays on the map
    mouse.up()
    np.testing.assert_allclose(code(play), [2.6, -3], atol=0.03)
    expect(mark(play)).to_be_focused()
    expect(mark(play)).to_have_attribute("aria-label", re.compile(r"^The code, at 2\.\d\d and -3\.00$"))
    expect(words(play)).to_contain_text(re.compile(r"Of the ten digits on the map, the \w+ is nearest\.$"))


def test_an_address_may_say_anything(page):
    nonsense = {"digit": "x", "dots": 63 * "0" + "h", "noise": "61", "lot": "0", "at": "9.99"}
    assert inked(opened(page, f"?latent-map.dots={64 * 'g'}&latent-map.noise=0")) != 64 * [16]  # a three, not drawn
    play = opened(page, "?" + "&".join(f"latent-map.{name}={value}" for name, value in nonsense.items()))
    state = json.loads(play.evaluate("(playground) => JSON.stringify(playground.state)"))
    assert state == {"digit": "3", "dots": None, "noise": 30, "lot": 1, "at": None}
    assert json.loads(
        opened(page, "?latent-map.at=9.00 -9.00").evaluate("(playground) => JSON.stringify(playground.state.at)")
    ) == [3, -3]

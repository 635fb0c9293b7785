"""Claims of the lesson gan."""

import numpy as np
import pytest
import torch
from scipy.optimize import minimize_scalar

SEEDS, FEW_SEEDS = range(6), range(3)
QUICK_RING = ("[0, 20, 50, 100, 300, 1000]", "[0, 1, 2, 3, 4, 5]")
MOMENTS = [100, 120, 140, 160]
QUICK = ("train()}", "fresh}")
JUDGE, VARIETY, NEAREST, CAUGHT = range(4)
GAMES, RUNS = {}, {}


@pytest.fixture(autouse=True)
def one_thread():
    """As the runner does it: with more threads, small networks are slower."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def the_ring_is_found(lesson, seeds):
    for seed in seeds:
        shown, _ = lesson["train"]([0, 1000], seed=seed)
        before, after = map(lesson["reached"], shown)
        assert before[0] == 0
        assert after[0] >= 7
        assert after[1] > 0.6


def test_a_classifier_trains_a_generator(snippet):
    """Taught by a discriminator alone, the generator reaches seven clusters of eight or all, for each of 6 seeds."""
    the_ring_is_found(snippet("gan/ring.py", QUICK_RING), SEEDS)


def test_breaking_the_discriminator_by_keeping_it_from_learning(snippet):
    """A discriminator that learns nothing teaches nothing: then the ring is not found."""
    lesson = snippet("gan/ring.py", QUICK_RING, ("d_optimizer.step()", "pass"))
    for seed in FEW_SEEDS:
        with pytest.raises(AssertionError):
            the_ring_is_found(lesson, [seed])


def games(snippet, generator_turns):
    """Clusters reached at four moments, and the generator's later losses, for each seed; worked out once."""
    if generator_turns not in GAMES:
        lesson = snippet("gan/ring.py", QUICK_RING)
        played = [lesson["train"](MOMENTS, generator_turns, seed) for seed in SEEDS]
        GAMES[generator_turns] = [
            (np.mean([lesson["reached"](points)[0] for points in shown]), np.mean(losses[-60:]))
            for shown, losses in played
        ]
    return np.array(GAMES[generator_turns])


def nothing_is_lost(found):
    assert found.mean() > 6


def test_with_fifteen_turns_to_one_it_collapses(snippet):
    """With 15 turns to one fewer than two clusters are reached on average over 6 seeds; with one to one, over six."""
    nothing_is_lost(games(snippet, 1)[:, 0])
    assert games(snippet, 15)[:, 0].mean() < 2


def test_breaking_the_game_by_giving_one_side_fifteen_turns(snippet):
    """Nothing but the number of turns was changed, and the claim that nothing is lost fails."""
    with pytest.raises(AssertionError):
        nothing_is_lost(games(snippet, 15)[:, 0])


def test_the_staged_game_is_the_same_game(snippet):
    """The program of the collapse plays what `ring.py` plays: the same seed gives the same points and losses."""
    few = [("[100, 120, 140, 160]", "[8, 16, 24, 32]"), ("range(3)", "range(2)")]
    staged, ring = snippet("gan/collapse.py", *few), snippet("gan/ring.py", QUICK_RING)
    for turns in (1, 15):
        shown, losses = ring["train"]([8, 16, 24, 32], turns, seed=0)
        assert torch.equal(shown[-1], staged["games"][turns, 0][0][-1])
        assert losses == staged["games"][turns, 0][1]


def test_the_loss_gives_no_warning(snippet):
    """The collapsed generator's loss is lower than the fair one's, for each of 6 seeds: nothing in it says collapse."""
    assert (games(snippet, 15)[:, 1] < games(snippet, 1)[:, 1] - 0.02).all()


def learned_is_the_ratio(lesson, learn):
    x = np.linspace(-3, 3, 50)
    for seed in range(10):
        assert np.abs(learn(seed=seed)(x) - lesson["best"](x)).max() < 0.02


def test_the_discriminator_learns_the_ratio(snippet):
    """Between two known curves a classifier learns the share of real points, within .02, for each of 10 seeds."""
    lesson = snippet("gan/ratio.py")
    learned_is_the_ratio(lesson, lesson["learn"])


def test_breaking_the_ratio_by_showing_fewer_made_points(snippet):
    """Shown half as many made points as real ones, it learns another share: the formula is for equal numbers."""
    lesson = snippet("gan/ratio.py")
    half = (
        "made = p_real.rvs(n, random_state=rng), p_made.rvs(n,",
        "made = p_real.rvs(n, random_state=rng), p_made.rvs(n // 2,",
    )
    fewer = snippet("gan/ratio.py", half, ("np.repeat([1, 0], n)", "np.repeat([1, 0], [n, n // 2])"))
    with pytest.raises(AssertionError):
        learned_is_the_ratio(lesson, fewer["learn"])


def test_no_answer_costs_less_than_the_ratio(snippet):
    """At each place, the answer with the smallest log loss is the ratio, to five digits: searched, not derived."""
    lesson = snippet("gan/ratio.py")
    for x in np.linspace(-3, 3, 25):
        real, made = lesson["p_real"].pdf(x), lesson["p_made"].pdf(x)

        def loss(answer, real=real, made=made):
            return -(real * np.log(answer) + made * np.log(1 - answer)) / (real + made)

        found = minimize_scalar(loss, bounds=(1e-9, 1 - 1e-9), method="bounded", options={"xatol": 1e-9}).x
        assert abs(found - lesson["best"](x)) < 1e-5


def judged(snippet, seeds, *changes, turns=3000):
    """The four verdicts on the digits of a GAN, for each seed, after the real ones; worked out once."""
    if (changes, turns) not in RUNS:
        lesson = snippet("gan/judged.py", QUICK, *changes)
        real = lesson["verdicts"](lesson["fresh"])
        RUNS[changes, turns] = real, [lesson["verdicts"](lesson["train"](turns, seed)) for seed in seeds]
    real, made = RUNS[changes, turns]
    return np.array(real, dtype=float), np.array(made, dtype=float)


def cheap(snippet, who, *changes):
    """The four verdicts on a cheap maker, for each of 6 seeds."""
    lesson = snippet("gan/cheap_makers.py", *changes)
    return np.array([lesson["verdicts"](lesson["make"](seed)[who]) for seed in SEEDS])


def it_draws_what_is_asked_for(made):
    assert (made[:, JUDGE] > 0.9).all()


def test_it_draws_what_is_asked_for(snippet):
    """A judge that took no part reads nine in ten of the digits and more as what was asked for, for each of 3 seeds."""
    it_draws_what_is_asked_for(judged(snippet, FEW_SEEDS)[1])


def test_breaking_the_orders_by_showing_wrong_labels(snippet):
    """If the labels beside the real digits are drawn at random, it makes digits and does not obey."""
    wrong = ("asked = orders[y_train[batch]]", "asked = orders[torch.randint(10, (100,))]")
    with pytest.raises(AssertionError):
        it_draws_what_is_asked_for(judged(snippet, range(1), wrong, turns=1500)[1])


def it_does_not_copy(real, made):
    assert (made[:, NEAREST] > real[NEAREST] + 0.05).all()


def test_it_does_not_copy_and_does_not_repeat_itself(snippet):
    """Its digits are no nearer to training digits than fresh ones are, with over four fifths of their variety."""
    real, made = judged(snippet, FEW_SEEDS)
    it_does_not_copy(real, made)
    assert (made[:, VARIETY] > 0.8 * real[VARIETY]).all()


def test_breaking_the_test_for_copies_with_a_photocopier(snippet):
    """A photocopier has the variety of real digits, pleases the judge, is not caught, and fails as a copy."""
    real, _ = judged(snippet, FEW_SEEDS)
    copies = cheap(snippet, "photocopier")
    assert (copies[:, JUDGE] > 0.98).all()
    assert (copies[:, VARIETY] > 0.9 * real[VARIETY]).all()
    assert (copies[:, CAUGHT] < 0.6).all()
    with pytest.raises(AssertionError):
        it_does_not_copy(real, copies)


def test_averages_fool_the_judge(snippet):
    """Printing each digit's average pleases the judge every time, without any variety."""
    averages = cheap(snippet, "averages")
    assert (averages[:, JUDGE] > 0.99).all()
    assert (averages[:, VARIETY] < 0.01).all()


def test_the_cheap_baseline_is_caught_less_often(snippet):
    """One bell curve a digit pleases the judge, is caught less often than the GAN, and has less variety."""
    bells = cheap(snippet, "bell curves")
    _, made = judged(snippet, FEW_SEEDS)
    assert (bells[:, JUDGE] > 0.95).all()
    assert bells[:, CAUGHT].mean() < made[:, CAUGHT].mean() - 0.04
    assert bells[:, VARIETY].mean() < made[:, VARIETY].mean() - 0.04


def test_the_losses_end_near_where_they_began(snippet, capsys):
    """Both losses end near where they began, the discriminator's near a coin toss; the judge sees the difference."""
    snippet("gan/on_demand.py")
    lines = capsys.readouterr().out.strip().splitlines()[2:]
    first, last = (np.array(line.split(), dtype=float) for line in (lines[0], lines[-1]))
    assert abs(first[1] - np.log(2)) < 0.05
    assert abs(last[1] - np.log(2)) < 0.12
    assert abs(last[2] - first[2]) < 0.2
    assert first[3] < 0.3
    assert last[3] > 0.9


def test_trying_adams_own_setting(snippet):
    """Try this 1: with Adam's own setting, fewer than half of the points are in a cluster, on average over 4 seeds."""
    lesson = snippet("gan/ring.py", QUICK_RING, ('"betas": (0.0, 0.99)', '"betas": (0.9, 0.999)'))
    shares = [lesson["reached"](lesson["train"]([1000], seed=seed)[0][0])[1] for seed in range(4)]
    assert np.mean(shares) < 0.5


def test_trying_without_noise(snippet):
    """Try this 2: without noise it draws one image a digit; the judge is as happy as ever, the detective is not."""
    _, made = judged(snippet, range(1), ("torch.randn(", "torch.zeros("))
    assert (made[:, JUDGE] >= 0.9).all()
    assert (made[:, VARIETY] < 0.01).all()
    assert (made[:, CAUGHT] > 0.95).all()


def test_trying_each_dot_on_its_own(snippet):
    """Try this 3: with each dot on its own the judge hardly minds, and the detective catches far more of them."""
    naive = cheap(snippet, "bell curves", ("np.cov(x.T)", "np.diag(x.var(axis=0))"))
    bells = cheap(snippet, "bell curves")
    assert (naive[:, JUDGE] > 0.9).all()
    assert naive[:, CAUGHT].mean() > bells[:, CAUGHT].mean() + 0.08

"""Claims of the lesson density-to-autoregressive."""

import itertools

import numpy as np
import pytest
import torch
from scipy.spatial.distance import cdist
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

SEEDS, FEW_SEEDS = range(6), range(4)
COUNTS, LENGTHS = "density-to-autoregressive/count_small_images.py", "density-to-autoregressive/code_length.py"
DRAW, LAYER = "density-to-autoregressive/dot_by_dot.py", "density-to-autoregressive/masked_layer.py"
SEND = "density-to-autoregressive/send_a_digit.py"
READING, BACKWARDS, SHUFFLED = "one chain, as one reads", "one chain, backwards", "one chain, shuffled"


def the_chain_gives_each_image_its_share(lesson, chained):
    for order in itertools.permutations(range(4)):
        small = lesson["small"][:, order]
        images = list(itertools.product([0, 1], repeat=4))
        shares = [chained(image, small) for image in images]
        np.testing.assert_allclose(shares, [lesson["counted"](image, small) for image in images], rtol=1e-12)
        assert abs(sum(shares) - 1) < 1e-12


def test_counting_dot_by_dot_gives_each_image_its_share(snippet):
    """Counting dot by dot gives each of the 16 small images exactly its share, in each of the 24 orders."""
    lesson = snippet(COUNTS)
    the_chain_gives_each_image_its_share(lesson, lesson["chained"])


def test_breaking_the_chain_by_forgetting_what_came_before(snippet):
    """If no dot is told of those before it, the images do not get their shares."""
    with pytest.raises(AssertionError):
        the_chain_gives_each_image_its_share(
            snippet(COUNTS), lambda image, X: np.prod(np.where(image, X.mean(axis=0), 1 - X.mean(axis=0)))
        )


def test_counting_whole_images_runs_out(snippet):
    """More than 9 in 10 fresh digits were never counted; of their four middle dots none; for each of 10 splits."""
    lesson = snippet(COUNTS)
    for seed in range(10):
        seen, fresh = train_test_split(lesson["images"], test_size=0.5, random_state=seed)
        for size, low, high in [(2, 0, 0), (8, 0.9, 1)]:
            X_seen, X_fresh = lesson["middle"](seen, size), lesson["middle"](fresh, size)
            assert low <= np.mean([lesson["counted"](x, X_seen) == 0 for x in X_fresh]) <= high


def all_images_add_up_to_one(X, hears_of):
    """Nine logistic regressions, one a dot: what they say of all 512 images of 3 by 3 dots adds up to one."""
    images, p = np.array(list(itertools.product([0, 1], repeat=9))), 1
    for i in range(9):
        seen = hears_of(i)
        link = LogisticRegression().fit(np.where(seen, X, 0), X[:, i])
        ink = link.predict_proba(np.where(seen, images, 0))[:, 1]
        p = p * np.where(images[:, i] == 1, ink, 1 - ink)
    assert abs(p.sum() - 1) < 1e-9


def windows(lesson):
    return lesson["X"].reshape(-1, 8, 8)[:, 3:6, 3:6].reshape(-1, 9)


def test_learned_links_make_a_probability(snippet):
    """With logistic regressions for links, the probabilities of all 512 images of 3 by 3 dots add up to one."""
    all_images_add_up_to_one(windows(snippet(DRAW)), lambda i: np.arange(9) < i)


def test_breaking_the_links_by_showing_them_what_comes_after(snippet):
    """If each dot hears of all others, those before it and those after it, they do not: that is no chain."""
    with pytest.raises(AssertionError):
        all_images_add_up_to_one(windows(snippet(DRAW)), lambda i: np.arange(9) != i)


RUNS = {}


def runs(snippet, name, function, seeds, *changes):
    """What a function of a snippet gives for each seed, with changes made to the snippet; worked out once."""
    if (name, changes) not in RUNS:
        lesson = snippet(name, *changes)
        RUNS[name, changes] = [lesson[function](seed=seed) for seed in seeds]
    return RUNS[name, changes]


def lengths(snippet, *changes):
    return runs(snippet, LENGTHS, "scores", FEW_SEEDS if changes else SEEDS, *changes)


def one_chain_beats_naive_bayes(results):
    for bits, _ in results:
        assert bits[READING] < bits["naive Bayes"] - 0.02


def test_one_chain_beats_naive_bayes(snippet):
    """One chain, without labels, needs fewer bits than naive Bayes with ten stories, for each of 6 splits."""
    one_chain_beats_naive_bayes(lengths(snippet))


def test_breaking_the_links_by_hiding_what_came_before(snippet):
    """If its links see nothing of what came before, one chain does not beat naive Bayes."""
    with pytest.raises(AssertionError):
        one_chain_beats_naive_bayes(lengths(snippet, ("order[:i]", "order[:0]")))


def test_a_general_packer_lies_between(snippet):
    """A packer that knows no digits needs more bits than naive Bayes, and fewer than a share of ink, in 6 splits."""
    for bits, _ in lengths(snippet):
        assert bits["naive Bayes"] + 0.05 < bits["packed by bz2"] < bits["share of all ink"] - 0.1


def test_the_order_hardly_matters(snippet):
    """As one reads, backwards or shuffled: the bits of one chain differ by less than .01 a dot, in each of 6 splits."""
    for bits, _ in lengths(snippet):
        in_three_orders = [bits[order] for order in (READING, BACKWARDS, SHUFFLED)]
        assert max(in_three_orders) - min(in_three_orders) < 0.01


def test_ten_chains_name_digits(snippet):
    """Ten chains need still fewer bits, and name more digits rightly than logistic regression, for each of 6 splits."""
    for bits, right in lengths(snippet):
        assert bits["ten chains"] < bits[READING] - 0.02
        assert right["ten chains"] > right["logistic regression"] + 0.01
        assert right["logistic regression"] > right["naive Bayes"]


def test_what_is_sent_comes_back(snippet):
    """Thirty digits come back dot for dot, and no message is much more than two bits longer than the chain asks."""
    lesson = snippet(SEND)
    np.testing.assert_array_equal(lesson["received"], lesson["X_test"][:30])
    for image, message in zip(lesson["X_test"], lesson["messages"], strict=False):
        price = 0
        for i, link in enumerate(lesson["chain"]):
            ink = link.predict_proba([np.where(lesson["places"] < i, image, 0)])[0, 1]
            price -= np.log2(ink if image[i] else 1 - ink)
        assert price < len(message) < price + 2.01


def test_coin_tosses_become_drawings(snippet):
    """Forty strings of coin tosses become forty different drawings, with about as much ink as digits have."""
    lesson = snippet(SEND)
    rng = np.random.default_rng(1)
    drawn = [lesson["read"](lesson["chain"], "".join(rng.choice(["0", "1"], 99))) for _ in range(40)]
    assert len(np.unique(drawn, axis=0)) == 40
    assert 0.25 < np.mean(drawn) < 0.4


def the_layer_is_the_64_links(model, X):
    """It hears of nothing that comes after, and needs about as many bits as separate logistic regressions."""
    for j in range(64):
        other = X.clone()
        other[:, j] = 1 - other[:, j]
        with torch.no_grad():
            torch.testing.assert_close(model(X)[:, : j + 1], model(other)[:, : j + 1])


def test_the_layer_is_the_64_links(snippet):
    """The masked layer comes within .01 bits a dot of 64 separate logistic regressions, for each of 4 starts."""
    separate = lengths(snippet)[0][0][READING]
    lesson = snippet(LAYER)
    for seed in FEW_SEEDS:
        model, curve = lesson["train"](seed)
        assert abs(curve[-1] - separate) < 0.01
        the_layer_is_the_64_links(model, lesson["X_test"])


def test_breaking_the_mask_by_turning_it_off(snippet):
    """Without its mask, the layer hears of what comes after."""
    lesson = snippet(LAYER, (".tril(-1)", ""))
    with pytest.raises(AssertionError):
        the_layer_is_the_64_links(lesson["model"], lesson["X_test"])


def test_judging_takes_one_pass_and_drawing_64(snippet):
    """The layer judges all fresh digits in one pass. To draw takes 64, for one image or a hundred."""
    lesson = snippet(LAYER)
    model, passes = lesson["model"], []
    model.register_forward_hook(lambda *_: passes.append(1))
    lesson["bits_a_dot"](model, lesson["X_test"])
    assert len(passes) == 1
    for n_images in (1, 100):
        passes.clear()
        lesson["finish"](model, torch.zeros(n_images, 64), kept=0)
        assert len(passes) == 64


def misfits(lesson, seed):
    """Misfits of fresh digits of which fewer and fewer rows are real, and of naive Bayes."""
    model, _ = lesson["train"](seed)
    by_rows = [lesson["misfit"](lesson["finish"](model, lesson["X_test"], 64 - 8 * rows)) for rows in (0, 2, 4, 8)]
    return by_rows, lesson["misfit"](torch.bernoulli(lesson["stories"][lesson["y_test"]]))


def test_one_chain_loses_its_way(snippet):
    """Of two, four and eight rows drawn by one chain, each is further from any digit, for each of 4 starts."""
    lesson = snippet(LAYER)
    for seed in FEW_SEEDS:
        (none, two, four, all_eight), _ = misfits(lesson, seed)
        assert none + 0.2 < two < four - 0.5
        assert four + 0.2 < all_eight
        assert all_eight > none + 1.3


def test_good_bits_are_no_promise_of_good_drawings(snippet):
    """One chain draws hardly nearer to any digit than naive Bayes, which needs more bits, for each of 4 starts."""
    lesson = snippet(LAYER)
    for seed in FEW_SEEDS:
        by_rows, of_naive_bayes = misfits(lesson, seed)
        assert by_rows[-1] > 0.9 * of_naive_bayes
    one_chain_beats_naive_bayes(lengths(snippet))


def test_chains_that_are_told_their_digit_stay_closer(snippet):
    """Chains that are told their digit draw nearer to a real one, by a dot and more, for each of 4 splits."""
    layer, lesson = snippet(LAYER), snippet(DRAW)
    own = misfits(layer, 0)[0][-1]
    X, y = lesson["X"], lesson["y"]
    for seed in FEW_SEEDS:
        rng = np.random.default_rng(seed)
        X_train, _, y_train, _ = train_test_split(X, y, test_size=0.5, random_state=seed)
        drawn = []
        for k in range(10):
            images = np.zeros((50, 64))
            for i, link in enumerate(lesson["fit_chain"](X_train[y_train == k])):
                images[:, i] = rng.random(50) < link.predict_proba(images)[:, 1]
            drawn.extend(images)
        assert cdist(drawn, X_train, "hamming").min(axis=1).mean() * 64 < own - 1


def test_trying_hard_answers(snippet):
    """Try this 1: without luck, each chain draws the same each time; another model reads eight of ten rightly."""
    lesson = snippet(DRAW, ("rng.random() < link", "0.5 < link"))
    namer = LogisticRegression(max_iter=1000).fit(lesson["X"], lesson["y"])
    assert np.sum(namer.predict(lesson["chained"]) == np.arange(10)) >= 8
    for seed in FEW_SEEDS:
        again = [lesson["draw"](chain, np.random.default_rng(seed)) for chain in lesson["chains"]]
        np.testing.assert_array_equal(again, lesson["chained"])


def test_trying_a_mask_that_lets_each_dot_see_itself(snippet):
    """Try this 2: if each dot may see itself, the bits fall below .1, and its drawings have a third less ink."""
    lesson = snippet(LAYER, (".tril(-1)", ".tril(0)"))
    for seed in FEW_SEEDS:
        model, curve = lesson["train"](seed)
        assert curve[-1] < 0.1
        assert lesson["finish"](model, torch.zeros(100, 64), kept=0).mean() < 2 / 3 * lesson["X_test"].mean()


def test_trying_with_few_digits(snippet):
    """Try this 3: learning from a few dozen digits, one chain needs the fewest bits, in each of 4 splits."""
    for bits, _ in lengths(snippet, ("test_size=0.5", "test_size=0.97")):
        assert bits[READING] < min(bits[rival] for rival in ("ten chains", "naive Bayes", "packed by bz2")) - 0.005

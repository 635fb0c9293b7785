"""Claims of the lesson vae."""

import math

import numpy as np
import pytest
import torch
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

SEEDS, FEW_SEEDS = range(5), range(3)
WITHOUT_NOISE = ("* torch.randn_like(latents)", "* 0")
WITHOUT_PRICE = ("log_var).sum() / 2", "log_var).sum() * 0")
NO_BENDS = (("ReLU()", "Identity()"), ("ReLU, ", "Identity, "))
COPY = ("decode(codes).clamp(0, 1)", "X_train + 0.05 * torch.randn_like(X_train)")
MISTAKE, TOO_NEAR, TOO_FAR = range(3)
LOW, MIDDLE, HIGH = range(3)  # the levels of noise
NOISY, LINES, AUTOENCODER, MEMORY = "noisy", "straight", "VAE", "memory"

RUNS = {}


def compare(snippet, name, *changes):
    """What `compare` of a snippet finds for each seed, with changes made to the snippet; worked out once."""
    if (name, changes) not in RUNS:
        lesson = snippet(f"vae/{name}.py", *changes)
        first = lesson["table" if name == "three_ways" else "decibels"]
        seeds = FEW_SEEDS if changes else SEEDS
        RUNS[name, changes] = [first, *(lesson["compare"](seed)[0] for seed in seeds[1:])]
    return RUNS[name, changes]


def edges(images):
    return images.reshape(-1, 8, 8).diff(dim=2).abs().mean()


def two_numbers(snippet, *changes):
    """Fresh digits, their names, and both ways of drawing them from 2 numbers; also a reader, for each seed."""
    if ("two_numbers", changes) not in RUNS:
        lesson, found = snippet("vae/explore.py", *changes), []
        for seed in FEW_SEEDS if changes else SEEDS:
            parts = train_test_split(lesson["X"], load_digits().target, test_size=0.5, random_state=seed)
            X_train, X_test, y_train, y_test = parts
            pca = PCA(2).fit(X_train)
            straight = torch.tensor(pca.inverse_transform(pca.transform(X_test))).clamp(0, 1)
            model = lesson["train"](X_train, seed)
            bent = model.decoder(model.encoder(X_test)[:, :2])
            reader = LogisticRegression(max_iter=1000).fit(X_train, y_train)
            found.append((X_test, y_test, straight, bent, reader))
        RUNS["two_numbers", changes] = found
    return RUNS["two_numbers", changes]


def bent_beats_straight(found):
    for X_test, _, straight, bent, _ in found:
        assert (X_test - bent).square().mean() < 0.8 * (X_test - straight).square().mean()


def test_with_two_numbers_bent_beats_straight(snippet):
    """With 2 numbers, its mistake on fresh digits is less than four fifths of PCA's, for each of 5 splits."""
    bent_beats_straight(two_numbers(snippet))


def test_breaking_the_autoencoder_by_taking_its_bends_out(snippet):
    """Without the bends between its layers it has no such lead over straight lines."""
    with pytest.raises(AssertionError):
        bent_beats_straight(two_numbers(snippet, *NO_BENDS))


def test_drawings_are_blurred(snippet):
    """Drawn again from 2 numbers, digits have weaker edges than they had, for each of 5 splits: they are blurred."""
    for X_test, _, straight, bent, _ in two_numbers(snippet):
        assert edges(straight) < edges(bent) < 0.93 * edges(X_test)


def test_two_numbers_are_too_few_to_read_all_digits(snippet):
    """A reader misreads fewer than 1 in 15 fresh digits, and more than 1 in 10 drawn from 2 numbers, in 5 splits."""
    for X_test, y_test, _, bent, reader in two_numbers(snippet):
        assert 1 - reader.score(X_test, y_test) < 1 / 15
        assert 1 - reader.score(bent, y_test) > 1 / 10


def new_digits_are_like_digits(tables):
    for table in tables:
        assert table["VAE"][TOO_FAR] < 0.15
        assert table["VAE"][TOO_FAR] < 0.5 * table["plain"][TOO_FAR]
        assert table["VAE"][TOO_FAR] < table["PCA"][TOO_FAR] - 0.04
        assert table["PCA"][TOO_FAR] < table["plain"][TOO_FAR] - 0.04


def test_random_codes_become_digits(snippet):
    """Too far off are fewest of its drawings, more of PCA's, and most of the plain one's, for each of 5 splits."""
    new_digits_are_like_digits(compare(snippet, "three_ways"))


@pytest.mark.parametrize("missing", [WITHOUT_NOISE, WITHOUT_PRICE], ids=["noise", "price"])
def test_breaking_the_code_by_leaving_out_noise_or_price(snippet, missing):
    """Without the noise in the code, or without its price, most drawings are too far from all digits: it takes both."""
    tables = compare(snippet, "three_ways", missing)
    for table in tables:
        assert table["VAE"][TOO_FAR] > 0.6
    with pytest.raises(AssertionError):
        new_digits_are_like_digits(tables)


def nothing_is_copied(tables):
    for table in tables:
        for who in ("PCA", "plain", "VAE"):
            assert table[who][TOO_NEAR] < 0.05


def test_nobody_copies(snippet):
    """Its drawings are too near to a known digit less often than fresh digits are, for each of 5 splits: no copies."""
    nothing_is_copied(compare(snippet, "three_ways"))


def test_breaking_the_artist_by_letting_it_copy(snippet):
    """An artist that traces known digits is found out at once."""
    with pytest.raises(AssertionError):
        nothing_is_copied(compare(snippet, "three_ways", COPY, ("epochs=90", "epochs=1")))


def test_good_drawings_have_their_price(snippet):
    """With 8 numbers its mistake is below PCA's, and above that of a plain autoencoder, for each of 5 splits."""
    for table in compare(snippet, "three_ways"):
        assert 1.1 * table["plain"][MISTAKE] < table["VAE"][MISTAKE] < 0.95 * table["PCA"][MISTAKE]


def test_with_many_numbers_straight_lines_win(snippet):
    """With 32 numbers, PCA's mistake is less than half of its mistake, for each of 3 splits: the honest case."""
    for table in compare(snippet, "three_ways", ("size, spread = 8", "size, spread = 32")):
        assert table["PCA"][MISTAKE] < 0.5 * table["VAE"][MISTAKE]


def test_what_it_maximises_is_a_bound(snippet):
    """Minus misfit and price lies below the log likelihood, added up over all codes, by over 1, for each of 3 seeds."""
    lesson = snippet("vae/vae.py")
    line = torch.linspace(-5, 5, 201)
    codes, width = torch.cartesian_prod(line, line), line[1] - line[0]
    log_share = -(codes**2).sum(dim=1) / 2 - math.log(2 * math.pi) + 2 * math.log(width)
    assert abs(log_share.exp().sum() - 1) < 1e-3
    for seed in FEW_SEEDS:
        model, X = lesson["train"](seed)[0], lesson["X_test"]
        with torch.no_grad():
            bound = -np.mean([sum(lesson["losses"](model, X)) for _ in range(20)])
            misfits = torch.cdist(X, model.decoder(codes)) ** 2 / (2 * lesson["spread"] ** 2)
        assert bound < torch.logsumexp(log_share - misfits, dim=1).mean() - 1


def test_known_digits_fit_better_than_fresh_ones(snippet):
    """Fresh digits are drawn with more misfit than known ones, for each of 3 seeds."""
    lesson = snippet("vae/vae.py")
    for seed in FEW_SEEDS:
        known, _, fresh, _ = lesson["train"](seed)[1][-1]
        assert fresh > 1.03 * known


def it_denoises(found):
    for decibels in found:
        assert min(np.subtract(decibels[AUTOENCODER], decibels[NOISY])[[MIDDLE, HIGH]]) > 3


def test_it_removes_noise(snippet):
    """At the two higher levels it removes over half of the noise, 3 decibels, for each of 5 splits."""
    it_denoises(compare(snippet, "denoise"))


def test_in_heavy_noise_it_beats_weighted_sums(snippet):
    """In the heaviest noise it beats a weighted sum for each dot, by a little, for each of 5 splits."""
    leads = [found[AUTOENCODER][HIGH] - found[LINES][HIGH] for found in compare(snippet, "denoise")]
    assert min(leads) > 0.1


def test_in_middling_noise_it_is_a_tie(snippet):
    """In middling noise the two are within half a decibel, for each of 5 splits: the honest case."""
    for found in compare(snippet, "denoise"):
        assert abs(found[AUTOENCODER][MIDDLE] - found[LINES][MIDDLE]) < 0.5


def test_in_little_noise_it_does_harm(snippet):
    """In little noise its drawings are worse than the noisy scans, and weighted sums are better, in 5 splits."""
    for found in compare(snippet, "denoise"):
        assert found[AUTOENCODER][LOW] < found[NOISY][LOW] - 1 < found[LINES][LOW] - 2


def test_memory_is_the_best_where_noise_is_heavy(snippet):
    """In the heaviest noise, the weighted memory of all known digits is ahead of it, for each of 5 splits."""
    for found in compare(snippet, "denoise"):
        assert found[MEMORY][HIGH] > found[AUTOENCODER][HIGH] + 0.2


def test_trying_a_wide_spread(snippet):
    """Try this 1: with a wide spread the code is not worth its price; it falls to nothing, and all drawings are one."""
    lesson = snippet("vae/vae.py", ("2, 0.2", "2, 1.0"))
    assert lesson["curves"][-1, 3] < 0.1
    with torch.no_grad():
        model, X = lesson["model"], lesson["X_test"]
        drawn = model.decoder(model.encoder(X)[:, :2])
    assert (drawn.std(dim=0) < 0.02).all()
    assert (drawn[0] - lesson["X_train"].mean(dim=0)).abs().max() < 0.1


def test_trying_without_the_price(snippet):
    """Try this 2: without the price, the mistake is that of the plain one, and nearly all drawings are too far."""
    for table in compare(snippet, "three_ways", WITHOUT_PRICE):
        assert abs(table["VAE"][MISTAKE] - table["plain"][MISTAKE]) < 0.002
        assert table["VAE"][TOO_FAR] > 0.6


def test_trying_an_encoder_that_never_saw_noise(snippet):
    """Try this 3: if it never saw noise, it loses to weighted sums at each level, and no longer removes noise well."""
    unprepared = compare(snippet, "denoise", ("0.6 * torch.rand", "0 * torch.rand"))
    for found in unprepared:
        assert (np.subtract(found[LINES], found[AUTOENCODER]) > 1).all()
    with pytest.raises(AssertionError):
        it_denoises(unprepared)

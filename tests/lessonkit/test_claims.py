"""A lesson's claims are the docstrings of its tests; some tests are none."""

from lessonkit.claims import claims_in

TESTS = '''\
def helper():
    """Not a test."""


def test_heads():
    """It lands
    on heads."""


def test_breaking_the_coin():
    """Not a claim: a model broken on purpose."""


def test_trying_another_coin():
    """Try this 1: this would tell what comes of it."""
'''


def test_only_what_a_lesson_states_is_a_claim(tmp_path):
    (tmp_path / "test_coins.py").write_text(TESTS)
    (claim,) = claims_in(tmp_path / "test_coins.py")
    assert (claim.text, claim.line, claim.test) == ("It lands on heads.", 5, "test_heads")

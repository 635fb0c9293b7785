"""Examples in docstrings, checked by the program itself.

>>> halves([4, 6])
[2.0, 3.0]
"""

import doctest
import sys
import unittest


def halves(numbers: list[int]) -> list[float]:
    """Half of each.

    >>> halves([])
    []
    >>> halves(["a"])
    Traceback (most recent call last):
    TypeError: unsupported operand type(s) for /: 'str' and 'int'
    """
    return [number / 2 for number in numbers]


class HalvesTest(unittest.TestCase):
    """The same as a test case."""

    def test_of_one(self):
        """One half."""
        self.assertEqual(halves([1]), [0.5])


if __name__ == "__main__":
    print(doctest.testmod())
    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromModule(sys.modules[__name__]).run(result)
    print(result.testsRun, result.wasSuccessful())

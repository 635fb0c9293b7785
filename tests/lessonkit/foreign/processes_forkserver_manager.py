"""A dictionary that lives in a process of its own and is filled from others."""

import multiprocessing as mp
from multiprocessing.managers import BaseManager


class Tally:
    """Counts words."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}

    def add(self, word: str) -> None:
        """Count one more."""
        self.counts[word] = self.counts.get(word, 0) + 1

    def all(self) -> dict[str, int]:
        """What was counted."""
        return dict(sorted(self.counts.items()))


class TallyManager(BaseManager):
    """Serves a tally."""


TallyManager.register("Tally", Tally)


def count(tally, shared, text: str) -> None:
    """Count the words of a text."""
    for word in text.split():
        tally.add(word)
    shared[text] = len(text)


if __name__ == "__main__":
    context = mp.get_context("forkserver")
    with TallyManager(ctx=context) as tallies, context.Manager() as manager:
        tally, shared = tallies.Tally(), manager.dict()
        for text in ("to be", "or not to be"):
            child = context.Process(target=count, args=(tally, shared, text))
            child.start()
            child.join()
            print(child.name, child.exitcode)
        print(tally.all(), dict(shared))

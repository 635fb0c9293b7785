"""What was measured, and what the tables ask of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from statistics import median

from bench.measure import Timing

Key = tuple[int, str, str]
"""A size, the name of a tool, a state."""


@dataclass(frozen=True)
class Bound:
    """The lower bound of one round: seconds of compute on one core, and of imports, and the cores."""

    compute: float
    imports: float
    cores: int

    @property
    def seconds(self) -> float:
        """The least wall time: the work shared evenly by all cores, after the imports."""
        return self.compute / self.cores + self.imports


@dataclass
class Results:
    """Timings by size, tool, state and round; the lower bounds by size and round; reasons of failures."""

    timings: dict[Key, dict[int, Timing]] = field(default_factory=lambda: defaultdict(dict))
    bounds: dict[int, dict[int, Bound]] = field(default_factory=lambda: defaultdict(dict))
    failures: dict[Key, str] = field(default_factory=dict)

    def failed(self, size: int, tool: str) -> bool:
        """Whether a tool has failed at a size. It is not asked again."""
        return any(key[:2] == (size, tool) for key in self.failures)

    def seconds(self, key: Key) -> list[float]:
        """The wall times of all rounds; none if the tool failed."""
        return [] if key in self.failures else [timing.seconds for timing in self.timings.get(key, {}).values()]

    def ratio(self, key: Key, other: Key) -> float | None:
        """How many times longer one took than another: the median over rounds, since both shared a round's noise."""
        ours, theirs = self.timings.get(key, {}), self.timings.get(other, {})
        rounds = ours.keys() & theirs.keys()
        if not rounds or key in self.failures or other in self.failures:
            return None
        return median(ours[number].seconds / theirs[number].seconds for number in rounds)

    def ratio_to_bound(self, key: Key) -> float | None:
        """How many times the lower bound it took: the median over rounds."""
        ours, bounds = self.timings.get(key, {}), self.bounds.get(key[0], {})
        rounds = ours.keys() & bounds.keys()
        return median(ours[number].seconds / bounds[number].seconds for number in rounds) if rounds else None

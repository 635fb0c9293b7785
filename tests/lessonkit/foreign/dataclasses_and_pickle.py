"""Classes of the main program, written to a file and read back."""

import copy
import enum
import pickle
from collections import namedtuple
from dataclasses import asdict, dataclass, field, replace

Point = namedtuple("Point", "x y")


class Kind(enum.Enum):
    """What a track belongs to."""

    BIRD = "bird"
    BOAT = "boat"


@dataclass(order=True)
class Track:
    """Where something went."""

    name: str
    kind: Kind = Kind.BIRD
    points: list[Point] = field(default_factory=list)


def length(track: Track) -> int:
    """How many points it has."""
    return len(track.points)


track = Track("gull", points=[Point(0, 0), Point(1, 2)])
with open("track.pickle", "wb") as file:
    pickle.dump((track, length), file, protocol=4)
with open("track.pickle", "rb") as file:
    again, measure = pickle.load(file)

print(again == track, again is track, measure is length, measure(again))
print(again.kind is Kind.BIRD, Track.__module__, Track.__qualname__)
print(asdict(replace(copy.deepcopy(track), name="tern")))

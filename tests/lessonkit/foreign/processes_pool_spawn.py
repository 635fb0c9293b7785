"""Fresh interpreters that import this file again, under another name."""

import multiprocessing as mp
import sys
from dataclasses import dataclass

print("read as", __name__)


@dataclass
class Order:
    """What is sent to the other process."""

    item: str
    count: int


def bill(order: Order) -> tuple[str, int, str]:
    """What it costs, and who worked it out."""
    return order.item, order.count * 3, __name__


def fails(code: int) -> None:
    """Leave with a code."""
    print("leaving with", code)
    sys.exit(code)


if __name__ == "__main__":
    context = mp.get_context("spawn")
    with context.Pool(1) as pool:
        print(pool.map(bill, [Order("tea", 2), Order("salt", 1)]))
    child = context.Process(target=fails, args=(3,))
    child.start()
    child.join()
    print(child.name, "ended with", child.exitcode)

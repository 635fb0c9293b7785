"""Two processes fill one array, and tell of it through a queue."""

import multiprocessing as mp
from multiprocessing import shared_memory

import numpy as np


def fill(name: str, part: slice, value: int, lock, total, queue) -> None:
    """Write a value into a part of the shared array."""
    memory = shared_memory.SharedMemory(name=name)
    array = np.ndarray((8,), dtype=np.int64, buffer=memory.buf)
    array[part] = value
    with lock:
        total.value += int(array[part].sum())
    del array
    memory.close()
    queue.put((value, part.stop - part.start))


if __name__ == "__main__":
    context = mp.get_context("fork")
    memory = shared_memory.SharedMemory(create=True, size=64)
    lock, total, queue = context.Lock(), context.Value("i", 0), context.Queue()
    parts = ((slice(0, 3), 5), (slice(3, 8), 2))
    children = [context.Process(target=fill, args=(memory.name, p, v, lock, total, queue)) for p, v in parts]
    for child in children:
        child.start()
    print(sorted(queue.get(timeout=30) for _ in children))
    for child in children:
        child.join()
    print(np.ndarray((8,), dtype=np.int64, buffer=memory.buf).tolist(), total.value)
    memory.close()
    memory.unlink()
    print([child.exitcode for child in children], context.Semaphore(2).acquire())

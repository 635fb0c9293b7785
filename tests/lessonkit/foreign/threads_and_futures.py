"""Threads, thread pools and process pools behind one interface."""

import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed, wait


def square(number: int) -> int:
    """The same in every pool."""
    return number * number


def crash(number: int) -> float:
    """Fails for zero."""
    return 1 / number


late = threading.Thread(target=lambda: (barrier.wait(), print("a thread that outlives the last line")))
barrier = threading.Barrier(2)

if __name__ == "__main__":
    late.start()
    print(late.name.split()[0], threading.main_thread() is threading.current_thread())
    with ThreadPoolExecutor(3, thread_name_prefix="oven") as pool:
        print(list(pool.map(square, range(5))))
        print(pool.submit(lambda: threading.current_thread().name).result().startswith("oven_"))
    with ProcessPoolExecutor(2) as pool:
        futures = [pool.submit(square, number) for number in (3, 4)]
        print(sorted(future.result() for future in as_completed(futures)), wait(futures).not_done)
        print(repr(pool.submit(crash, 0).exception()))
    print("last line")
    barrier.wait()

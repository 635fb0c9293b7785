"""A thread that ends with an exception leaves a traceback; the program goes on."""

import threading
import traceback


def work(items: list[int]) -> int:
    """Fails on an empty list."""
    return items[0]


thread = threading.Thread(target=work, args=([],))
thread.start()
thread.join()
print("after", thread.name, threading.active_count())

try:
    try:
        work([])
    except IndexError as error:
        raise LookupError("nothing to work on") from error
except LookupError:
    traceback.print_exc()
print(traceback.format_exc())

"""What happens after the last line: threads, callbacks, finalizers, objects."""

import atexit
import sys
import threading
import time
import weakref


class Lamp:
    """Says when it goes out."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        print("out:", self.name)


class Room:
    """Holds a lamp, and itself."""

    def __init__(self, name: str) -> None:
        self.itself, self.lamp = self, Lamp(name)


def slowly() -> None:
    """Ends after the main program."""
    time.sleep(0.05)
    print("the thread has ended")


atexit.register(print, "registered first, called last")
hall = Lamp("in the hall")
weakref.finalize(hall, print, "finalizer of the hall")
brief = Lamp("for a moment")
del brief
cellar = Room("in a circle")
threading.Thread(target=slowly).start()
atexit.register(lambda: print("called first", file=sys.stderr))
print("last line")

"""A program that sends itself signals, and stops what takes too long."""

import os
import signal
import time


class TooSlow(Exception):  # noqa: N818
    """Raised by the alarm."""


def ring(number: int, frame) -> None:
    """What the alarm does."""
    raise TooSlow(signal.Signals(number).name)


signal.signal(signal.SIGUSR1, lambda number, frame: print("got", signal.Signals(number).name))
os.kill(os.getpid(), signal.SIGUSR1)

signal.signal(signal.SIGALRM, ring)
signal.setitimer(signal.ITIMER_REAL, 0.05)
try:
    time.sleep(30)
except TooSlow as error:
    print("stopped by", error)

try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt:
    print("interrupted, and going on")
print("blocked:", signal.pthread_sigmask(signal.SIG_BLOCK, []))

child = os.fork()
if child == 0:
    print("the child", flush=True)
    os._exit(7)
print("the child left with", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))

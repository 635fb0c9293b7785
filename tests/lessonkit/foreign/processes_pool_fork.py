"""A pool of forked processes, and one that is watched by hand."""

import multiprocessing as mp
import os

FACTOR = 1


def scaled(number: int) -> int:
    """Multiply by what the parent had set when it forked."""
    return FACTOR * number


def fail(text: str) -> None:
    """Raise in the child; the parent gets the exception."""
    raise ValueError(f"cannot read {text!r}")


def report(outbox) -> None:
    """Send who runs this."""
    me = mp.current_process()
    outbox.send((me.name, me.daemon, os.getppid() == me._parent_pid, mp.parent_process().name))


if __name__ == "__main__":
    FACTOR = 10
    context = mp.get_context("fork")
    with context.Pool(2) as pool:
        print(pool.map(scaled, range(6)), sorted(pool.imap_unordered(scaled, [7, 8])))
        print(pool.starmap_async(pow, [(2, 3), (3, 2)]).get(timeout=30))
        try:
            pool.apply(fail, ("ten",))
        except ValueError as error:
            print("from a child:", error, type(error.__cause__).__name__)
    inbox, outbox = context.Pipe(duplex=False)
    child = context.Process(target=report, args=(outbox,), name="watched")
    child.start()
    print(inbox.recv())
    child.join()
    print(child.name, child.exitcode, mp.active_children(), mp.current_process().name)
    print(context.Process().name)

"""What goes to standard error, with the place it came from."""

import logging
import sys
import warnings


def old_way(value: int) -> int:
    """Warns at the line that calls it."""
    warnings.warn("use new_way", DeprecationWarning, stacklevel=2)
    return value


logging.warning("before any set-up")
logging.info("nobody sees this")

warnings.warn("this may be wrong")
for _ in range(2):
    old_way(1)  # said once for one line
old_way(2)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    old_way(3)
print(len(caught), caught[0].category.__name__, caught[0].lineno)

layout = "%(levelname)s %(name)s %(processName)s %(threadName)s %(filename)s:%(lineno)d %(funcName)s: %(message)s"
logging.basicConfig(level=logging.DEBUG, format=layout, force=True)
log = logging.getLogger(__name__)
log.debug("settings: %s", {"depth": 2})
log.info("with %d handler", len(logging.getLogger().handlers))
try:
    {}["key"]
except KeyError:
    log.exception("not there")
logging.captureWarnings(True)
warnings.warn("now a record", RuntimeWarning)
print("to standard error", file=sys.stderr)

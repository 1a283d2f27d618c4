"""Starts a command, waits for it, and writes what it used; run as a script by `measured`.

It stands in between because on Linux the peak memory of a process counts from the one that it was
started from, and a test runner is larger than what is measured.
"""

import json
import os
import signal
import sys
from time import monotonic


def main() -> None:
    """Run the command behind the name of the file for the result and the seconds it may take."""
    into, most, *command = sys.argv[1:]
    start = monotonic()
    process = os.posix_spawn(command[0], command, os.environ)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(process, signal.SIGKILL))
    signal.alarm(int(most))
    _, status, used = os.wait4(process, 0)
    result = {
        "code": os.waitstatus_to_exitcode(status),
        "seconds": monotonic() - start,
        "busy": used.ru_utime + used.ru_stime,
        "peak": used.ru_maxrss // 1024,
    }
    with open(into, "w", encoding="ascii") as file:  # noqa: PTH123 - pathlib takes memory
        json.dump(result, file)


if __name__ == "__main__":
    main()

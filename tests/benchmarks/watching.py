"""What a command with worker processes takes as it goes: time, CPU and memory. Linux."""

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, Popen
from tempfile import TemporaryFile
from time import monotonic, sleep

from tests.benchmarks.whole import environment
from tests.support.places import CHECKOUT

EVERY = 0.2
"""Seconds between looks at the memory."""

MOMENTS = 10


@dataclass(frozen=True, slots=True)
class Watched:
    """Seconds of the clock and of the processors, and the memory in MiB at each look.

    `workers` is the memory of all of them together. A process that was killed leaves it unknown
    what its workers took of the processors.
    """

    wall: float
    cpu: float
    parent: Sequence[float]
    workers: Sequence[float]


def watched(
    arguments: Sequence[str], root: Path = CHECKOUT, kill_after: float | None = None
) -> Watched:
    """Return what a run of the interpreter took, with the program of `root`.

    With `kill_after` it must not end before so many seconds, and is killed then.
    """
    began = monotonic()
    parent: list[float] = []
    workers: list[float] = []
    with TemporaryFile("w+", encoding="utf-8") as errors:
        process = Popen(
            [sys.executable, *arguments], stdout=DEVNULL, stderr=errors, env=environment(root)
        )
        while not os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            parent.append(_resident(process.pid))
            workers.append(sum(map(_resident, _children(process.pid))))
            if kill_after is not None and monotonic() - began >= kill_after:
                process.send_signal(signal.SIGKILL)
            sleep(EVERY)
        _, status, used = os.wait4(process.pid, 0)
        wall = monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        expected = {0, 1} if kill_after is None else {-signal.SIGKILL}
        assert process.returncode in expected, errors.read()
    return Watched(wall, used.ru_utime + used.ru_stime, parent, workers)


def moments(seen: Sequence[float]) -> str:
    """Return ten of the values that were seen, from the first to the last, and the largest."""
    steps = MOMENTS - 1
    chosen = [seen[round(part / steps * (len(seen) - 1))] for part in range(MOMENTS)]
    return f"{' '.join(f'{each:.0f}' for each in chosen)} (at most {max(seen):.0f})"


def _children(pid: int) -> Sequence[int]:
    """Return the children of all threads of a process."""
    found: list[int] = []
    for each in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):  # it may just have ended
            found += map(int, each.read_text("ascii").split())
    return found


def _resident(pid: int) -> float:
    with suppress(OSError):
        lines = Path(f"/proc/{pid}/status").read_text("ascii", "replace").splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024
    return 0

"""The command in a process of its own, its time and its memory measured and bounded."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from time import monotonic

MEGABYTE = 1 << 20
KILL = 60
"""Seconds after which a command is ended, on a busy machine, too."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of a command; `seconds` of wall time, of the processor, peak memory in MiB."""

    code: int
    out: str
    err: str
    seconds: float
    busy: float
    peak: int


def measured(arguments: Sequence[object], folder: Path, memory: int = 0) -> Measured:
    """Run `disclose` with `arguments` in `folder`, in `memory` MiB of address space if given."""

    def bounded() -> None:
        if memory:
            resource.setrlimit(resource.RLIMIT_AS, (memory * MEGABYTE, memory * MEGABYTE))

    out, err = folder / ".out", folder / ".err"
    start = monotonic()
    with out.open("wb") as to, err.open("wb") as told:
        command = [sys.executable, "-m", "disclose", *map(str, arguments)]
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=to,
            stderr=told,
            cwd=folder,
            preexec_fn=bounded,  # noqa: PLW1509 - no threads run here before the command does
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        timer = Timer(KILL, os.kill, (process.pid, signal.SIGKILL))
        timer.start()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        timer.cancel()
    seconds = monotonic() - start
    said, told_ = out.read_text("utf-8", "replace"), err.read_text("utf-8", "replace")
    out.unlink()
    err.unlink()
    busy = used.ru_utime + used.ru_stime
    return Measured(process.returncode, said, told_, seconds, busy, used.ru_maxrss // 1024)

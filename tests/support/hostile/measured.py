"""The command in a process of its own, its time and its memory measured and bounded."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

KILL = 60
"""Seconds after which a command is ended, on a busy machine, too."""

_LAUNCHED = Path(__file__).with_name("launched.py")


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of a command; `seconds` of wall time, of the processor, peak memory in MiB."""

    code: int
    out: str
    err: str
    seconds: float
    busy: float
    peak: int


def measured(arguments: Sequence[object], folder: Path) -> Measured:
    """Run `disclose` with `arguments` in `folder`."""
    out, err, used = (folder / name for name in (".out", ".err", ".used"))
    command = [sys.executable, "-I", "-S", str(_LAUNCHED), str(used), str(KILL), sys.executable]
    with out.open("wb") as to, err.open("wb") as told:
        subprocess.run(
            [*command, "-m", "disclose", *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=to,
            stderr=told,
            cwd=folder,
            env={**os.environ, "PYTHONUTF8": "1"},
            check=True,
            timeout=2 * KILL,
        )
    said, warned = out.read_text("utf-8", "replace"), err.read_text("utf-8", "replace")
    numbers = json.loads(used.read_text())
    for each in (out, err, used):
        each.unlink()
    return Measured(out=said, err=warned, **numbers)

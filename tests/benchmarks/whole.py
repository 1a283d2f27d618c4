"""What a program takes as a whole process, and several in turn so that ratios hold. POSIX only."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from tests.support.places import CHECKOUT


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process and its children took: CPU and wall seconds, and the most memory, in MiB.

    The memory is that of the largest of them.
    """

    cpu: float
    wall: float
    memory: float


def environment(root: Path = CHECKOUT) -> Mapping[str, str]:
    """Return the environment that has the program of the checkout `root`, and our benchmarks.

    Modules are kept compiled, as an installed program has them.
    """
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**own, "PYTHONPATH": os.pathsep.join((str(root / "src"), str(CHECKOUT)))}


def cost(arguments: Sequence[str], root: Path = CHECKOUT) -> Cost:
    """Return what a run of the interpreter with `arguments` took, with the program of `root`."""
    return spent([sys.executable, *arguments], environment(root))


def spent(command: Sequence[str], variables: Mapping[str, str]) -> Cost:
    """Return what a command took in an environment of these variables."""
    began = monotonic()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=variables
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in {0, 1}, command
    return Cost(used.ru_utime + used.ru_stime, monotonic() - began, used.ru_maxrss / 1024)


def in_turn(
    commands: Mapping[str, Sequence[str]],
    rounds: int,
    measured: Callable[[Sequence[str]], Cost] = cost,
) -> Sequence[Mapping[str, Cost]]:
    """Return what each command took in each of some rounds; a first one is not counted."""
    for arguments in commands.values():
        measured(arguments)
    return [{name: measured(each) for name, each in commands.items()} for _ in range(rounds)]

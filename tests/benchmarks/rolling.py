"""A roll-up beside loops that only load, or only unzip, the same workbooks; and how it grows.

`python -m tests.benchmarks.rolling` makes 2,000 different filled workbooks and runs roll-up and
loops on all of them with the same number of processes, each twice, in turn; times and CPU are told
as multiples of those of the roll-up. With `--growth 20000` it then rolls up so many, and prints CPU
a workbook and the memory of the parent as it goes.
POSIX, and for the memory Linux.
"""

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from subprocess import DEVNULL, Popen
from time import monotonic, sleep

from tests.benchmarks.corpus import make
from tests.benchmarks.whole import Cost, cost

ROUNDS = 2
EVERY = 1.0
"""Seconds between looks at the memory of the parent."""


def rolled_up(paths: Sequence[Path], output: Path, jobs: int) -> tuple[str, ...]:
    """Return the arguments of a roll-up."""
    where = [str(each) for each in paths]
    return ("-m", "disclose", "rollup", *where, "-o", str(output), "--jobs", str(jobs))


def side_by_side(folder: Path, work: Path, files: int, jobs: int) -> Iterator[str]:
    """Yield the lines of a table: roll-up and loops over the same files."""
    runs: dict[str, list[Cost]] = {"unzip": [], "rollup": [], "load_twice": []}
    for number in range(ROUNDS):
        for name, costs in runs.items():
            loop = ("-m", "tests.benchmarks.loops", name, str(folder), str(jobs))
            output = work / f"{number}"
            costs.append(cost(rolled_up([folder], output, jobs) if name == "rollup" else loop))
    costs = [cost(rolled_up([folder], work / "0", jobs)) for _ in range(ROUNDS)]
    yield f"| {files} workbooks, {jobs} processes | a second | CPU ms each | time | CPU |"
    yield "|---|--:|--:|--:|--:|"
    for name, these in {**runs, "rollup again, nothing changed": costs}.items():
        wall = min(each.wall for each in these)
        cpu = min(each.cpu for each in these)
        own = runs["rollup"]
        walls = statistics.median(a.wall / b.wall for a, b in zip(these, own, strict=True))
        cpus = statistics.median(a.cpu / b.cpu for a, b in zip(these, own, strict=True))
        rate = files / wall
        yield f"| {name} | {rate:.0f} | {cpu / files * 1000:.2f} | {walls:.3f} | {cpus:.3f} |"


def growth(folder: Path, work: Path, counts: Sequence[int], jobs: int) -> Iterator[str]:
    """Yield the lines of a table: CPU and memory for more and more workbooks."""
    yield "| workbooks | seconds | CPU ms each | parent MiB, as it goes | database MB |"
    yield "|--:|--:|--:|---|--:|"
    files = sorted(folder.glob("*.xlsx"))
    for count in counts:
        chosen = work / f"first-{count}"
        chosen.mkdir()
        for each in files[:count]:
            (chosen / each.name).hardlink_to(each)
        output = work / f"of-{count}"
        wall, cpu, curve = watched(rolled_up([chosen], output, jobs))
        size = (output / "rollup.sqlite").stat().st_size / 1e6
        shown = " ".join(f"{each:.0f}" for each in curve)
        yield f"| {count} | {wall:.0f} | {cpu / count * 1000:.2f} | {shown} | {size:.0f} |"


def watched(arguments: Sequence[str]) -> tuple[float, float, Sequence[float]]:
    """Return wall and CPU seconds of a run, and the parent's memory at ten moments, in MiB."""
    began, seen = monotonic(), []
    process = Popen([sys.executable, *arguments], stdout=DEVNULL, stderr=DEVNULL)
    while not os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
        seen.append(_resident(process.pid))
        sleep(EVERY)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in {0, 1}
    chosen = [seen[round(part / 9 * (len(seen) - 1))] for part in range(10)]
    return monotonic() - began, used.ru_utime + used.ru_stime, chosen


def _resident(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines()
    sizes = [int(line.split()[1]) for line in lines if line.startswith("VmRSS")]
    return sum(sizes) / 1024


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--files", type=int, default=2000)
    asked.add_argument("--jobs", type=int, default=2)
    asked.add_argument("--growth", type=int, default=0, help="workbooks for the second table")
    asked.add_argument("--corpus", type=Path, help="keep the workbooks in this folder")
    wanted = asked.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        corpus = wanted.corpus or work / "corpus"
        make(corpus / f"{wanted.files}", wanted.files, wanted.jobs)
        lines = side_by_side(corpus / f"{wanted.files}", work, wanted.files, wanted.jobs)
        if wanted.growth:
            make(corpus / f"{wanted.growth}", wanted.growth, wanted.jobs)
        for line in lines:
            sys.stdout.write(f"{line}\n")
        steps = (wanted.growth // 10, wanted.growth // 2, wanted.growth) if wanted.growth else ()
        for line in growth(corpus / f"{wanted.growth}", work, steps, wanted.jobs) if steps else ():
            sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()

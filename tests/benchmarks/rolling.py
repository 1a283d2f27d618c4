"""A roll-up beside loops that do less with the same workbooks; how it grows; and a very large one.

`python -m tests.benchmarks.rolling` makes 2,000 different filled workbooks and runs roll-up and
loops (`tests.benchmarks.loops`) on all of them with the same number of processes, each twice, in
turn; times and CPU are told as multiples of those of the roll-up. `--root` rolls them up with the
program of another checkout, too. With `--growth 20000` it then rolls up so many, and prints CPU a
workbook and memory as it goes. `--large 200000` does nothing else: it makes so many workbooks,
rolls them up, is killed in the middle and resumes, does so again, and deletes them. Linux.
"""

import argparse
import shutil
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from time import monotonic

from tests.benchmarks.corpus import make
from tests.benchmarks.loops import LOOPS, is_installed
from tests.benchmarks.watching import Watched, moments, watched
from tests.benchmarks.whole import Cost, cost
from tests.support.places import CHECKOUT

ROUNDS = 2
DATABASE = "rollup.sqlite"

SAMPLE = 2000
"""Workbooks by which a very large roll-up is known to be in the middle."""


def rolled_up(folder: Path, output: Path, jobs: int) -> tuple[str, ...]:
    """Return the arguments of a roll-up."""
    return ("-m", "disclose", "rollup", str(folder), "-o", str(output), "--jobs", str(jobs))


def side_by_side(
    folder: Path, work: Path, files: int, jobs: int, roots: Sequence[Path]
) -> Iterator[str]:
    """Yield the lines of a table: roll-up and loops over the same files."""
    runs: dict[str, list[Cost]] = {}
    for number in range(ROUNDS):
        for name in filter(is_installed, LOOPS):
            loop = ("-m", "tests.benchmarks.loops", name, str(folder), str(jobs))
            runs.setdefault(name, []).append(cost(loop))
        for root in roots:
            output = work / f"{_named(root)}-{number}"
            arguments = rolled_up(folder, output, jobs)
            runs.setdefault(_named(root), []).append(cost(arguments, root))
            again = f"{_named(root)}, again, nothing changed"
            runs.setdefault(again, []).append(cost(arguments, root))
    own = runs[_named(CHECKOUT)]
    yield f"| {files} workbooks, {jobs} processes | a second | CPU ms each | time | CPU |"
    yield "|---|--:|--:|--:|--:|"
    for name, these in runs.items():
        wall = min(each.wall for each in these)
        cpu = min(each.cpu for each in these)
        walls = statistics.median(a.wall / b.wall for a, b in zip(these, own, strict=True))
        cpus = statistics.median(a.cpu / b.cpu for a, b in zip(these, own, strict=True))
        rate = files / wall
        yield f"| {name} | {rate:.0f} | {cpu / files * 1000:.2f} | {walls:.3f} | {cpus:.3f} |"


def _named(root: Path) -> str:
    return "rollup" if root == CHECKOUT else f"rollup of {root.name}"


def growth(folder: Path, work: Path, counts: Sequence[int], jobs: int) -> Iterator[str]:
    """Yield the lines of a table: CPU and memory for more and more workbooks."""
    yield "| workbooks | seconds | CPU ms each | database MB | parent MiB | all workers MiB |"
    yield "|--:|--:|--:|--:|---|---|"
    for count in counts:
        output = work / f"of-{count}"
        run = watched(rolled_up(_first(folder, work, count), output, jobs))
        yield _line(count, run, output)


def _line(count: int, run: Watched, output: Path) -> str:
    size = (output / DATABASE).stat().st_size / 1e6
    memory = f"{moments(run.parent)} | {moments(run.workers)}"
    cpu = run.cpu / count * 1000
    return f"| {count} | {run.wall:.0f} | {cpu:.2f} | {size:.0f} | {memory} |"


def large(folder: Path, work: Path, count: int, jobs: int) -> Iterator[str]:
    """Yield what happens when very many workbooks are rolled up, as it happens."""
    yield "| workbooks | seconds | CPU ms each | database MB | parent MiB | all workers MiB |"
    yield "|--:|--:|--:|--:|---|---|"
    first = _first(folder, work, min(SAMPLE, count))
    sample = watched(rolled_up(first, work / "sample", jobs))
    yield _line(min(SAMPLE, count), sample, work / "sample")
    output = work / "whole"
    middle = sample.wall * count / SAMPLE / 2
    killed = watched(rolled_up(folder, output, jobs), kill_after=middle)
    [[kept]] = asked(output, "SELECT count(*) FROM result")
    assert isinstance(kept, int)
    yield f"killed with SIGKILL; {kept} results are kept:"
    yield _line(kept, killed, output)
    yield "resumed:"
    yield _line(count, watched(rolled_up(folder, output, jobs)), output)
    yield "again, nothing changed:"
    yield _line(count, watched(rolled_up(folder, output, jobs)), output)
    statuses = asked(output, "SELECT status, count(*) FROM file GROUP BY status ORDER BY status")
    yield "files: " + ", ".join(f"{each} {status}" for status, each in statuses)


def _first(folder: Path, work: Path, count: int) -> Path:
    """Return a folder with the first workbooks of another."""
    chosen = work / f"first-{count}"
    chosen.mkdir()
    for each in sorted(folder.glob("*.xlsx"))[:count]:
        (chosen / each.name).hardlink_to(each)
    return chosen


def asked(output: Path, query: str) -> list[tuple[object, ...]]:
    """Return the rows of a query to the database of a roll-up."""
    with closing(sqlite3.connect(output / DATABASE)) as database:
        return database.execute(query).fetchall()


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--files", type=int, default=2000)
    asked.add_argument("--jobs", type=int, default=2)
    asked.add_argument("--growth", type=int, default=0, help="workbooks for the second table")
    asked.add_argument("--large", type=int, default=0, help="workbooks for a very large roll-up")
    asked.add_argument("--saved", action="store_true", help="workbooks as LibreOffice saves them")
    asked.add_argument("--corpus", type=Path, help="keep the workbooks in this folder")
    asked.add_argument("--root", type=Path, action="append", default=[], help="another checkout")
    wanted = asked.parse_args()
    if wanted.corpus:
        wanted.corpus.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=wanted.corpus) as scratch:
        for line in _lines(wanted, Path(scratch)):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


def _lines(wanted: argparse.Namespace, work: Path) -> Iterator[str]:
    corpus = wanted.corpus or work / "corpus"
    if wanted.large:
        yield from _deleted(corpus / f"{wanted.large}", work, wanted)
        return
    folder = corpus / f"{wanted.files}"
    make(folder, wanted.files, wanted.jobs, saved=wanted.saved)
    roots = [*(each.resolve() for each in wanted.root), CHECKOUT]
    yield from side_by_side(folder, work, wanted.files, wanted.jobs, roots)
    if wanted.growth:
        more = corpus / f"{wanted.growth}"
        make(more, wanted.growth, wanted.jobs, saved=wanted.saved)
        steps = (wanted.growth // 10, wanted.growth // 2, wanted.growth)
        yield from growth(more, work, steps, wanted.jobs)


def _deleted(folder: Path, work: Path, wanted: argparse.Namespace) -> Iterator[str]:
    """Yield the lines of a large roll-up; the workbooks are deleted unless they were there."""
    made_here = not folder.exists()
    began = monotonic()
    try:
        made = make(folder, wanted.large, wanted.jobs, saved=wanted.saved)
        size = sum(path.stat().st_size for path in made) / 1e9
        yield f"made {wanted.large} workbooks of {size:.2f} GB in {monotonic() - began:.0f} s"
        yield from large(folder, work, wanted.large, wanted.jobs)
    finally:
        if made_here:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()

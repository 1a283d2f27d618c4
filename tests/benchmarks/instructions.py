"""Instructions a workbook: of a roll-up's worker and parent, and of the loops beside it.

`python -m tests.benchmarks.instructions [PART …] [--root CHECKOUT …]` counts with valgrind how many
more instructions a process needs for 2N different workbooks than for N: what it starts with does
not count, nor what else the machine does. Worker and parent are parts of `one_process`; `--root`
counts those of another checkout, too, with the same workbooks. Linux.
"""

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from subprocess import run

from tests.benchmarks.corpus import make
from tests.benchmarks.loops import LOOPS, is_installed
from tests.benchmarks.whole import environment
from tests.support.places import CHECKOUT

VALGRIND = (
    *("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"),
    *(sys.executable, "-m", "tests.benchmarks.one_process"),
)
TASK = 16
"""Workbooks that the parent hands out at once."""

ROLLUP = {"worker": 4 * TASK, "parent": 10 * TASK}
"""Workbooks N of each part of a roll-up: whole tasks."""

FEW = {"openpyxl_twice": 4, "openpyxl_read_only": 12, "pandas_openpyxl": 12}
MANY = 32
"""Workbooks N of a loop, unless it is slow."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A part and the instructions that it takes for N workbooks and for twice as many."""

    name: str
    root: Path
    workbooks: int
    instructions: tuple[int, int]

    @property
    def each(self) -> float:
        """Return the instructions of one workbook."""
        once, twice = self.instructions
        return (twice - once) / self.workbooks


def counted(arguments: Sequence[str], root: Path) -> int:
    """Return the instructions of a part of `one_process`, as valgrind counts them."""
    seed = {"PYTHONHASHSEED": "0"}
    done = run(
        [*VALGRIND, *arguments],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**environment(root), **seed},
    )
    found = re.search(r"I\s+refs:\s+([\d,]+)", done.stderr)
    assert found, done.stderr
    assert done.returncode == 0, done.stderr
    return int(found[1].replace(",", ""))


def loop(name: str, folder: Path) -> Counted:
    """Count a loop over workbooks of a folder."""
    many = FEW.get(name, MANY)
    parts = (("loop", name, str(folder), str(each)) for each in (many, 2 * many))
    once, twice = (counted(each, CHECKOUT) for each in parts)
    return Counted(name, CHECKOUT, many, (once, twice))


def part(name: str, root: Path, folders: Mapping[int, Path]) -> Counted:
    """Count a part of the roll-up of the checkout `root`; `folders` hold so many workbooks."""
    many = ROLLUP[name]
    once, twice = (_part(name, root, folders[each]) for each in (many, 2 * many))
    return Counted(name, root, many, (once, twice))


def _part(name: str, root: Path, folder: Path) -> int:
    with tempfile.TemporaryDirectory() as scratch:
        kept = f"{scratch}/kept"
        recording = ("-m", "tests.benchmarks.one_process", "record", str(folder), kept)
        run([sys.executable, *recording], check=True, env=environment(root))
        return counted((name, kept, *([str(folder)] if name == "parent" else [])), root)


def measured(
    names: Sequence[str], roots: Sequence[Path], made: Sequence[Path], jobs: int
) -> Iterator[Counted]:
    """Count the parts that are named, several side by side: the numbers are the same."""
    corpus = made[0].parent
    sizes = [each * many for many in ROLLUP.values() for each in (1, 2)]
    with tempfile.TemporaryDirectory(dir=corpus) as scratch, ThreadPoolExecutor(jobs) as pool:
        folders = {each: Path(scratch) / f"{each}" for each in sizes}
        for size, folder in folders.items():
            folder.mkdir()
            for path in made[:size]:
                (folder / path.name).hardlink_to(path)
        parts = [(name, root) for name in ROLLUP if name in names for root in roots]
        loops = [name for name in LOOPS if name in names]
        counting = [
            *(pool.submit(part, name, root, folders) for name, root in parts),
            *(pool.submit(loop, name, folders[max(sizes)]) for name in loops),
        ]
        yield from (each.result() for each in counting)


def table(found: Sequence[Counted], roots: Sequence[Path]) -> Iterator[str]:
    """Yield the lines of a table: each part in millions, and in multiples of each roll-up."""
    ours = [each for each in found if each.name in ROLLUP]
    rows = {_label(each.name, each.root): each.each for each in found}
    wholes = [sum(each.each for each in ours if each.root == root) for root in roots]
    if ours:
        rows |= {_label("both", root): whole for root, whole in zip(roots, wholes, strict=True)}
    beside = {"unzip": rows["unzip"]} if "unzip" in rows else {}
    if len(ours) == len(roots) * len(ROLLUP):
        both = zip(roots, wholes, strict=True)
        beside |= {f"rollup of {_named(root)}": whole for root, whole in both}
    yield f"| | million instructions each |{''.join(f' × {name} |' for name in beside)}"
    yield f"|---|--:|{'--:|' * len(beside)}"
    for name, each in rows.items():
        ratios = "".join(f" {each / other:.2f} |" for other in beside.values())
        yield f"| {name} | {each / 1e6:.2f} |{ratios}"


def _label(name: str, root: Path) -> str:
    return name if name in LOOPS else f"rollup of {_named(root)}, {name}"


def _named(root: Path) -> str:
    return "this checkout" if root == CHECKOUT else root.name


def main() -> None:
    """Count and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    parts = (*ROLLUP, *LOOPS)
    asked.add_argument("parts", nargs="*", metavar="PART", help=", ".join(parts))
    asked.add_argument("--root", type=Path, action="append", default=[], help="another checkout")
    asked.add_argument("--corpus", type=Path, help="keep the workbooks in this folder")
    asked.add_argument("--jobs", type=int, default=2)
    asked.add_argument("--saved", action="store_true", help="workbooks as LibreOffice saves them")
    wanted = asked.parse_args()
    if shutil.which("valgrind") is None:
        sys.exit("valgrind is not installed: nothing was counted")
    names = [each for each in wanted.parts or parts if is_installed(each)]
    roots = [*(each.resolve() for each in wanted.root), CHECKOUT]
    with tempfile.TemporaryDirectory() as scratch:
        corpus = wanted.corpus or Path(scratch)
        made = make(corpus, 2 * max(ROLLUP.values()), wanted.jobs, saved=wanted.saved)
        found = [*measured(names, roots, made, wanted.jobs)]
    for line in table(found, roots):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()

"""Where the time of a roll-up goes: the shares of its stages, and of the modules that do them.

`python -m tests.benchmarks.stages [worker|parent] [--root CHECKOUT]` profiles a part of
`one_process`. What a library takes counts for the module that calls it; loading the program and
the form does not count. A profile makes small functions look dearer than they are.
"""

import argparse
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from pstats import Stats
from typing import Any

from tests.benchmarks.corpus import make
from tests.benchmarks.whole import environment
from tests.support.places import CHECKOUT

WORKBOOKS = 320
FEW = 16
"""Workbooks of the run that is taken off: with them a process has loaded all it needs."""

STAGES = {
    "core/package": "unzip",
    "core/plain_parts": "unzip",
    "core/markup": "sheets, XML to cells",
    "excel/read/sheet": "sheets, XML to cells",
    "excel/read/skeletons": "sheets, XML to cells",
    "excel/read/shared_strings": "texts of cells",
    "core/rich_text": "texts of cells",
    "core/text": "texts of cells",
    "excel/read/entries": "entries of figures",
    "form/filing": "entries of figures",
    "core/numbers": "entries of figures",
    "excel/read/detect_edition": "which form, where its tables are",
    "excel/read/table_sheets": "which form, where its tables are",
    "form/locate": "which form, where its tables are",
    "excel/read": "other sheets, formulas, what is hidden",
    "form/edition": "rules and totals",
    "checks/rules": "rules and totals",
    "checks/conditions": "rules and totals",
    "checks/repeated_texts": "texts",
    "checks/texts": "texts",
    "core/likeness": "texts",
    "prose": "texts",
    "checks": "other checks",
    "core/folders": "list and hash the files",
    "rollup/sources": "list and hash the files",
    "rollup/database": "the database",
    "rollup": "results and sums",
}
"""The stage of a module: that of the longest name here which its own begins with."""

Function = tuple[str, int, str]
PACKAGE = "/disclose/"
SHOWN = 3
"""Modules of a stage that are named."""

LEAST = 0.005
"""A stage or a module with a smaller share is not named."""


def modules(statistics: Mapping[Function, Any]) -> Mapping[str, float]:
    """Return the seconds of each module of the package; "" is what no module calls."""
    left = {function: each[2] for function, each in statistics.items()}
    found: defaultdict[str, float] = defaultdict(float)
    for _ in range(len(STAGES)):  # a library calls itself: what is passed on becomes little
        passed: defaultdict[Function, float] = defaultdict(float)
        for function, seconds in left.items():
            callers = {each: edge[3] for each, edge in statistics[function][4].items()}
            whole = sum(callers.values())
            if PACKAGE in function[0]:
                found[function[0].rpartition(PACKAGE)[2].removesuffix(".py")] += seconds
            elif not whole:
                found[""] += seconds
            else:
                for caller, share in callers.items():
                    passed[caller] += seconds * share / whole
        left = passed
    found[""] += sum(left.values())
    return found


def stage(module: str) -> str:
    """Return the stage of a module; one of none is its own."""
    names = [each for each in STAGES if module.startswith(each)]
    return (
        STAGES[max(names, key=len)] if names else module.partition("/")[0] or "start of the process"
    )


def table(seconds: Mapping[str, float]) -> Iterator[str]:
    """Yield the lines of a table, the largest stage first."""
    whole = sum(seconds.values())
    stages: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for module, each in seconds.items():
        stages[stage(module)].append((each / whole, module))
    yield "| stage | share | most of it in |"
    yield "|---|--:|---|"
    rest = 0.0
    for name, shares in sorted(stages.items(), key=lambda each: -_sum(each[1])):
        if _sum(shares) < LEAST:
            rest += _sum(shares)
            continue
        most = sorted(shares, reverse=True)[:SHOWN]
        told = ", ".join(f"{module} {share:.1%}" for share, module in most if share >= LEAST)
        yield f"| {name} | {_sum(shares):.1%} | {told} |"
    yield f"| all others | {rest:.1%} | |"


def _sum(shares: Sequence[tuple[float, str]]) -> float:
    return sum(share for share, _ in shares)


def profiled(part: str, root: Path, folder: Path) -> Mapping[str, float]:
    """Return the seconds of each module in a part of the roll-up of `folder`."""
    with tempfile.TemporaryDirectory() as scratch:
        kept, statistics = f"{scratch}/kept", f"{scratch}/statistics"
        run = (sys.executable, "-m", "tests.benchmarks.one_process")
        own = [str(folder)] if part == "parent" else []
        for arguments in (
            ["record", str(folder), kept],
            ["profiled", part, statistics, kept, *own],
        ):
            subprocess.run([*run, *arguments], check=True, env=environment(root))
        return modules(Stats(statistics).stats)  # type: ignore[attr-defined]


def main() -> None:
    """Profile and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("part", choices=["worker", "parent"], nargs="?", default="worker")
    asked.add_argument("--root", type=Path, default=CHECKOUT, help="another checkout")
    asked.add_argument("--saved", action="store_true", help="workbooks as LibreOffice saves them")
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        few, all_of_them = Path(scratch) / "few", Path(scratch) / "all"
        make(few, FEW, 2, saved=wanted.saved)
        make(all_of_them, WORKBOOKS, 2, saved=wanted.saved)
        root = wanted.root.resolve()
        start, whole = (profiled(wanted.part, root, each) for each in (few, all_of_them))
    left = {name: seconds - start.get(name, 0) for name, seconds in whole.items()}
    for line in table({name: max(seconds, 0) for name, seconds in left.items()}):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()

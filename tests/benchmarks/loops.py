"""Loops over a folder of workbooks that do less than a roll-up, to measure it beside them.

`python -m tests.benchmarks.loops load_twice FOLDER JOBS`
"""

import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from zipfile import ZipFile

CHUNK = 16
UNNEEDED = ("docProps/app", "docProps/core", "xl/theme", "xl/printerSettings")


def load_twice(path: Path) -> None:
    """Load a workbook as those do who want formulas and values."""
    import openpyxl  # noqa: PLC0415 - the other loop must not pay for it

    for values in (False, True):
        openpyxl.load_workbook(path, data_only=values)


def unzip(path: Path) -> None:
    """Unpack the parts that a reader of figures needs."""
    with ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.startswith(UNNEEDED):
                archive.read(name)


LOOPS: Mapping[str, Callable[[Path], None]] = {"load_twice": load_twice, "unzip": unzip}


def main() -> None:
    """Run the loop that is named."""
    name, folder, jobs = sys.argv[1:]
    with ProcessPoolExecutor(int(jobs)) as pool:
        for _ in pool.map(LOOPS[name], sorted(Path(folder).glob("*.xlsx")), chunksize=CHUNK):
            pass


if __name__ == "__main__":
    main()

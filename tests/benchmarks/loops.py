"""Loops that a competent user would write to add up a folder of workbooks, beside a roll-up.

`python -m tests.benchmarks.loops NAME FOLDER JOBS` runs one on all workbooks of a folder and
prints how much was received. The addresses are those of the form in force: 200 figures on three
sheets. README.md says what each loop leaves undone. pandas and python-calamine come with
`pip install -e '.[benchmarks]'`.
"""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from math import isnan
from pathlib import Path
from string import ascii_uppercase
from typing import Any
from zipfile import ZipFile

CHUNK = 16
UNNEEDED = ("docProps/app", "docProps/core", "xl/theme", "xl/printerSettings")

RANGES = (
    ("表二", "B5:D6"),
    ("表二", "B9:B9"),
    ("表二", "B12:B13"),
    ("表二", "B16:B16"),
    ("表三", "D6:J30"),
    ("表四", "A6:O6"),
)
"""Where the figures are."""

Place = tuple[str, str]
"""A sheet and a cell."""

Grid = Callable[[int, int], Any]
"""Gives the value in a row and a column of a sheet, both counted from 0."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a loop knows of a workbook: its figures, and the totals that it found wrong."""

    figures: Mapping[Place, float]
    wrong: tuple[Place, ...] = ()


def _places(sheet: str, cells: str) -> Iterator[tuple[Place, int, int]]:
    """Yield the cells of a range, each with its row and its column."""
    first, last = cells.split(":")
    for row in range(int(first[1:]), int(last[1:]) + 1):
        for column in range(ascii_uppercase.index(first[0]), ascii_uppercase.index(last[0]) + 1):
            yield (sheet, f"{ascii_uppercase[column]}{row}"), row - 1, column


PLACES = tuple(each for sheet, cells in RANGES for each in _places(sheet, cells))
SHEETS = tuple(dict.fromkeys(sheet for sheet, _ in RANGES))


def _sums() -> Iterator[tuple[tuple[Place, ...], tuple[Place, ...]]]:
    """Yield the sums of the form by hand: cells that make together as much as others."""
    third = [[("表三", f"{column}{row}") for column in "DEFGHIJ"] for row in range(6, 31)]
    for row in third:
        yield (row[-1],), tuple(row[:-1])
    for received, carried_in, *outcomes, total, carried_out in zip(*third, strict=True):
        yield (total,), tuple(outcomes)
        yield (received, carried_in), (total, carried_out)
    for columns in ("ABCDE", "FGHIJ", "KLMNO"):
        *parts, total = [("表四", f"{column}6") for column in columns]
        yield (total,), tuple(parts)


SUMS = tuple(_sums())


def _taken(grids: Mapping[str, Grid]) -> dict[Place, float]:
    found = ((place, grids[place[0]](row, column)) for place, row, column in PLACES)
    return {place: value for place, value in found if isinstance(value, int | float)}


def openpyxl_twice(path: Path) -> Read:
    """Load formulas and values, as most people do; a total without its formula is wrong."""
    import openpyxl  # noqa: PLC0415 - the other loops must not pay for it

    formulas, values = (openpyxl.load_workbook(path, data_only=data) for data in (False, True))
    read = {}
    for sheet, cells in RANGES:
        for row in values[sheet][cells]:
            for cell in row:
                if isinstance(cell.value, int | float):
                    read[sheet, cell.coordinate] = cell.value
    totals = (whole[0] for whole, _ in SUMS if len(whole) == 1)
    typed = (place for place in totals if formulas[place[0]][place[1]].data_type != "f")
    return Read(read, tuple(dict.fromkeys(typed)))


def openpyxl_read_only(path: Path) -> Read:
    """Read the values of the three sheets row by row."""
    import openpyxl  # noqa: PLC0415

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    grids = {sheet: _rows([*book[sheet].iter_rows(values_only=True)]) for sheet in SHEETS}
    book.close()
    return Read(_taken(grids))


def _rows(rows: Sequence[Sequence[Any]]) -> Grid:
    def value(row: int, column: int) -> Any:
        return rows[row][column] if row < len(rows) and column < len(rows[row]) else None

    return value


def _pandas(path: Path, engine: str) -> Read:
    import pandas as pd  # noqa: PLC0415

    frames = pd.read_excel(path, sheet_name=list(SHEETS), header=None, engine=engine)
    figures = _taken({name: _rows(frame.to_numpy()) for name, frame in frames.items()})
    return Read({place: value for place, value in figures.items() if not isnan(value)})


def pandas_openpyxl(path: Path) -> Read:
    """Read the three sheets as frames of pandas, through its usual engine."""
    return _pandas(path, "openpyxl")


def pandas_calamine(path: Path) -> Read:
    """Read the three sheets as frames of pandas, through its quickest engine."""
    return _pandas(path, "calamine")


def calamine(path: Path) -> Read:
    """Read the values of the three sheets with a compiled reader, and compare the totals."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415

    book = CalamineWorkbook.from_path(str(path))
    sheets = {name: book.get_sheet_by_name(name) for name in SHEETS}
    figures = _taken(
        {name: _rows(sheet.to_python(skip_empty_area=False)) for name, sheet in sheets.items()}
    )
    value = figures.get
    wrong = (
        whole[0]
        for whole, parts in SUMS
        if sum(value(each, 0) for each in whole) != sum(value(each, 0) for each in parts)
    )
    return Read(figures, tuple(wrong))


def unzip(path: Path) -> Read:
    """Unpack the parts that a reader of figures needs, and look into none of them."""
    with ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.startswith(UNNEEDED):
                archive.read(name)
    return Read({})


LOOPS: Mapping[str, Callable[[Path], Read]] = {
    each.__name__: each
    for each in (
        unzip,
        calamine,
        pandas_calamine,
        openpyxl_read_only,
        pandas_openpyxl,
        openpyxl_twice,
    )
}

LIBRARIES = {
    "calamine": ("python_calamine",),
    "pandas_calamine": ("pandas", "python_calamine"),
    "pandas_openpyxl": ("pandas",),
}
"""What a loop imports that a checkout for development need not have."""


def is_installed(name: str) -> bool:
    """Return whether a loop can run; say on the error channel why not."""
    missing = [each for each in LIBRARIES.get(name, ()) if find_spec(each) is None]
    if missing:
        sys.stderr.write(f"{name} is left out: {', '.join(missing)} is not installed\n")
    return not missing


def main() -> None:
    """Run the loop that is named, and add up."""
    name, folder, jobs = sys.argv[1:]
    sums: defaultdict[Place, float] = defaultdict(float)
    failed = 0
    with ProcessPoolExecutor(int(jobs)) as pool:
        paths = sorted(Path(folder).glob("*.xlsx"))
        for read in pool.map(LOOPS[name], paths, chunksize=CHUNK):
            for place, amount in read.figures.items():
                sums[place] += amount
            failed += bool(read.wrong)
    sys.stdout.write(f"{sums['表三', 'J6']:.0f} received, {failed} workbooks with a wrong total\n")


if __name__ == "__main__":
    main()

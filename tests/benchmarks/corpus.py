"""Filled workbooks of many agencies, each different, a few of them wrong: what a region collects.

To write each anew would take a fifth of a second; they are made of two that are (`patterns`).
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from random import Random

from disclose.form.agency_lines import check_character
from disclose.form.figures.content import FiguresFile
from tests.benchmarks.patterns import Pattern, Table
from tests.benchmarks.slips import COLUMNS, requests
from tests.support.filings import CURRENT, balanced, edition
from tests.support.rolled import workbook

WRONG = 20
"""One workbook in so many has a wrong figure: far more requests of natural persons came in."""

YEAR = 2025

CHUNK = 32

MARK = 987_654
"""The number of the agency in the workbooks of which others are made."""


def table(number: int) -> Table:
    """Return the requests of agency `number`: the same each time, and like those of no other.

    They are drawn again until every bar of a chart has a length: the sheet of the charts has no
    lines for those of none.
    """
    random = Random(number)  # noqa: S311 - figures, not secrets
    form = edition(CURRENT)
    bars = [bar.figures for chart in form.charts for bar in chart.bars]
    figures = requests(form, random)
    while not all(any(figures[key] for key in keys) for keys in bars):
        figures = requests(form, random)
    columns = _columns(figures)
    return _spoiled(columns, 1_000_000 + number) if is_wrong(number) else columns


def is_wrong(number: int) -> bool:
    """Return whether the filing of agency `number` has a wrong figure."""
    return number % WRONG == 0


def content(number: int, requested: Table) -> FiguresFile:
    """Return the filing of agency `number` with these requests."""
    form, model = edition(CURRENT), balanced()
    short, code = _names(number)
    own = {
        f"requests.{row}[{column}]": amount
        for column, amounts in requested.items()
        for row, amount in zip(_rows(), amounts, strict=True)
    }
    figures = {**model.figures, **own}
    return FiguresFile(
        edition=form.id,
        year=YEAR,
        body={**model.body, "name": f"第{short}镇人民政府", "code": code},
        figures={key: value for key, value in figures.items() if key not in form.fills},
        texts={key: f"{text}（第{short}号）" for key, text in model.texts.items()},
    )


def _names(number: int) -> tuple[str, str]:
    """Return the number of an agency as its name has it, and a code with its check character."""
    start = f"11330000{number:09}"
    return f"{number:06}", start + check_character(start)


@cache
def pattern(*, wrong: bool) -> Pattern:
    """Return the workbook of which others are made, one with a wrong figure of the `wrong` ones.

    Its amounts, and the sums of neighbours in a column, occur nowhere else in it.
    """
    random = Random(0)  # noqa: S311
    rows = _rows()
    columns = {}
    for column in COLUMNS:
        outcomes = [random.randrange(10**8, 10**9) for _ in rows[2:-2]]
        total, out, carried = sum(outcomes), *(random.randrange(10**8, 10**9) for _ in "12")
        columns[column] = [total + out - carried, carried, *outcomes, total, out]
    columns["total"] = [sum(amounts) for amounts in zip(*columns.values(), strict=True)]
    requested = _spoiled(columns, 10**11) if wrong else columns
    return Pattern.of(workbook(content(MARK, requested)), _names(MARK), requested)


def _rows() -> Sequence[str]:
    return [row.id for row in edition(CURRENT).table("requests").blocks[0].rows]


def _columns(figures: Mapping[str, int]) -> Table:
    return {
        column: [figures[f"requests.{row}[{column}]"] for row in _rows()]
        for column in (*COLUMNS, "total")
    }


def _spoiled(columns: Table, amount: int) -> Table:
    """Return a table with a wrong first figure; the total of its row is that of the wrong one."""
    more = amount - columns["natural"][0]
    wrong = {column: columns[column] for column in ("natural", "total")}
    return {
        **columns,
        **{column: [first + more, *rest] for column, (first, *rest) in wrong.items()},
    }


def make(folder: Path, count: int, jobs: int) -> Sequence[Path]:
    """Write `count` workbooks into `folder`; those that are there already are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(partial(_write, folder), range(count), chunksize=CHUNK))


def _write(folder: Path, number: int) -> Path:
    path = folder / f"{number:06}.xlsx"
    if not path.exists():
        path.write_bytes(made(number))
    return path


def made(number: int) -> bytes:
    """Return the workbook of agency `number`."""
    return pattern(wrong=is_wrong(number)).workbook(_names(number), table(number))

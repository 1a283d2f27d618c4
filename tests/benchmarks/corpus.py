"""Filled workbooks of many agencies, each different, a few of them wrong: what a region collects.

To write each anew, or to save it with LibreOffice, would take many times as long as to read it;
they are made of two that are (`patterns`). Their texts are as long as those of real reports, state
figures and share phrases (`narratives`).
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from disclose.form.agency_lines import check_character
from disclose.form.figures.content import FiguresFile
from tests.benchmarks.narratives import POINTS, texts
from tests.benchmarks.patterns import Pattern, Table
from tests.benchmarks.slips import COLUMNS, requests
from tests.support.filings import CURRENT, balanced, edition
from tests.support.rolled import workbook
from tests.support.soffice import start

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
    return _content(_names(number, requested), requested)


def _content(names: Sequence[str], requested: Table) -> FiguresFile:
    form, model = edition(CURRENT), balanced()
    short, code, *narrative = names
    own = {
        f"requests.{row}[{column}]": amount
        for column, amounts in requested.items()
        for row, amount in zip(_rows(), amounts, strict=True)
    }
    figures = {**model.figures, **own}
    return FiguresFile(
        edition=form.id,
        year=YEAR,
        body={**model.body, "name": _called(short), "code": code},
        figures={key: value for key, value in figures.items() if key not in form.fills},
        texts=dict(zip(POINTS, narrative, strict=True)),
    )


def _names(number: int, requested: Table) -> Sequence[str]:
    """Return the number of an agency as its name has it, a code, and its texts.

    The code has its check character.
    """
    start = f"11330000{number:09}"
    short = f"{number:06}"
    said = texts(number, YEAR, _called(short), requested, _rows())
    return short, start + check_character(start), *said.values()


def _called(short: str) -> str:
    return f"第{short}镇人民政府"


def _marks() -> Sequence[str]:
    """Return what has the place of the names of an agency in the workbooks others are made of."""
    start = f"11330000{MARK:09}"
    return (
        str(MARK),
        start + check_character(start),
        *(f"TEXT{each:04}" for each in range(len(POINTS))),
    )


@cache
def pattern(saved: Path | None, *, wrong: bool) -> Pattern:
    """Return the workbook of which others are made, one with a wrong figure of the `wrong` ones.

    `saved` is a folder that has it as another program saved it.
    """
    requested = _unlike_any_other(wrong=wrong)
    if saved:
        data = (saved / _name(wrong=wrong)).read_bytes()
    else:
        data = workbook(_content(_marks(), requested))
    return Pattern.of(data, _marks(), requested)


def _name(*, wrong: bool) -> str:
    return "wrong.xlsx" if wrong else "sound.xlsx"


def _unlike_any_other(*, wrong: bool) -> Table:
    """Return requests whose amounts, and sums of neighbours, occur nowhere else in a workbook."""
    random = Random(0)  # noqa: S311
    columns = {}
    for column in COLUMNS:
        outcomes = [random.randrange(10**8, 10**9) for _ in _rows()[2:-2]]
        total, out, carried = sum(outcomes), *(random.randrange(10**8, 10**9) for _ in "12")
        columns[column] = [total + out - carried, carried, *outcomes, total, out]
    columns["total"] = [sum(amounts) for amounts in zip(*columns.values(), strict=True)]
    return _spoiled(columns, 10**11) if wrong else columns


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


def make(folder: Path, count: int, jobs: int, *, saved: bool = False) -> Sequence[Path]:
    """Write `count` workbooks into `folder`, `saved` as LibreOffice saves them.

    Those that are there already are kept.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch, ProcessPoolExecutor(jobs) as pool:
        patterns = save_patterns(Path(scratch)) if saved else None
        return list(pool.map(partial(_write, folder, patterns), range(count), chunksize=CHUNK))


def save_patterns(folder: Path) -> Path:
    """Return a folder with both patterns as LibreOffice saves them."""
    office = start(folder)
    for wrong in (False, True):
        path = folder / _name(wrong=wrong)
        path.write_bytes(workbook(_content(_marks(), _unlike_any_other(wrong=wrong))))
        # one by one: LibreOffice numbers the charts of all files that it saves at once
        office.recalculate([path], folder / "saved")
    return folder / "saved"


def _write(folder: Path, patterns: Path | None, number: int) -> Path:
    path = folder / f"{number:06}.xlsx"
    if not path.exists():
        path.write_bytes(made(number, patterns))
    return path


def made(number: int, patterns: Path | None = None) -> bytes:
    """Return the workbook of agency `number`."""
    own, requested = pattern(patterns, wrong=is_wrong(number)), table(number)
    return own.workbook(_names(number, requested), requested)

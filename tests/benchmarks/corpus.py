"""Filled workbooks of many bodies, each different, a few of them wrong: what a region collects."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from random import Random

from disclose.form.figures.content import FiguresFile
from tests.benchmarks.slips import requests
from tests.support.filings import CURRENT, balanced, edition
from tests.support.rolled import workbook
from tests.support.workbooks import edited

WRONG = 20
"""One workbook in so many has a wrong figure."""

YEAR = 2025

WRITTEN = 2000
"""So many have figures of their own; more are made of them with the names of other bodies."""


def content(number: int) -> FiguresFile:
    """Return the filing of body `number`: the same each time, and like no other."""
    random = Random(number)  # noqa: S311 - figures, not secrets
    form, model = edition(CURRENT), balanced()
    name, code = _named(number)
    drawn = {**model.figures, **requests(form, random)}
    figures = {key: value for key, value in drawn.items() if key not in form.fills}
    if number % WRONG == 0:
        figures["requests.received[natural]"] = 1_000_000 + number
    return FiguresFile(
        edition=form.id,
        year=YEAR,
        body={"name": name, "code": code},
        figures=figures,
        texts={key: f"{text}（第{number}号）" for key, text in model.texts.items()},
    )


def make(folder: Path, count: int, jobs: int) -> Sequence[Path]:
    """Write `count` workbooks into `folder`; those that are there already are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(partial(_write, folder), range(count), chunksize=32))


def _write(folder: Path, number: int) -> Path:
    path = folder / f"{number:06}.xlsx"
    if not path.exists():
        path.write_bytes(_data(folder, number))
    return path


def _data(folder: Path, number: int) -> bytes:
    if number < WRITTEN:
        return workbook(content(number))
    name, code = _named(number)
    base = _write(folder, number % WRITTEN).read_bytes()
    # a figure of their own: agencies with the same figures are left out
    return edited(base, {"单位信息!B4": name, "单位信息!B5": code, "表二!B9": number})


def _named(number: int) -> tuple[str, str]:
    return f"第{number:06}镇人民政府", f"{number:06}"

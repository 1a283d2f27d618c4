"""LibreOffice calculates every formula of the workbook to the result we stored beside it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from disclose.excel.write.writer import write
from disclose.form.edition.model import Edition
from disclose.form.figures.content import filing
from disclose.form.figures.json_file import read
from disclose.form.filing import (
    Entry,
    Filing,
    Origin,
    complete,
    empty,
    typed_number,
    typed_text,
)
from disclose.form.layout.book import plan
from tests.support.editions import packaged, report, reports
from tests.support.filings import FORMS, balanced, changed
from tests.support.places import REAL
from tests.support.soffice import Soffice
from tests.support.years import continued_workbook, last_year

pytestmark = pytest.mark.soffice

At: TypeAlias = tuple[str, str]
"""Sheet and cell."""

PLACES = Decimal("0.000001")
"""Binary sums differ from decimal ones behind the sixth place, the last that the form admits."""

GENERATED = 12

CELLS: Sequence[Sequence[str]] = (
    ("0",),
    ("0", "1", "12", "70341"),
    ("0", "3", ""),
    ("0", "2", "/", "无", "—"),
    ("5", "12件", "３", "不详", "=1+1", " "),
    ("0", "18.8710", "0.1", "", "-4", "12345678.123456", "1234567890123456", "/"),
)
"""What the cells of a filling are drawn from: from all zeros to every kind of entry."""

DATES = ("2026年2月30日", "2026-02-30", "2024/2/29", "2026.4.31", "二〇二六年一月五日", "　")
"""Dates as they are typed, some of which no calendar has; the last is a space."""

NUMBERS = frozenset("0123456789.-")


def _drawn(number: int, key: str, choices: Sequence[str]) -> str:
    return choices[sha256(f"{number} {key}".encode()).digest()[0] % len(choices)]


def _entry(key: str, text: str) -> Entry:
    figure = packaged().figures[key]
    numeric = bool(text) and set(text) <= NUMBERS
    return typed_number(figure, text) if numeric else typed_text(figure, text)


def _generated(number: int) -> Filing:
    """Return a filling; every second one types some totals, every third has no year."""
    form = packaged()
    choices = CELLS[number % len(CELLS)]
    typed = [key for key in form.figures if key not in form.fills]
    if number % 2:
        typed += [key for key in form.fills if _drawn(number, key, ("keep", "type")) == "type"]
    return Filing(
        edition=form.id,
        year=None if number % 3 == 0 else 2025,
        body={
            "name": f"第{number}号机关",
            "rulemaking": _drawn(number, "", ("是", "否", "")),
            "level": _drawn(number, "level", (*_levels(form), "县", "")),
        },
        entries=complete(form, {key: _entry(key, _drawn(number, key, choices)) for key in typed}),
    )


def _levels(form: Edition) -> tuple[str, ...]:
    return tuple(each.level for each in form.deadlines)


def _filings() -> Iterator[tuple[str, Filing]]:
    form = packaged()
    yield "blank", empty(form, 2025, {"name": "青禾县民政局"})
    yield "nameless", empty(form, None, {})
    for name in reports():
        if report(name)["edition"] == form.id:
            data = (REAL / f"{name}.json").read_bytes()
            yield name, filing(read(data), form, Origin())
    for number in range(GENERATED):
        yield f"generated-{number}", _generated(number)
    for typed in DATES:
        about = {"date": typed, "name": "青禾县民政局"}
        yield f"dated {typed.replace('/', ' ')}", empty(packaged(), 2025, about)
    for name in FORMS:
        yield from _of_form(packaged(name))
        yield f"named {name}", _with_names(packaged(name))


def _with_names(form: Edition) -> Filing:
    """Return a balanced filing whose texts have names of figures in many spellings."""
    labels = [named.label for section in form.texts for named in section.figures]
    said = ("【{}】", "【{} 总计】", "【{}总计】", "{}", "【总计、{}】", "【{}?】", "【{}", "{}】")
    texts = {
        section.id: "；".join(each.format(label) for each in said[number:] for label in labels)
        for number, section in enumerate(form.texts)
    }
    tables = [table.sheet for table in form.tables]
    rows = [row.label for table in form.tables for each in table.blocks for row in each.rows]
    texts[form.texts[0].id] = "，".join(f"【{table} {row}】" for table in tables for row in rows)
    return filing(balanced(form.id), form, Origin())._replace(texts=texts)


def _of_form(form: Edition) -> Iterator[tuple[str, Filing]]:
    """Yield a form blank, also as zeros, balanced, with every figure one more, as published."""
    content = balanced(form.id)
    one_more = {key: value + 1 for key, value in content.figures.items() if isinstance(value, int)}
    yield f"blank {form.id}", empty(form, form.first_year, {"name": "青禾县民政局"})
    for answer in ("是", "否"):
        yield f"{answer} {form.id}", empty(form, form.first_year, {"blank_as_zero": answer})
    for level in _levels(form):
        yield f"{level} {form.id}", empty(form, form.first_year, {"level": level})
    yield f"balanced {form.id}", filing(content, form, Origin())
    yield f"more {form.id}", filing(replace(content, figures=one_more), form, Origin())
    for name in reports(form.id) if form.id != packaged().id else ():
        yield name, filing(read((REAL / f"{name}.json").read_bytes()), form, Origin())


@cache
def _books() -> dict[str, bytes]:
    books = {name: write(plan(packaged(each.edition)), each) for name, each in _filings()}
    for name, last in (
        ("year", last_year()),
        ("jump", last_year({"proactive.fees[amount]": "无"})),
    ):
        books[f"after-a-{name}"] = continued_workbook(changed(), last)
    return books


def _comparable(value: object) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(str(value)).quantize(PLACES)
    return value


@cache
def _stored(book: bytes) -> dict[At, object]:
    """Return the result that `book` stores beside each of its formulas."""
    formulas = _cells(book, data_only=False)
    return _shown(book, [at for at, cell in formulas.items() if cell.data_type == "f"])


def _shown(book: bytes, places: Iterable[At]) -> dict[At, object]:
    shown = _cells(book, data_only=True)
    return {at: _comparable(shown[at].value) if at in shown else None for at in places}


def _cells(book: bytes, *, data_only: bool) -> dict[At, Any]:
    """Return the cells of `book` that are not empty; only read, without their looks."""
    loaded = openpyxl.load_workbook(BytesIO(book), data_only=data_only, read_only=True)
    return {
        (sheet.title, cell.coordinate): cell
        for sheet in loaded.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def _differences(ours: bytes, theirs: bytes) -> dict[At, tuple[object, object]]:
    stored = _stored(ours)
    calculated = _shown(theirs, stored)
    assert len(stored) > 100
    return {at: (value, calculated[at]) for at, value in stored.items() if value != calculated[at]}


def _recalculated(soffice: Soffice, books: dict[str, bytes], folder: Path) -> dict[str, bytes]:
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{name}.xlsx" for name in books]
    for path, data in zip(paths, books.values(), strict=True):
        path.write_bytes(data)
    results = soffice.recalculate(paths, folder / "out")
    return {name: result.read_bytes() for name, result in zip(books, results, strict=True)}


def test_every_stored_result_is_what_libreoffice_calculates(
    soffice: Soffice, tmp_path: Path
) -> None:
    books = _books()
    results = _recalculated(soffice, books, tmp_path / "books")
    wrong = {name: _differences(data, results[name]) for name, data in books.items()}
    assert {name: each for name, each in wrong.items() if each} == {}


def test_the_fillings_are_of_every_kind() -> None:
    """Otherwise the comparison above would prove little."""
    marks = {
        value
        for data in _books().values()
        for (sheet, _), value in _stored(data).items()
        if sheet == "审核" and isinstance(value, str) and len(value) == 1
    }
    assert marks == {"✓", "✗", "？", "—"}
    assert len([name for name in _books() if name in reports()]) >= 3


def test_a_wrong_stored_result_would_be_seen(soffice: Soffice, tmp_path: Path) -> None:
    stale = _edited(_books()["blank"], "未填 166、", "未填 16、")
    results = _recalculated(soffice, {"stale": stale}, tmp_path / "books")
    [(before, after)] = _differences(stale, results["stale"]).values()
    assert before != after == str(before).replace("16", "166")


def _edited(book: bytes, old: str, new: str) -> bytes:
    target = BytesIO()
    with ZipFile(BytesIO(book)) as source, ZipFile(target, "w", ZIP_DEFLATED) as copy:
        for name in source.namelist():
            copy.writestr(name, source.read(name).replace(old.encode(), new.encode()))
    return target.getvalue()

"""LibreOffice's own totals and live checks agree with `check`.

Every live check is seen to hold and to fail. A workbook costs LibreOffice a second, most of it for
looks. So the fillings stand many to a book, in sheets that hold nothing but the cells and formulas
that the plan gives; a few stand in real workbooks as well. Every formula is written with a wrong
stored result: were one not recalculated, it would show.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from disclose.checks.rules import judge_rules
from disclose.checks.run import check
from disclose.core.finding import Finding
from disclose.form.edition.interpret import awaited, touches, typed_keys
from disclose.form.edition.model import Edition
from disclose.form.edition.sheet_names import BLANK_AS_ZERO, BODY, REVIEW, YES
from disclose.form.figures.content import FiguresFile
from disclose.form.filing import Filing, State
from disclose.form.layout.address import Address
from disclose.form.layout.book import (
    FAIL,
    PASS,
    UNJUDGED,
    UNREADABLE,
    ReviewColumn,
    ReviewLine,
    plan,
)
from tests.support.filings import CURRENT, FORMS, as_read, changed, edition
from tests.support.fillings import fillings, fillings_of
from tests.support.soffice import Soffice
from tests.support.workbooks import parts, sheet_part, workbook

pytestmark = pytest.mark.soffice

COUNT = 60
"""Fillings of the form in force by chance, five of each sort, half as many of an earlier form;
besides, those that break one live check each."""

IN_ONE_BOOK = 10
REAL = 12
"""One real workbook for each way of spoiling a filling."""

STALE = -12345

RESULT = re.compile(r'<c r="([A-Z]+\d+)"[^>]*>(?:<f[^>]*>[^<]*</f>|<f[^>]*/>)?<v>([^<]*)</v>')


def own(form: Edition, text: str, copy: str) -> str:
    """Return a formula or the name of a sheet as it reads in the copy called `copy`."""
    names = "|".join([*(table.sheet for table in form.tables), BODY])
    return re.sub(rf"({names})!", rf"\1{copy}!", text)


def packed(path: Path, contents: Sequence[FiguresFile]) -> Path:
    """Write many fillings into one workbook, the sheets of each with its number behind the name."""
    with Workbook(path) as book:
        for number, content in enumerate(contents):
            _write(book, f"_{number}", as_read(content))
    return path


def _write(book: Workbook, copy: str, filing: Filing) -> None:
    form = edition(filing.edition)
    layout = plan(form)
    names = [*(table.sheet for table in form.tables), BODY, REVIEW]
    sheets = {name: book.add_worksheet(f"{name}{copy}") for name in names}
    for key, entry in filing.entries.items():
        at = layout.cells[key]
        if key in layout.totals and entry.state is State.COMPUTED:
            _formula(sheets[at.sheet], at, own(form, layout.totals[key], copy))
        elif entry.numeric and entry.amount is not None:
            sheets[at.sheet].write_number(at.row, at.column, float(entry.amount))
        else:
            sheets[at.sheet].write_string(at.row, at.column, entry.typed)
    for name, text in filing.body.items():
        sheets[BODY].write_string(layout.body[name].row, layout.body[name].column, text)
    for line in layout.review:
        formulas = (line.left, line.right, line.difference, line.result)
        for column, formula in zip(COLUMNS, formulas, strict=True):
            _formula(sheets[REVIEW], line.at(column), own(form, formula, copy))


COLUMNS = (
    ReviewColumn.LEFT,
    ReviewColumn.RIGHT,
    ReviewColumn.DIFFERENCE,
    ReviewColumn.RESULT,
)


def _formula(sheet: Worksheet, at: Address, formula: str) -> None:
    assert not sheet.write_formula(at.row, at.column, formula, None, STALE)


CodeAndKeys: TypeAlias = tuple[str, frozenset[str]]
"""The code of a rule and the keys of the figures that it compares."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What LibreOffice shows in the cells of one filling."""

    contents: Mapping[str, bytes]
    copy: str

    def sheet(self, name: str) -> Mapping[str, str]:
        part = sheet_part(dict(self.contents), f"{name}{self.copy}")
        return dict(RESULT.findall(self.contents[part].decode()))


def code_and_keys(line: ReviewLine) -> CodeAndKeys:
    """Return what a live check checks."""
    return line.constraint.code, frozenset(touches(line.constraint.relation))


def failed(content: FiguresFile) -> dict[CodeAndKeys, Finding]:
    """Return the findings of `check` about constraints."""
    return {
        (each.code, frozenset(place.key for place in each.places)): each
        for each in check(judge_rules(edition(content.edition), as_read(content)))
        if each.equation
    }


def compare(content: FiguresFile, shown: Shown) -> None:
    """Compare every total and every live check with what the checks say."""
    filing, form = as_read(content), edition(content.edition)
    _compare_totals(form, filing, shown)
    found = failed(content)
    cells = shown.sheet(REVIEW)
    for line in plan(form).review:
        at = code_and_keys(line)
        seen = {column: cells.get(line.at(column).a1, "") for column in COLUMNS}
        assert seen[ReviewColumn.RESULT] in _expected(form, filing, line, found.keys()), at
        if at in found:
            _compare_sides(found.pop(at), seen)
    assert not found


def _compare_totals(form: Edition, filing: Filing, shown: Shown) -> None:
    cells = {table.sheet: shown.sheet(table.sheet) for table in form.tables}
    for key in form.fills:
        at, amount = plan(form).cells[key], filing.amount(key)
        if amount is not None:
            assert Decimal(cells[at.sheet][at.a1]) == amount, key


def _expected(
    form: Edition, filing: Filing, line: ReviewLine, found: AbstractSet[CodeAndKeys]
) -> str:
    """Return the mark of a live check, worked out from the findings and from what is typed.

    A text that is no number lights `？` on the lines of its own rules. Those that reach it only
    through a total are not judged by `check`; the live check goes on without the text. A rule with
    last year's figures waits until something of this year is typed.
    """
    exempt = form.rule(line.constraint.code).exempt
    if any(filing.body[name] == answer for name, answer in exempt.items()):
        return UNJUDGED
    agreed = filing.body.get(BLANK_AS_ZERO) == YES
    needed = None if agreed else awaited(line.constraint.relation, form)
    if needed and not any(
        [
            *(filing.entries[key].state is not State.BLANK for key in needed.inputs),
            *(filing.amount(key) for key in needed.totals),
        ]
    ):
        return UNJUDGED
    texts = {State.PLACEHOLDER, State.TEXT}
    if any(filing.entries[key].state in texts for key in touches(line.constraint.relation)):
        return UNREADABLE
    if any(filing.amount(key) is None for key in touches(line.constraint.relation)):
        return PASS + FAIL
    if code_and_keys(line) in found:
        return FAIL
    typed = typed_keys(line.constraint.relation, form.fills)
    blank = not agreed and all(filing.entries[key].state is State.BLANK for key in typed)
    return UNJUDGED if blank else PASS


def _compare_sides(found: Finding, seen: Mapping[int, str]) -> None:
    assert found.equation
    assert Decimal(seen[ReviewColumn.LEFT]) == found.equation.left_sum
    assert Decimal(seen[ReviewColumn.RIGHT]) == found.equation.right_sum
    assert Decimal(seen[ReviewColumn.DIFFERENCE]) == found.equation.difference


def _in_books(contents: Sequence[FiguresFile]) -> Iterator[Sequence[FiguresFile]]:
    for start in range(0, len(contents), IN_ONE_BOOK):
        yield contents[start : start + IN_ONE_BOOK]


def of_every_sort(form: str) -> list[FiguresFile]:
    """Return fillings by chance, and the balanced one with each live check broken in turn."""
    made = fillings(COUNT) if form == CURRENT else fillings_of(form, COUNT // 2)
    return [*made, *(broken(form, line) for line in plan(edition(form)).review)]


def broken(form: str, line: ReviewLine) -> FiguresFile:
    """Return the balanced filling with one figure changed so that a live check fails."""
    candidates = (
        changed({key: value}, form=form)
        for key in touches(line.constraint.relation)
        for value in (0, 98_000_000, -98_000_000)
    )
    return next(each for each in candidates if code_and_keys(line) in failed(each))


@pytest.mark.parametrize("form", FORMS)
def test_fillings_of_every_sort(form: str, soffice: Soffice, tmp_path: Path) -> None:
    books = list(_in_books(of_every_sort(form)))
    paths = [packed(tmp_path / f"{n}.xlsx", book) for n, book in enumerate(books)]
    for path, book in zip(soffice.recalculate(paths, tmp_path / "out"), books, strict=True):
        contents = parts(path.read_bytes())
        for number, content in enumerate(book):
            compare(content, Shown(contents, f"_{number}"))


def test_some_in_real_workbooks(soffice: Soffice, tmp_path: Path) -> None:
    contents = list(fillings(REAL))
    paths = [tmp_path / f"{number}.xlsx" for number in range(REAL)]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(workbook(content))
    for path, content in zip(soffice.recalculate(paths, tmp_path / "out"), contents, strict=True):
        compare(content, Shown(parts(path.read_bytes()), ""))


def test_some_fillings_hold_and_some_fail() -> None:
    """And some cannot be judged, some have typed totals: else the tests above are idle."""
    contents = list(fillings(COUNT))
    assert COUNT / 4 < sum(bool(failed(content)) for content in contents) < COUNT * 3 / 4
    states = {entry.state for content in contents for entry in as_read(content).entries.values()}
    assert states == {State.AMOUNT, State.BLANK, State.PLACEHOLDER, State.TEXT, State.COMPUTED}


@pytest.mark.parametrize("form", FORMS)
def test_every_live_check_holds_once_and_fails_once(form: str) -> None:
    lines, seen = plan(edition(form)).review, set()
    for content in of_every_sort(form):
        filing, found = as_read(content), failed(content).keys()
        seen |= {(line.row, _expected(edition(form), filing, line, found)) for line in lines}
    assert {(line.row, mark) for line in lines for mark in (PASS, FAIL)} <= seen

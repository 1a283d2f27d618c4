"""LibreOffice's own totals and live checks agree with `check`.

A workbook costs LibreOffice a second, most of it for looks. So the thousand fillings stand many to
a book, in sheets that hold nothing but the cells and formulas that the plan gives; a few stand in
real workbooks as well. Every formula is written with a wrong stored result: were one not
recalculated, it would show.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from disclose.checks.rules import judge_rules
from disclose.checks.run import check
from disclose.core.finding import Finding
from disclose.form.edition.interpret import touches
from disclose.form.edition.model import Edition
from disclose.form.edition.sheet_names import BODY, REVIEW
from disclose.form.figures.content import FiguresFile
from disclose.form.filing import Filing, State
from disclose.form.layout.address import Address
from disclose.form.layout.book import EXEMPT, FAIL, PASS, UNREADABLE, ReviewColumn, ReviewLine, plan
from tests.support.filings import CURRENT, FORMS, as_read, edition
from tests.support.fillings import fillings, fillings_of
from tests.support.soffice import Soffice
from tests.support.workbooks import parts, sheet_part, workbook

# What stands in thousands of cells proves no line more than a few of them do.
pytestmark = [pytest.mark.soffice, pytest.mark.no_cover]

COUNT = 1000
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


@dataclass(frozen=True, slots=True)
class Shown:
    """What LibreOffice shows in the cells of one filling."""

    contents: Mapping[str, bytes]
    copy: str

    def sheet(self, name: str) -> Mapping[str, str]:
        part = sheet_part(dict(self.contents), f"{name}{self.copy}")
        return dict(RESULT.findall(self.contents[part].decode()))


def compare(content: FiguresFile, shown: Shown) -> None:
    """Compare every total and every live check with what the checks say."""
    filing, form = as_read(content), edition(content.edition)
    _compare_totals(form, filing, shown)
    found = {
        (each.code, frozenset(place.key for place in each.places)): each
        for each in check(judge_rules(form, filing))
        if each.equation
    }
    cells = shown.sheet(REVIEW)
    for line in plan(form).review:
        at = line.constraint.code, frozenset(touches(line.constraint.relation))
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
    form: Edition, filing: Filing, line: ReviewLine, failed: AbstractSet[tuple[str, frozenset[str]]]
) -> str:
    """Return the mark of a live check, worked out from the findings and from what is typed.

    A text that is no number lights `？` on the lines of its own rules. Those that reach it only
    through a total are not judged by `check`; the live check goes on without the text.
    """
    exempt = form.rule(line.constraint.code).exempt
    if any(filing.body[name] == answer for name, answer in exempt.items()):
        return EXEMPT
    texts = {State.PLACEHOLDER, State.TEXT}
    if any(filing.entries[key].state in texts for key in touches(line.constraint.relation)):
        return UNREADABLE
    if any(filing.amount(key) is None for key in touches(line.constraint.relation)):
        return PASS + FAIL
    touched = frozenset(touches(line.constraint.relation))
    return FAIL if (line.constraint.code, touched) in failed else PASS


def _compare_sides(found: Finding, seen: Mapping[int, str]) -> None:
    assert found.equation
    assert Decimal(seen[ReviewColumn.LEFT]) == found.equation.left_sum
    assert Decimal(seen[ReviewColumn.RIGHT]) == found.equation.right_sum
    assert Decimal(seen[ReviewColumn.DIFFERENCE]) == found.equation.difference


def _in_books(contents: Sequence[FiguresFile]) -> Iterator[Sequence[FiguresFile]]:
    for start in range(0, len(contents), IN_ONE_BOOK):
        yield contents[start : start + IN_ONE_BOOK]


@pytest.mark.parametrize("form", FORMS)
def test_a_thousand_fillings(form: str, soffice: Soffice, tmp_path: Path) -> None:
    count = COUNT if form == CURRENT else COUNT // 3
    made = fillings(count) if form == CURRENT else fillings_of(form, count)
    books = list(_in_books(list(made)))
    paths = [packed(tmp_path / f"{n}.xlsx", book) for n, book in enumerate(books)]
    compared = 0
    for path, book in zip(soffice.recalculate(paths, tmp_path / "out"), books, strict=True):
        contents = parts(path.read_bytes())
        for number, content in enumerate(book):
            compare(content, Shown(contents, f"_{number}"))
            compared += 1
    assert compared == count


def test_some_in_real_workbooks(soffice: Soffice, tmp_path: Path) -> None:
    contents = list(fillings(REAL))
    paths = [tmp_path / f"{number}.xlsx" for number in range(REAL)]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(workbook(content))
    for path, content in zip(soffice.recalculate(paths, tmp_path / "out"), contents, strict=True):
        compare(content, Shown(parts(path.read_bytes()), ""))


def test_the_fillings_are_of_every_sort() -> None:
    """Enough that hold, fail, cannot be judged, have typed totals: else the test above is idle."""
    filings = [as_read(content) for content in fillings(COUNT)]
    failing = sum(
        any(each.equation for each in check(judge_rules(edition(), filing))) for filing in filings
    )
    assert COUNT / 4 < failing < COUNT * 3 / 4
    states = {entry.state for filing in filings for entry in filing.entries.values()}
    assert states == {State.AMOUNT, State.BLANK, State.PLACEHOLDER, State.TEXT, State.COMPUTED}

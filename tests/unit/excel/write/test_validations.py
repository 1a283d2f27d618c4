"""What each cell of a workbook says and admits, as derived from the form."""

import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

import pytest
from lxml import etree
from openpyxl.worksheet.cell_range import CellRange

from disclose import api
from disclose.core.finding import Severity
from disclose.excel.write.writer import write
from disclose.form.edition.interpret import prose
from disclose.form.edition.model import BodyField, Edition, FieldKind, Figure, Print
from disclose.form.filing import complete, empty, typed_number
from disclose.form.layout.address import Address
from disclose.form.layout.book import ReviewLine, WorkbookPlan, plan
from disclose.form.prior_year import PriorYear, carried_forward
from tests.support.workbooks import Parts, parts, sheet_part

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
EDITIONS = api.library().ids


class Said(NamedTuple):
    """What a cell says when it is selected, what it admits, and what it says to anything else."""

    title: str
    prompt: str
    kind: str = "none"
    operator: str = "between"
    formulas: tuple[str, ...] = ()
    error: tuple[str, str] = ("", "")
    style: str = "stop"
    refuses: bool = True


def _said_by_cell(contents: Parts, sheet: str) -> Mapping[str, Said]:
    """Return the validation of each cell, after a look at what all of a sheet must keep to.

    No two say the same or have a cell in common; one for several cells has no relative formula.
    """
    root = etree.fromstring(contents[sheet_part(contents, sheet)])
    found: dict[str, Said] = {}
    for each in root.iter(f"{MAIN}dataValidation"):
        said, cells = _said(each), _cells(each.attrib["sqref"])
        assert each.get("allowBlank") == each.get("showInputMessage") == "1"
        assert len(each.attrib["sqref"]) < 256
        assert len(cells) == 1 or not any(map(RELATIVE.search, said.formulas))
        assert not found.keys() & set(cells)
        assert said not in found.values()
        found |= dict.fromkeys(cells, said)
    return found


RELATIVE = re.compile(r"(?<![$A-Z\"])[A-Z]{1,3}[1-9]")


def _cells(ranges: str) -> list[str]:
    cells = []
    for each in ranges.split():
        cells += [Address("", row - 1, column - 1).a1 for row, column in CellRange(each).cells]
    return cells


def _said(validation: etree._Element) -> Said:
    return Said(
        title=validation.get("promptTitle", ""),
        prompt=validation.get("prompt", ""),
        kind=validation.get("type", "none"),
        operator=validation.get("operator", "between"),
        formulas=tuple(each.text or "" for each in validation),
        error=(validation.get("errorTitle", ""), validation.get("error", "")),
        style=validation.get("errorStyle", "stop"),
        refuses=validation.get("showErrorMessage") == "1",
    )


def _expected(book: WorkbookPlan, locked: Collection[str]) -> Iterator[tuple[Address, Said]]:
    form = book.edition
    for key, figure in form.figures.items():
        if key not in book.totals and key not in locked:
            yield book.cells[key], _of_figure(figure)
    for line in book.review:
        if not line.prior_year:
            yield book.beside(line.constraint), _of_check(line, form)
    for key, at in book.fees.items():
        yield at, _of_figure(form.fees[key])
    yield book.body["year"], _of_year(form)
    for field in form.body:
        if field.help or field.choices or field.kind is not FieldKind.TEXT:
            yield book.body[field.id], _of_line(field, book.body[field.id].a1)
    yield from _of_explanations(sum(line.severity is Severity.WARNING for line in book.review))


def _of_figure(figure: Figure) -> Said:
    row, column, measure = figure.row, figure.column, figure.measure
    names = [row.short or row.label, column.short or column.label]
    kind = f"数字（{measure.unit}），最多 {measure.places} 位小数" if measure.places else "整数"
    unit = f"（{measure.unit}）" if measure.unit and not measure.places else ""
    signed = "，可以是负数" if measure.signed else ""
    admitted = f"填{kind}{unit}{signed}，没有的填 0。"
    lines = [figure.label, row.help, column.help, admitted]
    return Said(
        names[0] if figure.table.print is Print.LIST else " · ".join(names),
        "\n".join(each for each in lines if each),
        "decimal" if measure.places else "whole",
        formulas=("-999999999999999" if measure.signed else "0", "999999999999999"),
        error=("这里要填数字", f"{admitted}不要带单位、逗号、空格和文字。"),
    )


WEIGHTS = {Severity.ERROR: "强制性", Severity.WARNING: "核实性", Severity.NOTE: "提示性"}


def _of_check(line: ReviewLine, form: Edition) -> Said:
    constraint = line.constraint
    rule = prose(constraint.relation, lambda key: form.name(key, constraint.per))
    return Said(constraint.code, f"{rule}\n{WEIGHTS[line.severity]}，各数见“审核”。")


def _of_year(form: Edition) -> Said:
    years = "年及以后年度" if form.last_year == 9999 else f"年至{form.last_year}年"
    help_ = f"报告所属年度，4位数字。本格式适用于{form.first_year}{years}。"
    limits = str(form.first_year), str(form.last_year)
    return Said("报告年度", help_, "whole", formulas=limits, error=("年度不对", help_))


DATES = "????年*月*日", "????-*-*", "????/*/*", "????.*.*"
TESTS: Mapping[FieldKind, tuple[str, str, str]] = {
    FieldKind.CREDIT_CODE: ("textLength", "equal", "18"),
    FieldKind.POSTCODE: ("textLength", "equal", "6"),
    FieldKind.TELEPHONE: ("textLength", "greaterThanOrEqual", "3"),
    FieldKind.EMAIL: ("custom", "between", 'COUNTIF({0},"*?@?*.?*")+COUNT({0})>0'),
    FieldKind.WEB_ADDRESS: (
        "custom",
        "between",
        'COUNTIF({0},"*http://?*.?*")+COUNTIF({0},"*https://?*.?*")+COUNT({0})>0',
    ),
    FieldKind.DATE: (
        "custom",
        "between",
        "+".join(f'COUNTIF({{0}},"{date}")' for date in DATES) + "+COUNT({0})>0",
    ),
}


def _of_line(field: BodyField, a1: str) -> Said:
    title, help_ = field.label, field.help
    if field.choices:
        listed, said = ",".join(field.choices), "、".join(field.choices)
        error = "请从列表中选", f"只能填：{said}。"
        return Said(title, help_, "list", formulas=(f'"{listed}"',), error=error)
    if field.kind not in TESTS:
        return Said(title, help_)
    kind, operator, formula = TESTS[field.kind]
    style = "stop" if field.kind is FieldKind.DATE else "warning"
    error = f"请核对{title}", help_
    return Said(title, help_, kind, operator, (formula.format(a1),), error, style)


def _of_explanations(offered: int) -> Iterator[tuple[Address, Said]]:
    text = "点右边的箭头，选一条需要说明的问题；位置和数值不用再填。"
    listed = f"_meta!$V$2:$V${offered + 1}"
    said = Said("从列表选", text, "list", formulas=(listed,), refuses=False)
    rows = range(3, 33) if offered else ()
    return ((Address("出错说明", row, 0), said) for row in rows)


@pytest.mark.parametrize("state", ["blank", "continued"])
@pytest.mark.parametrize("edition", EDITIONS)
def test_each_cell_says_and_admits_its_own(edition: str, state: str) -> None:
    """A blank workbook, and one that is filled in and holds last year's figures."""
    form = api.library().get(edition)
    filing = empty(form, form.first_year, {"name": "青禾县民政局"})
    prior, locked = None, frozenset[str]()
    if state == "continued":
        prior = PriorYear(name="上年.xlsx", amounts=dict.fromkeys(form.figures, Decimal(7)))
        locked = frozenset(carried_forward(form, prior))
        inputs = form.figures.keys() - form.fills.keys() - locked
        typed = {key: typed_number(form.figures[key], "3") for key in inputs}
        filing = filing._replace(entries=complete(form, typed))
    book = plan(form, years=prior is not None)
    contents = parts(write(book, filing, prior))
    expected: dict[str, dict[str, Said]] = {sheet: {} for sheet in book.sheets}
    for at, said in _expected(book, locked):
        assert at.a1 not in expected[at.sheet]
        expected[at.sheet][at.a1] = said
    for sheet in book.sheets:
        assert _said_by_cell(contents, sheet) == expected[sheet], sheet

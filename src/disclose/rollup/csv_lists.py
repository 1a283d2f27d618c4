"""The lists of a roll-up as CSV files that spreadsheets open: figures, files, bodies."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from io import StringIO

from disclose.core.finding import Severity
from disclose.core.language import Language
from disclose.core.numbers import format_plain
from disclose.output.message_catalog import message_types
from disclose.rollup.render import STATUSES
from disclose.rollup.result_set import Rolled
from disclose.rollup.selection import Placed, Status
from disclose.rollup.sums import REGION, Sums

MARK = "\ufeff"
"""Excel takes a CSV file for UTF-8 only with this in front."""

FIGURES, FAULTY, MISSING, TWICE = "figures.csv", "出错单位清单.csv", "漏报.csv", "重报.csv"
"""What the lists are called."""

_FAULTY_HEAD = ("单位", "代码", "文件", "去向", "问题", "级别", "次数", "名称")
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_WEIGHTS = {Severity.ERROR: "强制性", Severity.WARNING: "核实性", Severity.NOTE: "提示性"}


def lists(rolled: Rolled) -> Mapping[str, bytes]:
    """Return the lists by name; their headings are Chinese, they go to offices."""
    found = {
        FAULTY: _csv(_FAULTY_HEAD, _faulty(rolled)),
        MISSING: _csv(("单位", "代码", "上级"), _missing(rolled)),
        TWICE: _csv(("单位", "代码", "文件", "去向"), _twice(rolled)),
    }
    if rolled.sums:
        found[FIGURES] = _figures(rolled, rolled.sums)
    return found


def safe(text: str) -> str:
    """Return `text` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text


def _cell(value: str | Decimal) -> str:
    return format_plain(value) if isinstance(value, Decimal) else safe(value)


def _csv(head: Sequence[str], rows: Iterable[Sequence[str | Decimal]]) -> bytes:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe(each) for each in head])
    writer.writerows([_cell(each) for each in row] for row in rows)
    return (MARK + out.getvalue()).encode(errors="backslashreplace")


def _figures(rolled: Rolled, sums: Sums) -> bytes:
    """Return a row a figure: the sum of the whole, then of every body with others below it."""
    levels = rolled.conclusion.known.levels
    head = ("指标", "表", "项目", "单位", "合计", *(body.name for body in levels))
    columns = [sums.of(each) for each in (REGION, *(body.id for body in levels))]
    rows: list[tuple[str | Decimal, ...]] = []
    for key, figure in sums.edition.figures.items():
        named = (key, figure.table.title, figure.label, figure.measure.unit)
        rows.append((*named, *(column[key] for column in columns)))
    return _csv(head, rows)


def _faulty(rolled: Rolled) -> Iterator[Sequence[str]]:
    """Yield a row a code of every file that was left out or has errors."""
    for placed in rolled.conclusion.placed:
        result = placed.file.result
        errors = [each for each in result.raised if each.severity == Severity.ERROR]
        start = (result.name, result.code, placed.file.name, _status(placed))
        if placed.status is Status.LOST:
            yield (*start, "ROLL08", "强制性", "1", result.reason)
        elif errors:
            words = message_types(rolled.edition)
            for each in errors:
                title = words[each.code].title.in_(Language.ZH) if each.code in words else ""
                weight = _WEIGHTS[Severity(each.severity)]
                yield (*start, each.code, weight, str(each.count), title)
        elif placed.status not in {Status.COUNTED, Status.SAME}:
            yield (*start, "", "强制性", "1", _status(placed))


def _missing(rolled: Rolled) -> Iterator[Sequence[str]]:
    known = rolled.conclusion.known
    names = {body.id: body.name for body in known.bodies}
    for body in known.bodies:
        if body.id in rolled.conclusion.missing:
            yield body.name, body.code, names.get(body.parent, "")


def _twice(rolled: Rolled) -> Iterator[Sequence[str]]:
    """Yield the files of every body that has several."""
    repeated = {each.body for each in rolled.conclusion.placed if each.status is Status.TWICE}
    bodies = {body.id: body for body in rolled.conclusion.known.bodies}
    for placed in sorted(rolled.conclusion.placed, key=lambda each: each.body):
        if placed.body in repeated:
            body = bodies[placed.body]
            yield body.name, body.code, placed.file.name, _status(placed)


def _status(placed: Placed) -> str:
    return STATUSES[placed.status].in_(Language.ZH)

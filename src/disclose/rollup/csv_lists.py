"""The lists of a roll-up as CSV files that spreadsheets open: figures, files, bodies."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from io import StringIO

from disclose.core.finding import Severity
from disclose.core.folders import Concern, PassedOver
from disclose.core.language import Language
from disclose.core.numbers import format_plain
from disclose.output.message_catalog import message_types
from disclose.rollup.outcome import STATUSES, RollUpOutcome
from disclose.rollup.selection import FileDecision, Status
from disclose.rollup.sums import REGION, Sums

MARK = "\ufeff"
"""The byte order mark: without it Excel does not read a CSV file as UTF-8."""

FIGURES, FAULTY, MISSING, DUPLICATES = "figures.csv", "出错单位清单.csv", "漏报.csv", "重报.csv"
FILES, SHARED = "文件清单.csv", "雷同文字.csv"
NAMES = (FIGURES, FAULTY, MISSING, DUPLICATES, FILES, SHARED)
"""The names of the lists."""

PASSED_OVER = "没有查看"

_FAULTY_HEAD = ("单位", "代码", "文件", "去向", "问题", "级别", "次数", "名称")
_REPEATED = (Status.DUPLICATE_FILING, Status.LIKELY_DUPLICATE, Status.SAME_FIGURES)
_CODES = {Concern.UNREADABLE: "ROLL18", Concern.ARCHIVE: "ROLL11"}
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_WEIGHTS = {Severity.ERROR: "强制性", Severity.WARNING: "核实性", Severity.NOTE: "提示性"}


def lists(outcome: RollUpOutcome) -> Mapping[str, bytes]:
    """Return the lists by name. Their headings are Chinese: they go to Chinese offices."""
    found = {
        FAULTY: _csv(_FAULTY_HEAD, _faulty(outcome)),
        MISSING: _csv(("单位", "代码", "上级"), _missing(outcome)),
        FILES: _csv(("文件", "去向", "原因", "单位", "代码"), _files(outcome)),
        DUPLICATES: _csv(("单位", "代码", "文件", "去向"), _duplicates(outcome)),
        SHARED: _csv(("组", "单位", "代码", "文件", "相同的部分", "相同的句子"), _shared(outcome)),
    }
    if outcome.sums:
        found[FIGURES] = _figures(outcome, outcome.sums)
    return found


def safe(text: str) -> str:
    """Return `text` in a form that no spreadsheet reads as a formula."""
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text


def _cell(value: str | Decimal) -> str:
    return format_plain(value) if isinstance(value, Decimal) else safe(value)


def _csv(head: Sequence[str], rows: Iterable[Sequence[str | Decimal]]) -> bytes:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe(each) for each in head])
    writer.writerows([_cell(each) for each in row] for row in rows)
    return (MARK + out.getvalue()).encode(errors="backslashreplace")


def _figures(outcome: RollUpOutcome, sums: Sums) -> bytes:
    """Return a row for each figure: the sum of the whole, then of every agency with subunits."""
    levels = outcome.selection.known.with_subunits
    head = ("指标", "表", "项目", "单位", "合计", *(body.name for body in levels))
    columns = [sums.of(each) for each in (REGION, *(body.id for body in levels))]
    rows: list[tuple[str | Decimal, ...]] = []
    for key, figure in sums.edition.figures.items():
        named = (key, figure.table.title, figure.label, figure.measure.unit)
        rows.append((*named, *(column[key] for column in columns)))
    return _csv(head, rows)


def _files(outcome: RollUpOutcome) -> Iterator[Sequence[str]]:
    """Yield a row for every file that was found, whatever became of it."""
    rows = [
        (each.file.name, *_fate(each), each.file.result.name, each.file.result.code)
        for each in outcome.selection.decisions
    ]
    rows += [(each.name, PASSED_OVER, _cause(each), "", "") for each in outcome.passed]
    yield from sorted(rows)


def _fate(decision: FileDecision) -> tuple[str, str]:
    is_counted = decision.status is Status.COUNTED
    return ("汇入", "") if is_counted else ("没有汇入", _status(decision))


def _cause(passed: PassedOver) -> str:
    return passed.cause.words.in_(Language.ZH)


def _faulty(outcome: RollUpOutcome) -> Iterator[Sequence[str]]:
    """Yield a row for each code at error level, of every file that has errors or is left out.

    Files that nobody could look into come last.
    """
    for decision in outcome.selection.decisions:
        result = decision.file.result
        errors = [each for each in result.raised if each.severity == Severity.ERROR]
        start = (result.name, result.code, decision.file.name, _status(decision))
        if decision.status is Status.LOST:
            yield (*start, "ROLL08", "强制性", "1", result.reason)
        elif errors:
            words = message_types(outcome.edition)
            for each in errors:
                title = words[each.code].title.in_(Language.ZH) if each.code in words else ""
                weight = _WEIGHTS[Severity(each.severity)]
                yield (*start, each.code, weight, str(each.count), title)
        elif decision.status not in {Status.COUNTED, Status.SAME_CONTENT}:
            yield (*start, "", "强制性", "1", _status(decision))
    for passed in outcome.passed:
        if code := _CODES.get(passed.cause.concern):
            yield ("", "", passed.name, PASSED_OVER, code, "强制性", "1", _cause(passed))


def _missing(outcome: RollUpOutcome) -> Iterator[Sequence[str]]:
    known = outcome.selection.known
    names = {body.id: body.name for body in known.agencies}
    for body in known.agencies:
        if body.id in outcome.selection.missing:
            yield body.name, body.code, names.get(body.parent, "")


def _duplicates(outcome: RollUpOutcome) -> Iterator[Sequence[str]]:
    """Yield the files of every agency that filed several, or that is likely another one."""
    repeated = {each.body for each in outcome.selection.decisions if each.status in _REPEATED}
    bodies = {body.id: body for body in outcome.selection.known.agencies}
    for decision in sorted(outcome.selection.decisions, key=lambda each: each.body):
        if decision.body in repeated:
            body = bodies[decision.body]
            yield body.name, body.code, decision.file.name, _status(decision)


def _shared(outcome: RollUpOutcome) -> Iterator[Sequence[str]]:
    """Yield the files of every group of agencies with the same text."""
    for number, group in enumerate(outcome.shared, 1):
        sections = "；".join(each.told for each in group.sections)
        sentences = "".join(group.sections[0].sentences)
        for file in group.files:
            result = file.result
            yield (str(number), result.name, result.code, file.name, sections, sentences)


def _status(decision: FileDecision) -> str:
    return STATUSES[decision.status].in_(Language.ZH)

"""All that keeps a workbook from being handed in, counted live: formulas with their true results.

`check` counts the same. Only it sees whether the texts fit the tables, whether a text in a cell is
a number after all, and how a cell looks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fnmatch import fnmatchcase

from disclose.core.finding import Severity
from disclose.core.numbers import TOO_LARGE, ZERO, decimal_places
from disclose.excel.write.cached_values import Live, shown
from disclose.excel.write.checks_sheet import failing
from disclose.excel.write.sheet import Formula
from disclose.form.edition.model import FieldKind, Measure, Section, Table
from disclose.form.edition.sheet_names import GUIDE, META, YEAR, YES
from disclose.form.layout.address import Address, Area, areas

IDLE = (
    "无",
    "无。",
    "没有",
    "没有。",
    "暂无",
    "暂无。",
    "不涉及",
    "不适用",
    "同上",
    "略",
    "/",
    "-",
    "—",
)
"""Texts that say nothing: to `check`, they and some more spellings are no text of a report."""


@dataclass(frozen=True, slots=True)
class OpenPoints:
    """The counts of one sheet, as formulas for the sheet 填表说明; None if there is none to count.

    `doubtful` ones are to be verified and keep nothing back.
    """

    unfilled: Formula | None = None
    texts: Formula | None = None
    unfit: Formula | None = None
    failing: Formula | None = None
    doubtful: Formula | None = None

    @property
    def counts(self) -> tuple[Formula | None, ...]:
        """Return the counts in the order of the columns."""
        return self.unfilled, self.texts, self.unfit, self.failing, self.doubtful


WHOLE_DATES = ("*年*月*日*", "*年*月*号*", "*-*-*", "*/*/*", "*.*.*")
"""Patterns of a date with a day; to `check` not all that fits them is one."""


def of_agency(live: Live) -> OpenPoints:
    """Return the count of required lines of 单位信息 that are not filled in; a date needs a day."""
    edition, filing, book = live.book.edition, live.filing, live.book
    required = [each for each in edition.body if each.required]
    year, first, last = book.body[YEAR].absolute(), edition.first_year, edition.last_year
    is_year = f"COUNT({year})=1,{year}>={first},{year}<={last}"
    absent = int(filing.year is None or not first <= filing.year <= last)
    counts = [f"IF(AND({is_year}),0,1)"]
    for each in required:
        cell, typed = book.body[each.id].absolute(), filing.body.get(each.id, "")
        if each.kind is FieldKind.DATE:
            patterns = "+".join(f'COUNTIF({cell},"{pattern}")' for pattern in WHOLE_DATES)
            counts.append(f"IF(COUNT({cell})+{patterns}>0,0,1)")
            absent += not any(fnmatchcase(typed, pattern) for pattern in WHOLE_DATES)
        else:
            bare = f'SUBSTITUTE(SUBSTITUTE({cell}," ",""),"　","")'
            counts.append(f"IF(LEN({bare})=0,1,0)")
            absent += not typed.strip(" 　")
    return OpenPoints(unfilled=Formula("=" + "+".join(counts), absent))


def of_table(table: Table, live: Live) -> OpenPoints:
    """Return what is wrong with `table`; warnings of rules are doubtful."""
    lines = [line for line in live.book.review if line.constraint.table == table.id]
    errors = [line for line in lines if line.severity is Severity.ERROR]
    warnings = [line for line in lines if line.severity is Severity.WARNING]
    inputs = live.book.inputs(table.id)
    figures = live.book.edition.figures.values()
    return OpenPoints(
        unfilled=_unfilled(inputs, live),
        texts=_texts([each.key for each in figures if each.table.id == table.id], live),
        unfit=_unfit(inputs, live),
        failing=failing(live, GUIDE, errors) if errors else None,
        doubtful=failing(live, GUIDE, warnings) if warnings else None,
    )


def of_texts(live: Live, marked: Formula) -> OpenPoints:
    """Return the count of required texts not written; `marked` previews are doubtful."""
    fees = tuple(live.book.fees)
    return OpenPoints(
        unfilled=_unwritten(live),
        texts=_texts(fees, live) if fees else None,
        unfit=_unfit(fees, live) if fees else None,
        doubtful=marked,
    )


AGREEMENT = "BLANK_AS_ZERO"
"""Name of the cell of 空白的格按0上报: a condition for colours may not name another sheet."""


def unless_agreed(conditions: str, live: Live) -> str:
    """Return that all `conditions` hold and blank cells are no agreed zeros, to light cells."""
    agreed = f',{AGREEMENT}<>"{YES}"' if live.book.blanks_are_zeros else ""
    return f"AND({conditions}{agreed})"


def agreed_by_name(condition: str, live: Live) -> str:
    """Return `condition` with the agreement under its name."""
    agreed = live.book.blanks_are_zeros
    return condition.replace(agreed, f'{AGREEMENT}="{YES}"') if agreed else condition


def _unfilled(keys: Iterable[str], live: Live) -> Formula:
    chosen, agreed = tuple(keys), live.book.blanks_are_zeros
    counts = "+".join(f"COUNTBLANK({each})" for each in _ranges(chosen, live))
    blank = sum(_content(key, live) is None for key in chosen)
    formula = f"IF({agreed},0,{counts})" if agreed else counts
    return Formula(f"={formula}", 0 if live.blanks_are_zeros else blank)


def _texts(keys: Iterable[str], live: Live) -> Formula:
    chosen = tuple(keys)
    ranges = ",".join(_ranges(chosen, live))
    count = sum(isinstance(_content(key, live), str) for key in chosen)
    return Formula(f"=COUNTA({ranges})-COUNT({ranges})", count)


def _ranges(keys: Iterable[str], live: Live) -> list[str]:
    return [area.seen_from(GUIDE) for area in live.book.areas(keys)]


def _content(key: str, live: Live) -> Decimal | str | None:
    """Return the content of the cell of a figure of the tables or of the fee."""
    if key in live.cells:
        return live.cells[key]
    entry = live.filing.fees.get(key)
    return shown(entry) if entry else None


# Numbers that the form does not admit, each tested in a cell of the hidden sheet.


def _unfit(keys: Iterable[str], live: Live) -> Formula:
    chosen = tuple(keys)
    cells = areas(live.book.tests[key] for key in chosen)
    ranges = ",".join(area.seen_from(GUIDE) for area in cells)
    return Formula(f"=SUM({ranges})", sum(_is_unfit(key, live) for key in chosen))


def tests(live: Live) -> Iterable[tuple[Address, Formula]]:
    """Yield the cells that test a typed number, with the formula: 1 if the form does not admit it.

    It is negative, has too many decimals, or too many digits.
    """
    for key, at in live.book.tests.items():
        measure, cell = live.book.edition.figure(key).measure, live.book.cell(key)
        typed = Area(cell, cell).seen_from(META)
        formula = f"=IF(COUNT({typed})=0,0,IF({unfit(typed, measure)},1,0))"
        yield at, Formula(formula, int(_is_unfit(key, live)))


def unfit(number: str, measure: Measure) -> str:
    """Return the condition that the form does not admit a number; an error for a text."""
    least = f"-{TOO_LARGE}" if measure.signed else "0"
    rounded = f"ROUND({number},{measure.places})<>{number}"
    return f"OR({number}<{least},{number}>={TOO_LARGE},{rounded})"


def _is_unfit(key: str, live: Live) -> bool:
    measure, amount = live.book.edition.figure(key).measure, _content(key, live)
    return isinstance(amount, Decimal) and (
        amount < (-TOO_LARGE if measure.signed else ZERO)
        or amount >= TOO_LARGE
        or decimal_places(amount) > measure.places
    )


# Required texts that are not written.


def _unwritten(live: Live) -> Formula | None:
    required = [each for each in live.book.edition.texts if each.required]
    if not required:
        return None
    typed = [each for each in required if not each.fees]
    cells = areas(live.book.texts[each.id] for each in typed)
    counts = [saying_nothing(area.seen_from(GUIDE)) for area in cells]
    for section in required:
        if section.fees:
            at = live.book.texts[section.id]
            said = saying_nothing(Area(at, at).seen_from(GUIDE))
            counts.append(f"IF({fees_filled(section, live, GUIDE)},0,{said})")
    count = sum(not _is_written(section, live) for section in required)
    return Formula("=" + "+".join(counts), count)


def saying_nothing(area: str) -> str:
    """Return the formula that counts the cells of `area` with nothing, a number, or `无`."""
    counts = [f"COUNTBLANK({area})", f"COUNT({area})"]
    return "+".join([*counts, *(f'COUNTIF({area},"{word}")' for word in IDLE)])


def says_nothing(cell: str) -> str:
    """Return the same as a condition on one cell, short enough for a colour."""
    said = ",".join(f'{cell}="{word}"' for word in ("", *IDLE))
    return f"OR({said})"


def fees_filled(section: Section, live: Live, sheet: str) -> str:
    """Return the condition that the program can write `section` from the figures of the fee."""
    cells = areas(live.book.fees[key] for key in section.fees)
    ranges = ",".join(area.seen_from(sheet) for area in cells)
    filled, agreed = f"COUNT({ranges})={len(section.fees)}", live.book.blanks_are_zeros
    if not agreed:
        return filled
    return f"OR({filled},AND({agreed},COUNTA({ranges})=COUNT({ranges})))"


def _is_written(section: Section, live: Live) -> bool:
    fees = [_content(key, live) for key in section.fees]
    blank = (None,) if live.blanks_are_zeros else ()
    by_program = bool(fees) and all(isinstance(each, Decimal) or each in blank for each in fees)
    return by_program or live.filing.texts.get(section.id, "") not in {"", *IDLE}

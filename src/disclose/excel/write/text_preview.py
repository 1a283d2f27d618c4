"""Formulas beside a text of the sheet 文字部分: the main figures, the text with its figures."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from itertools import accumulate

from disclose.core.numbers import ZERO, decimal_places, format_plain, trim_zeros
from disclose.excel.write.cached_values import Live, shown
from disclose.excel.write.sheet import Formula
from disclose.form.edition.model import Edition, NamedSum, Section
from disclose.form.edition.sheet_names import META, TEXTS
from disclose.form.layout.address import Area
from disclose.form.printed_names import NamedFigures, default_column, resolve

UNKNOWN_NAME = 'LEN(SUBSTITUTE({0},"⚠",""))<LEN({0})'
"""The condition that a preview marks a name."""

MARK, REMARK = "⚠【", "（预览里没有）】"
"""Around a name that the preview does not know."""

EMPTY = "（还没有填写）"

MOST_STEPS = 60
"""Spreadsheets nest functions 64 deep."""

LONGEST = 8000
"""Most characters of a formula; spreadsheets admit 8192."""


def main_figures(section: Section, live: Live) -> Formula | None:
    """Return the lines `name number unit` of the figures of `section`; None if it has none.

    The space before the unit does not break.
    """
    if not section.figures:
        return None
    formulas, values = [], []
    for each in section.figures:
        unit = _unit(each, live)
        formulas.append(f'{each.label} "&{_sum(each.figures, live)}&"{unit}')
        values.append(f"{each.label} {_value(each.figures, live)}{unit}")
    return Formula('="' + "\n".join(formulas) + '"', "\n".join(values))


def _unit(named: NamedSum, live: Live) -> str:
    unit = live.book.edition.figures[named.figures[0]].measure.unit
    return f"\u00a0{unit}" if unit else ""


def _sum(keys: Sequence[str], live: Live) -> str:
    return f"SUM({','.join(area.seen_from(META) for area in live.book.areas(keys))})"


def _value(keys: Sequence[str], live: Live) -> str:
    amount = sum((_amount(key, live) for key in keys), ZERO)
    return format_plain(trim_zeros(amount, decimal_places(amount)))


def _amount(key: str, live: Live) -> Decimal:
    if key in live.cells:
        return live.amount(key)
    entry = live.filing.fees.get(key)
    content = shown(entry) if entry else None
    return content if isinstance(content, Decimal) else ZERO


def name_example(edition: Edition) -> str:
    """Return the shortest name of a main figure as an example, empty if there is none."""
    labels = [named.label for named in _main(edition)]
    return f"，例如【{min(labels, key=len)}】" if labels else ""


@dataclass(frozen=True, slots=True)
class _Step:
    """A text that the preview replaces: `formula` gives the replacement, `value` its result."""

    old: str
    formula: str
    value: str

    @property
    def length(self) -> int:
        """Return how much longer the step makes the formula."""
        return len(f'SUBSTITUTE(,"{self.old}",{self.formula})')


def preview_of(section: Section, live: Live) -> tuple[Formula, ...]:
    """Return the formulas that put numbers in the place of names in the text of `section`.

    Each reads the cell of the one before, the first the text; the last is the preview, the others
    stand in the cells that the plan has for them.
    """
    return _previews(live)[section.id]


@lru_cache(maxsize=1)
def _previews(live: Live) -> Mapping[str, tuple[Formula, ...]]:
    """Return the formulas of every section: three sheets ask for them."""
    return {section.id: _preview(section, live) for section in live.book.edition.texts}


def _preview(section: Section, live: Live) -> tuple[Formula, ...]:
    at = live.book.texts[section.id]
    text = Area(at, at).seen_from(META)
    formula, value = f'IF({text}="","{EMPTY}",{text})', live.filing.texts.get(section.id) or EMPTY
    formulas: list[Formula] = []
    for steps, cell in zip(_stages(live), live.book.previews[section.id], strict=True):
        replaced = "".join(f',"{step.old}",{step.formula})' for step in steps)
        formula = f"{'SUBSTITUTE(' * len(steps)}{formula}{replaced}"
        for step in steps:
            value = value.replace(step.old, step.value)
        formulas.append(Formula(f"={formula}", value))
        formula = Area(cell, cell).seen_from(TEXTS)
    return tuple(formulas)


def marked(live: Live) -> Formula:
    """Return the count of previews that mark a name, as seen from another sheet."""
    cells = [each[-1].absolute() for each in live.book.previews.values()]
    said = [str(preview_of(section, live)[-1].value) for section in live.book.edition.texts]
    counts = "+".join(f"({UNKNOWN_NAME.format(each)})" for each in cells)
    return Formula(f"={counts}", sum(MARK[0] in each for each in said))


@lru_cache(maxsize=1)
def _stages(live: Live) -> tuple[tuple[_Step, ...], ...]:
    """Return the steps of each formula: spellings, then names, then names and the brackets left.

    Those that no longer fit are left out. All the texts of a workbook have the same steps.
    """
    names = [_named(label, keys, live) for label, keys in _names(live.book.edition).items()]
    first = _fitting(names)
    marks = (_text("【", MARK), _text("】", REMARK))
    second = _fitting(names[len(first) :], but=marks)
    return _fitting(list(_spellings(live))), first, (*second, *marks)


def _fitting(steps: Sequence[_Step], but: Sequence[_Step] = ()) -> tuple[_Step, ...]:
    """Return the first of `steps` that fit into one formula beside the steps `but`."""
    room = LONGEST - sum(each.length for each in but)
    lengths = accumulate(each.length for each in steps)
    fitting = sum(length <= room for length in lengths)
    return tuple(steps[: min(fitting, MOST_STEPS - len(but))])


@cache
def _names(edition: Edition) -> Mapping[str, tuple[str, ...]]:
    """Return the names that the preview knows: main figures, fees, rows, then rows with columns.

    A name without spaces that two figures have is none.
    """
    names = {each.label: each.figures for each in _main(edition)}
    rows: list[tuple[str, str]] = []
    cells: list[tuple[str, str]] = []
    for key, figure in edition.figures.items():
        block = next(each for each in figure.table.blocks if figure.row in each.rows)
        row, column = (each.short or each.label for each in (figure.row, figure.column))
        if figure.column is default_column(block):
            rows.append((row, key))
        else:
            cells.append((row + column, key))
    tables = Counter(edition.figures[key].table.id for _, key in cells)
    cells.sort(key=lambda each: tables[edition.figures[each[1]].table.id])
    fees = [(each.row.short or each.row.label, key) for key, each in edition.fees.items()]
    counts = Counter(name for name, _ in (*fees, *rows, *cells))
    for name, key in (*fees, *rows, *cells):
        if counts[name] == 1:
            names.setdefault(name, (key,))
    return names


def _main(edition: Edition) -> tuple[NamedSum, ...]:
    sums = {each.label: each for section in edition.texts for each in section.figures}
    return tuple(sums.values())


def _named(label: str, keys: Sequence[str], live: Live) -> _Step:
    return _Step(f"【{label}】", _sum(keys, live), _value(keys, live))


def _text(old: str, new: str) -> _Step:
    return _Step(old, f'"{new}"', new)


SEPARATORS = (" ", "、")


def _spellings(live: Live) -> Iterator[_Step]:
    """Yield the steps that bring names typed in full to the names that the preview knows."""
    edition = live.book.edition
    for table in edition.tables:
        yield from (_text(f"【{table.sheet}{each}", "【") for each in (*SEPARATORS, ""))
    blocks = [each for table in edition.tables for each in table.blocks if len(each.columns) > 1]
    totals = [column for block in blocks if (column := default_column(block))]
    for total in dict.fromkeys(each.label for each in totals):
        row = resolve(edition, total)
        if isinstance(row, NamedFigures):
            yield _named(total, row.keys, live)
        yield from (_text(f"【{total}{each}", "【") for each in (*SEPARATORS, ""))
        yield from (_text(f"{each}{total}】", "】") for each in (*SEPARATORS, ""))
    columns = (each for block in blocks for each in block.columns if each not in totals)
    for name in dict.fromkeys(each.short or each.label for each in columns):
        yield from (_text(f"{each}{name}】", f"{name}】") for each in SEPARATORS)
    figures = [(each.label, edition.figures[each.figures[0]]) for each in _main(edition)]
    for label, figure in figures:
        if figure.row.label != label and label == figure.row.short:
            yield _text(f"【{figure.row.label}", f"【{label}")

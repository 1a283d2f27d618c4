"""Formulas beside a text of the sheet 文字部分: the main figures, the text with its figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from disclose.core.numbers import ZERO, decimal_places, format_plain, trim_zeros
from disclose.excel.write.cached_values import Live
from disclose.excel.write.sheet import Formula
from disclose.form.edition.model import Edition, NamedSum, Section
from disclose.form.edition.sheet_names import TEXTS
from disclose.form.printed_names import NamedFigures, default_column, resolve

UNKNOWN_NAME = 'LEN(SUBSTITUTE({0},"⚠",""))<LEN({0})'
"""The condition that a preview marks a name."""

MARK, REMARK = "⚠【", "（预览里没有）】"
"""Around a name that the preview does not know."""

EMPTY = "（还没有填写）"

MOST_STEPS = 60
"""Spreadsheets nest functions 64 deep."""

LONGEST = 8000
"""Most characters of the formula; spreadsheets admit 8192."""


def main_figures(section: Section, live: Live) -> Formula | None:
    """Return the lines `name number unit` of the figures of `section`; None if it has none."""
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
    return f" {unit}" if unit else ""


def _sum(keys: Sequence[str], live: Live) -> str:
    return f"SUM({','.join(area.seen_from(TEXTS) for area in live.book.areas(keys))})"


def _value(keys: Sequence[str], live: Live) -> str:
    amount = sum(map(live.amount, keys), ZERO)
    return format_plain(trim_zeros(amount, decimal_places(amount)))


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


def preview_of(section: Section, live: Live) -> Formula:
    """Return the text of `section` with the names of main figures replaced by their numbers."""
    cell, text = live.book.texts[section.id].a1, live.filing.texts.get(section.id, "")
    formula = cell
    for step in _steps(live):
        formula = f'SUBSTITUTE({formula},"{step.old}",{step.formula})'
        text = text.replace(step.old, step.value)
    return Formula(f'=IF({cell}="","{EMPTY}",{formula})', text or EMPTY)


def _steps(live: Live) -> tuple[_Step, ...]:
    """Return what to replace, in this order: spellings, then names, then the brackets left.

    Spellings that no longer fit into the formula are left out.
    """
    edition = live.book.edition
    names = [_named(each.label, each.figures, live) for each in _main(edition)][: MOST_STEPS // 2]
    marks = (_text("【", MARK), _text("】", REMARK))
    spellings = list(_spellings(live))[: MOST_STEPS - len(names) - len(marks)]
    room = LONGEST - sum(each.length for each in (*names, *marks))
    lengths = accumulate(each.length for each in spellings)
    kept = [each for each, length in zip(spellings, lengths, strict=True) if length <= room]
    return (*kept, *names, *marks)


def _main(edition: Edition) -> tuple[NamedSum, ...]:
    sums = {each.label: each for section in edition.texts for each in section.figures}
    return tuple(sums.values())


def _named(label: str, keys: Sequence[str], live: Live) -> _Step:
    return _Step(f"【{label}】", _sum(keys, live), _value(keys, live))


def _text(old: str, new: str) -> _Step:
    return _Step(old, f'"{new}"', new)


SEPARATORS = (" ", "、", "")


def _spellings(live: Live) -> Iterator[_Step]:
    """Yield the steps that bring names typed in full to the labels of the main figures."""
    edition = live.book.edition
    for table in edition.tables:
        yield from (_text(f"【{table.sheet}{each}", "【") for each in SEPARATORS)
    blocks = [block for table in edition.tables for block in table.blocks]
    for total in dict.fromkeys(
        each.label for block in blocks if len(block.columns) > 1 and (each := default_column(block))
    ):
        row = resolve(edition, total)
        if isinstance(row, NamedFigures):
            yield _named(total, row.keys, live)
        yield from (_text(f"【{total}{each}", "【") for each in SEPARATORS)
        yield from (_text(f"{each}{total}】", "】") for each in SEPARATORS)
    figures = [(each.label, edition.figures[each.figures[0]]) for each in _main(edition)]
    for column in dict.fromkeys(each.column.short or each.column.label for _, each in figures):
        yield _text(f" {column}】", f"{column}】")
    for label, figure in figures:
        if figure.row.label != label and label == figure.row.short:
            yield _text(f"【{figure.row.label}", f"【{label}")

"""Find the figures of published tables whose names have other words than the form.

Names are replaced by those of the form only for figures that are not found as printed, and only if
every figure that was found has the same text afterwards.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeAlias

from disclose.core.expressions import expression
from disclose.core.text import bare_name, squeeze
from disclose.form.locate.in_tables import ALIKE, SHORTEST, InTables, locate_in_tables
from disclose.form.locate.labels import FigureBlock

Rows: TypeAlias = Sequence[Sequence[str]]
"""The rows of a table; a merged cell has its text in each of its cells."""

_Renaming: TypeAlias = tuple[FigureBlock, int, str]
"""A block, one of its rows or columns, and its name in the document."""

_REMARK = expression(r"(?<=[\w)\]】])(\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】)")
"""A remark in brackets behind a name; in brackets before a name is its number."""

_OTHER_FIGURE = expression(r"上年|去年|上一年|上年度|其中|不含|不包括|未含|占比")
"""Remarks by which a row or column is another one than its name says."""

_TELLING = ("上", "去", "前", "未", "不", "非", "增", "减", "占", "率", "比", "废止", "公开", "制")
"""Words of which two names for the same thing both have each or neither."""

MONEY = "万元"
"""The unit of money in every form."""

_MONEY = expression(r"([0-9]*)([十百千万亿]*元)")


@dataclass(frozen=True, slots=True)
class OtherNames:
    """What was found, and the columns that have another name than the form, once each."""

    found: InTables
    columns: tuple[_Renaming, ...] = ()


def locate_in_published(
    blocks: Sequence[FigureBlock],
    tables: Mapping[int, Rows],
    breaks: Mapping[int, Sequence[int]],
) -> OtherNames:
    """Return the figures of `blocks` in `tables`, by names as printed, else by names that differ.

    `breaks` are the rows of a table that begin on a new page.
    """
    plain = locate_in_tables(blocks, tables, breaks)
    texts = {number: [[*row] for row in table] for number, table in tables.items()}
    rows, columns = _rename(blocks, plain, texts)
    if not rows and not columns:
        return OtherNames(plain)
    found = locate_in_tables(blocks, texts, breaks)
    kept = all(found.texts.get(key) == said for key, said in plain.texts.items())
    if not kept or len(found.texts) == len(plain.texts):
        return OtherNames(plain)
    found.renamed += [each for each in rows if _row_was_read(each, found)]
    return OtherNames(found, tuple(each for each in columns if _column_was_read(each, found)))


def _row_was_read(renaming: _Renaming, found: InTables) -> bool:
    block, row, _ = renaming
    return any(key in found.texts for key in block.keys[row])


def _column_was_read(renaming: _Renaming, found: InTables) -> bool:
    block, column, _ = renaming
    return any(row[column] in found.texts for row in block.keys)


def _rename(
    blocks: Sequence[FigureBlock], plain: InTables, tables: Mapping[int, list[list[str]]]
) -> tuple[list[_Renaming], list[_Renaming]]:
    """Write the form's names over those that differ; return the rows and the columns renamed."""
    names = {name for block in blocks for path in (*block.rows, *block.columns) for name in path}
    rows: list[_Renaming] = []
    columns: list[_Renaming] = []
    for block in blocks:
        gone = [at for at, keys in enumerate(block.keys) if not {*keys} & {*plain.texts}]
        lost = [
            at
            for at in range(len(block.columns))
            if not any(keys[at] in plain.texts for keys in block.keys)
        ]
        for table in tables.values():
            if gone:
                rows += _rename_rows(block, gone, table, names)
            if lost:
                columns += _rename_columns(block, lost, table, names)
    return rows, columns


def _rename_rows(
    block: FigureBlock, gone: Sequence[int], table: list[list[str]], names: Collection[str]
) -> Iterator[_Renaming]:
    """Rename the rows of a table that have a remark behind the name of a row not found."""
    if block.across:
        return
    wanted = {_without_remarks(block.row_labels[at]): at for at in gone}
    for row in table:
        for shown in dict.fromkeys(row):
            at = wanted.get(_without_remarks(shown))
            if at is None or bare_name(shown) in names or _OTHER_FIGURE.search(squeeze(shown)):
                continue
            row[:] = [block.row_labels[at] if text == shown else text for text in row]
            yield block, at, shown


def _rename_columns(
    block: FigureBlock, lost: Sequence[int], table: list[list[str]], names: Collection[str]
) -> Iterator[_Renaming]:
    """Rename the columns of the head over the first row of a block; a doubtful one stays."""
    head = _head(block, table)
    shown = dict.fromkeys(text for row in head for text in row if text.strip())
    unit = any(MONEY in text for text in shown)
    meant = {
        text: at for text in shown if (at := _meant(block, text, names, unit=unit)) is not None
    }
    wanted = {block.columns[at][0]: at for at in lost}
    for text, at in meant.items():
        name = block.columns[at][0]
        if name in wanted and sum(block.columns[each][0] == name for each in meant.values()) == 1:
            for row in head:
                row[:] = [block.column_labels[at] if each == text else each for each in row]
            yield block, wanted[name], text


def _head(block: FigureBlock, table: list[list[str]]) -> list[list[str]]:
    """Return the rows over the first row of figures of a block, up to another row with figures."""
    own = {path[0] for path in (block.columns if block.across else block.rows)}
    first = next((at for at, row in enumerate(table) if own & {*map(bare_name, row)}), None)
    if first is None:
        return []
    if block.across:
        below = (at for at in range(first, len(table)) if _has_number(table[at]))
        first = next(below, first)
    top = first
    while top and not _has_number(table[top - 1]):
        top -= 1
    return table[top:first]


def _has_number(row: Iterable[str]) -> bool:
    return any(squeeze(text).isdecimal() for text in row)


def _meant(block: FigureBlock, text: str, names: Collection[str], *, unit: bool) -> int | None:
    """Return the column of `block` that a retyped name means; None if none or several.

    `unit` says that the head has the unit of money.
    """
    if bare_name(text) in names or _OTHER_FIGURE.search(squeeze(text)):
        return None
    name = _without_remarks(text)
    best: dict[str, tuple[int, int]] = {}
    for at, label in enumerate(block.column_labels):
        other = _without_remarks(label)
        alike = int(100 * SequenceMatcher(None, name, other).ratio())
        short = min(len(name), len(other)) < SHORTEST
        if name == other or (alike >= ALIKE and not short and _tells(name) == _tells(other)):
            best.setdefault(block.columns[at][0], (alike, at))
    highest = max((alike for alike, _ in best.values()), default=0)
    likely = [at for alike, at in best.values() if alike == highest]
    if len(likely) != 1 or not _same_unit(text, block.column_labels[likely[0]], unit=unit):
        return None
    return likely[0]


def _same_unit(text: str, label: str, *, unit: bool) -> bool:
    """Return whether a column of money is in the unit of all forms; 0 before it says nothing."""
    said = [(number.strip("0"), name) for number, name in _MONEY.findall(squeeze(text))]
    if not said:
        return unit or MONEY not in label
    return all(each == ("", MONEY) for each in said)


def _tells(name: str) -> list[str]:
    return [word for word in _TELLING if word in name]


def _without_remarks(text: str) -> str:
    return bare_name(_REMARK.sub("", squeeze(text)).replace("其它", "其他"))

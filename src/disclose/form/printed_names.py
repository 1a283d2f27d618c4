"""Names of figures by the printed labels of the form: which figures a typed name stands for."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import NamedTuple

from disclose.core.expressions import expression
from disclose.core.text import LONGEST_NAME, bare_name, squeeze
from disclose.form.edition.model import (
    Block,
    Column,
    Edition,
    NamedSum,
    Print,
    Row,
    Table,
    figure_key,
)
from disclose.form.edition.rule_ast import PRIOR_YEAR

TOTAL_COLUMNS = frozenset({"总计", "合计"})
"""Labels of the column that is meant if a name gives none."""

_NUMBER = expression(r"\(?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)、.,]|其中:")
_NOTE = expression(r"\([^()]*\)")


class NamedFigures(NamedTuple):
    """The figures that a name stands for; it means their sum."""

    keys: tuple[str, ...]


class AmbiguousName(NamedTuple):
    """The names, each of one figure or sum, that a name may mean."""

    names: tuple[str, ...]


class UnknownName(NamedTuple):
    """A name that fits no figure, and the names of the form that are most like it, nearest first.

    `of_labels` says that it consists of labels of the form: one is missing, or does not belong.
    """

    nearest: tuple[str, ...]
    of_labels: bool = False


@lru_cache(maxsize=1024)
def resolve(edition: Edition, typed: str) -> NamedFigures | AmbiguousName | UnknownName:
    """Return the figures that `typed` stands for.

    A name consists of the label of a row and, in any order, those of its table, its groups and its
    column, as printed or short, with or without numbers, notes and spaces. Without a column it
    means the column of totals. The sums that the edition shows beside texts have names as rows do.
    The results are remembered, since the same names are read by several checks and the report.
    """
    text = bare_name(typed) if len(typed) <= LONGEST_NAME else ""
    if not text:
        return UnknownName(())
    names = _names(edition)
    if text in names.sums:
        return NamedFigures(names.sums[text])
    fitting = [each for each in names.candidates if _spells(text, each.parts)]
    keys = dict.fromkeys(each.keys for each in fitting)
    if not keys:
        near = get_close_matches(text, list(names.short), n=3, cutoff=0.5)
        nearest = tuple(names.short[each] for each in near)
        return UnknownName(nearest, of_labels=_consists_of(text, names.forms))
    if len(keys) > 1:
        return AmbiguousName(tuple(dict.fromkeys(each.name for each in fitting)))
    return NamedFigures(next(iter(keys)))


def default_column(block: Block) -> Column | None:
    """Return the column that a name without a column means: the only one, or the total."""
    if len(block.columns) == 1:
        return block.columns[0]
    return next((each for each in block.columns if each.label in TOTAL_COLUMNS), None)


# The names of an edition: for each figure and each sum the labels that a name may consist of.


class _NamePart(NamedTuple):
    """A part of a name: the forms in which it can be typed, and whether a name needs it."""

    forms: tuple[str, ...]
    needed: bool = False


class _FullName(NamedTuple):
    """Figures that a name can stand for, the parts of their names, and a full name."""

    keys: tuple[str, ...]
    parts: tuple[_NamePart, ...]
    name: str


class _Names(NamedTuple):
    """All names of an edition; those to suggest by their bare form; the sums beside texts.

    `forms` are all labels that names consist of.
    """

    candidates: tuple[_FullName, ...]
    short: Mapping[str, str]
    sums: Mapping[str, tuple[str, ...]]
    forms: frozenset[str]


@cache
def _names(edition: Edition) -> _Names:
    sums = {each.label: each for section in edition.texts for each in section.figures}
    candidates = (*_sums(edition, tuple(sums.values())), *_rows(edition))
    return _Names(
        candidates=candidates,
        short={bare_name(each.name): each.name for each in candidates}
        | {bare_name(label): label for label in sums},
        sums={bare_name(label): each.figures for label, each in sums.items()},
        forms=frozenset(form for each in candidates for part in each.parts for form in part.forms),
    )


def full_names(edition: Edition) -> Mapping[str, str]:
    """Return a name for every figure of the tables and the fees, by key: table, row and column."""
    return {each.keys[0]: each.name for each in _rows(edition)}


@cache
def figure_titles(edition: Edition) -> Mapping[str, str]:
    """Return a name for every figure by its key: the sheet, and the row and column as printed.

    Of rows that are called alike the name is that of `full_names`.
    """
    printed = {key: f"{each.table.sheet} {each.label}" for key, each in edition.figures.items()}
    printed |= {key: f"{each.table.sheet} {each.label}" for key, each in edition.fees.items()}
    times = Counter(printed.values())
    full = full_names(edition)
    return {key: full[key] if times[title] > 1 else title for key, title in printed.items()}


_KEY = expression(rf"({re.escape(PRIOR_YEAR)})?([a-z_]\w*(?:\.\w+)+(?:\[\w+\])?)", re.ASCII)
_DERIVED = expression(r"(share|change)\((.+),([^,]+)\)")
_OPERATOR = expression(r"(?<=[\])\w])[+-](?=[a-z(])", re.ASCII)
_SIGNS = {"share": " ÷ ", "change": " ↔ "}


def expression_title(edition: Edition, expression: str) -> str:
    """Return a name for a figure, or for a sum, share or change of figures."""
    if found := _DERIVED.fullmatch(expression):
        return _SIGNS[found[1]].join(expression_title(edition, found[each]) for each in (2, 3))
    titles = figure_titles(edition)

    def named(key: re.Match[str]) -> str:
        return f"{'上年 ' if key[1] else ''}{titles.get(key[2], key[2])}"

    return _KEY.sub(named, spaced(expression))


def spaced(expression: str) -> str:
    """Return a sum of figures without brackets around it, with spaces around its signs."""
    return _OPERATOR.sub(r" \g<0> ", expression.strip("()"))


def _rows(edition: Edition) -> Iterator[_FullName]:
    figures = (*edition.figures.values(), *edition.fees.values())
    for table in {figure.table.id: figure.table for figure in figures}.values():
        for block in table.blocks:
            for row, above in _with_headings(table, block):
                for column in block.columns:
                    key = figure_key(table.id, row.id, column.id)
                    yield _full_name(
                        table, block, (key,), _Line(row.label, row.short, above), column
                    )


def _with_headings(table: Table, block: Block) -> Iterator[tuple[Row, tuple[str, ...]]]:
    """Yield each row with the labels above it: its groups, and in a list the rows it belongs to."""
    parents: list[Row] = []
    for row in block.rows:
        groups = tuple(group.label for group in table.path(row.group))
        above: tuple[str, ...] = ()
        if table.print is Print.LIST:
            level = row.level or len(groups) + 1
            parents = [each for each in parents if _level(table, each) < level]
            above = tuple(each.label for each in parents)
            parents.append(row)
        yield row, (*groups, *above)


def _level(table: Table, row: Row) -> int:
    return row.level or len(table.path(row.group)) + 1


def _sums(edition: Edition, sums: Sequence[NamedSum]) -> Iterator[_FullName]:
    """Yield the sums in the column of totals, and the same rows in the other columns."""
    for named in sums:
        figures = [edition.figures[key] for key in named.figures]
        table = figures[0].table
        rows = [each.row for each in figures]
        block = next(block for block in table.blocks if rows[0] in block.rows)
        meant = default_column(block)
        if meant is None or any(
            each.column is not meant or each.row not in block.rows for each in figures
        ):
            continue
        for column in block.columns:
            keys = tuple(figure_key(table.id, row.id, column.id) for row in rows)
            yield _full_name(table, block, keys, _Line(named.label), column)


class _Line(NamedTuple):
    """The labels of a row: as printed, short, and those above it."""

    label: str
    short: str = ""
    above: tuple[str, ...] = ()


def _full_name(
    table: Table, block: Block, keys: tuple[str, ...], line: _Line, column: Column
) -> _FullName:
    headings = tuple(group.label for group in table.path(column.group))
    across = tuple(label for each in block.columns for label in (each.label, each.short))
    row = line.short or line.label
    # A row that is called as a column is: 其他 · 总计 and 总计 · 其他 differ in their headings.
    above, beside = (line.above[-1:], headings) if row in across else ((), ())
    said = (column.short or column.label,) if len(block.columns) > 1 else ()
    parts = (
        _NamePart(_forms(table.sheet, table.title, table.short, block.title)),
        *(_NamePart(_forms(each)) for each in line.above),
        _NamePart(_forms(line.label, line.short), needed=True),
        *(_NamePart(_forms(each)) for each in headings),
        _NamePart(_forms(column.label, column.short), needed=column is not default_column(block)),
    )
    return _FullName(
        keys=keys,
        parts=tuple(part for part in parts if part.forms),
        name=" ".join((table.sheet, *map(_without_number, above), row, *beside, *said)),
    )


def _without_number(label: str) -> str:
    plain = squeeze(label)
    number = _NUMBER.match(plain)
    return plain[number.end() :] if number else plain


@cache
def _forms(*labels: str) -> tuple[str, ...]:
    """Return `labels` as they can be typed: with and without number and notes, in bare form."""
    plain = [squeeze(label) for label in labels]
    found: dict[str, None] = {}
    for label in plain:
        number = _NUMBER.match(label)
        for start in ("", number[0] if number else ""):
            for each in plain:
                text = start + _without_number(each)
                for form in (text, _NOTE.sub("", text)):
                    found.setdefault(bare_name(form))
    return tuple(form for form in found if form)


def _spells(text: str, parts: tuple[_NamePart, ...]) -> bool:
    """Return whether `text` consists of each needed part and any others, once each."""
    if not text:
        return not any(part.needed for part in parts)
    return any(
        text.startswith(form) and _spells(text[len(form) :], (*parts[:at], *parts[at + 1 :]))
        for at, part in enumerate(parts)
        for form in part.forms
    )


def _consists_of(text: str, forms: frozenset[str]) -> bool:
    """Return whether `text` is one of `forms` after the other."""
    reached = [True] + [False] * len(text)
    for end in range(1, len(text) + 1):
        reached[end] = any(reached[start] and text[start:end] in forms for start in range(end))
    return reached[-1]

"""Which text on a sheet is which printed name: by order, else by the names it stands under."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from disclose.core.text import bare_name
from disclose.excel.read.expected_labels import Label, Template
from disclose.excel.read.fuzzy_names import resembling
from disclose.form.layout.address import Position

MOST_NAMES = 2000
"""A form has under 100 names; what holds so many of them is no table that someone filled in."""

MOST_TEXTS = 500
"""Among so many other texts no retyped name is looked for."""


@dataclass(frozen=True, slots=True)
class Matched:
    """The found cell of each name by the form's cell, and what was typed for retyped ones."""

    found: Mapping[Position, Position]
    retyped: Mapping[Position, str]


def match(wanted: Template, typed: Mapping[Position, str]) -> Matched:
    """Return where the names of a form stand among the texts `typed` on a sheet.

    Names in the order of the form, none of them twice, are those of the form, whatever names of
    groups were removed. Else a name that the form prints once is that name wherever it stands, and
    equal names are told apart by the names they stand under.
    """
    known = {at: name for at, text in typed.items() if (name := bare_name(text)) in wanted.texts}
    if len(known) > MOST_NAMES:
        return Matched({}, {})
    texts = _once(wanted, known)
    likely = _retyped(wanted, texts, {at: typed[at] for at in typed if at not in known})
    texts |= {at: label.plain for at, label in likely.items()}
    named = sorted((label for label in wanted.labels if label.names), key=lambda each: each.cell)
    found = _in_order(named, texts) or _by_names(wanted, named, texts)
    homes = {at: home for home, at in found.items()}
    return Matched(found, {homes[at]: typed[at] for at in likely if at in homes})


def _once(wanted: Template, texts: Mapping[Position, str]) -> dict[Position, str]:
    """Return `texts` without those that repeat a name in the cells that it spans in the form.

    Where merges were undone names are often filled into each of the cells.
    """
    kept: dict[Position, str] = {}
    in_row: dict[int, str] = {}
    in_column: dict[int, str] = {}
    for (row, column), text in sorted(texts.items()):
        broad = text in wanted.broad and in_row.get(row) == text
        tall = text in wanted.tall and in_column.get(column) == text
        if not (broad or tall):
            kept[row, column] = text
        in_row[row] = in_column[column] = text
    return kept


def _retyped(
    wanted: Template, texts: Mapping[Position, str], others: Mapping[Position, str]
) -> Mapping[Position, Label]:
    """Return the texts that stand among the names and resemble one that is not there."""
    rows = {at[0] for at, text in texts.items() if text in wanted.headings}
    columns = {at[1] for at, text in texts.items() if text in wanted.lines}
    seen = Counter(texts.values())
    printed = Counter(label.plain for label in wanted.labels if label.names)
    absent = [label for label in wanted.labels if label.names and not seen[label.plain]]
    found: dict[Position, Label] = {}
    for names, near in (
        (wanted.headings, {at: text for at, text in others.items() if at[0] in rows}),
        (wanted.lines, {at: text for at, text in others.items() if at[1] in columns}),
    ):
        if len(near) > MOST_TEXTS:
            continue
        once = [each for each in absent if each.plain in names and printed[each.plain] == 1]
        by_text = {label.text: label for label in once}
        for at, name in resembling(near, by_text).items():
            found.setdefault(at, by_text[name])
    return found


def _in_order(
    named: Sequence[Label], texts: Mapping[Position, str]
) -> dict[Position, Position] | None:
    """Return the cells of the names if those that are there stand in the order of the form."""
    seen = set(texts.values())
    there = [label for label in named if label.plain in seen]
    cells = sorted(texts)
    if [label.plain for label in there] != [texts[at] for at in cells]:
        return None
    return {label.cell: at for label, at in zip(there, cells, strict=True)}


def _by_names(
    wanted: Template, named: Sequence[Label], texts: Mapping[Position, str]
) -> dict[Position, Position]:
    """Return the cell of each name that cannot be another's."""
    seen, names = Counter(texts.values()), wanted.names(texts)
    printed = Counter(label.plain for label in named)
    single = {
        label.cell: at
        for at, text in texts.items()
        for label in named
        if label.plain == text and seen[text] == printed[text] == 1
    }
    doubtful = _doubtful(named, seen)
    told = _told_apart(_shortened(named, seen), names)
    return {home: at for home, at in told.items() if home not in doubtful} | single


def _shortened(named: Sequence[Label], seen: Mapping[str, int]) -> list[Label]:
    """Return the names without those they stand under that are nowhere on the sheet."""
    return [
        replace(label, names=tuple(each for each in label.names if seen.get(each)))
        for label in named
        if seen.get(label.plain)
    ]


def _told_apart(
    named: Sequence[Label], names: Mapping[Position, tuple[str, ...]]
) -> dict[Position, Position]:
    """Return the cells of equal names; those under the same names by order, if all are there."""
    there = Counter(names.values())
    expected = Counter(label.names for label in named)
    places = {key: iter(sorted(at for at, each in names.items() if each == key)) for key in there}
    return {
        label.cell: next(places[label.names])
        for label in named
        if there[label.names] == expected[label.names]
    }


def _doubtful(named: Sequence[Label], seen: Mapping[str, int]) -> set[Position]:
    """Return the names that may be other lines': a name that lines stand under is gone or doubled.

    Lines that lost the name over them seem to stand under the one before it. A name that the form
    prints once cannot be another line's.
    """
    printed = Counter(label.plain for label in named)
    over = {name for label in named for name in label.names[1:]}
    headings = [label for label in named if label.plain in over]
    lost = [label for label in headings if seen.get(label.plain, 0) < printed[label.plain]]
    doubled = any(seen.get(label.plain, 0) > printed[label.plain] for label in headings)
    before = {each.plain for each in headings if any(_before(each, gone) for gone in lost)}
    return {
        label.cell
        for label in named
        if printed[label.plain] > 1 and (doubled or before & set(label.names[1:]))
    }


def _before(one: Label, other: Label) -> bool:
    return one.cell[0] < other.cell[0] or one.cell[1] < other.cell[1]

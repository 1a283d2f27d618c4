"""Where the figures of one table stand on a sheet: in place, or by the printed names."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from disclose.edition.model import Edition, Table
from disclose.finding import Finding, Place, finding
from disclose.intake.kinds import HEADING_CHANGED, LINE_NOT_FOUND, LINES_MOVED
from disclose.intake.sheet import Cell, Position
from disclose.intake.template import (
    LONGEST_NAME,
    Anchored,
    Label,
    Names,
    Template,
    plain,
    template,
)
from disclose.layout.address import Address

SHOWN = 5
"""How many moved lines a message names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A table found on a sheet: the cells of its figures and names, found by those of the form.

    A figure that is not in `figures` was not found; `labels` maps the form's cells to found ones.
    """

    table: Table
    sheet: str
    figures: Mapping[str, Position]
    labels: Mapping[Position, Position]
    moved: bool
    findings: tuple[Finding, ...] = ()


def presence(edition: Edition, table: Table, cells: Mapping[Position, Cell]) -> tuple[int, int]:
    """Return how many of the printed names of `table` stand on a sheet, and how many there are."""
    wanted = {label.plain for label in template(edition, table.id).labels}
    return len(wanted & set(_plain_texts(cells).values())), len(wanted)


def misplaced(edition: Edition, table: Table, cells: Mapping[Position, Cell]) -> tuple[Label, ...]:
    """Return the printed names of `table` that do not stand in their own cells."""
    return tuple(label for label in template(edition, table.id).labels if not _stands(label, cells))


def _stands(label: Label, cells: Mapping[Position, Cell]) -> bool:
    cell = cells.get(label.cell)
    if cell is None or cell.text is None:
        return False
    return cell.text == label.text or plain(cell.text) == label.plain


def locate(edition: Edition, table: Table, sheet: str, cells: Mapping[Position, Cell]) -> Located:
    """Return where the figures of `table` stand on `sheet`.

    If every name is in its cell, so are the figures. A name that is nowhere else was rewritten
    (or its line was removed); one that stands elsewhere has moved, and then all are found by name.
    """
    wanted = template(edition, table.id)
    wrong = misplaced(edition, table, cells)
    if not wrong:
        return _in_place(table, sheet, wanted, frozenset(), ())
    texts = {at: text for at, text in _plain_texts(cells).items() if text in wanted.texts}
    homes = {(label.plain, label.cell) for label in wanted.labels}
    absent = {label.plain for label in wrong}
    if any(text in absent and (text, at) not in homes for at, text in texts.items()):
        return _by_names(edition, table, sheet, wanted, wanted.names(texts))
    return _rewritten(edition, table, sheet, cells, wrong)


def _plain_texts(cells: Mapping[Position, Cell]) -> dict[Position, str]:
    return {
        at: plain(cell.text)
        for at, cell in cells.items()
        if cell.text and not cell.formula and cell.content == "str"
    }


def _in_place(
    table: Table,
    sheet: str,
    wanted: Template,
    lost: frozenset[str],
    findings: tuple[Finding, ...],
) -> Located:
    return Located(
        table=table,
        sheet=sheet,
        figures={key: at.cell for key, at in wanted.figures.items() if key not in lost},
        labels={label.cell: label.cell for label in wanted.labels},
        moved=False,
        findings=findings,
    )


def _rewritten(
    edition: Edition,
    table: Table,
    sheet: str,
    cells: Mapping[Position, Cell],
    wrong: tuple[Label, ...],
) -> Located:
    findings: list[Finding] = []
    lost: set[str] = set()
    for label in wrong:
        cell = cells.get(label.cell)
        text = cell.text or "" if cell else ""
        if label.figures and not _alike(text, label):
            lost.update(label.figures)
            findings.append(_not_found(edition, sheet, label))
        else:
            findings.append(_changed(sheet, label, text))
    wanted = template(edition, table.id)
    return _in_place(table, sheet, wanted, frozenset(lost), tuple(findings))


def _alike(text: str, label: Label) -> bool:
    return bool(get_close_matches(plain(text), [label.plain], cutoff=0.5))


def _changed(sheet: str, label: Label, text: str) -> Finding:
    cell = Address(sheet, *label.cell).a1
    place = Place(sheet=sheet, cell=cell, typed=text, label=label.text)
    return finding(
        HEADING_CHANGED,
        place,
        sheet=sheet,
        cell=cell,
        before=label.text,
        after=text[:LONGEST_NAME] or "　",
    )


def _not_found(edition: Edition, sheet: str, label: Label) -> Finding:
    count = len(label.figures)
    name = edition.figures[label.figures[0]].label if count == 1 else label.text
    place = Place(sheet=sheet, label=name)
    return finding(LINE_NOT_FOUND, place, sheet=sheet, label=name, count=count)


def _by_names(
    edition: Edition,
    table: Table,
    sheet: str,
    wanted: Template,
    names: Mapping[Position, Names],
) -> Located:
    found = _matched(wanted.labels, names)
    figures = {
        key: at
        for key, anchored in wanted.figures.items()
        if (at := _figure(anchored, found)) is not None
    }
    moved = [label for label in wanted.labels if found.get(label.cell, label.cell) != label.cell]
    lost = [label for label in wanted.labels if label.figures and label.cell not in found]
    findings = [_not_found(edition, sheet, label) for label in lost]
    if moved:
        findings.insert(0, _moved(sheet, moved, found))
    return Located(
        table=table,
        sheet=sheet,
        figures=figures,
        labels=found,
        moved=True,
        findings=tuple(findings),
    )


def _matched(
    labels: tuple[Label, ...], names: Mapping[Position, Names]
) -> dict[Position, Position]:
    """Return the found cell of each name; equals are told apart by order if all are there."""
    named = sorted((label for label in labels if label.names), key=lambda label: label.cell)
    there = Counter(names.values())
    expected = Counter(label.names for label in named)
    places = {key: iter(sorted(at for at, each in names.items() if each == key)) for key in there}
    doubtful = _doubtful(named, Counter(each[0] for each in names.values()))
    return {
        label.cell: next(places[label.names])
        for label in named
        if there[label.names] == expected[label.names] and label not in doubtful
    }


def _doubtful(named: list[Label], seen: Mapping[str, int]) -> set[Label]:
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
        label
        for label in named
        if printed[label.plain] > 1 and (doubled or before & set(label.names[1:]))
    }


def _before(one: Label, other: Label) -> bool:
    return one.cell[0] < other.cell[0] or one.cell[1] < other.cell[1]


def _figure(anchored: Anchored, found: Mapping[Position, Position]) -> Position | None:
    """Return the cell of a figure from those of its names; None if one of them is not there."""
    anchors = [at for at in (anchored.left, anchored.above) if at is not None]
    if not anchors or any(at not in found for at in anchors):
        return None
    left, above = anchored.left or anchors[0], anchored.above or anchors[0]
    return (
        found[left][0] + anchored.cell[0] - left[0],
        found[above][1] + anchored.cell[1] - above[1],
    )


def _moved(sheet: str, moved: list[Label], found: Mapping[Position, Position]) -> Finding:
    def where(label: Label, at: Position) -> str:
        return f"{label.text} {Address(sheet, *label.cell).a1}→{Address(sheet, *at).a1}"

    listed = tuple(where(label, found[label.cell]) for label in moved[:SHOWN])
    rest = (f"… (+{len(moved) - SHOWN})",) if len(moved) > SHOWN else ()
    places = _places(sheet, moved, lambda label: found[label.cell])
    return finding(LINES_MOVED, *places, sheet=sheet, count=len(moved), moved=listed + rest)


def _places(
    sheet: str, labels: Iterable[Label], at: Callable[[Label], Position]
) -> tuple[Place, ...]:
    return tuple(
        Place(sheet=sheet, cell=Address(sheet, *at(label)).a1, label=label.text) for label in labels
    )

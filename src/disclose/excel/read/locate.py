"""Where the figures of one table stand on a sheet: in place, or by the printed names."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from disclose.core.finding import Finding, Place, error, warning
from disclose.core.text import LONGEST_NAME, bare_name
from disclose.excel.read.expected_labels import Anchored, Label, Template, template
from disclose.excel.read.fuzzy_names import alike
from disclose.excel.read.matching import Matched, match
from disclose.excel.read.moved_cells import moved
from disclose.excel.read.sheet import RawCell
from disclose.form.edition.model import Edition, Table
from disclose.form.layout.address import Address, Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A table found on a sheet: the cells of its figures and names, found by those of the form.

    A figure that is not in `figures` was not found; `labels` maps the form's cells to found ones.
    `others` are cells of the sheet that belong to a copy of the table that is told of elsewhere.
    """

    table: Table
    sheet: str
    figures: Mapping[str, Position]
    labels: Mapping[Position, Position]
    moved: bool
    findings: tuple[Finding, ...] = ()
    others: frozenset[Position] = frozenset()


def presence(edition: Edition, table: Table, cells: Mapping[Position, RawCell]) -> tuple[int, int]:
    """Return how many of the printed names of `table` stand on a sheet, and how many there are."""
    wanted = {label.plain for label in template(edition, table.id).labels}
    return len(wanted & {bare_name(text) for text in texts(cells).values()}), len(wanted)


def misplaced(
    edition: Edition, table: Table, cells: Mapping[Position, RawCell]
) -> tuple[Label, ...]:
    """Return the printed names of `table` that do not stand in their own cells."""
    return tuple(label for label in template(edition, table.id).labels if not _stands(label, cells))


def _stands(label: Label, cells: Mapping[Position, RawCell]) -> bool:
    cell = cells.get(label.cell)
    if cell is None or cell.text is None:
        return False
    return cell.text == label.text or bare_name(cell.text) == label.plain


def texts(cells: Mapping[Position, RawCell]) -> dict[Position, str]:
    """Return the cells that hold text."""
    return {
        at: cell.text
        for at, cell in cells.items()
        if cell.text and not cell.formula and cell.content == "str"
    }


def locate(
    edition: Edition, table: Table, sheet: str, cells: Mapping[Position, RawCell]
) -> Located:
    """Return where the figures of `table` stand on `sheet`.

    If every name is in its cell, so are the figures. A name that is nowhere else was rewritten
    (or its line was removed); one that stands elsewhere has moved, and then all are found by name.
    Where that leaves figures, the table may have been pasted with rows as columns.
    """
    wanted = template(edition, table.id)
    wrong = misplaced(edition, table, cells)
    if not wrong:
        return _in_place(table, sheet, wanted, frozenset(), ())
    typed = texts(cells)
    homes = {(label.plain, label.cell) for label in wanted.labels}
    absent = {label.plain for label in wrong} & wanted.texts
    if any(
        (name := bare_name(text)) in absent and (name, at) not in homes
        for at, text in typed.items()
    ):
        located = _by_names(edition, table, sheet, wanted, match(wanted, typed))
        return located if located.figures else _transposed(edition, located, cells)
    return _rewritten(edition, table, sheet, cells, wrong)


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
    cells: Mapping[Position, RawCell],
    wrong: tuple[Label, ...],
) -> Located:
    typed = {label: _text(cells, label.cell) for label in wrong}
    lost = [label for label in wrong if label.figures and not alike(typed[label], label.text)]
    kept = {label.cell: typed[label] for label in wrong if label not in lost}
    wanted = template(edition, table.id)
    findings = [_not_found(edition, sheet, label) for label in lost]
    findings += _changed(sheet, wanted, kept, {at: at for at in kept})
    keys = frozenset(key for label in lost for key in label.figures)
    return _in_place(table, sheet, wanted, keys, tuple(findings))


def _text(cells: Mapping[Position, RawCell], at: Position) -> str:
    cell = cells.get(at)
    return cell.text or "" if cell else ""


def _changed(
    sheet: str, wanted: Template, typed: Mapping[Position, str], found: Mapping[Position, Position]
) -> list[Finding]:
    """Return a finding for names that read otherwise: what is typed, by the form's cell."""
    labels = {label.cell: label.text for label in wanted.labels}
    places = tuple(
        Place(sheet=sheet, cell=Address(sheet, *found[home]).a1, typed=text, label=labels[home])
        for home, text in typed.items()
    )
    names = tuple(
        f"{each.cell} “{each.label}” → “{each.typed[:LONGEST_NAME] or '　'}”" for each in places
    )
    changed = warning("BOOK12", *places, sheet=sheet, count=len(places), names=names)
    return [changed] if places else []


def _not_found(edition: Edition, sheet: str, label: Label) -> Finding:
    count = len(label.figures)
    name = edition.figures[label.figures[0]].label if count == 1 else label.text
    place = Place(sheet=sheet, label=name)
    return error("BOOK10", place, sheet=sheet, label=name, count=count)


def _by_names(
    edition: Edition, table: Table, sheet: str, wanted: Template, matched: Matched
) -> Located:
    found = matched.found
    figures = _alone(
        {
            key: at
            for key, anchored in wanted.figures.items()
            if (at := _figure(anchored, found)) is not None
        }
    )
    absent = [label for label in wanted.labels if label.names and label.cell not in found]
    lost = [label for label in absent if label.figures]
    emptied = {} if lost else {label.cell: "" for label in absent}
    places = {**{home: home for home in emptied}, **found}
    findings = (
        *moved(wanted, sheet, figures, found),
        *(_not_found(edition, sheet, label) for label in lost),
        *_changed(sheet, wanted, {**matched.retyped, **emptied}, places),
    )
    return Located(
        table=table, sheet=sheet, figures=figures, labels=found, moved=True, findings=findings
    )


def _alone(figures: Mapping[str, Position]) -> dict[str, Position]:
    """Return the figures that share their cell with no other."""
    claims = Counter(figures.values())
    return {key: at for key, at in figures.items() if claims[at] == 1}


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


def _transposed(edition: Edition, located: Located, cells: Mapping[Position, RawCell]) -> Located:
    """Return the table read with rows as columns if every figure is found so, else `located`."""
    table, sheet = located.table, located.sheet
    wanted = template(edition, table.id)
    turned = {_turned(at): text for at, text in texts(cells).items()}
    other = _by_names(edition, table, sheet, wanted, match(wanted, turned))
    if len(other.figures) < len(wanted.figures):
        return located
    figures = {key: _turned(at) for key, at in other.figures.items()}
    found = {home: _turned(at) for home, at in other.labels.items()}
    corner = Address(sheet, *min(found.values())).a1
    told = warning("BOOK22", Place(sheet=sheet, cell=corner), sheet=sheet, table=table.title)
    return replace(other, figures=figures, labels=found, findings=(told,))


def _turned(at: Position) -> Position:
    return at[1], at[0]

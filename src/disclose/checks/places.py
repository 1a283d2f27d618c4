"""The places of findings: cells of entries, of texts and of lines about the agency."""

from collections.abc import Iterable

from disclose.core.finding import Place
from disclose.core.numbers import format_plain
from disclose.core.text import abridge
from disclose.form.edition.model import Edition
from disclose.form.filing import Entry, Filing
from disclose.form.layout.address import Address, areas, parse_a1
from disclose.form.layout.book import plan


def place(edition: Edition, entry: Entry) -> Place:
    """Return the cell of `entry` with its label and content."""
    return Place(
        key=entry.key,
        sheet=entry.sheet,
        cell=entry.cell,
        typed=entry.typed or ("" if entry.amount is None else format_plain(entry.amount)),
        label=edition.figure(entry.key).label,
    )


def text_place(edition: Edition, filing: Filing, section: str) -> Place:
    """Return the cell of the text of `section`, which may have moved."""
    home = plan(edition).texts[section]
    sheet, cell = filing.moved.get(section, (home.sheet, home.a1))
    label = next(each.label for each in edition.texts if each.id == section)
    return Place(key=section, sheet=sheet, cell=cell, label=label)


def body_place(edition: Edition, name: str, label: str) -> Place:
    """Return the cell of a line about the agency (sheet 单位信息)."""
    address = plan(edition).body[name]
    return Place(key=name, sheet=address.sheet, cell=address.a1, label=label)


def listed(places: Iterable[Place], shown: Iterable[str]) -> tuple[str, ...]:
    """Return cells with a text for each, e.g. `表三!D6 ３ → 3`, abridged to ten.

    Figures of a report have no cell and are named by their labels.
    """
    names = (f"{at.sheet}!{at.cell}" if at.cell else at.label for at in places)
    return abridge([f"{name} {text}" for name, text in zip(names, shown, strict=True)])


def ranges(places: Iterable[Place]) -> tuple[str, ...]:
    """Return cells joined to ranges, e.g. `表四!K6:N6`, abridged to ten; labels if no cells."""
    places = tuple(places)
    cells = [Address(at.sheet, *a1) for at in places if (a1 := parse_a1(at.cell))]
    joined = [f"{area.first.sheet}!{area.seen_from(area.first.sheet)}" for area in areas(cells)]
    return abridge([*joined, *(at.label for at in places if at.label and not at.cell)])

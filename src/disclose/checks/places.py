"""Findings' places: the cells of entries, texts and lines about the body."""

from collections.abc import Iterable

from disclose.core.finding import Place
from disclose.core.numbers import format_plain
from disclose.core.text import abridge
from disclose.form.edition.model import Edition
from disclose.form.filing import Entry
from disclose.form.layout.address import Address, areas, parse_a1
from disclose.form.layout.book import plan


def place(edition: Edition, entry: Entry) -> Place:
    """Return where `entry` stands and what it shows."""
    return Place(
        key=entry.key,
        sheet=entry.sheet,
        cell=entry.cell,
        typed=entry.typed or _shown(entry),
        label=edition.figures[entry.key].label,
    )


def _shown(entry: Entry) -> str:
    return "" if entry.amount is None else format_plain(entry.amount)


def text_place(edition: Edition, section: str) -> Place:
    """Return the cell of a section's text."""
    address = plan(edition).texts[section]
    label = next(each.label for each in edition.texts if each.id == section)
    return Place(key=section, sheet=address.sheet, cell=address.a1, label=label)


def body_place(edition: Edition, name: str, label: str) -> Place:
    """Return the cell of a line about the body."""
    address = plan(edition).body[name]
    return Place(key=name, sheet=address.sheet, cell=address.a1, label=label)


def listed(places: Iterable[Place], shown: Iterable[str]) -> tuple[str, ...]:
    """Return cells with what is to be said of each, e.g. `表三!D6 ３ → 3`; at most ten of them.

    Figures of a report have no cell and are named by their labels.
    """
    pairs = [f"{_named(each)} {text}" for each, text in zip(places, shown, strict=True)]
    return abridge(pairs)


def _named(at: Place) -> str:
    return f"{at.sheet}!{at.cell}" if at.cell else at.label


def ranges(places: Iterable[Place]) -> tuple[str, ...]:
    """Return cells as few ranges, e.g. `表四!K6:N6`; at most ten of them, labels if no cells."""
    places = tuple(places)
    cells = [Address(each.sheet, *at) for each in places if (at := parse_a1(each.cell))]
    found = [f"{area.first.sheet}!{area.seen_from(area.first.sheet)}" for area in areas(cells)]
    return abridge([*found, *(each.label for each in places if each.label and not each.cell)])

"""The report as one HTML page that needs nothing else."""

from dataclasses import dataclass

from disclose.documents.manifest import META
from disclose.filing import Entry
from disclose.layout.book import plan
from disclose.layout.drawn import drawn
from disclose.quantity import written
from disclose.report.blocks import ragged
from disclose.report.making import making
from disclose.report.narrative import Report, bare, printed, units
from disclose.templating import page

TEMPLATE = "report/page.html.j2"


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure of a table: what is printed, and its amount in plain digits."""

    text: str
    value: str


def write(report: Report) -> bytes:
    """Return `report` as a UTF-8 HTML page."""
    grids = plan(report.edition).grids
    context = {
        "report": report,
        "making": {META + name: text for name, text in making(report).attributes().items() if text},
        "tables": {name: drawn(grid) for name, grid in grids.items()},
        "units": {name: units(report.edition, name) for name in grids},
        "figures": {key: _printed(entry) for key, entry in report.filing.entries.items()},
        "kind": _kind,
        "bare": bare,
        "ragged": ragged,
    }
    return page(TEMPLATE, context).encode()


def _kind(block: object) -> str:
    return type(block).__name__


def _printed(entry: Entry) -> Printed:
    return Printed(printed(entry), "" if entry.amount is None else written(entry.amount))

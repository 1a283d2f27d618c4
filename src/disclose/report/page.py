"""The report as HTML: one page that needs nothing else, or a fragment for a website's editor."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from disclose.core.numbers import written
from disclose.documents.read.making import META
from disclose.form.filing import Entry
from disclose.form.layout.book import plan
from disclose.form.layout.drawn import drawn
from disclose.form.templating import page
from disclose.report import dataset
from disclose.report.blocks import Block, Heading, Signature, Title, ragged, spelled
from disclose.report.making import making
from disclose.report.narrative import Report, bare, printed, runs, units
from disclose.report.svg import picture

PAGE, FRAGMENT = "report/page.html.j2", "report/fragment.html.j2"


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure of a table: what is printed, and its amount in plain digits."""

    text: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the report: its heading, none before the first, and what stands below it."""

    id: str
    heading: Title | Heading | None
    blocks: tuple[Block, ...]

    @property
    def name(self) -> str:
        """Return the heading on one line."""
        return spelled(runs(self.heading)) if self.heading else ""


def write(report: Report) -> bytes:
    """Return `report` as a UTF-8 HTML page."""
    published = not report.draft
    context = {
        **_context(report),
        "pictures": {name: picture(each) for name, each in report.charts.items()},
        "making": {META + name: text for name, text in making(report).attributes().items() if text},
        "about": tuple(dataset.about(report)) if published else (("robots", "noindex"),),
        "dataset": dataset.described(report) if published else "",
    }
    return page(PAGE, context).encode()


def write_fragment(report: Report) -> bytes:
    """Return `report` as a UTF-8 HTML fragment with all its looks inline.

    Without charts: editors of websites take drawings out.
    """
    return page(FRAGMENT, {**_context(report), "pictures": {}}).encode()


def _context(report: Report) -> dict[str, object]:
    title, *blocks = report.blocks
    signature = blocks.pop() if blocks and isinstance(blocks[-1], Signature) else None
    grids = plan(report.edition).grids
    return {
        "report": report,
        "title": title,
        "sections": tuple(_parts(blocks)),
        "signature": signature,
        "tables": {name: drawn(grid) for name, grid in grids.items()},
        "units": {name: units(report.edition, name) for name in grids},
        "figures": {key: _printed(entry) for key, entry in report.filing.entries.items()},
        "kind": _kind,
        "bare": bare,
        "ragged": ragged,
    }


def _parts(blocks: Iterable[Block]) -> Iterator[Part]:
    """Yield the parts that begin at headings of the first level and at titles of annexes."""
    heading: Title | Heading | None = None
    below: list[Block] = []
    number = 0
    for block in blocks:
        if isinstance(block, Title) or (isinstance(block, Heading) and block.level == 1):
            yield Part(id=f"part-{number}", heading=heading, blocks=tuple(below))
            heading, below, number = block, [], number + 1
        else:
            below.append(block)
    yield Part(id=f"part-{number}", heading=heading, blocks=tuple(below))


def _kind(block: object) -> str:
    return type(block).__name__


def _printed(entry: Entry) -> Printed:
    return Printed(printed(entry), "" if entry.amount is None else written(entry.amount))

"""Writes a report as HTML: a self-contained page, or a fragment for the editor of a website."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import simplejson

from disclose.core.numbers import format_plain
from disclose.core.seal import BLANK, COMMENT
from disclose.documents.read.provenance import META, OPEN_POINTS, OPEN_POINTS_END
from disclose.form.edition.model import Figure
from disclose.form.filing import Entry
from disclose.form.layout.book import plan
from disclose.form.layout.drawn import drawn
from disclose.form.templating import page
from disclose.report.blocks import (
    Block,
    Heading,
    Signature,
    Title,
    needs_left_alignment,
    plain_text,
)
from disclose.report.charts import picture
from disclose.report.line_ends import line_parts
from disclose.report.narrative import Report, bare, is_open, making, one_line, printed, runs, units

# Metadata of a published report for programs: head tags, and the figures as JSON-LD.
#
# The tags are those that the General Office of the State Council prescribes for pages of government
# websites (政府网站发展指引, 国办发〔2017〕47号), without those that describe the site itself.
# The vocabulary of the data set is schema.org.

_WEB = ("http://", "https://")


def about(report: Report) -> Iterator[tuple[str, str]]:
    """Yield name and content of each head tag that has data."""
    yield "ArticleTitle", report.title
    if report.day:
        yield "PubDate", report.day.isoformat()
    yield "ContentSource", report.name
    yield "Keywords", f"政府信息公开,年度报告,{report.name}"
    yield "Description", _description(report)
    if url := _url(report):
        yield "Url", url


def described(report: Report) -> str:
    """Return the figures of `report` as JSON-LD, escaped for a script element."""
    year = report.filing.year
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": report.title,
        "description": _description(report),
        "inLanguage": "zh-CN",
        "temporalCoverage": f"{year}-01-01/{year}-12-31",
        "creator": {"@type": "GovernmentOrganization", "name": report.name},
    }
    if report.day:
        data["datePublished"] = report.day.isoformat()
    if url := _url(report):
        data["url"] = url
    data["variableMeasured"] = list(_measured(report))
    text = simplejson.dumps(data, ensure_ascii=False, use_decimal=True, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _measured(report: Report) -> Iterator[dict[str, Any]]:
    """Yield a property for each figure that has an amount."""
    for key, figure in report.edition.figures.items():
        amount = report.filing.entries[key].amount
        if amount is not None:
            yield {
                "@type": "PropertyValue",
                "propertyID": key,
                "name": named(figure),
                "value": amount,
                "unitText": figure.measure.unit,
            }


def named(figure: Figure) -> str:
    """Return the full name of a figure: table, groups, row and column."""
    groups = (group.label for group in figure.table.path(figure.row.group))
    return " / ".join((figure.table.title, *groups, figure.label))


def _description(report: Report) -> str:
    edition = report.edition
    return (
        f"{report.name}{report.filing.year}年度政府信息公开工作数据，"
        f"按照{edition.authority}印发的格式（{edition.document}）编制。"
    )


def _url(report: Report) -> str:
    address = one_line(report.filing.body.get("website", ""))
    return address if address.startswith(_WEB) else ""


PAGE, FRAGMENT = "report/page.html.j2", "report/fragment.html.j2"


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A figure of a table: its printed text, and its amount in plain digits."""

    text: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePart:
    """A section of the report: its heading and blocks; the first section has no heading."""

    id: str
    heading: Title | Heading | None
    blocks: tuple[Block, ...]

    @property
    def name(self) -> str:
        """Return the heading on one line."""
        return plain_text(runs(self.heading)) if self.heading else ""


def write(report: Report) -> bytes:
    """Return `report` as a UTF-8 HTML page."""
    published = not report.draft
    context = {
        **_context(report),
        "pictures": {name: picture(each) for name, each in report.charts.items()},
        "making": {META + name: text for name, text in making(report).attributes().items() if text},
        "about": tuple(about(report)) if published else (("robots", "noindex"),),
        "dataset": described(report) if published else "",
    }
    return f"{page(PAGE, context)}{COMMENT}".encode()


def write_fragment(report: Report) -> bytes:
    """Return `report` as a UTF-8 HTML fragment with inline styles.

    It has no charts, because the editors of websites remove SVG, and no links.
    """
    return page(
        FRAGMENT, {**_context(report), "pictures": {}, "website": "", "seal": BLANK}
    ).encode()


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
        "doubts": report.doubts,
        "is_open": is_open,
        "open_points": (OPEN_POINTS, OPEN_POINTS_END),
        "bare": bare,
        "ragged": needs_left_alignment,
        "line_parts": line_parts,
        "website": _url(report),
    }


def _parts(blocks: Iterable[Block]) -> Iterator[PagePart]:
    """Yield the sections; a heading of level 1 or the title of an annex begins a new one."""
    heading: Title | Heading | None = None
    below: list[Block] = []
    number = 0
    for block in blocks:
        if isinstance(block, Title) or (isinstance(block, Heading) and block.level == 1):
            yield PagePart(id=f"part-{number}", heading=heading, blocks=tuple(below))
            heading, below, number = block, [], number + 1
        else:
            below.append(block)
    yield PagePart(id=f"part-{number}", heading=heading, blocks=tuple(below))


def _kind(block: object) -> str:
    return type(block).__name__


def _printed(entry: Entry) -> PrintedFigure:
    return PrintedFigure(printed(entry), "" if entry.amount is None else format_plain(entry.amount))

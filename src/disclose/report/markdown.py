"""Writes a report as Markdown; its official tables are HTML, which can merge cells."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from types import MappingProxyType
from typing import assert_never

from disclose.core.expressions import expression
from disclose.core.seal import COMMENT
from disclose.documents.read.provenance import OPEN_POINTS, OPEN_POINTS_END
from disclose.form.filing import Filing
from disclose.form.layout.book import plan
from disclose.form.layout.draw import CellRole, Grid, GridCell
from disclose.report.blocks import (
    ChartPlaceholder,
    Heading,
    Line,
    Paragraph,
    Signature,
    TablePlaceholder,
    Title,
    plain_text,
)
from disclose.report.narrative import Report, printed
from disclose.report.open_points import OpenPoint

DRAFT = "> **草稿：供内部核对，不得对外公布。**"

_SYNTAX = expression(r"([\\`*_\[\]<>#~|&$])")
_OPENING = expression(r"([-+=]|\d+(?=[.)]))")


def write(report: Report) -> bytes:
    """Return `report` as a UTF-8 Markdown file, without charts."""
    grids = plan(report.edition).grids
    parts = [DRAFT] if report.draft else []
    parts += [_open_points(report.points)] if report.points else []
    for block in report.blocks:
        if isinstance(block, TablePlaceholder):
            parts.append(table(grids[block.table], report.filing, report.doubts))
        elif not isinstance(block, ChartPlaceholder):
            parts.append(_text(block))
    return ("\n\n".join(parts) + f"\n\n{COMMENT}").encode()


def _open_points(points: Sequence[OpenPoint]) -> str:
    """Return the list in front of a draft as a quotation."""
    listed = (
        "  \n> ".join((f"**{number}．{_escaped(point.title)}**", *map(_escaped, point.lines)))
        for number, point in enumerate(points, 1)
    )
    return "\n>\n".join(f"> {each}" for each in (f"**{OPEN_POINTS}**", *listed, OPEN_POINTS_END))


def _text(block: Title | Heading | Paragraph | Signature) -> str:
    match block:
        case Title():
            return "# " + "".join(map(_inline, block.lines))
        case Heading():
            return "#" * (block.level + 1) + " " + _inline(block.runs)
        case Paragraph():
            return _opened(_inline(block.runs))
        case Signature():
            return "  \n".join(_opened(_inline(line)) for line in block.lines)
        case _:
            assert_never(block)


def _inline(line: Line) -> str:
    """Return the text of `line`, with Markdown's markup characters escaped."""
    return _escaped(plain_text(line).replace("\t", " "))


def _escaped(text: str) -> str:
    return _SYNTAX.sub(r"\\\1", text)


def _opened(text: str) -> str:
    """Return `text`, escaped if Markdown would read its beginning as a list, rule or heading."""
    opening = _OPENING.match(text)
    if not opening:
        return text
    sign = opening[0]
    return f"\\{text}" if not sign.isdigit() else f"{sign}\\{text[len(sign) :]}"


def table(grid: Grid, filing: Filing, doubts: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return `grid` as an HTML table without styles, with the figures as printed.

    Those in `doubts` are marked.
    """
    lines = (f"<tr>{''.join(_cells(line, filing, doubts))}</tr>" for line in grid.lines())
    return "\n".join(("<table>", *lines, "</table>"))


def _cells(line: tuple[GridCell, ...], filing: Filing, doubts: Mapping[str, str]) -> Iterator[str]:
    for cell in line:
        name = "td" if cell.role is CellRole.FIGURE else "th"
        indent = "　" * (cell.level - 1)
        text = printed(filing.entries[cell.key]) if cell.key else indent + cell.text
        spans = (("colspan", cell.columns), ("rowspan", cell.rows))
        attributes = "".join(f' {span}="{count}"' for span, count in spans if count > 1)
        shown = f"<mark>{escape(text)}</mark>" if cell.key in doubts else escape(text)
        yield f"<{name}{attributes}>{shown}</{name}>"

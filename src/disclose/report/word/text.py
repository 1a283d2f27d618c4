"""Blocks of the narrative as paragraphs."""

from collections.abc import Iterator
from unicodedata import east_asian_width

from lxml.etree import _Element as Element

from disclose.report.blocks import (
    Block,
    ChartHere,
    Heading,
    Ink,
    Line,
    Paragraph,
    Run,
    Signature,
    TableHere,
    Title,
    ragged,
    spelled,
)
from disclose.report.word.elements import Controls, run, w

EM = 315
"""A character of the text, 16 pt less the quarter that 28 a line require, twentieths of a point."""

TEXT_WIDTH = 28 * EM + 24
"""Between the margins: 156 mm, twentieths of a point."""

AFTER_TABLE = 240
"""Space between a table and the text below it, twentieths of a point."""


def paragraphs(
    block: Block, controls: Controls, *, before: Block | None, after: Block | None
) -> Iterator[Element]:
    """Yield the paragraphs of `block`, which stands between the blocks `before` and `after`.

    A title that is not the first block begins an annex. The last paragraph of the text stays with
    the signature, so that no page holds the signature alone.
    """
    space = [w("spacing", before=AFTER_TABLE)] if isinstance(before, TableHere) else []
    match block:
        case Title(lines):
            yield _title(lines, controls, *([w("pageBreakBefore")] if before else []))
        case Heading(level, runs):
            yield _paragraph(f"Heading{level}", runs, controls, *space)
        case Paragraph(runs):
            kept = [w("keepNext")] if isinstance(after, Signature) else []
            uneven = [w("jc", val="left")] if ragged(runs) else []
            yield _paragraph("BodyText", runs, controls, *kept, *space, *uneven)
        case Signature(lines):
            yield from signature(lines, controls)
        case TableHere() | ChartHere():
            return


def signature(lines: tuple[Line, ...], controls: Controls) -> Iterator[Element]:
    """Yield the name and, below it, the date of a report that will be sealed (GB/T 9704, 7.3.5).

    The date ends four characters from the right margin and the name stands in the middle over it.
    A name too long for that nearly ends at the margin, and the date stands in the middle below it.
    """
    name, *dates = lines
    box = max([_width(name) + EM, *(_width(line) + 8 * EM for line in dates)])
    indent = max(TEXT_WIDTH - box, 0)
    for style, line in zip(("Signature", *["SignatureDate"] * len(dates)), lines, strict=True):
        yield _paragraph(style, line, controls, w("ind", left=indent))


def _width(line: Line) -> int:
    """Return how wide `line` is set, in twentieths of a point."""
    return sum(EM if east_asian_width(char) in "WFA" else EM // 2 for char in spelled(line))


def _title(lines: tuple[Line, ...], controls: Controls, *properties: Element) -> Element:
    made = _paragraph("Title", lines[0], controls, *properties)
    for line in lines[1:]:
        made.append(w("r", w("br")))
        made.extend(_pieces(line, controls))
    return made


def _paragraph(style: str, line: Line, controls: Controls, *properties: Element) -> Element:
    head = w("pPr", w("pStyle", val=style), *properties)
    return w("p", head, *_pieces(line, controls))


def _pieces(line: Line, controls: Controls) -> Iterator[Element]:
    for piece in line:
        yield from _piece(piece, controls)


def _piece(piece: Run, controls: Controls) -> tuple[Element, ...]:
    if piece.ink is Ink.FIGURE:
        return controls.figure(piece.key, piece.text)
    if piece.ink is Ink.GAP:
        return (run(piece.text, w("color", val="C00000"), w("highlight", val="yellow")),)
    return (run(piece.text),)

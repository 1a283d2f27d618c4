"""Blocks of the narrative as paragraphs."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from disclose.report.blocks import (
    Block,
    Heading,
    Ink,
    Line,
    Paragraph,
    Run,
    Signature,
    TableHere,
    Title,
    ragged,
)
from disclose.report.word.elements import Controls, run, w

AFTER_TABLE = 240
"""Space between a table and the heading below it, twentieths of a point."""


def paragraphs(
    block: Block, controls: Controls, *, first: bool, after_table: bool
) -> Iterator[Element]:
    """Yield the paragraphs of `block`; a title that is not `first` begins an annex."""
    match block:
        case Title(lines):
            yield _title(lines, controls, *([] if first else [w("pageBreakBefore")]))
        case Heading(level, runs):
            space = [w("spacing", before=AFTER_TABLE)] if after_table else []
            yield _paragraph(f"Heading{level}", runs, controls, *space)
        case Paragraph(runs):
            yield _paragraph(
                "BodyText", runs, controls, *([w("jc", val="left")] if ragged(runs) else [])
            )
        case Signature(lines):
            for number, line in enumerate(lines):
                yield _paragraph("SignatureDate" if number else "Signature", line, controls)
        case TableHere():
            return


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

"""Writes the blocks of the narrative as Word paragraphs."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from unicodedata import east_asian_width
from xml.etree.ElementTree import Element

from disclose.core.expressions import expression
from disclose.documents.read.anchors import bookmark
from disclose.documents.read.provenance import Cited
from disclose.form.edition.model import Edition
from disclose.form.printed_names import expression_title
from disclose.report.blocks import (
    Block,
    ChartPlaceholder,
    Heading,
    Line,
    Paragraph,
    Run,
    Signature,
    TablePlaceholder,
    TextOrigin,
    Title,
    needs_left_alignment,
    plain_text,
)
from disclose.report.narrative import is_open
from disclose.report.word.comments import Comments
from disclose.report.word.markup import SPACE, w

_SHARED = expression("[·×—‘’“”…℃①-⑩Ⅰ-Ⅻ]")
"""Characters of both scripts: without a hint, Word sets them in the Latin font."""

DOUBTED, OPEN = "FADBD8", "FFF0B8"
"""The shades of a figure in question, and of a cell that is to be filled in."""

MAX_TAG = 64
"""Longest tag or title of a content control, in characters, that Word accepts."""


def run(text: str, *properties: Element) -> Element:
    """Return a run of `text`, with quotation marks and dashes in the Chinese font."""
    if _SHARED.search(text):
        properties = (w("rFonts", hint="eastAsia"), *properties)
    written = w("t")
    written.text = text
    written.set(SPACE, "preserve")
    return w("r", *([w("rPr", *properties)] if properties else []), written)


@dataclass(frozen=True, slots=True)
class Controls:
    """Makes the content controls of one document and lists the figures in them."""

    edition: Edition
    doubts: Mapping[str, str] = field(default_factory=dict)
    comments: Comments = field(default_factory=Comments)
    cited: list[Cited] = field(default_factory=list)
    _printed: Counter[str] = field(default_factory=Counter)

    def figure(self, expression: str, text: str) -> Iterator[Element]:
        """Yield a content control for a figure, between start and end of its bookmark.

        Both are needed to find the figure again: editing may remove one and keep the other. Of a
        figure in question the first has a comment.
        """
        made = self._figure(expression, text)
        remark = self.doubts.get(expression, "")
        if remark and self._printed[expression] == 1:
            return self.comments.around(remark, *made)
        return iter(made)

    def _figure(self, expression: str, text: str) -> tuple[Element, Element, Element]:
        # The control is a plain-text control, because LibreOffice 7.4 drops the title of other
        # controls on saving. It keeps the title but not the tag: `verify` knows both.
        self._printed[expression] += 1
        name = bookmark(expression, self._printed[expression])
        tag = expression if len(expression) <= MAX_TAG else name
        self.cited.append(Cited(name, tag, expression, text))
        number = len(self.cited)
        title = expression_title(self.edition, expression)
        content = self._run(expression, text)
        return (
            w("bookmarkStart", id=number, name=name),
            _control(number, tag, title if len(title) <= MAX_TAG else tag, content),
            w("bookmarkEnd", id=number),
        )

    def _run(self, expression: str, text: str) -> Element:
        if is_open(text):
            return run(text, *_open())
        doubted = [w("color", val="C00000"), w("shd", val="clear", color="auto", fill=DOUBTED)]
        return run(text, *(doubted if expression in self.doubts else []))


def _open() -> tuple[Element, ...]:
    """Return the look of a text that is to be filled in or verified."""
    return w("color", val="C00000"), w("highlight", val="yellow")


def _control(number: int, tag: str, title: str, content: Element) -> Element:
    properties = w(
        "sdtPr",
        w("alias", val=title),
        w("tag", val=tag),
        w("id", val=number),
        w("lock", val="sdtLocked"),
        w("text"),
    )
    return w("sdt", properties, w("sdtContent", content))


EM = 315
"""Width of a character, twentieths of a point: 16 pt, less 1/4 pt so that a line holds 28."""

TEXT_WIDTH = 28 * EM + 24
"""Width between the margins (156 mm), twentieths of a point."""

AFTER_TABLE = 240
"""Space between a table and the text below it, twentieths of a point."""


def paragraphs(
    block: Block, controls: Controls, *, before: Block | None, after: Block | None
) -> Iterator[Element]:
    """Yield the paragraphs of `block`; `before` and `after` are the adjacent blocks.

    A title that is not the first block begins an annex on a new page. The last paragraph of the
    text stays with the signature, so that no page holds the signature alone.
    """
    space = [w("spacing", before=AFTER_TABLE)] if isinstance(before, TablePlaceholder) else []
    match block:
        case Title(lines):
            yield _title(lines, controls, *([w("pageBreakBefore")] if before else []))
        case Heading(level, runs):
            yield _paragraph(f"Heading{level}", runs, controls, *space)
        case Paragraph(runs):
            kept = [w("keepNext")] if isinstance(after, Signature) else []
            uneven = [w("jc", val="left")] if needs_left_alignment(runs) else []
            yield _paragraph("BodyText", runs, controls, *kept, *space, *uneven)
        case Signature(lines):
            yield from signature(lines, controls)
        case TablePlaceholder() | ChartPlaceholder():
            return


def signature(lines: tuple[Line, ...], controls: Controls) -> Iterator[Element]:
    """Yield the name and, below it, the date of a report that will be sealed (GB/T 9704, 7.3.5).

    The date ends four characters before the right margin, and the name is centred above it. If the
    name is too long for that, it ends half a character before the margin, and the date is
    centred below it.
    """
    name, *dates = lines
    # Both lines are centred in a box that extends to the right margin; only its left edge varies.
    # Eight characters more than the date leave four on each side of it.
    box = max([_width(name) + EM, *(_width(line) + 8 * EM for line in dates)])
    indent = max(TEXT_WIDTH - box, 0)
    for style, line in zip(("Signature", *["SignatureDate"] * len(dates)), lines, strict=True):
        yield _paragraph(style, line, controls, w("ind", left=indent))


def _width(line: Line) -> int:
    """Return the width of `line`, twentieths of a point."""
    return sum(EM if east_asian_width(char) in "WFA" else EM // 2 for char in plain_text(line))


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
    if piece.origin is TextOrigin.FIGURE:
        return tuple(controls.figure(piece.key, piece.text))
    if piece.origin is TextOrigin.GAP:
        return (run(piece.text, *_open()),)
    return (run(piece.text),)

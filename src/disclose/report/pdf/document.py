"""Writes a report as a tagged PDF, with its figures as an attachment."""

import json
from collections.abc import Iterator

import typst

from disclose.core.errors import Missing, TypesettingError, UnprintableError
from disclose.core.expressions import expression
from disclose.core.seal import BLANK
from disclose.documents.read.provenance import OPEN_POINTS, OPEN_POINTS_END
from disclose.form.figures import json_file
from disclose.form.figures.content import content
from disclose.form.templating import packaged
from disclose.report.narrative import Report
from disclose.report.pdf.content import Data, blocks, passages
from disclose.report.pdf.fonts import Fonts
from disclose.report.pdf.typefaces import FontRole

_UNDATED = (1980, 1, 1)
_LATEST = 9999
_NO_GLYPH = expression(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
_ESCAPE = expression(r"\\u\{([0-9a-f]+)\}|\\(.)")


def write(report: Report, fonts: Fonts) -> bytes:
    """Return `report` as a PDF; the same report and fonts give the same bytes.

    The PDF conforms to PDF/A-3a (archives, attachments) and PDF/UA-1 (screen readers). If the fonts
    for the report lack a character, any other at hand that has it is used.

    Raises:
        UnprintableError: no font has some of the characters.
        TypesettingError: the typesetter fails for another reason.
    """
    drawn = blocks(report)
    try:
        return _typeset(report, fonts, drawn, fallback=False)
    except typst.TypstError as error:
        if not tuple(_missing(error.diagnostic, drawn)):
            raise TypesettingError(error.message) from error
    try:
        return _typeset(report, fonts, drawn, fallback=True)
    except typst.TypstError as error:
        if missing := tuple(_missing(error.diagnostic, drawn)):
            raise UnprintableError(missing) from error
        raise TypesettingError(error.message) from error


def _typeset(report: Report, fonts: Fonts, drawn: list[Data], *, fallback: bool) -> bytes:
    data = json.dumps(_document(report, fonts, drawn, fallback=fallback), ensure_ascii=False)
    inputs = {
        # PDF/A forbids this character, which nobody sees.
        "report": data.replace("\ufeff", ""),
        "figures": json_file.write(content(report.filing)).decode(),
    }
    return typst.compile(
        packaged("report/page.typ").encode(),
        font_paths=fonts.shelf,
        sys_inputs=inputs,
        pdf_standards=["a-3a", "ua-1"],
        timestamp=0,
    )


def _document(report: Report, fonts: Fonts, drawn: list[Data], *, fallback: bool) -> Data:
    origin = report.filing.origin.sha256
    return {
        "title": report.title,
        "author": [report.name] if report.name else [],
        "keywords": [*([f"sha256:{origin}"] if origin else []), BLANK],
        "date": _date(report.filing.year),
        "draft": report.draft,
        "doubts": [*report.doubts],
        "points": [{"title": point.title, "lines": point.lines} for point in report.points],
        "frame": [OPEN_POINTS, OPEN_POINTS_END],
        "fonts": {
            role: {"families": fonts.families(role), "weight": fonts.served[role].weight}
            for role in FontRole
            if role is not FontRole.LATIN
        },
        "fallback": fallback,
        "blocks": drawn,
    }


def _date(year: int | None) -> tuple[int, int, int]:
    """Return the date of the file: the end of the reporting year, so that it never varies."""
    known = year is not None and _UNDATED[0] <= year <= _LATEST
    return (year, 12, 31) if year is not None and known else _UNDATED


def _missing(diagnostic: str, drawn: list[Data]) -> Iterator[Missing]:
    """Yield each character without a font, from the typesetter's message, with its heading."""
    texts = _NO_GLYPH.findall(diagnostic)
    for character in dict.fromkeys("".join(map(_unescaped, texts))):
        for under, text in passages(drawn):
            if character in text:
                yield Missing(character, under)
                break


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda it: chr(int(it[1], 16)) if it[1] else it[2], text)

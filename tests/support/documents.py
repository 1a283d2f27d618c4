"""Small documents made by hand: Word packages and PDF files."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from disclose.core.errors import UnreadableDocumentError
from disclose.documents.read.model import Document
from disclose.documents.read.reader import read

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip of `parts`."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def word(body: str, styles: str = "", prolog: str = "") -> bytes:
    """A .docx file with `body` as WordprocessingML."""
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": (
            f'{prolog}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        ).encode(),
    }
    if styles:
        parts["word/styles.xml"] = f'<w:styles xmlns:w="{W}">{styles}</w:styles>'.encode()
    return zipped(parts)


def paragraph(*pieces: str) -> str:
    """A paragraph of runs."""
    return f"<w:p>{''.join(map(run, pieces))}</w:p>"


def run(text: str) -> str:
    """A run of text."""
    return f"<w:r><w:t>{text}</w:t></w:r>"


def cell(text: str, properties: str = "") -> str:
    """A cell of a table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: str) -> str:
    """A table of rows, each its cells."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def drawn(*operators: str, annotations: str = "") -> bytes:
    """A PDF of a page with a Latin font, drawn by `operators`; annotations are PDF objects."""
    stream = "\n".join(operators)
    return (
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
        "/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R"
        f"/Annots[{annotations}]>>endobj\n"
        "4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
        f"5 0 obj<</Length {len(stream)}>>stream\n{stream}\nendstream endobj\n"
        "trailer<</Root 1 0 R>>\n%%EOF\n"
    ).encode()


def written(x: int, y: int, text: str) -> str:
    """The operator that writes `text` at a place, in points from below."""
    return f"BT /F1 12 Tf {x} {y} Td ({text}) Tj ET"


def refusal(data: bytes, name: str) -> str:
    """The code of the finding that refuses `data`; empty if none does."""
    try:
        read(data, name)
        code = ""
    except UnreadableDocumentError as refused:
        code = refused.findings[0].code
    assert code in {"", "DOC01", "DOC02", "DOC06", "DOC07"}
    return code


def texts(document: Document) -> list[str]:
    """The lines of a document."""
    return [line.text for line in document.lines]

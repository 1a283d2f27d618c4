"""The annotations of a PDF: comments, and texts typed onto a page."""

from collections.abc import Iterator
from typing import Any

from disclose.documents.read.model import DocumentPart, PartKind

MOST = 1000
"""Most annotations of a page that are looked at; a page full of comments has under 50."""

_NO_TEXT = frozenset(("Link", "Popup", "Widget"))
"""Kinds of annotations that a reader sees no text of, or whose text another one has."""


def annotations(page: Any) -> Iterator[DocumentPart]:
    """Yield the texts of the annotations of a page of `pdfplumber`, each as a part."""
    from pdfminer.pdftypes import resolve1  # noqa: PLC0415 - loaded for a PDF only
    from pdfminer.psparser import PSLiteral  # noqa: PLC0415
    from pdfminer.utils import decode_text  # noqa: PLC0415

    listed = resolve1(page.page_obj.annots)
    for each in listed[:MOST] if isinstance(listed, list) else ():
        annotation = resolve1(each)
        if not isinstance(annotation, dict):
            continue
        subtype, contents = (resolve1(annotation.get(name)) for name in ("Subtype", "Contents"))
        kind = str(subtype.name) if isinstance(subtype, PSLiteral) else ""
        if isinstance(contents, bytes) and kind not in _NO_TEXT:
            lines = tuple(" ".join(line.split()) for line in decode_text(contents).splitlines())
            said = tuple(filter(None, lines))
            if said:
                typed = PartKind.TEXT_BOX if kind == "FreeText" else PartKind.COMMENT
                yield DocumentPart(typed, said)

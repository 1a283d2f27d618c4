"""Reads the manifest of a report: its sources and figures, which the report carries.

A Word document carries it as a part of its own, a web page in `meta` elements (without the
figures, which carry their keys themselves). Nothing in it is needed to verify a report; it tells
what was edited by hand from what a later workbook changed.
"""

from collections.abc import Mapping
from dataclasses import fields

from disclose.core.errors import UnreadableDocumentError
from disclose.core.tree import Node
from disclose.documents.read.provenance import (
    FIGURE,
    MANIFEST,
    META,
    NAMESPACE,
    Cited,
    Manifest,
    Provenance,
    attribute,
)
from disclose.documents.read.word_parts import WordPackage

_HASH = "sha256:"
_CORE = "docProps/core.xml"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_LONGEST = 500


def manifest(data: bytes, kind: str) -> Manifest:
    """Return the manifest in a document of `kind`; an empty one if there is none."""
    if kind == "docx":
        try:
            return _of_word(data)
        except UnreadableDocumentError:
            return Manifest(Provenance())
    return _of_page(data) if kind == "html" else Manifest(Provenance())


def _of_word(data: bytes) -> Manifest:
    package = WordPackage(data)
    for name in package.names:
        if name.startswith("customXml/item") and name.endswith(".xml"):
            root = package.part(name)
            if (root.namespace, root.local) == (NAMESPACE, MANIFEST):
                return _parsed(root)
    return Manifest(Provenance(sha256=_identified(package)))


def _identified(package: WordPackage) -> str:
    """Return the workbook's SHA-256 from the properties, which survive more programs."""
    found = package.part(_CORE).find("identifier", _DUBLIN_CORE) if package.has(_CORE) else None
    told = "" if found is None else found.text
    return told.removeprefix(_HASH)[:_LONGEST] if told.startswith(_HASH) else ""


def _parsed(root: Node) -> Manifest:
    figures = (
        Cited(
            each.get("bookmark") or "",
            each.get("tag") or "",
            each.get("expression") or "",
            each.text,
        )
        for each in root.iter(FIGURE, namespace=NAMESPACE)
    )
    return Manifest(_making(root.attributes), tuple(figures))


def _of_page(data: bytes) -> Manifest:
    from disclose.documents.read.web_page import metas  # noqa: PLC0415 - lxml, if needed

    told = {name.removeprefix(META): text for name, text in metas(data).items() if META in name}
    return Manifest(_making(told))


def _making(told: Mapping[str, str]) -> Provenance:
    names = (each.name for each in fields(Provenance))
    return Provenance(**{name: told.get(attribute(name), "")[:_LONGEST] for name in names})

"""Reads the manifest of a report: its sources and figures, which the report carries.

A Word document carries it as a part of its own, a web page in `meta` elements (without the
figures, which carry their keys themselves). Nothing in it is needed to verify a report; it tells
what was edited by hand from what a later workbook changed.
"""

from collections.abc import Mapping
from dataclasses import fields

from lxml import etree, html

from disclose.core.errors import UnreadableDocumentError
from disclose.core.package import ZipPackage
from disclose.documents.read.provenance import (
    FIGURE,
    MANIFEST,
    META,
    Cited,
    Manifest,
    Provenance,
    attribute,
)
from disclose.documents.read.word_parts import package_of, part

_HASH = "sha256:"
_CORE = "docProps/core.xml"
_IDENTIFIER = "{http://purl.org/dc/elements/1.1/}identifier"
_LONGEST = 500


def manifest(data: bytes, kind: str) -> Manifest:
    """Return the manifest in a document of `kind`; an empty one if there is none."""
    try:
        if kind == "docx":
            return _of_word(data)
        if kind == "html":
            return _of_page(data)
    except (UnreadableDocumentError, etree.LxmlError, ValueError):
        pass
    return Manifest(Provenance())


def _of_word(data: bytes) -> Manifest:
    package = package_of(data)
    for name in package.names:
        if name.startswith("customXml/item") and name.endswith(".xml"):
            root = part(package, name)
            if root.tag == MANIFEST:
                return _parsed(root)
    return Manifest(Provenance(sha256=_identified(package)))


def _identified(package: ZipPackage) -> str:
    """Return the workbook's SHA-256 from the properties, which survive more programs."""
    if not package.has(_CORE):
        return ""
    told = part(package, _CORE).findtext(_IDENTIFIER) or ""
    return told.removeprefix(_HASH)[:_LONGEST] if told.startswith(_HASH) else ""


def _parsed(root: etree._Element) -> Manifest:
    figures = (
        Cited(
            str(each.get("bookmark") or ""),
            str(each.get("tag") or ""),
            str(each.get("expression") or ""),
            each.text or "",
        )
        for each in root.iter(FIGURE)
    )
    return Manifest(_making(dict(root.attrib)), tuple(figures))


def _of_page(data: bytes) -> Manifest:
    root = html.document_fromstring(data)
    found = {
        str(each.get("name") or ""): str(each.get("content") or "") for each in root.iter("meta")
    }
    return Manifest(
        _making({name.removeprefix(META): text for name, text in found.items() if META in name})
    )


def _making(told: Mapping[str, str]) -> Provenance:
    names = (each.name for each in fields(Provenance))
    return Provenance(**{name: told.get(attribute(name), "")[:_LONGEST] for name in names})

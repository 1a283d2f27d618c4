"""The manifest as a part of the document: what it was made of, what its figures stand for."""

from collections.abc import Sequence

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from disclose.documents.read.manifest import NAMESPACE, Cited, Manifest, element
from disclose.report.making import making
from disclose.report.narrative import Report

_ITEM = "{6B1F1C5A-7D0E-4C57-9E0B-2F0D5E1A9C41}"
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def attach(document: Part, report: Report, cited: Sequence[Cited]) -> None:
    """Add the manifest of `report` to the package of `document`."""
    manifest = Manifest(making(report), tuple(cited))
    item = _part(document, "item1.xml", CONTENT_TYPE.XML, element(manifest))
    document.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)
    about = _part(document, "itemProps1.xml", CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, _store())
    item.relate_to(about, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)


def _part(document: Part, name: str, content_type: str, root: etree._Element) -> Part:
    blob = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return Part(PackURI(f"/customXml/{name}"), content_type, blob, document.package)


def _store() -> etree._Element:
    root = etree.Element(f"{{{_STORE}}}datastoreItem", nsmap={"ds": _STORE})
    root.set(f"{{{_STORE}}}itemID", _ITEM)
    references = etree.SubElement(root, f"{{{_STORE}}}schemaRefs")
    etree.SubElement(references, f"{{{_STORE}}}schemaRef").set(f"{{{_STORE}}}uri", NAMESPACE)
    return root

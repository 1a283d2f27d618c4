"""The manifest in the document: which filing it was made of, and what its figures stand for.

A reader that has lost the tags finds each figure of the narrative by its bookmark, and sees from
the workbook's SHA-256 whether the document is as new as the workbook.
"""

from collections.abc import Sequence

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from disclose.report.narrative import Report, one_line
from disclose.report.word.elements import Cited

NAMESPACE = "urn:disclose-cn:report:1"

_ITEM = "{6B1F1C5A-7D0E-4C57-9E0B-2F0D5E1A9C41}"
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def attach(document: Part, report: Report, cited: Sequence[Cited]) -> None:
    """Add the manifest of `report` to the package of `document`."""
    item = _part(document, "item1.xml", CONTENT_TYPE.XML, _manifest(report, cited))
    document.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)
    about = _part(document, "itemProps1.xml", CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, _store())
    item.relate_to(about, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)


def _part(document: Part, name: str, content_type: str, root: etree._Element) -> Part:
    blob = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return Part(PackURI(f"/customXml/{name}"), content_type, blob, document.package)


def _manifest(report: Report, cited: Sequence[Cited]) -> etree._Element:
    filing = report.filing
    root = etree.Element(f"{{{NAMESPACE}}}report", nsmap={None: NAMESPACE})
    root.set("edition", filing.edition)
    root.set("year", "" if filing.year is None else str(filing.year))
    root.set("body", report.name)
    root.set("workbook", one_line(filing.origin.name))
    root.set("sha256", filing.origin.sha256)
    for each in cited:
        figure = etree.SubElement(root, f"{{{NAMESPACE}}}figure")
        figure.set("bookmark", each.bookmark)
        figure.set("tag", each.tag)
        figure.set("expression", each.expression)
        figure.text = each.text
    return root


def _store() -> etree._Element:
    root = etree.Element(f"{{{_STORE}}}datastoreItem", nsmap={"ds": _STORE})
    root.set(f"{{{_STORE}}}itemID", _ITEM)
    references = etree.SubElement(root, f"{{{_STORE}}}schemaRefs")
    etree.SubElement(references, f"{{{_STORE}}}schemaRef").set(f"{{{_STORE}}}uri", NAMESPACE)
    return root

"""The Word document as a whole: page, styles, parts, and the same bytes for the same report."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from io import BytesIO
from itertools import pairwise

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from lxml import etree
from lxml.etree import _Element as Element

from disclose.core.package import ZipPackage, write_package
from disclose.documents.read.manifest import NAMESPACE, Cited, Manifest, element
from disclose.form.layout.book import plan
from disclose.form.templating import packaged
from disclose.report.blocks import Block, ChartHere, TableHere
from disclose.report.narrative import Report, making, units
from disclose.report.word.charts import Charts
from disclose.report.word.paragraphs import Controls, paragraphs, run, w
from disclose.report.word.tables import table

# The manifest as a part of the document: what it was made of, what its figures stand for.

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


DRAFT = "草稿"

_KEPT = (
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
)
"""Parts of python-docx's template that are used; the others are somebody's fonts and pictures."""

_MAX_PROPERTY = 255
"""Longest text python-docx takes for a core property."""


def write(report: Report) -> bytes:
    """Return `report` as a docx file."""
    document = docx.Document()
    _clean(document)
    _refill(document.styles.element, packaged("report/word/styles.xml"))
    _refill(document.settings.element, packaged("report/word/settings.xml"))
    controls = Controls()
    body = document.element.body
    blocks = _body(report, controls, Charts(document.part))
    body[:] = [*blocks, parse_xml(packaged("report/word/section.xml"))]
    _margins(document, draft=report.draft)
    _properties(document, report)
    attach(document.part, report, controls.cited)
    saved = BytesIO()
    document.save(saved)
    return write_package(ZipPackage(saved.getvalue()).parts())


def _clean(document: Document) -> None:
    """Drop the parts that come with the template."""
    for part in (document.part, document.part.package):
        for name, relation in list(part.rels.items()):
            if relation.reltype not in _KEPT:
                del part.rels[name]


def _refill(root: Element, text: str) -> None:
    root[:] = list(parse_xml(text.encode()))


def _body(report: Report, controls: Controls, charts: Charts) -> Iterator[Element]:
    grids = plan(report.edition).grids
    before: Block | None = None
    for block, after in pairwise((*report.blocks, None)):
        if isinstance(block, TableHere):
            line = units(report.edition, block.table)
            yield from table(grids[block.table], report.filing, line, controls)
        elif isinstance(block, ChartHere):
            yield from charts.paragraphs(report.charts[block.chart])
        elif block is not None:
            yield from paragraphs(block, controls, before=before, after=after)
        before = block


def _margins(document: Document, *, draft: bool) -> None:
    """Write page numbers, on odd pages at the right, on even pages at the left, and the 草稿."""
    section = document.sections[0]
    for footer, style in ((section.footer, "Footer"), (section.even_page_footer, "FooterEven")):
        footer.is_linked_to_previous = False
        _only(footer._element, style, run("— "), *_field("PAGE"), run(" —"))  # noqa: SLF001
    if draft:
        for header in (section.header, section.even_page_header):
            header.is_linked_to_previous = False
            _only(header._element, "DraftMark", run(DRAFT))  # noqa: SLF001 - no public way


def _only(root: Element, style: str, *runs: Element) -> None:
    root[:] = [w("p", w("pPr", w("pStyle", val=style)), *runs)]


def _field(code: str) -> Iterator[Element]:
    instruction = w("instrText")
    instruction.text = code
    for kind in ("begin", "separate", "end"):
        if kind == "separate":
            yield w("r", instruction)
        yield w("r", w("fldChar", fldCharType=kind))
        if kind == "separate":
            yield run("1")


def _properties(document: Document, report: Report) -> None:
    """Say whose document it is and of which day; the day under the report is its only clock."""
    properties = document.core_properties
    properties._element[:] = []  # noqa: SLF001 - dates and a foreign author
    properties.title = report.title[:_MAX_PROPERTY]
    properties.subject = f"{report.edition.title}（{report.edition.document}）"[:_MAX_PROPERTY]
    properties.author = properties.last_modified_by = report.name[:_MAX_PROPERTY]
    properties.keywords = "政府信息公开, 年度报告"
    properties.language = "zh-CN"
    if report.draft:
        properties.content_status = DRAFT
    if report.day:
        properties.created = properties.modified = datetime.combine(report.day, time(), UTC)
    if report.filing.origin.sha256:
        properties.identifier = f"sha256:{report.filing.origin.sha256}"

"""Writes a report as a Word document; the same report gives the same bytes."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement

from disclose.core.package import XML_TYPE, NewPackage
from disclose.core.seal import BLANK
from disclose.documents.read.provenance import (
    FIGURE,
    MANIFEST,
    NAMESPACE,
    OPEN_POINTS,
    OPEN_POINTS_END,
    Cited,
)
from disclose.form.layout.book import plan
from disclose.report.blocks import Block, ChartPlaceholder, Paragraph, TablePlaceholder
from disclose.report.line_ends import BEFORE, UNITS
from disclose.report.narrative import Report, making, units
from disclose.report.word.charts import Charts
from disclose.report.word.markup import (
    CORE,
    DC,
    OFFICE,
    STORE,
    TERMS,
    XSI,
    R,
    W,
    serialise,
    template,
    w,
)
from disclose.report.word.paragraphs import Controls, paragraphs, run
from disclose.report.word.tables import table

DRAFT = "草稿"
_SIDES = ("top", "left", "bottom", "right")

_OPENING = "$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥"
_CLOSING = (
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞"
    "︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠"
)
"""Word's own characters that may not end or begin a line of Chinese."""

_DOCUMENT = "word/document.xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def write(report: Report) -> bytes:
    """Return `report` as a docx file."""
    package, controls = NewPackage(), Controls(report.edition, report.doubts)
    _add_properties(package, report)
    package.relate("", _DOCUMENT, f"{R}/officeDocument", "rId1")
    # The ids are arbitrary, but must not change: the bytes of every report depend on them.
    _add_part(package, "styles", "styles", template("styles"), "rId3")
    _add_part(package, "settings", "settings", _settings(), "rId5")
    document = template("document")
    body = document[0]
    section = body[0]
    body[:] = [*_body(report, controls, Charts(package, _DOCUMENT)), section]
    section[:0] = _margins(package, draft=report.draft)
    if controls.comments.texts:
        _add_part(package, "comments", "comments", controls.comments.part())
    _add_manifest(package, report, controls.cited)
    package.add(_DOCUMENT, f"{OFFICE}.wordprocessingml.document.main+xml", serialise(document))
    return package.to_bytes()


def _settings() -> Element:
    """Return the settings, with the characters that may not end or begin a line.

    Word takes both lists instead of its own, so its own are part of them.
    """
    settings = template("settings")
    place = next(at for at, child in enumerate(settings) if child.tag == f"{{{W}}}compat")
    settings[place:place] = [
        w("noLineBreaksAfter", lang="zh-CN", val=_OPENING + BEFORE),
        w("noLineBreaksBefore", lang="zh-CN", val=_CLOSING + UNITS),
    ]
    return settings


def _add_part(package: NewPackage, name: str, kind: str, root: Element, relation: str = "") -> str:
    """Add a part that the document refers to and return the id of its relationship."""
    part = f"word/{name}.xml"
    package.add(part, f"{OFFICE}.wordprocessingml.{kind}+xml", serialise(root))
    return package.relate(_DOCUMENT, part, f"{R}/{kind}", relation)


def _body(report: Report, controls: Controls, charts: Charts) -> Iterator[Element]:
    grids = plan(report.edition).grids
    # after the list the title of the report begins a page, as that of an annex does
    before: Block | None = Paragraph(()) if report.points else None
    yield from _open_points(report)
    for block, after in pairwise((*report.blocks, None)):
        if isinstance(block, TablePlaceholder):
            line = units(report.edition, block.table)
            yield from table(grids[block.table], report.filing, line, controls)
        elif isinstance(block, ChartPlaceholder):
            yield from charts.paragraphs(report.charts[block.chart])
        elif block is not None:
            yield from paragraphs(block, controls, before=before, after=after)
        before = block


def _open_points(report: Report) -> Iterator[Element]:
    """Yield the list in front of a draft: a box with a title, the points, and a last line."""
    if not report.points:
        return
    size, bold = w("sz", val=24), w("b")
    yield _boxed("center", run(OPEN_POINTS, bold, w("color", val="C00000"), w("sz", val=32)))
    for number, point in enumerate(report.points, 1):
        yield _boxed("left", run(f"{number}．{point.title}", bold, size), kept=True)
        for line in point.lines:
            yield _boxed("left", run(line, size))
    yield _boxed("left", run(OPEN_POINTS_END, size))


def _boxed(align: str, *runs: Element, kept: bool = False) -> Element:
    """Return a paragraph of the list; Word draws one box around all with the same borders."""
    sides = (w(side, val="single", sz=8, space=8, color="C00000") for side in _SIDES)
    properties = [
        w("pStyle", val="BodyText"),
        *([w("keepNext")] if kept else []),
        w("pBdr", *sides),
        w("snapToGrid", val=0),
        w("spacing", before=120 if kept else 0, line=340, lineRule="exact"),
        w("ind", left=160, right=160, firstLine=0, firstLineChars=0),
        w("jc", val=align),
    ]
    return w("p", w("pPr", *properties), *runs)


def _margins(package: NewPackage, *, draft: bool) -> Iterator[Element]:
    """Add footers with page numbers and, for a draft, headers with 草稿; yield the references.

    GB/T 9704 puts the number right on odd pages and left on even pages. In a `sectPr` the
    references must come before everything else.
    """
    for number, (pages, style) in enumerate((("default", "Footer"), ("even", "FooterEven")), 1):
        line = _line(style, run("— "), *_field("PAGE"), run(" —"))
        yield _reference(package, "footer", number, pages, line)
    if draft:
        for number, pages in enumerate(("default", "even"), 1):
            yield _reference(package, "header", number, pages, _line("DraftMark", run(DRAFT)))


def _line(style: str, *runs: Element) -> Element:
    return w("p", w("pPr", w("pStyle", val=style)), *runs)


def _reference(package: NewPackage, kind: str, number: int, pages: str, line: Element) -> Element:
    """Add a header or footer for `pages` and return the reference to it."""
    root = w("ftr" if kind == "footer" else "hdr", line)
    reference = w(f"{kind}Reference", type=pages)
    reference.set(f"{{{R}}}id", _add_part(package, f"{kind}{number}", kind, root))
    return reference


def _field(code: str) -> Iterator[Element]:
    """Yield a field such as PAGE: begin, instruction, separator, placeholder text, end."""
    instruction = w("instrText")
    instruction.text = code
    for kind in ("begin", "separate", "end"):
        if kind == "separate":
            yield w("r", instruction)
        yield w("r", w("fldChar", fldCharType=kind))
        if kind == "separate":
            yield run("1")


# The document properties. The dates come from the report, not from the clock: the same report must
# give the same bytes.

_MAX_PROPERTY = 255
"""Longest property, in characters; other programs use the same limit."""


def _add_properties(package: NewPackage, report: Report) -> None:
    root = Element(f"{{{CORE}}}coreProperties")
    for name, text in _properties(report).items():
        SubElement(root, name).text = text
    if report.day:
        moment = datetime.combine(report.day, time(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        for name in ("created", "modified"):
            date = SubElement(root, f"{{{TERMS}}}{name}")
            date.set(f"{{{XSI}}}type", "dcterms:W3CDTF")
            date.text = moment
    if report.filing.origin.sha256:
        identifier = SubElement(root, f"{{{DC}}}identifier")
        identifier.text = f"sha256:{report.filing.origin.sha256}"
    part = "docProps/core.xml"
    package.add(part, "application/vnd.openxmlformats-package.core-properties+xml", serialise(root))
    package.relate("", part, f"{_PACKAGE}/relationships/metadata/core-properties", "rId3")


def _properties(report: Report) -> Mapping[str, str]:
    """Return the texts among the properties by the names of their elements."""
    name = report.name[:_MAX_PROPERTY]
    texts = {
        f"{{{DC}}}title": report.title[:_MAX_PROPERTY],
        f"{{{DC}}}subject": f"{report.edition.title}（{report.edition.document}）"[:_MAX_PROPERTY],
        f"{{{DC}}}creator": name,
        f"{{{CORE}}}lastModifiedBy": name,
        f"{{{CORE}}}keywords": "政府信息公开, 年度报告",
        f"{{{DC}}}language": "zh-CN",
    }
    if report.draft:
        texts[f"{{{CORE}}}contentStatus"] = DRAFT
    return texts


# The manifest: a part of the document that lists the sources of the report and its figures.

_ITEM = "customXml/item1.xml"
_ABOUT_ITEM = "customXml/itemProps1.xml"
_ITEM_ID = "{6B1F1C5A-7D0E-4C57-9E0B-2F0D5E1A9C41}"


def _add_manifest(package: NewPackage, report: Report, cited: Sequence[Cited]) -> None:
    manifest = Element(f"{{{NAMESPACE}}}{MANIFEST}", {**making(report).attributes(), "seal": BLANK})
    for each in cited:
        about = {"bookmark": each.bookmark, "tag": each.tag, "expression": each.expression}
        SubElement(manifest, f"{{{NAMESPACE}}}{FIGURE}", about).text = each.text
    package.add(_ITEM, XML_TYPE, serialise(manifest))
    package.relate(_DOCUMENT, _ITEM, f"{R}/customXml")
    package.add(_ABOUT_ITEM, f"{OFFICE}.customXmlProperties+xml", serialise(_about_item()))
    package.relate(_ITEM, _ABOUT_ITEM, f"{R}/customXmlProps")


def _about_item() -> Element:
    root = Element(f"{{{STORE}}}datastoreItem")
    root.set(f"{{{STORE}}}itemID", _ITEM_ID)
    references = SubElement(root, f"{{{STORE}}}schemaRefs")
    SubElement(references, f"{{{STORE}}}schemaRef").set(f"{{{STORE}}}uri", NAMESPACE)
    return root

"""Writes native Word charts, which can be edited; each embeds a workbook with its numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element, SubElement

from disclose.core.package import NewPackage
from disclose.report.charts import Drawing
from disclose.report.word.markup import OFFICE, WP, A, C, R, serialise, w
from disclose.report.word.paragraphs import run

_CHART_TYPE = f"{OFFICE}.drawingml.chart+xml"
_SHEET_TYPE = f"{OFFICE}.spreadsheetml.sheet"

_MILLIMETRE = 36000
"""English metric units."""

_WIDTH = 150
_BAR, _PAIR, _AIR, _LEGEND = 7, 10, 4, 8
"""Heights in millimetres: a row with one bar, a row with two bars, the margins, the legend."""


_EXPLICIT: Sequence[tuple[str, Sequence[str], Mapping[str, str]]] = (
    ("chartSpace", ("lang",), {"roundedCorners": "0"}),
    ("barChart", ("grouping",), {"varyColors": "0"}),
    ("ser", ("tx", "spPr"), {"invertIfNegative": "0"}),
    (
        "dLbls",
        ("numFmt", "spPr", "txPr"),
        {
            "dLblPos": "outEnd",
            "showLegendKey": "0",
            "showVal": "1",
            "showCatName": "0",
            "showSerName": "0",
            "showPercent": "0",
            "showBubbleSize": "0",
        },
    ),
    ("legend", ("legendPos", "legendEntry", "layout"), {"overlay": "0"}),
)
"""Elements that a workbook's chart leaves out, but a document's chart must have.

Excel treats a missing element as "no", Word as "yes". Each item: the parent element, the elements
that may come before (the order is fixed by ECMA-376 part 1, 21.2; at least one is there), and the
elements with their values.
"""


@dataclass(frozen=True, slots=True)
class Charts:
    """Adds numbered charts to `package`, with relationships from the part `document`."""

    package: NewPackage
    document: str
    placed: list[str] = field(default_factory=list)

    def paragraphs(self, drawing: Drawing) -> Iterator[Element]:
        """Yield the chart and its caption, which stay on one page."""
        self.placed.append(drawing.id)
        number = len(self.placed)
        chart = self._add(drawing, number)
        relation = self.package.relate(self.document, chart, f"{R}/chart")
        picture = w("drawing", _inline(drawing, number, relation))
        yield w("p", w("pPr", w("pStyle", val="Chart")), w("r", picture))
        yield w("p", w("pPr", w("pStyle", val="ChartCaption")), run(drawing.caption))

    def _add(self, drawing: Drawing, number: int) -> str:
        """Add the parts of a chart and return the name of the chart part."""
        from disclose.excel.write.bar_chart import embedded  # noqa: PLC0415 - only charts need it

        numbers = {
            name: [bar.numbers[each].value or Decimal(0) for bar in drawing.bars]
            for each, name in enumerate(drawing.series)
        }
        labels = [bar.label for bar in drawing.bars]
        made = embedded(f"单位：{drawing.unit}", labels, numbers)
        chart = f"word/charts/chart{number}.xml"
        sheet = f"word/embeddings/chart{number}.xlsx"
        relation = self.package.relate(chart, sheet, f"{R}/package")
        self.package.add(sheet, _SHEET_TYPE, made.workbook)
        self.package.add(chart, _CHART_TYPE, _markup(made.chart, relation))
        return chart


def _markup(made: bytes, relation: str) -> bytes:
    """Return the XML of a workbook's chart for a document; `relation` links its workbook.

    XlsxWriter names the Latin font only. Chinese text would get a default font, so the same font is
    named for it (`a:ea`).
    """
    root = ET.fromstring(made)  # noqa: S314 - XlsxWriter has made it
    for font in list(root.iter()):
        latin = font.find(f"{{{A}}}latin")
        if latin is not None:
            face = Element(f"{{{A}}}ea", typeface=str(latin.get("typeface")))
            font.insert(list(font).index(latin) + 1, face)
    for name in ("lang", "printSettings"):
        for each in root.findall(f"{{{C}}}{name}"):
            root.remove(each)
    root.insert(0, Element(f"{{{C}}}lang", val="zh-CN"))
    for parent, after, wanted in _EXPLICIT:
        for each in list(root.iter(f"{{{C}}}{parent}")):
            _insert(each, after, wanted)
    tie = SubElement(root, f"{{{C}}}externalData")
    tie.set(f"{{{R}}}id", relation)
    SubElement(tie, f"{{{C}}}autoUpdate", val="0")
    return serialise(root)


def _insert(parent: Element, after: Sequence[str], wanted: Mapping[str, str]) -> None:
    """Insert the elements `wanted` (name and value) in `parent`, after the last of `after`."""
    for name in wanted:
        for old in parent.findall(f"{{{C}}}{name}"):
            parent.remove(old)
    before = {f"{{{C}}}{name}" for name in after}
    place = max(at for at, child in enumerate(parent, 1) if child.tag in before)
    parent[place:place] = [Element(f"{{{C}}}{name}", val=value) for name, value in wanted.items()]


def _inline(drawing: Drawing, number: int, relation: str) -> Element:
    height = _AIR + len(drawing.bars) * _BAR
    if len(drawing.series) > 1:
        height = _AIR + _LEGEND + len(drawing.bars) * _PAIR
    inline = Element(f"{{{WP}}}inline")
    for side in ("T", "B", "L", "R"):
        inline.set(f"dist{side}", "0")
    size = {"cx": str(_WIDTH * _MILLIMETRE), "cy": str(height * _MILLIMETRE)}
    SubElement(inline, f"{{{WP}}}extent", size)
    about = {"id": str(number), "name": f"图表 {number}", "descr": drawing.description}
    SubElement(inline, f"{{{WP}}}docPr", about)
    SubElement(inline, f"{{{WP}}}cNvGraphicFramePr")
    graphic = SubElement(inline, f"{{{A}}}graphic")
    data = SubElement(graphic, f"{{{A}}}graphicData", uri=C)
    SubElement(data, f"{{{C}}}chart").set(f"{{{R}}}id", relation)
    return inline

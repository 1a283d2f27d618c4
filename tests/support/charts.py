"""Readers of charts in documents that know nothing of how they were drawn."""

from io import BytesIO
from zipfile import ZipFile

from lxml import etree
from openpyxl import load_workbook

from tests.support.report_readers import page

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

Bars = dict[str, list[str]]
"""The numbers of each bar by its label, one for each series, from the top down."""


def word_charts(docx: bytes) -> list[Bars]:
    """What Word draws: the numbers kept in the markup of each chart."""
    with ZipFile(BytesIO(docx)) as package:
        names = sorted(name for name in package.namelist() if name.startswith("word/charts/chart"))
        return [_cached(package.read(name)) for name in names if name.endswith(".xml")]


def _cached(chart: bytes) -> Bars:
    root = etree.fromstring(chart)
    bars: Bars = {}
    for series in root.iter(f"{C}ser"):
        labels = [str(each.text) for each in series.iterfind(f"{C}cat//{C}pt/{C}v")]
        numbers = [str(each.text) for each in series.iterfind(f"{C}val//{C}pt/{C}v")]
        for label, number in zip(labels, numbers, strict=True):
            bars.setdefault(label, []).append(number)
    return bars


def word_sheets(docx: bytes) -> list[Bars]:
    """What Word shows for editing: the small workbook behind each chart."""
    with ZipFile(BytesIO(docx)) as package:
        names = sorted(name for name in package.namelist() if name.startswith("word/embeddings/"))
        books = [load_workbook(BytesIO(package.read(name))) for name in names]
    found = []
    for book in books:
        _, *rows = book.worksheets[0].iter_rows(values_only=True)
        found.append({str(label): [str(each) for each in numbers] for label, *numbers in rows})
    return found


def page_charts(html: bytes) -> list[Bars]:
    """What the page draws, by the keys of the figures instead of labels where one has several."""
    charts = []
    for drawing in page(html).iter("svg"):
        bars: Bars = {}
        label = ""
        for text in drawing.iter("text"):
            if "data-key" in text.attrib:
                bars[label].append(str(text.text))
            elif text.get("text-anchor") == "end":
                label = str(text.text)
                bars[label] = []
        charts.append(bars)
    return charts

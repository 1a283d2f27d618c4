"""The numbers of Word's own charts as lines, for those who look at every number of a document."""

from collections.abc import Mapping

from lxml import etree

from disclose.core.package import ZipPackage
from disclose.documents.read.package import linked, part

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def charts(package: ZipPackage, body: str) -> Mapping[str, tuple[str, ...]]:
    """Return the lines of each chart of the part `body`, by the id of its relationship.

    Each line is the name of a bar and its numbers as the chart shows them.

    Raises:
        UnreadableDocumentError: a chart is not there, damaged or unsafe.
    """
    return {
        name: _lines(part(package, link.target))
        for name, link in linked(package, body).items()
        if link.kind == "chart"
    }


def shown(node: etree._Element, charts: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the lines of those of `charts` that stand in `node`."""
    names = (each.get(f"{_R}id") for each in node.iter(f"{_C}chart"))
    return tuple(line for name in names for line in charts.get(str(name or ""), ()))


def _lines(chart: etree._Element) -> tuple[str, ...]:
    numbers: dict[str, list[str]] = {}
    for series in chart.iter(f"{_C}ser"):
        names = _points(series, "cat")
        for at, number in _points(series, "val").items():
            numbers.setdefault(at, [names.get(at, "")]).append(number)
    return tuple(" ".join(each) for each in numbers.values())


def _points(series: etree._Element, kind: str) -> Mapping[str, str]:
    """Return the texts kept for the cells of `kind` by their places."""
    return {
        str(each.get("idx") or ""): (each.findtext(f"{_C}v") or "").strip()
        for each in series.iterfind(f"{_C}{kind}//{_C}pt")
    }

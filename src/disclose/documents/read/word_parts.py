"""The parts of a Word document, each read within a limit and without a document type."""

from collections.abc import Mapping

from lxml import etree

from disclose.core.errors import UnreadableDocumentError
from disclose.core.finding import error
from disclose.core.language import Wording
from disclose.core.markup import Relationship, relationships
from disclose.core.package import PackageError, PackageFault, ZipPackage, relationships_part
from disclose.core.rich_text import switched_on
from disclose.documents.read.refused import unreadable, unsafe

DOCTYPE = Wording("带有 DOCTYPE 声明", "it has a DOCTYPE declaration")
LARGE_PART = Wording("过大的部分：{part}", "too large: {part}")
STRANGE_PART = Wording("异常的部分：{part}", "unexpected part: {part}")

RELATIONSHIP_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
"""The attribute that names a part by the id of its relationship."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

MAX_PART = 16 << 20
"""Most bytes of a part that is read; a report has under 1 MB."""


def package_of(data: bytes) -> ZipPackage:
    """Return the package of a .docx file.

    Raises:
        UnreadableDocumentError: it is no zip package, or has two parts of one name.
    """
    try:
        return ZipPackage(data)
    except PackageError as error:
        raise _refusal(error) from error


def part(package: ZipPackage, name: str) -> etree._Element:
    """Return the root of a part of a package.

    Raises:
        UnreadableDocumentError: it is missing, damaged, locked or unsafe.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        data = package.read(name, MAX_PART)
        if data is None:
            raise UnreadableDocumentError(unreadable(".docx"))
        root = etree.fromstring(data, parser)
    except PackageError as error:
        raise _refusal(error) from error
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocumentError(unreadable(".docx")) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableDocumentError(unsafe(DOCTYPE))
    return root


def linked(package: ZipPackage, source: str) -> Mapping[str, Relationship]:
    """Return the relationships of a part by their ids.

    Raises:
        UnreadableDocumentError: the list of them is damaged, locked or unsafe.
    """
    name = relationships_part(source)
    try:
        data = package.read(name, MAX_PART)
        return {link.id: link for link in relationships(data, name, source)} if data else {}
    except PackageError as error:
        raise _refusal(error) from error


def _refusal(cause: PackageError) -> UnreadableDocumentError:
    match cause.fault:
        case PackageFault.LOCKED:
            return UnreadableDocumentError(error("DOC06"))
        case PackageFault.PART_TOO_LARGE | PackageFault.METHOD:
            return UnreadableDocumentError(unsafe(LARGE_PART, part=cause.part))
        case PackageFault.PART_NAME:
            return UnreadableDocumentError(unsafe(STRANGE_PART, part=cause.part))
        case PackageFault.DOCTYPE:
            return UnreadableDocumentError(unsafe(DOCTYPE))
        case _:
            return UnreadableDocumentError(unreadable(".docx"))


# Word keeps the header of the first page, and that of even pages, when it shows neither any more.

_SETTINGS = "settings"


def shown_headers(package: ZipPackage, main: str, body: etree._Element) -> frozenset[str]:
    """Return the ids of the headers and footers that some page of the document may show.

    Raises:
        UnreadableDocumentError: the part with the settings is damaged, locked or unsafe.
    """
    first = any(_is_on(each) for each in body.iter(f"{W}titlePg"))
    even = any(
        _is_on(each)
        for link in linked(package, main).values()
        if link.kind == _SETTINGS and package.has(link.target)
        for each in part(package, link.target).iter(f"{W}evenAndOddHeaders")
    )
    unused = {*(() if first else ("first",)), *(() if even else ("even",))}
    references = body.iter(f"{W}headerReference", f"{W}footerReference")
    return frozenset(
        str(each.get(RELATIONSHIP_ID))
        for each in references
        if str(each.get(f"{W}type") or "default") not in unused
    )


def _is_on(node: etree._Element) -> bool:
    return switched_on(node.get(f"{W}val"))


# The numbers of Word's own charts as lines, for those who look at every number of a document.

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


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
    names = (each.get(RELATIONSHIP_ID) for each in node.iter(f"{_C}chart"))
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

"""The parts of a Word document, each read within a limit and without a document type."""

from collections.abc import Mapping

from disclose.core.errors import UnreadableDocumentError
from disclose.core.finding import error
from disclose.core.language import Wording
from disclose.core.markup import MarkupMeter, Relationship, relationships
from disclose.core.package import PackageError, PackageFault, ZipPackage, relationships_part
from disclose.core.rich_text import switched_on
from disclose.core.tree import Node, Tree, parse_tree
from disclose.documents.read.refused import unreadable, unsafe

DOCTYPE = Wording("带有 DOCTYPE 声明", "it has a DOCTYPE declaration")
LARGE_PART = Wording("过大的部分：{part}", "too large: {part}")
STRANGE_PART = Wording("异常的部分：{part}", "unexpected part: {part}")

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

MAX_PART = 16 << 20
"""Most bytes of a part that is read; a report has under 1 MB."""


class WordPackage:
    """The parts of a .docx file; those that are parsed have an amount of markup in common."""

    def __init__(self, data: bytes) -> None:
        """Open the file.

        Raises:
            UnreadableDocumentError: it is no zip package, or has two parts of one name.
        """
        self._meter = MarkupMeter()
        try:
            self._zip = ZipPackage(data)
        except PackageError as error:
            raise _refusal(error) from error

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all parts."""
        return self._zip.names

    def has(self, name: str) -> bool:
        """Return whether there is a part of that name."""
        return self._zip.has(name)

    def parts(self) -> dict[str, bytes]:
        """Return the bytes of all parts by their names."""
        return self._zip.parts()

    def tree(self, name: str) -> Tree:
        """Return a part as a tree.

        Raises:
            UnreadableDocumentError: it is missing, damaged, locked or unsafe.
        """
        try:
            data = self._zip.read(name, MAX_PART)
            if data is None:
                raise UnreadableDocumentError(unreadable(".docx"))
            return parse_tree(data, name, self._meter)
        except PackageError as error:
            raise _refusal(error) from error

    def part(self, name: str) -> Node:
        """Return the root of a part.

        Raises:
            UnreadableDocumentError: as `tree`.
        """
        return self.tree(name).root

    def linked(self, source: str) -> Mapping[str, Relationship]:
        """Return the relationships of a part by their ids.

        Raises:
            UnreadableDocumentError: the list of them is damaged, locked or unsafe.
        """
        name = relationships_part(source)
        try:
            data = self._zip.read(name, MAX_PART)
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


def shown_headers(package: WordPackage, main: str, body: Node) -> frozenset[str]:
    """Return the ids of the headers and footers that some page of the document may show.

    Raises:
        UnreadableDocumentError: the part with the settings is damaged, locked or unsafe.
    """
    first = any(_is_on(each) for each in body.iter("titlePg", namespace=W))
    even = any(
        _is_on(each)
        for link in package.linked(main).values()
        if link.kind == _SETTINGS and package.has(link.target)
        for each in package.part(link.target).iter("evenAndOddHeaders", namespace=W)
    )
    unused = {*(() if first else ("first",)), *(() if even else ("even",))}
    references = body.iter("headerReference", "footerReference", namespace=W)
    return frozenset(
        link_id(each) for each in references if (each.get("type", W) or "default") not in unused
    )


def _is_on(node: Node) -> bool:
    return switched_on(node.get("val", W))


_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def link_id(node: Node) -> str:
    """Return the id of the relationship that an element names a part by, empty if none."""
    return node.get("id", _RELATIONSHIPS) or ""


# The numbers of Word's own charts as lines, for those who look at every number of a document.

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def charts(package: WordPackage, body: str) -> Mapping[str, tuple[str, ...]]:
    """Return the lines of each chart of the part `body`, by the id of its relationship.

    Each line is the name of a bar and its numbers as the chart shows them.

    Raises:
        UnreadableDocumentError: a chart is not there, damaged or unsafe.
    """
    return {
        name: _lines(package.part(link.target))
        for name, link in package.linked(body).items()
        if link.kind == "chart"
    }


def shown(node: Node, charts: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the lines of those of `charts` that stand in `node`."""
    if not charts:
        return ()
    names = (link_id(each) for each in node.iter("chart", namespace=_C))
    return tuple(line for name in names for line in charts.get(name, ()))


def _lines(chart: Node) -> tuple[str, ...]:
    numbers: dict[str, list[str]] = {}
    for series in chart.iter("ser", namespace=_C):
        names = _points(series, "cat")
        for at, number in _points(series, "val").items():
            numbers.setdefault(at, [names.get(at, "")]).append(number)
    return tuple(" ".join(each) for each in numbers.values())


def _points(series: Node, kind: str) -> Mapping[str, str]:
    """Return the texts kept for the cells of `kind` by their places."""
    return {
        point.get("idx") or "": value.text.strip() if (value := point.find("v", _C)) else ""
        for cells in series.named(kind, _C)
        for point in cells.iter("pt", namespace=_C)
    }

"""XML parts of packages through expat: names without their prefixes, bounded, no DOCTYPE."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, TypeAlias
from xml.parsers import expat

from disclose.core.package import PackageError, PackageFault, target_part

StartHandler: TypeAlias = Callable[[str, dict[str, str]], None]
TextHandler: TypeAlias = Callable[[str], None]

Element: TypeAlias = tuple[str, Mapping[str, str], str]
"""Name, attributes and text of an element."""

PARSER = expat.EXPAT_VERSION
"""The version of expat at work, e.g. `expat_2.5.0`; from 2.4.1 on it bounds entities itself."""

PIECE = 1 << 20
"""Bytes that the parser is given at a time; a tag or a comment may not be longer."""

MAX_NAMES = 1000
"""Most names of elements and attributes of a part; a sheet has about a hundred."""

MAX_ELEMENTS = 100_000
"""Most elements of a part that is kept whole; such parts of a filled template have under 100."""

MAX_MARKS = 500_000
"""Most marks of markup (`<`) of all parts together; a filled template has about 9000."""


class MarkupMeter:
    """Counts the marks of markup of the parts that are parsed, each part once.

    The time and memory that a part costs depend on its elements rather than on its bytes.
    """

    def __init__(self) -> None:
        """Start from nothing."""
        self._marks: dict[str, int] = {}
        self._uncounted: dict[str, bytes] = {}

    def add(self, part: str, data: bytes) -> None:
        """Count the marks of a part.

        Raises:
            PackageError: the parts have more than `MAX_MARKS` in all.
        """
        self._marks.pop(part, None)
        self._uncounted[part] = data
        # As long as all parts have no more bytes than they may have marks, nothing need be counted,
        # which takes half as long as to unpack them.
        uncounted = sum(map(len, self._uncounted.values()))
        if uncounted + sum(self._marks.values()) <= MAX_MARKS:
            return
        self._marks |= {name: each.count(b"<") for name, each in self._uncounted.items()}
        self._uncounted.clear()
        if sum(self._marks.values()) > MAX_MARKS:
            raise PackageError(PackageFault.TOO_MUCH_MARKUP, part, MAX_MARKS)


def parse(data: bytes, part: str, start: StartHandler, end: TextHandler, text: TextHandler) -> None:
    """Call `start`, `end` and `text` for the markup in `data`, with names as they are written.

    Raises:
        PackageError: it is not well-formed, declares a document type, has a tag that is too long
            or too many names, or a handler raises `ValueError` or `LookupError`.
    """
    parser = new_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    feed(parser, data, part)


def new_parser() -> expat.XMLParserType:
    """Return a parser without handlers, which refuses a document type."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def feed(parser: expat.XMLParserType, data: bytes, part: str) -> None:
    """Give `data` to a parser, whose handlers are called.

    Raises:
        PackageError: as `parse`.
    """
    try:
        for at in range(0, len(data), PIECE):
            parser.Parse(data[at : at + PIECE])
            # A tag that began before this piece and is still open: expat would collect it whole.
            if parser.CurrentByteIndex < at:
                raise PackageError(PackageFault.LONG_TAG, part)
            # Expat keeps every name that it meets for as long as the parser lives.
            if len(parser.intern) > MAX_NAMES:
                raise PackageError(PackageFault.TOO_MANY_NAMES, part, MAX_NAMES)
        parser.Parse(b"", True)  # noqa: FBT003 - expat takes no keywords
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise PackageError(PackageFault.DAMAGED, part) from error


def _refuse_doctype(*_: object) -> None:
    raise PackageError(PackageFault.DOCTYPE)


def local_name(name: str) -> str:
    """Return `name` without its prefix: programs choose prefixes freely."""
    return name.rpartition(":")[2]


class LocalNames(dict[str, str]):
    """The local names of a part's elements by the names as written, each worked out once."""

    def __missing__(self, name: str) -> str:
        """Return the local name, remembered."""
        self[name] = local_name(name)
        return self[name]


def elements(data: bytes, part: str) -> list[Element]:
    """Return the elements of a small part in the order in which they end.

    Raises:
        PackageError: as `parse`, or there are more than `MAX_ELEMENTS`.
    """
    found: list[Element] = []
    opened: list[tuple[dict[str, str], list[str]]] = []

    def start(_: str, attributes: dict[str, str]) -> None:
        opened.append(({local_name(key): value for key, value in attributes.items()}, []))
        if len(opened) + len(found) > MAX_ELEMENTS:
            raise PackageError(PackageFault.TOO_MANY_ELEMENTS, part, MAX_ELEMENTS)

    def end(name: str) -> None:
        attributes, texts = opened.pop()
        found.append((local_name(name), attributes, "".join(texts)))

    def text(data: str) -> None:
        opened[-1][1].append(data)

    parse(data, part, start, end, text)
    return found


class Relationship(NamedTuple):
    """A link from a part to another: its id, the last word of its type, the name of the target."""

    id: str
    kind: str
    target: str


def relationships(data: bytes, part: str, source: str) -> Iterator[Relationship]:
    """Yield the relationships of the part `source` within the package; `data` is the list of them.

    Raises:
        PackageError: as `elements`; `part` is the name of the list.
    """
    for tag, attributes, _ in elements(data, part):
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            yield Relationship(
                attributes.get("Id", ""),
                attributes.get("Type", "").rpartition("/")[2],
                target_part(source, attributes.get("Target", "")),
            )

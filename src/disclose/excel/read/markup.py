"""XML parts through expat: names without their prefixes, no DOCTYPE, every fault a refusal."""

from collections.abc import Callable, Mapping
from typing import TypeAlias
from xml.parsers import expat

from disclose.core.messages.workbook_refused import (
    DAMAGED,
    DOCTYPE,
    TOO_LONG_TAG,
    TOO_MANY_ELEMENTS,
    TOO_MANY_NAMES,
    UNSAFE,
)
from disclose.excel.read.refused import RefusedError

Start: TypeAlias = Callable[[str, dict[str, str]], None]
Text: TypeAlias = Callable[[str], None]
Element: TypeAlias = tuple[str, Mapping[str, str], str]

PARSER = expat.EXPAT_VERSION
"""The version of expat at work, e.g. `expat_2.5.0`; from 2.4.1 on it bounds entities itself."""

PIECE = 1 << 20
"""Bytes that the parser is given at a time; a tag or a comment may not be longer."""

MAX_NAMES = 1000
"""Most names of elements and attributes of a part; a sheet has about a hundred."""

MAX_ELEMENTS = 100_000
"""Most elements of a part that is kept whole; such parts of a filled template have under 100."""


def parse(data: bytes, part: str, start: Start, end: Text, text: Text) -> None:
    """Call `start`, `end` and `text` for what stands in `data`; names come as they are written.

    Raises:
        RefusedError: it is not well-formed, declares a document type, has a tag or more names than
            anyone needs, or a handler could not make sense of it (`ValueError`, `LookupError`).
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        for at in range(0, len(data), PIECE):
            parser.Parse(data[at : at + PIECE])
            if parser.CurrentByteIndex < at:
                raise RefusedError(UNSAFE, what=TOO_LONG_TAG, part=part)
            if len(parser.intern) > MAX_NAMES:
                raise RefusedError(UNSAFE, what=TOO_MANY_NAMES, most=MAX_NAMES)
        parser.Parse(b"", True)  # noqa: FBT003 - expat takes no keywords
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise RefusedError(DAMAGED, what=part) from error


def _refuse_doctype(*_: object) -> None:
    raise RefusedError(UNSAFE, what=DOCTYPE)


def local(name: str) -> str:
    """Return `name` without its prefix: programs choose prefixes freely."""
    return name.rpartition(":")[2]


class LocalNames(dict[str, str]):
    """The local names of a part's elements by the names as written, each worked out once."""

    def __missing__(self, name: str) -> str:
        """Return the local name, remembered."""
        self[name] = local(name)
        return self[name]


def elements(data: bytes, part: str) -> list[Element]:
    """Return the elements of a small part in the order in which they end: name, attributes, text.

    Raises:
        RefusedError: as `parse`.
    """
    found: list[Element] = []
    opened: list[tuple[dict[str, str], list[str]]] = []

    def start(_: str, attributes: dict[str, str]) -> None:
        opened.append(({local(key): value for key, value in attributes.items()}, []))
        if len(opened) + len(found) > MAX_ELEMENTS:
            raise RefusedError(UNSAFE, what=TOO_MANY_ELEMENTS, part=part, most=MAX_ELEMENTS)

    def end(name: str) -> None:
        attributes, texts = opened.pop()
        found.append((local(name), attributes, "".join(texts)))

    def text(data: str) -> None:
        opened[-1][1].append(data)

    parse(data, part, start, end, text)
    return found

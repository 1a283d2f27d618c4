"""An XML part as a tree whose nodes know where they lie in its bytes.

A tree never changes: `core/edits.py` gives the bytes of a changed part, which may be parsed anew.
"""

import codecs
import gc
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType

from disclose.core.expressions import expression
from disclose.core.markup import MarkupMeter, feed, new_parser
from disclose.core.package import PackageError, PackageFault

MAX_DEPTH = 256
"""Deepest nesting of elements: readers of trees call themselves for each level."""

_TEXT_BUFFER = 1 << 16
"""Characters of a text that expat collects before it reports them."""

_NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})
_XML = "http://www.w3.org/XML/1998/namespace"


class Node:
    """An element of a tree.

    `name` is its name as written, `local` that without the prefix, and `attributes` have their
    names as written, declarations of namespaces among them. `text` is the text before the first
    child, `tail` the text between this element and the next, both without comments. `begin` is the
    offset of the start tag, `close` that of the end tag; if there is none, the end of the element.
    `scope` is the nearest element around it, or itself, that declares namespaces.

    Elements are asked for by local names and, if need be, their namespace: programs choose
    prefixes freely, and many formats have their names in more than one namespace.
    """

    __slots__ = (
        *("name", "local", "namespace", "attributes", "parent", "children", "place"),
        *("text", "tail", "begin", "close", "scope"),
    )

    def __init__(
        self, name: str, attributes: Mapping[str, str], parent: "Node | None", begin: int
    ) -> None:
        """Begin an element; its children, texts and end are added by the parser.

        Raises:
            ValueError: its prefix is not declared.
        """
        prefix, _, self.local = name.rpartition(":")
        self.name = name
        self.attributes = attributes or _NO_ATTRIBUTES
        self.parent = parent
        self.children: Sequence[Node] = ()
        self.place = 0
        self.text = self.tail = ""
        self.begin = self.close = begin
        self.scope: Node | None = None if parent is None else parent.scope
        for key in attributes:
            if key.startswith("xmlns"):
                self.scope = self
                break
        self.namespace = self._bound(prefix)
        if prefix and not self.namespace:
            raise ValueError(name)

    def __repr__(self) -> str:
        """Return the start tag, nearly as written."""
        return f"<{self.name} {dict(self.attributes)}>"

    @property
    def prefix(self) -> str:
        """Return the prefix of the name, empty if it has none."""
        return self.name.rpartition(":")[0]

    def _bound(self, prefix: str) -> str:
        """Return the namespace that a prefix means here, empty if none."""
        declaration, scope = f"xmlns:{prefix}" if prefix else "xmlns", self.scope
        while scope is not None:
            if declaration in scope.attributes:
                return scope.attributes[declaration]
            scope = scope.parent and scope.parent.scope
        return _XML if prefix == "xml" else ""

    def prefix_of(self, namespace: str) -> str:
        """Return a prefix that means `namespace` here, for attributes; empty if there is none."""
        scope, seen = self.scope, set[str]()
        while scope is not None:
            for key, value in scope.attributes.items():
                if key.startswith("xmlns:") and key not in seen:
                    if value == namespace:
                        return key.removeprefix("xmlns:")
                    seen.add(key)
            scope = scope.parent and scope.parent.scope
        return ""

    def get(self, local: str, namespace: str = "") -> str | None:
        """Return an attribute by its local name and namespace; most attributes have none."""
        if not namespace:
            return self.attributes.get(local)
        written = self.written_name(local, namespace)
        return self.attributes[written] if written else None

    def written_name(self, local: str, namespace: str) -> str:
        """Return the name, as written, of an attribute with a namespace, empty if it is missing."""
        for key in self.attributes:
            prefix, colon, name = key.rpartition(":")
            if name == local and colon and self._bound(prefix) == namespace:
                return key
        return ""

    def named(self, name: str, namespace: str | None = None) -> Iterator["Node"]:
        """Yield the children of that local name, and namespace if one is given."""
        for child in self.children:
            if child.local == name and (namespace is None or child.namespace == namespace):
                yield child

    def iterfind(self, path: str, namespace: str | None = None) -> Iterator["Node"]:
        """Yield the elements at a path of local names such as `pPr/pStyle`, from this one down."""
        name, _, rest = path.partition("/")
        for child in self.named(name, namespace):
            if rest:
                yield from child.iterfind(rest, namespace)
            else:
                yield child

    def find(self, path: str, namespace: str | None = None) -> "Node | None":
        """Return the first element that `iterfind` yields, None if there is none."""
        return next(self.iterfind(path, namespace), None)

    def iter(self, *names: str, namespace: str | None = None) -> Iterator["Node"]:
        """Yield this element and all below it, in the order of the part.

        If local `names` are given, only those, and of these only the ones in the `namespace`.
        """
        wanted, waiting = frozenset(names), [self]
        while waiting:
            node = waiting.pop()
            if not wanted or (
                node.local in wanted and (namespace is None or node.namespace == namespace)
            ):
                yield node
            waiting.extend(reversed(node.children))

    def iterancestors(self, *names: str, namespace: str | None = None) -> Iterator["Node"]:
        """Yield the elements around this one, the nearest first, as `iter` chooses them."""
        node = self.parent
        while node is not None:
            if not names or (
                node.local in names and (namespace is None or node.namespace == namespace)
            ):
                yield node
            node = node.parent

    def sibling(self, distance: int) -> "Node | None":
        """Return the element so many places behind this one, or before it; None if none."""
        place = self.place + distance
        beside: Sequence[Node] = () if self.parent is None else self.parent.children
        return beside[place] if 0 <= place < len(beside) else None

    def itertext(self) -> Iterator[str]:
        """Yield the pieces of text in this element and all below it."""
        if self.text:
            yield self.text
        for child in self.children:
            yield from child.itertext()
            if child.tail:
                yield child.tail


def whole(text: str | None) -> int | None:
    """Return the number that an attribute or a text states, None if it is no whole number."""
    plain = (text or "").strip()
    return int(plain) if plain.isdecimal() and len(plain) <= _DIGITS else None


_DIGITS = 9
"""Most digits of a number: those of the greatest number of a row, style, shape or comment."""


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """The part of that name as a tree: `data` are the bytes that its offsets count, in UTF-8.

    `original` are the bytes of the part, which may be in another encoding.
    """

    part: str
    original: bytes
    data: bytes
    root: Node


def parse_tree(data: bytes, part: str, meter: MarkupMeter | None = None) -> Tree:
    """Return the part as a tree; `meter` counts the marks of several parts together.

    Raises:
        PackageError: as `disclose.core.markup.parse`, or it has too many marks, is nested too
            deep, or is in an unknown encoding.
    """
    encoded = as_utf8(data, part)
    (meter or MarkupMeter()).add(part, encoded)
    opened: list[Node] = []
    siblings: list[list[Node]] = [[]]
    parser = new_parser()
    parser.buffer_size = _TEXT_BUFFER

    def start(name: str, attributes: dict[str, str]) -> None:
        node = Node(name, attributes, opened[-1] if opened else None, parser.CurrentByteIndex)
        beside = siblings[-1]
        node.place = len(beside)
        beside.append(node)
        opened.append(node)
        siblings.append([])
        if len(opened) > MAX_DEPTH:
            raise ValueError(MAX_DEPTH)

    def end(_: str) -> None:
        node = opened.pop()
        node.children = tuple(siblings.pop())
        node.close = parser.CurrentByteIndex

    def text(piece: str) -> None:
        if siblings[-1]:
            siblings[-1][-1].tail += piece
        else:
            opened[-1].text += piece

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    with _uncollected():
        feed(parser, encoded, part)
    return Tree(part, data, encoded, siblings[0][0])


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let Python collect no garbage in the block, which makes none.

    It would look at all nodes again and again while they grow, and take as long as the parser.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


_DECLARATION = expression(r"""\A(<\?xml\s[^>]*?encoding\s*=\s*)(["'])([\w.-]+)\2""", re.ASCII)
_DECLARABLE = frozenset(
    ("utf-8", "utf-16", "gb18030", "gbk", "gb2312", "big5", "iso-8859-1", "us-ascii")
)
"""Encodings that a part may declare; Python knows more, some of which take long to decode."""

_UTF16 = {
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}
"""How parts in UTF-16 begin."""


def as_utf8(data: bytes, part: str) -> bytes:
    """Return a part in UTF-8, with a declaration that says so; one in UTF-8 as it is.

    Raises:
        PackageError: its encoding is unknown, or it is not in that encoding.
    """
    match = _DECLARATION.match(data[:200].decode("latin-1"))
    declared = match[3].casefold() if match else "utf-8"
    encoding = _UTF16.get(data[:2], declared)
    if encoding in {"utf-8", "us-ascii"}:
        return data
    if declared not in _DECLARABLE:
        raise PackageError(PackageFault.DAMAGED, part)
    try:
        text = data.decode(encoding)
    except ValueError as error:
        raise PackageError(PackageFault.DAMAGED, part) from error
    return _DECLARATION.sub(r"\1\2UTF-8\2", text, count=1).encode()

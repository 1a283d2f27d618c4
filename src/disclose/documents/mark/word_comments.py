"""Give an edited Word report back with a comment at every place of a finding.

Only the text, its comments and what refers to them are written anew; every other part of the
package keeps its bytes. Comments of an earlier run are replaced, those of people stay.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from posixpath import dirname, join
from typing import NamedTuple

from disclose.core.edited_package import EditedPackage
from disclose.core.edits import Edits, element, escaped
from disclose.core.errors import UnmarkableError, UnreadableDocumentError
from disclose.core.expressions import expression
from disclose.core.finding import Place
from disclose.core.package import write_package
from disclose.core.seal import BLANK, sealed_package
from disclose.core.tree import Node, Tree, parse_tree, whole
from disclose.documents.read.provenance import COMMENT_AUTHOR, VERIFY_INITIALS
from disclose.documents.read.refused import unreadable
from disclose.documents.read.word import WordSource, main_part, word_source
from disclose.documents.read.word_parts import W, WordPackage

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_EMPTY = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{W}"/>'
).encode()
_SEALED = expression(rb"\s*<!-- disclose-seal:[0-9a-f]{16} -->\s*\Z")
_RANGE = ("commentRangeStart", "commentRangeEnd", "commentReference")
_NOT_SHOWN = frozenset(("del", "moveFrom", "txbxContent"))


@dataclass(frozen=True, slots=True)
class WordComment:
    """The paragraphs of a comment, and the place of a document that it is about."""

    place: Place
    paragraphs: tuple[str, ...]


def with_comments(document: bytes, comments: Sequence[WordComment]) -> bytes:
    """Return a .docx file with `comments`; the same ones give the same bytes.

    Raises:
        UnreadableDocumentError: it is damaged, locked or unsafe.
    """
    parts, name = _without_ours(WordPackage(document))
    source = word_source(WordPackage(write_package(parts)))
    listed = parse_tree(parts[name] if name else _EMPTY, name)
    list_edits = Edits(listed)
    numbers = (whole(each.get("id", W)) or 0 for each in listed.root.children)
    text = _Ranges(source)
    for number, comment in enumerate(comments, 1 + max(numbers, default=-1)):
        if text.comment(comment.place, number):
            list_edits.append(listed.root, _comment(listed.root, number, comment.paragraphs))
    parts[source.part] = text.to_bytes()
    data = _SEALED.sub(b"", list_edits.to_bytes()) + f"\n<!-- {BLANK} -->".encode()
    if name:
        parts[name] = data
        return sealed_package(parts)
    return _with_part(parts, source.part, data)


def _with_part(parts: Mapping[str, bytes], main: str, comments: bytes) -> bytes:
    """Return a sealed document of `parts` to which the part of the comments is added."""
    package = EditedPackage(parts)
    try:
        name = package.add_part(join(dirname(main), "comments.xml"), comments, _TYPE)
        package.add_link(main, _KIND, name, "rIdComments")
    except UnmarkableError as error:
        raise UnreadableDocumentError(unreadable(".docx")) from error
    return package.to_sealed_bytes()


def _without_ours(package: WordPackage) -> tuple[dict[str, bytes], str]:
    """Return all parts without the comments of an earlier run, and the name of the comments'."""
    parts, main = package.parts(), main_part(package)
    links = package.linked(main).values()
    name = next((each.target for each in links if each.kind == "comments"), "")
    if not name:
        return parts, ""
    listed, body = package.tree(name), package.tree(main)
    signed = (COMMENT_AUTHOR, VERIFY_INITIALS)
    earlier = [
        each
        for each in listed.root.children
        if (each.get("author", W), each.get("initials", W)) == signed
    ]
    if earlier:
        own = {each.get("id", W) for each in earlier}
        marks = [each for each in body.root.iter(*_RANGE, namespace=W) if each.get("id", W) in own]
        parts[name] = _without(listed, earlier)
        parts[main] = _without(body, marks)
    return parts, name


def _without(tree: Tree, nodes: Sequence[Node]) -> bytes:
    """Return a part without `nodes`, and without the runs that hold nothing else."""
    edits, gone = Edits(tree), set(nodes)
    for run in dict.fromkeys(_emptied(each, gone) or each for each in nodes):
        edits.remove(run)
    return edits.to_bytes()


def _emptied(node: Node, gone: set[Node]) -> Node | None:
    """Return the run around a node if nothing else is in it."""
    run = node.parent
    return run if run and run.local == "r" and gone.issuperset(run.children) else None


class _Markup:
    """Elements of a Word document as they are written below `node`, with its prefix."""

    def __init__(self, node: Node) -> None:
        self._prefix = node.prefix_of(W)

    def __call__(
        self, name: str, content: str = "", attributes: Mapping[str, object] | None = None
    ) -> str:
        """Return the element `name`; its attributes have the namespace of Word, too."""
        prefix = self._prefix or "w"
        given = {f"{prefix}:{key}": value for key, value in (attributes or {}).items()}
        declared = {} if self._prefix else {"xmlns:w": W}
        return element(f"{prefix}:{name}", declared | given, content)

    def text(self, text: str) -> str:
        """Return the text of a run."""
        return self("t", escaped(text)).replace(">", ' xml:space="preserve">', 1)


def _comment(root: Node, number: int, paragraphs: Sequence[str]) -> str:
    w = _Markup(root)
    signed = {"id": number, "author": COMMENT_AUTHOR, "initials": VERIFY_INITIALS}
    return w("comment", "".join(w("p", w("r", w.text(each))) for each in paragraphs), signed)


@dataclass(frozen=True, slots=True)
class _Bound:
    """One end of a range: an element, or a letter of its text at which its run is cut."""

    element: Node
    at: int | None = None


class _Ranges:
    """The ranges of comments in a text, inserted all at once."""

    def __init__(self, source: WordSource) -> None:
        self._source = source
        self._edits = Edits(source.tree)
        self._cuts: dict[Node, list[_Cut]] = {}

    def comment(self, place: Place, number: int) -> bool:
        """Put the range of a comment around the number at `place`; return whether it was found."""
        found = _cell(self._source, place) if place.table else None
        text = place.typed if found is not None else place.text
        if found is None:
            found = self._source.lines.get(place.line)
        if found is None:
            return False
        paragraph = _outside_boxes(found)
        around = _around(paragraph, text, place.typed) if paragraph is found else None
        if around is None:
            whole = [each for each in paragraph.children if each.local != "pPr"]
            around = (_Bound(whole[0]), _Bound(whole[-1])) if whole else None
        if around is None:
            return False
        w, numbered = _Markup(paragraph), {"id": number}
        first, last = around
        begin = w(_RANGE[0], attributes=numbered)
        end = w(_RANGE[1], attributes=numbered)
        end += w("r", w(_RANGE[2], attributes=numbered))
        if first.at is None:
            self._edits.insert_before(first.element, begin)
        else:
            self._cuts.setdefault(first.element, []).append(_Cut(first.at, number, begin))
        if last.at is None:
            self._edits.insert_after(last.element, end)
        else:
            self._cuts.setdefault(last.element, []).append(_Cut(last.at, -number, end))
        return True

    def to_bytes(self) -> bytes:
        """Return the part with all ranges."""
        for text, cuts in self._cuts.items():
            self._cut(text, sorted(cuts))
        return self._edits.to_bytes()

    def _cut(self, text: Node, cuts: Sequence["_Cut"]) -> None:
        """Put several runs in the place of that of a text, with the bounds of ranges between."""
        run = text.parent
        if run is None:
            return
        data, span, w = self._source.tree.data, self._edits.span(run), _Markup(run)
        opening = data[span.begin : span.content].decode()
        closing = data[span.close : span.end].decode()
        for looks in run.named("rPr", W):
            look = self._edits.span(looks)
            opening += data[look.begin : look.end].decode()
        pieces, done = [opening], 0
        for cut in cuts:
            if cut.at > done:
                pieces += (w.text(text.text[done : cut.at]), closing, cut.markup, opening)
            else:
                pieces.insert(-1, cut.markup)
            done = cut.at
        pieces += (w.text(text.text[done:]), closing)
        self._edits.replace(run, "".join(pieces))


class _Cut(NamedTuple):
    """A bound between two letters: the ends of ranges, those of later comments first."""

    at: int
    number: int
    markup: str


def _outside_boxes(paragraph: Node) -> Node:
    """Return the paragraph that the text box of `paragraph` is fixed to: Word comments no boxes."""
    boxes = paragraph.iterancestors(*_NOT_SHOWN, namespace=W)
    hosts = [each for box in boxes for each in box.iterancestors("p", namespace=W)]
    return hosts[-1] if hosts else paragraph


def _cell(source: WordSource, place: Place) -> Node | None:
    """Return the paragraph of the cell that a figure of a table is in."""
    for table in source.tables:
        for tag in table.iter("tag", namespace=W):
            if tag.get("val", W) == place.key:
                return next(tag.iterancestors("p", namespace=W), None)
    tables = [each for each, line in source.tables.items() if line == place.line]
    cells = [each for table in tables for each in table.iter("tc", namespace=W)]
    wanted = _plain(place.typed)
    same = [each for each in cells if wanted and _plain("".join(_texts(each))) == wanted]
    chosen = same if len(same) == 1 else cells
    return next(chosen[0].iter("p", namespace=W), None) if chosen else None


def _texts(node: Node) -> Iterator[str]:
    yield from (each.text for each in node.iter("t", namespace=W))


def _plain(text: str) -> str:
    return "".join(map(_narrow, text)).replace(" ", "")


def _narrow(char: str) -> str:
    """Return a character in its ordinary width, a blank for white space; always one."""
    narrow = unicodedata.normalize("NFKC", char)
    return " " if char.isspace() or len(narrow) != 1 else narrow


@dataclass(frozen=True, slots=True)
class _ShownLetter:
    """A character of a paragraph: its element, and where it is in the text of that."""

    element: Node
    at: int
    said: str


def _around(paragraph: Node, sentence: str, number: str) -> tuple[_Bound, _Bound] | None:
    """Return where a number in a sentence begins and ends."""
    chars = [
        _ShownLetter(each, at, said)
        for each in paragraph.iter("t", namespace=W)
        if _is_shown(each, paragraph)
        for at, char in enumerate(each.text)
        if (said := _narrow(char)) != " "
    ]
    text, wanted = "".join(each.said for each in chars), _plain(number)
    begin = max(text.find(_plain(sentence.removesuffix("…"))), 0)
    at = _find(text, wanted, begin)
    if at < 0:
        return None
    first, last = chars[at], chars[at + len(wanted) - 1]
    return _bound(first.element, first.at, paragraph), _bound(last.element, last.at + 1, paragraph)


def _find(text: str, number: str, begin: int) -> int:
    """Return where a number is in a text and not within another one, -1 if nowhere."""
    at = text.find(number, begin) if number else -1
    while at >= 0:
        beside = text[at - 1 : at] + text[at + len(number) : at + len(number) + 1]
        if not (number[0].isdigit() and any(each.isdigit() for each in beside)):
            return at
        at = text.find(number, at + 1)
    return -1


def _is_shown(text: Node, paragraph: Node) -> bool:
    for above in text.iterancestors():
        if above is paragraph:
            return True
        if above.local in _NOT_SHOWN:
            return False
    return False


def _bound(text: Node, at: int, paragraph: Node) -> _Bound:
    """Return the bound at a letter of a text, or that of the elements which stay whole.

    Those are a content control, and a run with more than a text.
    """
    outermost = text
    for above in text.iterancestors():
        if above is paragraph:
            break
        if above.local in {"r", "sdt"}:
            outermost = above
    run = text.parent
    contents = [] if run is None else [each for each in run.children if each.local != "rPr"]
    is_alone = outermost is run and len(contents) == 1
    return _Bound(text, at) if is_alone and 0 < at < len(text.text) else _Bound(outermost)

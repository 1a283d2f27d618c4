"""Give an edited Word report back with a comment at every place of a finding.

Only the text, its comments and what refers to them are written anew; every other part of the
package keeps its bytes. Comments of an earlier run are replaced, those of people stay.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from posixpath import dirname, join

from lxml import etree
from lxml.etree import _Element as Element

from disclose.core.finding import Place
from disclose.core.package import CONTENT_TYPES, relationships_part, write_package
from disclose.core.seal import BLANK, seal
from disclose.documents.read.provenance import COMMENT_AUTHOR, VERIFY_INITIALS
from disclose.documents.read.word import WordSource, word_source
from disclose.documents.read.word_parts import W, linked, package_of, part

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_ID, _AUTHOR, _INITIALS = f"{W}id", f"{W}author", f"{W}initials"
_RANGE = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")
_NOT_SHOWN = frozenset((f"{W}del", f"{W}moveFrom", f"{W}txbxContent"))


@dataclass(frozen=True, slots=True)
class WordComment:
    """The paragraphs of a comment, and the place of a document that it is about."""

    place: Place
    paragraphs: tuple[str, ...]


def with_comments(data: bytes, comments: Sequence[WordComment]) -> bytes:
    """Return a .docx file with `comments`; the same ones give the same bytes.

    Raises:
        UnreadableDocumentError: it is damaged, locked or unsafe.
    """
    source, package = word_source(data), package_of(data)
    links = linked(package, source.part).values()
    name = next((each.target for each in links if each.kind == "comments"), "")
    root = part(package, name) if name else etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
    _forget(source.body, root)
    first = 1 + max((int(each.get(_ID) or 0) for each in root), default=-1)
    for number, comment in enumerate(comments, first):
        if _anchor(source, comment.place, number):
            root.append(_comment(number, comment.paragraphs))
    parts = package.parts()
    parts[source.part] = _bytes(source.body)
    if not name:
        name = join(dirname(source.part), "comments.xml")
        relations = relationships_part(source.part)
        parts[relations] = _related(parts.get(relations))
        parts[CONTENT_TYPES] = _typed(parts[CONTENT_TYPES], f"/{name}")
    parts[name] = _bytes(root) + f"\n<!-- {BLANK} -->".encode()
    return seal(write_package(parts))


def _bytes(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _related(old: bytes | None) -> bytes:
    root = etree.fromstring(old) if old else etree.Element(f"{{{_RELATIONSHIPS}}}Relationships")
    taken = {each.get("Id") for each in root}
    link = etree.SubElement(root, f"{{{_RELATIONSHIPS}}}Relationship")
    number = next(n for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
    link.attrib.update({"Id": f"rId{number}", "Type": _KIND, "Target": "comments.xml"})
    return _bytes(root)


def _typed(old: bytes, name: str) -> bytes:
    root = etree.fromstring(old)
    override = etree.SubElement(root, f"{{{_TYPES}}}Override")
    override.attrib.update({"PartName": name, "ContentType": _TYPE})
    return _bytes(root)


def _forget(body: Element, comments: Element) -> None:
    """Remove the comments of an earlier run."""
    signed = (COMMENT_AUTHOR, VERIFY_INITIALS)
    earlier = [each for each in comments if (each.get(_AUTHOR), each.get(_INITIALS)) == signed]
    own = {each.get(_ID) for each in earlier}
    for each in earlier:
        comments.remove(each)
    for mark in [each for each in body.iter(*_RANGE) if each.get(_ID) in own]:
        run = mark.getparent()
        if run is None:
            continue
        run.remove(mark)
        above = run.getparent()
        if run.tag == f"{W}r" and not len(run) and above is not None:
            above.remove(run)


def _comment(number: int, paragraphs: Sequence[str]) -> Element:
    made = etree.Element(f"{W}comment")
    made.attrib.update({_ID: str(number), _AUTHOR: COMMENT_AUTHOR, _INITIALS: VERIFY_INITIALS})
    for text in paragraphs:
        run = etree.SubElement(etree.SubElement(made, f"{W}p"), f"{W}r")
        _write(etree.SubElement(run, f"{W}t"), text)
    return made


def _write(element: Element, text: str) -> None:
    element.text = text
    element.set(_SPACE, "preserve")


def _anchor(source: WordSource, place: Place, number: int) -> bool:
    """Put the range of a comment around the number at `place`; return whether it was found."""
    found = _cell(source, place) if place.table else None
    text = place.typed if found is not None else place.text
    if found is None:
        found = source.lines.get(place.line)
    if found is None:
        return False
    paragraph = _outside_boxes(found)
    around = _around(paragraph, text, place.typed) if paragraph is found else None
    if around is None:
        whole = [each for each in paragraph if each.tag != f"{W}pPr"]
        around = (whole[0], whole[-1]) if whole else None
    if around is None:
        return False
    first, last = around
    first.addprevious(etree.Element(_RANGE[0], {_ID: str(number)}))
    end, run = etree.Element(_RANGE[1], {_ID: str(number)}), etree.Element(f"{W}r")
    etree.SubElement(run, _RANGE[2], {_ID: str(number)})
    last.addnext(end)
    end.addnext(run)
    return True


def _outside_boxes(paragraph: Element) -> Element:
    """Return the paragraph that the text box of `paragraph` is fixed to: Word comments no boxes."""
    boxes = [each for each in paragraph.iterancestors() if each.tag in _NOT_SHOWN]
    hosts = [each for box in boxes for each in box.iterancestors(f"{W}p")]
    return hosts[-1] if hosts else paragraph


def _cell(source: WordSource, place: Place) -> Element | None:
    """Return the paragraph of the cell that a figure of a table is in."""
    for table in source.tables:
        for tag in table.iter(f"{W}tag"):
            if tag.get(f"{W}val") == place.key:
                return next(tag.iterancestors(f"{W}p"), None)
    tables = [each for each, line in source.tables.items() if line == place.line]
    cells = [each for table in tables for each in table.iter(f"{W}tc")]
    wanted = _plain(place.typed)
    same = [each for each in cells if wanted and _plain("".join(_texts(each))) == wanted]
    chosen = same if len(same) == 1 else cells
    return next(chosen[0].iter(f"{W}p"), None) if chosen else None


def _texts(node: Element) -> Iterator[str]:
    yield from (each.text or "" for each in node.iter(f"{W}t"))


def _plain(text: str) -> str:
    return "".join(map(_narrow, text)).replace(" ", "")


def _narrow(char: str) -> str:
    """Return a character in its ordinary width, a blank for white space; always one."""
    narrow = unicodedata.normalize("NFKC", char)
    return " " if char.isspace() or len(narrow) != 1 else narrow


@dataclass(frozen=True, slots=True)
class _ShownLetter:
    """A character of a paragraph: its element, and where it is in the text of that."""

    element: Element
    at: int
    said: str


def _around(paragraph: Element, sentence: str, number: str) -> tuple[Element, Element] | None:
    """Return the first and the last element of a number in a sentence, its runs cut there."""
    chars = [
        _ShownLetter(each, at, said)
        for each in paragraph.iter(f"{W}t")
        if _is_shown(each, paragraph)
        for at, char in enumerate(each.text or "")
        if (said := _narrow(char)) != " "
    ]
    text, wanted = "".join(each.said for each in chars), _plain(number)
    begin = max(text.find(_plain(sentence.removesuffix("…"))), 0)
    at = _find(text, wanted, begin)
    if at < 0:
        return None
    first, last = chars[at], chars[at + len(wanted) - 1]
    end = _cut(last.element, last.at + 1, before=True)
    start = _cut(first.element, first.at, before=False) if first.at else first.element
    end = start if last.element is first.element else end
    return _outermost(start, paragraph), _outermost(end, paragraph)


def _find(text: str, number: str, begin: int) -> int:
    """Return where a number is in a text and not within another one, -1 if nowhere."""
    at = text.find(number, begin) if number else -1
    while at >= 0:
        beside = text[at - 1 : at] + text[at + len(number) : at + len(number) + 1]
        if not (number[0].isdigit() and any(each.isdigit() for each in beside)):
            return at
        at = text.find(number, at + 1)
    return -1


def _is_shown(element: Element, paragraph: Element) -> bool:
    for above in element.iterancestors():
        if above is paragraph:
            return True
        if above.tag in _NOT_SHOWN:
            return False
    return False


def _cut(element: Element, at: int, *, before: bool) -> Element:
    """Cut the run of a text in two at an offset; return the text before it, or that behind it.

    A run with more than a text stays whole.
    """
    run, text = element.getparent(), element.text or ""
    contents = [] if run is None else [each for each in run if each.tag != f"{W}rPr"]
    if run is None or run.tag != f"{W}r" or len(contents) > 1 or not 0 < at < len(text):
        return element
    rest = deepcopy(run)
    rest.tail = None
    run.addnext(rest)
    _write(element, text[:at])
    behind = next(rest.iter(f"{W}t"))
    _write(behind, text[at:])
    return element if before else behind


def _outermost(element: Element, paragraph: Element) -> Element:
    """Return the run of a text, or the content control around it."""
    found = element
    for above in element.iterancestors():
        if above is paragraph:
            break
        if above.tag in {f"{W}r", f"{W}sdt"}:
            found = above
    return found

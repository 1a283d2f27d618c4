"""Comments on cells: ours put beside the filler's own, and taken out again.

A cell has one comment. Where the filler has written one, ours is added below it, and what follows
our sign is taken out later; a thread of newer programs is left alone, they would not show it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from disclose.excel.mark import drawing
from disclose.excel.mark.book import SheetTab, WorkbookPart
from disclose.excel.mark.markup import (
    WORKSHEET,
    child_or_new,
    children,
    first_child,
    insert_in_order,
    local_name,
    namespace_of,
    new_element,
    remove_element,
)
from disclose.excel.mark.measures import SheetMeasures
from disclose.form.layout.address import parse_a1
from disclose.form.layout.stamp import SIGN

AUTHOR = "审核"
LIST = ("authors", "commentList", "extLst")
_THREAD = "tc="
"""Begins the author of the stand-in for a thread (MS-XLSX, threaded comments)."""

_PART = "xl/comments/problems.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "xl/drawings/problems.vml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"

TYPE = {"sz": "9", "rFont": "宋体"}
"""Size and font of our comments."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """The comments of a sheet and the drawing that shows them."""

    comments: Element
    shapes: Element


def add_comments(book: WorkbookPart, tab: SheetTab, texts: Mapping[str, str]) -> None:
    """Write `texts`, by A1 name, as comments on cells of a sheet."""
    parts = _parts(book, tab)
    sheet = book.package.tree(tab.part)
    author = _author(parts.comments)
    listed = child_or_new(parts.comments, "commentList", LIST)
    measures = SheetMeasures.of(sheet)
    own = {each.get("ref", ""): each for each in children(listed, "comment")}
    added: dict[tuple[int, int], str] = {}
    for cell, text in texts.items():
        if cell in own:
            _add_below(own[cell], text, parts.comments)
        else:
            listed.append(_comment(parts.comments, cell, author, text))
            added[parse_a1(cell) or (0, 0)] = text
    drawing.add_boxes(parts.shapes, measures, added)


def remove_comments(book: WorkbookPart, tab: SheetTab) -> None:
    """Take our comments from a sheet, with the parts that held nothing else."""
    package = book.package
    name = package.linked(tab.part, "comments")
    if not package.named(name):
        return
    root = package.tree(name)
    listed = first_child(root, "commentList")
    gone = [each for each in children(listed, "comment") if _without_ours(each)]
    for each in gone:
        remove_element(each)
    link = _legacy(book, tab)
    shapes = package.tree(link, forgiving=True) if link else None
    if shapes is not None and gone:
        drawing.remove_boxes(shapes, [parse_a1(each.get("ref", "")) for each in gone])
    if gone and first_child(listed, "comment") is None:
        _drop(book, tab, name)
        if shapes is not None and not drawing.has_shapes(shapes):
            _drop(book, tab, link)
            legacy = first_child(package.tree(tab.part), "legacyDrawing")
            if legacy is not None:
                remove_element(legacy)


def _parts(book: WorkbookPart, tab: SheetTab) -> _Parts:
    """Return the comments of a sheet and their drawing, begun if there are none."""
    package, sheet = book.package, book.package.tree(tab.part)
    comments = package.linked(tab.part, "comments")
    if not package.named(comments):
        namespace = namespace_of(sheet)
        empty = f'<comments xmlns="{namespace}"><authors/><commentList/></comments>'
        comments = package.add(_PART, empty.encode(), _TYPE)
        package.link(tab.part, f"{book.links}/comments", comments, "rIdComments")
    shapes = _legacy(book, tab)
    if not shapes:
        block = drawing.unused_block(_drawings(book))
        shapes = package.add(_DRAWING, drawing.empty_drawing(block), _DRAWING_TYPE)
        link = package.link(tab.part, f"{book.links}/vmlDrawing", shapes, "rIdDrawing")
        legacy = new_element(sheet, "legacyDrawing")
        legacy.set(f"{{{book.links}}}id", link)
        insert_in_order(sheet, legacy, WORKSHEET)
    return _Parts(package.tree(comments), package.tree(shapes, forgiving=True))


def _legacy(book: WorkbookPart, tab: SheetTab) -> str:
    """Return the part that draws the comments of a sheet, empty if it has none."""
    legacy = first_child(book.package.tree(tab.part), "legacyDrawing")
    wanted = None if legacy is None else legacy.get(f"{{{book.links}}}id")
    links = book.package.links(tab.part)
    return next((each.target for each in links if each.id == wanted), "")


def _drawings(book: WorkbookPart) -> Iterable[Element]:
    names = (each for each in book.package.names() if each.casefold().endswith(".vml"))
    return [book.package.tree(name, forgiving=True) for name in names]


def _drop(book: WorkbookPart, tab: SheetTab, part: str) -> None:
    for link in list(book.package.links(tab.part)):
        if link.target == part:
            book.package.unlink(link, tab.part)
    book.package.drop(part)


def _author(root: Element) -> int:
    authors = child_or_new(root, "authors", LIST)
    names = [each.text for each in children(authors, "author")]
    if AUTHOR not in names:
        authors.append(new_element(root, "author", text=AUTHOR))
        names.append(AUTHOR)
    return names.index(AUTHOR)


def _comment(root: Element, cell: str, author: int, text: str) -> Element:
    comment = new_element(root, "comment", {"ref": cell, "authorId": author})
    shown = new_element(root, "text")
    shown.append(_run(root, text))
    comment.append(shown)
    return comment


def _run(root: Element, text: str) -> Element:
    run, look = new_element(root, "r"), new_element(root, "rPr")
    look.extend(new_element(root, name, {"val": value}) for name, value in TYPE.items())
    run.append(look)
    run.append(new_element(root, "t", text=text))
    return run


def _add_below(comment: Element, text: str, root: Element) -> None:
    """Add `text` to a comment of the filler's."""
    if _is_thread(comment, root):
        return
    shown = child_or_new(comment, "text", ("text",))
    for plain in list(children(shown, "t")):
        run = new_element(root, "r")
        shown.replace(plain, run)
        run.append(plain)
    shown.append(_run(root, f"\n{text}"))


def _is_thread(comment: Element, root: Element) -> bool:
    names = [each.text or "" for each in children(first_child(root, "authors"), "author")]
    number = comment.get("authorId", "")
    known = number.isdigit() and int(number) < len(names)
    return known and names[int(number)].startswith(_THREAD)


def _without_ours(comment: Element) -> bool:
    """Take our text out of a comment; return whether nothing of the filler's is left."""
    if SIGN not in "".join(map(str, comment.itertext())):
        return False  # of tens of thousands of comments none need be ours
    pieces = [each for each in comment.iter("{*}t") if not _is_guide(each)]
    whole = "".join(each.text or "" for each in pieces)
    at = whole.find(SIGN)
    if at < 0:
        return False
    kept = whole[:at].rstrip("\n")
    _cut(pieces, len(kept))
    return not kept.strip()


def _cut(pieces: Sequence[Element], length: int) -> None:
    """Keep the first `length` characters of a text that stands in `pieces`."""
    for piece in pieces:
        text = piece.text or ""
        piece.text, length = text[:length], max(0, length - len(text))
        run = piece.getparent()
        if not piece.text and run is not None:
            remove_element(run if local_name(run) == "r" else piece)


def _is_guide(element: Element) -> bool:
    return any(local_name(each) == "rPh" for each in element.iterancestors())

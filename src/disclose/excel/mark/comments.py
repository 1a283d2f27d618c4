"""Comments on cells: ours written beside the filler's, and removed again.

A cell has one comment. If the filler has written one, ours is appended to it, and to remove it we
cut the text from our sign on. The comment that stands for a thread (Excel 365) is left alone: Excel
shows the thread instead.

A comment needs two parts: the text in one, and in a drawing the box that shows it.
"""

from collections.abc import Mapping, Sequence

from disclose.core.edits import Edits, escaped, new_element
from disclose.core.tree import Node, whole
from disclose.excel.mark.comment_boxes import (
    SheetMeasures,
    add_boxes,
    empty_drawing,
    remove_boxes,
    unused_block,
)
from disclose.excel.mark.drawings import parse_drawing
from disclose.excel.mark.sheet_markup import WORKSHEET, append_to_list, insert_in_order, new_text
from disclose.excel.mark.workbook_part import SheetTab, WorkbookPart
from disclose.form.layout.address import Position, parse_a1
from disclose.form.layout.stamp import SIGN

AUTHOR = "审核"
COMMENTS = ("authors", "commentList", "extLst")
_THREAD = "tc="
"""Begins the author of a comment that stands for a thread (MS-XLSX, threaded comments)."""

_PART = "xl/comments/problems.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "xl/drawings/problems.vml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"

FONT = {"sz": "9", "rFont": "宋体"}
"""Size and font of our comments."""


def add_comments(book: WorkbookPart, tab: SheetTab, sheet: Edits, texts: Mapping[str, str]) -> None:
    """Write comments on cells of a sheet; `texts` gives their texts by A1 name.

    `sheet` are the edits of its part, which refers to the drawing of the comments.
    """
    added: dict[Position, str] = {}
    with book.package.edit(_comments_part(book, tab)) as edits:
        root = edits.tree.root
        author = _author(edits)
        existing = {each.get("ref"): each for each in root.iterfind("commentList/comment")}
        new = ""
        for cell, text in texts.items():
            if cell in existing:
                _append_text(edits, existing[cell], text)
            else:
                shown = new_element(root, "text", {}, _run(root, text))
                new += new_element(root, "comment", {"ref": cell, "authorId": author}, shown)
                added[parse_a1(cell) or (0, 0)] = text
        append_to_list(edits, root, "commentList", new, COMMENTS)
    drawing = _drawing_part(book, tab) or _new_drawing(book, tab, sheet)
    with book.package.edit(drawing, parse_drawing) as edits:
        add_boxes(edits, SheetMeasures.of(sheet.tree.root), added)


def remove_comments(book: WorkbookPart, tab: SheetTab) -> None:
    """Remove our comments from a sheet, and its parts for comments if they become empty."""
    package = book.package
    part = package.linked_part(tab.part, "comments")
    # A quick look first: a workbook may have tens of thousands of comments, none of them ours.
    if not any(package.mentions(part, each) for each in (SIGN[0], "&#")):
        return
    with package.edit(part) as edits:
        comments = list(edits.tree.root.iterfind("commentList/comment"))
        emptied = [comment for comment in comments if _cut_our_text(edits, comment)]
        for comment in emptied:
            edits.remove(comment)
    if not emptied:
        return
    drawing, bare = _drawing_part(book, tab), False
    if drawing:
        with package.edit(drawing, parse_drawing) as edits:
            bare = remove_boxes(edits, {parse_a1(each.get("ref") or "") for each in emptied})
    if len(emptied) == len(comments):
        _remove_linked_part(book, tab, part)
        # The drawing may hold the filler's buttons and check boxes, too.
        if bare:
            _remove_linked_part(book, tab, drawing)
            with package.edit(tab.part) as edits:
                if legacy := edits.tree.root.find("legacyDrawing"):
                    edits.remove(legacy)


def _comments_part(book: WorkbookPart, tab: SheetTab) -> str:
    """Return the part with the comments of a sheet, created if there is none."""
    package = book.package
    part = package.linked_part(tab.part, "comments")
    if package.find_part(part):
        return part
    namespace = package.root(tab.part).namespace
    empty = f'<comments xmlns="{namespace}"><authors/><commentList/></comments>'
    part = package.add_part(_PART, empty.encode(), _TYPE)
    package.add_link(tab.part, f"{book.links}/comments", part, "rIdComments")
    return part


def _drawing_part(book: WorkbookPart, tab: SheetTab) -> str:
    """Return the part that draws the comments of a sheet, empty if it has none."""
    legacy = book.package.root(tab.part).find("legacyDrawing")
    wanted = None if legacy is None else legacy.get("id", book.links)
    links = book.package.links_of(tab.part)
    return next((link.target for link in links if link.id == wanted), "")


def _new_drawing(book: WorkbookPart, tab: SheetTab, sheet: Edits) -> str:
    """Return a new part that draws the comments of a sheet."""
    package = book.package
    names = (name for name in package.part_names() if name.casefold().endswith(".vml"))
    block = unused_block(package.root(name, parse_drawing) for name in names)
    drawing = package.add_part(_DRAWING, empty_drawing(block), _DRAWING_TYPE)
    link = package.add_link(tab.part, f"{book.links}/vmlDrawing", drawing, "rIdDrawing")
    root = sheet.tree.root
    legacy = new_element(root, "legacyDrawing", book.linking(root, link))
    insert_in_order(sheet, root, "legacyDrawing", legacy, WORKSHEET)
    return drawing


def _remove_linked_part(book: WorkbookPart, tab: SheetTab, part: str) -> None:
    links = book.package.links_of(tab.part)
    book.package.remove_links(tab.part, {link.id for link in links if link.target == part})
    book.package.remove_part(part)


def _author(edits: Edits) -> int:
    """Return our number among the authors, added if we are not there."""
    root = edits.tree.root
    names = [author.text for author in root.iterfind("authors/author")]
    if AUTHOR in names:
        return names.index(AUTHOR)
    append_to_list(edits, root, "authors", new_text(root, "author", AUTHOR), COMMENTS)
    return len(names)


def _run(root: Node, text: str) -> str:
    look = "".join(new_element(root, name, {"val": value}) for name, value in FONT.items())
    return new_element(
        root, "r", {}, new_element(root, "rPr", {}, look) + new_text(root, "t", text)
    )


def _append_text(edits: Edits, comment: Node, text: str) -> None:
    """Append `text` to a comment of the filler."""
    root = edits.tree.root
    if _is_thread(comment, root):
        return
    # A plain text becomes a run: programs differ in what they show of one beside runs.
    for plain in comment.iterfind("text/t"):
        run = new_element(root, "r", {}, "|")
        edits.wrap(plain, *run.split("|"))
    run, shown = _run(root, f"\n{text}"), comment.find("text")
    if shown is None:
        edits.append(comment, new_element(root, "text", {}, run))
    else:
        # Behind all runs, before the pronunciation of the text.
        insert_in_order(edits, shown, "rPh", run, ("t", "r", "rPh", "phoneticPr"))


def _is_thread(comment: Node, root: Node) -> bool:
    names = [author.text for author in root.iterfind("authors/author")]
    number = whole(comment.get("authorId"))
    return number is not None and number < len(names) and names[number].startswith(_THREAD)


def _cut_our_text(edits: Edits, comment: Node) -> bool:
    """Cut a comment from our sign on; return whether nothing of the filler is left.

    Other programs split and join runs when they save, even within our sign. So the sign is searched
    in the text of all runs together, and each run is cut by its share of what is kept. A comment of
    which nothing is left is not cut: it goes whole.
    """
    # The pronunciation of a text (`rPh`) is not shown.
    pieces = [piece for piece in comment.iter("t") if not any(piece.iterancestors("rPh"))]
    whole_text = "".join(piece.text for piece in pieces)
    at = whole_text.find(SIGN)
    if at < 0:
        return False
    kept = whole_text[:at].rstrip("\n")
    if not kept.strip():
        return True
    _cut(edits, pieces, len(kept))
    return False


def _cut(edits: Edits, pieces: Sequence[Node], length: int) -> None:
    """Keep the first `length` characters of a text that consists of `pieces`."""
    kept: set[Node | None] = set()
    gone: list[Node] = []
    for piece in pieces:
        if length:
            kept.add(piece.parent)
        else:
            gone.append(piece)
        if 0 < length < len(piece.text):
            edits.set_content(piece, escaped(piece.text[:length]))
        length = max(0, length - len(piece.text))
    runs = ((piece, piece.parent) for piece in gone)
    for node in dict.fromkeys(
        run if run and run.local == "r" and run not in kept else piece for piece, run in runs
    ):
        edits.remove(node)

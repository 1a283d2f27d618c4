"""Legacy drawings as trees, also as older programs leave them: not well-formed."""

import re

import pytest

from disclose.core.edits import Edits
from disclose.core.markup import MarkupMeter
from disclose.core.package import PackageError
from disclose.core.tree import MAX_DEPTH, Node
from disclose.excel.mark.drawings import parse_drawing
from disclose.excel.mark.marker import unmark
from tests.support.marked_copies import changed, comments, marked, with_comments
from tests.support.workbooks import Parts, parts

LOOSE = (
    '<xml xmlns:v="urn:v" xmlns:x="urn:x"><!-- <v:shape> --><v:shape id=one fill=\'a>b\'><div>'
    "<font>甲&nbsp;<br>乙</div></v:shape>\n<v:shape id='two'/><img src=a><x:Row> 3&#32;</x:Row></p>"
    "<v:shape>"
)


def drawing(text: str) -> Node:
    return parse_drawing(text.encode(), "drawing", MarkupMeter()).root


def outline(node: Node) -> object:
    return (node.name, *map(outline, node.children)) if node.children else node.name


def test_elements_that_nobody_closes_end_with_those_around_them() -> None:
    root = drawing(LOOSE)
    assert outline(root) == (
        *("xml", ("v:shape", ("div", ("font", "br"))), "v:shape", "img", "x:Row", "v:shape"),
    )
    assert [each.get("id") for each in root.iter("shape", namespace="urn:v")] == [
        *("one", "two", None),
    ]
    assert [each.text for each in root.named("Row")] == [" 3 "]


def test_what_is_edited_keeps_all_other_bytes() -> None:
    tree = parse_drawing(LOOSE.encode(), "drawing", MarkupMeter())
    edits = Edits(tree)
    first, second = list(tree.root.named("shape"))[:2]
    edits.remove(first)
    edits.insert_after(second, "<n/>")
    head, rest = LOOSE.split("<v:shape id=one", 1)
    behind = rest.partition("</v:shape>")[2].replace(
        "<v:shape id='two'/>", "<v:shape id='two'/><n/>"
    )
    assert edits.to_bytes().decode() == head + behind


@pytest.mark.parametrize(
    "text",
    ["", "text", "<!-- <a/>", "<!DOCTYPE a><a>", "<v:a><br>", "<a>" * (MAX_DEPTH + 1), "<?a <b>"],
    ids=["empty", "text", "comment", "doctype", "prefix", "deep", "instruction"],
)
def test_a_drawing_without_an_element_is_refused(text: str) -> None:
    with pytest.raises(PackageError):
        drawing(text)


def test_a_loose_drawing_of_the_filler_gets_our_boxes_and_loses_them_again() -> None:
    def loosen(contents: Parts) -> None:
        [name] = (each for each in contents if each.endswith(".vml"))
        contents[name] = re.sub(rb"(</\w+:textbox>)", rb"<br><p>&nbsp;\1", contents[name])

    data = changed(with_comments("E6", "A6"), loosen)
    [name] = (each for each in parts(data) if each.endswith(".vml"))
    before, after = parts(data)[name], parts(marked(data))[name]
    assert b"<br>" in before
    end = before.rindex(b"</xml>")
    assert after.startswith(before[:end])
    assert after.endswith(before[end:])
    shown = [cell for cell in comments(marked(data)) if cell.startswith("表四!")]
    assert before.count(b"ObjectType") < after.count(b"ObjectType") == len(shown)
    assert comments(unmark(marked(data))) == comments(data)
    assert parts(unmark(marked(data)))[name] == before

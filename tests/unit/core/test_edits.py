"""Edits of parts: what is inserted, removed and replaced, and that all else keeps its bytes."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from disclose.core.edits import Edits, OverlappingEditsError, element, escaped
from disclose.core.tree import Node, parse_tree

PART = "<?xml version='1.0'?>\n<r  a = '1'><b x=\"2\" y='3'/>甲<c>乙<!-- - --></c ><d ></d></r>\n"


def edited(edit: Callable[[Edits, Node, Node, Node], None]) -> str:
    """Return what lies between the tags of the root after an edit of `b`, `c` and `d`."""
    tree = parse_tree(PART.encode(), "part")
    edits = Edits(tree)
    b, c, d = tree.root.children
    edit(edits, b, c, d)
    text = edits.to_bytes().decode()
    head, tail = "<?xml version='1.0'?>\n<r  a = '1'>", "</r>\n"
    assert text.startswith(head)
    assert text.endswith(tail)
    return text[len(head) : -len(tail)]


B, C, D = "<b x=\"2\" y='3'/>", "<c>乙<!-- - --></c >", "<d ></d>"


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (lambda e, b, _c, _d: e.insert_before(b, "<n/>"), f"<n/>{B}甲{C}{D}"),
        (lambda e, _b, c, _d: e.insert_after(c, "<n/>"), f"{B}甲{C}<n/>{D}"),
        (lambda e, b, _c, _d: e.append(b, "<n/>"), f"<b x=\"2\" y='3'><n/></b>甲{C}{D}"),
        (lambda e, _b, _c, d: e.append(d, "<n/>"), f"{B}甲{C}<d ><n/></d>"),
        (lambda e, _b, c, _d: e.prepend(c, "<n/>"), f"{B}甲<c><n/>乙<!-- - --></c >{D}"),
        (lambda e, b, _c, _d: e.remove(b), f"甲{C}{D}"),
        (lambda e, _b, c, _d: e.replace(c, "<n/>"), f"{B}甲<n/>{D}"),
        (lambda e, _b, c, _d: e.set_content(c, escaped("<&>")), f"{B}甲<c>&lt;&amp;&gt;</c >{D}"),
        (lambda e, b, _c, _d: e.set_content(b, "丙"), f"<b x=\"2\" y='3'>丙</b>甲{C}{D}"),
        (lambda e, b, _c, _d: e.set_attribute(b, "y", '"'), f'<b x="2" y="&quot;"/>甲{C}{D}'),
        (lambda e, b, _c, _d: e.set_attribute(b, "z", 4), f'<b x="2" y=\'3\' z="4"/>甲{C}{D}'),
        (lambda e, b, _c, _d: e.remove_attribute(b, "x"), f"<b y='3'/>甲{C}{D}"),
        (lambda e, b, _c, _d: e.remove_attribute(b, "z"), f"{B}甲{C}{D}"),
        (lambda e, _b, c, _d: e.wrap(c, "<n>", "</n>"), f"{B}甲<n>{C}</n>{D}"),
    ],
    ids=[
        *("before", "after", "open", "append", "prepend", "remove", "replace", "text", "fill"),
        *("set", "add", "drop", "none", "wrap"),
    ],
)
def test_an_edit_changes_its_place_only(
    edit: Callable[[Edits, Node, Node, Node], None], expected: str
) -> None:
    assert edited(edit) == expected


def test_an_attribute_that_is_added_and_removed_leaves_the_spaces_of_its_tag() -> None:
    data = b'<a><b x="1" \n/><c y="2" ></c></a>'
    for node in range(2):
        added = Edits(parse_tree(data, "a.xml"))
        added.set_attribute(added.tree.root.children[node], "z", 3)
        removed = Edits(parse_tree(added.to_bytes(), "a.xml"))
        removed.remove_attribute(removed.tree.root.children[node], "z")
        assert removed.to_bytes() == data


def test_insertions_at_one_offset_come_in_their_order() -> None:
    def edit(edits: Edits, b: Node, c: Node, d: Node) -> None:
        edits.insert_before(d, "3")
        edits.insert_before(d, "4")
        edits.insert_after(c, "2")
        edits.insert_after(c, "1")
        edits.append(d, "7")
        edits.prepend(d, "6")
        edits.prepend(d, "5")
        edits.append(b, "9")
        edits.prepend(b, "8")
        edits.set_attribute(b, "p", "q")
        edits.set_attribute(b, "s", "t")

    opened = '<b x="2" y=\'3\' p="q" s="t">89</b>'
    assert edited(edit) == f"{opened}甲{C}1234<d >567</d>"


def test_wrappings_of_one_element_lie_in_each_other() -> None:
    def edit(edits: Edits, _b: Node, c: Node, d: Node) -> None:
        for name in ("o", "i"):
            edits.insert_before(c, f"<{name}>")
            edits.insert_after(d, f"</{name}>")

    assert edited(edit) == f"{B}甲<o><i>{C}{D}</i></o>"


@pytest.mark.parametrize("other", [Edits.remove, lambda e, c: e.set_content(c, "")], ids=["r", "s"])
def test_two_edits_of_the_same_bytes_are_refused(other: Callable[[Edits, Node], None]) -> None:
    tree = parse_tree(PART.encode(), "part")
    edits = Edits(tree)
    edits.remove(tree.root.children[1])
    other(edits, tree.root.children[1])
    with pytest.raises(OverlappingEditsError):
        edits.to_bytes()


def test_new_markup_is_read_back_as_the_text_and_the_values_that_it_was_made_of() -> None:
    value = "甲 \"'<&>\n\t乙"
    made = etree.fromstring(element("a", {"b": value, "c": 1}, escaped(value)))
    assert (dict(made.attrib), made.text) == ({"b": value, "c": "1"}, value)
    assert element("a") == "<a/>"
    assert escaped("\x07\u202e") == "\\u0007\\u202e"


# Random trees and edits: lxml, which changes a tree and writes it anew, is the judge.

NAMES = st.sampled_from(["a", "b", "x:a"])
SPACE = st.sampled_from(["", " ", "\n"])
TEXTS = st.sampled_from(["", "甲", " ", "1&lt;2", "<!--/>-->", "<![CDATA[</a>]]>", "<?p ?>", "/>"])
QUOTED = st.sampled_from(["'/>'", '"\'>"', '"&#10;"', "\" x=''\""])


@st.composite
def markups(draw: st.DrawFn, depth: int = 3) -> str:
    """Draw the markup of an element with others inside."""
    name = draw(NAMES)
    keys = draw(st.lists(st.sampled_from(["p", "q", "x:p"]), max_size=2, unique=True))
    given = "".join(f" {key}{draw(SPACE)}={draw(QUOTED)}" for key in keys) + draw(SPACE)
    inner = draw(st.lists(st.one_of(TEXTS, markups(depth - 1)), max_size=3)) if depth else []
    if not inner and draw(st.booleans()):
        return f"<{name}{given}/>"
    return f"<{name}{given}>{''.join(inner)}</{name}{draw(SPACE)}>"


@given(data=st.data(), inside=st.lists(st.one_of(markups(), TEXTS), max_size=3))
def test_edits_do_what_lxml_does_to_a_tree(data: st.DataObject, inside: list[str]) -> None:
    part = f"<r xmlns:x='urn:x'>{''.join(inside)}</r>".encode()
    tree, root = parse_tree(part, "part"), plain(part)
    edits, changed = Edits(tree), False
    pairs = zip(list(tree.root.iter())[1:], list(root.iter())[1:], strict=True)
    removed: set[Node] = set()
    for number, (node, twin) in enumerate(pairs):
        if removed.intersection(node.iterancestors()):
            continue
        new, action = f"<n i='{number}'/>", data.draw(st.integers(0, 9))
        changed = changed or action < len(ACTIONS)
        match ACTIONS[action] if action < len(ACTIONS) else "":
            case "before":
                edits.insert_before(node, new)
                twin.addprevious(etree.fromstring(new))
            case "after":
                edits.insert_after(node, new)
                added, tail = etree.fromstring(new), twin.tail
                twin.tail = None
                twin.addnext(added)
                added.tail = tail
            case "append":
                edits.append(node, new)
                twin.append(etree.fromstring(new))
            case "set":
                edits.set_attribute(node, "p", "<新>")
                twin.set("p", "<新>")
            case "drop":
                edits.remove_attribute(node, "p")
                twin.attrib.pop("p", None)
            case "remove":
                edits.remove(node)
                removed.add(node)
                tail, parent, before = twin.tail or "", twin.getparent(), twin.getprevious()
                assert parent is not None
                if before is None:
                    parent.text = (parent.text or "") + tail
                else:
                    before.tail = (before.tail or "") + tail
                parent.remove(twin)
    after = edits.to_bytes()
    assert etree.tostring(plain(after), method="c14n") == etree.tostring(root, method="c14n")
    assert changed or after == part


ACTIONS = ("before", "after", "append", "set", "drop", "remove")


def plain(part: bytes) -> "etree._Element":
    """Return the tree of lxml without comments and instructions, which split its texts."""
    return etree.fromstring(part, etree.XMLParser(remove_comments=True, remove_pis=True))


@given(st.lists(st.one_of(markups(), TEXTS), max_size=4))
def test_each_node_is_the_element_that_lxml_sees_and_its_bytes_hold_it(inside: list[str]) -> None:
    part = f"<r xmlns:x='urn:x'>{''.join(inside)}</r>".encode()
    tree = parse_tree(part, "part")
    edits = Edits(tree)
    for node, twin in zip(tree.root.iter(), plain(part).iter(), strict=True):
        namespace = f"{{{node.namespace}}}" if node.namespace else ""
        assert namespace + node.local == twin.tag
        assert (node.text, node.tail) == (twin.text or "", twin.tail or "")
        assert "".join(node.itertext()) == "".join(map(str, twin.itertext()))
        assert node.get("p", "urn:x") == twin.get("{urn:x}p")
        begin, _, _, end = edits.span(node)
        alone = tree.data[begin:end].replace(b"x:", b"x_")
        assert etree.fromstring(alone).tag == node.name.replace(":", "_")

"""Parts as trees: names, relatives, texts, places in the bytes, and what is refused."""

import pytest
from lxml import etree

from disclose.core.edits import Edits
from disclose.core.package import PackageError
from disclose.core.tree import MAX_DEPTH, Node, parse_tree

PART = """<?xml version="1.0"?>
<w:doc xmlns:w="urn:w" xmlns="urn:other" a="1"
>前<w:p w:id="甲" id="乙"><!-- > --><w:t x='>'/>中</w:p
>后<p><w:p xmlns:w="urn:new"/></p ><![CDATA[<x/>]]><w:end></w:end></w:doc>
"""
TREE = parse_tree(PART.encode(), "part")
ROOT = TREE.root


def names(nodes: object) -> list[str]:
    assert hasattr(nodes, "__iter__")
    return [node.name for node in nodes]


def test_nodes_are_found_by_local_names_and_namespaces() -> None:
    assert names(ROOT.iter()) == ["w:doc", "w:p", "w:t", "p", "w:p", "w:end"]
    assert names(ROOT.iter("p")) == ["w:p", "p", "w:p"]
    assert [each.namespace for each in ROOT.iter("p")] == ["urn:w", "urn:other", "urn:new"]
    assert names(ROOT.iter("p", "t", namespace="urn:w")) == ["w:p", "w:t"]
    assert names(ROOT.iterfind("p/p")) == ["w:p"]
    assert ROOT.find("p/p", "urn:w") is None
    assert (ROOT.prefix, ROOT.children[1].prefix) == ("w", "")


def test_a_node_knows_its_relatives() -> None:
    text = ROOT.find("p/t")
    assert text is not None
    assert names(text.iterancestors()) == ["w:p", "w:doc"]
    assert names(text.iterancestors("doc", namespace="urn:w")) == ["w:doc"]
    first, second, end = ROOT.children
    assert (first.sibling(1), second.sibling(-1), end.sibling(-2)) == (second, first, first)
    assert (first.sibling(-1), end.sibling(1), ROOT.sibling(0)) == (None, None, None)


def test_attributes_are_found_as_written_and_by_namespace() -> None:
    paragraph = ROOT.children[0]
    assert paragraph.attributes == {"w:id": "甲", "id": "乙"}
    assert (paragraph.get("id"), paragraph.get("id", "urn:w")) == ("乙", "甲")
    assert (paragraph.get("id", "urn:new"), paragraph.get("x")) == (None, None)
    assert paragraph.written_name("id", "urn:w") == "w:id"
    assert ROOT.get("w", "http://www.w3.org/2000/xmlns/") is None


def test_a_prefix_is_that_of_the_place() -> None:
    inner = ROOT.find("p/p")
    assert inner is not None
    assert (ROOT.prefix_of("urn:w"), inner.prefix_of("urn:new")) == ("w", "w")
    # There the prefix means another namespace; one without a prefix is no use for attributes.
    assert (inner.prefix_of("urn:w"), ROOT.prefix_of("urn:other")) == ("", "")


def test_texts_are_those_before_and_behind_each_child() -> None:
    first, second, _ = ROOT.children
    assert (ROOT.text, first.text, first.children[0].tail, first.tail) == ("前", "", "中", "后")
    assert second.tail == "<x/>"
    assert "".join(ROOT.itertext()) == "前中后<x/>"


def written(node: Node) -> list[bytes]:
    begin, content, close, end = Edits(TREE).span(node)
    return [TREE.data[begin:content], TREE.data[content:close], TREE.data[close:end]]


def test_a_node_knows_where_it_lies_in_the_bytes() -> None:
    assert [[piece.decode() for piece in written(node)] for node in list(ROOT.iter())[1:]] == [
        ['<w:p w:id="甲" id="乙">', "<!-- > --><w:t x='>'/>中", "</w:p\n>"],
        ["<w:t x='>'/>", "", ""],
        ["<p>", '<w:p xmlns:w="urn:new"/>', "</p >"],
        ['<w:p xmlns:w="urn:new"/>', "", ""],
        ["<w:end>", "", "</w:end>"],
    ]


@pytest.mark.parametrize(
    "data",
    [
        PART.encode("utf-8-sig"),
        PART.encode("utf-16"),
        PART.encode("utf-16-be"),
        PART.replace("?>", " encoding='UTF-16'?>", 1).encode("utf-16"),
        PART.replace("?>", " encoding='gbk'?>", 1).encode("gbk"),
    ],
    ids=["bom", "utf-16", "be", "declared", "gbk"],
)
def test_a_part_in_another_encoding_is_a_tree_of_utf8(data: bytes) -> None:
    tree = parse_tree(data, "part")
    assert "".join(tree.root.itertext()) == "".join(ROOT.itertext())
    assert Edits(tree).to_bytes() == data
    for node in tree.root.iter():
        assert tree.data.startswith(f"<{node.name}".encode(), node.begin)
    edits = Edits(tree)
    edits.set_attribute(tree.root, "a", "二")
    assert etree.fromstring(edits.to_bytes()).get("a") == "二"


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"<a>", b"<a></b>", b"<a/><a/>", b"<!DOCTYPE a><a/>", b"<x:a/>"),
        b"<?xml version='1.0' encoding='punycode'?><a/>",
        b"<?xml version='1.0' encoding='utf-16'?><a/>",
        b"<?xml version='1.0' encoding='gbk'?><a>\xff</a>",
        b"<a>" * (MAX_DEPTH + 1) + b"</a>" * (MAX_DEPTH + 1),
    ],
    ids=["empty", "open", "crossed", "two", "doctype", "prefix", "name", "not", "byte", "deep"],
)
def test_a_part_that_is_no_sound_xml_is_refused(data: bytes) -> None:
    with pytest.raises(PackageError):
        parse_tree(data, "part")


def test_the_deepest_tree_that_is_read_is_walked() -> None:
    root = parse_tree(b"<a>x" * MAX_DEPTH + b"</a>" * MAX_DEPTH, "part").root
    assert len(list(root.iter())) == len("".join(root.itertext())) == MAX_DEPTH

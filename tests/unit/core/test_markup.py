"""XML parts: elements and relationships read by local names, and what is refused."""

from contextlib import nullcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclose.core.markup import (
    MAX_ELEMENTS,
    MAX_MARKS,
    MAX_NAMES,
    PIECE,
    MarkupMeter,
    Relationship,
    elements,
    relationships,
)
from disclose.core.package import PackageError, PackageFault


def test_elements_come_as_they_end_without_prefixes() -> None:
    data = b'<x:a xmlns:x="urn:x"><x:b x:id="1">text</x:b></x:a>'
    assert elements(data, "part") == [
        ("b", {"id": "1"}, "text"),
        ("a", {"x": "urn:x"}, ""),
    ]


def test_relationships_within_the_package_are_read() -> None:
    data = (
        b'<Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="s.xml"/>'
        b'<Relationship Id="r2" Type="http://x/image" Target="http://y" TargetMode="External"/>'
        b"</Relationships>"
    )
    assert list(relationships(data, "xl/_rels/workbook.xml.rels", "xl/workbook.xml")) == [
        Relationship("r1", "worksheet", "xl/s.xml")
    ]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"<a>", PackageFault.DAMAGED),
        (b"", PackageFault.DAMAGED),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a/>', PackageFault.DOCTYPE),
        (b'<a b="' + b"c" * 3 * PIECE + b'"/>', PackageFault.LONG_TAG),
        (b"<a>%b</a>" % b"".join(b"<b%d/>" % n for n in range(MAX_NAMES)), "too-many-names"),
        (b"<a>%b</a>" % (b"<b/>" * MAX_ELEMENTS), PackageFault.TOO_MANY_ELEMENTS),
    ],
    ids=["open", "empty", "doctype", "long tag", "names", "elements"],
)
def test_markup_beyond_a_limit_is_refused(data: bytes, fault: PackageFault) -> None:
    with pytest.raises(PackageError) as raised:
        elements(data, "part")
    assert raised.value.fault == fault


def test_all_parts_together_have_a_limit_and_a_part_counts_once() -> None:
    meter = MarkupMeter()
    meter.add("a", b"<" * MAX_MARKS)
    meter.add("a", b"<" * MAX_MARKS)
    with pytest.raises(PackageError) as raised:
        meter.add("b", b"<b/>")
    assert (raised.value.fault, raised.value.part) == (PackageFault.TOO_MUCH_MARKUP, "b")


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 60), st.integers(0, 60))))
def test_the_limit_is_kept_however_the_marks_are_counted(
    parts: list[tuple[str, int, int]],
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("disclose.core.markup.MAX_MARKS", 100)
        meter, marks = MarkupMeter(), dict[str, int]()
        for part, marked, others in parts:
            marks[part] = marked
            refused = sum(marks.values()) > 100
            with pytest.raises(PackageError) if refused else nullcontext():
                meter.add(part, b"<" * marked + b"a" * others)
            if refused:
                break

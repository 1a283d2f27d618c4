"""Whatever the bytes, `read` answers: a filing, or one finding that says why there is none."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.filings import balanced
from tests.support.raw_workbooks import reading, unzipped, zipped
from tests.support.workbooks import workbook


@cache
def _book() -> bytes:
    return workbook(balanced())


@cache
def _parts() -> dict[str, bytes]:
    return unzipped(_book())


def _answers(data: bytes) -> None:
    found = reading(data)
    assert (found.filing is None) == (found.edition is None)
    if found.filing is None:
        assert len(found.findings) == 1
    elif found.edition is not None:
        assert found.filing.entries.keys() == found.edition.figures.keys()


@given(st.binary(max_size=200), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"]))
def test_bytes_from_nowhere(data: bytes, start: bytes) -> None:
    _answers(start + data)


@pytest.mark.exhaustive
@settings(max_examples=200)
@given(st.data())
def test_a_workbook_with_bytes_changed(data: st.DataObject) -> None:
    book = bytearray(_book())
    for _ in range(data.draw(st.integers(1, 4))):
        book[data.draw(st.integers(0, len(book) - 1))] = data.draw(st.integers(0, 255))
    _answers(bytes(book[: data.draw(st.integers(0, len(book)))]))
    _answers(bytes(book))


PIECES = st.sampled_from(
    [
        b"",
        b"<",
        b"/>",
        b'"',
        b"9",
        b"A1",
        b"<c>",
        b"<v>",
        b"<f>",
        b"&#0;",
        b"&amp;",
        b"\xff",
        b"_x0000_",
    ]
)


@pytest.mark.exhaustive
@settings(max_examples=200)
@given(st.data())
def test_a_workbook_with_a_part_mangled(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(_parts())))
    part = _parts()[name]
    start = data.draw(st.integers(0, len(part)))
    end = data.draw(st.integers(start, min(len(part), start + 40)))
    piece = data.draw(PIECES | st.binary(max_size=4))
    _answers(zipped({**_parts(), name: part[:start] + piece + part[end:]}))


CELLS = st.sampled_from(
    [
        b"<v>12</v>",
        b"<v></v>",
        b"<v>1E99</v>",
        b"<v>-0.0</v>",
        b"<v>NaN</v>",
        b"<f/>",
        b"<f>SUM(</f><v>1</v>",
        b"<f>" + b"(" * 9000 + b"</f>",
        b'<f t="shared" si="0">A1</f>',
        b'<f t="array">{1}</f><v>1</v>',
        b"<is><t>\xef\xbc\x91</t></is>",
        b"<v>99999999999999999999999999999999999</v>",
    ]
)
KINDS = st.sampled_from(
    [b"", b' t="s"', b' t="str"', b' t="b"', b' t="e"', b' t="inlineStr"', b' t="n"']
)


@pytest.mark.exhaustive
@settings(max_examples=200)
@given(st.lists(st.tuples(st.integers(1, 40), st.sampled_from(b"ABCDEJK"), KINDS, CELLS)))
def test_a_workbook_with_any_contents_in_any_cells(
    cells: list[tuple[int, int, bytes, bytes]],
) -> None:
    rows = b"".join(
        b'<row><c r="%c%d"%s>%s</c></row>' % (column, row, kind, inside)
        for row, column, kind, inside in cells
    )
    name = "xl/worksheets/sheet4.xml"
    mangled = _parts()[name].replace(b"</sheetData>", rows + b"</sheetData>")
    _answers(zipped({**_parts(), name: mangled}))

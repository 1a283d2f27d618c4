"""Whatever the bytes, `read` answers with a document or with the refusal, and nothing else."""

import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.documents import cell, drawn, paragraph, refusal, table, word, written

NAMES = st.sampled_from(["a.txt", "a.md", "a.html", "a.docx", "a.pdf", "a", "a.xlsx"])
STARTS = st.sampled_from(
    [b"", b"PK\x03\x04", b"%PDF-1.5\n", b"\xff\xfe", b"<table><tr><td ", b"|-|\n"]
)

DOCX = word(paragraph("甲") + table(cell("一", "<w:gridSpan w:val='2'/>"), cell("1") + cell("2")))
PDF = drawn(written(100, 700, "text"), "100 600 m 300 600 l S", "0 0 9 9 re f")


@given(NAMES, STARTS, st.binary(max_size=300))
def test_bytes_from_nowhere(name: str, start: bytes, data: bytes) -> None:
    refusal(start + data, name)


@pytest.mark.exhaustive
@settings(max_examples=150)
@given(st.data(), st.sampled_from([("a.docx", DOCX), ("a.pdf", PDF)]))
def test_a_document_with_bytes_changed(data: st.DataObject, good: tuple[str, bytes]) -> None:
    name, document = good[0], bytearray(good[1])
    for _ in range(data.draw(st.integers(1, 6))):
        document[data.draw(st.integers(0, len(document) - 1))] = data.draw(st.integers(0, 255))
    refusal(bytes(document[: data.draw(st.integers(1, len(document)))]), name)
    refusal(bytes(document), name)


TAGS = (
    *("<table>", "</table>", "<tr>", "<td rowspan=0>", "<td colspan=-1>", "<th>", "</td>"),
    *("<p>", "<h1>", "</h1>", "<!--", "-->", "<br/>", "<?x?>", "<script>", "<w:p>"),
    *("&#0;", "&nbsp;", "|a|\n", "|-|\n", "# ", "\n", "\\", "甲", "\ud800"),
)
MARKUP = st.lists(st.sampled_from(TAGS), max_size=30)


@pytest.mark.exhaustive
@settings(max_examples=200)
@given(MARKUP, st.sampled_from(["a.html", "a.md"]))
def test_any_order_of_marks(pieces: list[str], name: str) -> None:
    assert refusal("".join(pieces).encode("utf-8", "surrogatepass"), name) in {"", "DOC01"}


def test_a_bomb_in_a_pdf_is_not_unfolded() -> None:
    folded = zlib.compress(zlib.compress(bytes(70 << 20), 9), 9)
    start, _, rest = PDF.partition(b"stream\n")
    assert refusal(start + b"stream\n" + folded + b"\nend" + rest, "a.pdf") == "DOC07"

"""The parts of a Word document: charts are found by relationships, however these are written."""

import pytest

from disclose.core.errors import UnreadableDocumentError
from disclose.documents.read.word_parts import MAX_PART, WordPackage, charts
from tests.support.documents import zipped

BODY = "word/document.xml"
CHART = (
    b'<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:ser>'
    b'<c:cat><c:pt idx="0"><c:v>\xe7\xbd\x91\xe7\xab\x99</c:v></c:pt></c:cat>'
    b'<c:val><c:pt idx="0"><c:v>49</c:v></c:pt></c:val></c:ser></c:chartSpace>'
)


def document(target: str, mode: str = "") -> bytes:
    link = (
        f'<Relationships><Relationship Id="rId1" Type="http://x/relationships/chart" {mode} '
        f'Target="{target}"/></Relationships>'
    )
    return zipped(
        {
            BODY: b"<document/>",
            "word/_rels/document.xml.rels": link.encode(),
            "word/charts/chart1.xml": CHART,
        }
    )


@pytest.mark.parametrize(
    "target",
    ["charts/chart1.xml", "/word/charts/chart1.xml", "../word/charts/chart1.xml"],
    ids=["relative", "absolute", "through the parent"],
)
def test_a_chart_is_found_however_its_target_is_written(target: str) -> None:
    assert charts(WordPackage(document(target)), BODY) == {"rId1": ("网站 49",)}


def test_a_chart_outside_the_document_is_not_looked_for() -> None:
    linked = document("http://example.com/chart1.xml", 'TargetMode="External"')
    assert charts(WordPackage(linked), BODY) == {}
    assert charts(WordPackage(zipped({BODY: b"<document/>"})), BODY) == {}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<document>", "DOC01"),
        (b"<!DOCTYPE a []><document/>", "DOC07"),
        (b"<document>" + bytes(MAX_PART), "DOC07"),
        (None, "DOC01"),
    ],
    ids=["open", "document type", "too large", "missing"],
)
def test_a_part_that_cannot_be_read_refuses_the_document(data: bytes | None, code: str) -> None:
    package = WordPackage(zipped({"a.xml": b"<a/>"} if data is None else {BODY: data}))
    with pytest.raises(UnreadableDocumentError) as raised:
        package.part(BODY)
    assert [finding.code for finding in raised.value.findings] == [code]

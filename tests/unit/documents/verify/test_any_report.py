"""Whatever stands in a document, it is verified without a fault of the program's own."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclose.documents.read.anchors import Level, bare, closed, opened, told, unmarked
from disclose.documents.read.manifest import manifest
from disclose.documents.read.model import Document, Line, TableText
from disclose.documents.read.provenance import Manifest, Provenance
from disclose.documents.read.reader import read
from disclose.documents.verify.tokens import names_of, numbers_of_document
from disclose.documents.verify.verifier import verify
from tests.support.edited_reports import (
    made,
    replaced,
    retold,
    rewritten,
    summary,
    verified,
    without,
)

MARKS = "\ue000\ue001\ue002"
texts = st.text(st.sampled_from(f"{MARKS}cb一二件，。；（）【】%.,- \t0123456789xd_"), max_size=60)
Rows = tuple[tuple[str, ...], ...]
cells = st.lists(st.lists(texts, min_size=2, max_size=2).map(tuple), max_size=4).map(tuple)


@pytest.mark.exhaustive
@settings(max_examples=150)
@given(st.lists(texts, max_size=6), st.lists(cells, max_size=3), st.sampled_from(["docx", "md"]))
def test_any_lines_and_tables(
    lines: list[str], tables: list[tuple[tuple[str, ...], ...]], kind: str
) -> None:
    document = Document(
        "报告",
        tuple(Line(number, text) for number, text in enumerate(lines, 1)),
        tuple(TableText(number, rows, 0) for number, rows in enumerate(tables, 1)),
        kind,
    )
    done = verify(retold(), document, Manifest(Provenance()))
    assert sum(done.found.values()) <= done.figures


@given(st.text(max_size=30), st.text(max_size=20))
def test_a_mark_is_taken_out_again(text: str, name: str) -> None:
    marked = f"甲{opened(Level.BOOKMARK, name)}{bare(text)}{closed(Level.BOOKMARK, name)}乙"
    plain, [anchor] = told(marked)
    assert plain == f"甲{bare(text)}乙" == unmarked(marked)
    assert plain[anchor.start : anchor.end] == bare(text)
    assert (anchor.name, anchor.level) == (bare(name), Level.BOOKMARK)


def test_marks_may_cross_stay_open_or_have_no_beginning() -> None:
    a, b = (opened(Level.CONTROL, "a"), closed(Level.CONTROL, "a")), opened(Level.BOOKMARK, "b")
    text, anchors = told(f"{a[0]}一{b}二{a[1]}三{closed(Level.CONTROL, 'x')}")
    assert text == "一二三"
    assert [(each.name, text[each.start : each.end]) for each in anchors] == [
        ("a", "一二"),
        ("b", "二三"),
    ]


@given(texts)
def test_gaps_do_not_part_a_name_from_its_number(text: str) -> None:
    key = "requests.received[total]"
    line = f"{unmarked(text)}收 到{opened(Level.CONTROL, key)} 4 9 {closed(Level.CONTROL, key)}件"
    stream = numbers_of_document([Line(1, line)], names_of([key]))
    assert [each.text.strip() for each in stream.numbers if each.key] == ["4"]


@pytest.mark.no_cover  # the same lines, a thousand times
def test_very_long_lines_and_very_many_numbers_are_verified_soon() -> None:
    """What would take minutes if every pair were compared; the suite has a limit for each test."""
    many = "；".join(f"办理{number}件" for number in range(4000))
    whole = "1，" * 20_000
    report = f"# 青禾县人民政府办公室2025年政府信息公开工作年度报告\n\n{many}\n\n{whole}\n"
    assert "DOC43" in summary(verified(report.encode(), "md"))


@pytest.mark.parametrize("part", ["customXml/item1.xml", "docProps/core.xml"])
@pytest.mark.parametrize("broken", ["", "<a>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"])
def test_a_broken_manifest_is_no_manifest(part: str, broken: str) -> None:
    data = rewritten(made("docx"), lambda _: broken, part)
    if part.startswith("docProps"):
        data = without(data, "customXml/item1.xml")
    assert summary(verified(data, "docx")) == []


def test_the_hash_is_read_from_the_properties_where_the_manifest_is_lost() -> None:
    bare_report = without(made("docx"), "customXml/item1.xml")
    assert manifest(bare_report, "docx").making.sha256 == "0123456789abcdef" * 4
    nothing = without(bare_report, "docProps/core.xml")
    assert manifest(nothing, "docx") == Manifest(Provenance())
    assert (
        manifest(b"", "docx")
        == manifest(b"", "html")
        == manifest(b"x", "md")
        == Manifest(Provenance())
    )


def test_the_manifest_is_read_as_it_was_written() -> None:
    found = manifest(made("docx"), "docx")
    with ZipFile(BytesIO(made("docx"))) as package:
        text = package.read("customXml/item1.xml").decode()
    assert len(found.figures) == text.count("<figure ") == 247
    assert found.making == manifest(made("html"), "html").making


def test_a_page_that_a_site_stripped_is_verified_by_its_words() -> None:
    """Many a site takes scripts, metas and data attributes out of what is pasted into it."""
    text = re.sub(r"</?data[^>]*>|<meta[^>]*>", "", made("html").decode())
    done = verified(text.encode(), "html")
    assert summary(done) == []
    assert done.found[Level.ALIGNMENT] == done.figures == 247
    edited = replaced(text.encode(), "html", {">72件": ">73件"})
    assert summary(verified(edited, "html")) == ["DOC40 requests.received[total]"]


def test_markdown_under_the_name_of_a_text_file_is_read_as_markdown() -> None:
    assert summary(verified(made("md"), "txt")) == []


def test_tables_that_a_text_file_prints_cell_by_cell_are_no_deleted_sentences() -> None:
    document = read(made("md"), "报告.md")
    texts = [line.text for line in document.lines]
    for table in reversed(document.tables):
        texts[table.after_line : table.after_line] = [cell for row in table.rows for cell in row]
    done = verified("\n".join(texts).encode(), "txt")
    assert {each.code for each in done.findings} <= {"DOC41", "DOC43"}

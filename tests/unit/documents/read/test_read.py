"""What a document is by its bytes, and its lines and tables by kind."""

import pytest

from disclose.documents.read.model import DocumentPart, Line, PartKind
from disclose.documents.read.reader import MAX_FILE, read
from tests.support.documents import (
    cell,
    drawn,
    paragraph,
    refusal,
    run,
    table,
    texts,
    word,
    written,
    zipped,
)


def test_a_text_file_keeps_its_line_numbers() -> None:
    document = read("一、总体情况\n\n　　收到申请95次。\r\n".encode(), "年报.txt")
    assert document.lines == (Line(1, "一、总体情况"), Line(3, "收到申请95次。"))
    assert (document.tables, document.kind, document.name) == ((), "txt", "年报.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_text_of_any_chinese_program(encoding: str) -> None:
    assert texts(read("主动公开592条".encode(encoding), "a.txt")) == ["主动公开592条"]


def test_markdown_headings_and_both_kinds_of_tables() -> None:
    source = (
        "# 标题\n\n正文 1\\.2\n\n| 名称 | 数 |\n|---|--:|\n| 甲\\|乙 | 3 |\n\n## 二\n"
        "<table>\n<tr><td colspan=2>丙</td></tr>\n<tr><td>4</td><td>5</td></tr>\n</table>\n末"
    )
    document = read(source.encode(), "a.md")
    assert document.lines == (
        Line(1, "标题", 1),
        Line(3, "正文 1.2"),
        Line(9, "二", 2),
        Line(14, "末"),
    )
    pipes, html = document.tables
    assert pipes.rows == (("名称", "数"), ("甲|乙", "3"))
    assert html.rows == (("丙", "丙"), ("4", "5"))
    assert (pipes.after_line, html.after_line) == (3, 9)


def test_a_page_of_blocks_and_spans() -> None:
    source = (
        "<html><head><title>不是正文</title><style>p{}</style></head><body><h2>一、<b>总体</b></h2>"
        "<p>甲&nbsp;<span>乙</span><br>丙</p><div>丁<p>戊</p>己</div><script>1</script>"
        "<table><tr><th rowspan=2>行</th><td>1</td></tr><tr><td><p>2</p></td></tr></table>"
        "<!-- 无 -->末</body></html>"
    )
    document = read(source.encode(), "a.html")
    assert document.lines[0] == Line(1, "一、总体", 2)
    assert texts(document) == ["一、总体", "甲 乙", "丙", "丁", "戊", "己", "末"]
    assert document.tables[0].rows == (("行", "1"), ("行", "2"))
    assert document.tables[0].after_line == 6


def test_a_table_around_tables_is_only_layout() -> None:
    source = "<table><tr><td>左</td><td><table><tr><td>1</td></tr></table></td></tr></table>"
    document = read(source.encode(), "a.htm")
    assert texts(document) == ["左"]
    assert [each.rows for each in document.tables] == [(("1",),)]


def test_a_page_in_the_charset_it_declares() -> None:
    source = '<meta charset="gb2312"><p>镕堃万元</p>'
    assert texts(read(source.encode("gb18030"), "a.html")) == ["镕堃万元"]


def test_marks_that_no_page_shows_are_left_out() -> None:
    document = read(b"<p>\x04\x05</p><p>\x0421\x05</p><table><tr><td>\x040\x05</table>", "a.html")
    assert texts(document) == ["21"]
    assert document.tables[0].rows == (("0",),)


def test_radicals_in_the_place_of_characters() -> None:
    assert texts(read("\u2f2f作\u2f08\u2ea0，\u2ed3期".encode(), "a.txt")) == ["工作人民，长期"]


def test_a_short_row_and_a_span_beyond_the_table() -> None:
    source = "<table><tr><td rowspan=9>甲<td>1<td>2</tr><tr><td>3</tr></table>"
    assert read(source.encode(), "a.html").tables[0].rows == (("甲", "1", "2"), ("甲", "3", ""))


def test_word_reads_controls_and_insertions_and_no_deletions() -> None:
    body = (
        "<w:p><w:pPr><w:pStyle w:val='Kop'/></w:pPr>" + run("一、总体") + "</w:p>"
        "<w:p>"
        + run("收到")
        + "<w:sdt><w:sdtPr><w:alias w:val='k'/></w:sdtPr><w:sdtContent>"
        + run("50")
        + "</w:sdtContent></w:sdt><w:del><w:r><w:delText>7</w:delText><w:t>8</w:t></w:r>"
        "</w:del><w:ins>" + run("件") + "</w:ins></w:p>"
    )
    styles = "<w:style w:styleId='Kop'><w:name w:val='heading 2'/></w:style>"
    document = read(word(body, styles), "a.docx")
    assert document.lines == (Line(1, "一、总体", 2), Line(2, "收到50件"))


def test_word_spans_and_cells_within_controls() -> None:
    down = "<w:vMerge w:val='restart'/>"
    wrapped = f"<w:sdt><w:sdtContent>{cell('2')}</w:sdtContent></w:sdt>"
    body = paragraph("前") + table(
        cell("组", down) + cell("宽", "<w:gridSpan w:val='2'/>"),
        cell("", "<w:vMerge/>") + cell("1") + wrapped,
    )
    [found] = read(word(body), "a.docx").tables
    assert found.rows == (("组", "宽", "宽"), ("组", "1", "2"))
    assert found.after_line == 1


def test_a_column_of_a_rounding_error_is_none() -> None:
    grid = "".join(f"<w:gridCol w:w='{width}'/>" for width in (590, 589, 1, 590))
    wide = "<w:gridSpan w:val='2'/>"
    body = table(
        cell("甲", wide) + cell("乙", wide),
        cell("1") + cell("2", wide) + cell("3"),
    ).replace("<w:tbl>", f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>")
    [found] = read(word(body), "a.docx").tables
    assert found.rows == (("甲", "甲", "乙"), ("1", "2", "3"))


def test_a_watermark_that_runs_aslant_is_no_text_and_upright_or_vertical_text_is() -> None:
    aslant = "BT /F1 60 Tf 0.87 0.5 -0.5 0.87 200 400 Tm (DRAFT) Tj ET"
    upwards = "BT /F1 12 Tf 0 1 -1 0 50 300 Tm (side) Tj ET"
    found = "".join(texts(read(drawn(aslant, upwards, written(100, 700, "level")), "a.pdf")))
    assert sorted(found.replace(" ", "")) == sorted("levelside")


def test_a_number_broken_in_a_narrow_cell_is_whole_and_two_in_a_wide_one_are_two() -> None:
    ruling = [f"{x} 600 m {x} 660 l S" for x in (100, 140, 300)]
    ruling += [f"100 {y} m 300 {y} l S" for y in (600, 660)]
    said = [(106, 640, "1361"), (106, 620, "2"), (200, 640, "35"), (200, 620, "7")]
    data = drawn(*ruling, *(written(*each) for each in said))
    assert read(data, "a.pdf").tables[0].rows == (("13612", "35 7"),)


def test_a_pdf_with_ruled_lines_is_a_table_and_the_rest_lines() -> None:
    ruling = [f"{x} 600 m {x} 660 l S" for x in (100, 200, 300)]
    ruling += [f"100 {y} m 300 {y} l S" for y in (600, 630, 660)]
    said = [(110, 640, "name"), (210, 640, "count"), (110, 610, "a"), (210, 610, "12")]
    data = drawn(
        written(100, 700, "before"),
        *ruling,
        *(written(*each) for each in said),
        written(100, 560, "after"),
        written(290, 30, "- 1 -"),
    )
    document = read(data, "a.pdf")
    assert texts(document) == ["before", "after"]
    [found] = document.tables
    assert found.rows == (("name", "count"), ("a", "12"))
    assert (found.after_line, found.page) == (1, 1)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        pytest.param("a.pdf", b"", "DOC01", id="an empty pdf"),
        pytest.param("a.docx", b"", "DOC01", id="an empty docx"),
        pytest.param("a.xlsx", b"PK\x03\x04xl/workbook", "DOC01", id="a workbook"),
        pytest.param("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC01", id="a doc"),
        pytest.param("a.html", b"%PDF-1.4", "DOC01", id="a pdf named html"),
        pytest.param("a.txt", b"\x89PNG", "DOC01", id="a picture"),
        pytest.param("a.txt", b"a\0b", "DOC01", id="a zero byte"),
        pytest.param("a.txt", b"\xff\xfe\xff", "DOC01", id="half a character"),
        pytest.param("a.md", b"\xff\x80\xff", "DOC01", id="no encoding"),
        pytest.param("a.html", b"", "DOC01", id="an empty page"),
        pytest.param("a.pdf", b"%PDF-1.4 and no more", "DOC01", id="a pdf cut short"),
        pytest.param("a.pdf", drawn("0 0 100 100 re S"), "DOC02", id="a drawing without text"),
        pytest.param("a.docx", b"PK\x03\x04word/document.xml", "DOC01", id="a package cut short"),
        pytest.param("a.docx", zipped({"word/document.xml": b"<w"}), "DOC01", id="xml cut short"),
        pytest.param(
            "a.docx",
            zipped({"word/document.xml2": b"<w/>"}),
            "DOC01",
            id="a package without a document",
        ),
        pytest.param("a.txt", b"1" * (MAX_FILE + 1), "DOC07", id="31 MB of text"),
        pytest.param(
            "a.docx", zipped({"word/document.xml": b" " * (17 << 20)}), "DOC07", id="17 MB of xml"
        ),
        pytest.param(
            "a.docx",
            word("", prolog="<!DOCTYPE a [<!ENTITY b 'c'>]>"),
            "DOC07",
            id="a document type",
        ),
        pytest.param(
            "a.html",
            b"<table>" + b"<tr><td colspan=1000 rowspan=1000>" * 60,
            "DOC07",
            id="60 million cells",
        ),
        pytest.param("a.pdf", drawn(*["0 0 1 1 re S"] * 40_001), "DOC07", id="40,001 rectangles"),
        pytest.param("a.pdf", drawn(" " * (5 << 20)), "DOC07", id="5 MB of drawing"),
        pytest.param(
            "a.pdf",
            drawn(
                *(f"{4 * n} 0 m {4 * n} 800 l S" for n in range(140)),
                *(f"0 {4 * n} m 560 {4 * n} l S" for n in range(140)),
            ),
            "DOC07",
            id="a grid of 19,600 cells",
        ),
    ],
)
def test_what_is_refused(name: str, data: bytes, code: str) -> None:
    assert refusal(data, name) == code


def annotation(subtype: str, text: str) -> str:
    """An annotation as a PDF object."""
    contents = f"\ufeff{text}".encode("utf-16-be").hex()
    return f"<</Type/Annot/Subtype/{subtype}/Rect[0 0 9 9]/Contents<{contents}>>>"


def test_the_annotations_of_a_pdf() -> None:
    annotations = "".join(
        (
            annotation("Text", "请核对"),
            annotation("FreeText", "收到50件\r\n含结转"),
            annotation("Highlight", " "),
            annotation("Link", "链接"),
            annotation("Popup", "请核对"),
            "null 7 (text) <</Subtype/Text/Contents 7>>",
        )
    )
    document = read(drawn(written(100, 700, "text"), annotations=annotations), "a.pdf")
    assert texts(document) == ["text"]
    assert document.parts == (
        DocumentPart(PartKind.COMMENT, ("请核对",)),
        DocumentPart(PartKind.TEXT_BOX, ("收到50件", "含结转")),
    )


@pytest.mark.parametrize("text", ["3", "- 3 -", "3/12", "3 / 12"])
def test_the_number_of_a_page_is_no_text(text: str) -> None:
    assert texts(read(drawn(written(100, 700, "text"), written(100, 30, text)), "a.pdf")) == [
        "text"
    ]

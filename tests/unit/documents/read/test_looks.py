"""What a reader sees of a document: looks of text, and the texts beside the body."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from disclose.core.rich_text import Look
from disclose.documents.read.model import Document, DocumentPart, PartKind
from disclose.documents.read.reader import read
from tests.support.decorated import RAISED, looking
from tests.support.documents import (
    W,
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

STRUCK = "<w:strike/>"


def left_out(document: Document) -> list[tuple[Look, str]]:
    """What is left out, and why."""
    return [(each.look, each.text) for each in document.left_out]


def word_of(*runs: str, styles: str = "") -> Document:
    """A document with one paragraph."""
    return read(word(f"<w:p>{''.join(runs)}</w:p>", styles), "a.docx")


def cells(markup: str, rules: str = "") -> tuple[str, ...]:
    """The texts of a row of a web page."""
    source = f"<style>{rules}</style><table><tr>{markup}</tr></table>"
    return read(source.encode(), "a.html").tables[0].rows[0]


def test_a_raised_number_is_a_note_and_left_out() -> None:
    document = word_of(run("收到3216"), looking(RAISED, "1"), run("件"))
    assert texts(document) == ["收到3216件"]
    assert left_out(document) == [(Look.RAISED, "1")]
    assert document.left_out[0].shown == "收到3216¹件"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<td>3216<sup>1</sup>", "3216"),
        ("<td>3216<sup>[1][2]</sup>", "3216"),
        ("<td>3216<sup>注1、2</sup>", "3216"),
        ("<td>3216<sup>*</sup>", "3216"),
        ("<td>3216<sub>2</sub>", "3216"),
        ("<td>3216①", "3216"),
        ("<td>3216%¹", "3216%"),
        ("<td>3216（1）", "3216（1）"),
        ("<td><sup>3216</sup>", "3216"),
        ("<td><sup>1</sup>3216", "¹3216"),
        ("<td>32<sup>1</sup>16", "32¹16"),
        ("<td>32¹16", "32¹16"),
        ("<td>12 m<sup>2</sup>", "12 m²"),
        ("<td>①公开", "①公开"),
        ("<td>⑤件", "⑤件"),
        ("<td>3216<sup>以上</sup>", "3216 以上"),
        ("<td><s>3216</s>3261", "3261"),
        ("<td><s>3216</s>", "3̶2̶1̶6̶"),
        ("<td>3̶2̶1̶6̶3261", "3261"),
        ("<td>3̶2̶1̶6̶", "3̶2̶1̶6̶"),
        ("<td><del>3216</del>", ""),
        ("<td><strike>32</strike>16", "16"),
        ("<td aria-hidden=true>3216", "3216"),
        ("<td style='vertical-align: super'>3216", "3216"),
        ("<td style='vertical-align: 4px'>3216", "3216"),
        ("<td>3216<span style='vertical-align:0.4em'>1</span>", "3216"),
        ("<td>3216<span style='vertical-align: text-top; font-size:8px'>1</span>", "3216"),
        ("<td>3216<span style='position:relative;top:-5px'>1</span>", "3216"),
        ("<td>3216<span style='position:relative;bottom:5px'>1</span>", "3216"),
        ("<td>32<span style='vertical-align: baseline'>16</span>", "3216"),
        ("<td>32<span style='vertical-align: 0px; top: -5px'>16</span>", "3216"),
        ("<td><span style='vertical-align: -1px'>3216</span>", "3216"),
        ("<td><span style='opacity:0'>99</span>3216", "3216"),
        ("<td><span style='opacity:0.9'>32</span>16", "3216"),
        ("<td><span style='color:#FFF'>99</span>3216", "3216"),
        ("<td><span style='color: rgb(255, 255, 255)'>99</span>3216", "3216"),
        ("<td><font color=white>99</font>3216", "3216"),
        ("<td><b style='color:transparent'>99</b>3216", "3216"),
        ("<td style='background:#123456'><b style='color:#123456'>99</b>3216", "3216"),
        ("<td bgcolor=blue><font color=white>3216</font>", "3216"),
        ("<td background='a.png'><font color=white>3216</font>", "3216"),
        ("<td><span style='color:#fff;background:url(a.png)'>3216</span>", "3216"),
        ("<td><span style='color:#fff;background-color:#a00'>3216</span>", "3216"),
        ("<td><span style='color:#fff'><b style='color:#000'>3216</b></span>", "3216"),
        ("<td><span style='color:inherit'>3216</span>", "3216"),
        ("<td><details>3216</details>", "3216"),
        ("<td><p style='text-decoration: underline'>3216</p>", "3216"),
    ],
)
def test_the_text_that_a_cell_shows(markup: str, text: str) -> None:
    assert cells(markup) == (text,)


@pytest.mark.parametrize(
    ("rules", "markup", "row"),
    [
        (".x { display: none }", "<td><b class=x>1</b>2", ("2",)),
        ("b.x, #y { display:none }", "<td><b id=y>1</b><i class=x>2</i><b class=x>3</b>", ("2",)),
        (".x {display:none} .x.on {display:inline}", "<td><b class='x on'>1</b>2", ("12",)),
        (".x {display:none} td b.x {display:inline}", "<td><b class=x>1</b>2", ("12",)),
        ("p .x { display: none }", "<td><b class=x>1</b>2", ("12",)),
        (".x:hover { display: none }", "<td><b class=x>1</b>2", ("12",)),
        ("@media print { .x { display: none } }", "<td><b class=x>1</b>2", ("12",)),
        ("@import 'a.css'; .x { display: none }", "<td><b class=x>1</b>2", ("2",)),
        (".x { display: none }", "<td><b class=x style='display:inline'>1</b>2", ("12",)),
        (
            ".x { display: none !important }",
            "<td><b class=x style='display:inline'>1</b>2",
            ("2",),
        ),
        ("td { font-size: 0 } b { font-size: 12px }", "<td><b>1</b>2", ("1",)),
        (".x { text-decoration-line: line-through }", "<td><b class=x>1</b>2", ("2",)),
        (".x { display: none }", "<td>1<td class=x>2<td>3", ("1", "3")),
        (".x { visibility: hidden }", "<td>1<td class=x>2<td>3", ("1", "", "3")),
        (".x { color: #fff }", "<td><b class=x>1</b>2", ("2",)),
        (".x { color: #fff; background: navy }", "<td><b class=x>1</b>2", ("12",)),
        ("td { background: var(--tint) }", "<td><font color=white>12</font>", ("12",)),
        ("tr td { background: red }", "<td><font color=white>12</font>", ("12",)),
        ("tr:nth-child(1) { background: red }", "<td><font color=white>12</font>", ("12",)),
        (
            "table { background: linear-gradient(90deg, #000000, #123456 50%, #fff) }",
            "<td><font color=white>12</font>",
            ("12",),
        ),
        ("@import 'a.css'; p {}", "<td><font color=white>12</font>", ("12",)),
        ("@import 'a.css';", "<td><b style='color:#fff;background:#fff'>1</b>2", ("2",)),
        ("sup { vertical-align: baseline }", "<td>12<sup>1</sup>", ("12",)),
    ],
)
def test_the_rules_of_a_page(rules: str, markup: str, row: tuple[str, ...]) -> None:
    assert cells(markup, rules) == row


def test_a_hidden_row_of_a_page_is_no_row() -> None:
    source = (
        "<table><tr><td>甲<td>1</tr><tr style='display:none'><td>乙<td>2</tr>"
        "<tbody hidden><tr><td>丙<td>3</tr></tbody></table>"
    )
    document = read(source.encode(), "a.html")
    assert document.tables[0].rows == (("甲", "1"),)
    assert left_out(document) == [(Look.HIDDEN, "乙 2"), (Look.HIDDEN, "丙 3")]


def test_a_page_hides_menus_and_whole_tables_without_a_word() -> None:
    source = (
        "<div style='display:none'>电话12345<table><tr><td>1</table></div>"
        "<p>正文<span style='display:none'>2</span></p>"
    )
    document = read(source.encode(), "a.html")
    assert texts(document) == ["正文"]
    assert not document.tables
    assert left_out(document) == [(Look.HIDDEN, "2")]


@pytest.mark.parametrize(
    ("properties", "styles", "text"),
    [
        ("<w:strike w:val='0'/>", "", "12"),
        ("<w:strike w:val='false'/>", "", "12"),
        ("<w:vanish w:val='off'/>", "", "12"),
        ("<w:vanish w:val='true'/>", "", "2"),
        ("<w:webHidden/>", "", "12"),
        ("<w:position w:val='1'/>", "", "12"),
        ("<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>", "", "12"),
        ("<w:color w:val='FFFFFF'/>", "", "2"),
        ("<w:color w:val='fefefe' w:themeColor='background1'/>", "", "2"),
        ("<w:color w:val='FFFFFF'/><w:shd w:val='clear' w:fill='FFFFFF'/>", "", "2"),
        ("<w:color w:val='FFFFFF'/><w:shd w:val='clear' w:fill='C00000'/>", "", "12"),
        ("<w:color w:val='FFFFFF'/><w:highlight w:val='red'/>", "", "12"),
        ("<w:color w:val='C00000'/>", "", "12"),
        ("<w:color w:val='auto'/>", "", "12"),
        ("<w:sz w:val='2'/>", "", "2"),
        ("<w:sz w:val='10'/>", "", "12"),
        ("<w:color w:val='FFFFFF'/>", "{shaded paragraphs}", "12"),
        ("<w:rStyle w:val='b'/>", "", "2"),
        ("<w:rStyle w:val='b'/><w:vanish w:val='0'/>", "", "12"),
        ("", "<w:style w:type='paragraph' w:default='1' w:styleId='n'>{vanish}</w:style>", "2"),
        (
            # Two styles that hide turn each other over, ECMA-376 part 1, 17.7.3.
            "<w:rStyle w:val='b'/>",
            "<w:style w:type='paragraph' w:default='1' w:styleId='n'>{vanish}</w:style>",
            "12",
        ),
        ("", "<w:docDefaults><w:rPrDefault>{vanish}</w:rPrDefault></w:docDefaults>", "2"),
    ],
)
def test_a_run_has_its_look_from_itself_or_from_styles(
    properties: str, styles: str, text: str
) -> None:
    listed = (
        "<w:style w:type='character' w:styleId='a'>{vanish}</w:style>"
        "<w:style w:type='character' w:styleId='b'><w:basedOn w:val='a'/></w:style>" + styles
    ).replace("{vanish}", "<w:rPr><w:vanish/></w:rPr>")
    shaded = "<w:style w:type='paragraph' w:default='1' w:styleId='n'><w:pPr>{}</w:pPr></w:style>"
    shading = "<w:shd w:val='clear' w:fill='1F4E79'/>"
    listed = listed.replace("{shaded paragraphs}", shaded.format(shading))
    shown = looking("<w:vanish w:val='0'/>", "2")
    document = word_of(looking(properties, "1"), shown, styles=listed)
    assert texts(document) == [text]


WHITE = "<w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t>9</w:t></w:r>"
BLUE = "<w:shd w:val='clear' w:fill='1F4E79'/>"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (f"<w:tbl><w:tr><w:tc><w:p>{WHITE}{run('1')}</w:p></w:tc></w:tr></w:tbl>", "1"),
        (
            (
                f"<w:tbl><w:tr><w:tc><w:tcPr>{BLUE}</w:tcPr><w:p>{WHITE}{run('1')}</w:p></w:tc></w:tr>"
                "</w:tbl>"
            ),
            "91",
        ),
        (
            (
                f"<w:tbl><w:tblPr>{BLUE}</w:tblPr><w:tr><w:tc><w:p>{WHITE}{run('1')}</w:p></w:tc>"
                "</w:tr></w:tbl>"
            ),
            "91",
        ),
        (
            (
                "<w:tbl><w:tblPr><w:tblStyle w:val='grid'/></w:tblPr><w:tr><w:tc>"
                f"<w:p>{WHITE}{run('1')}</w:p></w:tc></w:tr></w:tbl>"
            ),
            "91",
        ),
        (f"<w:p>{WHITE}{run('1')}</w:p>", "1"),
        (f"<w:p><w:pPr>{BLUE}</w:pPr>{WHITE}{run('1')}</w:p>", "91"),
        (
            f"<w:p><w:r><w:txbxContent><w:p>{WHITE}{run('1')}</w:p></w:txbxContent></w:r></w:p>",
            "91",
        ),
    ],
)
def test_white_text_is_unseen_where_nothing_shades_it(markup: str, text: str) -> None:
    grid = (
        "<w:style w:type='table' w:styleId='grid'><w:tblStylePr w:type='firstRow'><w:tcPr>"
        f"{BLUE}</w:tcPr></w:tblStylePr></w:style>"
    )
    document = read(word(markup, grid), "a.docx")
    shown = [*texts(document), *(cell for each in document.tables for cell in each.rows[0])]
    assert shown == [text]
    assert left_out(document) == ([(Look.HIDDEN, "9")] if text == "1" else [])


def test_rows_that_are_hidden_or_deleted_are_no_rows() -> None:
    def row(name: str, properties: str) -> str:
        return f"<w:trPr>{properties}</w:trPr>{cell(name)}{cell('7')}"

    body = table(
        row("甲", "<w:hidden w:val='0'/>"), row("乙", "<w:hidden/>"), row("丙", "<w:del w:id='1'/>")
    )
    document = read(word(body), "a.docx")
    assert document.tables[0].rows == (("甲", "7"),)
    assert left_out(document) == [(Look.HIDDEN, "乙 7"), (Look.DELETED, "丙 7")]
    assert document.changes == 1


def test_a_deleted_cell_is_no_cell() -> None:
    body = table(cell("甲") + cell("7", "<w:cellDel w:id='1'/>") + cell("8"))
    document = read(word(body), "a.docx")
    assert document.tables[0].rows == (("甲", "8"),)
    assert left_out(document) == [(Look.DELETED, "7")]
    assert document.changes == 1


def test_tracked_changes_are_counted_and_read_as_accepted() -> None:
    body = (
        "<w:p><w:pPr><w:rPr><w:ins w:id='1'/></w:rPr></w:pPr>"
        f"{run('收到')}<w:del><w:r><w:delText>49</w:delText></w:r></w:del><w:ins>{run('50')}</w:ins>"
        + run("件")
        + "</w:p>"
    )
    document = read(word(body), "a.docx")
    assert texts(document) == ["收到50件"]
    assert document.changes == 2
    assert left_out(document) == [(Look.DELETED, "49")]


def test_of_alternatives_only_the_first_is_read() -> None:
    body = (
        "<w:p><mc:AlternateContent xmlns:mc='m'><mc:Choice>" + run("99") + "</mc:Choice>"
        "<mc:Choice>" + run("98") + "</mc:Choice><mc:Fallback>" + run("12") + "</mc:Fallback>"
        "</mc:AlternateContent></w:p>"
    )
    assert texts(read(word(body), "a.docx")) == ["99"]


def test_a_line_of_markdown_as_it_is_shown() -> None:
    source = (
        "收到~~49~~50件[^1]，<!-- 7\n8 -->办结<sup>2</sup>3~5件，6~8件，\\~~9\\~~\n\n"
        "[^1]: 含上年结转3件。\n\n| 项目 | 数 |\n|---|---|\n| 甲 | ~~1~~2 |\n| 乙 | ~~3~~ |\n"
    )
    document = read(source.encode(), "a.md")
    assert texts(document) == ["收到50件，", "办结3~5件，6~8件，~~9~~"]
    assert document.tables[0].rows[1:] == (("甲", "2"), ("乙", "3̶"))
    assert document.beside(PartKind.FOOTNOTE) == ("含上年结转3件。",)
    assert left_out(document) == [
        *((Look.STRUCK, "49"), (Look.RAISED, "1"), (Look.RAISED, "2"), (Look.STRUCK, "1")),
    ]


def test_a_raised_and_a_struck_number_in_a_pdf() -> None:
    raised = "BT /F1 7 Tf 126.7 704 Td (1) Tj ET"
    struck = "100 653.6 m 126.7 653.6 l S"
    document = read(
        drawn(
            *(written(100, 700, "3216"), raised),
            *("0.6 w", written(100, 650, "3216"), *[struck] * 40, written(127, 650, "3261")),
            *(written(100, 600, "77"), "100 598 m 114 598 l S"),
            written(700, 700, "99"),
        ),
        "a.pdf",
    )
    assert " ".join(texts(document)).split() == ["3216", "3261", "77"]
    assert left_out(document) == [
        *((Look.HIDDEN, "99"), (Look.RAISED, "1"), (Look.STRUCK, "3216")),
    ]


R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def test_the_texts_beside_the_body_of_a_word_document() -> None:
    kinds = ("header", "footer", "footnotes", "endnotes", "comments")
    links = "".join(
        f"<Relationship Id='r{kind}' Type='http://x/{kind}' Target='{kind}.xml'/>" for kind in kinds
    )
    parts = {
        f"word/{kind}.xml": f"<w:x xmlns:w='{W}'><w:y>{paragraph(kind, '12')}"
        f"{paragraph('— 1 —')}</w:y></w:x>"
        for kind in kinds
    }
    section = (
        f"<w:sectPr xmlns:r='{R}'><w:headerReference w:type='default' r:id='rheader'/>"
        "<w:footerReference r:id='rfooter'/></w:sectPr>"
    )
    body = f"<w:document xmlns:w='{W}'><w:body>{paragraph('正文')}{section}</w:body></w:document>"
    everything = {
        "word/document.xml": body,
        "word/_rels/document.xml.rels": f"<Relationships>{links}</Relationships>",
        **parts,
    }
    document = read(zipped({name: text.encode() for name, text in everything.items()}), "a.docx")
    assert texts(document) == ["正文"]
    assert [(part.kind.value, part.lines) for part in document.parts] == [
        ("header", ("header12",)),
        ("footer", ("footer12",)),
        ("footnote", ("footnotes12",)),
        ("endnote", ("endnotes12",)),
        ("comment", ("comments12",)),
    ]


def test_the_texts_of_a_drawn_list_are_read_beside_the_body() -> None:
    drawing = (
        "<d:dataModel xmlns:d='http://x/diagram' xmlns:a='http://x/main'><d:ptLst><d:pt><d:t>"
        "<a:p><a:r><a:t>收到申请</a:t></a:r><a:r><a:t>72件</a:t></a:r></a:p></d:t></d:pt>"
        "<d:pt><d:t><a:p><a:r><a:t>结转</a:t></a:r></a:p></d:t></d:pt></d:ptLst></d:dataModel>"
    )
    link = "<Relationship Id='a' Type='http://x/diagramData' Target='diagrams/data1.xml'/>"
    parts = {
        "word/document.xml": f"<w:document xmlns:w='{W}'>{paragraph('正文')}</w:document>",
        "word/_rels/document.xml.rels": f"<Relationships>{link}</Relationships>",
        "word/diagrams/data1.xml": drawing,
    }
    data = zipped({name: text.encode() for name, text in parts.items()})
    assert read(data, "a.docx").parts == (
        DocumentPart(PartKind.TEXT_BOX, ("收到申请72件", "结转")),
    )


def test_text_boxes_follow_the_paragraph_or_table_that_has_them() -> None:
    def box(*texts: str) -> str:
        inside = "".join(map(paragraph, texts))
        return f"<w:r><w:pict><w:txbxContent>{inside}</w:txbxContent></w:pict></w:r>"

    inner = f"<w:tc><w:p>{run('甲')}{box('注二')}</w:p></w:tc>"
    body = (
        f"<w:p>{run('收到')}{box('注一', '3条')}{run('72件')}</w:p>{table(inner)}{paragraph('末')}"
    )
    document = read(word(body), "a.docx")
    assert [(each.text, each.part) for each in document.lines] == [
        ("收到72件", None),
        ("注一", PartKind.TEXT_BOX),
        ("3条", PartKind.TEXT_BOX),
        ("注二", PartKind.TEXT_BOX),
        ("末", None),
    ]
    [found] = document.tables
    assert (found.rows, found.after_line) == ((("甲",),), 3)


def test_the_texts_beside_the_body_of_a_page() -> None:
    source = (
        "<html><head><title>青禾县\n年报</title><script type='application/ld+json'>{\"a\": 1}"
        "</script><script>var a = 2</script></head><body><p>正文</p></body></html>"
    )
    document = read(source.encode(), "a.html")
    assert document.beside(PartKind.PAGE_TITLE) == ("青禾县年报",)
    assert document.beside(PartKind.STRUCTURED_DATA) == ('{"a": 1}',)


def test_the_document_is_the_part_that_the_package_names() -> None:
    link = "<Relationship Id='a' Type='http://x/officeDocument' Target='word/other.xml'/>"
    parts = {
        "_rels/.rels": f"<Relationships>{link}</Relationships>",
        "word/document.xml": f"<w:d xmlns:w='{W}'>{paragraph('1')}</w:d>",
        "word/other.xml": f"<w:d xmlns:w='{W}'>{paragraph('2')}</w:d>",
    }
    data = zipped({name: text.encode() for name, text in parts.items()})
    assert texts(read(data, "a.docx")) == ["2"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_word_document_with_two_parts_of_one_name_is_refused() -> None:
    out = BytesIO(word(paragraph("甲")))
    with ZipFile(out, "a") as package:
        package.writestr("word/document.xml", package.read("word/document.xml"))
    assert refusal(out.getvalue(), "a.docx") == "DOC07"

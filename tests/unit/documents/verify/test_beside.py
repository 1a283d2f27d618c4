"""Texts outside the body: headers, footers, text boxes, notes and comments."""

from dataclasses import replace

import pytest

from disclose.documents.read.model import DocumentPart, PartKind
from disclose.documents.read.provenance import Manifest, Provenance
from disclose.documents.read.reader import read
from disclose.documents.verify.tokens import QUOTED
from disclose.documents.verify.verifier import verify
from tests.support.adversary import NarrativeFigure, narrative_figures
from tests.support.edited_reports import (
    bumped,
    made,
    retold,
    rewritten,
    summary,
    verified,
    with_part,
)
from tests.support.editions import vocabularies
from tests.support.filings import FORMS

TITLE = "青禾县人民政府办公室2025年政府信息公开工作年度报告"

TEXTS = [
    (TITLE, ""),
    (TITLE.replace("2025", "二〇二五"), ""),
    (TITLE.replace("2025", "2024"), "DOC65"),
    (TITLE.replace("2025", "二〇二四"), "DOC65"),
    (TITLE.replace("2025", " 2024 "), "DOC65"),
    ("政府信息公开工作年度报告（2024年）", "DOC65"),
    ("政府信息公开工作年度报告（2025年）", ""),
    ("政府信息公开工作年度报告（2026年1月20日公布）", ""),
    ("全年收到申请500件", "DOC69"),
    ("全年收到申请五百件", "DOC69"),
    ("注：行政处罚决定37件", "DOC69"),
    ("全年收到申请72件", ""),
    ("全年收到申请七十二件", ""),
    ("网站访问3500次", "DOC66"),
    ("另有五十二件正在办理", "DOC66"),
    ("— 3 —", ""),
    ("- 3 -", ""),
    ("第 1 页 共 5 页", ""),
    ("第1页，共5页", ""),
    ("1 / 5", ""),
    (f"{TITLE} 第 3 页", ""),
    (f"{TITLE} 3/12", ""),
    ("2026年1月15日印发", ""),
    ("青禾县人民政府办公室 2026-01-15", ""),
    ("青政办〔2026〕3号", ""),
    ("联系电话：0591-87654321", ""),
    ("数据见附件1，第20号", ""),
    ("依据《条例》第五十条编制", ""),
    ("草稿第一稿", ""),
    ("抄送：县委各部门，县人大办。共印30份", ""),
    ("联系人：张三，电话：3366", ""),
    ("注：表中“其他”包括事业单位", ""),
    ("截至2025年12月31日", ""),
]


@pytest.mark.parametrize(("text", "code"), TEXTS)
def test_a_text_beside_the_body(text: str, code: str) -> None:
    assert told(DocumentPart(PartKind.FOOTER, (text,))) == ([code] if code else [])


@pytest.mark.parametrize("kind", list(PartKind))
def test_the_kinds_of_texts_beside_the_body(kind: PartKind) -> None:
    codes = {
        PartKind.EMBEDDED: ["DOC68"],
        PartKind.STRUCTURED_DATA: [],
        PartKind.COMMENT: ["DOC66", "DOC90"],
    }
    part = DocumentPart(kind, ("全年收到申请500件",))
    assert told(part) == codes.get(kind, ["DOC69"])


def told(part: DocumentPart) -> list[str]:
    """What is found in a report with a part."""
    document = replace(read(made("md"), "报告.md", anchored=True), parts=(part,))
    done = verify(retold(), document, Manifest(Provenance()), (), vocabularies())
    return [each.code for each in done.findings]


@pytest.mark.parametrize("kind", [PartKind.HEADER, PartKind.FOOTNOTE])
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2024年度工作情况", "DOC65"),
        ("2024 年度工作情况", "DOC65"),
        ("2025年度", ""),
    ],
)
def test_the_year_on_every_page_is_that_of_the_report(kind: PartKind, text: str, code: str) -> None:
    expected = [code] if code and kind is PartKind.HEADER else []
    assert told(DocumentPart(kind, (text,))) == expected


KINDS = ["header", "footer", "textbox", "footnotes", "endnotes"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_sound_part_of_a_word_document_is_silent(kind: str) -> None:
    sound = [text for text, code in TEXTS if not code]
    assert summary(verified(with_part(made("docx"), kind, *sound), "docx")) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_false_text_of_a_word_document_is_a_finding(kind: str) -> None:
    false = {text: code for text, code in TEXTS if code}
    done = verified(with_part(made("docx"), kind, *false), "docx")
    assert summary(done) == list(false.values())


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (TITLE.replace("2025", "2024"), ["DOC90"]),
        ("请核对第3段，改为16磅字", ["DOC90"]),
        ("全年收到申请72件", ["DOC90"]),
        ("全年收到申请500件？", ["DOC66", "DOC90"]),
    ],
)
def test_a_report_with_a_comment_is_not_final(text: str, codes: list[str]) -> None:
    assert summary(verified(with_part(made("docx"), "comments", text), "docx")) == codes


def test_comments_are_counted() -> None:
    done = verified(with_part(made("docx"), "comments", "请核对", "已核对"), "docx")
    [found] = done.findings
    assert found.args["count"] == 2
    assert found.args["comments"] == ("请核对", "已核对")


def test_a_text_box_has_its_place_and_is_no_part_of_the_sentence() -> None:
    data = with_part(made("docx"), "textbox", "要点", "收到申请500件")
    [found] = verified(data, "docx").findings
    assert [(each.line, each.text) for each in found.places] == [(3, "收到申请500件")]
    assert found.args["numbers"] == ("500",)


def test_a_text_box_around_a_paragraph_of_the_report_is_body() -> None:
    def boxed(text: str) -> str:
        start = text.index("<w:p>", text.index("总体情况"))
        end = text.index("</w:p>", start) + len("</w:p>")
        box = f"<w:drawing><w:txbxContent>{text[start:end]}</w:txbxContent></w:drawing>"
        return f"{text[:start]}<w:p><w:r>{box}</w:r></w:p>{text[end:]}"

    assert summary(verified(rewritten(made("docx"), boxed), "docx")) == []


@pytest.mark.parametrize(("letters", "codes"), [("草稿", ["DOC50"]), ("青禾县", [])])
def test_the_letters_of_a_watermark_are_read(letters: str, codes: list[str]) -> None:
    drawing = (
        '</w:t></w:r><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape>'
        f'<v:textpath string="{letters}"/></v:shape></w:pict></w:r><w:r><w:t>'
    )
    data = with_part(made("docx"), "header", "年度报告@")
    marked = rewritten(data, lambda text: text.replace("@", drawing), "word/new-header-default.xml")
    assert summary(verified(marked, "docx")) == codes


def test_one_text_in_three_headers_is_one_finding() -> None:
    data = rewritten(
        made("docx"), lambda text: text.replace("</w:sectPr>", "<w:titlePg/></w:sectPr>")
    )
    for page in ("default", "first"):
        data = with_part(data, "header", "全年收到申请500件", page=page)
    assert summary(verified(data, "docx")) == ["DOC69"]


@pytest.mark.parametrize("page", ["first", "even"])
def test_a_header_that_no_page_shows_is_not_read(page: str) -> None:
    data = without_title_page(made("docx"))
    assert summary(verified(with_part(data, "header", "收到申请500件", page=page), "docx")) == []


def without_title_page(docx: bytes) -> bytes:
    """The report with one header for all pages."""
    plain = rewritten(
        docx, lambda text: text.replace("<w:titlePg />", "").replace("<w:titlePg/>", "")
    )
    return rewritten(
        plain, lambda text: text.replace("evenAndOddHeaders", "w14"), "word/settings.xml"
    )


@pytest.mark.parametrize("form", FORMS)
def test_sentences_of_the_report_in_a_footnote_are_silent_and_false_ones_are_heard(
    form: str,
) -> None:
    docx, report = made("docx", form, compared=True), retold(form, compared=True)
    figures = narrative_figures("docx", form)
    sound = dict.fromkeys(each.sentence for each in figures)
    assert summary(verified(with_part(docx, "footnotes", *sound), "docx", report)) == []
    false = {with_another_digit(each) for each in figures}
    done = verified(with_part(docx, "footnotes", *sorted(false)), "docx", report)
    heard = {place.text for each in done.findings for place in each.places}
    unheard = [each for each in false if each[:QUOTED] not in heard]
    # The name of two figures fits another one, too, which has the false amount.
    assert len(unheard) <= 2 < len(false) // 10


def with_another_digit(figure: NarrativeFigure) -> str:
    """The sentence of a figure with another number."""
    at = figure.start - figure.begin
    behind = figure.sentence[at + len(figure.number.text) :]
    return f"{figure.sentence[:at]}{bumped(figure.number.text)}{behind}"


def test_a_footer_of_a_word_document_is_read() -> None:
    def change(text: str) -> str:
        return text.replace("</w:p>", "<w:r><w:t>全年收到申请500件</w:t></w:r></w:p>", 1)

    data = rewritten(made("docx"), change, "word/footer1.xml")
    assert summary(verified(data, "docx")) == ["DOC69"]

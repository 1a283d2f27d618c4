"""The markup of the Word report: the order of elements that ECMA-376 prescribes, fonts, styles."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree
from lxml.etree import _Element as Element

from tests.support.element_order import WORD, disorder
from tests.support.filings import FORMS, as_read, balanced, edition
from tests.support.report_filings import BODY, TEXTS, filing, zeros
from tests.support.report_readers import W, part, word_paragraphs
from tests.support.reports import compile_report

LATIN, CHINESE = ("ascii", "hAnsi", "cs"), "eastAsia"


def _docx(*, draft: bool = False) -> bytes:
    return compile_report(edition(), filing(body=BODY, texts=TEXTS), "docx", draft=draft)


def _parts(docx: bytes) -> Iterator[Element]:
    with ZipFile(BytesIO(docx)) as package:
        for name in package.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                yield etree.fromstring(package.read(name))


@pytest.mark.parametrize("form", FORMS)
def test_elements_stand_in_the_order_of_the_schema(form: str) -> None:
    made = [
        compile_report(edition(form), as_read(balanced(form)), "docx", draft=draft)
        for draft in (False, True)
    ]
    roots = [root for docx in made for root in _parts(docx)]
    assert len(roots) >= 12
    assert [fault for root in roots for fault in disorder(root, WORD)] == []


def test_disorder_is_noticed() -> None:
    swapped = etree.fromstring(
        f'<w:p xmlns:w="{W[1:-1]}"><w:pPr><w:jc/><w:ind/></w:pPr><w:rPr><w:x/></w:rPr></w:p>'
    )
    assert disorder(swapped, WORD) == ["pPr: jc ind", "rPr: x"]


def test_every_style_names_its_fonts_in_all_four_slots() -> None:
    styles = part(_docx(), "word/styles.xml")
    fonts = list(styles.iter(f"{W}rFonts"))
    assert len(fonts) > 8
    for each in fonts:
        chinese = str(each.get(f"{W}{CHINESE}"))
        latin = chinese if chinese == "方正小标宋简体" else "Times New Roman"  # titles: one weight
        assert {each.get(f"{W}{slot}") for slot in LATIN} == {latin}
        assert chinese in {
            *("仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体", "宋体"),
        }
    [language] = styles.iter(f"{W}lang")
    assert language.get(f"{W}eastAsia") == "zh-CN"


def test_every_style_that_is_used_is_there() -> None:
    docx = _docx(draft=True)
    named = {
        str(each.get(f"{W}styleId")) for each in part(docx, "word/styles.xml").iter(f"{W}style")
    }
    used = {str(each.get(f"{W}val")) for root in _parts(docx) for each in root.iter(f"{W}pStyle")}
    assert used <= named
    assert {"Title", "Heading1", "Heading2", "BodyText", "Signature", "Footer"} <= used


def test_headings_are_found_by_the_navigation_of_word() -> None:
    styles = {
        str(each.get(f"{W}styleId")): each.find(f"{W}pPr/{W}outlineLvl")
        for each in part(_docx(), "word/styles.xml").iter(f"{W}style")
    }
    levels = {name: found.get(f"{W}val") for name, found in styles.items() if found is not None}
    assert levels == {"Heading1": "0", "Heading2": "1"}


def test_quotation_marks_are_set_in_the_chinese_face() -> None:
    texts = {"problems": "落实“三审三校”。"}
    docx = compile_report(edition(), filing(body=BODY, texts=texts), "docx", draft=False)
    runs = part(docx, "word/document.xml").iter(f"{W}r")
    [quoted] = [run for run in runs if "三审三校" in "".join(run.itertext())]
    hint = quoted.find(f"{W}rPr/{W}rFonts")
    assert hint is not None
    assert hint.get(f"{W}hint") == "eastAsia"


def test_a_table_says_what_it_is_to_a_screen_reader() -> None:
    tables = part(_docx(), "word/document.xml").iter(f"{W}tbl")
    said = [
        (str(caption.get(f"{W}val")), str(description.get(f"{W}val")))
        for table in tables
        for caption, description in zip(
            table.iter(f"{W}tblCaption"), table.iter(f"{W}tblDescription"), strict=True
        )
    ]
    assert [caption for caption, _ in said] == [table.title for table in edition().tables]
    assert said[1][1] == f"{said[1][0]}，共28行10列，前3行为表头；单位：件。"


def test_head_rows_repeat_and_rows_stay_whole() -> None:
    requests = list(part(_docx(), "word/document.xml").iter(f"{W}tbl"))[1]
    rows = requests.findall(f"{W}tr")
    heads = [
        number for number, row in enumerate(rows) if row.find(f"{W}trPr/{W}tblHeader") is not None
    ]
    assert heads == [0, 1, 2]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_the_document_says_what_it_is_and_of_which_day() -> None:
    core = part(_docx(draft=True), "docProps/core.xml")
    said = {etree.QName(each).localname: each.text for each in core}
    assert said == {
        "title": "平潭综合实验区管理委员会（全区汇总）2022年政府信息公开工作年度报告（草稿）",
        "subject": "政府信息公开工作年度报告（国办公开办函〔2021〕30号）",
        "creator": "平潭综合实验区管理委员会（全区汇总）",
        "lastModifiedBy": "平潭综合实验区管理委员会（全区汇总）",
        "keywords": "政府信息公开, 年度报告",
        "language": "zh-CN",
        "contentStatus": "草稿",
        "created": "2023-01-20T00:00:00Z",
        "modified": "2023-01-20T00:00:00Z",
        "identifier": f"sha256:{'0123456789abcdef' * 4}",
    }


def test_without_a_day_the_document_has_no_clock() -> None:
    core = part(compile_report(edition(), filing(), "docx", draft=True), "docProps/core.xml")
    assert not {"created", "modified"} & {etree.QName(each).localname for each in core}


def test_a_number_too_long_for_its_column_is_set_smaller() -> None:
    changes = {"requests.received[natural]": "123456", "requests.received[business]": "1234567"}
    docx = compile_report(edition(), zeros(changes), "docx", draft=False)
    row = list(list(part(docx, "word/document.xml").iter(f"{W}tbl"))[1])[5]
    styles = [str(each.get(f"{W}val")) for each in row.iter(f"{W}pStyle")]
    assert styles == ["TableSmall", "TableSmall", "TableTiny", *["TableSmall"] * 5]


@pytest.mark.parametrize(
    ("name", "day", "indent"),
    [
        # the date is 3 characters and 7 half ones, 8 on either side: 14.5 of 15.75 pt in 156 mm
        ("青禾县档案馆", "2023年1月20日", 4277),
        # 17 characters do not fit over it: the name ends half a character from the margin
        ("平潭综合实验区管理委员会应急管理局", "2023年1月20日", 3174),
        ("开" * 40, "2023年1月20日", 0),
    ],
)
def test_name_and_date_share_their_middle(name: str, day: str, indent: int) -> None:
    filed = filing(body={"name": name, "date": day})
    document = part(compile_report(edition(), filed, "docx", draft=False), "word/document.xml")
    last = document[0].findall(f"{W}p")[-2:]
    indents = [int(str(ind.get(f"{W}left"))) for each in last for ind in each.iter(f"{W}ind")]
    assert indents == [pytest.approx(indent, abs=5)] * 2


def test_a_draft_asks_for_its_date() -> None:
    docx = compile_report(edition(), filing(body={"name": "青禾县档案馆"}), "docx", draft=True)
    assert word_paragraphs(docx)[-2:] == [
        ("Signature", "青禾县档案馆"),
        ("SignatureDate", "【待填写：成文日期】"),
    ]


def test_the_last_paragraph_stays_with_the_signature() -> None:
    paragraphs = part(_docx(), "word/document.xml")[0].findall(f"{W}p")
    kept = [each.find(f"{W}pPr/{W}keepNext") is not None for each in paragraphs[-4:]]
    assert kept == [False, True, False, False]

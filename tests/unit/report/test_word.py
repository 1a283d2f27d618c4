import re
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from disclose.core.resources import templates
from tests.support.report_filings import BODY, SHA256, TEXTS, edition, filing, published, renamed
from tests.support.report_readers import (
    W,
    figures_by_place,
    part,
    word_controls,
    word_paragraphs,
    word_tables,
    word_text,
)
from tests.support.reports import compile_report

REAL = ("pingtan_2022", "hangzhou_style_2025", "shuyang_fgj_2023")
MANIFEST = "{urn:disclose-cn:report:1}"


def _docx(name: str = "pingtan_2022", *, draft: bool = False) -> bytes:
    return compile_report(edition(), filing(name, body=BODY, texts=TEXTS), "docx", draft=draft)


def _zipped(content: bytes) -> ZipFile:
    return ZipFile(BytesIO(content))


@pytest.mark.parametrize("name", REAL)
def test_every_figure_of_the_tables_is_a_control_with_its_key_and_name(name: str) -> None:
    document = part(_docx(name), "word/document.xml")
    found = [
        (tag, alias, text)
        for table in document.iter(f"{W}tbl")
        for tag, alias, _, text in word_controls(table)
    ]
    assert len(found) == 200
    assert {tag: text for tag, _, text in found} == _shown(name)
    titles = {tag: title for tag, title, _ in found}
    assert titles["requests.received[natural]"] == "表三 一、本年新收政府信息公开申请数量 · 自然人"
    assert len(set(titles.values())) == 200


def _shown(name: str) -> dict[str, str]:
    """A final report has 0 where a cell was left blank."""
    return {key: text or "0" for key, text in published(name).items()}


@pytest.mark.parametrize("name", REAL)
def test_every_figure_stands_in_its_place_of_the_form(name: str) -> None:
    assert list(figures_by_place(word_tables(_docx(name)))) == list(_shown(name).values())


def test_the_merged_headings_survive() -> None:
    proactive, requests, disputes = word_tables(_docx())
    assert [len(table) for table in (proactive, requests, disputes)] == [14, 28, 4]
    assert {len(row) for row in requests} == {10}
    assert proactive[0] == ["第二十条第（一）项"] * 4
    assert requests[2][3:] == [
        *("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"),
    ]
    assert requests[1][3:] == ["自然人", *["法人或其他组织"] * 5, "总计"]
    assert requests[8][:3] == ["三、本年度办理结果", "（三）不予公开", "2.其他法律行政法规禁止公开"]
    assert requests[26][:3] == ["三、本年度办理结果", "（七）总计", "（七）总计"]
    assert disputes[0] == ["行政复议"] * 5 + ["行政诉讼"] * 10


def test_controls_keep_to_what_survives_an_office_program() -> None:
    document = part(_docx("hangzhou_style_2025"), "word/document.xml")
    controls = word_controls(document)
    ids = [number for _, _, number, _ in controls]
    assert len(set(ids)) == len(ids) > 200
    assert all(len(tag) <= 64 for tag, _, _, _ in controls)
    assert len(list(document.iter(f"{W}sdt"))) == len(list(document.iter(f"{W}text")))


def test_the_manifest_says_what_each_figure_stands_for() -> None:
    docx = _docx("hangzhou_style_2025")
    manifest = part(docx, "customXml/item1.xml")
    narrative = (templates() / "editions" / "cn-2021" / "report.md.j2").read_bytes()
    assert dict(manifest.attrib) == {
        "edition": "cn-2021",
        "year": "2025",
        "body": "测试市（原单位名被替换）",
        "workbook": "filled.xlsx",
        "sha256": SHA256,
        "previous": "",
        "previous-sha256": "",
        "draft": "",
        "annex": "",
        "template": "cn-2021/report.md.j2",
        "template-sha256": sha256(narrative).hexdigest(),
        "tool": version("disclose-cn"),
        "seal": manifest.get("seal"),
    }
    figures = list(manifest.iter(f"{MANIFEST}figure"))
    unavailable = "requests.unavailable."
    [refused] = [one for one in figures if one.text == "3421"]
    assert refused.get("expression") == (
        f"({unavailable}not_held[total]+{unavailable}needs_creation[total]"
        f"+{unavailable}still_unclear[total])"
    )
    assert refused.get("tag") == refused.get("bookmark")
    document = part(docx, "word/document.xml")
    bookmarks = [str(mark.get(f"{W}name")) for mark in document.iter(f"{W}bookmarkStart")]
    assert bookmarks == [one.get("bookmark") for one in figures]
    assert len(set(bookmarks)) == len(bookmarks) > 200
    assert all(re.fullmatch("[A-Za-z0-9_]{1,40}", name) for name in bookmarks)
    found = [(tag, text) for tag, _, _, text in word_controls(document)]
    assert found == [(one.get("tag"), one.text or "") for one in figures]


def test_the_six_parts_stand_in_order() -> None:
    headings = [text for style, text in word_paragraphs(_docx()) if style == "Heading1"]
    assert headings == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]


def test_the_signature_ends_the_document() -> None:
    assert word_paragraphs(_docx())[-2:] == [
        ("Signature", "平潭综合实验区管理委员会（全区汇总）"),
        ("SignatureDate", "2023年1月20日"),
    ]


def test_a_draft_says_so_on_odd_and_even_pages_and_in_the_title() -> None:
    docx = _docx(draft=True)
    with _zipped(docx) as package:
        headers = [name for name in package.namelist() if name.startswith("word/header")]
    assert [word_text(part(docx, name)) for name in headers] == ["草稿", "草稿"]
    section = part(docx, "word/document.xml").find(f"{W}body/{W}sectPr")
    assert section is not None
    kinds = {one.get(f"{W}type") for one in section.findall(f"{W}headerReference")}
    assert kinds == {"default", "even"}
    assert word_paragraphs(docx)[0][1].endswith("（草稿）")


def test_a_final_report_nowhere_speaks_of_a_draft() -> None:
    with _zipped(_docx()) as package:
        assert not [name for name in package.namelist() if "草稿".encode() in package.read(name)
                    and name != "word/styles.xml"]  # fmt: skip


def test_the_same_report_has_the_same_bytes_and_no_clock() -> None:
    assert _docx() == _docx()
    with _zipped(_docx()) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = package.namelist()
        assert len(set(names)) == len(names)
        for name in names:
            etree.fromstring(package.read(name))


def test_fonts_are_named_outright() -> None:
    styles = etree.tostring(part(_docx(), "word/styles.xml"), encoding="unicode")
    assert "Theme" not in styles
    for font in ("方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "Times New Roman"):
        assert font in styles


def test_a_name_of_special_characters_survives() -> None:
    name = "A&B<局>\"'\x0b"
    filed = renamed(filing(), name)
    docx = compile_report(edition(), filed, "docx", draft=False)
    assert word_paragraphs(docx)[0][1] == "A&B<局>\"'2022年政府信息公开工作年度报告"
    assert part(docx, "customXml/item1.xml").get("body") == "A&B<局>\"'"

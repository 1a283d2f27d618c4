"""The PDF: what it shows, what is inside it, and what keeps it from being made."""

import re
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from struct import pack

import pytest

from disclose import api
from disclose.core.errors import Missing, NoFontsError, TypesettingError, UnprintableError
from disclose.form.edition.model import Edition
from disclose.form.figures import json_file
from disclose.form.figures.content import content
from disclose.form.filing import Filing, empty
from disclose.form.layout.book import plan
from disclose.report.blocks import TablePlaceholder, plain_text
from disclose.report.narrative import compose, runs
from disclose.report.pdf import document, fonts
from tests.support.filings import FORMS, as_read, balanced, changed, edition
from tests.support.pdf_reader import (
    catalog,
    information,
    pages,
    pdf_tables,
    pdf_text,
    reader,
    squeezed,
    tags,
)
from tests.support.report_filings import BODY, filing
from tests.support.reports import compile_report

MM = 72 / 25.4
HOSTILE = (
    '#panic("x") $x^2$ @ref <label> \\n \\ #let _a_ *b* // c /* d */ '
    '`e` = f - g + h [i] {j} ~ --- "q"'
)


def _made(filed: Filing, *, draft: bool = False, form: Edition | None = None) -> bytes:
    """The PDF on a machine that has no fonts at all."""
    report = compose(form or edition(), filed, draft=draft)
    return document.write(report, fonts.find(system=False))


def _with_text(text: str) -> Filing:
    return as_read(changed(texts={"problems": text}))


def _printed(form: str) -> dict[str, str]:
    given = {key: str(value) for key, value in balanced(form).figures.items()}
    return {key: given[key] for key in edition(form).figures}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("system", [True, False], ids=["installed fonts", "no installed font"])
def test_every_figure_stands_in_its_place(form: str, system: bool) -> None:
    report = compose(edition(form), as_read(balanced(form)), draft=False)
    pdf = document.write(report, fonts.find(system=system))
    names = [block.table for block in report.blocks if isinstance(block, TablePlaceholder)]
    found = {
        cell.key: table[cell.row][cell.column]
        for name, table in zip(names, pdf_tables(pdf), strict=True)
        for cell in plan(edition(form)).grids[name].figures()
    }
    printed = _printed(form)
    assert found == {key: printed[key] for key in found}
    told = printed.keys() - found.keys()
    assert {key.split(".")[0] for key in told}.isdisjoint(names)


@pytest.mark.parametrize("form", FORMS)
def test_the_text_is_whole_and_its_figures_with_it(form: str) -> None:
    report = compose(edition(form), as_read(balanced(form)), draft=False)
    text = pdf_text(document.write(report, fonts.find(system=False)))
    passages = [squeezed(plain_text(runs(block))) for block in report.blocks]
    assert [each for each in passages if each not in text] == []


@pytest.mark.parametrize("form", FORMS)
def test_the_figures_file_is_inside(form: str) -> None:
    filed = as_read(balanced(form))
    attached = reader(_made(filed, form=edition(form))).attachments
    assert {name: each[0] for name, each in attached.items()} == {
        "figures.json": json_file.write(content(filed))
    }


def test_a_page_holds_22_lines_of_28_characters() -> None:
    body = pages(_made(_with_text("甲" * 2000)))
    full = next(page for page in body if page.extract_text().count("甲") >= 22 * 28)
    lines = Counter(round(char["top"]) for char in full.chars if char["text"] == "甲")
    assert list(lines.values()) == [28] * 22
    letters = [char for char in full.chars if char["text"] == "甲"]
    assert min(char["x0"] for char in letters) == pytest.approx(28 * MM, abs=2)
    assert max(char["x1"] for char in letters) == pytest.approx(184 * MM, abs=2)
    tops = sorted(lines)
    assert tops[0] >= 37 * MM - 3
    assert tops[-1] + 16 <= 262 * MM
    assert (full.width, full.height) == pytest.approx((210 * MM, 297 * MM), abs=0.1)


def test_page_numbers_are_right_on_odd_pages_and_left_on_even_ones() -> None:
    for number, page in enumerate(pages(_made(as_read(balanced()))), start=1):
        words = [word for word in page.extract_words() if word["top"] > 262 * MM]
        assert "".join(word["text"] for word in words) == f"—{number}—"
        middle = (words[0]["x0"] + words[-1]["x1"]) / 2
        assert (middle > page.width / 2) is (number % 2 == 1)


def test_the_large_table_is_on_one_page_under_its_heading() -> None:
    [page] = [
        page for page in pages(_made(as_read(balanced()))) if len(page.extract_table() or ()) > 20
    ]
    [table] = page.find_tables()
    assert len(table.rows) == 28
    assert "三、收到和处理政府信息公开申请情况" in (
        page.crop((0, 0, page.width, table.bbox[1])).extract_text()
    )


def test_a_long_table_repeats_its_head() -> None:
    pdf = _made(as_read(balanced("gz-2017")), form=edition("gz-2017"))
    tables = [table for page in pages(pdf) for table in page.extract_tables()]
    assert len(tables) > 1
    assert {tuple(table[0]) for table in tables} == {("统计指标", "单位", "统计数")}


def test_a_draft_says_so_on_every_page_and_a_report_on_none() -> None:
    for page in pages(_made(as_read(balanced()), draft=True)):
        assert "草稿：供内部核对，不得对外公布" in page.extract_text()
        across = "".join(char["text"] for char in page.chars if char["matrix"][1])
        assert across == "草稿"
    assert "草稿" not in pdf_text(_made(as_read(balanced())))


def test_a_blank_form_makes_a_draft_that_shows_its_gaps() -> None:
    text = pdf_text(_made(empty(edition(), None, {}), draft=True))
    assert "【待填写：年度】" in text
    assert "【待填写：成文日期】" in text


def test_it_is_archivable_accessible_and_dated_by_its_year() -> None:
    pdf = _made(as_read(balanced()))
    root, told = catalog(pdf), information(pdf)
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("zh-CN", True)
    about = root["/Metadata"].get_data().decode()
    for claim in ("pdfaid:part>3<", "pdfaid:conformance>A<", "pdfuaid:part>1<"):
        assert claim in about
    assert told["/Title"] == "青禾县人民政府办公室2025年政府信息公开工作年度报告"
    assert told["/Author"] == "青禾县人民政府办公室"
    assert told["/CreationDate"] == "D:20251231000000Z"


def test_headings_tables_and_their_heads_are_tagged() -> None:
    roles = Counter(tags(_made(as_read(balanced()))))
    assert (roles["H1"], roles["H2"], roles["H3"], roles["Table"]) == (1, 6, 5, 3)
    # 表二: 4 titles, 4 × 信息内容, 3 + 1 + 1 + 1 headings; 表三: corner and 申请人情况, 3, 5;
    # 表四: 2, 2, 15
    assert roles["TH"] == (4 + 4 + 6) + (2 + 3 + 5) + (2 + 2 + 15)


def test_fonts_are_embedded_and_cut_down_to_what_is_used() -> None:
    found = {}
    for page in catalog(_made(as_read(balanced())))["/Pages"]["/Kids"]:
        for font in page["/Resources"]["/Font"].values():
            inner = font["/DescendantFonts"][0].get_object()
            descriptor = inner["/FontDescriptor"].get_object()
            found[inner["/BaseFont"]] = descriptor.keys() & {"/FontFile2", "/FontFile3"}
    assert {re.sub("^/[A-Z]{6}[+]", "", name) for name in found} == {
        "NotoSerifSC-Regular",
        "NotoSansSC-Regular",
    }
    assert all(found.values())


def test_what_users_type_is_never_markup() -> None:
    filed = as_read(changed(body={"name": f"某局{HOSTILE}"}, texts={"problems": HOSTILE}))
    text = pdf_text(_made(filed))
    assert text.count(squeezed(HOSTILE)) >= 2


def test_a_word_longer_than_a_line_and_a_number_wider_than_its_column_stay_inside() -> None:
    filed = as_read(
        changed(
            figures={
                "requests.received[natural]": 11398889,
                "requests.received[legal]": 123456789012,
            },
            texts={"problems": "A" * 200},
        )
    )
    letters = [char for page in pages(_made(filed)) for char in page.chars if char["text"] == "A"]
    assert len(letters) == 200
    assert max(char["x1"] for char in letters) < 184 * MM + 1
    cells = [cell for table in pdf_tables(_made(filed)) for row in table for cell in row]
    assert {"11398889", "123456789012"} <= set(cells)


def test_a_character_without_a_glyph_is_named_with_its_place() -> None:
    with pytest.raises(UnprintableError) as caught:
        _made(_with_text("甲\U0010fffd乙\ue123丙\U0010fffd"))
    assert caught.value.missing == (
        Missing("\U0010fffd", "五、存在的主要问题及改进情况"),
        Missing("\ue123", "五、存在的主要问题及改进情况"),
    )


TIBETAN = "\u0f40\u0f41"


def test_a_character_that_only_another_font_has_is_taken_from_it(tmp_path: Path) -> None:
    with pytest.raises(UnprintableError):
        compile_report(
            edition(), _with_text(TIBETAN), "pdf", draft=False, fonts_dir=_fonts(tmp_path)
        )
    folder = _fonts(tmp_path, TIBETAN)
    made = compile_report(edition(), _with_text(TIBETAN), "pdf", draft=False, fonts_dir=folder)
    assert TIBETAN in pdf_text(made)


def _fonts(folder: Path, characters: str = "") -> Path:
    """Return a folder with a font of an unknown family, which has two more `characters`.

    In its table of characters (`cmap`, format 12) they take the place of U+1E3E and U+1E3F.
    """
    package = find_spec("pylopdf_fonts_zh_cn")
    assert package is not None
    assert package.origin is not None
    data = (Path(package.origin).parent / "NotoSansSC-Regular.otf").read_bytes()
    for encoding in ("utf-16-be", "ascii"):
        data = data.replace("Noto Sans SC".encode(encoding), "Test Sans BO".encode(encoding))
    if characters:
        first, last = map(ord, characters)
        old, new = pack(">III", 0x1E3E, 0x1E3F, 0x174), pack(">III", first, last, 0x133)
        assert old in data
        data = data.replace(old, new)
    made = folder / f"fonts{len(characters)}"
    made.mkdir()
    (made / "TestSansBO-Regular.otf").write_bytes(data)
    return made


def test_scripts_of_the_autonomous_regions_are_set_where_their_fonts_are() -> None:
    text = "བོད་ཡིག ꆈꌠꉙ"
    try:
        made = _made(_with_text(text))
    except UnprintableError as error:
        pytest.skip(f"no font has {error}; Debian has them in fonts-noto-core")
    assert {"ཡ", "ꆈ"} <= set(pdf_text(made))


def test_a_byte_order_mark_in_a_text_is_left_out() -> None:
    assert "甲乙" in pdf_text(_made(_with_text("甲\ufeff乙")))


@pytest.mark.parametrize("name", ["镕堃喆䶮局", "𬭚㎡①～℃局"])
def test_rare_characters_of_names_have_glyphs(name: str) -> None:
    filed = as_read(balanced())
    assert name in pdf_text(_made(filed._replace(body={**filed.body, "name": name})))


def test_whatever_else_the_typesetter_refuses_is_one_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "packaged", lambda name: f'#panic("{name}")')
    with pytest.raises(TypesettingError, match=r"page\.typ"):
        _made(as_read(balanced()))


def test_the_year_of_a_draft_may_be_anything() -> None:
    for year in (None, 1, 99999):
        filed = as_read(balanced())._replace(year=year)
        assert information(_made(filed, draft=True))["/CreationDate"] == "D:19800101000000Z"


def test_the_folder_of_fonts_is_used(tmp_path: Path) -> None:
    with pytest.raises(NoFontsError, match=re.escape(str(tmp_path))):
        compile_report(edition(), as_read(balanced()), "pdf", draft=False, fonts_dir=tmp_path)


@pytest.mark.parametrize("draft", [False, True])
def test_import_reads_every_figure_back(draft: bool, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(_made(as_read(balanced()), draft=draft))
    filed = api.import_report(path, api.library()).checked.filing
    assert filed is not None
    found = {key: str(entry.amount) for key, entry in filed.entries.items()}
    assert found == _printed("cn-2021")


def test_table_two_takes_less_than_half_a_page() -> None:
    made = compile_report(edition(), as_read(balanced()), "pdf", draft=False)
    heights = [
        table.bbox[3] - table.bbox[1]
        for each in pages(made)
        for table in each.find_tables()
        if "行政事业性收费" in each.extract_text()
    ]
    [height] = heights
    assert height < 225 / 25.4 * 72 / 2 - 1.5 * 28.95  # below its heading and its unit


def test_the_signature_is_never_alone_on_its_page() -> None:
    for lines in range(1, 23):
        text = "木" * 28 * lines
        made = compile_report(
            edition(), filing(body=BODY, texts={"other_matters": text}), "pdf", draft=False
        )
        *_, before, name, day, number = pages(made)[-1].extract_text().splitlines()
        assert set(before) == {"木"}, lines
        assert name.startswith("平潭"), lines
        assert (day, number[0]) == ("2023年1月20日", "—"), lines

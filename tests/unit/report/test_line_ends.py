"""A number stays on the line of its unit: in the page, in the PDF, in Word by its settings."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from disclose.report.blocks import Run, TextOrigin, plain_text
from disclose.report.line_ends import line_parts
from tests.support.filings import edition
from tests.support.pdf_reader import pages
from tests.support.report_filings import BODY, filing
from tests.support.report_readers import page
from tests.support.reports import compile_report

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FIGURE, PLAIN = TextOrigin.FIGURE, TextOrigin.PLAIN


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("收到12件，其中3件", "12件 3件"),
        ("收费31.5万元（占80%）。", "31.5万元 占80%"),
        ("2025年1月1日起，36人次", "2025年 1月 1日 36人次"),
        ("办结3件；另有7件：", "3件； 7件："),
        ("邮政编码350400，电话0591-12345678", ""),
    ],
)
def test_pieces_that_stay_on_one_line(text: str, whole: str) -> None:
    found = line_parts((Run(PLAIN, text),))
    assert " ".join(plain_text(each.runs) for each in found if each.whole) == whole
    assert "".join(plain_text(each.runs) for each in found) == text


def test_a_piece_keeps_the_runs_of_figure_and_unit() -> None:
    line = (Run(PLAIN, "新收（占"), Run(FIGURE, "80%", "share"), Run(PLAIN, "）"))
    before, share, after = line_parts(line)
    assert plain_text(before.runs) == "新收（"
    assert share.runs == (Run(PLAIN, "占"), Run(FIGURE, "80%", "share"))
    assert after.runs == (Run(PLAIN, "）"),)


MOVED = "\n".join(
    "木" * count + "有12件；34件：费31.5万元、占80%，78人次。" for count in range(1, 25)
)


def test_no_line_of_the_pdf_parts_a_number_from_its_unit() -> None:
    texts = {"overview.platform": MOVED}
    pdf = compile_report(edition(), filing(body=BODY, texts=texts), "pdf", draft=False)
    lines = [line for each in pages(pdf) for line in each.extract_text().splitlines()]
    cut = [at for at, line in enumerate(lines) if "木" in line]
    assert len(cut) == 24
    starts = "".join(lines[at + 1][0] for at in cut)
    assert set(starts) & set("件人次万元%；：，、。") == set()
    assert not any(lines[at][-1].isdigit() for at in cut)
    assert "⁠" not in "".join(lines)


def test_the_page_wraps_numbers_and_units_in_one_span() -> None:
    html = compile_report(edition(), filing(body=BODY), "html", draft=False)
    whole = {each.text_content() for each in page(html).xpath("//p/span[@class='whole']")}
    assert {"74件", "2022年"} <= whole
    assert all(
        "data" in [child.tag for child in each]
        for each in page(html).xpath("//p/span[text()='件' or data[.='74']]")
    )


def test_word_lets_no_line_begin_with_a_unit() -> None:
    docx = compile_report(edition(), filing(body=BODY), "docx", draft=False)
    with ZipFile(BytesIO(docx)) as package:
        settings = etree.fromstring(package.read("word/settings.xml"))
    names = [etree.QName(each).localname for each in settings]
    assert names.index("noLineBreaksAfter") + 1 == names.index("noLineBreaksBefore")
    assert names.index("characterSpacingControl") < names.index("noLineBreaksAfter")
    assert names.index("noLineBreaksBefore") < names.index("compat")
    before, after = (
        next(settings.iter(f"{W}{name}")).get(f"{W}val") or ""
        for name in ("noLineBreaksBefore", "noLineBreaksAfter")
    )
    assert set("件条次元%，。）") <= set(before)
    assert set("占（《“") <= set(after)

"""Texts of last year in this year's filing: what counts, and how it is explained."""

from dataclasses import replace

import pytest

from disclose import api
from disclose.checks.outcome import Checked
from disclose.checks.pairing import figures, place_name
from disclose.checks.repeated_texts import own_sentences, repeated_texts
from disclose.form.figures import json_file
from disclose.form.figures.content import FiguresFile
from tests.support.editions import packaged
from tests.support.filings import CURRENT, FORMS, as_read, balanced, changed
from tests.support.reports import compile_report
from tests.support.workbooks import edited
from tests.support.years import last_year, prior_year_of

PROBLEMS = "少数乡镇公开不够及时，答复说理不充分。下一步对全部单位逐一抽查，编写答复范例。"
THIS = changed(texts={"problems": PROBLEMS.replace("少数", "3个")})
LAST = last_year(texts={"problems": PROBLEMS.replace("少数", "5个")})


def checked(this: bytes, last: FiguresFile, *, strict: bool = False) -> Checked:
    """Return the check of a workbook beside last year's, which is a workbook too."""
    prior_year = api.InputFile(api.fill(json_file.write(last)), "上年.xlsx")
    return api.check(this, prior_year=prior_year, strict=strict)


def test_a_workbook_of_last_year_keeps_its_texts() -> None:
    [found] = checked(api.fill(json_file.write(THIS)), LAST).findings
    assert (found.code, found.args["share"]) == ("PAST09", 100)


def test_an_explanation_silences_the_warning() -> None:
    data = api.fill(json_file.write(THIS))
    done = checked(data, LAST, strict=True)
    [found] = done.blocking
    line = [found.code, place_name(found), figures(found), "情况与上年相同，没有新的问题。"]
    said = {f"出错说明!{column}4": each for column, each in zip("ABCD", line, strict=True)}
    explained = checked(edited(data, said), LAST, strict=True)
    assert [each.explanation for each in explained.findings] == [line[-1]]
    assert explained.blocking == ()


def test_an_explanation_ends_with_the_text_that_it_explains() -> None:
    data = api.fill(json_file.write(THIS))
    [found] = checked(data, LAST).findings
    line = [found.code, place_name(found), figures(found), "情况与上年相同，没有新的问题。"]
    said = {f"出错说明!{column}4": each for column, each in zip("ABCD", line, strict=True)}
    said["文字部分!B8"] = f"{PROBLEMS}已请各单位报来整改结果。"
    codes = [each.code for each in checked(edited(data, said), LAST, strict=True).findings]
    assert codes == ["PAST09", "BOOK17"]


@pytest.mark.parametrize("kind", ["many", "none"])
@pytest.mark.parametrize("form", FORMS)
def test_a_sentence_that_the_program_writes_is_no_writers_own(form: str, kind: str) -> None:
    content = balanced(form)
    if kind == "none":
        inputs = content.figures.keys() - packaged(form).fills.keys()
        content = replace(content, figures=dict.fromkeys(inputs, 0))
    filing = as_read(replace(content, texts={}))
    report = compile_report(packaged(form), filing, "md", draft=True).decode()
    lines = [line for line in report.splitlines() if "。" in line and line[0] not in "|#<>"]
    assert lines
    told = [each.text for line in lines for each in own_sentences(packaged(form), line)]
    assert told == []


@pytest.mark.parametrize(
    "sentence",
    [
        "2025年，本机关未收到公众提出的政府信息公开申请",
        "全年没有因政府信息公开引起的行政复议和行政诉讼",
        "本年度没有依据规定收取政府信息公开信息处理费",
        "除上述内容外，没有其他需要报告的事项",
        "根据《中华人民共和国政府信息公开条例》和上级的要求编制本年度报告",
        "报告由总体情况、主动公开政府信息情况等六个部分组成",
        "本报告所列数据的统计期限为2025年1月1日至12月31日",
        "如对本报告有任何疑问，请与青禾县人民政府办公室联系",
    ],
)
def test_a_sentence_that_each_report_has_is_no_writers_own(sentence: str) -> None:
    assert own_sentences(packaged(CURRENT), sentence) == ()


def test_without_texts_of_last_year_there_is_nothing_to_compare() -> None:
    prior_year = prior_year_of(LAST)._replace(texts={})
    assert list(repeated_texts(packaged(CURRENT), as_read(THIS), prior_year)) == []

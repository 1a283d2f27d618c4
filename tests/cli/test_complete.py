"""Only a complete filing becomes a final report: each thing that it lacks stops `compile`."""

import json
import re
from pathlib import Path

import pytest

from disclose.form.figures import json_file
from tests.support.command_line import checked, disclose, exported, run
from tests.support.filings import changed, edition
from tests.support.report_names import report_in
from tests.support.workbooks import edited, workbook

GAPS = {
    "date": ("单位信息!B12", "", "CELL12", "请在“单位信息”填写"),
    "part one": ("文字部分!B6", "", "TXT03", "补写缺少的方面"),
    "part five": ("文字部分!B8", "无", "TXT02", "写出具体问题和改进措施"),
    "part six": ("文字部分!B9", "", "TXT10", "没有的填 0，由程序写成一句话"),
    "a blank": ("表四!C6", "", "CELL01", "“空白的格按0上报”填“是”"),
    "a stroke": ("表四!C6", "/", "CELL01", "没有发生的事项请填 0，不要填“/”"),
    "同上": ("表四!C6", "同上", "CELL03", "每格只填一个数"),
    "约1": ("表四!C6", "约1", "CELL03", "每格只填一个数"),
}


@pytest.mark.parametrize("gap", GAPS)
def test_a_gap_stops_the_report_and_says_what_to_do(gap: str, tmp_path: Path) -> None:
    cell, content, code, hint = GAPS[gap]
    book, out = tmp_path / "县.xlsx", tmp_path / "报告"
    book.write_bytes(edited(workbook(changed()), {cell: content}))
    ran = run("compile", book, "--to", "md", "-o", out)
    said = re.sub(r"\n +", "", ran.out + ran.err)
    assert ran.code == 1
    assert f"错误 {code}  " in said
    assert hint in said
    assert not list(tmp_path.glob("**/*.md"))
    disclose("compile", book, "--to", "md", "-o", out, "--draft", code=1)
    text = report_in(out, "md", draft=True).read_text(encoding="utf-8")
    assert "【" in text
    assert "（五）监督保障" in text
    assert "无填报" not in text


def test_agreed_zeros_are_printed_everywhere(tmp_path: Path) -> None:
    figures, book, out = tmp_path / "县.json", tmp_path / "县.xlsx", tmp_path / "报告"
    content = changed(body={"blank_as_zero": "是", "rulemaking": ""}, texts={"other_matters": ""})
    empty = dict(json.loads(json_file.write(content)), figures={})
    figures.write_text(json.dumps(empty), encoding="utf-8")
    disclose("fill", figures, "-o", book)
    assert checked(book, code=0)["findings"] == []
    disclose("compile", book, "--to", "md", "-o", out)
    text = report_in(out, "md").read_text(encoding="utf-8")
    assert re.findall(r"<td[^>]*>(.*?)</td>", text) == ["0"] * len(edition().figures)
    assert "未收到政府信息公开申请" in text
    assert "未收取信息处理费" in text
    given = exported(book)
    assert given["body"]["blank_as_zero"] == "是"
    assert given["figures"]["proactive.fees[amount]"] == ""
    assert given["figures"]["requests.received[total]"] == 0


def test_a_filing_that_lacks_texts_is_added_up_and_listed(tmp_path: Path) -> None:
    filed = tmp_path / "上报"
    filed.mkdir()
    gaps = {"文字部分!B8": "", "单位信息!B12": "", "表四!C6": ""}
    (filed / "县.xlsx").write_bytes(edited(workbook(changed()), gaps))
    out = tmp_path / "汇总"
    disclose("rollup", filed, "-o", out)
    assert "72" in (out / "figures.csv").read_text(encoding="utf-8-sig")
    listed = (out / "出错单位清单.csv").read_text(encoding="utf-8-sig")
    assert re.findall(r"已汇入,(\w+),强制性", listed) == ["CELL01", "CELL12", "TXT02"]

"""What hands do to a report: each edit yields exactly the findings it should."""

import re
from collections.abc import Mapping
from decimal import Decimal

import pytest

from disclose.core.finding import Severity
from disclose.documents.read.anchors import Level, bookmark
from disclose.documents.verify.expected_report import Piece
from disclose.form.edition.rule_ast import PRIOR_YEAR
from tests.support.edited_reports import (
    OTHER_SHA256,
    SHA256,
    anew,
    filed,
    last,
    made,
    replaced,
    retold,
    rewritten,
    summary,
    verified,
    without,
)
from tests.support.filings import balanced, changed, edition
from tests.support.reports import compile_report

RECEIVED, CARRIED = "requests.received[total]", "requests.carried_in[total]"
REVIEWS, IN_FORCE = "disputes.reconsideration", "proactive.normative_documents[in_force]"
GRANTED = "requests.granted[total]"
SHOWN = f'<data class="fig" data-key="{RECEIVED}" value="72">72</data>'
SENTENCE = "2025年新收政府信息公开申请72件，上年结转12件。"


def edited(changes: Mapping[str, str]) -> list[str]:
    """What is found in the Markdown report with texts changed."""
    return summary(verified(replaced(made("md"), "md", changes), "md"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("申请72件", "申请７２件"),
        ("1.50万元", "1.5 万元"),
        ("决定120件", "决定 120 件"),
        (SENTENCE, "今年以来，我办共收到群众提交的公开申请72件，另有12件由上年结转而来。"),
        (SENTENCE, "上年结转12件，2025年新收政府信息公开申请72件。"),
        (SENTENCE, "2025年新收政府信息公开申请72件；上年结转12件。"),
        ("县政府网站改版上线", "县政府网站2025年3月1日改版上线（〔2025〕8号），开通12345热线"),
        ("县政府网站改版上线", "1.县政府网站改版上线，电话0591-87654321"),
        ("县政府网站改版上线", "新收的72件申请中，没有一件超期，19件予以公开"),
        ("县政府网站改版上线", "在收到的72件申请中，自然人50件"),
        ("县政府网站改版上线", "二〇二五年新收七十二件，县政府网站改版上线"),
        ("为2025年1月1日", "为二〇二五年1月1日"),
        ("# 青禾县人民政府办公室2025年", "# 青禾县人民政府办公室二〇二五年"),
        ("组织业务培训", "按照条例第20条组织业务培训"),
        ("组织业务培训", "24小时内答复，见附件1、附表2，拨打12345咨询"),
        ("组织业务培训", "12345政务服务便民热线7×24小时受理，邮编350400，按国务院令第711号"),
        ("组织业务培训", "按国办公开办函〔2021〕30号，20个工作日内答复"),
        ("组织业务培训", "高效办成一件事，突出三个方面、三条主线，落实十条措施，一起推进"),
        ("组织业务培训", "二〇二五年三月一日第五次会议，（三）健全机制，第十二条，办好十件实事"),
        ("组织业务培训", "①组织业务培训②明确责任"),
        ("，应收100元", ""),
        ("2025年新收", "不包括上年结转的，2025年新收"),
        ("、部分公开7件", "、区分处理后部分予以公开7件"),
        ("、不予公开19件", "、决定不予以公开19件"),
        (
            "（未经复议直接起诉4件、复议后起诉2件）",
            "（未经复议直接提起行政诉讼4件、经复议后提起诉讼2件）",
        ),
        ("（未经复议直接起诉4件", "（未经复议直接向法院提起行政诉讼4件"),
    ],
)
def test_edits_that_change_no_number(old: str, new: str) -> None:
    assert edited({old: new}) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("申请72件", "申请73件", [f"DOC40 {RECEIVED}"]),
        ("决定120件", "决定0.012万件", ["DOC40 proactive.licensing[decisions]"]),
        (SENTENCE, "我办共收到公开申请73件，另有12件由上年结转。", [f"DOC40 {RECEIVED}"]),
        ("申请72件", "申请72余件", [f"DOC63 {RECEIVED}"]),
        ("2025年新收", "2025年不包括新收", [f"DOC63 {RECEIVED}"]),
        ("作出行政许可决定", "撤销行政许可决定", ["DOC63 proactive.licensing[decisions]"]),
        ("现行有效23件", "现已失效23件", [f"DOC63 {IN_FORCE}"]),
        ("自然人申请50件", "法人申请50件", ["DOC62 requests.received[natural]"]),
        ("行政复议6件", "行政诉讼6件", [f"DOC62 {REVIEWS}[total]"]),
        ("复议6件，其中结果维持3件", "复议6件，其中结果撤销3件", [f"DOC63 {REVIEWS}[upheld]"]),
        (
            "予以公开19件（占25.7%）、部分",
            "不予公开19件（占25.7%）、部分",
            [f"DOC62 {GRANTED}"],
        ),
        ("、纠正1件", "、尚未审结1件", [f"DOC62 {REVIEWS}[corrected]"]),
        ("，上年结转12件", "", [f"DOC41 {CARRIED}"]),
        (SENTENCE, "", [f"DOC61 {RECEIVED}"]),
        ("申请72件", "申请七十三件", [f"DOC40 {RECEIVED}"]),
        ("县政府网站改版上线", "县政府网站改版上线，另有十二件正在办理", ["DOC43"]),
        ("县政府网站改版上线", "县政府网站改版上线，上年新收72件", ["DOC43"]),
        ("县政府网站改版上线", "县政府网站改版上线，未新收72件", ["DOC43"]),
        ("县政府网站改版上线", "新收的72件申请中，20件予以公开", ["DOC43"]),
        ("县政府网站改版上线", "在收到的73件申请中，无一件超期", ["DOC43"]),
        ("为2025年1月1日", "为二〇二四年1月1日", ["DOC65"]),
        ("# 青禾县人民政府办公室2025年", "# 青禾县人民政府办公室二〇二四年", ["DOC49"]),
        ("县政府网站改版上线", "县政府网站改版上线，群众满意率百分之九十九", ["DOC43"]),
        ("县政府网站改版上线", "县政府网站改版上线，发布信息1.2万条", ["DOC43"]),
        ("县政府网站改版上线", "县政府网站改版上线，⑤件未答复", ["DOC43"]),
        ("申请72件", "申请七十二件", ["DOC46"]),
        ("县政府网站改版上线", "县政府网站改版上线，发布3500条，增长99.5%", ["DOC43"]),
        ("应收100元", "应收200元", ["DOC43"]),
        ("申请72件", "申请若干件", [f"DOC41 {RECEIVED}"]),
        ("# 青禾县人民政府办公室2025年", "# 青禾县人民政府办公室2024年", ["DOC49"]),
        ("# 青禾县人民政府办公室2025年", "# 红泽市财政局2025年", ["DOC49"]),
        ("少数单位公开不够及时", "【待填写：存在的主要问题】", ["DOC50"]),
    ],
)
def test_one_finding_for_one_fault(old: str, new: str, expected: list[str]) -> None:
    assert edited({old: new}) == expected


def test_places_name_the_line_and_the_cell() -> None:
    [found] = verified(replaced(made("md"), "md", {"申请72件": "申请73件"}), "md").findings
    text, cell = found.places
    line = made("md").decode().splitlines()[text.line - 1]
    assert "申请72件" in line
    assert text.text == SENTENCE.replace("72", "73")
    assert (cell.key, cell.sheet, cell.cell, cell.typed) == (RECEIVED, "表三", "J6", "")
    assert (found.args["now"], found.args["was"], found.args["cells"]) == ("73", "72", "表三!J6")


ROW = re.compile(r"<tr><th>4.保护第三方合法权益.*?</tr>\n")
LONG, SHORT = '<th rowspan="22">', '<th rowspan="8">（三）'


def test_a_row_deleted_from_a_table_is_one_finding() -> None:
    row = ROW.search(made("md").decode())
    assert row
    changes = {row[0]: "", LONG: '<th rowspan="21">', SHORT: '<th rowspan="7">（三）'}
    done = verified(replaced(made("md"), "md", changes), "md")
    assert summary(done) == ["DOC47 requests.denied.third_party[natural]"]
    assert done.findings[0].args["what"] == ("4.保护第三方合法权益",)
    assert done.findings[0].args["count"] == 7
    assert done.found[Level.ALIGNMENT] == done.figures - 7


def test_a_row_added_to_a_table_is_one_finding() -> None:
    row = ROW.search(made("md").decode())
    assert row
    more = row[0] + row[0].replace("4.保护第三方合法权益", "4a.新的情形")
    changes = {row[0]: more, LONG: '<th rowspan="23">', SHORT: '<th rowspan="9">（三）'}
    done = verified(replaced(made("md"), "md", changes), "md")
    assert summary(done) == ["DOC48"]
    assert "4a.新的情形" in str(done.findings[0].args["what"])
    assert done.findings[0].args["numbers"] == ("2", "1", "0", "0", "0", "0", "3")


def last_table(text: str) -> str:
    """The table of disputes."""
    return text[text.rindex("<table>") : text.rindex("</table>") + len("</table>")]


def test_a_column_deleted_and_one_added() -> None:
    table = last_table(made("md").decode())
    rows = table.splitlines()[1:]
    less = [*rows]
    less[0] = less[0].replace(
        'colspan="5" rowspan="2">行政复议', 'colspan="4" rowspan="2">行政复议'
    )
    less[2] = less[2].replace("<th>其他结果</th>", "", 1)
    less[3] = less[3].replace("<td>3</td><td>1</td><td>1</td>", "<td>3</td><td>1</td>", 1)
    removed = replaced(made("md"), "md", {table: "\n".join(["<table>", *less])})
    assert summary(verified(removed, "md")) == ["DOC47 disputes.reconsideration[other]"]
    more = [*rows]
    more[0] = more[0].replace("</tr>", '<th rowspan="3">调解</th></tr>')
    more[3] = more[3].replace("</tr>", "<td>9</td></tr>")
    added = replaced(made("md"), "md", {table: "\n".join(["<table>", *more])})
    [found] = verified(added, "md").findings
    assert (found.code, found.args["what"], found.args["numbers"]) == ("DOC48", "调解", ("9",))


def test_a_table_put_in_as_a_picture() -> None:
    table = last_table(made("md").decode())
    done = verified(replaced(made("md"), "md", {table: "![表](table.png)"}), "md")
    assert summary(done) == ["DOC47 disputes.reconsideration[upheld]"]
    assert done.findings[0].args["count"] == 15


def test_a_table_of_the_staff_is_listed() -> None:
    table = "<table><tr><td>镇</td><td>件数</td></tr><tr><td>东镇</td><td>17</td></tr></table>"
    changes = {"组织业务培训，": f"组织业务培训，\n\n{table}\n\n"}
    [found] = verified(replaced(made("md"), "md", changes), "md").findings
    assert (found.code, found.args["numbers"]) == ("DOC43", ("17",))


def control(docx_text: str, key: str) -> str:
    """The first control called `key`, as it stands in the document."""
    found = re.search(
        rf'<w:sdt><w:sdtPr><w:alias w:val="[^"]*" /><w:tag w:val="{re.escape(key)}" />.*?</w:sdt>',
        docx_text,
        re.DOTALL,
    )
    assert found
    return found[0]


def test_a_control_copied_and_changed() -> None:
    def change(text: str) -> str:
        one = control(text, RECEIVED)
        assert ">72<" in one
        return text.replace(
            "县政府网站改版上线", f"</w:t></w:r>{one.replace('>72<', '>99<')}<w:r><w:t>"
        )

    done = verified(rewritten(made("docx"), change), "docx")
    assert summary(done) == [f"DOC42 {RECEIVED}"]
    assert done.findings[0].args["now"] == "99"


def test_a_control_copied_and_left_as_it_is() -> None:
    def change(text: str) -> str:
        one = control(text, "requests.denied.state_secret[total]")
        return text.replace("县政府网站改版上线", f"</w:t></w:r>{one}<w:r><w:t>")

    assert summary(verified(rewritten(made("docx"), change), "docx")) == []


def test_controls_that_changed_places_name_numbers_that_are_not_theirs() -> None:
    def change(text: str) -> str:
        one, other = control(text, RECEIVED), control(text, CARRIED)
        return text.replace(one, "@", 1).replace(other, one, 1).replace("@", other, 1)

    done = verified(rewritten(made("docx"), change), "docx")
    assert sorted(summary(done)) == sorted([f"DOC40 {RECEIVED}", f"DOC40 {CARRIED}"])


def test_a_control_emptied() -> None:
    def change(text: str) -> str:
        one = control(text, RECEIVED)
        return text.replace(one, one.replace(">72<", "><"), 1)

    [found] = verified(rewritten(made("docx"), change), "docx").findings
    assert (found.code, found.args["now"]) == ("DOC40", "“”")


def test_a_number_that_is_gone_was_never_printed_so() -> None:
    """Not even if the workbook was saved since, and a page keeps no list of its numbers."""
    data = replaced(made("html"), "html", {SHOWN + "件": SHOWN.replace(">72<", "><") + "件"})
    done = verified(data, "html", anew(balanced(), OTHER_SHA256))
    assert summary(done) == ["DOC45", f"DOC40 {RECEIVED}"]


def test_what_is_deleted_by_tracked_changes_is_gone_and_what_is_inserted_counts() -> None:
    def change(text: str) -> str:
        one = control(text, RECEIVED)
        deleted = f'<w:del w:id="9001" w:author="a">{one}</w:del>'
        inserted = '<w:ins w:id="9002" w:author="a"><w:r><w:t>73</w:t></w:r></w:ins>'
        return text.replace(one, deleted + inserted, 1)

    assert summary(verified(rewritten(made("docx"), change), "docx")) == [
        "DOC55",
        f"DOC40 {RECEIVED}",
    ]


@pytest.mark.parametrize("lost", ["tag", "alias"])
def test_controls_are_known_by_tag_or_alias_alone(lost: str) -> None:
    data = rewritten(made("docx"), lambda text: re.sub(rf'<w:{lost} w:val="[^"]*" />', "", text))
    done = verified(data, "docx")
    assert summary(done) == []
    assert done.found[Level.CONTROL] == done.figures


def unwrapped(text: str) -> str:
    """The document without controls, their text left in place."""
    text = re.sub(r"<w:sdt><w:sdtPr>.*?</w:sdtPr><w:sdtContent>", "", text, flags=re.DOTALL)
    return text.replace("</w:sdtContent></w:sdt>", "")


def test_without_controls_bookmarks_tell_and_without_a_manifest() -> None:
    data = without(rewritten(made("docx"), unwrapped), "customXml/item1.xml")
    done = verified(data, "docx")
    assert summary(done) == []
    assert done.found[Level.BOOKMARK] == done.figures


def test_a_document_of_all_three_levels() -> None:
    """A control here, a bookmark there, and a sentence that was typed anew."""

    def change(text: str) -> str:
        text = unwrapped(text[: text.index("二、主动公开")]) + text[text.index("二、主动公开") :]
        marks = re.compile(rf'<w:bookmarkStart w:id="\d+" w:name="{bookmark(RECEIVED, 1)}" />')
        assert len(marks.findall(text)) == 1
        return marks.sub("", text)

    done = verified(rewritten(made("docx"), change), "docx")
    assert summary(done) == []
    assert done.found == {Level.CONTROL: 201, Level.BOOKMARK: 45, Level.ALIGNMENT: 1}


NOW = changed(
    figures={
        "proactive.licensing[decisions]": 121,
        "requests.received[natural]": 51,
        "requests.carried_out[natural]": 6,
    }
)
"""A workbook saved after the report: three inputs, and what follows from them."""


@pytest.mark.parametrize("to", ["docx", "html", "md"])
def test_a_workbook_that_was_changed_since_is_one_finding(to: str) -> None:
    done = verified(made(to), to, anew(NOW, OTHER_SHA256))
    assert [each.code for each in done.findings] == ["DOC44"]
    keys = {place.key for place in done.findings[0].places}
    assert {"proactive.licensing[decisions]", RECEIVED, "requests.carried_out[total]"} <= keys


def test_an_edit_by_hand_is_told_from_a_later_workbook() -> None:
    data = rewritten(
        made("docx"),
        lambda text: text.replace((one := control(text, CARRIED)), one.replace(">12<", ">13<"), 1),
    )
    done = verified(data, "docx", anew(NOW, OTHER_SHA256))
    assert [each.split()[0] for each in summary(done)] == ["DOC44", "DOC40"]
    assert summary(done)[1] == f"DOC40 {CARRIED}"


def test_a_sentence_that_the_workbook_has_only_now_is_part_of_that() -> None:
    """The balanced filing has no fees; the report of then does not speak of them."""
    then = changed(figures={"proactive.fees[amount]": 0})
    now = anew(balanced(), OTHER_SHA256)
    data = compile_report(edition(), filed(then), "docx", draft=False)
    done = verified(data, "docx", now)
    assert [each.code for each in done.findings] == ["DOC44"]


@pytest.mark.parametrize("to", ["docx", "html"])
def test_a_workbook_that_was_only_saved_again_is_a_note(to: str) -> None:
    assert summary(verified(made(to), to, anew(balanced(), OTHER_SHA256))) == ["DOC45"]


def test_changes_on_last_year_need_last_year() -> None:
    assert summary(verified(made("docx", compared=True), "docx")) == ["DOC52"]
    given = anew(balanced(), prior_year=last())
    assert summary(verified(made("docx", compared=True), "docx", given)) == []


@pytest.mark.parametrize("to", ["docx", "html", "md"])
def test_what_compares_with_a_year_that_is_not_given_is_listed(to: str) -> None:
    done = verified(made(to, compared=True), to)
    [found] = done.findings
    listed = [piece.text for line in retold(compared=True).lines for piece in line if _then(piece)]
    assert (found.code, found.severity) == ("DOC52", Severity.ERROR)
    assert (found.args["count"], found.args["numbers"]) == (len(listed), tuple(listed))
    assert found.args["given"] == ""


def _then(piece: Piece) -> bool:
    return PRIOR_YEAR in piece.key


def test_another_file_of_last_year_may_explain_what_differs() -> None:
    other = last()._replace(sha256=SHA256, name="另.json")
    same = verified(made("docx", compared=True), "docx", anew(balanced(), prior_year=other))
    assert summary(same) == []
    amounts = {key: 7 * (each or Decimal(0)) for key, each in last().amounts.items()}
    changed = other._replace(amounts=amounts)
    [found] = verified(
        made("docx", compared=True), "docx", anew(balanced(), prior_year=changed)
    ).findings
    assert (found.code, found.args["given"]) == ("DOC52", "另.json")


def test_without_a_manifest_a_report_of_one_year_alone_is_whole() -> None:
    done = verified(made("md"), "md", anew(balanced(), prior_year=last()))
    assert summary(done) == []
    assert done.figures == verified(made("md"), "md").figures


def test_a_draft_says_so_in_its_headers_alone() -> None:
    def change(text: str) -> str:
        assert "（草稿）" in text
        return text.replace("（草稿）", "")

    data = rewritten(made("docx", draft=True), change)
    done = verified(data, "docx", retold(draft=True))
    assert summary(done) == ["DOC50"]
    assert done.findings[0].args["marks"] == ("草稿",)


def test_a_report_of_another_form_is_one_finding() -> None:
    done = verified(made("docx", "cn-2019"), "docx")
    assert [each.code for each in done.findings] == ["DOC49"]
    assert done.figures == 0


def test_any_other_document_is_one_finding() -> None:
    assert summary(verified("# 通知\n\n请于3月1日前报送。".encode(), "md")) == ["DOC51"]

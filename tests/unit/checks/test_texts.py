"""The texts of a workbook are compared with its tables; sound ones raise nothing."""

from collections.abc import Mapping

import pytest

from disclose.checks.pairing import explained, figures, place_name
from disclose.checks.telling_texts import telling_texts
from disclose.checks.texts import text_findings
from disclose.core.finding import Finding, Severity
from disclose.form.figures.content import Value
from disclose.form.filing import Explanation
from tests.support.filings import as_read, changed, edition, understood

TABLE: Mapping[str, Value] = {
    "requests.received[natural]": 30,
    "requests.carried_in[natural]": 2,
    "disputes.reconsideration[upheld]": 3,
}


def findings(text: str, section: str = "overview.on_request") -> list[Finding]:
    taken = as_read(changed(TABLE, texts={section: text}))
    return [*text_findings(understood(edition(), taken))]


def said(text: str, section: str = "overview.on_request") -> list[str]:
    return [
        f"{each.code} {each.severity} {each.places[0].cell} {each.places[0].typed}"
        for each in findings(text, section)
    ]


def total(key: str) -> str:
    amount = as_read(changed(TABLE)).amount(key)
    return str(amount)


def test_a_number_that_the_table_contradicts_is_an_error_at_both_cells() -> None:
    text = "加强业务培训。2025年，本机关新收政府信息公开申请999件。"
    [found] = findings(text)
    sentence, figure = found.places
    assert (found.code, found.severity) == ("DOC24", Severity.ERROR)
    assert (sentence.sheet, sentence.cell, sentence.line) == ("文字部分", "B4", 1)
    assert sentence.text == "2025年，本机关新收政府信息公开申请999件。"
    assert sentence.text[slice(*sentence.span)] == sentence.typed == "999"
    assert sentence.key == "overview.on_request"
    assert (figure.sheet, figure.cell, figure.key) == ("表三", "J6", "requests.received[total]")
    assert figure.typed == total("requests.received[total]")


def test_the_line_within_the_cell_is_counted() -> None:
    [found] = findings("加强业务培训。\n新收政府信息公开申请999件。")
    assert found.places[0].line == 2


@pytest.mark.parametrize(
    "text",
    [
        "新收政府信息公开申请{requests.received[total]}件。",
        "全年行政复议{disputes.reconsideration[total]}件，其中结果维持3件。",
        "培训12场，999人次参加，热线接听1234次。",
        "2024年新收政府信息公开申请7件，增长12%。",
        "新收政府信息公开申请约100件。",
        "落实三审三校，未发生泄密。",
    ],
)
def test_a_sound_sentence_raises_nothing(text: str) -> None:
    keys = ("requests.received[total]", "disputes.reconsideration[total]")
    for key in keys:
        text = text.replace(f"{{{key}}}", total(key))
    assert said(text) == []


def test_received_may_include_those_carried_over() -> None:
    received, carried = total("requests.received[total]"), total("requests.carried_in[total]")
    assert said(f"共收到政府信息公开申请{received}件。") == []
    assert said(f"共收到政府信息公开申请{int(received) + int(carried)}件。") == []
    assert said("共收到政府信息公开申请999件。") == ["DOC24 error B4 999"]


def test_parts_that_agree_with_the_table_may_be_a_choice() -> None:
    amount = total("requests.total[total]")
    granted = total("requests.granted[total]")
    partly = total("requests.partly_granted[total]")
    text = f"全年办结{amount}件，其中予以公开{granted}件、部分公开{partly}件。"
    assert said(text) == []


def test_an_unreadable_figure_is_compared_with_nothing() -> None:
    taken = as_read(
        changed(
            {"requests.received[natural]": "许多"},
            texts={"overview.on_request": "新收政府信息公开申请999件。"},
        )
    )
    assert [*text_findings(understood(edition(), taken))] == []


def test_a_text_that_has_moved_is_found_in_its_cell() -> None:
    taken = as_read(changed(texts={"overview.on_request": "新收政府信息公开申请999件。"}))
    moved = taken._replace(moved={"overview.on_request": ("文字", "C9")})
    [found] = text_findings(understood(edition(), moved))
    assert (found.places[0].sheet, found.places[0].cell) == ("文字", "C9")


def test_an_error_in_a_sentence_can_be_explained() -> None:
    found = findings("新收政府信息公开申请999件。")
    assert place_name(found[0]) == "文字部分!B4"
    line = Explanation(
        code="DOC24",
        place=place_name(found[0]),
        figures=figures(found[0]),
        text="含乡镇代收的申请。",
        sheet="出错说明",
        cell="D4",
        row=3,
    )
    [told] = explained(found, [line])
    assert (told.severity, told.explanation) == (Severity.WARNING, "含乡镇代收的申请。")
    changed_since = explained(findings("新收政府信息公开申请998件。"), [line])
    assert [each.code for each in changed_since] == ["DOC24", "BOOK17"]
    assert changed_since[0].severity is Severity.ERROR


@pytest.mark.parametrize(
    "text",
    [
        "收到３件。",
        "共收到政府信息公开申请四十九件。",
        "全年没有收到政府信息公开申请。",
        "未发生因政府信息公开引起的行政复议和行政诉讼。",
        "申请全部办结，无结转。",
        "政府信息公开申请数为零。",
    ],
)
def test_a_text_that_may_state_or_deny_a_figure_is_read(text: str) -> None:
    taken = as_read(changed())._replace(texts={"problems": text})
    assert telling_texts(taken) == ("problems",)


@pytest.mark.parametrize(
    "text",
    [
        "解读形式单一，更新不够及时。",
        "改版于2025年6月完成，全部在法定期限内办结。",
        "本年度没有收取信息处理费，没有其他需要报告的事项。",
        "开展业务培训四场。",
    ],
)
def test_a_text_without_figures_is_not_read(text: str) -> None:
    taken = as_read(changed())._replace(texts={"problems": text}, fees={})
    assert telling_texts(taken) == ()


def test_a_name_in_a_text_says_which_figure_it_is() -> None:
    assert said("其他处理【其他处理 其他 总计】件。") == []
    assert said("新收政府信息公开申请【新收】件。") == []
    assert said("新收政府信息公开申请【新收】件，上年结转99件。") == ["DOC24 error B4 99"]


def test_a_rate_is_told_in_the_words_of_the_text() -> None:
    text = "收到政府信息公开申请30件，办结20件，按时办结率100%。"
    [rate] = [each for each in findings(text) if each.code == "DOC22"]
    assert rate.places[1].typed == "办结20件，按时办结率100%"
    assert rate.places[1].text == text


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("本年度发出收费通知3件，收取信息处理费1200元。", ["3", "1200"]),
        ("没有收取信息处理费。", ["没有收取信息处理费"]),
        ("全年发出收费通知1件，应收100元，实际收取100元。", []),
    ],
    ids=["other-amounts", "none", "the-same"],
)
def test_the_fee_in_a_text_is_that_of_its_lines(text: str, heard: list[str]) -> None:
    fees: dict[str, Value] = {"fees.notices": 1, "fees.due": 100, "fees.received": 100}
    taken = as_read(changed(fees, texts={"other_matters": text}))
    found = text_findings(understood(edition(), taken))
    expected = [("DOC24", each) for each in heard]
    assert [(each.code, each.places[0].typed) for each in found] == expected
    assert all(each.places[1].key.startswith("fees.") for each in found)


def test_the_fee_in_a_text_over_blank_lines_is_compared_with_nothing() -> None:
    blank: dict[str, Value] = {"fees.notices": "", "fees.due": "", "fees.received": ""}
    taken = as_read(changed(blank, texts={"other_matters": "收取信息处理费1200元。"}))
    assert list(text_findings(understood(edition(), taken))) == []

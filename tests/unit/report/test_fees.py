"""Part six says which fee was taken: by the figures of the fee, or by the text of the staff."""

from decimal import Decimal

import pytest

from disclose.form.figures.content import Value
from tests.support.filings import as_read, changed, edition
from tests.support.reports import compile_report

NOTHING_ELSE = "没有其他需要报告的事项。"
GAP = "【待填写：收取信息处理费的情况】"


def _part_six(text: str, *fees: Value, draft: bool = False) -> str:
    """Return part six for the notices, the amount due and the amount received."""
    given = dict(zip(("fees.notices", "fees.due", "fees.received"), fees, strict=False))
    filing = as_read(changed({**given}, texts={"other_matters": text}))
    report = compile_report(edition(), filing, "md", draft=draft).decode()
    return report.partition("## 六、其他需要报告的事项")[2]


@pytest.mark.parametrize(
    ("fees", "said"),
    [
        pytest.param((0, 0, 0), "本机关未发出信息处理费收费通知，未收取信息处理费。", id="none"),
        pytest.param(
            (2, Decimal("150.50"), 100),
            "发出信息处理费收费通知2件，应收信息处理费150.50元，实际收取信息处理费100元。",
            id="paid in part",
        ),
        pytest.param(
            (1, 30, 0),
            "发出信息处理费收费通知1件，应收信息处理费30元，未实际收取信息处理费。",
            id="not paid",
        ),
    ],
)
def test_the_figures_make_the_sentence(fees: tuple[Value, ...], said: str) -> None:
    assert said in _part_six(NOTHING_ELSE, *fees)


def test_a_blank_fee_is_no_zero() -> None:
    assert "收费通知" not in _part_six(NOTHING_ELSE, 1, 30).replace("未按收费通知要求", "")
    assert GAP in _part_six(NOTHING_ELSE, 1, 30, draft=True)
    assert GAP in _part_six(NOTHING_ELSE, draft=True)


def test_a_text_that_states_the_fee_leaves_no_gap() -> None:
    assert GAP not in _part_six("没有收取信息处理费。", draft=True)

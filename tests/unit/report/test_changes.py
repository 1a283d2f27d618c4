"""Changes on last year in the narrative, each worked out by hand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclose.form.prior_year import PriorYear
from disclose.form.templating import Num, change
from disclose.report.blocks import Heading, Paragraph, TextOrigin, plain_text
from disclose.report.compile import FORMATS
from disclose.report.narrative import compose, runs
from tests.support.report_filings import edition, filing, zeros
from tests.support.reports import compile_report

RECEIVED, CONCLUDED = "requests.received[total]", "requests.total[total]"
ISSUED = "proactive.normative_documents[issued]"


def _text(last: dict[str, int | None] | None, name: str = "pingtan_2022") -> str:
    filed = zeros() if name == "zeros" else filing(name)
    amounts = {key: None if each is None else Decimal(each) for key, each in (last or {}).items()}
    prior_year = None if last is None else PriorYear(name="上年.json", amounts=amounts)
    blocks = compose(edition(), filed, draft=False, prior_year=prior_year).blocks
    return "".join(
        plain_text(runs(each)) for each in blocks if isinstance(each, Heading | Paragraph)
    )


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (80, "制发行政规范性文件88件（比上年增长10%），"),  # 8 of 80
        (96, "制发行政规范性文件88件（比上年下降8.3%），"),  # 8 of 96 is 8.33
        (88, "制发行政规范性文件88件（与上年持平），"),
        (0, "制发行政规范性文件88件（比上年增加88件），"),
        (49, "制发行政规范性文件88件（比上年增加39件），"),
        (50, "制发行政规范性文件88件（比上年增长76%），"),
        (87999, "制发行政规范性文件88件（比上年下降99.9%），"),
        (None, "制发行政规范性文件88件，"),
    ],
)
def test_documents_issued_beside_last_years(last: int | None, said: str) -> None:
    assert said in _text({ISSUED: last})


def test_requests_received_and_concluded_beside_last_years() -> None:
    """14069 on 10000 is 40.69 per cent more, 13810 on 20000 is 30.95 less."""
    text = _text({RECEIVED: 10000, CONCLUDED: 20000}, "hangzhou_style_2025")
    assert "新收政府信息公开申请14069件（比上年增长40.7%），上年结转560件。" in text
    assert "全年办结申请13810件（比上年下降31%），其中" in text


def test_without_last_year_nothing_is_said_of_it() -> None:
    text = _text(None)
    assert "上年增长" not in text
    assert "比上年" not in text
    assert "持平" not in text
    assert text == _text({})


def test_nothing_in_both_years_is_no_change_worth_a_word() -> None:
    assert "上年为" not in _text({RECEIVED: 0, CONCLUDED: 0, ISSUED: 0}, "zeros")


def test_a_change_is_traced_to_both_years() -> None:
    prior_year = PriorYear(name="上年.json", amounts={ISSUED: Decimal(80)})
    blocks = compose(edition(), filing(), draft=False, prior_year=prior_year).blocks
    figures = {
        run.key: run.text
        for each in blocks
        for run in runs(each)
        if run.origin is TextOrigin.FIGURE
    }
    assert figures[f"change({ISSUED},previous.{ISSUED})"] == "10%"


@pytest.mark.parametrize("to", FORMATS)
def test_every_format_tells_the_change(to: str) -> None:
    prior_year = PriorYear(name="上年.json", amounts={ISSUED: Decimal(80)})
    alone = compile_report(edition(), filing(), to, draft=False)
    beside = compile_report(edition(), filing(), to, draft=False, prior_year=prior_year)
    assert alone != beside
    assert beside == compile_report(edition(), filing(), to, draft=False, prior_year=prior_year)
    if to in {"html", "md"}:
        assert "10%" in beside.decode()


amounts = st.integers(0, 10**8)


@given(amounts, amounts.filter(bool))
def test_a_change_is_within_half_a_tenth_of_the_quotient(now: int, then: int) -> None:
    shown = change(Num("a", Decimal(now)), Num("b", Decimal(then))).value
    assert shown is not None
    assert shown >= 0
    # |shown - 100 |now - then| / then| <= 1/20, multiplied out
    assert abs(shown * then - 100 * abs(now - then)) * 20 <= then

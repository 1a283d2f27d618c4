"""Charts of an edited report: their numbers are the workbook's, or it is told."""

from functools import cache

import pytest

from disclose.documents.read.reader import read
from disclose.documents.verify.expected_report import ExpectedReport
from disclose.form.edition.rule_ast import PRIOR_YEAR
from disclose.report.as_text import expected_report, with_charts_present
from disclose.report.charts import Drawing
from disclose.report.narrative import compose
from tests.support.edited_reports import filed, last, replaced, rewritten, summary, verified
from tests.support.filings import balanced, edition
from tests.support.reports import compile_report

NATURAL = "requests.received[natural]"


@cache
def _made(to: str) -> bytes:
    return compile_report(
        edition(), filed(balanced()), to, draft=False, prior_year=last(), charts=True
    )


def _told(data: bytes, to: str) -> ExpectedReport:
    report = compose(edition(), filed(balanced()), draft=False, prior_year=last(), charts=True)
    lines = read(data, f"报告.{to}", anchored=True).lines
    return expected_report(with_charts_present(report, lines))


def _found(data: bytes, to: str) -> list[str]:
    return summary(verified(data, to, _told(data, to)))


@pytest.mark.parametrize("to", ["docx", "html", "pdf"])
def test_charts_as_written_are_the_workbooks(to: str) -> None:
    told_of = _told(_made(to), to)
    assert ["自然人", " ", "50"] in [[piece.text for piece in line] for line in told_of.lines]
    assert _found(_made(to), to) == []


def test_a_number_changed_in_words_chart_is_told() -> None:
    """The filler opens the chart and types another number: 50 natural persons become 51."""
    edited = rewritten(
        _made("docx"),
        lambda chart: chart.replace("<c:v>50</c:v>", "<c:v>51</c:v>"),
        "word/charts/chart1.xml",
    )
    assert _found(edited, "docx") == [f"DOC40 {NATURAL}"]


def test_a_number_changed_in_the_pages_drawing_is_told() -> None:
    old = f'data-key="{NATURAL}">50</text>'
    edited = replaced(_made("html"), "html", {old: old.replace("50", "51")})
    assert _found(edited, "html") == [f"DOC40 {NATURAL}"]


@pytest.mark.parametrize("to", ["docx", "html"])
def test_a_report_may_leave_out_its_charts(to: str) -> None:
    plain = compile_report(edition(), filed(balanced()), to, draft=False, prior_year=last())
    assert _found(plain, to) == []
    assert not any("自然人 50" in "".join(p.text for p in line) for line in _told(plain, to).lines)


def test_charts_that_are_left_may_be_numbered_anew() -> None:
    page = _made("html").decode()
    start, end = page.index("<figure"), page.index("</figure>") + len("</figure>")
    edited = (page[:start] + page[end:]).replace(">图2　", ">图1　").replace(">图3　", ">图2　")
    assert ">图2　2025年" in edited
    assert _found(edited.encode(), "html") == []


def test_a_chart_that_is_gone_from_the_package_is_no_breakdown() -> None:
    relations = "word/_rels/document.xml.rels"
    edited = rewritten(
        _made("docx"), lambda text: text.replace("relationships/chart", "x"), relations
    )
    assert len([each for each in _found(edited, "docx") if each.startswith("DOC41")]) > 0


@pytest.mark.parametrize("to", ["docx", "html"])
def test_charts_of_two_years_are_compared_as_far_as_the_year_is_known(to: str) -> None:
    """Without last year its bars are listed as not compared; this year's are the workbook's."""
    report = compose(edition(), filed(balanced()), draft=False, charts=True, sketched=True)

    def found(data: bytes) -> list[tuple[str, object]]:
        lines = read(data, f"报告.{to}", anchored=True).lines
        expected = expected_report(with_charts_present(report, lines))
        done = verified(data, to, expected)
        return [(each.code, each.args.get("count")) for each in done.findings]

    numbers = [n for chart in _then() for bar in chart.bars for n in bar.numbers]
    then = [each for each in numbers if each.key.startswith(PRIOR_YEAR)]
    told_in_text = sum(
        PRIOR_YEAR in piece.key
        for line in _told(compile_report(edition(), filed(balanced()), to, draft=False), to).lines
        for piece in line
    )
    assert then
    assert found(_made(to)) == [("DOC52", len(then) + told_in_text)]
    [now] = {each.text for each in numbers if each.key == "requests.received[total]"}
    if to == "docx":
        data = rewritten(
            _made(to),
            lambda chart: chart.replace(f"<c:v>{now}</c:v>", "<c:v>99</c:v>"),
            "word/charts/chart3.xml",
        )
    else:
        old = f'data-key="requests.received[total]">{now}</text>'
        data = replaced(_made(to), to, {old: old.replace(now, "99")})
    assert [code for code, _ in found(data)] == ["DOC52", "DOC40"]


def _then() -> list[Drawing]:
    report = compose(edition(), filed(balanced()), draft=False, prior_year=last(), charts=True)
    return [each for each in report.charts.values() if len(each.series) > 1]

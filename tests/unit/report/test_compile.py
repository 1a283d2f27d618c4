import pytest

from disclose.core.errors import UnfinishedFilingError, UnknownFormatError
from disclose.form.filing import Origin
from disclose.report.compile import FORMATS, report_name, write
from disclose.report.narrative import compose
from tests.support.report_filings import TEXTS, edition, filing
from tests.support.reports import compile_report


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UnknownFormatError, match="odt"):
        compile_report(edition(), filing(), "odt", draft=False)


@pytest.mark.parametrize("to", FORMATS)
def test_the_same_report_has_the_same_bytes(to: str) -> None:
    first = compile_report(edition(), filing(), to, draft=True)
    assert first == compile_report(edition(), filing(), to, draft=True)
    assert first != compile_report(edition(), filing(), to, draft=False)


@pytest.mark.parametrize("to", FORMATS)
def test_only_a_draft_is_made_of_an_unfinished_filing(to: str) -> None:
    unreadable = filing(changes={"requests.granted[natural]": "若干"})
    unfinished = unreadable._replace(year=None, body={"name": " "})
    with pytest.raises(UnfinishedFilingError) as caught:
        write(compose(edition(), unfinished, draft=False), to)
    figures, texts = ("requests.granted[natural]",), tuple(TEXTS)
    assert caught.value.missing == ("name", "date", "year", *figures, *texts)
    assert compile_report(edition(), unfinished, to, draft=True)


def test_a_report_is_named_as_it_is_filed() -> None:
    named = filing()._replace(year=2025, body={"name": "青禾县人民政府办公室"})
    stem = "青禾县人民政府办公室2025年政府信息公开工作年度报告"
    assert report_name(edition(), named, "docx", draft=False) == f"{stem}.docx"
    assert report_name(edition(), named, "pdf", draft=True) == f"{stem}（草稿）.pdf"
    fleeing = named._replace(body={"name": "../../逃"})
    assert report_name(edition(), fleeing, "md", draft=False).startswith("．．／..／逃2025年")


def test_without_agency_or_year_a_report_is_called_like_its_workbook() -> None:
    named = filing()._replace(body={"name": "青禾县"}, origin=Origin(name="里/表（审核2）.xlsx"))
    for unnamed in (named._replace(body={"name": " "}), named._replace(year=None)):
        assert report_name(edition(), unnamed, "html", draft=True) == "表（草稿）.html"

from dataclasses import replace

import pytest

from disclose.core.errors import UnfinishedFilingError, UnknownFormatError
from disclose.report.compile import FORMATS
from tests.support.report_filings import edition, filing
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
    unfinished = replace(unreadable, year=None, body={"name": " "})
    with pytest.raises(UnfinishedFilingError) as caught:
        compile_report(edition(), unfinished, to, draft=False)
    assert caught.value.missing == ("name", "year", "requests.granted[natural]")
    assert compile_report(edition(), unfinished, to, draft=True)

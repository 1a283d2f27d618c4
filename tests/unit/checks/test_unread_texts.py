"""A section whose line was not found has not been read: a report lacks it if it is required."""

from disclose.checks.cells import texts
from tests.support.filings import as_read, changed, edition

EMPTY = {"problems": "", "overview.proactive": "", "overview.platform": "", "other_matters": ""}
FEES = {"proactive.fees[amount]": 5}


def _codes(*unread: str) -> list[str]:
    filing = as_read(changed(FEES, texts=EMPTY))._replace(unread=frozenset(unread))
    return [each.code for each in texts(edition(), filing)]


def test_a_required_text_is_lacking_also_if_its_line_was_not_found() -> None:
    for unread in ((), ("problems",), ("other_matters", "overview.proactive")):
        assert _codes(*unread) == ["TXT02", "TXT03", "TXT10"]


def test_nothing_is_said_of_the_length_of_what_was_not_read() -> None:
    filing = as_read(changed(texts={"overview.platform": "字" * 1001}))
    unread = frozenset(each.id for each in edition().texts)
    assert [each.code for each in texts(edition(), filing)] == ["TXT08"]
    assert list(texts(edition(), filing._replace(unread=unread))) == []


def test_figures_are_named_with_their_unit_and_cell() -> None:
    [found] = [
        each
        for each in texts(
            edition(), as_read(changed(FEES, texts={"other_matters": "没有其他事项。"}))
        )
        if each.code == "TXT01"
    ]
    reported = found.args["reported"]
    assert isinstance(reported, tuple)
    assert reported[0] == "表二!B16 行政事业性收费 5 万元"

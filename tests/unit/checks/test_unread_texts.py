"""A section whose line was not found has not been read: nothing is said of what stands in it."""

from dataclasses import replace

from disclose.checks.cells import texts
from tests.support.filings import as_read, changed, edition

EMPTY = {"problems": "", "overview.proactive": "", "overview.platform": "", "other_matters": ""}
FEES = {"proactive.fees[amount]": 5}


def _codes(*unread: str) -> list[str]:
    filing = replace(as_read(changed(FEES, texts=EMPTY)), unread=frozenset(unread))
    return [each.code for each in texts(edition(), filing)]


def test_an_empty_section_is_told_and_one_not_read_is_not() -> None:
    assert _codes() == ["TXT01", "TXT02", "TXT03"]
    assert _codes("problems") == ["TXT01", "TXT03"]
    assert _codes("other_matters") == ["TXT02", "TXT03"]
    assert _codes("problems", "overview.proactive", "overview.platform") == ["TXT01"]


def test_of_a_part_only_what_was_read_and_is_empty_is_lacking() -> None:
    filing = as_read(changed(texts=EMPTY))
    told = texts(edition(), replace(filing, unread=frozenset({"overview.proactive"})))
    [lacking] = [each.places for each in told if each.code == "TXT03"]
    assert [each.key for each in lacking] == ["overview.platform"]


def test_figures_are_named_with_their_unit_and_cell() -> None:
    [found] = [
        each
        for each in texts(edition(), as_read(changed(FEES, texts=EMPTY)))
        if each.code == "TXT01"
    ]
    reported = found.args["reported"]
    assert isinstance(reported, tuple)
    assert reported[0].endswith(" 5 万元（表二!B16）")
    assert reported[0].startswith("行政事业性收费")

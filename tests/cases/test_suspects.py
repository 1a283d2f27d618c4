"""Suspects in published reports; the sets were worked out by hand from the figures."""

from pathlib import Path

from disclose import api
from disclose.checks.outcome import Checked
from tests.support.places import EXAMPLES, REAL
from tests.support.suspects import told

HUADU = EXAMPLES / "huadu-2017" / "filled.xlsx"


def _checked(name: str, folder: Path) -> Checked:
    workbook = folder / f"{name}.xlsx"
    workbook.write_bytes(api.fill(REAL / f"{name}.json", api.library()))
    return api.check(workbook, api.library())


def test_totals_published_as_0_are_blamed_first(tmp_path: Path) -> None:
    """10 and 1 upheld and corrected: neither alone can make the sum 0. 5 alone: it can be 0."""
    row = "disputes.{}[{}]".format
    after = "litigation_after_reconsideration"
    found = _checked("hongze_2023", tmp_path)
    assert found.searched
    assert told(found.suspects) == [
        f"1.1 of 1 | {row('reconsideration', 'total')} 0 → 11 | DSP01 | overwritten",
        f"2.2 of 2 | {row(after, 'total')} 0 → 5 | DSP01 | overwritten",
        f"2.3 of 2 | {row(after, 'upheld')} 5 → 0 | DSP01 | -",
    ]
    assert [each.place.cell for each in found.suspects] == ["E6", "O6", "K6"]


def test_a_total_that_others_bear_out_is_not_blamed(tmp_path: Path) -> None:
    """20 received balance 20 concluded, but the outcomes add up to 26: one is 6 too many.

    Only two are 6 or more, and they stand one above the other.
    """
    found = _checked("pingtan_2020", tmp_path)
    assert told(found.suspects) == [
        "1.1 of 2 | requests.granted[natural] 6 → 0 | REQ02 | repeated",
        "1.2 of 2 | requests.partly_granted[natural] 6 → 0 | REQ02 | repeated",
    ]


def test_a_filing_that_passes_has_no_suspects(tmp_path: Path) -> None:
    assert _checked("pingtan_2022", tmp_path).suspects == ()


def test_the_errors_of_the_source_document_are_single_sums_with_ties() -> None:
    """592 in the categories against 591: each category of 1 or more may be one less.

    10 other results of 0 reconsiderations, 45 results of 1 lawsuit: either side may be wrong, and
    the one upheld lawsuit cannot be 44 less. One reply, none concluded: to be verified, two cells
    each way.
    """
    found = api.check(HUADU, api.library())
    assert found.searched
    lines = told(found.suspects)
    assert lines[0] == "1.1 of 7 | statistics.disclosed 591 → 592 | GZH01 | next-key"
    assert sorted(line.split(" | ")[1] for line in lines[1:7]) == [
        "guangzhou.category.budget 4 → 3",
        "guangzhou.category.documents 40 → 39",
        "guangzhou.category.news 371 → 370",
        "guangzhou.category.other 36 → 35",
        "guangzhou.category.powers 140 → 139",
        "guangzhou.category.proposals 1 → 0",
    ]
    assert lines[7:] == [
        "2.8 of 2 | statistics.reconsideration 0 → 10 | STA05 | zero-total",
        "2.9 of 2 | statistics.reconsideration.other 10 → 0 | STA05 | -",
        "3.10 of 2 | statistics.litigation.other 44 → 0 | STA06 | -",
        "3.11 of 2 | statistics.litigation 1 → 45 | STA06 | -",
        "4.12 of 3 | statistics.concluded 0 → 1 | STA12 | unfilled",
        "4.12 of 3 | statistics.concluded.on_time 0 → 1 | STA12 | unfilled",
        "4.13 of 3 | statistics.concluded 0 → 1 | STA12 | unfilled",
        "4.13 of 3 | statistics.concluded.extended 0 → 1 | STA12 | unfilled",
        "4.14 of 3 | statistics.replies 1 → 0 | STA12 | -",
        "4.14 of 3 | statistics.replies.other_agency 1 → 0 | STA12 | -",
    ]

"""What the checks say of single entries; whole findings in words stand in `tests/cases`."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from disclose.checks.cells import out_of_range, totals, unfilled
from disclose.checks.outcome import Checked, Judgement
from disclose.checks.places import listed, ranges
from disclose.checks.rules import applicable, failed_constraints, judge_rules
from disclose.checks.run import check
from disclose.core.finding import Finding, Place, Severity
from disclose.core.text import LISTED
from disclose.form.edition.model import Edition
from disclose.form.filing import Entry, Filing, Seal, State
from tests.support.filings import as_read, balanced, changed, edition

FORM = edition()
TOTAL = "disputes.reconsideration[total]"
PART = "disputes.reconsideration[upheld]"


def _with(*entries: Entry) -> Filing:
    """Return the balanced filing with entries replaced."""
    filing = as_read(changed())
    return filing._replace(entries={**filing.entries, **{each.key: each for each in entries}})


def _entry(key: str, **values: object) -> Entry:
    return as_read(changed()).entries[key]._replace(**values)  # type: ignore[arg-type]


def _codes(found: Iterator[Finding]) -> list[str]:
    return [each.code for each in found]


def test_nothing_is_found_in_the_balanced_filing() -> None:
    assert check(judge_rules(FORM, as_read(changed()))) == ()
    assert check(judge_rules(FORM, as_read(balanced()))) == ()


def test_the_tally_counts_every_rule_once() -> None:
    assert judge_rules(FORM, as_read(changed())).tally == judge_rules(
        FORM, as_read(changed())
    ).tally._replace(holds=45, fails=0, undecided=0, codes=())
    odd = as_read(changed({PART: "三", "proactive.normative_documents[issued]": 30}))
    counted = judge_rules(FORM, odd).tally
    assert (counted.holds, counted.fails, counted.undecided) == (43, 1, 1)
    assert counted.codes == ("DSP01",)


def test_rules_of_empty_cells_are_not_judged_unless_blanks_are_zeros() -> None:
    """A total is no cell to fill in; one number in the six columns of a row judges its rule."""
    blanks: dict[str, int | str] = dict.fromkeys(FORM.figures, "")
    one: dict[str, int | str] = {**blanks, "requests.received[natural]": 0}
    for figures, agreed, judged in ((blanks, "", 0), (one, "否", 3), (blanks, "是", 45)):
        content = changed(figures, body={"blank_as_zero": agreed})
        counted = judge_rules(FORM, as_read(content)).tally
        assert (counted.holds, counted.undecided) == (judged, 45 - judged)
        assert counted.unfilled == counted.codes


def test_what_last_year_hands_on_is_not_compared_with_blanks() -> None:
    """One request carried in and nothing else; a typed total, or one outcome, is something."""
    carried: dict[str, int | str] = {
        **dict.fromkeys(FORM.figures, ""),
        "requests.carried_in[natural]": 1,
    }
    assert judge_rules(FORM, as_read(changed(carried))).tally.fails == 0
    for key, count, codes in (
        ("requests.total[natural]", 2, ["REQ01", "REQ02"]),
        ("requests.granted[natural]", 2, ["REQ01"]),
        ("requests.granted[natural]", 1, []),
    ):
        judged = judge_rules(FORM, as_read(changed({**carried, key: count})))
        natural = [
            found for found in failed_constraints(judged) if "natural" in found.places[0].key
        ]
        assert [found.code for found in natural] == codes
    agreed = changed(carried, body={"blank_as_zero": "是"})
    assert {found.code for found in failed_constraints(judge_rules(FORM, as_read(agreed)))} == {
        "REQ01"
    }


def test_an_exempt_body_is_not_asked() -> None:
    body = {"rulemaking": "是"}
    assert {rule.code for rule in FORM.rules} - {
        rule.code for rule in applicable(FORM, as_read(changed(body=body)))
    } == {"PRO02"}
    assert judge_rules(FORM, as_read(changed(body=body))).tally.holds == 44


def test_an_equation_names_its_terms_as_printed() -> None:
    [found] = failed_constraints(
        judge_rules(FORM, as_read(changed({"proactive.normative_documents[issued]": 30})))
    )
    assert found.equation
    left = [(int(t.factor), t.label, int(t.amount)) for t in found.equation.left]
    assert left == [(1, "制发", 30), (-1, "废止", 1)]
    assert [t.label for t in found.equation.right] == ["现行有效"]
    assert (found.equation.left_sum, found.equation.right_sum) == (Decimal(29), Decimal(23))
    assert found.equation.difference == 6
    assert [place.cell for place in found.places] == ["B6", "C6", "D6"]


def test_a_constant_side_is_a_term_without_a_name() -> None:
    [found] = failed_constraints(
        judge_rules(
            FORM, as_read(changed({"proactive.rules[issued]": 1, "proactive.rules[in_force]": 1}))
        )
    )
    assert found.code == "PRO02"
    assert found.equation
    assert [(t.label, t.amount) for t in found.equation.right] == [("", Decimal(0))]


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({}, []),
        ({"cached": None}, ["FORM04"]),
        ({"cached": "6.0"}, []),
        ({"cached": "7"}, ["FORM03"]),
        ({"cached": "x"}, ["FORM03"]),
        ({"seal": Seal.CHANGED, "formula": "=SUM(A6:C6)"}, ["FORM02"]),
        ({"seal": Seal.REMOVED}, ["FORM05"]),
        ({"seal": Seal.OVERWRITTEN, "state": State.AMOUNT}, ["FORM01"]),
        ({"seal": Seal.OVERWRITTEN, "state": State.AMOUNT, "amount": Decimal(7)}, []),
        ({"seal": Seal.OVERWRITTEN, "state": State.TEXT, "amount": None}, []),
        ({"seal": Seal.NONE, "state": State.MISSING, "amount": None}, []),
    ],
)
def test_a_locked_total(values: dict[str, object], codes: list[str]) -> None:
    assert _codes(totals(FORM, _with(_entry(TOTAL, **values)))) == codes


def test_a_text_below_a_total_excuses_what_the_spreadsheet_stored() -> None:
    """A spreadsheet passes over text; so does the crossing of both totals, two floors up."""
    text = _entry("requests.granted[natural]", typed="１２", numeric=False)
    across = _entry("requests.granted[total]", cached="7")
    below = _entry("requests.total[natural]", cached="39")
    crossing = _entry("requests.total[total]", cached="62")
    assert _codes(totals(FORM, _with(text, across, below, crossing))) == []
    assert _codes(totals(FORM, _with(across))) == ["FORM03"]


def test_totals_of_one_kind_are_one_finding() -> None:
    keys = list(FORM.fills)[:12]
    [found] = totals(FORM, _with(*(_entry(key, cached="9999") for key in keys)))
    assert len(found.places) == 12
    assert len(found.args["cells"]) == LISTED + 1  # type: ignore[arg-type]


def test_cells_that_were_not_found_are_not_counted_as_blank() -> None:
    row = [key for key in FORM.figures if key.startswith("disputes.reconsideration[")]
    lost = [_entry(key, state=State.MISSING, amount=None) for key in row]
    assert _codes(unfilled(FORM, _with(*lost))) == []
    table = [key for key in FORM.figures if key.startswith("disputes.")]
    gone = [_entry(key, state=State.MISSING, amount=None) for key in table]
    assert _codes(unfilled(FORM, _with(*gone))) == []


@pytest.mark.parametrize(
    ("amount", "codes"),
    [("-1", ["CELL07"]), ("0.5", ["CELL08"]), ("-0.5", ["CELL07", "CELL08"]), ("5.00", [])],
)
def test_the_range_of_a_count(amount: str, codes: list[str]) -> None:
    assert _codes(out_of_range(FORM, _with(_entry(PART, amount=Decimal(amount))))) == codes


def test_a_computed_total_is_not_blamed_for_its_parts() -> None:
    filing = as_read(changed({PART: -9}))
    assert filing.amount(TOTAL) == -6
    [found] = out_of_range(FORM, filing)
    assert [place.key for place in found.places] == [PART]


def test_a_measure_may_be_negative() -> None:
    measures = {each.id: each._replace(signed=True) for each in FORM.measures}
    figures = {
        key: figure._replace(measure=measures[figure.measure.id])
        for key, figure in FORM.figures.items()
    }
    form = replace(FORM, measures=tuple(measures.values()), figures=figures)
    assert _codes(out_of_range(form, _with(_entry(PART, amount=Decimal(-1))))) == []


def test_a_check_that_breaks_down_costs_only_itself() -> None:
    def broken(edition: Edition, filing: Filing) -> Iterator[Finding]:
        raise LookupError(edition.id, filing.year)

    def sound(_edition: Edition, _filing: Filing) -> Iterator[Finding]:
        yield Finding(code="X", severity=Severity.NOTE)

    found = check(judge_rules(FORM, as_read(changed())), (broken, sound))
    assert [each.code for each in found] == ["TOOL01", "X"]
    assert found[0].args == {"check": "broken", "reason": "LookupError: ('cn-2021', 2025)"}


def test_a_listing_names_ten_and_counts_the_rest() -> None:
    places = [Place(sheet="表", cell=f"A{row}") for row in range(1, 14)]
    assert listed(places[:2], ["x", "y"]) == ("表!A1 x", "表!A2 y")
    assert listed(places, map(str, range(13)))[-1] == "… (+3)"
    assert ranges(places) == ("表!A1:A13",)
    scattered = [Place(sheet="表", cell=f"{column}{row}") for row in (1, 3, 5) for column in "ACEG"]
    assert ranges(scattered)[:2] == ("表!A1", "表!C1")
    assert ranges(scattered)[-1] == "… (+2)"
    assert ranges([Place(sheet="表")]) == ()


@pytest.mark.parametrize(
    ("severities", "judgement"),
    [
        ([], Judgement.PASS),
        ([Severity.WARNING, Severity.NOTE], Judgement.PASS),
        ([Severity.NOTE, Severity.ERROR], Judgement.FAIL),
    ],
)
def test_the_judgement(severities: list[Severity], judgement: Judgement) -> None:
    found = tuple(Finding(code="X", severity=each) for each in severities)
    read = Checked(file="a", edition=FORM, filing=as_read(changed()), findings=found, tally=None)
    assert read.judgement is judgement
    assert replace(read, edition=None, filing=None).judgement is Judgement.UNREADABLE

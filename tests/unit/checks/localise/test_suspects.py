"""Suspects of filings with known errors; sets and their number were worked out by hand."""

from decimal import Decimal

import pytest

from disclose.checks.localise.run import localise
from disclose.checks.outcome import Localised
from disclose.checks.rules import judge_rules
from disclose.core.language import Language
from disclose.form.figures.content import Value
from disclose.form.filing import Seal, typed_number
from tests.support.filings import as_read, balanced, changed, edition
from tests.support.suspects import suspects, told, typed
from tests.support.years import last_year, prior_year_of

FORM = edition()
COLUMNS = ("natural", "business", "research", "welfare", "legal", "other")


def _row(row: str, *amounts: int) -> dict[str, Value]:
    pairs = zip(COLUMNS, amounts, strict=False)
    return {f"requests.{row}[{column}]": amount for column, amount in pairs}


@pytest.mark.parametrize("form", ["cn-2021", "cn-2019", "cn-2014", "gz-2017"])
def test_nobody_is_suspected_where_everything_holds(form: str) -> None:
    for content in (changed(form=form), balanced(form)):
        assert localise(judge_rules(edition(form), as_read(content))) == Localised()


def test_a_single_sum_has_ties_and_the_explained_one_is_first() -> None:
    """500 + 6 against 56: 21 outcomes and carried out may be 450 more, received 450 less."""
    found = suspects(changed(_row("received", 500)))
    assert told(found)[:2] == [
        "1.1 of 23 | requests.received[natural] 500 → 50 | REQ01 | power-of-ten",
        "1.2 of 23 | requests.granted[natural] 12 → 462 | REQ01 | -",
    ]
    assert [each.number for each in found] == list(range(1, 24))
    assert (found[0].place.sheet, found[0].place.cell) == ("表三", "D6")
    assert not any("carried_in" in each.place.key for each in found)


def test_where_totals_are_typed_a_row_and_a_column_cross_in_one_cell() -> None:
    found = localise(judge_rules(FORM, typed({"requests.received[natural]": 5})))
    assert told(found.suspects) == [
        "1.1 of 1 | requests.received[natural] 5 → 50 | REQ01 REQ03 | power-of-ten"
    ]


def test_faults_that_share_no_cell_stand_apart() -> None:
    wrong = {"requests.granted[natural]": 21, "requests.carried_out[legal]": 7}
    assert told(localise(judge_rules(FORM, typed(wrong))).suspects) == [
        "1.1 of 1 | requests.carried_out[legal] 7 → 1 | REQ01 REQ03 | -",
        "2.2 of 1 | requests.granted[natural] 21 → 12 | REQ02 REQ03 | transposed",
    ]


def test_one_error_in_each_of_two_columns_is_two_faults_though_the_total_column_fails() -> None:
    """The total column says nothing that its six columns do not say."""
    found = suspects(changed({**_row("received", 500, 80)}))
    assert [each.place.key for each in found if each.reason] == [
        "requests.received[natural]",
        "requests.received[business]",
    ]
    assert {each.fault for each in found} == {1, 2}


def test_a_set_may_need_cells_of_another_faults_rules() -> None:
    """10 moved in the typed row of received: its sum holds, and either column needs the other.

    Carried in and carried out have less than 10 to give, the outcomes' sums hold as they are.
    """
    wrong = {"requests.received[natural]": 40, "requests.received[business]": 18}
    assert told(localise(judge_rules(FORM, typed(wrong))).suspects) == [
        "1.1 of 1 | requests.received[natural] 40 → 50 | REQ01 | next-key",
        "1.1 of 1 | requests.received[business] 18 → 8 | REQ01 | -",
    ]


def test_two_cells_of_a_row_changed_about() -> None:
    """9 less in one column, 9 more in the other; no other row has 9 to give in the second."""
    wrong = {"requests.granted[natural]": 3, "requests.granted[business]": 12}
    assert told(localise(judge_rules(FORM, typed(wrong))).suspects) == [
        "1.1 of 1 | requests.granted[natural] 3 → 12 | REQ02 | swapped",
        "1.1 of 1 | requests.granted[business] 12 → 3 | REQ02 | swapped",
    ]


def test_a_figure_in_the_neighbouring_cell_joins_both_columns() -> None:
    """First column: any of 22 gains 3 or one of 2 loses 3. Second: 2 gain 3, 2 can lose it."""
    found = suspects(changed(_row("not_processed.petition", 0, 3)))
    assert told(found)[:2] == [
        "1.1 of 96 | requests.not_processed.petition[natural] 0 → 3 | REQ01 | neighbouring-cell",
        "1.1 of 96 | requests.not_processed.petition[business] 3 → 0 | REQ01 | neighbouring-cell",
    ]
    assert len({each.number for each in found}) <= 24


def test_a_row_typed_one_cell_too_far_to_the_right() -> None:
    found = suspects(changed(_row("partly_granted", 0, 5, 1, 0, 0, 1)))
    moved = [each for each in found if each.number == 1]
    assert {each.reason and each.reason.name for each in moved} == {"shifted"}
    assert [
        (each.place.key.removeprefix("requests.partly_granted"), int(each.proposed))
        for each in moved
    ] == [
        ("[natural]", 5),
        ("[business]", 1),
        ("[research]", 0),
        ("[legal]", 1),
        ("[other]", 0),
    ]


def test_last_years_figure_is_a_reason_and_a_constant() -> None:
    found = suspects(changed(_row("carried_in", 60)), prior_year_of(last_year()))
    assert told(found) == [
        "1.1 of 1 | requests.carried_in[natural] 60 → 6 | REQ01 REQ11 REQ12 | continued"
    ]


def test_a_warning_is_a_fault_of_its_own() -> None:
    """20 of last year and 4 issued less 1 repealed are 23; 13 issued would make 32."""
    found = suspects(
        changed({"proactive.normative_documents[in_force]": 32}), prior_year_of(last_year())
    )
    assert told(found) == [
        "1.1 of 2 | proactive.normative_documents[in_force] 32 → 23 | PRO11 | transposed",
        "1.2 of 2 | proactive.normative_documents[issued] 4 → 13 | PRO11 | -",
    ]


def test_a_warning_that_is_settled_as_well_chooses_between_sets() -> None:
    """Seven kinds of replies could be 63 more, but only 29 replies equal 29 concluded."""
    assert told(suspects(changed({"statistics.replies": 92}, form="cn-2014"))) == [
        "1.1 of 1 | statistics.replies 92 → 29 | STA03 STA12 | transposed"
    ]


def test_a_warning_that_holds_is_not_given_up_without_need() -> None:
    """39 replies would settle the sum, but 29 were concluded; no other kind can lose 10."""
    assert told(suspects(changed({"statistics.replies.granted": 19}, form="cn-2014"))) == [
        "1.1 of 1 | statistics.replies.granted 19 → 9 | STA03 | -"
    ]


def test_a_warning_adds_no_cell_to_the_set_of_an_error() -> None:
    """Replies 31 and 29 concluded: the kinds add up to 40, and 9 granted can become 0."""
    wrong: dict[str, Value] = {
        "statistics.replies.granted": 20,
        "statistics.replies": 31,
    }
    found = suspects(changed(wrong, form="cn-2014"))
    assert {each.fault for each in found} == {1}
    assert all(each.settles[0] == "STA03" for each in found)
    assert len({each.number for each in found}) == len(found)


def test_three_figures_that_must_all_be_zero() -> None:
    rules = ("issued", "repealed", "in_force")
    wrong: dict[str, Value] = {f"proactive.rules[{name}]": n for n, name in enumerate(rules, 1)}
    assert told(suspects(changed(wrong))) == [
        "1.1 of 1 | proactive.rules[issued] 1 → 0 | PRO02 | -",
        "1.1 of 1 | proactive.rules[repealed] 2 → 0 | PRO02 | -",
        "1.1 of 1 | proactive.rules[in_force] 3 → 0 | PRO02 | -",
    ]


def test_of_an_inequality_the_explained_amount_is_proposed_else_the_nearest() -> None:
    """40 - 1 > 23: at most 24 issued, at least 17 repealed, at least 39 in force."""
    found = suspects(changed({"proactive.normative_documents[issued]": 40}))
    assert told(found)[0] == (
        "1.1 of 4 | proactive.normative_documents[issued] 40 → 4 | PRO01 | power-of-ten"
    )
    found = suspects(changed({"proactive.normative_documents[issued]": 91}))
    assert told(found)[0].startswith("1.1 of 4 | proactive.normative_documents[issued] 91 → 19 |")


def test_a_sign_is_missing_or_stray_where_a_figure_may_be_negative() -> None:
    name = "proactive.licensing[items_{}]".format
    wrong: dict[str, Value] = {name("last_year"): 13, name("change"): -18}
    found = suspects(changed(wrong, form="cn-2019"))
    assert "proactive.licensing[items_change] -18 → 18 | PRO21 | sign" in " ".join(told(found))


def test_yuan_typed_for_ten_thousand_yuan() -> None:
    """0.015 万元 are 150 元; the formula that the other number replaced gives them."""
    found = suspects(changed({"guangzhou.fee": 1500000}, form="gz-2017"))
    assert told(found) == [
        "1.1 of 2 | guangzhou.fee 1500000 → 150 | GZH03 | overwritten",
        "1.2 of 2 | statistics.request_fees 0.015 → 150 | GZH03 | yuan",
    ]


def test_a_total_left_at_zero_is_blamed_before_its_parts() -> None:
    """The column's total is 51 by its own sum, its row's and the balance of the column."""
    assert told(suspects(changed({"requests.total[natural]": 0}))) == [
        "1.1 of 1 | requests.total[natural] 0 → 51 | REQ01 REQ02 REQ03 | overwritten"
    ]


def test_a_total_typed_over_its_formula_is_first_and_likely() -> None:
    """2 + 0 + 1 + 1 are 4, not 10: one of the results may be 6 more, the formula gives the 4."""
    row = "disputes.litigation_direct[{}]".format
    found = suspects(changed({row("total"): 10}))
    assert told(found) == [
        f"1.1 of 5 | {row('total')} 10 → 4 | DSP01 | overwritten",
        f"1.2 of 5 | {row('upheld')} 2 → 8 | DSP01 | -",
        f"1.3 of 5 | {row('corrected')} 0 → 6 | DSP01 | -",
        f"1.4 of 5 | {row('other')} 1 → 7 | DSP01 | -",
        f"1.5 of 5 | {row('pending')} 1 → 7 | DSP01 | -",
    ]
    assert [each.likely for each in found] == [True, False, False, False, False]


def test_a_filler_of_totals_says_nothing_by_one_that_differs() -> None:
    """Another total is typed, too, and right: its filler types totals, and may mean this one."""
    right = "disputes.reconsideration[total]"
    taken = as_read(changed({"disputes.litigation_direct[total]": 10}))
    typed_over = typed_number(edition().figures[right], "6")._replace(seal=Seal.OVERWRITTEN)
    entries = {**taken.entries, right: typed_over}
    found = localise(judge_rules(edition(), taken._replace(entries=entries))).suspects
    assert len(found) == 5
    assert not any(each.reason or each.likely for each in found)


def test_totals_that_add_up_overwritten_ones_are_restored_together() -> None:
    """The total of the table adds up the column's total: neither formula gives the other's 90."""
    totals = ("requests.total[natural]", "requests.total[total]")
    wrong: dict[str, Value] = dict.fromkeys(totals, 90)
    found = suspects(changed(wrong))
    best = [each for each in found if each.number == found[0].number]
    assert {each.place.key for each in best} <= set(totals)
    assert all(each.reason and each.reason.name == "overwritten" for each in best)


def test_a_cell_left_out_among_filled_ones_is_first() -> None:
    found = suspects(changed({"requests.granted[natural]": ""}))
    assert told(found)[0].endswith("requests.granted[natural] 0 → 12 | REQ01 | unfilled")


def test_what_cannot_be_judged_suspects_nobody() -> None:
    assert suspects(changed({"requests.granted[natural]": "十二"})) == ()


def test_a_cell_that_could_only_take_too_many_decimals_is_not_suspected() -> None:
    """150.005 元 would be 0.0150005 万元, one decimal more than the figure has."""
    found = suspects(changed({"guangzhou.fee": Decimal("150.005")}, form="gz-2017"))
    assert told(found) == ["1.1 of 1 | guangzhou.fee 150.005 → 150 | GZH03 | overwritten"]


def test_two_likely_slips_stay_two_faults_though_a_swap_explains_both() -> None:
    """12 and 21 granted, typed as 21 and 12: transposed twice, or changed about once.

    9 too many: granted less, received or carried in more. 9 too few: received less, 22 others more.
    """
    right: dict[str, Value] = {"requests.received[business]": 26}
    found = suspects(changed({**right, **_row("granted", 21, 12)}))
    assert [line for line in told(found) if "transposed" in line] == [
        "1.1 of 3 | requests.granted[natural] 21 → 12 | REQ01 | transposed",
        "2.4 of 23 | requests.granted[business] 12 → 21 | REQ01 | transposed",
    ]


def test_a_search_that_ends_too_soon_says_so() -> None:
    filing = as_read(changed(_row("received", 500)))
    assert localise(judge_rules(FORM, filing), budget=0) == Localised((), searched=False)
    part = localise(judge_rules(FORM, filing), budget=100)
    assert not part.searched
    whole = {
        (each.place.key, each.proposed) for each in localise(judge_rules(FORM, filing)).suspects
    }
    assert {(each.place.key, each.proposed) for each in part.suspects} < whole


def test_every_reason_can_be_said_in_both_languages() -> None:
    [first, *_] = suspects(changed(_row("received", 500)))
    assert first.reason
    said = [first.reason.wording.in_(each).format_map(first.args) for each in Language]
    assert said == ["多写或少写了 0", "extra or missing zeros"]

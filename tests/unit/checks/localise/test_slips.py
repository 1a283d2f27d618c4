"""Which reason explains which change."""

from dataclasses import replace
from decimal import Decimal

import pytest

from disclose.checks.localise.typing_errors import TYPING_ERRORS, Change, likeliest_error, origins
from disclose.form.filing import State


def _change(typed: str, proposed: str, **given: object) -> Change:
    change = Change(
        typed=Decimal(typed),
        proposed=Decimal(proposed),
        state=State.AMOUNT,
        unit="件",
        restored=None,
        parts=None,
        carried_forward=None,
        beside=(),
        gap=False,
    )
    return replace(change, **given)  # type: ignore[arg-type]  # a test names any field


@pytest.mark.parametrize(
    ("typed", "proposed", "name"),
    [
        ("43", "34", "transposed"),
        ("1324", "1234", "transposed"),
        ("-43", "-34", "transposed"),
        ("1.25", "1.52", "transposed"),
        ("58.2", "52.8", "transposed"),
        ("43", "-34", ""),
        ("5", "50", "power-of-ten"),
        ("500", "5", "power-of-ten"),
        ("50000", "5", "power-of-ten"),
        ("0", "10", ""),
        ("-18", "18", "sign"),
        ("344", "34", "digit-doubled"),
        ("334", "34", "digit-doubled"),
        ("324", "34", ""),
        ("34", "324", "digit-dropped"),
        ("3", "31", "digit-dropped"),
        ("36", "35", "next-key"),
        ("36", "39", "next-key"),
        ("36", "31", ""),
        ("36", "45", ""),
        ("6", "5", ""),
    ],
)
def test_digits(typed: str, proposed: str, name: str) -> None:
    found = likeliest_error(_change(typed, proposed))
    assert (found.reason.name if found else "") == name


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (_change("43", "34", carried_forward=Decimal(34)), "continued"),
        (_change("0", "11", parts=Decimal(11)), "zero-total"),
        (_change("0", "11", parts=Decimal(11), restored=Decimal(11)), "overwritten"),
        (_change("0", "12", parts=Decimal(11), restored=Decimal(11)), ""),
        (_change("0", "11", parts=Decimal(12)), ""),
        (_change("2", "11", parts=Decimal(11)), ""),
        (_change("15000", "1.5", unit="万元"), "yuan"),
        (_change("15000", "1.5"), "power-of-ten"),
        (_change("7", "0", beside=(Decimal(3), Decimal(7))), "repeated"),
        (_change("7", "1", beside=(Decimal(7),)), ""),
        (_change("0", "4", state=State.BLANK, gap=True), "unfilled"),
        (_change("0", "4", state=State.PLACEHOLDER), "unfilled"),
    ],
)
def test_what_bears_upon_the_cell(change: Change, name: str) -> None:
    found = likeliest_error(change)
    assert (found.reason.name if found else "") == name


def test_reasons_are_in_the_order_of_their_cost_and_said_in_both_languages() -> None:
    assert [each.cost for each in TYPING_ERRORS] == sorted(each.cost for each in TYPING_ERRORS)
    args = {"typed": "1", "proposed": "2"}
    for each in TYPING_ERRORS:
        wording = each.reason.wording
        assert wording.zh.format_map(args) != wording.en.format_map(args)


def test_every_origin_but_the_likes_of_a_longer_figure_is_explained() -> None:
    """A figure with a digit too many is explained only where that digit was doubled."""
    assert {Decimal(34), Decimal(430), Decimal("4.3"), Decimal(-43)} <= set(origins(Decimal(43)))
    assert Decimal(81) not in set(origins(Decimal(-18)))
    assert set(origins(Decimal(0))) == {Decimal(0)}

"""When the best set is called likely: by its evidence, and as measured on generated mistakes."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from random import Random

import pytest

from disclose.checks.localise.confidence import Evidence, evidence, is_likely
from disclose.checks.localise.run import localise
from disclose.checks.rules import judge_rules
from disclose.core.finding import Place, Reason, Suspect
from disclose.core.language import Wording
from disclose.form.figures.content import Value
from tests.benchmarks.likely import Trial, bases, trials
from tests.support.filings import FORMS, changed, edition
from tests.support.suspects import suspects, told, typed


def _set(*cells: tuple[str, str, str], ties: int = 23) -> list[Suspect]:
    """Return a set of cells, each with its typed and proposed amount and the name of its reason."""
    return [
        Suspect(
            place=Place(key="", sheet="表三", cell="D7", typed=typed, label=""),
            proposed=Decimal(proposed),
            settles=("REQ01",),
            number=1,
            fault=1,
            ties=ties,
            reason=Reason(reason, Wording("", "")) if reason else None,
            args={"typed": typed, "proposed": proposed},
        )
        for typed, proposed, reason in cells
    ]


NEXT_KEY = _set(("26", "35", "next-key"))
DOUBLED = _set(("33", "3", "digit-doubled"))
UNEXPLAINED = _set(("50", "41", ""))


@pytest.mark.parametrize(
    ("sets", "found"),
    [
        ([_set(("43", "34", "transposed"))], Evidence("transposed", 2, 0)),
        ([_set(("1500", "15", "power-of-ten"))], Evidence("power-of-ten", 2, 0)),
        ([_set(("0.015", "0.0015", "power-of-ten"))], Evidence("power-of-ten", 2, 0)),
        ([_set(("0", "120", "unfilled"))], Evidence("unfilled", 2, 0)),
        ([_set(("28", "0", "repeated"))], Evidence("repeated", 2, 0)),
        ([_set(("5", "53", "digit-dropped"))], Evidence("digit-dropped", 1, 0)),
        ([_set(("7", "12", "swapped"), ("12", "7", "swapped"))], Evidence("swapped", 1, 0)),
        ([_set(("43", "34", "transposed"), ("5", "6", ""))], Evidence("several", 2, 0)),
        ([UNEXPLAINED], Evidence("no-reason", 1, 0)),
        ([DOUBLED, UNEXPLAINED, NEXT_KEY], Evidence("digit-doubled", 1, 0)),
        ([DOUBLED, DOUBLED, _set(("33", "3", "digit-doubled"), ("5", "6", ""))],
         Evidence("digit-doubled", 1, 1)),
        ([DOUBLED, _set(("2", "32", "digit-dropped"))], Evidence("digit-doubled", 1, 0)),
        ([DOUBLED, _set(("12", "132", "digit-dropped"))], Evidence("digit-doubled", 1, 1)),
        ([_set(("50", "41", ""), ties=1)], Evidence("alone", 1, 0)),
    ],
)  # fmt: skip
def test_evidence(sets: Sequence[Sequence[Suspect]], found: Evidence) -> None:
    assert evidence(sets, equal=True, searched=True) == found


def test_a_set_is_not_alone_if_the_search_ended_early() -> None:
    found = evidence([_set(("50", "41", ""), ties=1)], equal=True, searched=False)
    assert found.reason == "no-reason"


def test_limits_are_no_evidence_for_an_amount() -> None:
    found = evidence([_set(("50", "41", ""), ties=1)], equal=False, searched=True)
    assert found.reason == "bounds"


@pytest.mark.parametrize(
    ("found", "likely"),
    [
        (Evidence("alone", 0, 0), True),
        (Evidence("bounds", 4, 0), False),
        (Evidence("power-of-ten", 1, 0), True),
        (Evidence("power-of-ten", 3, 1), False),
        (Evidence("transposed", 2, 0), False),
        (Evidence("repeated", 2, 0), True),
        (Evidence("repeated", 1, 0), False),
        (Evidence("neighbouring-cell", 4, 0), False),
        (Evidence("next-key", 4, 0), False),
        (Evidence("several", 4, 0), False),
        (Evidence("no-reason", 4, 0), False),
    ],
)
def test_what_is_likely(found: Evidence, likely: bool) -> None:
    assert is_likely(found) is likely


def _likely(figures: dict[str, Value]) -> list[str]:
    return told([each for each in suspects(changed(figures)) if each.likely])


def test_a_small_figure_that_its_neighbour_has_too_is_no_reason_to_call_it_wrong() -> None:
    """Carried in 5 for 6: the 1 too few agrees with a 1 beside a 1, both of them right."""
    wrong: dict[str, Value] = {"requests.carried_in[natural]": 5}
    found = suspects(changed(wrong))
    assert "repeated" in {each.reason.name for each in found if each.reason}
    assert _likely(wrong) == []


def test_slips_that_nothing_else_explains_are_called_likely() -> None:
    """50 too many: carried in 56 for 6, received 100 for 50, or a 5 typed twice."""
    doubled: dict[str, Value] = {"requests.carried_out[natural]": 55}
    assert _likely(doubled) == [
        "1.1 of 3 | requests.carried_out[natural] 55 → 5 | REQ01 | digit-doubled"
    ]


def test_a_cell_in_which_a_row_and_a_column_cross_is_likely_without_a_reason() -> None:
    wrong = {"requests.carried_out[legal]": 7}
    found = localise(judge_rules(edition(), typed(wrong))).suspects
    assert [each.likely for each in found] == [True]
    assert told(found) == ["1.1 of 1 | requests.carried_out[legal] 7 → 1 | REQ01 REQ03 | -"]


@cache
def _tried() -> tuple[Trial, ...]:
    random = Random("confidence")  # noqa: S311 - repeatable, no secret
    return tuple(each for form in FORMS for each in trials(bases(edition(form), random, 3), random))


@pytest.mark.no_cover  # the same lines, a thousand times
def test_what_is_called_likely_is_right_nine_times_in_ten() -> None:
    """Mistakes of both populations in all forms, others than those that the rule was chosen on."""
    said = [each.right for each in _tried() if each.said]
    assert len(said) > 80
    assert sum(said) >= 0.9 * len(said)


@pytest.mark.no_cover  # as above
def test_slips_are_still_called_likely_where_every_total_is_typed() -> None:
    slips = [
        each
        for each in _tried()
        if each.slip and each.typed and each.form in {"cn-2021", "cn-2019"}
    ]
    said = [each for each in slips if each.said and each.right]
    assert len(slips) > 30
    assert len(said) >= 0.7 * len(slips)

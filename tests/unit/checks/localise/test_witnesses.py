"""A number in a text speaks for the change after which the table agrees with it."""

from collections.abc import Mapping
from decimal import Decimal

from disclose.checks.localise.run import localise
from disclose.checks.localise.witnesses import Witness
from disclose.checks.rules import judge_rules
from disclose.checks.texts import witnesses
from disclose.core.finding import Suspect
from disclose.core.language import Language
from disclose.output.suggestions import because
from tests.support.filings import as_read, changed, edition, understood

CARRIED_IN = "requests.carried_in[natural]"
TYPED = {CARRIED_IN: 13}
"""Six are right: the total of the row is 12."""


def suspected(
    texts: Mapping[str, str] | None = None, heard: tuple[Witness, ...] | None = None
) -> list[Suspect]:
    taken = as_read(changed(TYPED, texts=texts))
    said = witnesses(understood(edition(), taken)) if heard is None else heard
    return list(localise(judge_rules(edition(), taken), witnesses=said).suspects)


def test_without_a_text_the_cell_is_one_of_many() -> None:
    found = suspected()
    assert not found[0].likely
    assert CARRIED_IN in {each.place.key for each in found}


def test_the_cell_that_a_text_speaks_for_comes_first_and_says_so() -> None:
    first = suspected({"overview.on_request": "2025年，上年结转政府信息公开申请12件。"})[0]
    assert (first.place.key, first.proposed, first.likely) == (CARRIED_IN, Decimal(6), True)
    assert because(first, Language.ZH).endswith("文字部分写“上年结转政府信息公开申请12件”")
    assert because(first, Language.EN).endswith("the text says “上年结转政府信息公开申请12件”")


def test_a_text_that_agrees_with_no_change_says_nothing() -> None:
    said = suspected({"overview.on_request": "2025年，上年结转政府信息公开申请17件。"})
    assert [(each.place, each.proposed) for each in said] == [
        (each.place, each.proposed) for each in suspected()
    ]
    assert not said[0].likely


def test_a_text_that_agrees_with_the_table_as_it_is_says_nothing() -> None:
    said = suspected({"overview.on_request": "2025年，上年结转政府信息公开申请19件。"})
    assert not any(each.args["witness"] for each in said)


def test_two_cells_with_a_witness_each_are_not_told_apart() -> None:
    heard = (
        Witness(words="甲", meanings=((CARRIED_IN,),), amount=Decimal(6)),
        Witness(words="乙", meanings=(("requests.received[natural]",),), amount=Decimal(43)),
    )
    first, second = suspected(heard=heard)[:2]
    assert {first.args["witness"], second.args["witness"]} == {"甲", "乙"}
    assert not first.likely


def test_a_number_in_another_unit_is_compared_in_that_of_the_table() -> None:
    heard = (
        Witness(
            words="六万",
            meanings=((CARRIED_IN,),),
            amount=Decimal(60_000),
            factor=Decimal(10_000),
        ),
    )
    assert suspected(heard=heard)[0].place.key == CARRIED_IN

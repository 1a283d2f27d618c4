"""The sentences that measure the reader of numbers are sound where they say so."""

import re
from decimal import Decimal

from tests.support.editions import packaged
from tests.support.sentences import Number, Sentence, sentences
from tests.support.tables_of_sentences import whole

SENTENCES = (*sentences("open"), *sentences("sealed"))


def test_ids_are_unique() -> None:
    ids = [each.id for each in SENTENCES]
    assert len(ids) == len(set(ids))


def test_every_digit_belongs_to_a_number_with_a_class() -> None:
    assert [each.id for each in SENTENCES if re.search(r"\d", _without_numbers(each))] == []


def _without_numbers(sentence: Sentence) -> str:
    rest = list(sentence.text)
    for number in sentence.numbers:
        rest[number.start : number.end] = " " * len(number.text)
    return "".join(rest)


def test_parts_of_a_closed_list_add_up_to_its_total() -> None:
    lists = [
        (each, [each.numbers[at] for at in indices]) for each in SENTENCES for indices in each.sums
    ]
    assert [each.id for each, numbers in lists if not _adds_up(numbers)] == []


def _adds_up(numbers: list[Number]) -> bool:
    total, *parts = (each.amount or Decimal(0) for each in numbers)
    return total == sum(parts)


def test_whole_tables_have_the_stated_figures() -> None:
    for sentence in SENTENCES:
        for table in (sentence.table, *sentence.contradicted):
            if table is not None:
                whole(packaged(sentence.edition), table, sentence.year, "南溪区水务局")

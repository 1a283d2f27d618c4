"""Sound sentences raise nothing, and one wrong number in them is heard."""

from random import Random

import pytest

from disclose.checks.texts import text_findings
from disclose.form.filing import Filing
from tests.benchmarks.sound_filings import YEAR, filing, sound
from tests.support.filings import edition, understood
from tests.support.sound_sentences import WORDINGS, Sentence, sentences

FILINGS = 25

Written = tuple[str, Filing, Sentence]


@pytest.fixture(scope="module")
def written() -> list[Written]:
    random = Random("sentences")  # noqa: S311 - repeatable, no secret
    made: list[Written] = []
    for _ in range(FILINGS):
        base = sound(edition(), random)
        taken = filing(edition(), base.figures, base.body, {}, typed=False)
        made += [(name, taken, each) for name, each in sentences(base.figures, YEAR, random)]
    return made


def heard(taken: Filing, text: str) -> list[str]:
    texts = understood(edition(), taken._replace(texts={"overview.on_request": text}))
    return [f"{each.code} {each.places[0].typed}" for each in text_findings(texts)]


@pytest.mark.parametrize("wording", WORDINGS)
def test_what_the_tables_say_raises_nothing(wording: str, written: list[Written]) -> None:
    own = [(taken, each) for name, taken, each in written if name == wording]
    assert {each.text: heard(taken, each.text) for taken, each in own} == {
        each.text: [] for _, each in own
    }


@pytest.mark.parametrize("wording", WORDINGS)
def test_a_number_that_was_changed_is_heard(wording: str, written: list[Written]) -> None:
    own = [(taken, each) for name, taken, each in written if name == wording]
    missed = [
        each.spoiled
        for taken, each in own
        if f"DOC24 {each.said}" not in heard(taken, each.spoiled)
    ]
    assert missed == []

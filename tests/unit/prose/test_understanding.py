"""Every sentence of `open.toml` is silent where it is sound, and heard where it is wrong."""

import tomllib
from functools import cache

import pytest

from tests.benchmarks.verdicts import Setting, fits, verdict
from tests.support.sentences import TEXTS, Sentence, sentences

CLASSED = 0.97
"""The least share of numbers whose class is right."""


@cache
def known_misses() -> dict[str, str]:
    """Return the sentences that the program misreads, with the reason."""
    data = tomllib.loads((TEXTS / "known_misses.toml").read_text("utf-8"))
    return {each["id"]: each["reason"] for each in data.get("miss", ())}


@pytest.mark.parametrize("setting", Setting)
@pytest.mark.parametrize("shape", sorted({each.shape for each in sentences("open")}))
def test_sentences_are_judged_rightly(shape: str, setting: Setting) -> None:
    """A sentence that is no longer misread must leave the known misses."""
    of_shape = (each for each in sentences("open") if each.shape == shape and fits(each, setting))
    read = {f"{each.id}, {setting}": each for each in of_shape}
    wrong = {name: found for name, each in read.items() if (found := faults(each, setting))}
    expected = known_misses().keys() & read.keys()
    assert {name: wrong[name] for name in wrong.keys() - expected} == {}
    assert expected - wrong.keys() == set(), "these are judged rightly now"


def faults(sentence: Sentence, setting: Setting) -> list[str]:
    """Return false alarms and errors that were not heard, in words."""
    judged = verdict(sentence, (setting,))
    return [
        *(f"false alarm: {each}" for each in judged.false),
        *(f"not heard: {each}" for each in judged.missed),
    ]


def test_numbers_are_classed() -> None:
    verdicts = [verdict(each, ()) for each in sentences("open")]
    numbers = sum(len(each.sentence.numbers) for each in verdicts)
    assert sum(each.classed for each in verdicts) >= CLASSED * numbers


def test_every_known_miss_is_a_sentence_in_a_setting() -> None:
    read = {
        f"{each.id}, {setting}"
        for each in sentences("open")
        for setting in Setting
        if fits(each, setting)
    }
    assert known_misses().keys() <= read

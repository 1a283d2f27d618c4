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


READ = tuple(
    (each, setting) for each in sentences("open") for setting in Setting if fits(each, setting)
)


def named(value: object) -> str:
    return value.id if isinstance(value, Sentence) else str(value)


@pytest.mark.parametrize(("sentence", "setting"), READ, ids=named)
def test_a_sentence_is_judged_rightly(
    request: pytest.FixtureRequest, sentence: Sentence, setting: Setting
) -> None:
    reason = known_misses().get(f"{sentence.id}, {setting}")
    if reason is not None:
        request.applymarker(pytest.mark.xfail(strict=True, reason=reason))
    assert faults(sentence, setting) == []


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
    assert known_misses().keys() <= {f"{sentence.id}, {setting}" for sentence, setting in READ}

"""What fuzzing starts from and what it found, without the fuzzer: every reader takes it."""

from base64 import b64decode

import pytest

from tests.fuzz.__main__ import KEPT, LONGEST_KEPT, NAMES
from tests.fuzz.targets import TARGETS

MOST = 200_000
"""Bytes of the whole corpus."""


@pytest.mark.filterwarnings("ignore:Duplicate name")  # a find that repeats a part
@pytest.mark.parametrize("name", NAMES)
def test_a_reader_takes_what_is_kept_and_what_is_made(name: str) -> None:
    kept = KEPT / f"{name}.txt"
    lines = kept.read_text().split() if kept.exists() else []
    files = [*TARGETS[name].seeds(), *map(b64decode, lines)]
    assert files
    for data in files:
        TARGETS[name].take(data)


def test_the_corpus_is_small_and_has_a_target_each() -> None:
    assert set(NAMES) == set(TARGETS)
    files = list(KEPT.glob("*.txt"))
    assert {each.stem for each in files} <= set(NAMES)
    assert sum(each.stat().st_size for each in files) < MOST
    assert all(
        len(b64decode(line)) <= LONGEST_KEPT for each in files for line in each.read_text().split()
    )

"""What is looked up in an index, or skipped, is as if everything had been tried in turn."""

import re
import sys
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclose.checks.repeated_texts import same_texts
from disclose.core.likeness import likeness, sentences, size, words_of
from disclose.prose.labels import REACH, Labels, labels_of
from disclose.prose.passages import plain
from tests.support.editions import packaged, vocabularies
from tests.support.filings import FORMS

WORDS = next(each for each in vocabularies() if each.lexicon.id == "cn-2021")
LABELS = labels_of(WORDS)
KNOWN = sorted(
    {
        label
        for entry in WORDS.lexicon.entries
        for label in (*entry.labels, *entry.within, *entry.synonyms, *entry.loose)
    },
    key=lambda each: (-len(each), each),
)
FILLERS = [*WORDS.language.words.fillers, *WORDS.language.words.joints, "（", "(", ")", "、", "，"]

pieces = st.one_of(
    st.sampled_from(KNOWN),
    st.sampled_from(KNOWN).map(lambda each: each[1:]),
    st.sampled_from(FILLERS),
    st.text("件申请答复0为。", max_size=3),
)
texts = st.lists(pieces, max_size=8).map("".join)


@given(texts, st.integers(0, 40), st.integers(0, 40))
def test_labels_are_found_as_if_each_were_tried(text: str, begin: int, left: int) -> None:
    begin = min(begin, len(text))
    end = max(begin, len(text) - left)
    found = [(each.start, each.end) for each in LABELS.last(text, begin, end)]
    assert found == [*_last(LABELS, text, begin, end)]
    found = [(each.start, each.end) for each in LABELS.first(text, begin, end)]
    assert found == [*_first(LABELS, text, begin, end)]


def _last(labels: Labels, text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    for stop in range(end, max(begin, end - REACH), -1):
        for label in KNOWN:
            start = stop - len(label)
            if start >= begin and text.startswith(label, start):
                if not labels.is_filler(text[stop:end]):
                    break
                yield start, stop


def _first(labels: Labels, text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    for start in range(begin, min(end, begin + 6)):
        if not labels.is_filler(text[begin:start]):
            return
        for label in KNOWN:
            if text.startswith(label, start) and start + len(label) <= end:
                yield start, start + len(label)


@pytest.mark.parametrize("form", FORMS)
def test_the_figures_of_an_entry_are_all_that_it_covers(form: str) -> None:
    edition = packaged(form)
    keys = (*edition.figures, *edition.fees)
    for entry in (each for words in vocabularies() for each in words.lexicon.entries):
        assert entry.covered_in(edition) == tuple(key for key in keys if entry.covers(key))


def test_every_character_is_written_in_one_way() -> None:
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        normal = character if character == "，" else unicodedata.normalize("NFKC", character)
        kept = re.sub(r"[*#`\u200b-\u200f\u2060\ufeff]", "", f"申{normal}请")
        assert plain(f"申{character}请") == kept


SENTENCES = (
    "少数乡镇公开不够及时，答复说理不充分",
    "少数乡镇公开不够及时，答复说理不够充分",
    "下一步对全部单位逐一抽查，编写答复范例12份",
    "下一步对全部单位逐一抽查，编写答复范例",
    "政府网站改版以后部分链接失效",
    "3个乡镇",
    "无",
)
several = st.lists(st.sampled_from(SENTENCES), max_size=4).map("。".join)


@given(st.lists(several, max_size=5))
def test_texts_are_the_same_as_if_each_pair_were_read(said: list[str]) -> None:
    assert [*same_texts(said)] == [*_same(said)]


def _same(said: list[str]) -> Iterator[tuple[int, ...]]:
    left = list(range(len(said)))
    while left:
        first, *others = left
        alike = (first, *(each for each in others if _alike(said[first], said[each])))
        left = [each for each in others if each not in alike]
        if len(alike) > 1:
            yield alike


def _alike(one: str, other: str) -> bool:
    if words_of(one) == words_of(other):
        return len(words_of(one)) >= 8
    short, long = sorted(map(sentences, (one, other)), key=size)
    return likeness(short, long).is_copy

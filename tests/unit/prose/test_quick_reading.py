"""A text is understood as if every word were tried at every place, and nothing passed over."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclose.checks.texts import text_findings, witnesses
from disclose.prose import counts
from disclose.prose.grammar import Grammars
from disclose.prose.labels import REACH, Labels, Match
from disclose.prose.mentions import Mention, _Passage
from disclose.prose.statements import Stated
from tests.support.filings import CURRENT, FORMS, as_read, changed, edition, understood
from tests.support.sentences import sentences

SENTENCES = sentences("open")
MARKS = "0123456789９，。、；：（）()%％件条年本上一二三未无其中"
BEGINNING = re.compile(r"\(\?=\[(?:\\.|[^\]\\])*\]\)")
"""The first part of an expression: what may stand where it begins."""


def _last(labels: Labels, text: str, begin: int, end: int) -> Iterator[Match]:
    for stop in range(end, max(begin, end - REACH), -1):
        for label in _known(labels):
            start = stop - len(label)
            if start >= begin and text.startswith(label, start):
                if not labels.is_filler(text[stop:end]):
                    break
                yield labels._match(label, start)


@cache
def _known(labels: Labels) -> Sequence[str]:
    return sorted(labels._known, key=lambda each: (-len(each), each))


def _stop_before(self: _Passage, at: int) -> int:
    return max(self.text.rfind(mark, 0, at) + 1 for mark in "。！？!?;")


def _clause_before(self: _Passage, begin: int, at: int) -> int:
    return max(begin, *(self.text.rfind(mark, begin, at) + 1 for mark in "，,;:。！？!?()"))


def _of(self: Stated, key: str) -> tuple[Mention, ...]:
    return tuple(each for each in self.mentions if each.key == key and each.is_figure)


@cache
def _tried_everywhere(quick: re.Pattern[str]) -> re.Pattern[str]:
    text, changes = BEGINNING.subn("", quick.pattern, count=1)
    assert changes == 1
    return re.compile(text, quick.flags)


def _slowed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Labels, "last", _last)
    patch.setattr(Grammars, "_has_each", lambda *_: True)
    patch.setattr(_Passage, "_stop_before", _stop_before)
    patch.setattr(_Passage, "_clause_before", _clause_before)
    patch.setattr(Stated, "of", _of)
    patch.setattr(counts, "_FORMS", _tried_everywhere(counts._FORMS))
    patterns = counts._patterns
    patch.setattr(
        counts,
        "_patterns",
        lambda language: (found := patterns(language))._replace(
            whole=_tried_everywhere(found.whole)
        ),
    )


def _understood(form: str, texts: dict[str, str]) -> str:
    found = understood(edition(form), as_read(changed(form=form, texts=texts)))
    findings = tuple(text_findings(found))
    return repr((found.stated.mentions, found.stated.enumerations, findings, witnesses(found)))


def _assert_the_same(form: str, texts: dict[str, str]) -> str:
    quick = _understood(form, texts)
    with pytest.MonkeyPatch.context() as patch:
        _slowed(patch)
        assert _understood(form, texts) == quick
    return quick


@pytest.mark.parametrize("form", FORMS)
def test_sentences(form: str) -> None:
    names = [each.id for each in edition(form).texts]
    said = [each.text for each in SENTENCES]
    chance = Random(form)  # noqa: S311 - the same each time
    found = ""
    for begin in range(0, len(said), 3 * len(names)):
        texts = {
            name: "".join(_spoiled(chance, each) for each in said[begin + at :: len(names)][:3])
            for at, name in enumerate(names)
        }
        found += _assert_the_same(form, texts)
    assert found.count("entry=LexiconEntry") > 100


def _spoiled(chance: Random, text: str) -> str:
    signs = [*text]
    for _ in range(chance.randrange(3)):
        signs[chance.randrange(len(signs))] = chance.choice(MARKS)
    return "".join(signs)


FORMS_OF_NUMBERS = (
    *("（一）", "1.", "联系电话010-12345678", "www.x.cn", "a@b.cn", "第3号", "附件2", "2024年"),
    *("〔2024〕5号", "解放路12号", "邮编:310000", "十二件", "分别为3、5件", "均为0件", "3.5万元"),
    *("12%", "申请人", "信息公开申请"),
)
pieces = st.one_of(
    st.sampled_from([each.text for each in SENTENCES]).map(lambda each: each[: len(each) // 2]),
    st.sampled_from(FORMS_OF_NUMBERS),
    st.text(MARKS, max_size=6),
)


@settings(max_examples=150)
@given(st.lists(pieces, max_size=8).map("".join))
def test_any_text(text: str) -> None:
    _assert_the_same(CURRENT, {"overview.on_request": text})

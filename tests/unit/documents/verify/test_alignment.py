"""Pairing by context: reworded sentences give no false findings, changed numbers are found."""

import re
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from disclose.documents.read.anchors import Level
from disclose.documents.read.model import Line
from disclose.documents.verify.alignment import align
from disclose.documents.verify.tokens import names_of, numbers_of_document, numbers_of_report, same
from tests.support.edited_reports import bumped, retold
from tests.support.filings import FORMS

WORDS = ("共", "本年度", "据统计", "我办", "政府信息", "的申请", "其中", "另有", "经办", "合计为")
_PLACE = re.compile(r"(?<=[\u4e00-\u9fff，。；、])(?=[\u4e00-\u9fff])")


def said(form: str) -> list[str]:
    """The lines of the text of a report."""
    return ["".join(piece.text for piece in line) for line in retold(form, compared=True).lines]


def reworded(line: str, edits: Sequence[tuple[int, int, str]]) -> str:
    """The line with words put in, or single characters put out, between its numbers."""
    for at, length, word in edits:
        places = [match.start() for match in _PLACE.finditer(line)]
        if places:
            place = places[at % len(places)]
            gone = min(length, 2) if not re.search(r"\d", line[place : place + 2]) else 0
            line = line[:place] + word + line[place + gone :]
    return line


edits = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 2), st.sampled_from(("", *WORDS))), max_size=4
)


@settings(max_examples=60)
@given(st.sampled_from(FORMS), st.data())
def test_reworded_text_gives_no_false_finding(form: str, data: st.DataObject) -> None:
    lines = [
        Line(number, reworded(line, data.draw(edits)) if re.search(r"\d", line) else line)
        for number, line in enumerate(said(form), 1)
    ]
    report = retold(form, compared=True)
    was, now = numbers_of_report(report.lines), numbers_of_document(lines, names_of(report.keys))
    found = align(was, now)
    assert [each.key for each in found.missing if each.key] == []
    assert all(
        same(pair.expected.text, pair.actual.text) for pair in found.pairs if pair.expected.key
    )


@settings(max_examples=60)
@given(st.sampled_from(FORMS), st.data())
def test_a_number_changed_in_a_reworded_sentence_is_found(form: str, data: st.DataObject) -> None:
    report = retold(form, compared=True)
    was = numbers_of_report(report.lines)
    figures = [each for each in was.numbers if each.key and re.search(r"\d", each.text)]
    chosen = data.draw(st.sampled_from(figures))
    lines, at = [], 0
    for number, line in enumerate(report.lines, 1):
        text = ""
        for piece in line:
            if piece.key:
                here = figures[at] == chosen
                at += 1
                text += bumped(piece.text) if here else piece.text
            else:
                text += piece.text
        lines.append(
            Line(number, reworded(text, data.draw(edits)) if chosen.text in text else text)
        )
    found = align(was, numbers_of_document(lines, names_of(report.keys)))
    wrong = [
        each.expected for each in found.pairs if not same(each.expected.text, each.actual.text)
    ]
    assert chosen in (*wrong, *found.missing)


@settings(max_examples=80)
@given(st.lists(st.text(max_size=30), max_size=8), st.lists(st.text(max_size=30), max_size=8))
def test_any_two_texts_pair_every_number_once(one: list[str], other: list[str]) -> None:
    lines = [Line(number, text) for number, text in enumerate(one, 1)]
    others = [Line(number, text) for number, text in enumerate(other, 1)]
    was, now = numbers_of_document(lines, {}), numbers_of_document(others, {})
    found = align(was, now)
    assert len(found.pairs) + len(found.missing) == len(was.numbers)
    spelled = sum(pair.actual.order < 0 for pair in found.pairs)
    assert len(found.pairs) - spelled + len(found.added) + len(found.copies) == len(now.numbers)
    assert {pair.level for pair in found.pairs} <= {Level.ALIGNMENT}


@given(st.lists(st.text(max_size=40), max_size=6))
def test_a_text_is_the_same_as_itself(texts: list[str]) -> None:
    lines = [Line(number, text) for number, text in enumerate(texts, 1)]
    found = align(numbers_of_document(lines, {}), numbers_of_document(lines, {}))
    assert (found.missing, found.added) == ((), ())
    assert all(pair.expected == pair.actual for pair in found.pairs)

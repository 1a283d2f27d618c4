"""A false edit of a report is heard, and the sentence named; a harmless one is silent."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from disclose.core.finding import Severity
from disclose.documents.verify.verifier import Verified
from disclose.report.blocks import Paragraph, Run, TextOrigin
from disclose.report.compile import write
from disclose.report.narrative import compose
from tests.support.adversary import FALSE, SOUND, Attempt, Make, narrative_figures, report_text
from tests.support.edited_reports import filed, retold, verified
from tests.support.filings import CURRENT, FORMS, balanced, edition

FORMATS = ("md", "html", "docx")
OTHERS = [form for form in FORMS if form != CURRENT]
QUOTED = 60


def attempts(make: Make, form: str, to: str, count: int) -> Iterator[tuple[Attempt, Verified]]:
    """Edits of one kind, and what is found in each."""
    rng = Random(f"{make.__name__} {form} {to}")  # noqa: S311 - nothing secret
    for _ in range(count):
        attempt = make(report_text(to, form), narrative_figures(to, form), rng)
        yield attempt, verified(attempt.data, to, retold(form, compared=True))


def couples(text: str) -> set[str]:
    """The pairs of characters of a text as long as messages quote."""
    return {text[at : at + 2] for at in range(len(text[:QUOTED]) - 1)}


def is_named(attempt: Attempt, done: Verified) -> bool:
    """Whether a finding that is no note quotes one of the wrong sentences."""
    quoted = [
        text
        for each in done.findings
        if each.severity is not Severity.NOTE
        for text in (*(place.text for place in each.places), str(each.args.get("said", "")))
        if text
    ]
    return any(
        2 * len(couples(text) & couples(sentence))
        >= min(len(couples(text)), len(couples(sentence)))
        for text in quoted
        for sentence in attempt.sentences
        if len(sentence) > 1
    )


def check(form: str, to: str, count: int) -> None:
    for make in FALSE:
        for attempt, done in attempts(make, form, to, count):
            assert is_named(attempt, done), (make.__name__, attempt.what, done.findings)
    for make in SOUND:
        for attempt, done in attempts(make, form, to, count):
            loud = [each for each in done.findings if each.severity is not Severity.NOTE]
            assert loud == [], (make.__name__, attempt.what)


@pytest.mark.parametrize(
    ("form", "to"), [*((CURRENT, to) for to in FORMATS), *((form, "md") for form in OTHERS)]
)
def test_false_edits_are_heard_and_harmless_ones_are_silent(form: str, to: str) -> None:
    check(form, to, 1)


@pytest.mark.exhaustive
@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("form", "to"),
    [*((CURRENT, to) for to in FORMATS), *zip(OTHERS, FORMATS, strict=True)],
)
def test_many_edits(form: str, to: str) -> None:
    check(form, to, 2)


def with_words(form: str, changes: dict[str, str]) -> bytes:
    """The PDF report with words of its narrative changed."""
    report = compose(edition(form), filed(balanced(form)), draft=False)

    def changed(run: Run) -> Run:
        text = run.text
        for old, new in changes.items():
            text = text.replace(old, new) if run.origin is TextOrigin.PLAIN else text
        return replace(run, text=text)

    blocks = tuple(
        replace(block, runs=tuple(changed(run) for run in block.runs))
        if isinstance(block, Paragraph)
        else block
        for block in report.blocks
    )
    return write(replace(report, blocks=blocks), "pdf", None)


@pytest.mark.parametrize(
    ("form", "changes", "code"),
    [
        ("cn-2021", {"自然人": "商业企业", "、商业企业": "、自然人"}, "DOC62"),
        ("cn-2021", {"其中结果维持": "其中结果纠正", "、纠正": "、维持"}, "DOC62"),
        ("cn-2019", {"年新收政": "年未收到政"}, "DOC63"),
        ("cn-2014", {"、不同意公开": "、同意公开"}, "DOC62"),
        ("gz-2017", {"引起行政诉讼案": "没有引起行政诉讼案"}, "DOC63"),
        ("gz-2017", {"年1月1日": "年2月1日"}, ""),
    ],
)
def test_false_words_of_a_pdf_are_heard(form: str, changes: dict[str, str], code: str) -> None:
    done = verified(with_words(form, changes), "pdf", retold(form))
    assert {each.code for each in done.findings} == ({code} if code else set())

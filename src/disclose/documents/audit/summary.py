"""The summary of an audit: counts, verdict, fields of its JSON."""

from dataclasses import asdict

from disclose.checks.outcome import Judgement
from disclose.core.finding import Argument, Severity
from disclose.core.language import Language, Wording
from disclose.documents.audit.auditor import Audited, NumbersRead
from disclose.output import json_report
from disclose.output.console import ConsoleLine, Segment
from disclose.output.message_format import filled
from disclose.output.root_causes import Count, counted
from disclose.output.text import OutcomeSummary
from disclose.output.verdict import ERRORS, also, counts_text

_COUNTS = Wording(
    "读出 {read} 个数，没有认出 {unknown} 个（{share}）；核对关系 {relations} 个，"
    "没有核对的数 {unchecked} 个（按 {words} 的说法）。",
    "{read:number/numbers} read, {unknown} not understood ({share}); "
    "{relations:relation/relations} checked, {unchecked:number/numbers} not checked "
    "(wordings of {words}). ",
)
_VERDICTS = {
    Judgement.PASS: Wording("没有发现算术错误。", "no arithmetic errors were found."),
    Judgement.FAIL: Wording("有错误 {errors}。", "{errors}."),
    Judgement.UNREADABLE: Wording("没有核对。", "nothing was checked."),
}
_NOTHING = Wording(
    "没有可以互相核对的数，算术没有核对。", "no numbers to compare: the arithmetic was not checked."
)


def summary(audited: Audited, language: Language) -> OutcomeSummary:
    """Return the summary of an audit, without its findings."""
    counts: tuple[ConsoleLine, ...] = ()
    if audited.readable:
        args: dict[str, Argument] = {
            "read": audited.numbers.read,
            "unknown": audited.numbers.unknown,
            "share": _share(audited.numbers),
            "relations": audited.numbers.relations,
            "unchecked": audited.numbers.unchecked,
            "words": audited.vocabulary,
        }
        warnings, notes = (
            _count(audited, each).faults for each in (Severity.WARNING, Severity.NOTE)
        )
        said = filled(_COUNTS, args, language) + also(warnings, notes, language)
        counts = (ConsoleLine((Segment(said.rstrip()),)),)
    errors = counts_text(_count(audited, Severity.ERROR), ERRORS, language)
    return OutcomeSummary(
        name=audited.file,
        findings=((audited.file, audited.findings),),
        counts=counts,
        verdict=_verdict(audited).in_(language).format(errors=errors),
        fields={
            "edition": audited.vocabulary or None,
            "year": audited.year,
            "body": None,
            "verdict": audited.judgement.value,
            "counts": json_report.counts(audited.findings),
            "numbers": asdict(audited.numbers),
        },
    )


def _count(audited: Audited, severity: Severity) -> Count:
    return counted([each for each in audited.findings if each.severity is severity])


def _verdict(audited: Audited) -> Wording:
    nothing = audited.judgement is Judgement.PASS and not audited.numbers.relations
    return _NOTHING if nothing else _VERDICTS[audited.judgement]


def _share(numbers: NumbersRead) -> str:
    return f"{round(100 * numbers.unknown / numbers.read) if numbers.read else 0}%"

"""What an audit came to, as lines of text and as JSON."""

from collections.abc import Iterator

from disclose.checks.outcome import Judgement
from disclose.core.finding import Argument, Severity
from disclose.core.language import Language, Wording
from disclose.documents.audit.auditor import Audited
from disclose.output import json_report
from disclose.output.console import ConsoleLine, Segment, named
from disclose.output.message_format import filled
from disclose.output.root_causes import Count, counted
from disclose.output.text import findings
from disclose.output.verdict import told

_COUNTS = Wording(
    "认出 {figures} 个数（按 {words} 的说法）。核实性 {warnings} 项，提示性 {notes} 项。",
    "{figures:number/numbers} understood (in the words of {words}). {warnings} to verify, {notes} "
    "to note.",
)
_VERDICTS = {
    Judgement.PASS: Wording("没有发现算术错误。", "no error in its arithmetic was found."),
    Judgement.FAIL: Wording("有错误 {errors}。", "{errors} at error level."),
    Judgement.UNREADABLE: Wording("没有核对。", "nothing was checked."),
}


def lines(audited: Audited, language: Language) -> Iterator[ConsoleLine]:
    """Yield the lines for one document: every finding, then what they come to."""
    yield from findings(audited.file, audited.findings, audited.edition, language)
    if audited.judgement is not Judgement.UNREADABLE:
        said: dict[str, Argument] = {
            "figures": audited.figures,
            "words": audited.vocabulary,
            "warnings": _count(audited, Severity.WARNING).faults,
            "notes": _count(audited, Severity.NOTE).faults,
        }
        counts = filled(_COUNTS, said, language)
        yield ConsoleLine((Segment(counts),))
    style = "pass" if audited.judgement is Judgement.PASS else "error"
    errors = told(_count(audited, Severity.ERROR), language)
    verdict = _VERDICTS[audited.judgement].in_(language).format(errors=errors)
    yield ConsoleLine((Segment(named(f"{audited.file}  ")), Segment(verdict, style)))


def _count(audited: Audited, severity: Severity) -> Count:
    return counted([each for each in audited.findings if each.severity is severity])


def render(audited: Audited, language: Language) -> str:
    """Return the same as JSON, schema `disclose-findings/1`."""
    file = {
        "file": audited.file,
        "edition": audited.vocabulary or None,
        "year": audited.year,
        "body": None,
        "verdict": audited.judgement.value,
        "counts": json_report.counts(audited.findings),
        "findings": json_report.findings(audited.findings, audited.edition, language),
        "suspects": [],
    }
    return json_report.rendered([file])

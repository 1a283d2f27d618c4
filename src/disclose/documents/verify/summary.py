"""The summary of a verification: counts, verdict, fields of its JSON."""

from disclose.checks.outcome import Judgement
from disclose.core.finding import Severity
from disclose.core.language import Language, Wording
from disclose.documents.read.anchors import Level
from disclose.documents.verify.verifier import Verified
from disclose.output.console import ConsoleLine, Segment, named
from disclose.output.text import OutcomeSummary

_FOUND = Wording(
    "对照 {workbook}：应有 {figures} 个数，找到 {found} 个{levels}。",
    "against {workbook}: {figures} numbers expected, {found} found{levels}.",
)
_NOT_COMPARED = Wording(
    "没有和 {workbook} 逐个核对。", "its numbers were not compared with {workbook}."
)
_LEVELS = {
    Level.CONTROL: Wording("按控件 {count}", "{count} by controls"),
    Level.BOOKMARK: Wording("按书签 {count}", "{count} by bookmarks"),
    Level.ALIGNMENT: Wording("按文字和表头对照 {count}", "{count} by the words around them"),
}
_OTHERS = Wording(
    "核实性 {warnings} 项，提示性 {notes} 项。", "{warnings} to verify, {notes} to note."
)
_FAULTS = Wording(
    "工作簿本身还有错误 {faults} 项，先用 disclose check 查看。",
    "the workbook itself has {faults} at error level; see disclose check.",
)
_TO_VERIFY = Wording(
    "没有和工作簿不同的数；核实性问题请逐项看一遍。",
    "no number differs from the workbook; look into what is to verify.",
)
_VERDICTS = {
    Judgement.PASS: Wording("报告里的数和工作簿一致。", "its numbers are those of the workbook."),
    Judgement.FAIL: Wording("有错误 {errors} 项。", "{errors} at error level."),
    Judgement.UNREADABLE: Wording(
        "工作簿读不出来，没有核对。", "nothing was verified: the workbook could not be read."
    ),
}
_AND = Wording("，", ", ")


def summary(verified: Verified, language: Language) -> OutcomeSummary:
    """Return what is shown of a verification: how its numbers were found, the verdict."""
    counts: list[ConsoleLine] = []
    if verified.readable:
        counts.append(
            ConsoleLine((Segment(named(f"{verified.file}  {_counts(verified, language)}")),))
        )
    if verified.faults:
        said = _FAULTS.in_(language).format(faults=verified.faults)
        counts.append(ConsoleLine((Segment(named(f"{verified.workbook}  {said}"), "note"),)))
    doubtful = verified.judgement is Judgement.PASS and verified.count(Severity.WARNING)
    words = _TO_VERIFY if doubtful else _VERDICTS[verified.judgement]
    about = verified.file if verified.readable else verified.workbook
    return OutcomeSummary(
        name=verified.file,
        findings=((about, verified.findings),),
        counts=tuple(counts),
        verdict=words.in_(language).format(errors=verified.count(Severity.ERROR)),
        fields={
            "workbook": verified.workbook,
            "edition": verified.edition.id if verified.edition else None,
            "year": verified.year,
            "body": verified.body or None,
            "verdict": verified.judgement.value,
            "figures": verified.figures,
            "levels": {level.value: verified.found.get(level, 0) for level in Level},
        },
    )


def _counts(verified: Verified, language: Language) -> str:
    told = (_FOUND if verified.figures else _NOT_COMPARED).in_(language)
    told = told.format(
        workbook=verified.workbook,
        figures=verified.figures,
        found=sum(verified.found.values()),
        levels=_levels(verified, language),
    )
    others = _OTHERS.in_(language).format(
        warnings=verified.count(Severity.WARNING), notes=verified.count(Severity.NOTE)
    )
    return told + (others if language is Language.ZH else f" {others}")


def _levels(verified: Verified, language: Language) -> str:
    said = [
        _LEVELS[level].in_(language).format(count=count)
        for level, count in verified.found.items()
        if count
    ]
    brackets = Wording("（{}）", " ({})").in_(language)
    return brackets.format(_AND.in_(language).join(said)) if said else ""

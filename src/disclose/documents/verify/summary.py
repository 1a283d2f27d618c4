"""The summary of a verification: counts, verdict, fields of its JSON."""

from disclose.checks.outcome import Judgement
from disclose.core.finding import Argument, Severity
from disclose.core.language import Language, Wording
from disclose.documents.read.anchors import Level
from disclose.documents.verify.verifier import Verified
from disclose.output.console import ConsoleLine, Segment, single_line
from disclose.output.message_format import filled
from disclose.output.text import OutcomeSummary
from disclose.output.verdict import also, found_beside

_FOUND = Wording(
    "对照 {workbook}：应有 {figures} 个数，找到 {found} 个{levels}。",
    "compared with {workbook}: {figures:number/numbers} expected, {found} found{levels}.",
)
_NOT_COMPARED = Wording(
    "没有与 {workbook} 逐个核对。", "its numbers were not compared with {workbook}."
)
_LEVELS = {
    Level.CONTROL: Wording("按控件 {count}", "{count} by content controls"),
    Level.BOOKMARK: Wording("按书签 {count}", "{count} by bookmarks"),
    Level.ALIGNMENT: Wording("按文字和表头对照 {count}", "{count} by the surrounding words"),
}
_FAULTS = Wording(
    "工作簿本身还有 {faults} 项错误，请先用 disclose check 查看。",
    "the workbook itself has {faults:error/errors}; run disclose check on it.",
)
_FAULTS_TO_FILLER = Wording(
    "工作簿本身还有 {faults} 项错误，请先审核工作簿，改正错误。",
    "the workbook itself has {faults:error/errors}; check and correct it first.",
)
_TO_VERIFY = Wording(
    "没有与工作簿不同的数；核实性问题请逐项核对。",
    "no number differs from the workbook; review the warnings.",
)
_UNCHECKED = Wording(
    "与上年有关的数没有核对完，不能算一致。",
    "not complete: numbers about last year were not verified.",
)
_VERDICTS = {
    Judgement.PASS: Wording("报告里的数与工作簿一致。", "all numbers match the workbook."),
    Judgement.FAIL: Wording("有 {errors} 项错误。", "{errors:error/errors}."),
    Judgement.UNREADABLE: Wording(
        "工作簿无法读取，没有核对。", "nothing was verified: the workbook could not be read."
    ),
}
_AND = Wording("，", ", ")


def summary(verified: Verified, language: Language, *, filler: bool = False) -> OutcomeSummary:
    """Return what is shown of a verification: how its numbers were found, the verdict.

    For a `filler` it names no command.
    """
    counts: list[ConsoleLine] = []
    if verified.readable:
        counts.append(
            ConsoleLine((Segment(single_line(f"{verified.file}  {_counts(verified, language)}")),))
        )
    if verified.found_beside:
        said = found_beside(verified.found_beside, language)
        counts.append(ConsoleLine((Segment(single_line(f"{verified.file}  {said}"), "note"),)))
    if verified.faults:
        faults = _FAULTS_TO_FILLER if filler else _FAULTS
        said = filled(faults, {"faults": verified.faults}, language)
        counts.append(ConsoleLine((Segment(single_line(f"{verified.workbook}  {said}"), "note"),)))
    doubtful = verified.judgement is Judgement.PASS and verified.count(Severity.WARNING)
    words = _TO_VERIFY if doubtful else _VERDICTS[verified.judgement]
    if all(each.code == "DOC52" for each in verified.blocking) and verified.blocking:
        words = _UNCHECKED
    about = verified.file if verified.readable else verified.workbook
    return OutcomeSummary(
        name=verified.file,
        findings=((about, verified.findings),),
        counts=tuple(counts),
        verdict=filled(words, {"errors": verified.count(Severity.ERROR)}, language),
        fields={
            "workbook": verified.workbook,
            "edition": verified.edition.id if verified.edition else None,
            "year": verified.year,
            "body": verified.body or None,
            "verdict": verified.judgement.value,
            "previous": verified.previous or None,
            "figures": verified.figures,
            "levels": {level.value: verified.found.get(level, 0) for level in Level},
        },
    )


def _counts(verified: Verified, language: Language) -> str:
    args: dict[str, Argument] = {
        "workbook": verified.workbook,
        "figures": verified.figures,
        "found": sum(verified.found.values()),
        "levels": _levels(verified, language),
    }
    told = filled(_FOUND if verified.figures else _NOT_COMPARED, args, language)
    more = also(verified.count(Severity.WARNING), verified.count(Severity.NOTE), language)
    return (told + (more if language is Language.ZH else f" {more}")).rstrip()


def _levels(verified: Verified, language: Language) -> str:
    said = [
        _LEVELS[level].in_(language).format(count=count)
        for level, count in verified.found.items()
        if count
    ]
    brackets = Wording("（{}）", " ({})").in_(language)
    return brackets.format(_AND.in_(language).join(said)) if said else ""

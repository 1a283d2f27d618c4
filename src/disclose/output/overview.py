"""Overview of several files: a line for each, worst first, then the totals."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from disclose.checks.outcome import Checked, Judgement
from disclose.core.finding import Severity
from disclose.core.language import Language, Wording
from disclose.output.console import ConsoleLine, Segment, single_line, width
from disclose.output.message_format import filled
from disclose.output.root_causes import Count, count, faults

JUDGEMENTS = {
    Judgement.UNREADABLE: Wording("无法读取", "unreadable"),
    Judgement.FAIL: Wording("未通过", "failed"),
    Judgement.PASS: Wording("通过", "passed"),
}
"""The judgements in words, worst first."""

_COUNTS = Wording(
    "错误 {errors}  核实 {warnings}", "{errors:error/errors}  {warnings:warning/warnings}"
)
_ALL = Wording(
    "共 {all} 个文件：通过 {passed}，未通过 {failed}，无法读取 {unreadable}。",
    "{all} files: {passed} passed, {failed} failed, {unreadable} unreadable.",
)
_CODES = 6
"""Number of codes in a line."""


class FileCounts(NamedTuple):
    """One file with its counts; `number` is its position on the command line, from 1."""

    number: int
    checked: Checked
    errors: Count
    warnings: Count

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of the blocking findings, each once."""
        found = self.checked.blocking or self.checked.findings
        blocking = found if self.checked.judgement is not Judgement.PASS else ()
        return tuple(dict.fromkeys(each.code for each in blocking))


def entries(files: Sequence[Checked]) -> tuple[FileCounts, ...]:
    """Return `files` with their counts, worst first: unreadable, failed (most faults), passed."""
    made = [_entry(number, checked) for number, checked in enumerate(files, 1)]
    return tuple(sorted(made, key=_rank))


def _entry(number: int, checked: Checked) -> FileCounts:
    known = faults(checked)
    return FileCounts(
        number=number,
        checked=checked,
        errors=count(checked, Severity.ERROR, known),
        warnings=count(checked, Severity.WARNING, known),
    )


def _rank(entry: FileCounts) -> tuple[int, int, int]:
    judgement = list(JUDGEMENTS).index(entry.checked.judgement)
    return judgement, -entry.errors.faults, -entry.warnings.faults


def overview(files: Sequence[Checked], language: Language) -> Iterator[ConsoleLine]:
    """Yield a line for every file, then the totals."""
    rows = [(each, _counts(each, language)) for each in entries(files)]
    room = max((width(counts) for _, counts in rows), default=0)
    words = max(width(each.in_(language)) for each in JUDGEMENTS.values())
    for entry, counts in rows:
        judgement = JUDGEMENTS[entry.checked.judgement].in_(language)
        style = "pass" if entry.checked.judgement is Judgement.PASS else "error"
        file = single_line(f"{_padded(counts, room)}  {entry.checked.file}")
        codes = "  ".join(("", *_codes(entry)))
        yield ConsoleLine((Segment(_padded(judgement, words), style), Segment(f"  {file}{codes}")))
    yield ConsoleLine()
    yield ConsoleLine((Segment(totals(files, language)),))


def _counts(entry: FileCounts, language: Language) -> str:
    if entry.checked.judgement is Judgement.UNREADABLE:
        return ""
    warnings = entry.warnings.faults - entry.warnings.explained
    return filled(_COUNTS, {"errors": entry.errors.faults, "warnings": warnings}, language)


def _codes(entry: FileCounts) -> tuple[str, ...]:
    codes = entry.codes
    return (" ".join([*codes[:_CODES], *(["…"] if len(codes) > _CODES else [])]),) if codes else ()


def _padded(text: str, room: int) -> str:
    return text + " " * (room - width(text))


def totals(files: Sequence[Checked], language: Language) -> str:
    """Return the numbers of passed, failed and unreadable files."""
    counts = Counter(checked.judgement for checked in files)
    return _ALL.in_(language).format(
        all=len(files),
        passed=counts[Judgement.PASS],
        failed=counts[Judgement.FAIL],
        unreadable=counts[Judgement.UNREADABLE],
    )

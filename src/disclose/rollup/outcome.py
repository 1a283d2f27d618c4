"""The outcome of a roll-up: its summary, its messages, and who contributed to a sum."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from disclose.checks.outcome import Outcome
from disclose.checks.rules import Tally
from disclose.core.finding import Finding
from disclose.core.folders import PassedOver
from disclose.core.language import Language, Wording
from disclose.core.numbers import format_plain
from disclose.core.text import escape_control_chars
from disclose.form.prior_year import PriorYear
from disclose.output.console import ConsoleLine, Segment
from disclose.output.message_catalog import message_types
from disclose.output.message_format import filled, render_message
from disclose.output.passed_over import passed_fields
from disclose.output.text import OutcomeSummary
from disclose.rollup.database import Contribution
from disclose.rollup.highlights import Highlight
from disclose.rollup.selection import Selection, Status
from disclose.rollup.shared_texts import SharedText
from disclose.rollup.sums import Sums

WORKBOOK = "汇总.xlsx"
"""The name of the region's own workbook."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RollUpOutcome(Outcome):
    """The decision on every file, the sums (None if nothing could be added up), their proof.

    `findings` are those of the files, of the roster and of texts, then `broken`: those of the rules
    that the sums break. `passed` are the files that nobody looked into, `shared` the agencies with
    the same texts. `prior_year` are the sums of the year before. `region` is the name of the whole.
    """

    file: str = WORKBOOK
    region: str
    selection: Selection
    passed: tuple[PassedOver, ...] = ()
    sums: Sums | None = None
    broken: tuple[Finding, ...] = ()
    proof: Tally | None = None
    highlights: tuple[Highlight, ...] = ()
    shared: tuple[SharedText, ...] = ()
    prior_year: PriorYear | None = None

    @property
    def readable(self) -> bool:
        """Return whether anything was added up."""
        return self.sums is not None

    @property
    def file_findings(self) -> tuple[Finding, ...]:
        """Return the findings of the files and of the roster."""
        return self.findings[: len(self.findings) - len(self.broken)]

    def files(self, status: Status) -> int:
        """Return how many files have `status`."""
        return sum(each.status is status for each in self.selection.decisions)


STATUSES = {
    Status.COUNTED: Wording("已汇入", "included"),
    Status.FAULTY: Wording("有错误", "has errors"),
    Status.UNREADABLE: Wording("无法读取", "unreadable"),
    Status.LOST: Wording("没有审核完", "not finished"),
    Status.SAME_CONTENT: Wording("与另一文件相同", "same as another"),
    Status.OTHER_YEAR: Wording("年度不同", "another year"),
    Status.OTHER_FORM: Wording("格式不同", "another form"),
    Status.DUPLICATE_FILING: Wording("重报", "filed twice"),
    Status.LIKELY_DUPLICATE: Wording("疑似重报", "likely filed twice"),
    Status.SAME_FIGURES: Wording("数与另一单位完全相同", "figures of another agency"),
    Status.UNKNOWN: Wording("名单里没有", "not in the roster"),
    Status.HAS_SUBUNITS: Wording("有下级的单位", "has agencies below it"),
}
"""The decision on a file, in words."""

_COUNTS = Wording(
    "文件 {files} 个：汇入 {counted} 个，没有汇入 {left} 个，没有查看 {passed} 个。"
    "单位 {bodies} 个，漏报 {missing} 个。",
    "{files:file/files}: {counted} included, {left} left out, {passed} not looked at. "
    "{bodies:agency/agencies}, {missing} without a file.",
)
_LEFT_OUT = Wording("没有汇入：", "left out: ")
_PASSED = Wording("没有查看：", "not looked at: ")
_EACH = Wording("{why} {count} 个", "{count} × {why}")
_AND = Wording("；", "; ")
_PROOF = Wording(
    "汇总数核对：{holds} 项相符，{fails} 项不符。",
    "rules on the sums: {holds:passes/pass}, {fails:fails/fail}.",
)
_NOTHING = Wording("没有汇总。", "nothing was rolled up.")
_DONE = Wording("{form}：全部汇入，没有错误。", "{form}: all files included, no errors.")
_FAULTS = Wording(
    "{form}：已汇总，有 {errors} 项错误。", "{form}: rolled up; {errors:error/errors}."
)


def summary(outcome: RollUpOutcome, language: Language) -> OutcomeSummary:
    """Return what is shown of a roll-up: the counts, the proof of its sums, the verdict."""
    shown = account(outcome, language)
    if outcome.proof:
        shown.append(proof(outcome, language))
    form, errors = outcome.selection.form, len(outcome.blocking)
    words = (_FAULTS if errors else _DONE) if outcome.sums else _NOTHING
    return OutcomeSummary(
        name=outcome.region,
        findings=(("", outcome.file_findings), (outcome.file, outcome.broken)),
        counts=tuple(ConsoleLine((Segment(line),)) for line in shown),
        verdict=filled(words, {"form": str(form), "errors": errors}, language),
        fields={
            "edition": form.edition if form else None,
            "year": form.year if form else None,
            "body": outcome.region,
            "verdict": outcome.judgement.value,
            "account": {
                "files": len(outcome.selection.decisions) + len(outcome.passed),
                "included": outcome.files(Status.COUNTED),
                "left_out": len(outcome.selection.decisions) - outcome.files(Status.COUNTED),
                "not_looked_at": passed_fields(outcome.passed, language),
            },
            "files": [
                {"file": each.file.name, "status": each.status.value, "body": each.file.result.name}
                for each in outcome.selection.decisions
            ],
        },
    )


def account(outcome: RollUpOutcome, language: Language) -> list[str]:
    """Return the account of all files in lines: how many there are of each fate, and why."""
    out = Counter(
        STATUSES[each.status].in_(language)
        for each in outcome.selection.decisions
        if each.status is not Status.COUNTED
    )
    passed = Counter(each.cause.words.in_(language) for each in outcome.passed)
    reasons = [
        head.in_(language)
        + _AND.in_(language).join(
            _EACH.in_(language).format(why=why, count=count) for why, count in causes.most_common()
        )
        for head, causes in ((_LEFT_OUT, out), (_PASSED, passed))
        if causes
    ]
    return [_counts(outcome, language), *reasons]


def _counts(outcome: RollUpOutcome, language: Language) -> str:
    files, counted = len(outcome.selection.decisions), outcome.files(Status.COUNTED)
    levels = len(outcome.selection.known.with_subunits)
    numbers = {
        "files": files + len(outcome.passed),
        "counted": counted,
        "left": files - counted,
        "passed": len(outcome.passed),
        "bodies": len(outcome.selection.known.agencies) - levels,
        "missing": len(outcome.selection.missing),
    }
    return filled(_COUNTS, numbers, language)


def proof(outcome: RollUpOutcome, language: Language) -> str:
    """Return how many rules hold and fail on the sums, empty if nothing was added up."""
    if outcome.proof is None:
        return ""
    tally = {"holds": outcome.proof.holds, "fails": outcome.proof.fails}
    return filled(_PROOF, tally, language)


def messages(outcome: RollUpOutcome, language: Language) -> Iterator[tuple[str, str, str]]:
    """Yield code, severity and message of every finding."""
    words = message_types(outcome.edition)
    for each in outcome.findings:
        yield (
            each.code,
            each.severity.value,
            render_message(each, words[each.code], language).message,
        )


def contribution_lines(
    label: str, found: Sequence[Contribution], language: Language
) -> Iterator[ConsoleLine]:
    """Yield a line for each contribution to a sum, then the sum."""
    total = sum((each.amount for each in found), start=found[0].amount * 0 if found else 0)
    for each in found:
        amount, body = f"{format_plain(each.amount):>12}", f"{each.body}  {each.file}"
        told = f"{amount}  {escape_control_chars(body)}"
        yield ConsoleLine((Segment(told),))
    words = Wording("合计，{label}，{count} 个单位", "total, {label}, agencies: {count}")
    tail = words.in_(language).format(label=label, count=len(found))
    yield ConsoleLine((Segment(f"{total!s:>12}  {tail}", "place"),))

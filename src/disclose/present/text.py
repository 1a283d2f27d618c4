"""Findings as lines of text: grouped, worst first, the verdict last."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from disclose.checks.outcome import Checked, Judgement
from disclose.checks.rules import Tally
from disclose.edition.model import Edition
from disclose.finding import Finding, Kind, Language, Place, Severity, Wording
from disclose.present.registry import kinds
from disclose.present.wording import WEIGHTS, say


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text in one style: `error`, `warning`, `note`, `place`, `faint` or plain."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of output."""

    segments: tuple[Segment, ...] = ()

    @property
    def plain(self) -> str:
        """Return the line without styles."""
        return "".join(segment.text for segment in self.segments)


_PASS = Wording(
    "通过：没有强制性错误，可以上报。",
    "passed: nothing at error level, ready to hand in.",
)
_PASS_TO_VERIFY = Wording(
    "通过：没有强制性错误；核实性问题请核对，情况属实的在“出错说明”写明原因后上报。",
    "passed: nothing at error level; look into what is to verify, and where it is right as it is "
    "say why on 出错说明 before handing in.",
)
_FAIL = Wording(
    "未通过：强制性错误 {errors} 项，须改正后再上报。",
    "failed: {errors} at error level, to be corrected before handing in.",
)
_UNREADABLE = Wording("读不出来，没有检查。", "could not be read; nothing was checked.")
_OTHERS = Wording(
    "核实性 {warnings} 项，提示性 {notes} 项。", "{warnings} to verify, {notes} to note."
)
_TALLY = Wording(
    "勾稽关系 {all} 条：相符 {holds}，不符 {fails}，未能核对 {undecided}{codes}。",
    "{all} rules: {holds} hold, {fails} fail, {undecided} not checked{codes}. ",
)
_COMPARED = Wording(
    "与上年（{last}）比较 {all} 项：相符 {holds}，不符 {fails}，未能核对 {undecided}{codes}。",
    "compared with last year ({last}), {all} comparisons: {holds} hold, {fails} fail, {undecided} "
    "not checked{codes}.",
)
_NOT_COMPARED = Wording(
    "没有给出上年数据，{codes} 没有核对；用 --previous 给出上年填好的工作簿或数据文件。",
    "last year's figures were not given, {codes} were not checked; give last year's workbook or "
    "figures file with --previous.",
)
_ALL = Wording(
    "共 {all} 个文件：通过 {passed}，未通过 {failed}，读不出来 {unreadable}。",
    "{all} files: {passed} passed, {failed} failed, {unreadable} unreadable.",
)
_MORE = Wording(" 等 {count} 格", " … ({count} cells)")
_LINE = Wording("第 {lines} 行", "line {lines}")
_AND = Wording("、", ", ")

ORDER = tuple(Severity)


def render_all(files: Sequence[Checked], language: Language) -> Iterator[Line]:
    """Yield the lines for several files, and last what they come to together."""
    *others, (*lines, verdict) = (tuple(render(checked, language)) for checked in files)
    yield from chain.from_iterable(others)
    yield from lines
    if len(files) == 1:
        yield from _not_compared(files, language)
        yield verdict
    else:
        yield verdict
        yield from _not_compared(files, language)
        counts = Counter(checked.judgement for checked in files)
        yield Line()
        yield Line(
            (
                Segment(
                    _ALL.in_(language).format(
                        all=len(files),
                        passed=counts[Judgement.PASS],
                        failed=counts[Judgement.FAIL],
                        unreadable=counts[Judgement.UNREADABLE],
                    )
                ),
            )
        )


def render(checked: Checked, language: Language) -> Iterator[Line]:
    """Yield the lines for one file: every finding, then the verdict in words."""
    yield from findings(checked.file, checked.findings, checked.edition, language)
    yield from _verdict(checked, language)


def findings(
    file: str, found: Iterable[Finding], edition: Edition | None, language: Language
) -> Iterator[Line]:
    """Yield the lines for the findings in `file`, worst first."""
    known = kinds(edition)
    for each in sorted(found, key=lambda one: ORDER.index(one.severity)):
        yield from _finding(file, each, known[each.code], language)
        yield Line()


def _finding(file: str, found: Finding, kind: Kind, language: Language) -> Iterator[Line]:
    said = say(found, kind, language)
    at = "  ".join(part for part in (file, _place(found, language)) if part)
    if at:
        yield Line((Segment(at, "place"),))
    weight = WEIGHTS[found.severity].in_(language)
    detail = said.equation or said.message
    whole = detail.startswith(said.title)
    headline = detail if whole else said.title
    yield Line((Segment(f"{weight} {found.code}", found.severity.value), Segment(f"  {headline}")))
    if not whole:
        yield Line((Segment(f"    {detail}"),))
    yield Line((Segment(f"    {said.hint}"),))
    yield Line((Segment(f"    disclose explain {found.code}", "faint"),))


def _place(found: Finding, language: Language) -> str:
    if not found.places:
        return ""
    first = found.places[0]
    if first.text:
        return _lines(found.places, language)
    if found.equation or len(found.places) == 1:
        return f"{where(first)}  {first.label}".rstrip()
    return where(first) + _MORE.in_(language).format(count=len(found.places))


def _lines(places: Sequence[Place], language: Language) -> str:
    """Return the lines of a document, and what stands there if it is one place."""
    numbers = dict.fromkeys(place.line for place in places if place.line)
    if not numbers:
        return places[0].text
    said = _LINE.in_(language).format(lines=_AND.in_(language).join(map(str, numbers)))
    return f"{said}  {places[0].text}" if len(places) == 1 else said


def where(place: Place) -> str:
    """Return a place as people write it: `表三!D12`, or a line and what stands there."""
    if place.text:
        return f"{place.line or ''} {place.text}".lstrip()
    if place.file:
        return f"{place.file}:{place.line}"
    return f"{place.sheet}!{place.cell}" if place.cell else place.sheet


def _verdict(checked: Checked, language: Language) -> Iterator[Line]:
    errors, warnings = checked.count(Severity.ERROR), checked.count(Severity.WARNING)
    words = {
        Judgement.PASS: _PASS_TO_VERIFY if warnings else _PASS,
        Judgement.FAIL: _FAIL,
        Judgement.UNREADABLE: _UNREADABLE,
    }[checked.judgement]
    style = {Judgement.PASS: "pass"}.get(checked.judgement, "error")
    counts = _OTHERS.in_(language).format(warnings=warnings, notes=checked.count(Severity.NOTE))
    if checked.tally is not None:
        tally = _counts(checked.tally, language)
        yield Line((Segment(f"{checked.file}  {tally}{counts}"),))
    if checked.compared is not None:
        counts = _counts(checked.compared.tally, language, _COMPARED, checked.compared.past.name)
        yield Line((Segment(f"{checked.file}  {counts.rstrip()}"),))
    verdict = words.in_(language).format(errors=errors)
    yield Line((Segment(f"{checked.file}  "), Segment(verdict, style)))


def _not_compared(files: Sequence[Checked], language: Language) -> Iterator[Line]:
    """Yield at most one line: what was not checked for want of last year's figures."""
    codes: dict[str, None] = {}
    for checked in files:
        if checked.edition is not None and checked.unfollowed:
            codes |= dict.fromkeys(rule.code for rule in checked.edition.past_rules)
            codes |= dict.fromkeys(rule.code for rule in checked.edition.year_rules)
    if codes:
        listed = Wording("、", ", ").in_(language).join(codes)
        yield Line((Segment(_NOT_COMPARED.in_(language).format(codes=listed), "note"),))


def _counts(tally: Tally, language: Language, words: Wording = _TALLY, last: str = "") -> str:
    brackets = Wording("（{}）", " ({})").in_(language)
    codes = brackets.format(Wording("、", ", ").in_(language).join(tally.codes))
    return words.in_(language).format(
        last=last,
        all=tally.holds + tally.fails + tally.undecided,
        holds=tally.holds,
        fails=tally.fails,
        undecided=tally.undecided,
        codes=codes if tally.codes else "",
    )

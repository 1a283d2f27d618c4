"""Findings as lines of text: groups, worst first, then the verdict."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from disclose.checks.outcome import Checked, Outcome
from disclose.core.finding import Finding, Place
from disclose.core.language import Language, Wording
from disclose.core.text import escape_control_chars
from disclose.form.edition.model import Edition
from disclose.output.console import ConsoleLine, Segment, folded, single_line
from disclose.output.message_format import WEIGHTS, brief, places_text, regions
from disclose.output.overview import overview
from disclose.output.root_causes import (
    NO_FAULTS,
    ORDER,
    Faults,
    FindingGroup,
    RenderedFinding,
    faults,
    groups,
)
from disclose.output.sentences import sentence_lines
from disclose.output.suggestions import Advice, advice
from disclose.output.verdict import not_compared, summary, verdict

_PLACES = Wording("（{count} 处）", " ({count} places)")
_EXPLAINED = Wording("已说明：{reason}", "explained: {reason}")
_EXPLAINED_WEIGHT = Wording("，已说明", ", explained")
_SAME = Wording(
    "与上面 {codes} 是同一处错误，改正后本项即相符。",
    "Same cause as {codes} above; fixing that fixes this too.",
)
_LOOK_UP = Wording(
    "查询代码含义：disclose explain {code}", "To look up a code: disclose explain {code}"
)
_COLON = Wording("：", ": ")
_COMMA = Wording("、", ", ")
_INDENT = 4


class OutcomeSummary(NamedTuple):
    """The texts of an outcome: findings by file name, counts in words, and the verdict.

    `name` precedes the verdict. `fields` are the JSON fields of the outcome besides its findings.
    """

    name: str
    findings: tuple[tuple[str, tuple[Finding, ...]], ...]
    counts: tuple[ConsoleLine, ...]
    verdict: str
    fields: Mapping[str, Any] = {}


def render_outcome(
    outcome: Outcome,
    summary: OutcomeSummary,
    language: Language,
    known: Faults = NO_FAULTS,
    *,
    alone: bool = True,
) -> Iterator[ConsoleLine]:
    """Yield the lines for any outcome: findings, counts, verdict.

    An outcome shown `alone` begins with its verdict if there are findings, so that it is read
    wherever the reader stops, and says how to look up a code.
    """
    style = "error" if outcome.blocking else "pass"
    name = Segment(single_line(f"{summary.name}  "))
    verdict = ConsoleLine((name, Segment(escape_control_chars(summary.verdict), style)))
    if alone and outcome.findings:
        yield from (verdict, ConsoleLine())
    for file, found in summary.findings if outcome.findings else ():
        yield from findings(file, found, outcome.edition, language, known)
    if alone:
        yield from look_up(outcome.findings, language)
    yield from summary.counts
    yield verdict


def render_all(files: Sequence[Checked], language: Language) -> Iterator[ConsoleLine]:
    """Yield the lines for several files, and at the end an overview."""
    missing = not_compared(files, language)
    note = tuple(_plain(missing, "note")) if missing else ()
    if len(files) == 1:
        *lines, last = render(files[0], language)
        yield from (*lines, *note, last)
        return
    for checked in files:
        if checked.findings:
            yield from render(checked, language, alone=False)
            yield ConsoleLine()
    yield from look_up(chain.from_iterable(each.findings for each in files), language)
    yield from (*note, ConsoleLine()) if note else ()
    yield from overview(files, language)


def render(checked: Checked, language: Language, *, alone: bool = True) -> Iterator[ConsoleLine]:
    """Yield the lines for one file: findings, counts, verdict."""
    known = faults(checked)
    shown = OutcomeSummary(
        name=checked.file,
        findings=((checked.file, checked.findings),),
        counts=tuple(line for text in summary(checked, known, language) for line in _plain(text)),
        verdict=verdict(checked, known, language),
    )
    return render_outcome(checked, shown, language, known, alone=alone)


def look_up(found: Iterable[Finding], language: Language) -> Iterator[ConsoleLine]:
    """Yield a line that says how to look up a code, by the code that comes first, and a space."""
    first = min(found, key=lambda each: ORDER.index(each.severity), default=None)
    if first is not None:
        yield ConsoleLine((Segment(_LOOK_UP.in_(language).format(code=first.code), "faint"),))
        yield ConsoleLine()


def findings(
    file: str,
    found: Iterable[Finding],
    edition: Edition | None,
    language: Language,
    known: Faults = NO_FAULTS,
) -> Iterator[ConsoleLine]:
    """Yield the lines for the findings in `file`, worst first, with advice once per fault."""
    writer = _TextWriter(file, known, language)
    for group in groups(found, edition, language):
        yield from writer.group(group)
        yield ConsoleLine()


class _TextWriter:
    """Writes groups one after the other.

    One wrong cell can break many rules. The first group with a finding of that fault shows the
    advice; `shown` maps the fault to the code of this group, and later groups refer to it.
    """

    def __init__(self, file: str, known: Faults, language: Language) -> None:
        self.file, self.known, self.language = file, known, language
        self.shown: dict[int, str] = {}

    def group(self, group: FindingGroup) -> Iterator[ConsoleLine]:
        """Yield the lines of one group."""
        yield from self._place(group)
        yield from self._entries(group)
        faults = [fault for finding in group.findings for fault in self.known.of(finding)]
        new = {fault.number: fault for fault in faults if fault.number not in self.shown}
        for fault in new.values():
            for advised in advice(fault, self.language):
                yield from _advice(advised)
        if faults and not new:
            codes = dict.fromkeys(self.shown[fault.number] for fault in faults)
            same = _SAME.in_(self.language).format(codes=_COMMA.in_(self.language).join(codes))
            yield from _indented(same)
        elif not group.explained:
            yield from _indented(group.hint)
        self.shown |= dict.fromkeys(new, group.message_type.code)

    def _place(self, group: FindingGroup) -> Iterator[ConsoleLine]:
        first = group.told[0].finding
        if len(group.told) == 1:
            at = places_text(first.places, self.language, first=first.equation is not None)
        else:
            places = (place for finding in group.findings for place in finding.places[:1])
            at = regions(places, self.language)
        line = "  ".join(part for part in (self.file, at) if part)
        if line:
            yield ConsoleLine((Segment(single_line(line), "place"),))

    def _entries(self, group: FindingGroup) -> Iterator[ConsoleLine]:
        [first, *others] = group.told
        if others:
            yield self._title(group, first.said.title, len(group.told))
            for rendered in group.told:
                yield from _indented(self._entry(rendered), hang=2)
                yield from self._sentences(rendered, _INDENT + 2)
                yield from self._explanation(rendered, _INDENT + 2)
            return
        yield self._title(group, first.title)
        if first.detail:
            yield from _indented(first.detail, hang=2)
        yield from self._sentences(first, _INDENT)
        yield from self._explanation(first, _INDENT)

    def _title(self, group: FindingGroup, title: str, count: int = 0) -> ConsoleLine:
        weight = WEIGHTS[group.severity].in_(self.language)
        explained = _EXPLAINED_WEIGHT.in_(self.language) if group.explained else ""
        places = _PLACES.in_(self.language).format(count=count) if count else ""
        style = "note" if group.explained else group.severity.value
        head = Segment(f"{weight} {group.message_type.code}{explained}", style)
        return ConsoleLine((head, Segment(escape_control_chars(f"  {title}{places}"))))

    def _entry(self, rendered: RenderedFinding) -> str:
        """Return one finding of several: its place, its row or column, its detail."""
        found = rendered.finding
        at = brief(found.places, self.language)
        label = found.args.get("at") or _label(found)
        text = rendered.detail or rendered.title
        detail = _COLON.in_(self.language).join(filter(None, (str(label), text)))
        return "  ".join(filter(None, (at, detail)))

    def _sentences(self, rendered: RenderedFinding, indent: int) -> Iterator[ConsoleLine]:
        for line in sentence_lines(rendered.finding, self.language):
            yield from _indented(line, indent, hang=2)

    def _explanation(self, rendered: RenderedFinding, indent: int) -> Iterator[ConsoleLine]:
        if rendered.finding.explained:
            reason = rendered.finding.explanation.strip()
            text = _EXPLAINED.in_(self.language).format(reason=reason)
            yield from _indented(text, indent, hang=2)


def _label(found: Finding) -> str:
    """Return the label of the first cell, empty without cells."""
    first = found.places[0] if found.places else Place()
    return "" if first.in_document else first.label


def _advice(advised: Advice) -> Iterator[ConsoleLine]:
    indent = _INDENT + 2 if advised.listed else _INDENT
    lines = folded(advised.lead + advised.text, indent, hang=2)
    head = next(lines)
    lead = head[: indent + len(advised.lead)] if advised.text else ""
    yield ConsoleLine((Segment(lead, "error"), Segment(head[len(lead) :])))
    yield from (ConsoleLine((Segment(line),)) for line in lines)


def _plain(text: str, style: str = "") -> Iterator[ConsoleLine]:
    yield from (ConsoleLine((Segment(line, style),)) for line in folded(text))


def _indented(text: str, indent: int = _INDENT, hang: int = 0) -> Iterator[ConsoleLine]:
    yield from (ConsoleLine((Segment(line),)) for line in folded(text, indent, hang=hang))

"""The open points of a draft: what is left to be verified and filled in, listed in front of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from disclose.checks.outcome import Checked
from disclose.core.finding import Finding, Place, Severity
from disclose.core.language import Language
from disclose.core.text import abridge
from disclose.form.templating import printable
from disclose.output.root_causes import Faults, FindingGroup, RenderedFinding, faults, groups
from disclose.output.suggestions import advice
from disclose.report.blocks import Line, TextOrigin

ZH = Language.ZH
_GAPS = "正文中有待填写的内容"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPoint:
    """One point: its title, further lines (where, in numbers, what to do), and its figures.

    `figures` are the keys of the figures in question; the first is where a remark belongs.
    """

    title: str
    lines: tuple[str, ...]
    figures: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Return the point as one paragraph for a remark."""
        return "\n".join((self.title, *self.lines))


def doubts(points: Iterable[OpenPoint]) -> Mapping[str, str]:
    """Return the figures in question by key, each with the points to remark there.

    A point is remarked at the first of its figures only.
    """
    remarks: dict[str, str] = {}
    for point in points:
        remarks |= {key: remarks.get(key, "") for key in point.figures}
        for key in point.figures[:1]:
            remarks[key] = "\n".join(filter(None, (remarks[key], point.text)))
    return remarks


def open_points(checked: Checked) -> tuple[OpenPoint, ...]:
    """Return the errors of a filing, then the warnings that nobody has explained, as points."""
    known = faults(checked)
    shown: set[int] = set()
    return tuple(
        _point(group, known, shown)
        for group in groups(map(_without_codes, checked.findings), checked.edition, ZH)
        if group.severity is not Severity.NOTE and not group.explained
    )


def _without_codes(found: Finding) -> Finding:
    """Return a finding without the rules that could not be judged because of it."""
    if "unchecked" not in found.args:
        return found
    return found._replace(args={**found.args, "unchecked": ()})


def gaps(lines: Iterable[Line]) -> tuple[OpenPoint, ...]:
    """Return a point that names the gaps in the text of a draft; nothing if it has none."""
    found = [run.text for line in lines for run in line if run.origin is TextOrigin.GAP]
    named = [each.strip("【】").removeprefix("待填写：") for each in dict.fromkeys(found)]
    return (OpenPoint(title=_GAPS, lines=("、".join(named),)),) if named else ()


def _point(group: FindingGroup, known: Faults, shown: set[int]) -> OpenPoint:
    told = group.told
    lines = abridge([each for one in told if (each := _detail(one, alone=len(told) == 1))])
    title = told[0].title if len(told) == 1 else told[0].said.title
    return OpenPoint(
        title=printable(title),
        lines=tuple(map(printable, (*lines, *_advice(group, known, shown)))),
        figures=tuple(
            dict.fromkeys(
                place.key for each in group.findings for place in each.places if place.key
            )
        ),
    )


def _detail(rendered: RenderedFinding, *, alone: bool) -> str:
    """Return where a finding is and its numbers."""
    text = rendered.detail or ("" if alone else rendered.title)
    return "：".join(filter(None, (_where(rendered.finding), text)))


def _where(found: Finding) -> str:
    """Return a place as a reader of the report knows it: the table and the printed names."""
    if not found.places:
        return ""
    first, more = found.places[0], len(found.places) - 1
    several = f"等{more + 1}格" if more and found.equation is None else ""
    return f"{_named(first)}{several}"


def _named(place: Place) -> str:
    label = str(place.label)
    return f"{place.sheet}“{label}”" if label else place.sheet


def _advice(group: FindingGroup, known: Faults, shown: set[int]) -> Iterator[str]:
    """Yield what to do: the likely cell of each fault, once, else the hint."""
    new = {
        fault.number: fault
        for each in group.findings
        for fault in known.of(each)
        if fault.number not in shown
    }
    shown.update(new)
    said = [one.lead + one.text for fault in new.values() for one in advice(fault, ZH)]
    yield from said or filter(None, (group.filler_hint,))

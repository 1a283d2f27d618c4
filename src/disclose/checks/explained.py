"""What the filler says about findings: a reason that holds settles one that is to be verified."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from disclose.checks.pairing import Pair, figures, meaningful, pairs
from disclose.core.finding import Finding, Place, Severity, finding
from disclose.core.messages import explaining as kinds
from disclose.form.filing import Explanation


def explained(findings: Sequence[Finding], lines: Sequence[Explanation]) -> tuple[Finding, ...]:
    """Return `findings` with the explanations that hold, then what is wrong with the others.

    An explanation holds for the finding of its code and place as long as the figures are the same;
    what is at error level cannot be explained.
    """
    paired = pairs(findings, lines)
    told = tuple(_with_reasons(number, each, paired) for number, each in enumerate(findings))
    return (*told, *(note for each in paired for note in _notes(each, told)))


def _with_reasons(number: int, found: Finding, paired: Sequence[Pair]) -> Finding:
    if found.severity is Severity.ERROR:
        return found
    reasons = dict.fromkeys(
        each.explanation.text
        for each in paired
        if each.current and number in each.numbers and meaningful(each.explanation.text)
    )
    return replace(found, explanation="\n".join(reasons))


def _notes(pair: Pair, told: Sequence[Finding]) -> Iterator[Finding]:
    """Yield at most one finding: why an explanation does not count."""
    line = pair.explanation
    if not line.text:
        return
    place = Place(sheet=line.sheet, cell=line.cell)
    said: dict[str, str | int] = {"code": line.code or "—", "line": line.row + 1}
    if not pair.numbers:
        if meaningful(line.text):
            yield finding(kinds.WITHOUT_FINDING, place, **said)
        return
    first = told[pair.numbers[0]]
    if first.severity is Severity.ERROR:
        yield finding(kinds.OF_AN_ERROR, place, **said)
    elif not meaningful(line.text):
        yield finding(kinds.SAYS_NOTHING, place, **said, text=line.text)
    elif not pair.current and not first.explained:
        before, after = line.figures or "—", figures(first) or "—"
        yield finding(kinds.EXPIRED, place, **said, before=before, after=after)

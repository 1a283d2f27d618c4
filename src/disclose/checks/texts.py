"""What the texts of the report must hold, as far as a program can tell."""

from collections.abc import Callable, Iterator

from disclose.checks.places import listed, place, text_place
from disclose.core.finding import Argument, Finding, Place
from disclose.core.numbers import ZERO
from disclose.core.text import squeeze
from disclose.form.edition.model import Edition, TextRule, TextRuleKind
from disclose.form.filing import Filing


def texts(edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield one finding for every text rule that is not met."""
    for rule in edition.text_rules:
        fault = _JUDGES[rule.kind](rule, edition, filing)
        if fault is not None:
            yield fault


def _reported(rule: TextRule, edition: Edition, filing: Filing) -> Finding | None:
    if not filing.unread.isdisjoint(rule.sections):
        return None
    positive = [key for key in rule.when_positive if (filing.amount(key) or ZERO) > ZERO]
    said = any(word in filing.texts.get(each, "") for word in rule.words for each in rule.sections)
    if not positive or said:
        return None
    entries = [filing.entries[key] for key in positive]
    places = [place(edition, entry) for entry in entries]
    figures = listed(places, [each.typed for each in places])
    reported = tuple(_reported_as(edition, each) for each in places)
    return _fault(
        rule, edition, rule.sections, words=rule.words, figures=figures, reported=reported
    )


def _reported_as(edition: Edition, at: Place) -> str:
    """Return a figure as a reader names it: `行政事业性收费 1.50 万元（表二!B16）`."""
    unit = edition.figures[at.key].measure.unit
    return f"{at.label} {at.typed} {unit}（{at.sheet}!{at.cell}）"


def _written(rule: TextRule, edition: Edition, filing: Filing) -> Finding | None:
    bare = [
        section
        for section in rule.sections
        if section not in filing.unread
        and squeeze(filing.texts.get(section, "")).strip("。.;；") in {"", *rule.words}
    ]
    return _fault(rule, edition, tuple(bare)) if bare else None


def _complete(rule: TextRule, edition: Edition, filing: Filing) -> Finding | None:
    written = {section: squeeze(filing.texts.get(section, "")) for section in rule.sections}
    lacking = tuple(
        section for section, text in written.items() if not text and section not in filing.unread
    )
    length = sum(len(text) for text in written.values())
    if not lacking and length <= rule.limit:
        return None
    labels = [each.label for each in edition.texts if each.id in lacking]
    sections = lacking or rule.sections[:1]
    return _fault(
        rule,
        edition,
        sections,
        lacking=tuple(labels),
        length=length,
        limit=rule.limit,
        excess=str(length - rule.limit) if length > rule.limit else "",
    )


def _fault(
    rule: TextRule, edition: Edition, sections: tuple[str, ...], **args: Argument
) -> Finding:
    return Finding(
        code=rule.code,
        severity=rule.severity,
        places=tuple(text_place(edition, section) for section in sections),
        args=args,
    )


_JUDGES: dict[TextRuleKind, Callable[[TextRule, Edition, Filing], Finding | None]] = {
    TextRuleKind.REPORTED: _reported,
    TextRuleKind.WRITTEN: _written,
    TextRuleKind.COMPLETE: _complete,
}

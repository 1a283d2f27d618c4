"""What is wrong with the comparisons with last year that a definition states."""

from collections.abc import Iterator, Sequence

from disclose.core.finding import Finding
from disclose.form.edition.definition import EditionText, PreviousText, RulesText
from disclose.form.edition.model import row_of
from disclose.form.edition.source import Source
from disclose.form.edition.value_location import Spot, dead_patterns

LEAST_FACTOR = 2


def year_faults(rules: RulesText, text: EditionText, top: Spot) -> Iterator[Finding]:
    """Yield what is wrong with the year rules; `top` is their file."""
    codes = {*(rule.code for rule in rules.rules), *(rule.code for rule in rules.text_rules)}
    measures = tuple(measure.id for measure in text.measures)
    for number, rule in enumerate(rules.year_rules):
        spot = top.at("year_rules", number, where=rule.code)
        if rule.code in codes:
            yield spot.repeated(rule.code)
        if rule.measure not in measures:
            yield spot.at("measure").unknown(rule.measure, measures)
        if rule.factor < LEAST_FACTOR:
            yield spot.at("factor").wrong(f"≥ {LEAST_FACTOR}")


def previous_faults(
    text: PreviousText, figures: Sequence[str], source: Source
) -> Iterator[Finding]:
    """Yield the patterns of previous.toml that fit no row with any of the form's `figures`."""
    rows = tuple(dict.fromkeys(map(row_of, figures)))
    top = Spot(source, (), source.name)
    for number, each in enumerate(text.forerunners):
        spot = top.at("forerunners", number, where=each.id)
        yield from dead_patterns(each.same, rows, spot.at("same"))
        for down, merged in enumerate(each.merged):
            yield from dead_patterns(merged.rows, rows, spot.at("merged", down, "rows"))

"""What is wrong with the charts that a definition states."""

import re
from collections.abc import Iterator, Mapping, Sequence

from disclose.core.finding import Finding
from disclose.form.edition.charts import Bar, Chart, fitting
from disclose.form.edition.model import Figure
from disclose.form.edition.source import Source
from disclose.form.edition.value_location import Spot

ID = re.compile(r"[a-z][a-z_]*")
"""What a narrative can name: a digit in it would be taken for a number of unknown origin."""

TITLE, LABEL = re.compile(r"[^\d\s]{1,30}"), re.compile(r"[^\d\s]{1,16}")
"""Printed on one line in reports, where every digit is a figure's."""


def chart_faults(
    charts: Sequence[Chart], figures: Mapping[str, Figure], source: Source
) -> Iterator[Finding]:
    """Yield what is wrong with `charts` of a form with `figures`; `source` is their file."""
    top = Spot(source, (), source.name)
    for number, chart in enumerate(charts):
        spot = top.at("charts", number, where=chart.id)
        if not ID.fullmatch(chart.id):
            yield spot.at("id").wrong(ID.pattern)
        if not TITLE.fullmatch(chart.title):
            yield spot.at("title").wrong(TITLE.pattern)
        if not chart.bars:
            yield spot.at("bars").wrong("≥ 1")
        for down, bar in enumerate(chart.bars):
            yield from _bar_faults(bar, tuple(figures), spot.at("bars", down, where=bar.label))
        yield from _shared_faults(chart, figures, spot.at("bars"))


def _bar_faults(bar: Bar, keys: Sequence[str], spot: Spot) -> Iterator[Finding]:
    if not LABEL.fullmatch(bar.label):
        yield spot.at("label").wrong(LABEL.pattern)
    if not bar.figures:
        yield spot.at("figures").wrong("≥ 1")
    for number, pattern in enumerate(bar.figures):
        here = spot.at("figures", number)
        if not fitting(pattern, keys):
            yield here.dead(pattern, keys) if "*" in pattern else here.unknown(pattern, keys)


def _shared_faults(chart: Chart, figures: Mapping[str, Figure], spot: Spot) -> Iterator[Finding]:
    """Yield the bars that draw a figure again, or one of another unit, or one below zero."""
    drawn: set[str] = set()
    units: set[str] = set()
    for number, bar in enumerate(chart.bars):
        here = spot.at(number, "figures", where=bar.label)
        keys = [key for each in bar.figures for key in fitting(each, figures)]
        for key in keys:
            if key in drawn:
                yield here.repeated(key)
            drawn.add(key)
        measures = [figures[key].measure for key in keys]
        units |= {measure.unit for measure in measures}
        if len(units) > 1 or any(measure.signed for measure in measures):
            yield here.wrong("unit")

"""Editions from their folders: read, decoded, checked as a whole, or refused with reasons."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from importlib.resources.abc import Traversable
from itertools import chain
from types import MappingProxyType

from disclose.core.errors import EditionError
from disclose.core.finding import Finding
from disclose.form.edition.chart_faults import chart_faults
from disclose.form.edition.charts import resolved
from disclose.form.edition.decode import decode
from disclose.form.edition.definition import EditionText, PreviousText, RulesText
from disclose.form.edition.extend import DEFINITION, parts
from disclose.form.edition.faults import rule_faults
from disclose.form.edition.fills import Fills, settle
from disclose.form.edition.interpret import looks_back
from disclose.form.edition.model import Edition, Figure, Rule
from disclose.form.edition.past_faults import previous_faults
from disclose.form.edition.rules import expand
from disclose.form.edition.source import Source, read, unreadable
from disclose.form.edition.year_rules import Forerunner

NARRATIVE = "report.md.j2"
PREVIOUS_FORMS = "previous.toml"
"""Optional: what an earlier form's figures are called in this one."""

NO_FOLDERS: Mapping[str, Traversable] = MappingProxyType({})


def available(roots: Sequence[Traversable]) -> Mapping[str, Traversable]:
    """Return the folder of each edition by id; earlier roots win.

    Raises:
        EditionError: one of `roots` is not a folder.
    """
    found: dict[str, Traversable] = {}
    for root in roots:
        if not root.is_dir():
            raise EditionError(unreadable(root.name, "no folder", line=0))
        for folder in sorted(root.iterdir(), key=lambda each: each.name):
            if (folder / DEFINITION).is_file():
                found.setdefault(folder.name, folder)
    return found


def load(folder: Traversable, others: Mapping[str, Traversable] = NO_FOLDERS) -> Edition:
    """Return the edition defined in `folder`; it may extend one of `others`, folders by id.

    Raises:
        EditionError: a file is missing or its definition is faulty; all reasons of
            one file at once, those about rules only if the form itself is sound.
    """
    narrative = read(folder, NARRATIVE).text
    found = parts(folder, others)
    extended = {f"{each.name}/{NARRATIVE}": read(each, NARRATIVE).text for each in found.extended}
    text = found.text
    figures = {figure.key: figure for figure in _figures(text)}
    fills = _fills(found.rules, text, tuple(figures), found.rules_file)
    _refuse(chart_faults(text.charts, figures, found.definition))
    within = tuple(rule for rule in fills.rules if not _yearly(rule))
    return Edition(
        id=text.id,
        title=text.title,
        label=text.label,
        authority=text.authority,
        document=text.document,
        deadline=text.deadline,
        first_year=text.years.first,
        last_year=text.years.last,
        measures=text.measures,
        body=text.body,
        tables=text.tables,
        texts=text.texts,
        rules=within,
        text_rules=found.rules.text_rules,
        past_rules=tuple(rule for rule in fills.rules if rule not in within),
        year_rules=found.rules.year_rules,
        forerunners=_forerunners(folder, tuple(figures)),
        figures=figures,
        fills=fills.order,
        narrative=narrative,
        extended_narratives=extended,
        fingerprint=_fingerprint(*found.sources),
        neighbours=text.neighbours,
        charts=tuple(resolved(chart, figures) for chart in text.charts),
    )


def _yearly(rule: Rule) -> bool:
    return any(looks_back(each.relation) for each in rule.instances)


def _forerunners(folder: Traversable, figures: Sequence[str]) -> tuple[Forerunner, ...]:
    if not (folder / PREVIOUS_FORMS).is_file():
        return ()
    source = read(folder, PREVIOUS_FORMS)
    text = decode(PreviousText, source)
    _refuse(previous_faults(text, figures, source))
    return text.forerunners


def _refuse(faults: Iterable[Finding]) -> None:
    found = tuple(faults)
    if found:
        raise EditionError(*found)


def _fingerprint(*sources: Source) -> str:
    data = [source.data() for source in sources]
    canonical = json.dumps(data, sort_keys=True, ensure_ascii=False, default=str)
    return sha256(canonical.encode()).hexdigest()[:16]


def _figures(text: EditionText) -> Iterator[Figure]:
    measures = {measure.id: measure for measure in text.measures}
    for table in text.tables:
        for block in table.blocks:
            for row in block.rows:
                for column in block.columns:
                    measure = measures[column.measure or row.measure]
                    yield Figure(table=table, row=row, column=column, measure=measure)


def _fills(
    rules_text: RulesText, text: EditionText, figures: Sequence[str], source: Source
) -> Fills:
    tables = {table.id: table for table in text.tables}
    texts = enumerate(rules_text.rules)
    expanded = [expand(each, number, tables, source) for number, each in texts]
    _refuse(
        chain(
            chain.from_iterable(faults for _, faults in expanded),
            rule_faults(rules_text, text, figures, source),
        )
    )
    fills = settle(tuple(rule for rule, _ in expanded if rule is not None), source)
    _refuse(fills.findings)
    return fills

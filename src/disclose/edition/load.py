"""Editions from their folders: read, decoded, checked as a whole, or refused with reasons."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources.abc import Traversable
from itertools import chain

from disclose.edition.decode import decode
from disclose.edition.fills import settle
from disclose.edition.kinds import DUPLICATE_ID, UNKNOWN_EDITION, UNKNOWN_NAME
from disclose.edition.model import (
    OPEN_YEAR,
    BodyField,
    Column,
    Edition,
    Figure,
    Measure,
    Row,
    Rule,
    Section,
    Table,
    TextRule,
)
from disclose.edition.rules import RuleText, expand
from disclose.edition.source import EditionError, Source, read, suggest
from disclose.finding import Finding, Wording, finding

DEFINITION = "edition.toml"
RULES = "rules.toml"
NARRATIVE = "report.md.j2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    """Report years that an edition serves, both included."""

    first: int
    last: int = OPEN_YEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionText:
    """edition.toml as it stands."""

    id: str
    title: str
    label: Wording
    authority: str
    document: str
    years: Years
    measures: tuple[Measure, ...]
    body: tuple[BodyField, ...]
    tables: tuple[Table, ...]
    texts: tuple[Section, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesText:
    """rules.toml as it stands."""

    rules: tuple[RuleText, ...]
    text_rules: tuple[TextRule, ...] = ()


def available(roots: Sequence[Traversable]) -> Mapping[str, Traversable]:
    """Return the folder of each edition by id; earlier roots win."""
    found: dict[str, Traversable] = {}
    for root in roots:
        for folder in sorted(root.iterdir(), key=lambda each: each.name):
            if (folder / DEFINITION).is_file():
                found.setdefault(folder.name, folder)
    return found


def find(edition_id: str, roots: Sequence[Traversable]) -> Edition:
    """Return the edition called `edition_id`.

    Raises:
        EditionError: there is none, or its definition is faulty.
    """
    folders = available(roots)
    if edition_id not in folders:
        known = "、".join(folders)
        raise EditionError([finding(UNKNOWN_EDITION, edition=edition_id, known=known)])
    return load(folders[edition_id])


def load(folder: Traversable) -> Edition:
    """Return the edition defined in `folder`.

    Raises:
        EditionError: a file is missing or its definition is faulty; all reasons at once.
    """
    definition, rules_file = read(folder, DEFINITION), read(folder, RULES)
    text = decode(EditionText, definition)
    rules_text = decode(RulesText, rules_file)
    faults = [*_faults(text, definition)]
    if faults:
        raise EditionError(faults)
    figures = {figure.key: figure for figure in _figures(text)}
    rules, rule_faults = _rules(rules_text.rules, text, rules_file)
    faults += rule_faults
    fills = settle(rules, rules_file)
    faults += fills.findings
    faults += _text_faults(rules_text, text, figures, rules_file)
    if faults:
        raise EditionError(faults)
    return Edition(
        id=text.id,
        title=text.title,
        label=text.label,
        authority=text.authority,
        document=text.document,
        first_year=text.years.first,
        last_year=text.years.last,
        measures=text.measures,
        body=text.body,
        tables=text.tables,
        texts=text.texts,
        rules=fills.rules,
        text_rules=rules_text.text_rules,
        figures=figures,
        fills=fills.order,
        narrative=read(folder, NARRATIVE).text,
        fingerprint=_fingerprint(definition, rules_file),
    )


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
                    yield Figure(table=table, row=row, column=column, measure=measures[row.measure])


def _rules(
    texts: tuple[RuleText, ...], text: EditionText, source: Source
) -> tuple[tuple[Rule, ...], list[Finding]]:
    tables = {table.id: table for table in text.tables}
    expanded = [expand(rule, tables, source) for rule in texts]
    rules = tuple(rule for rule, _ in expanded if rule is not None)
    return rules, list(chain.from_iterable(faults for _, faults in expanded))


def _faults(text: EditionText, source: Source) -> Iterator[Finding]:
    measures = tuple(measure.id for measure in text.measures)
    for table in text.tables:
        rows = [row for block in table.blocks for row in block.rows]
        groups = tuple(group.id for group in table.groups)
        columns = [column for block in table.blocks for column in block.columns]
        yield from _repeated_rows(table, source)
        for row in rows:
            yield from _names_known(table, row.id, (row.measure,), measures, source)
        lines: list[Row | Column] = [*rows, *columns]
        for line in lines:
            yield from _names_known(table, line.id, (line.group,), ("", *groups), source)
        for group in table.groups:
            yield from _names_known(table, group.id, (group.under,), ("", *groups), source)


def _repeated_rows(table: Table, source: Source) -> Iterator[Finding]:
    seen: set[str] = set()
    for row in chain.from_iterable(block.rows for block in table.blocks):
        if row.id in seen:
            place = source.place(_id(table.id), _id(row.id), occurrence=2)
            yield finding(DUPLICATE_ID, place, id=row.id, where=table.id)
        seen.add(row.id)


def _names_known(
    table: Table, owner: str, names: Sequence[str], known: tuple[str, ...], source: Source
) -> Iterator[Finding]:
    for name in names:
        if name not in known:
            place = source.place(_id(table.id), _id(owner))
            suggestion = suggest(name, tuple(each for each in known if each))
            yield finding(UNKNOWN_NAME, place, where=owner, name=name, suggestion=suggestion)


def _text_faults(
    rules: RulesText, text: EditionText, figures: Mapping[str, Figure], source: Source
) -> Iterator[Finding]:
    sections = tuple(section.id for section in text.texts)
    fields = tuple(field.id for field in text.body)
    for rule in rules.text_rules:
        yield from _unknown(rule.code, rule.sections, sections, source)
        yield from _unknown(rule.code, rule.when_positive, tuple(figures), source)
    for each in rules.rules:
        yield from _unknown(each.code, tuple(each.exempt), fields, source)


def _unknown(
    code: str, names: Sequence[str], known: tuple[str, ...], source: Source
) -> Iterator[Finding]:
    for name in names:
        if name not in known:
            place = source.place(_id(code), name)
            suggestion = suggest(name, known)
            yield finding(UNKNOWN_NAME, place, where=code, name=name, suggestion=suggestion)


def _id(name: str) -> str:
    return rf'\b(id|code)\s*=\s*"{name}"'

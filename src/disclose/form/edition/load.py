"""Load editions from their folders: read, decode, extend, validate."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from importlib.resources.abc import Traversable
from itertools import chain
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from disclose.core.errors import EditionError
from disclose.core.finding import Finding, error
from disclose.form.edition.decode import decode
from disclose.form.edition.definition import EditionText, ExtensionText, PreviousText, RulesText
from disclose.form.edition.faults import (
    chart_faults,
    form_faults,
    previous_faults,
    rule_faults,
    section_faults,
)
from disclose.form.edition.file_names import DEFINITION, NARRATIVE, PREVIOUS_FORMS, RULES
from disclose.form.edition.interpret import looks_back
from disclose.form.edition.model import (
    Block,
    Column,
    Edition,
    Figure,
    PredecessorForm,
    Print,
    Row,
    Rule,
    Table,
    resolved,
)
from disclose.form.edition.rules import Fills, condition, expand, settle
from disclose.form.edition.sheet_names import TEXTS
from disclose.form.edition.source import DefinitionFile, read, suggest

NO_FOLDERS: Mapping[str, Traversable] = MappingProxyType({})

Entry = TypeVar("Entry")

_ID = attrgetter("id")
_CODE = attrgetter("code")


class EditionFiles(NamedTuple):
    """The combined definition of an edition; `sources` are all files that were read for it.

    `extended` are the folders of the editions that it extends, the nearest first.
    """

    text: EditionText
    rules: RulesText
    definition: DefinitionFile
    rules_file: DefinitionFile
    sources: tuple[DefinitionFile, ...]
    extended: tuple[Traversable, ...] = ()


def parts(
    folder: Traversable,
    others: Mapping[str, Traversable],
    extending: Sequence[str] = (),
    *,
    trusted: bool = False,
) -> EditionFiles:
    """Read the files in `folder`; `others` are the folders that it may extend, by id.

    `extending` are the editions that extend this one. Entries of an extension follow those of the
    base; an entry with the id or code of a base entry replaces it. If the extension has texts,
    they replace all texts of the base. A `trusted` form is not validated as a whole.

    Raises:
        EditionError: a file is missing or faulty, or the extended edition does not exist.
    """
    definition, rules_file = read(folder, DEFINITION), read(folder, RULES)
    if "extends" in definition.data():
        extending = (*extending, folder.name)
        files = _extended(definition, rules_file, others, extending, trusted=trusted)
    else:
        files = EditionFiles(
            text=decode(EditionText, definition),
            rules=decode(RulesText, rules_file),
            definition=definition,
            rules_file=rules_file,
            sources=(definition, rules_file),
        )
    if not trusted:
        _refuse(form_faults(files.text, folder.name, files.definition))
    return files


def _extended(
    definition: DefinitionFile,
    rules_file: DefinitionFile,
    others: Mapping[str, Traversable],
    extending: Sequence[str],
    *,
    trusted: bool,
) -> EditionFiles:
    own, own_rules = decode(ExtensionText, definition), decode(RulesText, rules_file)
    # An edition on the way here is not offered again: extensions in a circle would never end.
    known = [name for name in others if name not in extending]
    if own.extends not in known:
        place, suggestion = definition.place("extends"), suggest(own.extends, known)
        where = definition.name
        raise EditionError(
            error(
                "DEF05",
                place,
                where=where,
                at="",
                name=own.extends,
                suggestion=suggestion,
            )
        )
    base = parts(others[own.extends], others, extending, trusted=trusted)
    text = _form(base.text, own)
    rules = RulesText(
        rules=_joined(base.rules.rules, own_rules.rules, _CODE),
        text_rules=_joined(base.rules.text_rules, own_rules.text_rules, _CODE),
        year_rules=_joined(base.rules.year_rules, own_rules.year_rules, _CODE),
        conditions=_joined(base.rules.conditions, own_rules.conditions, _CODE),
    )
    # Faults are found in the joined lists but reported at a line of the extension's own file, so
    # the number of base entries before its own is subtracted from an index (DefinitionFile.place).
    behind = {
        "measures": len(text.measures) - len(own.measures),
        "body": len(text.body) - len(own.body),
        "tables": len(text.tables) - len(own.tables),
        "charts": len(text.charts) - len(own.charts),
    }
    rules_behind = {
        "rules": len(rules.rules) - len(own_rules.rules),
        "text_rules": len(rules.text_rules) - len(own_rules.text_rules),
        "year_rules": len(rules.year_rules) - len(own_rules.year_rules),
        "conditions": len(rules.conditions) - len(own_rules.conditions),
    }
    return EditionFiles(
        text=text,
        rules=rules,
        definition=replace(definition, behind=behind),
        rules_file=replace(rules_file, behind=rules_behind),
        sources=(*base.sources, definition, rules_file),
        extended=(others[own.extends], *base.extended),
    )


def _form(base: EditionText, own: ExtensionText) -> EditionText:
    # A base's deadlines by level and an extension's own single one would contradict each other.
    states_own = own.deadline or own.deadlines
    return base._replace(
        id=own.id,
        label=own.label,
        title=own.title or base.title,
        authority=own.authority or base.authority,
        document=own.document or base.document,
        deadline=own.deadline if states_own else base.deadline,
        deadlines=own.deadlines if states_own else base.deadlines,
        measures=_joined(base.measures, own.measures, _ID),
        body=_joined(base.body, own.body, _ID),
        tables=_joined(base.tables, own.tables, _ID),
        texts=own.texts or base.texts,
        charts=_joined(base.charts, own.charts, _ID),
    )


def _joined(
    base: Sequence[Entry], own: Sequence[Entry], name: Callable[[Entry], str]
) -> tuple[Entry, ...]:
    names = {name(entry) for entry in own}
    return (*(entry for entry in base if name(entry) not in names), *own)


def load(
    folder: Traversable,
    others: Mapping[str, Traversable] = NO_FOLDERS,
    *,
    trusted: bool = False,
) -> Edition:
    """Return the edition defined in `folder`; it may extend one of `others`, folders by id.

    Decoding always checks types, keys and the grammar of rules. A `trusted` edition skips the
    checks of the definition as a whole (ids, references, patterns, widths): the tests validate
    the packaged editions.

    Raises:
        EditionError: a file is missing or faulty; lists all faults of one file, and those of
            the rules only if the form itself is sound.
    """
    narrative = read(folder, NARRATIVE).text
    found = parts(folder, others, trusted=trusted)
    extended = {f"{each.name}/{NARRATIVE}": read(each, NARRATIVE).text for each in found.extended}
    text = found.text
    figures = {figure.key: figure for figure in _figures(text, text.tables)}
    fees = {figure.key: figure for figure in _figures(text, [_fees(text.fees)])}
    fills = _fills(found, tuple(figures), trusted=trusted)
    if not trusted:
        _refuse(chart_faults(text.charts, figures, found.definition))
        _refuse(section_faults(text.texts, figures, found.definition))
    within = tuple(rule for rule in fills.rules if not _yearly(rule))
    return Edition(
        id=text.id,
        title=text.title,
        label=text.label,
        authority=text.authority,
        document=text.document,
        deadline=text.deadline,
        deadlines=text.deadlines,
        first_year=text.years.first,
        last_year=text.years.last,
        measures=text.measures,
        body=text.body,
        tables=text.tables,
        texts=tuple(each._replace(figures=resolved(each.figures, figures)) for each in text.texts),
        rules=within,
        text_rules=found.rules.text_rules,
        prior_year_rules=tuple(rule for rule in fills.rules if rule not in within),
        year_rules=found.rules.year_rules,
        forerunners=_forerunners(folder, tuple(figures), trusted=trusted),
        figures=figures,
        fills=fills.order,
        narrative=narrative,
        extended_narratives=extended,
        fingerprint=_fingerprint(found.sources),
        definition_hash=_hash([source.data() for source in found.sources]),
        neighbours=text.neighbours,
        charts=tuple(each._replace(bars=resolved(each.bars, figures)) for each in text.charts),
        fees=fees,
        conditions=tuple(
            condition(each, number, (*figures, *fees), found.rules_file)
            for number, each in enumerate(found.rules.conditions)
        ),
    )


def _yearly(rule: Rule) -> bool:
    return any(looks_back(each.relation) for each in rule.constraints)


def _forerunners(
    folder: Traversable, figures: Sequence[str], *, trusted: bool
) -> tuple[PredecessorForm, ...]:
    if not (folder / PREVIOUS_FORMS).is_file():
        return ()
    source = read(folder, PREVIOUS_FORMS)
    text = decode(PreviousText, source)
    if not trusted:
        _refuse(previous_faults(text, figures, source))
    return text.forerunners


def _refuse(faults: Iterable[Finding]) -> None:
    found = tuple(faults)
    if found:
        raise EditionError(*found)


_IN_A_WORKBOOK = ("id", "measures", "body", "tables", "texts", "fees", "rules")
"""The lists of a definition on which the cells of a workbook depend."""

_WORDS = frozenset({"help", "hint", "kind", "source", "name", "short", "widths", "figures"})
"""Keys that say how a workbook explains itself: changed, they change nothing that is read."""


def _fingerprint(sources: Sequence[DefinitionFile]) -> str:
    """Return the hash of the keys, printed names, places and arithmetic of the form."""
    data = [{name: source.data().get(name) for name in _IN_A_WORKBOOK} for source in sources]
    return _hash([_without_words(each) for each in data])


def _without_words(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_words(part) for key, part in value.items() if key not in _WORDS}
    if isinstance(value, list):
        return [_without_words(part) for part in value]
    return value


def _hash(data: object) -> str:
    canonical = json.dumps(data, sort_keys=True, ensure_ascii=False, default=str)
    return sha256(canonical.encode()).hexdigest()[:16]


def _figures(text: EditionText, tables: Iterable[Table]) -> Iterator[Figure]:
    measures = {measure.id: measure for measure in text.measures}
    for table in tables:
        for block in table.blocks:
            for row in block.rows:
                for column in block.columns:
                    measure = measures[column.measure or row.measure]
                    yield Figure(table=table, row=row, column=column, measure=measure)


def _fees(rows: tuple[Row, ...]) -> Table:
    """Return the figures of the fee as a list: it has a line for each on the sheet of the texts."""
    return Table(
        id="fees",
        sheet=TEXTS,
        title="收取信息处理费情况",
        short="信息处理费",
        print=Print.LIST,
        widths=(),
        blocks=(Block(columns=(Column(id="", label=""),), rows=rows),),
    )


def _fills(found: EditionFiles, figures: Sequence[str], *, trusted: bool) -> Fills:
    tables = {table.id: table for table in found.text.tables}
    expanded = [
        expand(rule, number, tables, found.rules_file)
        for number, rule in enumerate(found.rules.rules)
    ]
    faults = list(chain.from_iterable(faults for _, faults in expanded))
    if not trusted:
        faults += rule_faults(found.rules, found.text, figures, found.rules_file)
    _refuse(faults)
    fills = settle(tuple(rule for rule, _ in expanded if rule is not None), found.rules_file)
    _refuse(fills.findings)
    return fills

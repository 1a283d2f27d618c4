"""Rules as the file states them into relations between figures, one per row or column."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from disclose.edition.expression import Compare, Names, Ref, RuleSyntaxError, Sum, parse
from disclose.edition.kinds import RULE_SYNTAX, UNKNOWN_NAME
from disclose.edition.model import (
    Block,
    Column,
    FigureSet,
    Instance,
    Per,
    Row,
    Rule,
    Table,
    figure_key,
)
from disclose.edition.source import Source, suggest
from disclose.finding import Finding, Severity, Wording, finding


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleText:
    """One `[[rules]]` entry of rules.toml."""

    code: str
    table: str
    per: Per
    says: str
    severity: Severity
    name: Wording
    source: Wording
    hint: Wording
    rows: tuple[str, ...] = ("*",)
    columns: tuple[str, ...] = ("*",)
    fills: str = ""
    exempt: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Line:
    """One row or column that a rule holds for: its names and what they stand for."""

    label: str
    keys: Mapping[str, str]
    sets: tuple[FigureSet, ...]

    def figure(self, name: str) -> str:
        return self.keys[name]

    def members(self, name: str) -> Sum:
        for each in self.sets:
            keys = tuple(key for at, key in self.keys.items() if _matches(at, each.members))
            if each.id == name and keys:
                return Sum(keys, each.label)
        raise KeyError(name)

    def names(self) -> tuple[str, ...]:
        return (*self.keys, *(each.id for each in self.sets))


class _UnfitFillError(Exception):
    """A rule that fills is not of the form `filled == …`."""


def expand(
    text: RuleText, tables: Mapping[str, Table], source: Source
) -> tuple[Rule | None, tuple[Finding, ...]]:
    """Return the rule with its instances, or None and the findings that say why not."""
    if text.table not in tables:
        return None, (_unknown(text, text.table, tuple(tables), source),)
    lines = tuple(_lines(text, tables[text.table]))
    try:
        instances = tuple(_instance(text, line) for line in lines)
    except (RuleSyntaxError, _UnfitFillError) as error:
        return None, (_syntax(text, str(error), source),)
    except KeyError as error:
        known = tuple(name for line in lines for name in line.names())
        return None, (_unknown(text, str(error.args[0]), tuple(dict.fromkeys(known)), source),)
    if not instances:
        return None, (_unknown(text, " ".join(text.rows + text.columns), (), source),)
    return _rule(text, instances), ()


def _rule(text: RuleText, instances: tuple[Instance, ...]) -> Rule:
    return Rule(
        code=text.code,
        says=text.says,
        severity=text.severity,
        name=text.name,
        source=text.source,
        hint=text.hint,
        exempt=text.exempt,
        instances=instances,
    )


def _instance(text: RuleText, line: _Line) -> Instance:
    relation = parse(text.says, Names(line.figure, line.members))
    fills = line.figure(text.fills) if text.fills else ""
    if fills and not _fills(relation, fills):
        raise _UnfitFillError(text.says)
    return Instance(
        code=text.code,
        table=text.table,
        per=text.per,
        at=line.label,
        relation=relation,
        fills=fills,
    )


def _fills(relation: Compare, key: str) -> bool:
    return relation.operator == "==" and relation.left == Ref(key)


def _lines(text: RuleText, table: Table) -> Iterator[_Line]:
    for block in table.blocks:
        if text.per is Per.COLUMN:
            yield from _columns(text, table, block)
        else:
            yield from _rows(text, table, block)


def _columns(text: RuleText, table: Table, block: Block) -> Iterator[_Line]:
    for column in block.columns:
        if _matches(column.id, text.columns):
            keys = {row.id: _key(table, row, column) for row in block.rows}
            yield _Line(column.label, keys, table.sets)


def _rows(text: RuleText, table: Table, block: Block) -> Iterator[_Line]:
    for row in block.rows:
        if _matches(row.id, text.rows):
            keys = {column.id: _key(table, row, column) for column in block.columns}
            yield _Line(row.label, keys, table.sets)


def _key(table: Table, row: Row, column: Column) -> str:
    return figure_key(table.id, row.id, column.id)


def _matches(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def _syntax(text: RuleText, part: str, source: Source) -> Finding:
    place = source.place(rf'\bcode\s*=\s*"{text.code}"', r"\bsays\b")
    suggestion = f"{text.fills or 'total'} == …"
    return finding(RULE_SYNTAX, place, rule=text.code, part=part, suggestion=suggestion)


def _unknown(text: RuleText, name: str, known: tuple[str, ...], source: Source) -> Finding:
    place = source.place(rf'\bcode\s*=\s*"{text.code}"', re.escape(name))
    suggestion = suggest(name, known)
    return finding(UNKNOWN_NAME, place, where=text.code, name=name, suggestion=suggestion)

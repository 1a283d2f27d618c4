"""Rules as the file states them into relations between figures, one per row or column."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from disclose.edition.definition import RuleText
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
    matches,
)
from disclose.edition.readings import is_sound, touches
from disclose.edition.source import Source, suggest
from disclose.finding import Finding, Place, finding


@dataclass(frozen=True, slots=True)
class _Line:
    """One row or column that a rule holds for: its names and what they stand for."""

    label: str
    keys: Mapping[str, str]
    sets: tuple[FigureSet, ...]

    def figure(self, name: str) -> str:
        return self.keys[name]

    def members(self, name: str) -> Sum:
        return {each.id: total for each, total in self.sums()}[name]

    def sums(self) -> Iterator[tuple[FigureSet, Sum]]:
        for each in self.sets:
            keys = tuple(key for at, key in self.keys.items() if matches(at, each.members))
            if keys:
                yield each, Sum(keys, each.label)

    def alike(self, name: str, says: str) -> tuple[str, ...]:
        """Return what may stand where `says` has the unknown `name`: sums, or figures too."""
        sums = tuple(each.id for each, _ in self.sums())
        return sums if f"sum({name})" in says else (*self.keys, *sums)


@dataclass(frozen=True, slots=True)
class _At:
    """The entry of one rule in its file."""

    source: Source
    number: int

    def place(self, key: str) -> Place:
        return self.source.place("rules", self.number, key)


class _UnfitRuleError(Exception):
    """A rule of the language that cannot be kept; the text says what is wrong with it."""


def expand(
    text: RuleText, number: int, tables: Mapping[str, Table], source: Source
) -> tuple[Rule | None, tuple[Finding, ...]]:
    """Return entry `number` of the rules with its instances, or None and what is wrong with it."""
    at = _At(source, number)
    if text.table not in tables:
        return None, (_unknown(text.code, text.table, tables, at.place("table")),)
    instances: list[Instance] = []
    for line in _lines(text, tables[text.table]):
        try:
            instances.append(_instance(text, line))
        except (RuleSyntaxError, _UnfitRuleError) as error:
            return None, (_syntax(text, str(error), at),)
        except KeyError as error:
            where, name = f"{text.code}（{line.label}）", str(error.args[0])
            place = at.place("fills" if name == text.fills else "says")
            return None, (_unknown(where, name, line.alike(name, text.says), place),)
    return _rule(text, tuple(instances)), ()


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
    if not _fit(relation, fills):
        raise _UnfitRuleError(text.says)
    return Instance(
        code=text.code,
        table=text.table,
        per=text.per,
        at=line.label,
        relation=relation,
        fills=fills,
    )


def _fit(relation: Compare, fills: str) -> bool:
    """Return whether `relation` speaks of figures, can be kept, and computes `fills` if given."""
    if fills and (relation.operator != "==" or relation.left != Ref(fills)):
        return False
    return bool(touches(relation)) and is_sound(relation)


def _lines(text: RuleText, table: Table) -> Iterator[_Line]:
    for block in table.blocks:
        if text.per is Per.COLUMN:
            yield from _columns(text, table, block)
        else:
            yield from _rows(text, table, block)


def _columns(text: RuleText, table: Table, block: Block) -> Iterator[_Line]:
    for column in block.columns:
        if matches(column.id, text.columns):
            keys = {row.id: _key(table, row, column) for row in block.rows}
            yield _Line(column.label, keys, table.sets)


def _rows(text: RuleText, table: Table, block: Block) -> Iterator[_Line]:
    for row in block.rows:
        if matches(row.id, text.rows):
            keys = {column.id: _key(table, row, column) for column in block.columns}
            yield _Line(row.label, keys, table.sets)


def _key(table: Table, row: Row, column: Column) -> str:
    return figure_key(table.id, row.id, column.id)


def _syntax(text: RuleText, part: str, at: _At) -> Finding:
    suggestion = f"{text.fills or 'total'} == …"
    place = at.place("says")
    return finding(RULE_SYNTAX, place, rule=text.code, part=part, suggestion=suggestion)


def _unknown(where: str, name: str, known: Iterable[str], place: Place) -> Finding:
    return finding(
        UNKNOWN_NAME, place, where=where, name=name, suggestion=suggest(name, tuple(known))
    )

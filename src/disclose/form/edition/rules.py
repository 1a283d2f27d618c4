"""Expand the rules of an edition into constraints, one for each row or column."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from itertools import product
from typing import NamedTuple

from disclose.core.errors import EditionError, InternalError
from disclose.core.finding import Finding, Place, error
from disclose.form.edition.definition import ConditionText, RuleText
from disclose.form.edition.interpret import is_sound, looks_back, references, touches
from disclose.form.edition.model import (
    Block,
    Column,
    Condition,
    Constraint,
    FigureSet,
    Per,
    Print,
    Row,
    Rule,
    Table,
    figure_key,
    matches,
)
from disclose.form.edition.rule_ast import Compare, Names, Ref, RuleSyntaxError, Sum, parse
from disclose.form.edition.source import DefinitionFile, suggest

LEFT_SIDE = "*"
"""Value of `fills`: each statement of the rule computes the figure on its left side."""


@dataclass(frozen=True, slots=True)
class _Constrained:
    """One row or column that a rule applies to; `keys` maps the names in the rule to figures."""

    label: str
    keys: Mapping[str, str]
    sets: tuple[FigureSet, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)

    def at(self, key: str) -> str:
        """Return the printed place of a constraint: in a list, the row of its first `key`."""
        return self.labels.get(key, self.label)

    def figure(self, name: str) -> str:
        return self.keys[name]

    def members(self, name: str) -> Sum:
        return {figure_set.id: total for figure_set, total in self.sums()}[name]

    def sums(self) -> Iterator[tuple[FigureSet, Sum]]:
        for figure_set in self.sets:
            members = figure_set.members
            keys = tuple(key for name, key in self.keys.items() if matches(name, members))
            if keys:
                yield figure_set, Sum(keys, figure_set.label)

    def alike(self, name: str, says: str) -> tuple[str, ...]:
        """Return the names allowed in place of the unknown `name`: only sums inside `sum(...)`."""
        sums = tuple(figure_set.id for figure_set, _ in self.sums())
        return sums if f"sum({name})" in says else (*self.keys, *sums)


class _At(NamedTuple):
    """The location of one rule in its file."""

    source: DefinitionFile
    number: int

    def place(self, key: str) -> Place:
        return self.source.place("rules", self.number, key)


class UnfitRuleError(InternalError):
    """A rule has valid syntax but is not linear or does not fit `fills`; names the faulty part."""


def expand(
    text: RuleText, number: int, tables: Mapping[str, Table], source: DefinitionFile
) -> tuple[Rule | None, tuple[Finding, ...]]:
    """Return entry `number` as a rule with its constraints, or None and its findings."""
    at = _At(source, number)
    if text.table not in tables:
        return None, (_unknown(text.code, text.table, tables, at.place("table")),)
    constraints: list[Constraint] = []
    for line, says in product(_lines(text, tables), _statements(text.says)):
        try:
            constraints.append(_constraint(text, line, says))
        except (RuleSyntaxError, UnfitRuleError) as error:
            return None, (_syntax(text, str(error), at),)
        except KeyError as error:
            name = str(error.args[0])
            place = at.place("fills" if name == text.fills else "says")
            return None, (_unknown(text.code, name, line.alike(name, says), place, line.label),)
    return _rule(text, tuple(constraints)), ()


def condition(
    text: ConditionText, number: int, keys: Collection[str], source: DefinitionFile
) -> Condition:
    """Return entry `number` of the conditions; its relations name figures by their `keys`.

    Raises:
        EditionError: a relation is not understood, or names a figure that the form does not have.
    """

    def known(key: str) -> str:
        if key not in keys:
            raise KeyError(key)
        return key

    def no_set(name: str) -> Sum:
        raise KeyError(name)

    place = source.place("conditions", number, "says")
    names = Names(known, no_set)
    try:
        relation, *when = (parse(each, names) for each in (text.says, *text.when))
    except RuleSyntaxError as fault:
        part = str(fault)
        raise EditionError(
            error("DEF04", place, rule=text.code, part=part, suggestion="total <= …")
        ) from fault
    except KeyError as fault:
        raise EditionError(_unknown(text.code, str(fault.args[0]), keys, place)) from fault
    return Condition(
        code=text.code,
        relation=relation,
        when=tuple(when),
        agencies=text.agencies,
        first_year=text.first_year,
        severity=text.severity,
        name=text.name,
        source=text.source,
        hint=text.hint,
    )


def _statements(says: str) -> Sequence[str]:
    """Return the relations of a rule, one for each line."""
    lines = says.split("\n")
    return [line.strip() for line in lines if line.strip()] if len(lines) > 1 else lines


def _rule(text: RuleText, constraints: tuple[Constraint, ...]) -> Rule:
    return Rule(
        code=text.code,
        says=text.says,
        severity=text.severity,
        name=text.name,
        source=text.source,
        hint=text.hint,
        exempt=text.exempt,
        constraints=constraints,
    )


def _constraint(text: RuleText, line: _Constrained, says: str) -> Constraint:
    relation = parse(says, Names(line.figure, line.members))
    fills = _filled(text, line, relation)
    if not _fit(relation, fills):
        raise UnfitRuleError(says)
    return Constraint(
        code=text.code,
        table=text.table,
        per=text.per,
        at=line.at(touches(relation)[0]),
        relation=relation,
        fills=fills,
    )


def _filled(text: RuleText, line: _Constrained, relation: Compare) -> str:
    if text.fills != LEFT_SIDE:
        return line.figure(text.fills) if text.fills else ""
    if not isinstance(relation.left, Ref):
        raise UnfitRuleError(text.fills)
    return relation.left.key


def _fit(relation: Compare, fills: str) -> bool:
    """Return whether `relation` names figures, is sound, and can compute `fills` if given."""
    if fills and (relation.operator != "==" or relation.left != Ref(fills)):
        return False
    if fills and looks_back(relation):
        return False
    return bool(touches(relation)) and is_sound(relation)


def _lines(text: RuleText, tables: Mapping[str, Table]) -> Iterator[_Constrained]:
    table = tables[text.table]
    if text.per is Per.FORM:
        yield _form(table, tables)
        return
    for block in table.blocks:
        if text.per is Per.COLUMN:
            yield from _columns(text, table, block)
        else:
            yield from _rows(text, table, block)


def _columns(text: RuleText, table: Table, block: Block) -> Iterator[_Constrained]:
    for column in block.columns:
        if matches(column.id, text.columns):
            keys = {row.id: _key(table, row, column) for row in block.rows}
            labels = {keys[row.id]: row.label for row in block.rows}
            listed = table.print is Print.LIST
            yield _Constrained(column.label, keys, table.sets, labels if listed else {})


def _form(own: Table, tables: Mapping[str, Table]) -> _Constrained:
    """Return the single place of a rule over the whole form: every figure by its full key."""
    labels = {
        _key(table, row, column): row.label
        for table in tables.values()
        for block in table.blocks
        for row in block.rows
        for column in block.columns
    }
    return _Constrained(own.title, {key: key for key in labels}, labels=labels)


def _rows(text: RuleText, table: Table, block: Block) -> Iterator[_Constrained]:
    for row in block.rows:
        if matches(row.id, text.rows):
            keys = {column.id: _key(table, row, column) for column in block.columns}
            yield _Constrained(row.label, keys, table.sets)


def _key(table: Table, row: Row, column: Column) -> str:
    return figure_key(table.id, row.id, column.id)


def _syntax(text: RuleText, part: str, at: _At) -> Finding:
    suggestion = f"{text.fills or 'total'} == …"
    place = at.place("says")
    return error("DEF04", place, rule=text.code, part=part, suggestion=suggestion)


def _unknown(where: str, name: str, known: Iterable[str], place: Place, at: str = "") -> Finding:
    suggestion = suggest(name, tuple(known))
    return error("DEF05", place, where=where, at=at, name=name, suggestion=suggestion)


# Each computed cell gets one rule, in an order in which the cells can be computed.


class Fills(NamedTuple):
    """The rules with at most one filling constraint per cell, and these in computable order."""

    rules: tuple[Rule, ...]
    order: Mapping[str, Constraint]
    findings: tuple[Finding, ...]


def settle(rules: Sequence[Rule], source: DefinitionFile) -> Fills:
    """Decide which rule computes which cell, and in which order.

    Returns `rules` with at most one filling constraint for each cell. Two rules over lines of the
    same kind that fill one cell, and formulas that depend on each other in a circle, are findings.
    """
    filled: dict[str, Constraint] = {}
    twice: dict[tuple[str, str], Finding] = {}
    settled: list[Rule] = []
    for rule in rules:
        constraints: list[Constraint] = []
        for constraint in rule.constraints:
            first = filled.get(constraint.fills) if constraint.fills else None
            if first is None:
                if constraint.fills:
                    filled[constraint.fills] = constraint
                constraints.append(constraint)
                continue
            # A total row crosses a total column in one cell that both rules would compute. The
            # first rule in the file keeps it; the second still checks it, which is what makes
            # the grand total sound in both directions.
            constraints.append(constraint._replace(fills=""))
            if first.per is constraint.per:
                # Not a crossing: two row rules (or two column rules) claim one cell. Report a
                # pair of rules once, not once for each of its cells.
                pair = constraint.code, first.code
                twice.setdefault(pair, _twice(rules, constraint, first, source))
        settled.append(rule._replace(constraints=tuple(constraints)))
    return _ordered(tuple(settled), filled, tuple(twice.values()), source)


def _ordered(
    rules: tuple[Rule, ...],
    filled: Mapping[str, Constraint],
    findings: tuple[Finding, ...],
    source: DefinitionFile,
) -> Fills:
    graph = {key: references(constraint.relation.right) for key, constraint in filled.items()}
    try:
        order = tuple(TopologicalSorter(graph).static_order())
    except CycleError as cycle:
        circle: list[str] = cycle.args[1]
        place = _place(rules, filled[circle[0]], source)
        path = " → ".join(reversed(circle))
        return Fills(rules, {}, (*findings, error("DEF07", place, path=path)))
    return Fills(rules, {key: filled[key] for key in order if key in filled}, findings)


def _twice(
    rules: Sequence[Rule], second: Constraint, first: Constraint, source: DefinitionFile
) -> Finding:
    place = _place(rules, second, source)
    return error("DEF06", place, rule=second.code, other=first.code, key=second.fills)


def _place(rules: Sequence[Rule], constraint: Constraint, source: DefinitionFile) -> Place:
    number = [rule.code for rule in rules].index(constraint.code)
    return source.place("rules", number, "fills")

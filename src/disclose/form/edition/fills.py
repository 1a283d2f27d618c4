"""Which rule computes which cell: one each, in an order in which they can be computed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter

from disclose.core.finding import Finding, Place, finding
from disclose.core.messages.definition import CIRCULAR_FILL, FILLED_TWICE
from disclose.form.edition.interpret import references
from disclose.form.edition.model import Instance, Rule
from disclose.form.edition.source import Source


@dataclass(frozen=True, slots=True)
class Fills:
    """The rules with fills settled, and the filling instance of each cell, computable in order."""

    rules: tuple[Rule, ...]
    order: Mapping[str, Instance]
    findings: tuple[Finding, ...]


def settle(rules: Sequence[Rule], source: Source) -> Fills:
    """Return `rules` with at most one filling instance per cell.

    `rules` are all the rules of `source`. Where a total row crosses a total column two rules fill
    the crossing: the first in the file fills it, the other checks it. Any other cell filled twice
    (told once for two rules), and any circle, is a finding.
    """
    filled: dict[str, Instance] = {}
    twice: dict[tuple[str, str], Finding] = {}
    settled: list[Rule] = []
    for rule in rules:
        kept: list[Instance] = []
        for instance in rule.instances:
            first = filled.get(instance.fills) if instance.fills else None
            if first is None:
                kept.append(instance)
            else:
                kept.append(replace(instance, fills=""))
                if first.per is instance.per:
                    pair = instance.code, first.code
                    twice.setdefault(pair, _twice(rules, instance, first, source))
            if instance.fills and first is None:
                filled[instance.fills] = instance
        settled.append(replace(rule, instances=tuple(kept)))
    return _ordered(tuple(settled), filled, tuple(twice.values()), source)


def _ordered(
    rules: tuple[Rule, ...],
    filled: Mapping[str, Instance],
    findings: tuple[Finding, ...],
    source: Source,
) -> Fills:
    graph = {key: references(instance.relation.right) for key, instance in filled.items()}
    try:
        order = tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle: list[str] = error.args[1]
        place = _place(rules, filled[circle[0]], source)
        path = " → ".join(reversed(circle))
        return Fills(rules, {}, (*findings, finding(CIRCULAR_FILL, place, path=path)))
    return Fills(rules, {key: filled[key] for key in order if key in filled}, findings)


def _twice(rules: Sequence[Rule], second: Instance, first: Instance, source: Source) -> Finding:
    place = _place(rules, second, source)
    return finding(FILLED_TWICE, place, rule=second.code, other=first.code, key=second.fills)


def _place(rules: Sequence[Rule], instance: Instance, source: Source) -> Place:
    number = [rule.code for rule in rules].index(instance.code)
    return source.place("rules", number, "fills")

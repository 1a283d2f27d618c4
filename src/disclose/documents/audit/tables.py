"""The official tables inside a document against the form's identities."""

from collections.abc import Iterator
from dataclasses import replace

from disclose.checks.rules import terms
from disclose.core.finding import Equation, Finding, Place
from disclose.documents.audit.statements import Stated, Tables
from disclose.form.edition.interpret import Fails, touches, verdict
from disclose.form.edition.model import Instance, Rule


def identities(stated: Stated) -> Iterator[Finding]:
    """Yield one finding for every identity that fails where all its figures are printed."""
    tables = stated.tables
    if tables is None:
        return
    for rule in tables.edition.rules:
        for instance in rule.instances:
            keys = touches(instance.relation)
            if all(key in tables.figures for key in keys):
                judged = verdict(instance.relation, tables.figures.get)
                if isinstance(judged, Fails):
                    yield _failed(tables, rule, instance, judged)


def _failed(tables: Tables, rule: Rule, instance: Instance, judged: Fails) -> Finding:
    relation = instance.relation
    table = tables.edition.table(instance.table)
    place = Place(line=tables.lines.get(table.id, 0), text=f"{table.title} · {instance.at}")
    equation = Equation(
        left=terms(tables.edition, tables.figures.get, instance, relation.left),
        operator=relation.operator,
        right=terms(tables.edition, tables.figures.get, instance, relation.right),
        left_sum=judged.left,
        right_sum=judged.right,
    )
    found = Finding(code=rule.code, severity=rule.severity, places=(place,))
    return replace(found, args={"at": instance.at, "table": table.short}, equation=equation)

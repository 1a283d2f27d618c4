"""The official tables inside a document against the form's identities."""

from collections.abc import Iterator

from disclose.checks.rules import terms
from disclose.core.finding import Equation, Finding, Place
from disclose.form.edition.interpret import Fails, touches, verdict
from disclose.form.edition.model import Constraint, Rule
from disclose.prose.judged import Judged
from disclose.prose.statements import Stated, Tables


def identities(stated: Stated) -> Iterator[Judged]:
    """Yield each identity whose figures are all printed, with a finding if it fails."""
    tables = stated.tables
    if tables is None:
        return
    for rule in tables.edition.rules:
        for constraint in rule.constraints:
            keys = touches(constraint.relation)
            if all(key in tables.figures for key in keys):
                judged = verdict(constraint.relation, tables.figures.get)
                if isinstance(judged, Fails):
                    yield Judged((), _failed(tables, rule, constraint, judged))
                else:
                    yield Judged(())


def _failed(tables: Tables, rule: Rule, constraint: Constraint, judged: Fails) -> Finding:
    relation = constraint.relation
    table = tables.edition.table(constraint.table)
    place = Place(line=tables.lines.get(table.id, 0), text=f"{table.title} · {constraint.at}")
    equation = Equation(
        left=terms(tables.edition, tables.figures.get, constraint, relation.left),
        operator=relation.operator,
        right=terms(tables.edition, tables.figures.get, constraint, relation.right),
        left_sum=judged.left,
        right_sum=judged.right,
    )
    return Finding(
        code=rule.code,
        severity=rule.severity,
        places=(place,),
        args={"at": constraint.at, "table": table.short},
        equation=equation,
        in_document=True,
    )

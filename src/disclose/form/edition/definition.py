"""The definition files of an edition, before patterns and references are resolved."""

from collections.abc import Mapping
from typing import NamedTuple

from disclose.core.finding import Severity
from disclose.core.language import Wording
from disclose.form.edition.model import (
    BodyField,
    Chart,
    Deadline,
    Measure,
    Neighbour,
    Per,
    PredecessorForm,
    Row,
    Section,
    Table,
    TextRule,
    YearRule,
    Years,
)

EVERY = ("*",)
"""The default `rows` and `columns` of a rule: every row or column."""

NONE: Mapping[str, str] = {}
"""The default of a rule that exempts no figure."""


class EditionText(NamedTuple):
    """The content of edition.toml."""

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
    deadline: str = ""
    deadlines: tuple[Deadline, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    charts: tuple[Chart, ...] = ()
    fees: tuple[Row, ...] = ()


class ExtensionText(NamedTuple):
    """The content of edition.toml in an extension: only changed and added entries."""

    id: str
    label: Wording
    extends: str
    title: str = ""
    authority: str = ""
    document: str = ""
    deadline: str = ""
    deadlines: tuple[Deadline, ...] = ()
    measures: tuple[Measure, ...] = ()
    body: tuple[BodyField, ...] = ()
    tables: tuple[Table, ...] = ()
    texts: tuple[Section, ...] = ()
    charts: tuple[Chart, ...] = ()


class RuleText(NamedTuple):
    """One `[[rules]]` entry of rules.toml; each line of `says` is a separate relation."""

    code: str
    table: str
    per: Per
    says: str
    severity: Severity
    name: Wording
    source: Wording
    hint: Wording
    rows: tuple[str, ...] = EVERY
    columns: tuple[str, ...] = EVERY
    fills: str = ""
    exempt: Mapping[str, str] = NONE


class ConditionText(NamedTuple):
    """One `[[conditions]]` entry of rules.toml; its relations name figures by their keys."""

    code: str
    says: str
    severity: Severity
    name: Wording
    source: Wording
    hint: Wording
    when: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    first_year: int = 0


class RulesText(NamedTuple):
    """The content of rules.toml."""

    rules: tuple[RuleText, ...]
    text_rules: tuple[TextRule, ...] = ()
    year_rules: tuple[YearRule, ...] = ()
    conditions: tuple[ConditionText, ...] = ()


class PreviousText(NamedTuple):
    """The content of previous.toml: the earlier forms that this form continues."""

    forerunners: tuple[PredecessorForm, ...]

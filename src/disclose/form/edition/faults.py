"""Validate a definition as a whole: ids, references, patterns and widths.

Every value already has the right type when it arrives here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from disclose.core.expressions import expression
from disclose.core.finding import Finding, error
from disclose.core.language import Wording
from disclose.form.edition.decode import TEXT
from disclose.form.edition.definition import EVERY, EditionText, PreviousText, RulesText, RuleText
from disclose.form.edition.model import (
    Block,
    BodyField,
    Chart,
    Column,
    FieldKind,
    Figure,
    Group,
    NamedSum,
    Per,
    Print,
    Row,
    Section,
    Table,
    TextRuleKind,
    figure_key,
    fitting,
    matches,
    row_of,
)
from disclose.form.edition.rule_ast import PRIOR_YEAR
from disclose.form.edition.sheet_names import LEVEL, SHEETS, YEAR
from disclose.form.edition.source import DefinitionFile, suggest

# Locations of values in a definition file, and the findings about them.


class ValueLocation(NamedTuple):
    """Location of a value: its file, its path, and the id of the entry that contains it."""

    source: DefinitionFile
    steps: tuple[str | int, ...]
    where: str

    def at(self, *steps: str | int, where: str = "") -> "ValueLocation":
        """Return the location that `steps` lead to from this one."""
        return ValueLocation(self.source, (*self.steps, *steps), where or self.where)

    def wrong(self, expected: str | Wording) -> Finding:
        """Return the finding that this value is not `expected`."""
        key = next(step for step in reversed(self.steps) if isinstance(step, str))
        place = self.source.place(*self.steps)
        return error("DEF02", place, key=key, where=self.where, expected=expected)

    def repeated(self, name: str) -> Finding:
        """Return the finding that `name` is used a second time."""
        place = self.source.place(*self.steps)
        return error("DEF03", place, id=name, where=self.where)

    def unknown(self, name: str, known: Sequence[str]) -> Finding:
        """Return the finding that `name` is not one of `known`."""
        place = self.source.place(*self.steps)
        suggestion = suggest(name, [candidate for candidate in known if candidate])
        return error("DEF05", place, where=self.where, at="", name=name, suggestion=suggestion)

    def dead(self, pattern: str, known: Sequence[str]) -> Finding:
        """Return the finding that `pattern` matches none of `known`."""
        place = self.source.place(*self.steps)
        suggestion = suggest(pattern, known)
        return error("DEF11", place, where=self.where, pattern=pattern, suggestion=suggestion)

    def circular(self) -> Finding:
        """Return the finding that this group contains itself."""
        return error("DEF10", self.source.place(*self.steps), group=self.where)


def dead_patterns(
    patterns: Sequence[str], names: Sequence[str], location: ValueLocation
) -> Iterator[Finding]:
    """Yield a finding for each of `patterns` that matches none of `names`."""
    for number, pattern in enumerate(patterns):
        if not any(matches(name, (pattern,)) for name in names):
            yield location.at(number).dead(pattern, names)


# Charts, and the figures beside texts.

CHART_ID = expression(r"[a-z][a-z_]*")
"""Narratives name charts by id; a digit in an id would count as a number of unknown origin."""

TITLE, LABEL = re.compile(r"[^\d\s]{1,30}"), re.compile(r"[^\d\s]{1,16}")
"""Reports print both on one line, and every digit in a report must belong to a figure."""


def chart_faults(
    charts: Sequence[Chart], figures: Mapping[str, Figure], source: DefinitionFile
) -> Iterator[Finding]:
    """Yield the faults of `charts` in a form with `figures`; `source` is their file."""
    top = ValueLocation(source, (), source.name)
    for number, chart in enumerate(charts):
        location = top.at("charts", number, where=chart.id)
        if not CHART_ID.fullmatch(chart.id):
            yield location.at("id").wrong(CHART_ID.pattern)
        if not TITLE.fullmatch(chart.title):
            yield location.at("title").wrong(TITLE.pattern)
        if not chart.bars:
            yield location.at("bars").wrong("≥ 1")
        for down, bar in enumerate(chart.bars):
            yield from _sum_faults(bar, tuple(figures), location.at("bars", down, where=bar.label))
        yield from _shared_faults(chart, figures, location.at("bars"))


def section_faults(
    sections: Sequence[Section], figures: Mapping[str, Figure], source: DefinitionFile
) -> Iterator[Finding]:
    """Yield the faults of the sums beside `sections`: unknown figures, a name for two sums."""
    top = ValueLocation(source, (), source.name)
    named: dict[str, tuple[str, ...]] = {}
    for number, section in enumerate(sections):
        for down, each in enumerate(section.figures):
            location = top.at("texts", number, "figures", down, where=each.label)
            yield from _sum_faults(each, tuple(figures), location)
            if named.setdefault(each.label, each.figures) != each.figures:
                yield location.at("label").repeated(each.label)


def _sum_faults(named: NamedSum, keys: Sequence[str], location: ValueLocation) -> Iterator[Finding]:
    if not LABEL.fullmatch(named.label):
        yield location.at("label").wrong(LABEL.pattern)
    if not named.figures:
        yield location.at("figures").wrong("≥ 1")
    for number, pattern in enumerate(named.figures):
        here = location.at("figures", number)
        if not fitting(pattern, keys):
            yield here.dead(pattern, keys) if "*" in pattern else here.unknown(pattern, keys)


def _shared_faults(
    chart: Chart, figures: Mapping[str, Figure], location: ValueLocation
) -> Iterator[Finding]:
    """Yield the bars that repeat a figure, mix units, or draw figures that may be negative."""
    drawn: set[str] = set()
    units: set[str] = set()
    for number, bar in enumerate(chart.bars):
        here = location.at(number, "figures", where=bar.label)
        keys = [key for pattern in bar.figures for key in fitting(pattern, figures)]
        for key in keys:
            if key in drawn:
                yield here.repeated(key)
            drawn.add(key)
        measures = [figures[key].measure for key in keys]
        units |= {measure.unit for measure in measures}
        if len(units) > 1 or any(measure.signed for measure in measures):
            yield here.wrong("unit")


# Comparisons with the prior year.

LEAST_FACTOR = 2


def year_faults(rules: RulesText, text: EditionText, top: ValueLocation) -> Iterator[Finding]:
    """Yield the faults of the year rules; `top` is the location of their file."""
    codes = {*(rule.code for rule in rules.rules), *(rule.code for rule in rules.text_rules)}
    measures = tuple(measure.id for measure in text.measures)
    for number, rule in enumerate(rules.year_rules):
        location = top.at("year_rules", number, where=rule.code)
        if rule.code in codes:
            yield location.repeated(rule.code)
        if rule.measure not in measures:
            yield location.at("measure").unknown(rule.measure, measures)
        if rule.factor < LEAST_FACTOR:
            yield location.at("factor").wrong(f"≥ {LEAST_FACTOR}")


def previous_faults(
    text: PreviousText, figures: Sequence[str], source: DefinitionFile
) -> Iterator[Finding]:
    """Yield the patterns of previous.toml that match no row of the form's `figures`."""
    rows = tuple(dict.fromkeys(map(row_of, figures)))
    top = ValueLocation(source, (), source.name)
    for number, form in enumerate(text.forerunners):
        location = top.at("forerunners", number, where=form.id)
        yield from dead_patterns(form.same, rows, location.at("same"))
        for down, merged in enumerate(form.merged):
            yield from dead_patterns(merged.rows, rows, location.at("merged", down, "rows"))


# Forms: tables, blocks, rows and columns.

ID = expression(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
"""Ids that a rule can name and that keep the keys of figures unambiguous."""

EDITION_ID = expression(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")

SHEET = expression(r"(?![A-Za-z]{1,3}[0-9]+$)[^\W\d]\w{0,30}")
"""Sheet names that need no quotes in formulas; Excel allows 31 characters."""

MOST_PLACES = 9

DAY = expression("[1-9][0-9]?月[1-9][0-9]?日")
"""A day as the sheet 填表说明 prints it behind the year."""

NEEDED: Mapping[TextRuleKind, tuple[str, ...]] = {
    TextRuleKind.REPORTED: ("words", "when_positive"),
    TextRuleKind.WRITTEN: (),
    TextRuleKind.LIMITED: ("limit",),
    TextRuleKind.DISTINCT: (),
}
"""The keys that a text rule of each kind requires besides its sections."""


def form_faults(text: EditionText, folder: str, source: DefinitionFile) -> Iterator[Finding]:
    """Yield the faults of the form `text`, read from `source` in `folder`."""
    top = ValueLocation(source, (), source.name)
    if text.id != folder:
        yield top.at("id").wrong(folder)
    yield from _own_faults(text, top)
    measures = tuple(measure.id for measure in text.measures)
    for number, row in enumerate(text.fees):
        if row.measure not in measures:
            here = top.at("fees", number, "measure", where=row.id)
            yield here.unknown(row.measure, measures)
    fees = tuple(figure_key("fees", row.id, "") for row in text.fees)
    for number, section in enumerate(text.texts):
        yield from _unknown(section.fees, fees, top.at("texts", number, "fees", where=section.id))
    yield from _deadline_faults(text, top)
    lines = tuple(line.id for line in text.body)
    sheets: set[str] = set()
    for number, table in enumerate(text.tables):
        location = top.at("tables", number, where=table.id)
        if table.sheet in sheets:
            yield location.at("sheet").repeated(table.sheet)
        sheets.add(table.sheet)
        yield from _table_faults(table, measures, location)
        yield from _unknown(table.below, lines, location.at("below"))


def _deadline_faults(text: EditionText, top: ValueLocation) -> Iterator[Finding]:
    levels = next((line.choices for line in text.body if line.id == LEVEL), ())
    for number, deadline in enumerate(text.deadlines):
        location = top.at("deadlines", number, where=deadline.level)
        if deadline.level not in levels:
            yield location.at("level").unknown(deadline.level, levels)
        elif '"' in deadline.level:
            yield location.at("level").wrong('≠ "')
        if not DAY.fullmatch(deadline.by):
            yield location.at("by").wrong(DAY.pattern)


def _own_faults(text: EditionText, top: ValueLocation) -> Iterator[Finding]:
    if not EDITION_ID.fullmatch(text.id):
        yield top.at("id").wrong(EDITION_ID.pattern)
    if text.years.first > text.years.last:
        yield top.at("years", "last").wrong(f"≥ {text.years.first}")
    for number, measure in enumerate(text.measures):
        if not 0 <= measure.places <= MOST_PLACES:
            yield top.at("measures", number, "places", where=measure.id).wrong(f"0–{MOST_PLACES}")
    for number, line in enumerate(text.body):
        if line.id == YEAR:
            yield top.at("body", number, "id").wrong(f"≠ {YEAR}")
        if line.choices and line.kind is not FieldKind.TEXT:
            yield top.at("body", number, "kind", where=line.id).wrong(FieldKind.TEXT)
    named: dict[str, Sequence[BodyField | Section | Row]] = {
        "body": text.body,
        "texts": text.texts,
        "fees": text.fees,
    }
    for key, items in named.items():
        for number, item in enumerate(items):
            yield from _id_fault(item.id, top.at(key, number, "id"))


def _id_fault(name: str, location: ValueLocation) -> Iterator[Finding]:
    if not ID.fullmatch(name):
        yield location.wrong(ID.pattern)


def _table_faults(
    table: Table, measures: Sequence[str], location: ValueLocation
) -> Iterator[Finding]:
    if "." in table.id or not ID.fullmatch(table.id):
        yield location.at("id").wrong(ID.pattern.partition("(")[0])
    if not SHEET.fullmatch(table.sheet) or table.sheet in SHEETS:
        yield location.at("sheet").wrong(f"{SHEET.pattern}, ≠ {' '.join(sorted(SHEETS))}")
    groups = list(_group_faults(table.groups, location))
    yield from groups
    for number, block in enumerate(table.blocks):
        yield from _block_faults(table, block, measures, location.at("blocks", number))
    yield from _repeated_rows(table.blocks, location)
    yield from _set_faults(table, location)
    yield from _undivided_faults(table, location)
    if not groups:
        yield from _print_faults(table, location)


def _group_faults(groups: Sequence[Group], location: ValueLocation) -> Iterator[Finding]:
    known = ("", *(group.id for group in groups))
    parents = {group.id: group.under for group in groups}
    for number, group in enumerate(groups):
        here = location.at("groups", number, "under", where=group.id)
        if group.under not in known:
            yield here.unknown(group.under, known)
        elif _contains_itself(group.id, parents):
            yield here.circular()


def _contains_itself(group: str, parents: Mapping[str, str]) -> bool:
    # The bound ends the walk also if it enters a circle that `group` is not part of.
    parent = parents[group]
    for _ in parents:
        if parent == group:
            return True
        parent = parents.get(parent, "")
    return False


def _block_faults(
    table: Table, block: Block, measures: Sequence[str], location: ValueLocation
) -> Iterator[Finding]:
    groups = ("", *(group.id for group in table.groups))
    axes: dict[str, Sequence[Column | Row]] = {"columns": block.columns, "rows": block.rows}
    for key, lines in axes.items():
        if not lines:
            yield location.at(key).wrong("≥ 1")
        for number, line in enumerate(lines):
            here = location.at(key, number, where=line.id)
            if line.id or isinstance(line, Row) or len(lines) > 1:
                yield from _id_fault(line.id, here.at("id"))
            if f"{line.id}.".startswith(PRIOR_YEAR):
                yield here.at("id").wrong(f"≠ {PRIOR_YEAR}*")
            if line.group not in groups:
                yield here.at("group").unknown(line.group, groups)
            needed = isinstance(line, Row) or line.measure
            if needed and line.measure not in measures:
                yield here.at("measure").unknown(line.measure, measures)


def _undivided_faults(table: Table, location: ValueLocation) -> Iterator[Finding]:
    for number, group in enumerate(table.groups):
        members = [row.id for block in table.blocks for row in block.rows if row.group == group.id]
        if group.undivided and group.undivided not in members:
            here = location.at("groups", number, "undivided", where=group.id)
            yield here.unknown(group.undivided, members)


def _repeated_rows(blocks: Sequence[Block], location: ValueLocation) -> Iterator[Finding]:
    seen: set[str] = set()
    for number, block in enumerate(blocks):
        here = {row.id: down for down, row in enumerate(block.rows)}
        for name in here.keys() & seen:
            yield location.at("blocks", number, "rows", here[name]).repeated(name)
        seen |= here.keys()


def _set_faults(table: Table, location: ValueLocation) -> Iterator[Finding]:
    lines: list[Row | Column] = []
    for block in table.blocks:
        lines += [*block.rows, *block.columns]
    names = tuple(dict.fromkeys(line.id for line in lines))
    for number, figure_set in enumerate(table.sets):
        here = location.at("sets", number, "members", where=figure_set.id)
        if not figure_set.members:
            yield here.wrong("≥ 1")
        yield from dead_patterns(figure_set.members, names, here)


def _print_faults(table: Table, location: ValueLocation) -> Iterator[Finding]:
    if not table.blocks:
        yield location.at("blocks").wrong("≥ 1")
    if table.print is Print.BLOCKS:
        for number, block in enumerate(table.blocks):
            if not block.title:
                yield location.at("blocks", number, "title").wrong(TEXT)
    elif len(table.blocks) > 1:
        yield location.at("blocks", 1).wrong("1")
    printed = _printed_columns(table)
    if len(table.widths) != printed or min(table.widths) <= 0:
        yield location.at("widths").wrong(f"{printed} × > 0")


def _printed_columns(table: Table) -> int:
    """Return the number of columns that `table` has in print."""
    across = max((len(block.columns) for block in table.blocks), default=0)
    rows = tuple(chain.from_iterable(block.rows for block in table.blocks))
    if table.print is Print.BLOCKS:
        return 1 + across
    if table.print is Print.ACROSS:
        return across * len(rows)
    if table.print is Print.LIST:
        return 2 + across
    known = {group.id for group in table.groups}
    paths = (table.path(row.group) for row in rows if row.group in known)
    return across + 1 + max(map(len, paths), default=0)


# Rules.


def rule_faults(
    rules: RulesText, text: EditionText, figures: Sequence[str], source: DefinitionFile
) -> Iterator[Finding]:
    """Yield the faults of the rules, such as names unknown to the form; `source` is their file."""
    top = ValueLocation(source, (), source.name)
    sections = tuple(section.id for section in text.texts)
    codes = {rule.code for rule in rules.rules}
    for number, rule in enumerate(rules.text_rules):
        location = top.at("text_rules", number, where=rule.code)
        if rule.code in codes:
            yield location.repeated(rule.code)
        for key in ("sections", *NEEDED[rule.kind]):
            if not getattr(rule, key):
                yield location.at(key).wrong("≥ 1")
        yield from _unknown(rule.sections, sections, location.at("sections"))
        yield from _unknown(rule.when_positive, figures, location.at("when_positive"))
    yield from year_faults(rules, text, top)
    tables = {table.id: table for table in text.tables}
    for number, stated in enumerate(rules.rules):
        location = top.at("rules", number, where=stated.code)
        yield from _exempt_faults(stated, text, location.at("exempt"))
        if stated.table in tables:
            yield from _filter_faults(stated, tables[stated.table], location)


def _unknown(
    names: Sequence[str], known: Sequence[str], location: ValueLocation
) -> Iterator[Finding]:
    for number, name in enumerate(names):
        if name not in known:
            yield location.at(number).unknown(name, known)


def _exempt_faults(rule: RuleText, text: EditionText, location: ValueLocation) -> Iterator[Finding]:
    choices = {line.id: line.choices for line in text.body}
    for name, answer in rule.exempt.items():
        if name not in choices:
            yield location.at(name).unknown(name, tuple(choices))
        elif choices[name] and answer not in choices[name]:
            yield location.at(name).unknown(answer, choices[name])


def _filter_faults(rule: RuleText, table: Table, location: ValueLocation) -> Iterator[Finding]:
    rows = tuple(row.id for block in table.blocks for row in block.rows)
    columns = tuple(column.id for block in table.blocks for column in block.columns)
    yield from dead_patterns(rule.rows, rows, location.at("rows"))
    yield from dead_patterns(rule.columns, columns, location.at("columns"))
    idle = "rows" if rule.per is Per.COLUMN else "columns"
    if getattr(rule, idle) != EVERY:
        yield location.at(idle).wrong(f"{list(EVERY)}, per = {rule.per}")

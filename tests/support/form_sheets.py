"""An edition as lines of text, and a form sheet as the same lines: two ways to one listing."""

import re
from collections.abc import Iterator

import pytest

from disclose.form.edition.model import Block, Edition, Measure, Print, Table
from disclose.form.layout.book import plan
from tests.support.places import SHARED

"""Form sheets, where they stand beside the checkout."""

TABLE = re.compile(r"^## Table `(\w+)`: (.+)$", re.MULTILINE)
BLOCK = re.compile(r"^Block 《(.+?)》, (.+?)(?: ≥ 0)?\. Header row: (.+)$", re.MULTILINE)


def listing(edition: Edition) -> list[str]:
    """Return tables, headings, columns and rows of `edition`, in printed order."""
    measures = {measure.id: _unit(measure) for measure in edition.measures}
    return [
        line
        for table in edition.tables
        for block in table.blocks
        for line in (f"table {table.id} {table.title}", *_block(table, block, measures))
    ]


def _unit(measure: Measure) -> str:
    return f"{measure.unit}{'' if measure.places else ' integer'}"


def _block(table: Table, block: Block, measures: dict[str, str]) -> Iterator[str]:
    if table.print is Print.BLOCKS:
        yield f"block {block.title} {block.heading}"
    for column in block.columns:
        path = [*(group.label for group in table.path(column.group)), column.label]
        yield f"column {column.id} {' / '.join(path)}"
    for row in block.rows:
        path = [*(group.label for group in table.path(row.group)), row.label]
        yield f"row {row.id} {measures[row.measure]} {' / '.join(path)}"


def printed_list(edition: Edition, table: str) -> list[str]:
    """Return the rows of a list as printed: level, label, unit, and the figure's row id."""
    grid = plan(edition).grids[table]
    return [
        f"{label.level} {label.text} {unit.text} {figure.key.partition('.')[2] or '-'}"
        for label, unit, figure in grid.lines()[grid.head :]
    ]


def sheet_list(text: str) -> list[str]:
    """Return the same from a form sheet's table of rows."""
    rows = [_fields(line) for line in text.splitlines() if line.startswith("| ")]
    return [
        f"{level} {label} {unit} {'-' if name == 'heading' else name.strip('`')}"
        for _, name, level, label, unit in (row for row in rows if len(row) == 5)
        if level.isdecimal()
    ]


def sheet_listing(text: str) -> list[str]:
    """Return the same lines from the form sheet `text`."""
    lines: list[str] = []
    tables = text.partition("## Identities")[0]
    parts = TABLE.split(tables)
    for table, title, part in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        name, _, unit = title.partition(" (")
        head = f"table {table} {name}"
        blocks = BLOCK.split(part)
        if len(blocks) == 1:
            lines += [head, *_columns(part), *_rows(part, _sheet_unit(unit))]
        for at in range(1, len(blocks), 4):
            block, counted, header, body = blocks[at : at + 4]
            lines += [head, *_blocks_lines(block, _sheet_unit(counted), header, body)]
    return lines


def sheet_text(edition: str) -> str:
    """Return the form sheet of `edition`; a test that needs it is skipped where it is not."""
    path = SHARED / "forms" / f"{edition}.md"
    if not path.is_file():
        pytest.skip("the form sheet is not beside this checkout")
    return path.read_text(encoding="utf-8")


def _sheet_unit(text: str) -> str:
    unit, _, kind = text.partition(", ")
    return f"{unit} integer" if kind.startswith("integer") else unit


def _blocks_lines(block: str, unit: str, header: str, body: str) -> Iterator[str]:
    heading, *labels = header.split(" | ")
    yield f"block {block} {heading}"
    rows = [_fields(line) for line in body.splitlines() if line.startswith("| `")]
    columns = [name.strip("` ") for name in rows[0][2].split(",")]
    assert all(row[2] == rows[0][2] for row in rows)
    for column, label in zip(columns, labels, strict=True):
        yield f"column {column} {label}"
    for row in rows:
        yield f"row {row[0].strip('`')} {unit} {row[1]}"


def _columns(part: str) -> Iterator[str]:
    for fields in _table(part, "column id"):
        under = [] if len(fields) < 3 or fields[2] == "—" else [fields[2]]
        yield f"column {fields[0].strip('`')} {' / '.join([*under, fields[1]])}"


def _rows(part: str, unit: str) -> Iterator[str]:
    for fields in (*_table(part, "#"), *_table(part, "row id")):
        name = next(field for field in fields if field.startswith("`"))
        label, under = (*fields[fields.index(name) + 1 :], "—")[:2]
        path = label if under == "—" else f"{under} / {label}"
        yield f"row {name.strip('`')} {unit} {path}"


def _table(part: str, first: str) -> Iterator[list[str]]:
    """Yield the fields of the table of `part` whose first column is called `first`."""
    inside = False
    for line in part.splitlines():
        inside = line.startswith(f"| {first} |") or (inside and line.startswith("|"))
        if inside and "`" in line:
            yield _fields(line)


def _fields(line: str) -> list[str]:
    return [field.strip() for field in line.strip("|").split("|")]


def sheet_codes(text: str) -> dict[str, str]:
    """Return the statement of each identity and check of the form sheet, by code."""
    part = text.split("## Identities and checks")[1].split("## ", maxsplit=1)[0]
    return {fields[0]: fields[1] for fields in map(_fields, part.splitlines()) if _coded(fields)}


def _coded(fields: list[str]) -> bool:
    return bool(re.fullmatch(r"[A-Z]{3}\d\d", fields[0]))

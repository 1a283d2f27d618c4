"""The roster of a region: the agencies that have to file, and the agencies above them."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import StringIO

from disclose.core.errors import RosterError
from disclose.core.finding import Finding, Place, error
from disclose.core.text import squeeze, unified
from disclose.documents.read.decoding import decoded
from disclose.form.agency_lines import credit_code

_COLUMNS = {
    "name": ("name", "body", "单位名称", "单位", "名称", "机关名称", "行政机关名称"),
    "code": ("code", "代码", "单位代码", "统一社会信用代码", "机关代码", "编码"),
    "parent": ("parent", "上级", "上级单位", "主管单位", "上级名称", "上级代码"),
}
"""The headings that the columns of a roster may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """An agency of the roster; `parent` is the `id` of the one above it, empty for the highest."""

    id: str
    name: str
    code: str = ""
    parent: str = ""
    line: int = 0


@dataclass(frozen=True)
class Roster:
    """The agencies in the order of their file."""

    agencies: tuple[Agency, ...]
    by_code: Mapping[str, Agency] = field(default_factory=dict)
    by_name: Mapping[str, Agency] = field(default_factory=dict)

    @property
    def with_subunits(self) -> tuple[Agency, ...]:
        """Return the agencies with others below them: their figures are sums."""
        parents = {body.parent for body in self.agencies}
        return tuple(body for body in self.agencies if body.id in parents)

    def find(self, code: str, name: str) -> Agency | None:
        """Return the agency with `code`, or, if that is not given or not known, with `name`."""
        return self.by_code.get(credit_code(code)) or self.by_name.get(squeeze(name))


def roster(data: bytes, file: str) -> Roster:
    """Return the roster in the CSV file `data`: UTF-8 or GB18030, columns in either language.

    Raises:
        RosterError: it has no column of names, or lines that cannot be used.
        UnreadableDocumentError: it is no text.
    """
    lines = list(_lines(data, file))
    bodies = [_agency(number, line) for number, line in lines]
    found = indexed(bodies)
    linked, faults = [], list(_unusable(bodies, file))
    for body in bodies:
        over = found.find(body.parent, body.parent) if body.parent else None
        if body.parent and over is None:
            faults.append(_fault(file, body.line, "parent", body.parent))
        linked.append(replace(body, parent=over.id if over else ""))
    faults += _circles(linked, file)
    if faults or not bodies:
        raise RosterError(*(faults or [_fault(file, 1, "name", "")]))
    return indexed(linked)


def _lines(data: bytes, file: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield the number of each line that is not empty, and its texts by our column names."""
    rows = csv.reader(StringIO(unified(decoded(data, "CSV")), newline=""))
    try:
        head = [squeeze(each).lower() for each in next(rows, [])]
        places = {
            column: next((head.index(name) for name in names if name in head), None)
            for column, names in _COLUMNS.items()
        }
        if places["name"] is None:
            raise RosterError(_fault(file, 1, "name", ",".join(head)))
        for row in rows:
            if any(map(str.strip, row)):
                yield rows.line_num, {name: _cell(row, at) for name, at in places.items()}
    except csv.Error as error:
        raise RosterError(_fault(file, rows.line_num, "name", str(error))) from error


def _cell(row: Sequence[str], at: int | None) -> str:
    return row[at].strip() if at is not None and at < len(row) else ""


def _agency(number: int, line: Mapping[str, str]) -> Agency:
    own = credit_code(line["code"]) or squeeze(line["name"])
    return Agency(id=own, name=line["name"], code=line["code"], parent=line["parent"], line=number)


def indexed(bodies: Sequence[Agency]) -> Roster:
    """Return the roster with its indexes; a name that several agencies share finds none."""
    names = Counter(squeeze(body.name) for body in bodies)
    return Roster(
        tuple(bodies),
        by_code={credit_code(body.code): body for body in bodies if body.code},
        by_name={name: body for body in bodies if names[name := squeeze(body.name)] == 1},
    )


def _unusable(bodies: Sequence[Agency], file: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for body in bodies:
        if not body.name:
            yield _fault(file, body.line, "name", "")
        elif body.id in seen:
            yield _fault(file, body.line, "code" if body.code else "name", body.code or body.name)
        seen.add(body.id)


def _circles(bodies: Sequence[Agency], file: str) -> Iterator[Finding]:
    """Yield a finding for each circle: agencies of which each is above the next one."""
    by_id = {body.id: body for body in bodies}
    seen: set[str] = set()
    for body in bodies:
        path: dict[str, Agency] = {}
        at = body.id
        while at in by_id and at not in seen:
            seen.add(at)
            path[at] = by_id[at]
            at = by_id[at].parent
        if at in path:
            circle = list(path.values())[list(path).index(at) :]
            names = " → ".join(each.name for each in [*circle, circle[0]])
            yield error("ROLL15", Place(file=file, line=circle[0].line), agencies=names)


def _fault(file: str, line: int, column: str, text: str) -> Finding:
    place = Place(file=file, line=line)
    heading = next(name for name in _COLUMNS[column] if not name.isascii())
    return error("ROLL13", place, line=line, column=f"{heading}/{column}", text=text)

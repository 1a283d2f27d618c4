"""The rules of an edition, read a second time from its files by an evaluator of its own.

It knows nothing of the package: a sum of names with signs, and one relation.
"""

import operator
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from tests.support.places import EDITIONS

RELATIONS = {"==": operator.eq, "<=": operator.le, ">=": operator.ge}
TERM = re.compile(r"\s*([+-]?)\s*(sum\()?([a-z][a-z_.]*)(?(2)\))(?: \* (\d+))?\s*")
SOME = re.compile(r"\s*some\(([a-z_.]+)\)\s*")

Amounts = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Line:
    """A rule at one printed row or column: what the names in it stand for."""

    code: str
    at: str
    says: str
    keys: Mapping[str, str]
    sets: Mapping[str, tuple[str, ...]]

    def holds(self, amounts: Amounts) -> bool:
        [(left, sign, right)] = re.findall(r"([^=<>]+)(==|<=|>=)([^=<>]+)", self.says)
        return bool(RELATIONS[sign](self._side(left, amounts), self._side(right, amounts)))

    def figures(self) -> set[str]:
        sides = re.split(r"==|<=|>=", SOME.sub(r"\1", self.says))
        return {key for side in sides for _, keys in self._terms(side) for key in keys}

    def _side(self, side: str, amounts: Amounts) -> Decimal:
        if asked := SOME.fullmatch(side):
            return Decimal(amounts[self.keys[asked[1]]] != 0)
        parts = (sign * amounts[key] for sign, keys in self._terms(side) for key in keys)
        return sum(parts, Decimal(0))

    def _terms(self, side: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        rest = side.strip()
        while rest and rest != "0":
            match = TERM.match(rest)
            assert match, f"{self.code}: this reading does not know {rest!r}"
            sign, summed, name, factor = match.groups()
            keys = self.sets[name] if summed else (self.keys[name],)
            yield (-1 if sign == "-" else 1) * int(factor or 1), keys
            rest = rest[match.end() :]


def lines(name: str) -> Iterator[Line]:
    """Yield every rule of an edition at every row or column, from the files alone.

    Those that speak of last year are yielded as well; last year's figures have `previous.` before
    their keys.
    """
    form = tomllib.loads((EDITIONS / name / "edition.toml").read_text(encoding="utf-8"))
    rules = tomllib.loads((EDITIONS / name / "rules.toml").read_text(encoding="utf-8"))
    if base := form.get("extends"):
        extended = tomllib.loads((EDITIONS / base / "edition.toml").read_text(encoding="utf-8"))
        form["tables"] = [*extended["tables"], *form["tables"]]
        yield from lines(base)
    tables = {table["id"]: table for table in form["tables"]}
    for rule in rules["rules"]:
        table = tables[rule["table"]]
        if rule["per"] == "form":
            yield from _form(rule, tables)
            continue
        for block in table["blocks"]:
            yield from _lines(rule, table, block)


def _form(rule: dict[str, Any], tables: dict[str, Any]) -> Iterator[Line]:
    """A rule over the form: figures of lists by their full key, where it holds is its first row."""
    labels = {
        f"{table}.{row['id']}": row["label"]
        for table, each in tables.items()
        for row in each["blocks"][0]["rows"]
    }
    for says in rule["says"].strip().splitlines():
        first = re.split(r"==|<=|>=", says)[0].split()[0]
        yield Line(rule["code"], labels[first], says, dict(zip(labels, labels, strict=True)), {})


def _lines(rule: dict[str, Any], table: dict[str, Any], block: dict[str, Any]) -> Iterator[Line]:
    along, across = ("columns", "rows") if rule["per"] == "column" else ("rows", "columns")
    for line in block[along]:
        if not any(fnmatchcase(line["id"], each) for each in rule.get(along, ["*"])):
            continue
        keys = {}
        for other in block[across]:
            row, column = (other, line) if rule["per"] == "column" else (line, other)
            keys[other["id"]] = f"{table['id']}.{row['id']}[{column['id']}]".removesuffix("[]")
        prior_year = {f"previous.{name}": f"previous.{key}" for name, key in keys.items()}
        sets = {
            each["id"]: tuple(
                key
                for name, key in keys.items()
                if any(fnmatchcase(name, pattern) for pattern in each["members"])
            )
            for each in table.get("sets", [])
        }
        rows = {row["id"]: row["label"] for row in block["rows"]}
        for says in rule["says"].strip().splitlines():
            first = re.findall(r"[a-z][a-z_.]*", says.replace("some(", ""))[0]
            at = line["label"] if line["id"] else rows[first]
            yield Line(rule["code"], at, says, {**keys, **prior_year}, sets)


@cache
def all_lines(name: str) -> tuple[Line, ...]:
    return tuple(line for line in lines(name) if "previous." not in line.says)

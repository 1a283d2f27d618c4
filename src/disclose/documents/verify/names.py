"""What a key or an expression is called in print, and where its figures stand in the workbook."""

import re

from disclose.core.finding import Place
from disclose.documents.verify.expected_report import Told
from disclose.form.edition.rule_ast import PREVIOUS

_KEY = re.compile(rf"(?P<last>{re.escape(PREVIOUS)})?(?P<key>[a-z_]\w*(?:\.\w+)+(?:\[\w+\])?)")
_SHARE = re.compile(r"share\((?P<part>.+),(?P<whole>[^,]+)\)")
_CHANGE = re.compile(r"change\((?P<now>.+),(?P<then>[^,]+)\)")

SHOWN = 3
"""More figures of one expression than this are not all named."""


def printed_name(report: Told, key: str) -> str:
    """Return the printed names of `key`, or of the figures that an expression is made of."""
    for pattern, sign in ((_SHARE, " ÷ "), (_CHANGE, " ↔ ")):
        if found := pattern.fullmatch(key):
            return sign.join(printed_name(report, part) for part in found.groups())
    names = [_named(report, match) for match in _KEY.finditer(key)]
    if len(names) > SHOWN:
        return f"{' + '.join(names[:SHOWN])} + …"
    return _KEY.sub(lambda match: _named(report, match), key.strip("()")) if names else key


def places(report: Told, key: str) -> tuple[Place, ...]:
    """Return the cells of the workbook that the number called `key` is made of."""
    keys = dict.fromkeys(match["key"] for match in _KEY.finditer(key) if not match["last"])
    return tuple(_place(report, each) for each in keys if each in report.edition.figures)


def cells(found: tuple[Place, ...]) -> str:
    """Return cells as people write them, not more than a few."""
    shown = [f"{each.sheet}!{each.cell}" for each in found[:SHOWN]]
    return "、".join((*shown, "…") if len(found) > SHOWN else shown)


def _place(report: Told, key: str) -> Place:
    entry, figure = report.filing.entries[key], report.edition.figures[key]
    return Place(key=key, sheet=entry.sheet, cell=entry.cell, typed=entry.typed, label=figure.label)


def _named(report: Told, match: re.Match[str]) -> str:
    figure = report.edition.figures.get(match["key"])
    name = f"{figure.table.short}·{figure.label}" if figure else match["key"]
    return f"上年 {name}" if match["last"] else name

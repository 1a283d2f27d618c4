"""Findings as JSON for other programs: schema `disclose-findings/1`."""

from collections.abc import Mapping, Sequence
from typing import Any

import simplejson

from disclose.checks.outcome import Checked
from disclose.edition.model import Edition
from disclose.finding import Finding, Kind, Language, Place
from disclose.present.registry import kinds
from disclose.present.wording import say

SCHEMA = "disclose-findings/1"


def render(files: Sequence[Checked], language: Language) -> str:
    """Return `files` with their findings as one JSON text; amounts are exact numbers."""
    return rendered([_file(checked, language) for checked in files])


def rendered(files: Sequence[Mapping[str, Any]]) -> str:
    """Return files that are told as mappings as one JSON text."""
    data = {"schema": SCHEMA, "files": files}
    return simplejson.dumps(data, ensure_ascii=False, indent=1, use_decimal=True)


def _file(checked: Checked, language: Language) -> dict[str, Any]:
    filing = checked.filing
    return {
        "file": checked.file,
        "edition": checked.edition.id if checked.edition else None,
        "year": filing.year if filing else None,
        "body": filing.name if filing else None,
        "previous": checked.compared.past.name if checked.compared else None,
        "verdict": checked.judgement.value,
        "findings": findings(checked.findings, checked.edition, language),
        "suspects": [],
    }


def findings(
    found: Sequence[Finding], edition: Edition | None, language: Language
) -> list[dict[str, Any]]:
    """Return findings as mappings."""
    known = kinds(edition)
    return [_finding(each, known, language) for each in found]


def _finding(found: Finding, known: Mapping[str, Kind], language: Language) -> dict[str, Any]:
    kind = known[found.code]
    said = say(found, kind, language)
    equation = found.equation
    return {
        "code": found.code,
        "name": kind.name,
        "severity": found.severity.value,
        "message": said.message,
        "hint": said.hint,
        "places": [_place(place) for place in found.places],
        "left": equation.left_sum if equation else None,
        "right": equation.right_sum if equation else None,
        "difference": equation.difference if equation else None,
        "explained": False,
    }


def _place(place: Place) -> dict[str, Any]:
    if place.text:
        return {"line": place.line, "text": place.text}
    if place.file:
        return {"file": place.file, "line": place.line}
    return {"key": place.key, "sheet": place.sheet, "cell": place.cell, "typed": place.typed}
